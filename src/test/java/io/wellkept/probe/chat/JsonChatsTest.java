package io.wellkept.probe.chat;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonChatsTest extends ChatSourceContract {
  private static final String KEY = "d3sk-key";

  @Override
  protected SourceSettings settings(String base) {
    return json(base, "$.open", "answered_at", "$.online");
  }

  private static SourceSettings json(String base, String path, String answered, String online) {
    return Scene.settings(
        SourceSettings.class,
        "json",
        new JsonSettings(
            base + "/desk.json", Map.of("X-Key", KEY), path, null, null, answered, "link", online));
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
  protected void shows(List<String> ids) {
    serves(
        ids.stream()
            .map(id ->
                "{\"id\": %s, \"waiting_since\": \"%s\", \"name\": \"%s\", \"mail\": \"%s\"}"
                    .formatted(id, SINCE, NAME, ADDRESS))
            .collect(Collectors.joining(",", "{\"online\": true, \"open\": [", "]}")));
  }

  private void serves(String json) {
    server.stubFor(
        get("/desk.json").atPriority(5).withHeader("X-Key", equalTo(KEY)).willReturn(okJson(json)));
  }

  @Override
  protected void showsABareOne() {
    serves("{\"open\": [{\"id\": 77, \"waiting_since\": " + SINCE.getEpochSecond() + "}]}");
  }

  @Override
  protected void showsAnAnsweredOne() {
    serves(
        """
        {"open": [{"id": 5, "waiting_since": 1781510000, "answered_at": 1781510060},
                  {"id": 6, "waiting_since": null}, {"id": 7, "waiting_since": 0}, {"id": 8}]}\
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1781523600",
        "1781523600000",
        "\"2026-06-15T13:40:00+02:00\"",
        "\"2026-06-15T11:40:00Z\"",
        "\"2026-06-15 13:40:00\"",
        "\"2026-06-15T13:40\""
      })
  void readsTimesInEveryUsualForm(String time) throws Exception {
    serves(
        "{\"open\": [{\"id\": 1, \"waiting_since\": "
            + time
            + ", \"link\": \"https://d.example/1\"}]}");
    assertThat(only().since()).isEqualTo("2026-06-15T11:40:00Z");
    assertThat(only().link()).isEqualTo("https://d.example/1");
  }

  @ParameterizedTest
  @CsvSource({
    "true, THERE",
    "false, AWAY",
    "'\"online\"', THERE",
    "'\"Available\"', THERE",
    "'\"lunch\"', AWAY",
    "0, AWAY"
  })
  void tellsWhoIsThere(String said, Presence expected) throws Exception {
    serves("{\"online\": " + said + ", \"open\": []}");
    assertThat(presence()).isEqualTo(expected);
  }

  @Test
  void isBlindWhereNobodySaysWhoIsThere() throws Exception {
    serves("{\"open\": []}");
    Desk desk = ask(settings(server.baseUrl()), true, Duration.ofSeconds(5));
    assertThat(((Desk.Unseen) desk).fault())
        .isInstanceOfSatisfying(
            Fault.ServiceFails.class,
            fails -> assertThat(fails.words()).contains("'$.online' leads to nothing"));
  }

  @Test
  void isBlindWhereAConversationHasNoId() throws Exception {
    serves("{\"open\": [{\"waiting_since\": 1781510000}]}");
    assertThat(fault().words()).contains("no field 'id'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"waiting_since\": \"15.06.2026 13:40\"",
        "\"waiting_since\": {\"date\": 1781523600}",
        "\"waiting_since\": 1781523600, \"answered_at\": \"just now\""
      })
  void isBlindWhereATimeCannotBeRead(String times) throws Exception {
    serves("{\"open\": [{\"id\": 1, " + times + "}]}");
    assertThat(fault().words()).contains("no time that can be read");
  }

  @Test
  void saysThatThePathLeadsToNoList() throws Exception {
    serves("{\"rows\": []}");
    assertThat(fault().words()).contains("'$.open' leads to no list");
  }

  @Test
  void refusesAPathThatIsNone() {
    assertThatThrownBy(() -> json("https://d.example", "$.[", null, null))
        .hasMessageContaining("is not a JSON path");
  }
}
