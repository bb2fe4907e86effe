package io.wellkept.probe.chat;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Scene;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HubspotChatsTest extends ChatSourceContract {
  private static final String TOKEN = "pat-eu1-0815-4711";

  @Override
  protected SourceSettings settings(String base) {
    return settings(new HubspotSettings(TOKEN, null, 1234567L, base));
  }

  private static SourceSettings settings(HubspotSettings hubspot) {
    return Scene.settings(SourceSettings.class, "hubspot", hubspot);
  }

  @Override
  protected List<String> secrets() {
    return List.of(TOKEN);
  }

  @Override
  protected int manyPages() {
    return 5;
  }

  /** Two to a page. */
  @Override
  protected void shows(List<String> ids) {
    for (int at = 0; at == 0 || at < ids.size(); at += 2) {
      List<String> rows =
          ids.subList(at, Math.min(at + 2, ids.size())).stream().map(id -> row(id, "")).toList();
      serves(at, rows, at + 2 < ids.size());
    }
  }

  private static String row(String id, String more) {
    return """
    {"id": "%s", "status": "OPEN", "spam": false, "inboxId": "22", "archived": false,
     "createdAt": "2026-06-15T07:00:00Z", "latestMessageReceivedTimestamp": "%s",
     "associatedContactId": "901"%s}\
    """
        .formatted(id, SINCE, more);
  }

  private void serves(int at, List<String> rows, boolean more) {
    String next = more ? ", \"paging\": {\"next\": {\"after\": \"c" + (at + 2) + "\"}}" : "";
    server.stubFor(
        get(urlPathEqualTo("/conversations/v3/conversations/threads"))
            .atPriority(5)
            .withHeader("Authorization", equalTo("Bearer " + TOKEN))
            .withQueryParam("after", at == 0 ? absent() : equalTo("c" + at))
            .willReturn(
                okJson(
                    rows.stream()
                        .collect(Collectors.joining(",", "{\"results\": [", "]" + next + "}")))));
  }

  @Override
  protected void showsABareOne() {
    serves(
        0,
        List.of(
            "{\"id\": 77, \"status\": \"OPEN\", \"latestMessageReceivedTimestamp\": \""
                + SINCE
                + "\"}"),
        false);
  }

  @Override
  protected void showsAnAnsweredOne() {
    serves(
        0, List.of(row("5", ", \"latestMessageSentTimestamp\": \"2026-06-15T11:55:00Z\"")), false);
  }

  @Test
  void leadsToTheConversationWhoseTimeMoves() throws Exception {
    shows(List.of("5501"));
    assertThat(only().link()).isEqualTo("https://app.hubspot.com/live-messages/1234567/inbox/5501");
    assertThat(only().moves()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ", \"spam\": true",
        ", \"archived\": true",
        ", \"status\": \"CLOSED\"",
        ", \"latestMessageReceivedTimestamp\": null"
      })
  void doesNotCountWhatNobodyNeedsToAnswer(String more) throws Exception {
    serves(0, List.of(row("5", more)), false);
    assertThat(seen().conversations()).isEmpty();
  }

  @Test
  void countsOneInboxAlone() throws Exception {
    shows(List.of("1"));
    SourceSettings other = settings(new HubspotSettings(TOKEN, 23L, null, server.baseUrl()));
    assertThat(seen(ask(other, false, java.time.Duration.ofSeconds(5))).conversations()).isEmpty();
  }
}
