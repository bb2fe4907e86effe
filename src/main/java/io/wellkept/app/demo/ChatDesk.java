package io.wellkept.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The shop's chat: the script that its pages load, and the office where those sit who answer. At a
 * click a customer writes there, and at another somebody answers.
 */
public final class ChatDesk {
  /** What pages load; the shop's own, so that nothing leaves this machine. */
  static final String SCRIPT = "/chat/widget.js";

  static final String OFFICE = "/office/chat";
  static final String LIST = OFFICE + "/open.json";
  static final String WRITES = OFFICE + "/writes";
  static final String ANSWERS = OFFICE + "/answers";

  private static final int MOST = 50;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final InstantSource clock;
  private final Deque<Conversation> conversations = new ArrayDeque<>();
  private int number;

  /** Since when the one waits whom nobody answers; null while somebody does. */
  private @Nullable Instant forgotten;

  /**
   * One customer's.
   *
   * @param answeredAt null while the customer waits
   */
  private record Conversation(int number, Instant since, @Nullable Instant answeredAt) {}

  ChatDesk(InstantSource clock) {
    this.clock = clock;
  }

  /** A customer writes. */
  public synchronized void customerWrites() {
    number++;
    conversations.addFirst(new Conversation(number, clock.instant(), null));
    if (conversations.size() > MOST) {
      conversations.removeLast();
    }
  }

  /** Somebody answers all who wait. */
  public synchronized void somebodyAnswers() {
    Instant now = clock.instant();
    List<Conversation> all = List.copyOf(conversations);
    conversations.clear();
    for (Conversation one : all) {
      boolean waits = one.answeredAt == null;
      conversations.add(waits ? new Conversation(one.number, one.since, now) : one);
    }
  }

  /** The answer of the chat and its office; empty for every other address. */
  Optional<Answer> answer(String method, String path, Set<Fault> broken) {
    if (method.equals("POST")) {
      return pressed(path);
    }
    return switch (path) {
      case SCRIPT -> Optional.of(script(broken));
      case LIST -> Optional.of(Answer.text("application/json", list(broken)));
      case OFFICE -> Optional.of(Answer.html(200, office(broken)));
      default -> Optional.empty();
    };
  }

  private Optional<Answer> pressed(String path) {
    switch (path) {
      case WRITES -> customerWrites();
      case ANSWERS -> somebodyAnswers();
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(Answer.seeOther(OFFICE));
  }

  private static Answer script(Set<Fault> broken) {
    return broken.contains(Fault.CHAT_WIDGET_DEAD)
        ? new Answer(
            404,
            Map.of("Content-Type", "text/plain; charset=utf-8"),
            "no such account",
            Duration.ZERO)
        : Answer.text("text/javascript", Pages.resource("chat-widget.js"));
  }

  /** As the office's program tells it: no names, and nothing that anybody wrote. */
  private synchronized String list(Set<Fault> broken) {
    if (!broken.contains(Fault.CHAT_UNANSWERED)) {
      forgotten = null;
    } else if (forgotten == null) {
      forgotten = clock.instant();
    }
    ObjectNode root = JSON.createObjectNode();
    root.put("online", true);
    ArrayNode open = root.putArray("open");
    if (forgotten != null) {
      open.addObject().put("id", "forgotten").put("waiting_since", forgotten.toString());
    }
    for (Conversation one : conversations) {
      if (one.answeredAt == null) {
        open.addObject()
            .put("id", Integer.toString(one.number))
            .put("waiting_since", one.since.toString());
      }
    }
    return JSON.writeValueAsString(root);
  }

  private synchronized String office(Set<Fault> broken) {
    StringBuilder rows = new StringBuilder();
    for (Conversation one : conversations) {
      Instant answered = one.answeredAt;
      rows.append(
          "<tr class=\"%s\"><td>Conversation %d</td><td>%s</td><td>%s</td></tr>\n"
              .formatted(
                  answered == null ? "broken" : "well",
                  one.number,
                  TIME.format(one.since),
                  answered == null ? "waits" : TIME.format(answered)));
    }
    Fault unanswered = Fault.CHAT_UNANSWERED;
    String words =
        broken.contains(unanswered)
            ? "The " + unanswered.place() + " " + unanswered.symptom() + "."
            : "";
    return Pages.resource("chat-office.html")
        .replace("{{rows}}", rows)
        .replace("{{forgotten}}", Pages.escaped(words));
  }
}
