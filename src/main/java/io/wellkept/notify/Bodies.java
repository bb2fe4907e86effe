package io.wellkept.notify;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Incident;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Rhythm;
import io.wellkept.incident.Told;
import io.wellkept.notify.Message.Item;
import io.wellkept.notify.Message.Where;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The message for machines. Moments are ISO 8601 in UTC; what is not known is left out. */
final class Bodies {
  /** Receivers of webhooks may refuse more than 20 KB. */
  static final int MOST_BYTES = 20_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST = 300;
  private static final int MOST_ITEMS = 50;
  private static final int MOST_FINDINGS = 20;
  private static final int MOST_LINES = 12;

  private Bodies() {}

  /**
   * The body as UTF-8, less than {@link #MOST_BYTES}: of much it holds the first, and says so.
   *
   * @param links whether it holds the links with which the person can act; only for readers who may
   *     act in that person's name
   */
  static byte[] json(Message message, boolean links) {
    Bulletin bulletin = message.bulletin();
    if (bulletin != null) {
      return json(message, bulletin);
    }
    int items = MOST_ITEMS;
    int findings = MOST_FINDINGS;
    while (true) {
      byte[] body = JSON.writeValueAsBytes(body(message, links, items, findings));
      if (body.length < MOST_BYTES || (items == 1 && findings == 1)) {
        return body;
      }
      findings = Math.max(1, findings / 2);
      items = findings == 1 ? Math.max(1, items / 2) : items;
    }
  }

  /** A bulletin as text, of which the first lines stay where it is long, and where all of it is. */
  private static byte[] json(Message message, Bulletin bulletin) {
    List<String> lines = bulletin.text().lines().toList();
    int most = lines.size();
    while (true) {
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("id", message.id());
      data.put("person", message.to().id());
      data.put("subject", Plain.line(bulletin.subject(), LONGEST));
      data.put("brief", Plain.lines(bulletin.brief(), MOST_LINES, LONGEST));
      data.put("text", String.join("\n", lines.subList(0, most)));
      data.put("whole", most == lines.size());
      putIfKnown(
          data, "archive", bulletin.archive() == null ? null : bulletin.archive().toString());
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("type", "digest");
      body.put("timestamp", message.now().toString());
      body.put("data", data);
      byte[] bytes = JSON.writeValueAsBytes(body);
      if (bytes.length < MOST_BYTES || most == 0) {
        return bytes;
      }
      most = most * 3 / 4;
    }
  }

  /** What happened, as receivers filter by it: {@code incident.opened}, {@code incident.bundle}. */
  static String type(Message message) {
    List<NoticeKind> kinds =
        message.items().stream().map(item -> item.notice().kind()).distinct().toList();
    if (kinds.size() > 1) {
      return "incident.bundle";
    }
    return switch (kinds.get(0)) {
      case OPENED, AFTER_STORM -> "incident.opened";
      case FIRST_LIST -> "incident.found";
      case UPDATED -> "incident.updated";
      case LAPSED -> "incident.lapsed";
      case REMINDER -> "incident.reminder";
      case HANDED -> "incident.handed";
      case RECEIPT -> "incident.receipt";
      case TAKEN -> "incident.taken";
      case INFORMED -> "incident.informed";
      case RESOLVED -> "incident.resolved";
      case TRIAL -> "trial";
      case DIGEST -> "digest";
    };
  }

