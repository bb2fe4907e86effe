package io.wellkept.probe.chat;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Scene;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ChatwootChatsTest extends ChatSourceContract {
  private static final String TOKEN = "cw-agent-token";
  private static final String WEBSITE = "Wm3kP9xQ2vB7nR5tY8uZ1aLc";
  private static final String LIST = "/api/v1/accounts/1/conversations";

  @Override
  protected SourceSettings settings(String base) {
    return settings(new ChatwootSettings(1L, TOKEN, null, WEBSITE, base));
  }

  private static SourceSettings settings(ChatwootSettings chatwoot) {
    return Scene.settings(SourceSettings.class, "chatwoot", chatwoot);
  }

  @Override
  protected List<String> secrets() {
    return List.of(TOKEN);
  }

  @Override
  protected int manyPages() {
    return 60;
  }

  @Override
  protected void shows(List<String> ids) {
    int page = 1;
    for (int at = 0; at < ids.size(); at += 25, page++) {
      List<String> rows =
          ids.subList(at, Math.min(at + 25, ids.size())).stream()
              .map(id -> row(id, "open", SINCE.getEpochSecond()))
              .toList();
      serves("open", page, rows, ids.size());
    }
    serves("open", page, List.of(), ids.size());
    serves("pending", 1, List.of(row("900", "pending", SINCE.getEpochSecond())), 4);
  }

  private static String row(String id, String status, long since) {
    return """
    {"id": %s, "uuid": "7d0e", "account_id": 1, "inbox_id": 3, "status": "%s",
     "created_at": 1795330000, "first_reply_created_at": 0, "waiting_since": %d, "labels": [],
     "meta": {"sender": {"id": 9, "name": "%s", "email": "%s"}}, "messages": []}\
    """
        .formatted(id, status, since, NAME, ADDRESS);
  }

  private void serves(String status, int page, List<String> rows, int all) {
    server.stubFor(
        get(urlPathEqualTo(LIST))
            .atPriority(5)
            .withHeader("api_access_token", equalTo(TOKEN))
            .withQueryParam("status", equalTo(status))
            .withQueryParam("page", equalTo(Integer.toString(page)))
            .willReturn(
                okJson(
                    rows.stream()
                        .collect(
                            Collectors.joining(
                                ",",
                                "{\"data\": {\"meta\": {\"all_count\": "
                                    + all
                                    + "}, \"payload\": [",
                                "]}}")))));
  }

  @Override
  protected void showsABareOne() {
    shows(List.of());
    serves(
        "open",
        1,
        List.of(
            "{\"id\": 77, \"status\": \"open\", \"waiting_since\": %d}"
                .formatted(SINCE.getEpochSecond())),
        1);
    serves("open", 2, List.of(), 1);
  }

  /** 0 means null. */
  @Override
  protected void showsAnAnsweredOne() {
    shows(List.of());
    serves("open", 1, List.of(row("5", "open", 0)), 1);
    serves("open", 2, List.of(), 1);
  }

  private void members(String... statuses) {
    String list =
        List.of(statuses).stream()
            .map(one -> "{\"name\": \"" + NAME + "\", \"availability_status\": \"" + one + "\"}")
            .collect(Collectors.joining(",", "{\"payload\": [", "]}"));
    server.stubFor(
        get(urlPathEqualTo("/api/v1/widget/inbox_members"))
            .atPriority(5)
            .withQueryParam("website_token", equalTo(WEBSITE))
            .withHeader("api_access_token", absent())
            .willReturn(okJson(list)));
  }

  @Test
  void countsWhatABotHoldsByItself() throws Exception {
    shows(List.of("1"));
    assertThat(seen().conversations()).hasSize(1);
    assertThat(seen().withBot()).isEqualTo(4);
  }

  @Test
  void asksWhoIsThereAsTheWidgetDoes() throws Exception {
    shows(List.of());
    members("offline", "online");
    assertThat(presence()).isEqualTo(Presence.THERE);
    members("available");
    assertThat(presence()).isEqualTo(Presence.THERE);
    members("busy", "offline");
    assertThat(presence()).isEqualTo(Presence.AWAY);
    members();
    assertThat(presence()).isEqualTo(Presence.AWAY);
  }

  @Test
  void tellsWhoIsThereWithoutAKey() throws Exception {
    members("online");
    SourceSettings noKey =
        settings(new ChatwootSettings(null, null, null, WEBSITE, server.baseUrl()));
    Desk.Seen seen = seen(ask(noKey, true, java.time.Duration.ofSeconds(5)));
    assertThat(seen.presence()).isEqualTo(Presence.THERE);
    assertThat(seen.conversations()).isEmpty();
  }

  @Test
  void leadsToTheConversation() throws Exception {
    shows(List.of("42"));
    assertThat(only().link()).isEqualTo(server.baseUrl() + "/app/accounts/1/conversations/42");
  }

  @Test
  void refusesSettingsThatTellNothing() {
    assertThatThrownBy(() -> new ChatwootSettings(null, null, null, null, null))
        .hasMessageContaining("website-token");
    assertThatThrownBy(() -> new ChatwootSettings(1L, null, null, WEBSITE, null))
        .hasMessageContaining("go together");
  }
}
