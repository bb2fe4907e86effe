package io.wellkept.probe.voice;

import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Voice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One clock for each voice that waits for an answer. It starts with the customer, stops at the
 * public answer, and stands still while we could not listen: nobody is late because of us. At half
 * time its owner is reminded, at the end it is a fault.
 *
 * <p>What is over stays over: neither a time in which we could not listen, nor a voice that is gone
 * for a day and comes back, makes anybody's time young again. A new word of the customer after the
 * answer begins another clock.
 */
public final class AnswerClock {
  /**
   * More than these are not spoken of one by one; those whose half is over come first, then those
   * that are due first.
   */
  public static final int MOST_WAITING = 300;

  /** So many clocks that ran before run on in silence when others come before them. */
  private static final int MOST_SILENT = 300;

  /** So long a clock is kept whose voice is gone; sites lose some for a day or two. */
  static final Duration KEPT_GONE = Duration.ofDays(30);

  /** So many of them at most, those that went last. */
  private static final int MOST_GONE = 300;

  private static final int LONGEST_KEY = 160;

  private final Manner manner;
  private final Person owner;
  private final Instant now;
  private final ClockMemory known;

  /** What is seen between two looks cannot have waited for longer than since the one before. */
  private final Instant notBefore;

  /** Since when we could not listen; null if we could. */
  private final @Nullable Instant deafSince;

  /**
   * What follows from a listing.
   *
   * @param gone subjects whose voices are not there any more: they were not answered
   * @param memory the one that was given, with what the clock must remember
   * @param voices all that was heard and all that is gone, unless the ledger has them as they are
   * @param again when the next clock comes to its half or its end; null if none runs
   * @param waiting how many wait for an answer
   * @param old how many wait that are older than clocks reach back
   * @param late how many of those with a clock should have been answered by now
   * @param longest how long the oldest of those with a clock waits
   */
  public record Outcome(
      List<Finding> findings,
      Set<String> gone,
      Memory memory,
      List<Voice> voices,
      @Nullable Instant again,
      int waiting,
      int old,
      int late,
      Duration longest) {
    public Outcome {
      findings = List.copyOf(findings);
      gone = Set.copyOf(gone);
      voices = List.copyOf(voices);
    }

    /**
     * What was seen.
     *
     * @param more findings beside those of clocks
     */
    public Observation seen(List<Finding> more, List<Measurement> measurements) {
      return new Observation.Seen(
          Stream.concat(findings.stream(), more.stream()).toList(), measurements, gone);
    }
  }

  private AnswerClock(
      Manner manner, Person owner, ClockMemory known, Duration patience, Instant now) {
    this.manner = manner;
    this.owner = owner;
    this.known = known;
    this.now = now;
    Instant heard = known.heard();
    if (heard == null || heard.isAfter(now)) {
      this.deafSince = null;
      this.notBefore = now;
    } else {
      boolean deaf = now.isAfter(heard.plus(patience));
      this.deafSince = deaf ? heard : null;
      this.notBefore = deaf ? now : heard;
    }
  }

  /**
   * Judges what was heard. Pure.
   *
   * @param owner whose calendar counts
   * @param memory of the check; keys that begin with {@code answers.} are the clock's
   * @param lookBack what was said longer ago than that before the first look gets no clock; and
   *     what a source that tells only some has not told for so long is gone
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
    return new AnswerClock(manner, owner, ClockMemory.of(memory), patience, now)
        .judge(heard, memory, lookBack);
  }

  /** Whose clocks run, as they were heard last. */
  public static List<Voice> running(Memory memory) {
    return ClockMemory.of(memory).open().values().stream().map(Clock::voice).toList();
  }

  /**
   * From when on a source must tell, so that every voice with a clock is among it, and what is gone
   * is seen if it comes back.
   *
   * @param lookBack as {@link #judge} has it
   * @param byChange whether the source lists what was changed last first, and not what is newest
   */
  public static Instant since(Memory memory, Duration lookBack, boolean byChange, Instant now) {
    ClockMemory known = ClockMemory.of(memory);
    return Stream.concat(known.open().values().stream(), known.away().values().stream())
        .map(clock -> byChange ? changed(clock.voice()) : clock.voice().at())
        .reduce(now.minus(lookBack), (one, other) -> one.isBefore(other) ? one : other);
  }

  private static Instant changed(Voice voice) {
    Instant anew = voice.editedAt();
    return anew == null ? voice.at() : anew;
  }