  private static Map<String, Object> body(Message message, boolean links, int items, int findings) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", type(message));
    body.put(
        "timestamp",
        message.items().stream()
            .map(item -> item.notice().decidedAt())
            .max(Comparator.naturalOrder())
            .orElseThrow()
            .toString());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("id", message.id());
    data.put("person", message.to().id());
    data.put("subject", Wording.of(message, 1).subject());
    data.put(
        "incidents",
        message.items().stream()
            .limit(items)
            .map(item -> incident(item, links, findings))
            .toList());
    data.put("total", message.items().size());
    body.put("data", data);
    return body;
  }

  private static Map<String, Object> incident(Item item, boolean links, int most) {
    Incident incident = item.incident();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", incident.id());
    map.put("notice", word(item.notice().kind()));
    map.put("why", item.notice().why().label());
    map.put("touchpoint", where(item.where()));
    map.put("check", incident.check().toString());
    map.put("audience", word(incident.audience()));
    map.put("severity", word(incident.severity()));
    map.put("condition", word(incident.condition()));
    map.put("headline", Plain.line(incident.worst().headline(), LONGEST));
    map.put("since", incident.since().toString());
    Rhythm rhythm = incident.unsteady();
    if (rhythm != null) {
      map.put("unsteady", Map.of("since", rhythm.since().toString(), "times", rhythm.times()));
    }
    incident
        .taken()
        .ifPresent(taken -> {
          map.put("taken_by", taken.by());
          map.put("taken_until", taken.until().toString());
        });
    Message.Note note = item.note();
    if (note != null) {
      String text = Plain.line(note.text(), LONGEST);
      map.put("note", Map.of("by", note.by(), "at", note.at().toString(), "text", text));
    }
    map.put("resolved", incident.resolved());
    if (links && item.link() != null) {
      map.put("link", item.link().toString());
    }
    if (item.notice().kind().asksToAct() && incident.audience() == Audience.OWNERS) {
      putPlaybook(map, item.where().playbook());
    }
    map.put("told", told(incident, most));
    if (item.notice().kind().asksToAct()) {
      putWhatIsNext(map, item);
    }
    map.put("findings", incident.findings().stream().limit(most).map(Bodies::finding).toList());
    map.put("findings_total", incident.findings().size());
    return map;
  }

  private static void putPlaybook(Map<String, Object> map, @Nullable String playbook) {
    if (playbook != null && !playbook.isBlank()) {
      map.put("playbook", Plain.lines(playbook, MOST_LINES, LONGEST));
    }
  }

  /** The latest of whom the ladder turned to; answers to what somebody did are no part of it. */
  private static List<Map<String, Object>> told(Incident incident, int most) {
    List<Told> all =
        incident.told().stream()
            .filter(told -> !told.kind().answersAnAct())
            .filter(told -> told.outcome() != Told.Outcome.WITHDRAWN)
            .toList();
    return all.stream().skip(Math.max(0, all.size() - most)).map(Bodies::told).toList();
  }

  private static Map<String, Object> told(Told told) {
    Instant settled = told.settledAt();
    Told.Outcome outcome = told.outcome();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("person", told.person());
    map.put("notice", word(told.kind()));
    map.put("outcome", outcome == null ? "pending" : word(outcome));
    map.put("at", (settled == null ? told.decidedAt() : settled).toString());
    return map;
  }

  private static void putWhatIsNext(Map<String, Object> map, Item item) {
    Message.Next next = item.next();
    if (next != null) {
      List<String> names = next.names().stream().map(name -> Plain.line(name, LONGEST)).toList();
      map.put("next", Map.of("names", names, "at", next.at().toString()));
    }
    map.put("promise_at_most", item.promiseAtMost().toString());
  }

  private static Map<String, Object> where(Where where) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", where.touchpoint());
    map.put("name", Plain.line(where.name(), LONGEST));
    putIfKnown(map, "address", where.address() == null ? null : where.address().toString());
    putIfKnown(map, "stage", where.stage());
    putIfKnown(map, "channel", where.channel());
    map.put("importance", word(where.importance()));
    putIfKnown(map, "owner", where.owner());
    return map;
  }

  private static void putIfKnown(Map<String, Object> map, String key, @Nullable String value) {
    if (value != null) {
      map.put(key, Plain.line(value, LONGEST));
    }
  }

  private static Map<String, Object> finding(Finding finding) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("code", finding.code());
    map.put("severity", word(finding.severity()));
    map.put("headline", Plain.line(finding.headline(), LONGEST));
    map.put("since", finding.since().toString());
    map.put("evidence", finding.evidence().stream().limit(4).map(Bodies::evidence).toList());
    return map;
  }

  private static Map<String, String> evidence(Evidence evidence) {
    return Map.of(
        "label", Plain.line(evidence.label(), LONGEST),
        "text", Plain.line(evidence.text(), LONGEST));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
