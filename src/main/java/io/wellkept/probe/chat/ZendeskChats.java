package io.wellkept.probe.chat;

import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.chat.Questions.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The tickets of a Zendesk account whose customers wait. What was answered when stands in a
 * ticket's metrics, which come newest first; what a ticket is stands in the ticket.
 *
 * @see <a href="https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_metrics/">
 *     Ticket metrics</a>
 */
final class ZendeskChats implements ChatSource {
  private static final String PER_PAGE = "100";
  private static final int AT_ONCE = 100;

  private final ZendeskSettings settings;
  private final Questions questions;

  ZendeskChats(ZendeskSettings settings, Questions questions) {
    this.settings = settings;
    this.questions = questions;
  }

  @Override
  public Desk ask(boolean presence, Instant now, TimeLeft time, boolean fresh)
      throws InterruptedException {
    try {
      Map<String, Waiting> maybe = new LinkedHashMap<>();
      boolean complete = metrics(maybe, now.minus(Duration.ofDays(settings.days())), time, fresh);
      List<Waiting> waiting = new ArrayList<>();
      List<String> ids = List.copyOf(maybe.keySet());
      for (int at = 0; at < ids.size(); at += AT_ONCE) {
        tickets(ids.subList(at, Math.min(at + AT_ONCE, ids.size())), maybe, waiting, time, fresh);
      }
      return new Desk.Seen("zendesk", waiting, complete, 0, Presence.UNKNOWN);
    } catch (Failed e) {
      return new Desk.Unseen(e.fault());
    }
  }

  private boolean metrics(Map<String, Waiting> maybe, Instant first, TimeLeft time, boolean fresh)
      throws InterruptedException, Failed {
    String after = "";
    int rows = 0;
    do {
      JsonNode page = questions.get(metricsUrl(after), time, fresh);
      JsonNode list = questions.list(page.path("ticket_metrics"));
      boolean older = !list.isEmpty();
      for (JsonNode row : list) {
        Instant created = Questions.iso(row.path("created_at"));
        if (created != null && !created.isBefore(first)) {
          older = false;
          add(row, created, maybe);
        }
      }
      rows += list.size();
      String next = Trees.text(page.path("meta").path("after_cursor"));
      boolean more = page.path("meta").path("has_more").asBoolean(false);
      if (older || !more || next.isEmpty() || next.equals(after)) {
        return true;
      }
      after = next;
    } while (rows < MOST);
    return false;
  }

  private HttpUrl metricsUrl(String after) {
    HttpUrl.Builder url =
        HttpUrl.get(settings.base() + "/api/v2/ticket_metrics")
            .newBuilder()
            .addQueryParameter("page[size]", PER_PAGE);
    return after.isEmpty() ? url.build() : url.addQueryParameter("page[after]", after).build();
  }

  private static void add(JsonNode row, Instant created, Map<String, Waiting> maybe) {
    String id = Trees.text(row.path("ticket_id"));
    if (id.isEmpty() || Questions.iso(row.path("solved_at")) != null) {
      return;
    }
    Instant asked = Questions.iso(row.path("requester_updated_at"));
    Instant replied = Questions.iso(row.path("assignee_updated_at"));
    if (Trees.number(row.path("replies")).orElse(0L) == 0) {
      maybe.put(id, new Waiting(id, created, false, null, null));
    } else if (asked != null && (replied == null || asked.isAfter(replied))) {
      maybe.put(id, new Waiting(id, asked, true, replied, null));
    }
  }

  private void tickets(
      List<String> ids,
      Map<String, Waiting> maybe,
      List<Waiting> waiting,
      TimeLeft time,
      boolean fresh)
      throws InterruptedException, Failed {
    HttpUrl url =
        HttpUrl.get(settings.base() + "/api/v2/tickets/show_many.json")
            .newBuilder()
            .addQueryParameter("ids", String.join(",", ids))
            .build();
    for (JsonNode ticket : questions.list(questions.get(url, time, fresh).path("tickets"))) {
      String id = Trees.text(ticket.path("id"));
      String status = Trees.text(ticket.path("status"));
      @Nullable Waiting one = maybe.get(id);
      boolean counts =
          (status.equals("new") || status.equals("open"))
              && settings.channels().contains(Trees.text(ticket.path("via").path("channel")));
      if (one != null && counts) {
        String link = settings.base() + "/agent/tickets/" + id;
        waiting.add(new Waiting(id, one.since(), one.moves(), one.repliedAt(), link));
      }
    }
  }
}
