package io.wellkept.probe.voice;

import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Within;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One clock for each voice that waits for an answer. It starts with the customer, stops at the
 * public answer, and stands still while we could not listen: nobody is late because of us. At half
 * time its owner is reminded, at the end it is a fault.
 */
public final class AnswerClock {
  /** More than these do not get a clock of their own; the oldest come first. */
  public static final int MOST_WAITING = 300;

  /** As much of a text is remembered: enough to tell it again while its source does not. */
  private static final int REMEMBERED = 500;

  private static final String SINCE = "answers.since";
  private static final String HEARD = "answers.heard";
  private static final String SAID = "answers.said";
  private static final String OPEN = "answers.open:";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
          .disable(DateTimeFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
          .build();

  private final Manner manner;
  private final Person owner;
  private final Instant now;

  /**
   * What follows from a listing.
   *
   * @param memory the one that was given, with what the clock must remember
   * @param voices what the ledger does not have as it is now
   * @param again when the next clock comes to its half or its end; null if none runs
   * @param waiting how many wait for an answer
   * @param old how many wait that are older than clocks reach back
   * @param longest how long the oldest of those with a clock waits
   */
  public record Outcome(
      List<Finding> findings,
      Memory memory,
      List<Voice> voices,
      @Nullable Instant again,
      int waiting,
      int old,
      Duration longest) {
    public Outcome {
      findings = List.copyOf(findings);
      voices = List.copyOf(voices);
    }
  }

  /**
   * A voice that waits.
   *
   * @param start when its clock began, moved by the time in which we could not listen
   */
  private record Clock(Voice voice, Instant start) {
    Clock remembered() {
      String text = voice.text();
      boolean all = text.length() <= REMEMBERED;
      return all ? this : new Clock(voice.saying(text.substring(0, REMEMBERED)), start);
    }
  }

  private AnswerClock(Manner manner, Person owner, Instant now) {
    this.manner = manner;
    this.owner = owner;
    this.now = now;
  }

  /**
   * Judges what was heard. Pure.
   *
   * @param owner whose calendar counts
   * @param memory of the check; keys that begin with {@code answers.} are the clock's
   * @param lookBack what was said longer ago than that before the first look gets no clock
   * @param patience how long after a look the next may come without the clocks standing still
   */
  public static Outcome judge(
      Manner manner,
      Person owner,
      Heard.Told heard,
      Memory memory,
      Duration lookBack,
      Duration patience,
      Instant now) {
    return new AnswerClock(manner, owner, now).judge(heard, memory, lookBack, patience);
  }

  /** Whose clocks run, as they were heard last. */
  public static List<Voice> open(Memory memory) {
    return memory.values().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(OPEN))
        .flatMap(entry -> read(entry.getValue()).stream())
        .map(Clock::voice)
        .toList();
  }

  private Outcome judge(Heard.Told heard, Memory memory, Duration lookBack, Duration patience) {
    Instant since = memory.instant(SINCE).orElseGet(() -> now.minus(lookBack));
    Instant last = memory.instant(HEARD).orElse(null);
    boolean deaf = last == null || now.isAfter(last.plus(patience));
    Map<String, Clock> before = open(memory, last == null || !deaf ? null : last);
    Map<String, Clock> next = new LinkedHashMap<>();
    List<Voice> voices = new ArrayList<>();
    int old = 0;
    for (Voice voice : heard.voices()) {
      Clock known = before.remove(key(voice));
      if (!voice.waits()) {
        voices.add(answered(voice));
      } else if (known == null && voice.lastWord().isBefore(since)) {
        old++;
        voices.add(voice);
      } else {
        next.put(key(voice), clock(voice, known, deaf || last == null ? now : last));
      }
    }
    List<Voice> gone = new ArrayList<>();
    before.forEach((key, clock) -> {
      if (heard.complete()) {
        gone.add(clock.voice().gone(now));
      } else {
        next.put(key, clock);
      }
    });
    return outcome(heard, new Listing(next, voices, gone, old), memory, since);
  }

  /** What was answered before its clock was seen to run had as much time as others. */
  private Voice answered(Voice voice) {
    return voice.answeredAt() == null || voice.dueAt() != null
        ? voice
        : voice.due(manner.within(voice).after(owner, voice.lastWord()));
  }

