package io.wellkept.probe.chat;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import io.wellkept.probe.Scene;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ZendeskChatsTest extends ChatSourceContract {
  private static final String TOKEN = "zd-api-token-0815";
  private static final String AUTHORIZATION =
      Base64.getEncoder()
          .encodeToString(("support@shop.example/token:" + TOKEN).getBytes(StandardCharsets.UTF_8));

  @Override
  protected SourceSettings settings(String base) {
    return Scene.settings(
        SourceSettings.class,
        "zendesk",
        new ZendeskSettings("kettle", TOKEN, "support@shop.example", null, null, base));
  }

  @Override
  protected List<String> secrets() {
    return List.of(TOKEN, AUTHORIZATION, "support@shop.example");
  }

  @Override
  protected int manyPages() {
    return 250;
  }

  @Override
  protected void shows(List<String> ids) {
    List<String> metrics = ids.stream().map(id -> unanswered(id, SINCE)).toList();
    for (int at = 0; at == 0 || at < ids.size(); at += 100) {
      int end = Math.min(at + 100, ids.size());
      metrics(at, metrics.subList(at, end), end < ids.size());
      if (end > at) {
        tickets(ids.subList(at, end), "open", "native_messaging");
      }
    }
  }

  private static String unanswered(String id, Instant created) {
    return """
    {"id": 7, "ticket_id": %s, "created_at": "%s", "replies": 0, "reopens": 0,
     "requester_updated_at": "%s", "assignee_updated_at": null, "solved_at": null}\
    """
        .formatted(id, created, created);
  }

  private static String talked(String id, String asked, String replied) {
    return """
    {"ticket_id": %s, "created_at": "2026-06-14T08:00:00Z", "replies": 2, "solved_at": null,
     "requester_updated_at": "%s", "assignee_updated_at": "%s"}\
    """
        .formatted(id, asked, replied);
  }

  private void metrics(int at, List<String> rows, boolean more) {
    MappingBuilder page =
        get(urlPathEqualTo("/api/v2/ticket_metrics"))
            .atPriority(5)
            .withHeader("Authorization", equalTo("Basic " + AUTHORIZATION))
            .withQueryParam("page[size]", equalTo("100"))
            .withQueryParam("page[after]", at == 0 ? absent() : equalTo("c" + at));
    String end =
        "], \"meta\": {\"has_more\": %s, \"after_cursor\": \"c%d\"}}".formatted(more, at + 100);
    server.stubFor(
        page.willReturn(
            okJson(rows.stream().collect(Collectors.joining(",", "{\"ticket_metrics\": [", end)))));
  }

  private void tickets(List<String> ids, String status, String channel) {
    List<String> rows = new ArrayList<>();
    for (String id : ids) {
      rows.add(
          """
          {"id": %s, "status": "%s", "subject": "%s asks", "via": {"channel": "%s"},
           "requester_id": 5}\
          """
              .formatted(id, status, NAME, channel));
    }
    server.stubFor(
        get(urlPathEqualTo("/api/v2/tickets/show_many.json"))
            .atPriority(5)
            .withQueryParam("ids", equalTo(String.join(",", ids)))
            .willReturn(okJson("{\"tickets\": [" + String.join(",", rows) + "]}")));
  }

  @Override
  protected void showsABareOne() {
    metrics(0, List.of("{\"ticket_id\": 77, \"created_at\": \"" + SINCE + "\"}"), false);
    tickets(List.of("77"), "new", "chat");
  }

  @Override
  protected void showsAnAnsweredOne() {
    metrics(0, List.of(talked("5", "2026-06-15T10:00:00Z", "2026-06-15T10:05:00Z")), false);
  }

  @Test
  void whoAskedAgainWaits() throws Exception {
    metrics(0, List.of(talked("6", "2026-06-15T11:00:00Z", "2026-06-15T10:05:00Z")), false);
    tickets(List.of("6"), "open", "chat");
    assertThat(only().since()).isEqualTo(Instant.parse("2026-06-15T11:00:00Z"));
    assertThat(only().moves()).isTrue();
    assertThat(only().repliedAt()).isEqualTo(Instant.parse("2026-06-15T10:05:00Z"));
    assertThat(only().link()).isEqualTo(server.baseUrl() + "/agent/tickets/6");
  }

  @Test
  void ticketsOfOtherChannelsAndThoseThatArePutOffDoNotCount() throws Exception {
    metrics(0, List.of(unanswered("8", SINCE)), false);
    tickets(List.of("8"), "open", "email");
    assertThat(seen().conversations()).isEmpty();
    tickets(List.of("8"), "pending", "chat");
    assertThat(seen().conversations()).isEmpty();
    tickets(List.of("8"), "open", "chat");
    assertThat(seen().conversations()).hasSize(1);
  }

  @Test
  void aTicketThatIsOpenedAgainWaits() throws Exception {
    String solved = "\"solved_at\": \"2026-06-15T10:06:00Z\"";
    String row = talked("6", "2026-06-15T11:00:00Z", "2026-06-15T10:05:00Z");
    metrics(0, List.of(row.replace("\"solved_at\": null", solved)), false);
    tickets(List.of("6"), "open", "chat");
    assertThat(only().id()).isEqualTo("6");
    tickets(List.of("6"), "solved", "chat");
    assertThat(seen().conversations()).isEmpty();
  }

  @Test
  void asksForThoseWhoWaitedWhereThereAreTooManyToList() throws Exception {
    open = Map.of("5", SINCE);
    for (int at = 0; at < 5_000; at += 100) {
      int page = at;
      List<String> rows =
          IntStream.range(0, 100)
              .mapToObj(
                  i -> talked("9" + (page + i), "2026-06-15T10:00:00Z", "2026-06-15T10:05:00Z"))
              .toList();
      metrics(at, rows, true);
    }
    String ticket =
        "{\"tickets\": [{\"id\": 5, \"status\": \"%s\", \"via\": {\"channel\": \"chat\"},"
            + " \"metric_set\": %s}]}";
    String answered = talked("5", "2026-06-15T11:50:00Z", "2026-06-15T11:55:00Z");
    shows(ticket.formatted("open", answered));
    assertThat(seen().complete()).isFalse();
    assertThat(seen().answered()).containsExactly("5");
    shows(ticket.formatted("solved", unanswered("5", SINCE)));
    assertThat(seen().closed()).containsExactly("5");
    shows(ticket.formatted("open", unanswered("5", SINCE)));
    assertThat(only().id()).isEqualTo("5");
  }

  private void shows(String tickets) {
    server.stubFor(
        get(urlPathEqualTo("/api/v2/tickets/show_many.json"))
            .atPriority(4)
            .withQueryParam("ids", equalTo("5"))
            .withQueryParam("include", equalTo("metric_sets"))
            .willReturn(okJson(tickets)));
  }

  @Test
  void stopsWhereTicketsAreTooOld() throws Exception {
    Instant old = Scene.NOON.minus(Duration.ofDays(31));
    metrics(0, List.of(unanswered("1", SINCE), unanswered("2", old)), true);
    metrics(100, List.of(unanswered("3", old)), true);
    tickets(List.of("1"), "open", "chat");
    assertThat(only().id()).isEqualTo("1");
  }
}
