package io.wellkept.probe.ad;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.ad.Ad.Running;
import io.wellkept.probe.ad.Ad.Spend;
import io.wellkept.probe.ad.Ad.Verdict;
import io.wellkept.probe.ad.AdsSeen.Blind;
import io.wellkept.probe.ad.AdsSeen.Listed;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvAdsTest extends AdSourceContract {
  private static final String PASSWORD = "Bearer exp0rt-token";

  @TempDir Path elsewhere;

  @Override
  protected SourceSettings settings(String base) {
    return csv(base + "/ads.csv", null, null);
  }

  private static SourceSettings csv(String url, String file, FieldNames columns) {
    Map<String, String> headers = url == null ? Map.of() : Map.of("Authorization", PASSWORD);
    return new SourceSettings(
        null,
        null,
        new CsvSettings(url, file, headers, columns, null, ZoneId.of("Europe/Vienna")),
        null);
  }

  @Override
  protected List<String> secrets() {
    return List.of(PASSWORD, "exp0rt-token");
  }

  @Override
  protected int manyPages() {
    return 0;
  }

  @Override
  protected String cutOff() {
    return "ad_id,url,status\n1,https://shop.example/1,active\n2,\"https://shop.exa";
  }

  @Override
  protected void shows(List<String> ids) {
    serves(
        ids.stream()
            .map(id -> id + ",https://shop.example/" + id + ",active\n")
            .collect(Collectors.joining("", "ad_id,url,status\n", "")));
  }

  private void serves(String csv) {
    server.stubFor(
        get("/ads.csv")
            .atPriority(5)
            .withHeader("Authorization", equalTo(PASSWORD))
            .willReturn(aResponse().withHeader("Content-Type", "text/csv").withBody(csv)));
  }

  @Override
  protected void showsABareAd() {
    serves("id,url\n77,https://shop.example/");
  }

  @Override
  protected void showsAnUnknownWord() {
    serves("id,url,status,review\n78,https://shop.example/,NAPPING,PONDERED");
  }

  private AdsSeen file(byte[] bytes, FieldNames columns) throws Exception {
    Files.write(home.resolve("ads.csv"), bytes);
    return ask(csv(null, "ads.csv", columns));
  }

  private Listed file(String text) throws Exception {
    return (Listed) file(text.getBytes(StandardCharsets.UTF_8), null);
  }

  @Test
  void readsWhatASpreadsheetSays() throws Exception {
    Ad ad =
        file("""
        Ad ID;Ad name;Campaign;Final URL;Status;Review;End date;Cost;Currency;Impr.;Clicks;Claims
        7;Coats;Autumn;https://shop.example/a https://shop.example/b;Paused;Approved;\
        31.10.2026;"1.212,34 \u20ac";eur;9.123;112;20 % off | free delivery
        """)
            .ads()
            .get(0);
    assertThat(ad.name()).isEqualTo("Coats");
    assertThat(ad.campaign()).isEqualTo("Autumn");
    assertThat(ad.destinations())
        .containsExactly("https://shop.example/a", "https://shop.example/b");
    assertThat(ad.running()).isEqualTo(Running.PAUSED);
    assertThat(ad.review().verdict()).isEqualTo(Verdict.APPROVED);
    assertThat(ad.endsAt()).isEqualTo(Instant.parse("2026-10-31T22:59:59Z"));
    assertThat(ad.spend())
        .isEqualTo(new Spend(new BigDecimal("1212.34"), "EUR", 9123, 112, Duration.ofDays(7)));
    assertThat(ad.claims()).containsExactly("20 % off", "free delivery");
    assertThat(ad.source()).isEqualTo("the file ads.csv");
  }

  @Test
  void keepsTheGoodRowsAndSaysWhatIsWrongWithTheBad() throws Exception {
    Listed listed =
        file(
            """
            ad_id,url,status,end_date
            1,https://shop.example/1,active,2026-11-30
            2,,active,
            3,shop dot example,active,
            ,https://shop.example/4,active,
            5,https://shop.example/5,active,03/04/2026

            6,https://shop.example/6,active,-
            1,https://shop.example/7,active,
            8,https://shop.example/{keyword}?m={matchtype},active
            """);
    assertThat(listed.ads()).extracting(Ad::id).containsExactly("1", "6", "8");
    assertThat(listed.complete()).isFalse();
    assertThat(listed.notes())
        .containsExactly(
            "line 3: no address",
            "line 4: 'shop' is no address such as https://shop.example/sale",
            "line 5: no id",
            "line 6: '03/04/2026' is no day that we can read: write it as 2026-11-30",
            "line 9: the id 1 was there before; the first counts");
  }

  @ParameterizedTest
  @CsvSource({"UTF-8", "windows-1252", "UTF-16", "UTF-16LE"})
  void readsWhatExcelSaves(String charset) throws Exception {
    String text = "id\turl\tname\r\n1\thttps://shop.example/\tM\u00e4ntel\r\n";
    String marked = charset.startsWith("UTF-8") || charset.endsWith("LE") ? "\ufeff" + text : text;
    Listed listed = (Listed) file(marked.getBytes(Charset.forName(charset)), null);
    assertThat(listed.ads()).extracting(Ad::name).containsExactly("M\u00e4ntel");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void findsWhatStandsBetweenTwoValues(String between) throws Exception {
    String text = "sep=" + between + "\nid,url\n1,https://shop.example/a\n".replace(",", between);
    assertThat(file(text).ads()).hasSize(1);
    assertThat(file(text.substring(6)).ads()).hasSize(1);
  }

  @Test
  void takesTheColumnsThatAreNamed() throws Exception {
    FieldNames names =
        new FieldNames(
            "Nr", "Ziel", null, null, null, null, null, null, null, null, null, null, null);
    byte[] text = "nr,url,ziel\n1,https://shop.example/no,https://shop.example/yes".getBytes();
    assertThat(((Listed) file(text, names)).ads().get(0).destinations())
        .containsExactly("https://shop.example/yes");
    assertThat(((Blind) file("id,url\n1,x".getBytes(), names)).fault().words())
        .contains("there is no column 'Nr', only [id, url]");
  }

  @Test
  void saysThatNoColumnLooksLikeAnAddress() throws Exception {
    assertThat(((Blind) file("id,colour\n1,red".getBytes(), null)).fault().words())
        .contains("none of [id, colour] looks like the url");
  }

  @Test
  void saysThatAWebPageCame() throws Exception {
    serves("<!doctype html><title>Log in</title>");
    assertThat(fault().words()).contains("is a log-in in the way?");
  }

  @Test
  void saysThatTheFileIsNotThere() throws Exception {
    assertThat(((Blind) ask(csv(null, "gone.csv", null))).fault().words())
        .contains("the file gone.csv")
        .contains("there is no such file");
  }

  @Test
  void readsNoFileFromElsewhere() throws Exception {
    for (String file : List.of("/etc/passwd", "../ads.csv", "a/../../ads.csv")) {
      assertThatThrownBy(() -> csv(null, file, null)).hasMessageContaining("below the home folder");
    }
    Path secret = Files.writeString(elsewhere.resolve("ads.csv"), "id,url\n1,https://a.example/");
    Files.createSymbolicLink(home.resolve("link.csv"), secret);

    assertThat(((Blind) ask(csv(null, "link.csv", null))).fault().words())
        .contains("outside of the home folder");
  }

  @Test
  void quotesOnlyWhatLooksLikeTheNameOfAColumn() throws Exception {
    assertThat(((Blind) file("id,hunter2:s3cret,colour\n1".getBytes(), null)).fault().words())
        .contains("none of [id, ..., colour] looks like the url");
  }

  @Test
  void takesNoMoreAdsThanItsLimit() throws Exception {
    StringBuilder text = new StringBuilder("id,url\n");
    for (int i = 0; i < AdSource.MOST + 5; i++) {
      text.append(i).append(",https://shop.example/").append(i).append('\n');
    }
    Listed listed = file(text.toString());
    assertThat(listed.ads()).hasSize(AdSource.MOST);
    assertThat(listed.complete()).isFalse();
    assertThat(listed.notes()).singleElement().asString().contains("more than 50000");
  }

  @Test
  void readsNoMoreThanTheBeginningOfAHugeFile() throws IOException, Exception {
    String line = "1,https://shop.example/,\"" + "x".repeat(100_000) + "\"\n";
    Listed listed = file("id,url,name\n" + line.repeat(210));
    assertThat(listed.complete()).isFalse();
    assertThat(listed.notes()).anyMatch(note -> note.contains("larger than we read"));
  }

  @Test
  void tellsNoMoreThanFiftyNotes() throws Exception {
    Listed listed = file("id,url\n" + "x,\n".repeat(400).replace("x,", "x,no address"));
    assertThat(listed.notes()).hasSize(51).last().isEqualTo("and 350 more of this kind");
  }

  @Test
  void wantsEitherAnAddressOrAFile() {
    assertThatThrownBy(() -> csv(null, null, null)).hasMessageContaining("either url or file");
    assertThatThrownBy(() -> csv("https://a.example/", "b", null))
        .hasMessageContaining("either url or file");
    assertThatThrownBy(() -> new SourceSettings(null, null, null, null))
        .hasMessageContaining("exactly one source");
  }
}