  private record Listing(Map<String, Clock> open, List<Voice> others, List<Voice> gone, int old) {}

  /** What comes up between two looks cannot have waited for longer than since the one before. */
  private Clock clock(Voice voice, @Nullable Clock known, Instant notBefore) {
    Instant word = voice.lastWord();
    if (known != null && !known.voice().lastWord().isBefore(word)) {
      return new Clock(voice, known.start());
    }
    Instant start = word.isBefore(notBefore) ? notBefore : word;
    return new Clock(voice, start.isAfter(now) ? now : start);
  }

  private Outcome outcome(Heard.Told heard, Listing listing, Memory memory, Instant since) {
    List<Clock> running =
        listing.open.values().stream()
            .sorted(Comparator.comparing(clock -> clock.voice().lastWord()))
            .limit(MOST_WAITING)
            .toList();
    List<Finding> findings = new ArrayList<>();
    List<Voice> dueVoices = new ArrayList<>();
    Instant again = null;
    for (Clock clock : running) {
      Times times = times(clock);
      dueVoices.add(clock.voice().due(times.end));
      if (!now.isBefore(times.half)) {
        findings.add(finding(clock.voice(), times));
      }
      again = soonest(again, times.half, times.end);
    }
    Duration longest =
        running.isEmpty()
            ? Duration.ZERO
            : Duration.between(running.get(0).voice().lastWord(), now);
    List<Voice> all =
        Stream.of(dueVoices, listing.others, listing.gone).flatMap(List::stream).toList();
    String said = Integer.toHexString(all.hashCode()) + ":" + all.size();
    boolean news = !said.equals(memory.text(SAID).orElse(""));
    return new Outcome(
        findings,
        remember(memory, running, since).with(SAID, said),
        news ? all : List.of(),
        again,
        listing.open.size() + listing.old,
        listing.old,
        longest);
  }

  private record Times(Instant half, Instant end) {}

  private Times times(Clock clock) {
    Within within = manner.within(clock.voice());
    return new Times(
        within.halfAfter(owner, clock.start()), within.after(owner, clock.start()));
  }

  private @Nullable Instant soonest(@Nullable Instant known, Instant... moments) {
    return Stream.concat(Stream.ofNullable(known), Stream.of(moments))
        .filter(now::isBefore)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private Finding finding(Voice voice, Times times) {
    boolean late = !now.isBefore(times.end);
    Severity severity = manner.severity(voice);
    Finding finding =
        new Finding(
                manner.kind() + (late ? ".unanswered" : ".due"),
                manner.kind() + ".unanswered:" + key(voice),
                key(voice),
                late || severity == Severity.CRITICAL ? severity : Severity.MINOR,
                Condition.UNANSWERED,
                1,
                manner.words(voice) + (late ? " is without an answer" : " waits for an answer"),
                List.of(),
                voice.lastWord())
            .due(times.end);
    if (!voice.text().isBlank()) {
      finding = finding.with("What was said", voice.text());
    }
    return voice.link() == null ? finding : finding.with("Answer it at", voice.link());
  }

  private static String key(Voice voice) {
    return voice.source() + "/" + voice.id();
  }

  /**
   * @param deafSince null if we listened all the time
   */
  private Map<String, Clock> open(Memory memory, @Nullable Instant deafSince) {
    Map<String, Clock> open = new TreeMap<>();
    memory.values().forEach((key, json) -> {
      if (key.startsWith(OPEN)) {
        read(json).ifPresent(clock -> open.put(key(clock.voice()), moved(clock, deafSince)));
      }
    });
    return open;
  }

  private Clock moved(Clock clock, @Nullable Instant deafSince) {
    return deafSince == null
        ? clock
        : new Clock(clock.voice(), clock.start().plus(Duration.between(deafSince, now)));
  }

  private static Optional<Clock> read(String json) {
    try {
      return Optional.of(JSON.readValue(json, Clock.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private Memory remember(Memory memory, List<Clock> running, Instant since) {
    Map<String, String> values = new TreeMap<>(memory.values());
    values.keySet().removeIf(key -> key.startsWith(OPEN));
    running.forEach(clock ->
        values.put(OPEN + key(clock.voice()), JSON.writeValueAsString(clock.remembered())));
    return new Memory(memory.version(), values).with(SINCE, since).with(HEARD, now);
  }
}
