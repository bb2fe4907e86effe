package io.wellkept.report.digest;

import io.wellkept.incident.Windows;
import io.wellkept.ledger.Initiative;
import io.wellkept.ledger.Initiative.Verdict;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.report.Effect;
import io.wellkept.report.Effects;
import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.Digest.Tried;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a digest says of initiatives. */
public final class Trying {
  private Trying() {}

  /**
   * What was judged within the period, and what was under way in it; those first that wait for a
   * verdict.
   *
   * @param inScope the touchpoints that the digest is about
   * @param windows of the plan
   */
  public static List<Tried> tried(
      View view, Collection<Touchpoint> inScope, People people, Windows windows, Period period) {
    Map<String, Touchpoint> byId =
        inScope.stream().collect(Collectors.toMap(Touchpoint::id, Function.identity()));
    return view.initiatives().stream()
        .filter(one -> byId.containsKey(one.touchpoint()) && isOf(one, period))
        .map(one -> asOf(one, period.until()))
        .sorted(
            Comparator.comparing((Initiative one) -> one.verdict() != null)
                .thenComparing(one -> !one.waits(period.until()))
                .thenComparing(Initiative::until)
                .thenComparing(Initiative::id))
        .flatMap(one ->
            Stream.ofNullable(byId.get(one.touchpoint()))
                .map(touchpoint ->
                    tried(
                        one,
                        touchpoint,
                        people,
                        Effects.of(view, one, touchpoint, windows, period.until()),
                        period.until())))
        .toList();
  }

  private static boolean isOf(Initiative one, Period period) {
    Verdict verdict = one.verdict();
    return one.changedAt().isBefore(period.until())
        && one.madeAt().isBefore(period.until())
        && (verdict == null || !verdict.at().isBefore(period.from()));
  }

  /** A digest that is made late does not know what was said after its period. */
  private static Initiative asOf(Initiative one, Instant moment) {
    Verdict verdict = one.verdict();
    return verdict == null || verdict.at().isBefore(moment) ? one : one.unjudged();
  }

  private static Tried tried(
      Initiative one, Touchpoint touchpoint, People people, Effect effect, Instant now) {
    Verdict verdict = one.verdict();
    return new Tried(
        one.id(),
        touchpoint.id(),
        touchpoint.name(),
        one.what(),
        one.measure().name(),
        effect.was(),
        effect.became(),
        one.waits(now),
        verdict == null ? null : verdict.word().name(),
        one.direction().name(),
        one.target(),
        effect.move().name(),
        people.nameOf(touchpoint.owner()));
  }
}
