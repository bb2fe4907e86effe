package io.wellkept.probe.chat;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Scene;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class IntercomChatsTest extends ChatSourceContract {
  private static final String TOKEN = "dG9rZW4taW50ZXJjb20";

  @Override
  protected SourceSettings settings(String base) {
    return Scene.settings(
        SourceSettings.class,
        "intercom",
        new IntercomSettings(TOKEN, null, "k4t7cup9", null, base));
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
          ids.subList(at, Math.min(at + 2, ids.size())).stream()
              .map(id -> row(id, "\"waiting_since\": " + SINCE.getEpochSecond()))
              .toList();
      String next =
          at + 2 < ids.size()
              ? ", \"next\": {\"per_page\": 2, \"starting_after\": \"c" + (at + 2) + "\"}"
              : "";
      serves(at, rows, next);
    }
  }

  private static String row(String id, String more) {
    return """
    {"type": "conversation", "id": "%s", "open": true, "state": "open", "read": false,
     "created_at": 1795330000, "statistics": null, %s,
     "source": {"type": "conversation", "body": "<p>I am %s</p>", "author":
       {"type": "lead", "name": "%s", "email": "%s"}}}\
    """
        .formatted(id, more, NAME, NAME, ADDRESS);
  }

  private void serves(int at, List<String> rows, String next) {
    String mark =
        at == 0
            ? "$.pagination[?(!@.starting_after)]"
            : "$.pagination[?(@.starting_after == 'c" + at + "')]";
    server.stubFor(
        post("/conversations/search")
            .atPriority(5)
            .withHeader("Authorization", equalTo("Bearer " + TOKEN))
            .withHeader("Intercom-Version", equalTo("2.13"))
            .withRequestBody(matchingJsonPath("$.query[?(@.field == 'open')]"))
            .withRequestBody(matchingJsonPath(mark))
            .willReturn(
                okJson(
                    rows.stream()
                        .collect(
                            Collectors.joining(
                                ",",
                                "{\"type\": \"conversation.list\", \"conversations\": [",
                                "], \"pages\": {\"type\": \"pages\"" + next + "}}")))));
  }

  @Override
  protected void showsABareOne() {
    serves(0, List.of("{\"id\": \"77\", \"waiting_since\": " + SINCE.getEpochSecond() + "}"), "");
  }

  @Override
  protected void showsAnAnsweredOne() {
    serves(0, List.of(row("5", "\"waiting_since\": null")), "");
  }

  private void admins(String... admins) {
    server.stubFor(
        get("/admins")
            .atPriority(5)
            .willReturn(
                okJson(
                    "{\"type\": \"admin.list\", \"admins\": [" + String.join(",", admins) + "]}")));
  }

  private static String admin(boolean seat, boolean away) {
    return """
    {"type": "admin", "id": "1", "name": "%s", "has_inbox_seat": %s, "away_mode_enabled": %s}\
    """
        .formatted(NAME, seat, away);
  }

  @Test
  void somebodyIsThereUnlessAllAreAway() throws Exception {
    shows(List.of());
    admins(admin(true, true), admin(true, false));
    assertThat(presence()).isEqualTo(Presence.THERE);
    admins(admin(true, true), admin(false, false));
    assertThat(presence()).isEqualTo(Presence.AWAY);
    admins(admin(false, true));
    assertThat(presence()).isEqualTo(Presence.UNKNOWN);
  }

  @Test
  void leadsToTheConversationAndTellsTheLastAnswer() throws Exception {
    String more =
        "\"waiting_since\": %d, \"statistics\": {\"last_admin_reply_at\": 1781000000}"
            .formatted(SINCE.getEpochSecond());
    serves(0, List.of("{\"id\": \"8801\", " + more + "}"), "");
    assertThat(only().link())
        .isEqualTo("https://app.intercom.com/a/inbox/k4t7cup9/inbox/conversation/8801");
    assertThat(only().repliedAt()).isEqualTo(Instant.ofEpochSecond(1_781_000_000));
  }

  @Test
  void whoIsPutOffWaitsAllTheSame() throws Exception {
    serves(
        0, List.of("{\"id\": \"3\", \"state\": \"snoozed\", \"waiting_since\": 1781520000}"), "");
    assertThat(seen().conversations()).extracting(Waiting::id).containsExactly("3");
  }

  @Test
  void whatIsNotListedAnyMoreWasAnsweredOrClosed() throws Exception {
    open = Map.of("1", SINCE, "2", SINCE, "3", SINCE);
    shows(List.of());
    String closed =
        "{\"id\": \"%s\", \"open\": false, \"statistics\": {\"last_admin_reply_at\": %d}}";
    long since = SINCE.getEpochSecond();
    server.stubFor(
        post("/conversations/search")
            .atPriority(4)
            .withRequestBody(matchingJsonPath("$.query.value[?(@.value == '3')]"))
            .willReturn(
                okJson(
                    "{\"conversations\": ["
                        + closed.formatted("1", since + 60)
                        + ","
                        + closed.formatted("2", since - 60)
                        + "]}")));
    assertThat(seen().answered()).containsExactly("1");
    assertThat(seen().closed()).containsExactlyInAnyOrder("2", "3");
  }

  @Test
  void knowsTheHostsOfItsRegions() {
    assertThat(new IntercomSettings(TOKEN, "eu", null, null, null).base())
        .isEqualTo("https://api.eu.intercom.io");
    assertThat(new IntercomSettings(TOKEN, "au", null, null, null).base())
        .isEqualTo("https://api.au.intercom.io");
    assertThatThrownBy(() -> new IntercomSettings(TOKEN, "mars", null, null, null))
        .hasMessageContaining("none of us, eu and au");
  }
}
