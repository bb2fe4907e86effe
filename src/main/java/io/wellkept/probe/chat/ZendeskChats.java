package io.wellkept.probe.chat;

import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.chat.Questions.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
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
  public Desk ask(
      Map<String, Instant> open, boolean presence, Instant now, TimeLeft time, boolean fresh)
      throws InterruptedException {
    Duration whole = time.left();
    try {
      Map<String, Waiting> maybe = new LinkedHashMap<>();
      Set<String> listed = new HashSet<>();
      Instant first = now.minus(Duration.ofDays(settings.days()));
      boolean complete = metrics(maybe, listed, first, time, whole.dividedBy(2), fresh);
      Tickets tickets = new Tickets(maybe, listed);
      Set<String> all = new LinkedHashSet<>(open.keySet());
      all.removeIf(id -> !id.matches("\\d{1,19}"));
      Set<String> asked = Set.copyOf(all);
      all.addAll(maybe.keySet());
      List<String> ids = List.copyOf(all);
      for (int at = 0; at < ids.size(); at += AT_ONCE) {
        if (at > 0 && time.left().compareTo(whole.dividedBy(5)) < 0) {
          complete = false;
          break;
        }
        tickets(ids.subList(at, Math.min(at + AT_ONCE, ids.size())), tickets, time, fresh);
      }
      tickets.answered.retainAll(asked);
      tickets.closed.retainAll(asked);
      return new Desk.Seen(
          "zendesk",
          tickets.waiting,
          complete,
          0,
          Presence.UNKNOWN,
          tickets.answered,
          tickets.closed);
    } catch (Failed e) {
      return new Desk.Unseen(e.fault());
    }
  }

  /** What is known of tickets: by their metrics, and then by themselves. */
  private static final class Tickets {
    private final Map<String, Waiting> maybe;
    private final Set<String> listed;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Set<String> answered = new HashSet<>();
    private final Set<String> closed = new HashSet<>();

    Tickets(Map<String, Waiting> maybe, Set<String> listed) {
      this.maybe = maybe;
      this.listed = listed;
    }
  }

  /**
   * Lists metrics until tickets are too old, or too little time is left to ask for the tickets.
   *
   * @param listed ids of all whose metrics were told
   * @return whether these were all
   */
  private boolean metrics(
      Map<String, Waiting> maybe,
      Set<String> listed,
      Instant first,
      TimeLeft time,
      Duration least,
      boolean fresh)
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
          String id = Trees.text(row.path("ticket_id"));
          listed.add(id);
          waiting(id, row).ifPresent(one -> maybe.put(id, one));
        }
      }
      rows += list.size();
      String next = Trees.text(page.path("meta").path("after_cursor"));
      boolean more = page.path("meta").path("has_more").asBoolean(false);
      if (older || !more || next.isEmpty() || next.equals(after)) {
        return true;
      }
      after = next;
    } while (rows < MOST && time.left().compareTo(least) > 0);
    return false;
  }

  private HttpUrl metricsUrl(String after) {
    HttpUrl.Builder url =
        HttpUrl.get(settings.base() + "/api/v2/ticket_metrics")
            .newBuilder()
            .addQueryParameter("page[size]", PER_PAGE);
    return after.isEmpty() ? url.build() : url.addQueryParameter("page[after]", after).build();
  }

  /** Who waits by these metrics; also in a ticket that was solved once, and was opened again. */
  private static Optional<Waiting> waiting(String id, JsonNode metrics) {
    Instant created = Questions.iso(metrics.path("created_at"));
    Instant asked = Questions.iso(metrics.path("requester_updated_at"));
    Instant replied = Questions.iso(metrics.path("assignee_updated_at"));
    if (id.isEmpty() || created == null) {
      return Optional.empty();
    }
    if (Trees.number(metrics.path("replies")).orElse(0L) == 0) {
      return Optional.of(new Waiting(id, created, false, null, null));
    }
    boolean again = asked != null && (replied == null || asked.isAfter(replied));
    return again && asked != null
        ? Optional.of(new Waiting(id, asked, true, replied, null))
        : Optional.empty();
  }

  private void tickets(List<String> ids, Tickets tickets, TimeLeft time, boolean fresh)
      throws InterruptedException, Failed {
    HttpUrl url =
        HttpUrl.get(settings.base() + "/api/v2/tickets/show_many.json")
            .newBuilder()
            .addQueryParameter("ids", String.join(",", ids))
            .addQueryParameter("include", "metric_sets")
            .build();
    Set<String> deleted = new HashSet<>(ids);
    for (JsonNode ticket : questions.list(questions.get(url, time, fresh).path("tickets"))) {
      deleted.remove(Trees.text(ticket.path("id")));
      ticket(ticket, tickets);
    }
    tickets.closed.addAll(deleted);
  }

  private void ticket(JsonNode ticket, Tickets tickets) {
    String id = Trees.text(ticket.path("id"));
    String status = Trees.text(ticket.path("status"));
    JsonNode metrics = ticket.path("metric_set");
    boolean told = metrics.isObject() || tickets.listed.contains(id);
    Optional<Waiting> maybe =
        metrics.isObject() ? waiting(id, metrics) : Optional.ofNullable(tickets.maybe.get(id));
    boolean open = status.equals("new") || status.equals("open");
    boolean counts = settings.channels().contains(Trees.text(ticket.path("via").path("channel")));
    if (open && counts) {
      String link = settings.base() + "/agent/tickets/" + id;
      maybe.ifPresent(one ->
          tickets.waiting.add(new Waiting(id, one.since(), one.moves(), one.repliedAt(), link)));
      if (told && maybe.isEmpty()) {
        tickets.answered.add(id);
      }
    } else if (told && maybe.isPresent() && !status.equals("pending")) {
      tickets.closed.add(id);
    } else {
      tickets.answered.add(id);
    }
  }
}
