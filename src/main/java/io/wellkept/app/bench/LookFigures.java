package io.wellkept.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was measured. Times are in seconds, sizes in bytes; null is what this system or this Java
 * does not say.
 *
 * @param window how long was measured
 * @param looksPerSecond that were done, beside those that were wanted
 * @param bad looks that found something wrong, within the window
 * @param blind looks that could not be taken, within the window
 * @param processorPer10000Looks seconds of any core, of the daemon alone
 * @param lagP50 how late half of the looks began at most
 * @param lagMost no look began later than this
 * @param liveHeap what was left on the heap after a collection, at the end
 * @param startSeconds from the start of the daemon until its plan was in force
 * @param startProcessor what that took of any core
 */
record LookFigures(
    int touchpoints,
    int hosts,
    double everySeconds,
    boolean changing,
    double badShare,
    double window,
    double looksWantedPerSecond,
    double looksPerSecond,
    long looks,
    long bad,
    long blind,
    double processorPer10000Looks,
    double lagP50,
    double lagP99,
    double lagMost,
    @Nullable Long resident,
    @Nullable Long mostResident,
    @Nullable Long liveHeap,
    double commitsPerSecond,
    double looksPerCommit,
    @Nullable Double writtenPerLook,
    long ledgerBytes,
    double startSeconds,
    double startProcessor) {

  static LookFigures of(
      Load load, Sample from, Sample until, Memory memory, Start start) {
    double seconds = (until.nanos() - from.nanos()) / 1e9;
    double looks = until.looks() - from.looks();
    double commits = until.commits() - from.commits();
    double processor = until.processor().minus(from.processor()).toNanos() / 1e9;
    TreeMap<Double, Double> late = new TreeMap<>(until.late());
    from.late().forEach((bound, count) -> late.merge(bound, -count, Double::sum));
    return new LookFigures(
        load.touchpoints(),
        load.hosts(),
        load.every().toMillis() / 1e3,
        load.changing(),
        load.bad(),
        seconds,
        load.perSecond(),
        looks / seconds,
        Math.round(looks),
        Math.round(until.bad() - from.bad()),
        Math.round(until.blind() - from.blind()),
        processor / looks * 10_000,
        within(late, 0.5),
        within(late, 0.99),
        within(late, 1),
        orNull(memory.resident()),
        orNull(memory.most()),
        orNull(memory.live()),
        commits / seconds,
        looks / Math.max(commits, 1),
        until.written() < 0 ? null : (until.written() - from.written()) / looks,
        Math.round(until.ledgerBytes()),
        start.seconds(),
        start.processor());
  }

  /**
   * @param resident what the process takes at the end
   * @param most the most that it took, from its start on
   */
  record Memory(OptionalLong resident, OptionalLong most, OptionalLong live) {}

  record Start(double seconds, double processor) {}

  /** The bound of the class in which that share of all looks is complete. */
  private static double within(TreeMap<Double, Double> late, double share) {
    double all = late.isEmpty() ? 0 : late.lastEntry().getValue();
    for (Map.Entry<Double, Double> one : late.entrySet()) {
      if (one.getValue() >= all * share) {
        return one.getKey();
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private static @Nullable Long orNull(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  /** For people, a line for each thing. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "%,d touchpoints on %,d hosts, each every %s s: %,.1f looks/s wanted",
            touchpoints, hosts, number(everySeconds), looksWantedPerSecond));
    lines.add(
        text(
            "looks      %,.1f/s in %.0f s: %.1f %% of what was wanted; %,d bad, %,d blind",
            looksPerSecond, window, 100 * looksPerSecond / looksWantedPerSecond, bad, blind));
    lines.add(
        text("processor  %.2f s per 10,000 looks, of the daemon alone", processorPer10000Looks));
    lines.add(
        text(
            "lag        half began within %s s, 99 %% within %s s, all within %s s",
            number(lagP50), number(lagP99), number(lagMost)));
    lines.add(
        text(
            "memory     %s resident (at most %s), %s live on the heap",
            megabytes(resident), megabytes(mostResident), megabytes(liveHeap)));
    lines.add(
        text(
            "ledger     %.1f commits/s, %.1f looks a commit, %s bytes written a look, %s",
            commitsPerSecond,
            looksPerCommit,
            writtenPerLook == null ? "unknown" : text("%,.0f", writtenPerLook),
            megabytes(ledgerBytes)));
    lines.add(
        text("start      %.1f s until the plan was in force, %.1f s of processor", startSeconds,
            startProcessor));
    return lines;
  }

  private static String text(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private static String number(double value) {
    return text("%.3f", value).replaceFirst("\\.?0+$", "");
  }

  private static String megabytes(@Nullable Long bytes) {
    return bytes == null ? "unknown" : text("%,d MB", Math.round(bytes / 1e6));
  }
}