  /** What a clock runs for, by the ids of its source; first what it told of longest ago. */
  public static Set<String> open(Memory memory) {
    return ClockMemory.of(memory).open().values().stream()
        .sorted(Comparator.comparing(Clock::told))
        .map(clock -> clock.voice().id())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The listing, taken apart. */
  private record Listing(
      List<Clock> waiting, List<Voice> others, List<Clock> gone, List<Clock> away, int old) {}

  private Outcome judge(Heard.Told heard, Memory memory, Duration lookBack) {
    Instant since = known.since() == null ? now.minus(lookBack) : known.since();
    Map<String, Voice> told = new LinkedHashMap<>();
    heard.voices().forEach(voice -> told.putIfAbsent(key(voice), voice));
    List<Clock> waiting = new ArrayList<>();
    List<Voice> others = new ArrayList<>();
    int old = 0;
    for (Map.Entry<String, Voice> each : told.entrySet()) {
      Clock clock = before(each.getKey());
      Voice voice = known(each.getValue(), clock);
      if (voice.goneAt() != null && known.open().containsKey(each.getKey())) {
        continue;
      }
      if (!voice.waits()) {
        others.add(answered(voice, clock));
      } else if (clock == null && voice.lastWord().isBefore(since)) {
        old++;
        others.add(voice);
      } else {
        waiting.add(clock(voice, clock));
      }
    }
    List<Clock> gone = new ArrayList<>();
    known
        .open()
        .forEach((key, clock) -> {
          Voice last = told.get(key);
          boolean ended = last != null && last.goneAt() != null;
          boolean untold = now.isAfter(clock.told().plus(lookBack));
          if (last == null || ended) {
            (heard.complete() || untold || ended ? gone : waiting).add(listened(clock));
          }
        });
    List<Clock> away = away(told.keySet(), gone);
    return outcome(new Listing(waiting, others, gone, away, old), memory, since);
  }

  /**
   * What is told, in the light of what was: silence is no answer, and a later date without an
   * answer is no other word but where conversations go on.
   */
  private Voice known(Voice told, @Nullable Clock clock) {
    if (clock == null) {
      return told;
    }
    Voice before = clock.voice();
    Voice voice = told.reply() == Voice.Reply.UNKNOWN ? told.asOf(before) : told;
    boolean edit = voice.reply() != Voice.Reply.PUBLISHED && voice.at().isAfter(before.at());
    return edit && !manner.goesOn() ? voice.since(before.at()) : voice;
  }

  /** The clock that ran for it, moved by the time in which it stood still; null if none did. */
  private @Nullable Clock before(String key) {
    Clock running = known.open().get(key);
    if (running != null) {
      return listened(running);
    }
    Clock away = known.away().get(key);
    return away == null || away.gone() == null
        ? null
        : away.stoodStill(away.gone(), now, times(away));
  }

  private Clock listened(Clock clock) {
    return deafSince == null ? clock : clock.stoodStill(deafSince, now, times(clock));
  }

  private List<Clock> away(Set<String> told, List<Clock> gone) {
    Stream<Clock> before =
        known.away().entrySet().stream()
            .filter(each -> !told.contains(each.getKey()))
            .map(Map.Entry::getValue);
    return Stream.concat(before, gone.stream().map(clock -> clock.goneSince(now)))
        .filter(clock -> clock.gone() != null && now.isBefore(clock.gone().plus(KEPT_GONE)))
        .sorted(Comparator.comparing(Clock::gone, Comparator.nullsLast(Comparator.reverseOrder())))
        .limit(MOST_GONE)
        .toList();
  }

  private Clock clock(Voice voice, @Nullable Clock before) {
    if (before == null || before.word().isBefore(voice.lastWord())) {
      return Clock.begins(voice, atTheEarliest(voice.lastWord()), now);
    }
    Clock same = before.heard(voice, now);
    Instant anew = voice.editedAt();
    Instant agreed = times(before).end();
    if (anew == null || anew.equals(before.voice().editedAt())) {
      return same;
    }
    // Nobody is late for words that were not there; whoever was late already still is.
    boolean urgent = times(same).end().isBefore(agreed) && now.isBefore(agreed);
    return urgent ? same.startsAt(atTheEarliest(anew)) : same;
  }

  /** What was answered before its clock was seen to run had as much time as others. */
  private Voice answered(Voice voice, @Nullable Clock clock) {
    if (voice.answeredAt() == null || voice.dueAt() != null) {
      return voice;
    }
    return voice.due(
        clock == null ? manner.within(voice).after(owner, voice.lastWord()) : times(clock).end());
  }

  private Instant atTheEarliest(Instant word) {
    Instant start = word.isBefore(notBefore) ? notBefore : word;
    return start.isAfter(now) ? now : start;
  }

  private Clock.Times times(Clock clock) {
    return clock.times(manner.within(clock.voice()), owner);
  }

  /** A clock with the moments at which something can change. */
  private record Running(Clock clock, Clock.Times times) {}

  private Outcome outcome(Listing listing, Memory memory, Instant since) {
    List<Running> all =
        listing.waiting.stream()
            .map(clock -> new Running(clock, times(clock)))
            .sorted(Comparator.comparing(this::toldSince).thenComparing(one -> one.times.end()))
            .toList();
    List<Running> running = all.subList(0, Math.min(MOST_WAITING, all.size()));
    List<Voice> voices = new ArrayList<>();
    running.forEach(one -> voices.add(one.clock.voice().due(one.times.end())));
    all.subList(running.size(), all.size()).forEach(one -> voices.add(one.clock.voice()));
    voices.addAll(listing.others);
    listing.gone.forEach(clock -> voices.add(clock.voice().gone(now)));
    String said = mark(voices);
    Stream<Running> silent =
        all.stream().skip(running.size()).filter(this::ranBefore).limit(MOST_SILENT);
    List<Clock> open = Stream.concat(running.stream(), silent).map(Running::clock).toList();
    return new Outcome(
        running.stream().filter(one -> !now.isBefore(one.times.half())).map(this::finding).toList(),
        listing.gone.stream().map(clock -> key(clock.voice())).collect(Collectors.toSet()),
        ClockMemory.into(memory, since, now, said, brief(open), brief(listing.away)),
        said.equals(known.said()) ? List.of() : voices,
        again(running),
        all.size() + listing.old,
        listing.old,
        (int) running.stream().filter(this::late).count(),
        longest(running));
  }

  private boolean ranBefore(Running one) {
    return known.open().containsKey(key(one.clock.voice()));
  }

  /** When its owner was reminded: no other takes the place of what somebody was told of. */
  private Instant toldSince(Running one) {
    boolean told = ranBefore(one) && !now.isBefore(one.times.half());
    return told ? one.times.half() : Instant.MAX;
  }

  private List<Clock> brief(List<Clock> clocks) {
    return clocks.stream().map(clock -> clock.saying(manner.quote(clock.voice()))).toList();
  }

  private Duration longest(List<Running> running) {
    return running.stream()
        .map(one -> Duration.between(one.clock.word(), now))
        .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  private boolean late(Running one) {
    return !now.isBefore(one.times.end());
  }

  private @Nullable Instant again(List<Running> running) {
    return running.stream()
        .flatMap(one -> Stream.of(one.times.half(), one.times.end()))
        .filter(now::isBefore)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private Finding finding(Running one) {
    Voice voice = one.clock.voice();
    boolean late = late(one);
    Severity severity = manner.severity(voice);
    Finding finding =
        new Finding(
                manner.kind() + (late ? ".unanswered" : ".due"),
                manner.kind() + ".unanswered:" + key(voice),
                key(voice),
                late || severity == Severity.CRITICAL ? severity : Severity.MINOR,
                Condition.UNANSWERED,
                1,
                manner.words(voice) + wanting(voice, late),
                List.of(),
                one.clock.word())
            .due(one.times.end());
    if (!voice.text().isBlank()) {
      finding = finding.with("What was said", voice.text());
    }
    return voice.link() == null ? finding : finding.with("Answer it at", voice.link());
  }

  private static String wanting(Voice voice, boolean late) {
    return switch (voice.reply()) {
      case PENDING -> " has an answer that nobody can read yet: it waits to be let through";
      case REJECTED -> " has an answer that nobody can read: it was not let through";
      case PUBLISHED -> " was changed after its answer, and " + (late ? "has no other" : "waits");
      case NONE, UNKNOWN -> late ? " is without an answer" : " waits for an answer";
    };
  }

  /** Equal for equal voices in equal order. */
  private static String mark(List<Voice> voices) {
    byte[] all = voices.toString().getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(all) + ":" + voices.size();
  }

  /** Names the voice for ever, whatever its source takes for an id. */
  static String key(Voice voice) {
    String plain = voice.source() + "/" + voice.id();
    boolean fits =
        plain.length() <= LONGEST_KEY
            && plain.codePoints().noneMatch(c -> Character.isISOControl(c) || isHalf(c));
    return fits ? plain : voice.source() + "/" + fingerprint(voice.id());
  }

  /** Half of a character, which no database takes. */
  private static boolean isHalf(int codePoint) {
    return codePoint <= Character.MAX_VALUE && Character.isSurrogate((char) codePoint);
  }

  private static String fingerprint(String id) {
    byte[] units = id.getBytes(StandardCharsets.UTF_16BE);
    return "#" + HexFormat.of().toHexDigits(UUID.nameUUIDFromBytes(units).getMostSignificantBits());
  }
}
