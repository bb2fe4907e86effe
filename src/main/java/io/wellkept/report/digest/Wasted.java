package io.wellkept.report.digest;

import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.Digest.Waste;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** A fault of an ad, and when it stood. */
  private record Fault(Finding finding, Stretches when) {}

  /** Those that cost most first, then those that lasted longest. */
  static List<Waste> of(Collection<Watched> all, Period period) {
    return all.stream()
        .flatMap(watched ->
            byAd(watched, period).values().stream().map(faults -> waste(watched, faults)))
        .filter(one -> !one.lasted().isZero())
        .sorted(
            Comparator.comparingDouble((Waste one) -> one.spend() == null ? 0 : one.spend())
                .thenComparing(Waste::lasted)
                .reversed())
        .toList();
  }

  /** An ad pays once, however much is wrong with it at a time. */
  private static Map<String, List<Fault>> byAd(Watched watched, Period period) {
    Map<String, List<Fault>> byAd = new LinkedHashMap<>();
    for (Trouble trouble : watched.troubles()) {
      Stretches when = trouble.stretches(period.from(), period.until());
      for (Finding finding : trouble.incident().findings()) {
        if (paidForNothing(finding) && !when.isEmpty()) {
          boolean one = !finding.subject().equals(Finding.WHOLE);
          String ad = one ? finding.subject() : trouble.incident().id() + " " + finding.key();
          byAd.computeIfAbsent(ad, id -> new ArrayList<>()).add(new Fault(finding, when));
        }
      }
    }
    return byAd;
  }

  /** An ad that is only shown to fewer people costs less, and is no waste. */
  private static boolean paidForNothing(Finding finding) {
    boolean led = finding.leadsTo() == Condition.BROKEN || finding.leadsTo() == Condition.STALE;
    return led && finding.code().startsWith(ADS);
  }

  private static Waste waste(Watched watched, List<Fault> faults) {
    Duration lasted =
        Stretches.union(faults.stream().flatMap(one -> one.when().all().stream()).toList())
            .length();
    Optional<Weekly> weekly =
        faults.stream()
            .flatMap(one -> weekly(one.finding()).stream())
            .max(Comparator.comparingDouble(Weekly::amount));
    return new Waste(
        watched.touchpoint().id(),
        watched.touchpoint().name(),
        faults.getFirst().finding().headline(),
        lasted,
        weekly
            .map(one -> one.amount() * lasted.toMillis() / Duration.ofDays(7).toMillis())
            .orElse(null),
        weekly.map(Weekly::currency).filter(currency -> !currency.isEmpty()).orElse(null));
  }

  private static Optional<Weekly> weekly(Finding finding) {
    return finding.evidence().stream()
        .filter(evidence -> evidence.label().equals(Evidence.COSTS))
        .map(evidence -> COSTS.matcher(evidence.text()))
        .filter(Matcher::matches)
        .map(found ->
            new Weekly(
                Double.parseDouble(found.group(1)), found.group(2) == null ? "" : found.group(2)))
        .findFirst();
  }
}
