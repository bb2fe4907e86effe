package io.wellkept.probe.ad;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.ad.Ad.Running;
import io.wellkept.probe.ad.AdsSeen.Blind;
import io.wellkept.probe.ad.AdsSeen.Listed;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class JsonAdsTest extends AdSourceContract {
  private static final String KEY = "exp0rt-key";

  @Override
  protected SourceSettings settings(String base) {
    return json(base + "/ads.json", null, "$.ads", null);
  }

  private static SourceSettings json(String url, String file, String path, FieldNames fields) {
    Map<String, String> headers = url == null ? Map.of() : Map.of("X-Key", KEY);
    return new SourceSettings(
        null, null, null, new JsonSettings(url, file, headers, path, fields, null));
  }

  @Override
  protected List<String> secrets() {
    return List.of(KEY);
  }

  @Override
  protected int manyPages() {
    return 0;
  }

  @Override
  protected String cutOff() {
    return "{\"ads\": [{\"id\": 1, \"url\": \"https://shop.example/1\"}, {\"id\": 2";
  }

  @Override
  protected void shows(List<String> ids) {
    serves(
        ids.stream()
            .map(id -> "{\"id\": \"%s\", \"url\": \"https://shop.example/%s\"}".formatted(id, id))
            .collect(Collectors.joining(",", "{\"ads\": [", "]}")));
  }

  private void serves(String json) {
    server.stubFor(
        get("/ads.json").atPriority(5).withHeader("X-Key", equalTo(KEY)).willReturn(okJson(json)));
  }

  @Override
  protected void showsABareAd() {
    serves("{\"ads\": [{\"id\": 77, \"url\": \"https://shop.example/\"}]}");
  }

  @Override
  protected void showsAnUnknownWord() {
    serves(
        """
        {"ads": [{"id": "78", "url": "https://shop.example/", "status": "NAPPING",
         "review": "PONDERED"}]}\
        """);
  }

  @Test
  void readsFieldsWithinFieldsFromAFile() throws Exception {
    Files.writeString(
        home.resolve("ads.json"),
        """
        {"data": {"list": [{"key": 9007199254740993, "state": "archived",
          "creative": {"links": ["https://shop.example/a", "https://shop.example/b"]},
          "campaign": {"name": "Autumn"}, "endsAt": "2026-10-31T23:59:59+01:00",
          "claims": ["20 % off"]}, "odd", null, {"key": 2}]}}\
        """);
    FieldNames names =
        new FieldNames(
            "key",
            "creative.links",
            null,
            "campaign.name",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    Listed listed = (Listed) ask(json(null, "ads.json", "$.data.list", names));
    Ad ad = listed.ads().get(0);
    assertThat(ad.id()).isEqualTo("9007199254740993");
    assertThat(ad.destinations())
        .containsExactly("https://shop.example/a", "https://shop.example/b");
    assertThat(ad.campaign()).isEqualTo("Autumn");
    assertThat(ad.running()).isEqualTo(Running.ENDED);
    assertThat(ad.endsAt()).isEqualTo(Instant.parse("2026-10-31T22:59:59Z"));
    assertThat(ad.claims()).containsExactly("20 % off");
    assertThat(listed.complete()).isFalse();
    assertThat(listed.notes())
        .containsExactly("entry 2: no address", "entry 3: no address", "entry 4: no address");
  }

  @Test
  void takesAPathWithAStar() throws Exception {
    serves("{\"ads\": [{\"ad\": {\"id\": 1, \"url\": \"https://shop.example/\"}}]}");
    Listed listed = (Listed) ask(json(server.baseUrl() + "/ads.json", null, "$.ads[*].ad", null));
    assertThat(listed.ads()).extracting(Ad::id).containsExactly("1");
  }

  @Test
  void saysThatThePathLeadsToNoList() throws Exception {
    serves("{\"rows\": []}");
    assertThat(((Blind) ask()).fault().words()).contains("'$.ads' leads to no list");
  }

  @Test
  void refusesAPathThatIsNone() {
    assertThatThrownBy(() -> json(null, "ads.json", "$.[", null))
        .hasMessageContaining("is not a JSON path");
  }
}
