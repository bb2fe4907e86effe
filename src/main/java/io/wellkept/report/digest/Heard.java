package io.wellkept.report.digest;

import io.wellkept.ledger.Said;
import io.wellkept.report.Median;
import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.Digest.Reviews;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How customers were answered within a period, and who waits at its end. */
final class Heard {
  private final Period period;

  private Heard(Period period) {
    this.period = period;
  }

  /**
   * @param said what was said, answered or gone within the period, or waits
   * @param names of touchpoints by their ids
   */
  static Reviews of(Collection<Said> said, Map<String, Touchpoint> names, Period period) {
    return new Heard(period).reviews(said, names);
  }

  private Reviews reviews(Collection<Said> said, Map<String, Touchpoint> names) {
    List<Said> answered = said.stream().filter(one -> within(one.voice().answeredAt())).toList();
    List<Said> waiting = said.stream().filter(this::waits).toList();
    long onTime = answered.stream().filter(one -> !answeredLate(one)).filter(Heard::timed).count();
    long late =
        answered.stream().filter(this::answeredLate).count()
            + waiting.stream().filter(this::overdue).count();
    Said oldest = waiting.stream().min(Comparator.comparing(Said::wordAt)).orElse(null);
    return new Reviews(
        (int) said.stream().filter(one -> within(one.wordAt())).count(),
        answered.size(),
        (int) late,
        waiting.size(),
        onTime + late == 0 ? null : (double) onTime / (onTime + late),
        Median.of(answered.stream().flatMap(one -> one.answerTook().stream()).toList()),
        oldest == null ? null : oldest.wordAt(),
        oldest == null ? null : name(oldest, names));
  }

  private static String name(Said said, Map<String, Touchpoint> names) {
    Touchpoint touchpoint = names.get(said.check().touchpoint());
    return touchpoint == null ? said.check().touchpoint() : touchpoint.name();
  }

  private boolean within(@Nullable Instant at) {
    return at != null && !at.isBefore(period.from()) && at.isBefore(period.until());
  }

  private static boolean timed(Said said) {
    return said.voice().dueAt() != null;
  }

  private boolean answeredLate(Said said) {
    Instant due = said.voice().dueAt();
    Instant answer = said.voice().answeredAt();
    return due != null && answer != null && answer.isAfter(due);
  }

  private boolean overdue(Said said) {
    Instant due = said.voice().dueAt();
    return due != null && due.isBefore(period.until());
  }

  /** Whether it waited at the end of the period, whatever came after it. */
  private boolean waits(Said said) {
    if (!said.wordAt().isBefore(period.until())) {
      return false;
    }
    return said.waits() || after(said.voice().answeredAt()) || after(said.voice().goneAt());
  }

  private boolean after(@Nullable Instant moment) {
    return moment != null && !moment.isBefore(period.until());
  }
}
