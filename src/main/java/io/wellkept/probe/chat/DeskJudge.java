package io.wellkept.probe.chat;

import io.wellkept.probe.Look;
import io.wellkept.probe.voice.AnswerClock;
import io.wellkept.probe.voice.Heard;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Spans;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what it means that customers wait, and that nobody is there. */
final class DeskJudge {
  private static final String AWAY = "chat.away";

  /** What waits for longer when it is first looked at gets no clock, and is told as a number. */
  private static final Duration LOOK_BACK = Duration.ofDays(7);

  private static final Duration LEAST_PATIENCE = Duration.ofHours(1);

  private final ChatSettings settings;
  private final Person promised;
  private final ChatMemory memory;
  private final Duration patience;
  private final Instant now;

  /**
   * What follows.
   *
   * @param gone subjects of conversations that ended without an answer
   * @param fault why nothing was heard; null if all was
   * @param again when to look again; null if the schedule will do
   */
  record Outcome(
      List<Finding> findings,
      List<Measurement> measurements,
      List<Voice> voices,
      Set<String> gone,
      @Nullable Fault fault,
      @Nullable Instant again) {
    Outcome {
      gone = Set.copyOf(gone);
      findings = List.copyOf(findings);
      measurements = List.copyOf(measurements);
      voices = List.copyOf(voices);
    }
  }

  private DeskJudge(Look<ChatSettings> look, ChatMemory memory, Instant now) {
    this.settings = look.settings();
    this.promised = settings.promised(look.owner());
    this.memory = memory;
    Duration twice = look.check().schedule().every().multipliedBy(2);
    this.patience = twice.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : twice;
    this.now = now;
  }

  static Outcome judge(Look<ChatSettings> look, Desk desk, ChatMemory memory, Instant now) {
    DeskJudge judge = new DeskJudge(look, memory, now);
    return switch (desk) {
      case Desk.NotAsked none -> new Outcome(List.of(), List.of(), List.of(), Set.of(), null, null);
      case Desk.Unseen unseen -> judge.unseen(unseen.fault());
      case Desk.Seen seen -> judge.seen(seen);
    };
  }

  /** What waited waits until we hear otherwise; the clocks know nothing of this look. */
  private Outcome unseen(Fault fault) {
    List<Finding> findings =
        new ArrayList<>(clocks(new Heard.Told(List.of(), false, null)).findings());
    memory
        .awaySeen()
        .ifPresent(seen ->
            memory
                .awaySince(Instant.EPOCH)
                .flatMap(since -> away(since, seen))
                .ifPresent(findings::add));
    return new Outcome(findings, List.of(), List.of(), Set.of(), fault, null);
  }

  private Outcome seen(Desk.Seen desk) {
    AnswerClock.Outcome clocks = clocks(new Heard.Told(voices(desk), desk.complete(), null));
    memory.take(clocks.memory());
    List<Finding> findings = new ArrayList<>(clocks.findings());
    if (clocks.old() > 0) {
      findings.add(old(clocks.old()));
    }
    Instant again = presence(desk.presence(), findings);
    return new Outcome(
        findings,
        measurements(desk, clocks),
        clocks.voices(),
        clocks.gone(),
        null,
        sooner(clocks.again(), again));
  }

  private AnswerClock.Outcome clocks(Heard.Told told) {
    return AnswerClock.judge(
        new ChatManner(settings.answers()),
        promised,
        told,
        memory.memory(),
        LOOK_BACK,
        patience,
        now);
  }

  /** Those who wait, and those who do not any more: somebody answered, or ended it. */
  private List<Voice> voices(Desk.Seen desk) {
    Map<String, Instant> before = memory.waits();
    Map<String, Instant> next = new TreeMap<>();
    List<Voice> voices = new ArrayList<>();
    for (Waiting one : desk.conversations()) {
      Instant since = sinceFirst(one, before.remove(one.id()));
      next.put(one.id(), since);
      voices.add(said(desk, one.id(), since, Voice.Reply.NONE).at(one.link()));
    }
    for (Map.Entry<String, Instant> one : before.entrySet()) {
      String id = one.getKey();
      if (desk.closed().contains(id)) {
        voices.add(said(desk, id, one.getValue(), Voice.Reply.NONE).gone(now));
      } else if (desk.complete() || desk.answered().contains(id)) {
        voices.add(said(desk, id, one.getValue(), Voice.Reply.PUBLISHED).answered(now));
      } else {
        next.put(id, one.getValue());
      }
    }
    memory.waiting(next);
    return voices;
  }

  private static Voice said(Desk.Seen desk, String id, Instant since, Voice.Reply reply) {
    return Voice.said(desk.source(), id, since, reply, "");
  }

  /** Who asks again does not begin to wait anew, unless somebody answered in between. */
  private static Instant sinceFirst(Waiting one, @Nullable Instant first) {
    Instant replied = one.repliedAt();
    boolean goesOn =
        one.moves()
            && first != null
            && first.isBefore(one.since())
            && (replied == null || !replied.isAfter(first));
    return goesOn && first != null ? first : one.since();
  }

  private Finding old(int count) {
    return new Finding(
        "chat.old",
        "chat.old",
        Finding.WHOLE,
        Severity.MINOR,
        Condition.UNANSWERED,
        WidgetJudge.UNSURE,
        (count == 1 ? "One conversation is" : count + " conversations are")
            + " without an answer from before we began to look",
        List.of(),
        now);
  }

  private @Nullable Instant presence(Presence presence, List<Finding> findings) {
    boolean counts = settings.hours() != null && WorkingTime.within(promised, now);
    if (!counts || presence != Presence.AWAY) {
      memory.there();
      return null;
    }
    Instant since = memory.awaySince(now.minus(patience)).orElse(now);
    memory.away(since, now);
    away(since, now).ifPresent(findings::add);
    Instant due = WorkingTime.plus(promised, since, settings.mayBeAway());
    return now.isBefore(due) ? due : null;
  }

  private Optional<Finding> away(Instant since, Instant seen) {
    Duration away = WorkingTime.between(promised, since, seen);
    if (settings.hours() == null || away.compareTo(settings.mayBeAway()) < 0) {
      return Optional.empty();
    }
    Finding finding =
        new Finding(
            AWAY,
            AWAY,
            AWAY,
            Severity.MAJOR,
            Condition.UNANSWERED,
            1,
            "Nobody is there in the chat, within the promised hours",
            List.of(),
            since);
    return Optional.of(
        finding
            .with("expected", "somebody there: " + hours())
            .with("found", "away for " + Spans.words(away)));
  }

  private String hours() {
    Map<String, String> hours = settings.hours();
    return hours == null
        ? ""
        : hours.entrySet().stream()
            .map(day -> day.getKey() + " " + day.getValue())
            .collect(Collectors.joining("; ", "", " (" + promised.zone() + ")"));
  }

  private static List<Measurement> measurements(Desk.Seen desk, AnswerClock.Outcome clocks) {
    List<Measurement> all = new ArrayList<>();
    all.add(new Measurement("conversations_waiting", clocks.waiting()));
    all.add(new Measurement("conversations_with_bot", desk.withBot()));
    all.add(new Measurement("longest_wait_seconds", clocks.longest().toSeconds()));
    if (desk.presence() != Presence.UNKNOWN) {
      all.add(new Measurement("somebody_there", desk.presence() == Presence.THERE ? 1 : 0));
    }
    return all;
  }

  static @Nullable Instant sooner(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
