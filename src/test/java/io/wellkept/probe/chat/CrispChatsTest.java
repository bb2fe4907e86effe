package io.wellkept.probe.chat;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Scene;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CrispChatsTest extends ChatSourceContract {
  private static final String WEBSITE = "7c0f6a52-9a6b-4b1f-8a34-0d7a5c2e9b11";
  private static final String IDENTIFIER = "0815-identifier";
  private static final String KEY = "4711-key-of-crisp";
  private static final String AUTHORIZATION =
      Base64.getEncoder().encodeToString((IDENTIFIER + ":" + KEY).getBytes(StandardCharsets.UTF_8));

  @Override
  protected SourceSettings settings(String base) {
    return Scene.settings(
        SourceSettings.class, "crisp", new CrispSettings(WEBSITE, IDENTIFIER, KEY, null, base));
  }

  @Override
  protected List<String> secrets() {
    return List.of(IDENTIFIER, KEY, AUTHORIZATION);
  }

  @Override
  protected int manyPages() {
    return 120;
  }

  @Override
  protected void shows(List<String> ids) {
    int page = 1;
    for (int at = 0; at < ids.size(); at += 50, page++) {
      serves(
          page,
          ids.subList(at, Math.min(at + 50, ids.size())).stream()
              .map(id -> row(id, "\"waiting_since\": " + SINCE.toEpochMilli()))
              .toList());
    }
    serves(page, List.of());
  }

  private static String row(String id, String more) {
    return """
    {"session_id": "%s", "state": "unresolved", "updated_at": %d, "last_message": "I am %s",
     "meta": {"nickname": "%s", "email": "%s"}, "unread": {"operator": 0}, %s}\
    """
        .formatted(id, SINCE.toEpochMilli(), NAME, NAME, ADDRESS, more);
  }

  private void serves(int page, List<String> rows) {
    server.stubFor(
        get(urlPathEqualTo("/v1/website/" + WEBSITE + "/conversations/" + page))
            .atPriority(5)
            .withHeader("Authorization", equalTo("Basic " + AUTHORIZATION))
            .withHeader("X-Crisp-Tier", equalTo("plugin"))
            .withQueryParam("filter_not_resolved", equalTo("1"))
            .willReturn(
                okJson(
                    rows.stream()
                        .collect(
                            Collectors.joining(
                                ",",
                                "{\"error\": false, \"reason\": \"listed\", \"data\": [",
                                "]}")))));
  }

  @Override
  protected void showsABareOne() {
    serves(1, List.of("{\"session_id\": \"77\", \"waiting_since\": " + SINCE.toEpochMilli() + "}"));
    serves(2, List.of());
  }

  @Override
  protected void showsAnAnsweredOne() {
    serves(1, List.of(row("5", "\"waiting_since\": null")));
    serves(2, List.of());
  }

  @Test
  void whereNoWaitingIsToldUnreadMessagesWait() throws Exception {
    serves(
        1,
        List.of(
            "{\"session_id\": \"a\", \"updated_at\": %d, \"unread\": {\"operator\": 2}}"
                .formatted(SINCE.toEpochMilli()),
            "{\"session_id\": \"b\", \"updated_at\": %d, \"unread\": {\"operator\": 0}}"
                .formatted(SINCE.toEpochMilli())));
    serves(2, List.of());
    assertThat(only().id()).isEqualTo("a");
    assertThat(only().moves()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"online, THERE", "away, AWAY", "offline, AWAY", "napping, UNKNOWN"})
  void tellsWhoIsThere(String status, Presence expected) throws Exception {
    shows(List.of());
    server.stubFor(
        get("/v1/website/" + WEBSITE + "/availability/status")
            .atPriority(5)
            .willReturn(okJson("{\"data\": {\"status\": \"" + status + "\", \"since\": 1}}")));
    assertThat(presence()).isEqualTo(expected);
  }
}
