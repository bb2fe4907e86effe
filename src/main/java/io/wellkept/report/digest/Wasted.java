package io.wellkept.report.digest;

import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.Digest.Waste;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ads that led nowhere, or ran on, and what they cost meanwhile. */
final class Wasted {
  private static final String ADS = "ad.";

  /** As {@link Evidence#COSTS} has it: an amount, and the currency where it is known. */
  private static final Pattern COSTS = Pattern.compile("(\\d+(?:\\.\\d+)?)(?: ([A-Z]{3}))?");

  private Wasted() {}

  private record Weekly(double amount, String currency) {}

  /** Those that cost most first, then those that lasted longest. */
  static List<Waste> of(Collection<Watched> all, Period period) {
    return all.stream()
        .flatMap(watched ->
            watched.troubles().stream()
                .filter(Wasted::paidForNothing)
                .filter(trouble -> trouble.within(period.from(), period.until()))
                .map(trouble -> waste(watched, trouble, period)))
        .filter(one -> !one.lasted().isZero())
        .sorted(
            Comparator.comparingDouble((Waste one) -> one.spend() == null ? 0 : one.spend())
                .thenComparing(Waste::lasted)
                .reversed())
        .toList();
  }

  /** An ad that is only shown to fewer people costs less, and is no waste. */
  private static boolean paidForNothing(Trouble trouble) {
    boolean led = trouble.condition() == Condition.BROKEN || trouble.condition() == Condition.STALE;
    return led && trouble.incident().worst().code().startsWith(ADS);
  }

  private static Waste waste(Watched watched, Trouble trouble, Period period) {
    Duration lasted = trouble.lasted(period.from(), period.until(), Stretches.NONE);
    Optional<Weekly> weekly = weekly(trouble);
    return new Waste(
        watched.touchpoint().id(),
        watched.touchpoint().name(),
        trouble.incident().worst().headline(),
        lasted,
        weekly
            .map(one -> one.amount() * lasted.toMillis() / Duration.ofDays(7).toMillis())
            .orElse(null),
        weekly.map(Weekly::currency).filter(currency -> !currency.isEmpty()).orElse(null));
  }

  private static Optional<Weekly> weekly(Trouble trouble) {
    return trouble.incident().worst().evidence().stream()
        .filter(evidence -> evidence.label().equals(Evidence.COSTS))
        .map(evidence -> COSTS.matcher(evidence.text()))
        .filter(Matcher::matches)
        .map(found ->
            new Weekly(
                Double.parseDouble(found.group(1)), found.group(2) == null ? "" : found.group(2)))
        .findFirst();
  }
}
