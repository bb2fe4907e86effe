package io.wellkept.probe.attest;

import io.wellkept.probe.Beats.Gap;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.Probe;
import io.wellkept.probe.attest.Attestations.Attested;
import io.wellkept.probe.attest.Attestations.Word;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a person, in time, and finds that nobody answered, or that the answer is "not fine". */
public final class AttestProbe implements Probe<AttestSettings, Attested> {
  public static final Kind KIND =
      new Kind(
          "attest",
          AttestSettings.class,
          new Schedule(Duration.ofHours(1), Duration.ZERO),
          0,
          false,
          false,
          settings -> Optional.empty());

  /** What is wrong has a clock of its own, beside the one that asks. */
  static final String NOT_FINE = "not-fine";

  /** When we could first ask for the answer that is due next. */
  private static final String ASKED = "attest.asked";

  private final Attestations attestations;

  public AttestProbe(Attestations attestations) {
    this.attestations = attestations;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Attested look(Look<AttestSettings> look) {
    return attestations.of(look.check().id());
  }

  @Override
  public Judgement judge(Look<AttestSettings> look, Attested attested, Memory memory, Instant now) {
    AttestSettings settings = look.settings();
    Word last = attested.last();
    Instant since = last == null ? attested.born() : last.at();
    List<Measurement> age =
        List.of(new Measurement("answered_seconds", Duration.between(since, now).toMillis() / 1e3));
    if (last != null && !last.fine()) {
      Finding finding = notFine(settings, last);
      return new Judgement(new Observation.Seen(List.of(finding), age), memory.without(ASKED));
    }
    Instant due = since.plus(last == null ? settings.ahead() : settings.dueEvery());
    Instant ask = due.minus(settings.ahead());
    if (last != null && lacks(settings, last)) {
      // a question that is newer than the word is asked as soon as we know it
      Instant first = memory.instant(ASKED).filter(asked -> !asked.isBefore(since)).orElse(now);
      ask = first.isBefore(ask) ? first : ask;
    }
    if (now.isBefore(ask)) {
      return new Judgement(new Observation.Seen(List.of(), age), memory.without(ASKED), ask);
    }
    Instant asked = asked(memory, since, settings, ask, now);
    Instant end = moved(asked.plus(settings.ahead()), asked, attested.gaps());
    Finding finding = due(look, last, since, ask, end, now);
    return new Judgement(
        new Observation.Seen(List.of(finding), age),
        memory.with(ASKED, asked),
        now.isBefore(end) ? end : null);
  }

  /**
   * When the owner was asked: as agreed, unless we could not do it in time, because nobody listened
   * or because it was agreed later. Then the owner gets the whole time from that moment on.
   */
  private static Instant asked(
      Memory memory, Instant since, AttestSettings settings, Instant ask, Instant now) {
    Instant first = memory.instant(ASKED).filter(asked -> !asked.isBefore(since)).orElse(now);
    boolean inTime = first.isBefore(ask.plus(settings.ahead().dividedBy(10)));
    return inTime ? ask : first;
  }

  private static boolean lacks(AttestSettings settings, Word last) {
    return !last.answered().containsAll(settings.questions());
  }

  /** Later by all the time within which nobody could have answered. */
  private static Instant moved(Instant end, Instant from, List<Gap> gaps) {
    Instant moved = end;
    for (Gap gap : gaps) {
      if (gap.until().isAfter(from) && gap.from().isBefore(moved)) {
        Instant deaf = gap.from().isAfter(from) ? gap.from() : from;
        moved = moved.plus(Duration.between(deaf, gap.until()));
      }
    }
    return moved;
  }

  private static Finding due(
      Look<AttestSettings> look,
      @Nullable Word last,
      Instant since,
      Instant ask,
      Instant end,
      Instant now) {
    AttestSettings settings = look.settings();
    boolean late = !now.isBefore(end);
    Finding finding =
        new Finding(
                late ? "attest.overdue" : "attest.due",
                "attest.due",
                Finding.WHOLE,
                late ? Severity.MAJOR : Severity.MINOR,
                Condition.OVERDUE,
                1,
                late ? silent(settings, last, since, now) : "Somebody must look whether it is fine",
                List.of(),
                ask)
            .due(end);
    finding =
        finding.with(
            "last answer",
            last == null
                ? "nobody has answered yet"
                : last.by() + " on " + last.at().atZone(look.owner().zone()).toLocalDate());
    for (String question : settings.questions()) {
      finding = finding.with(Evidence.QUESTION, question);
    }
    return finding;
  }

  private static String silent(
      AttestSettings settings, @Nullable Word last, Instant since, Instant now) {
    if (last == null) {
      return "Nobody has ever said whether it is fine";
    }
    if (lacks(settings, last)) {
      return "Nobody has answered what is asked since the last word";
    }
    return "Nobody has looked for "
        + Spans.words(Duration.between(since, now))
        + "; expected every "
        + Spans.words(settings.dueEvery());
  }

  private static Finding notFine(AttestSettings settings, Word word) {
    Finding finding =
        new Finding(
            "attest.not-fine",
            "attest.not-fine",
            NOT_FINE,
            settings.severity(),
            Condition.BROKEN,
            1,
            word.by() + " looked and says that it is not fine",
            List.of(),
            word.at());
    for (String question : word.notFine()) {
      finding = finding.with("not fine", question);
    }
    if (!word.note().isBlank()) {
      finding = finding.with("quote", word.note());
    }
    return word.photo() == null ? finding : finding.with(Evidence.PHOTO, word.photo());
  }
}
