package io.wellkept.report;

import io.wellkept.ledger.Said;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Voice.Reply;
import io.wellkept.touchpoint.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How customers were answered. Each word that wants an answer counts once: what was said anew after
 * an answer counts again.
 *
 * @param heard words of customers
 * @param answered those with a public answer
 * @param onTime those answered by when it was due
 * @param late those answered later, or still waiting after it; where no time was set, neither
 * @param waiting those that still wait
 * @param gone those that vanished before there was an answer
 * @param untold those of which the source does not tell whether there is one
 * @param median from the word to its first public answer, by the clock; null if none is known
 * @param medianWorked the same in the working time of whoever owns the touchpoint
 * @param oldest since when the first of those waits; null if nobody does
 */
public record Answers(
    int heard,
    int answered,
    int onTime,
    int late,
    int waiting,
    int gone,
    int untold,
    @Nullable Duration median,
    @Nullable Duration medianWorked,
    @Nullable Instant oldest) {

  /**
   * Counts.
   *
   * @param owner whose working time counts
   */
  public static Answers of(Collection<Said> said, Person owner, Instant now) {
    List<Duration> took = new ArrayList<>();
    List<Duration> worked = new ArrayList<>();
    for (Said one : said) {
      one.answerTook()
          .ifPresent(time -> {
            took.add(time);
            worked.add(worked(one, time, owner));
          });
    }
    return new Answers(
        said.size(),
        (int) said.stream().filter(Said::answered).count(),
        (int) said.stream().filter(Answers::isOnTime).count(),
        (int) said.stream().filter(one -> isLate(one, now)).count(),
        (int) said.stream().filter(Said::waits).count(),
        (int) said.stream().filter(Answers::isGone).count(),
        (int) said.stream().filter(one -> one.voice().reply() == Reply.UNKNOWN).count(),
        Median.of(took),
        Median.of(worked),
        said.stream()
            .filter(Said::waits)
            .map(Said::wordAt)
            .min(Comparator.naturalOrder())
            .orElse(null));
  }

  /** The share with an answer, from 0 to 1, of those that could have one; empty if none could. */
  public OptionalDouble responseRate() {
    int could = heard - gone - untold;
    return could == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) answered / could);
  }

  /** The share that was on time, from 0 to 1, of those whose time is over or that were answered. */
  public OptionalDouble onTimeRate() {
    int told = onTime + late;
    return told == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) onTime / told);
  }

  private static boolean isOnTime(Said one) {
    Instant answer = one.voice().answeredAt();
    Instant due = one.voice().dueAt();
    return answer != null && due != null && !answer.isAfter(due);
  }

  private static boolean isLate(Said one, Instant now) {
    Instant due = one.voice().dueAt();
    if (due == null) {
      return false;
    }
    Instant answer = one.voice().answeredAt();
    return answer == null ? one.waits() && !now.isBefore(due) : answer.isAfter(due);
  }

  private static boolean isGone(Said one) {
    return one.voice().goneAt() != null && one.voice().unanswered();
  }

  private static Duration worked(Said one, Duration took, Person owner) {
    Instant from = one.wordAt();
    return WorkingTime.between(owner.neverAway(), from, from.plus(took));
  }
}
