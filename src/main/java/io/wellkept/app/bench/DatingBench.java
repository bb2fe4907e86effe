package io.wellkept.app.bench;

import io.wellkept.app.bench.DatingFigures.Tally;
import io.wellkept.app.bench.DatingFigures.Wrong;
import io.wellkept.probe.freshness.Dated;
import io.wellkept.probe.freshness.Dating;
import io.wellkept.probe.freshness.Sign;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Dates pages whose days are known, and compares. */
final class DatingBench {
  private static final int WARM_UP_ROUNDS = 6;
  private static final int ROUNDS = 5;
  private static final int SIGNS = 8;

  private final List<DatedPage> pages;
  private final Instant now;
  private final ThreadMXBean processor = ManagementFactory.getThreadMXBean();
  private final long[][] parsing;
  private final long[][] whole;

  private record Result(DatedPage page, Dated dated) {
    boolean silent() {
      return dated.published() == null;
    }

    boolean right() {
      Sign sign = dated.published();
      return sign != null && sign.day().equals(page.published());
    }

    String source() {
      Sign sign = dated.published();
      return sign == null ? "nothing" : sign.source().words();
    }

    Wrong wrong() {
      Sign sign = dated.published();
      return new Wrong(
          page.name(),
          page.address().toString(),
          page.published(),
          sign == null ? null : sign.day(),
          dated.signs().stream().limit(SIGNS).map(Result::words).toList());
    }

    private static String words(Sign sign) {
      return "%s %s %.2f %s"
          .formatted(sign.day(), sign.source().words(), sign.confidence(), sign.quote());
    }
  }

  DatingBench(List<DatedPage> pages, Instant now) {
    this.pages = List.copyOf(pages);
    this.now = now;
    this.parsing = new long[pages.size()][ROUNDS];
    this.whole = new long[pages.size()][ROUNDS];
  }

  /**
   * Dates all pages, several times over.
   *
   * @param listWrong whether wrong pages of the tuned-on half are listed; those of the other half
   *     never are
   */
  DatingFigures measure(boolean listWrong) {
    List<Result> results = new ArrayList<>();
    for (int page = 0; page < pages.size(); page++) {
      results.add(new Result(pages.get(page), date(page, -1)));
    }
    for (int round = 1 - WARM_UP_ROUNDS; round < ROUNDS; round++) {
      for (int page = 0; page < pages.size(); page++) {
        date(page, round);
      }
    }
    List<Result> tunedOn = results.stream().filter(r -> r.page().tunedOn()).toList();
    return new DatingFigures(
        tally(results),
        tally(tunedOn),
        tally(results.stream().filter(Predicate.not(r -> r.page().tunedOn())).toList()),
        bySource(tunedOn),
        mean(whole),
        medians(whole)[pages.size() / 2] / 1e6,
        mean(parsing),
        listWrong
            ? tunedOn.stream().filter(Predicate.not(Result::right)).map(Result::wrong).toList()
            : List.of());
  }

  private Dated date(int index, int round) {
    DatedPage page = pages.get(index);
    long begun = nanos();
    Document document = Jsoup.parse(page.html(), page.address().toString());
    long parsed = nanos();
    Dated dated = Dating.of(document, page.address(), Dating.Headers.NONE, now, ZoneOffset.UTC);
    if (round >= 0) {
      parsing[index][round] = parsed - begun;
      whole[index][round] = nanos() - begun;
    }
    return dated;
  }

  /** The processor's time of this thread: others on the machine do not count. */
  private long nanos() {
    return processor.isCurrentThreadCpuTimeSupported()
        ? processor.getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  private static Tally tally(List<Result> results) {
    int right = (int) results.stream().filter(Result::right).count();
    int silent = (int) results.stream().filter(Result::silent).count();
    return Tally.of(right, results.size() - right - silent, silent);
  }

  private static Map<String, Tally> bySource(List<Result> results) {
    return results.stream()
        .collect(
            Collectors.groupingBy(
                Result::source,
                TreeMap::new,
                Collectors.collectingAndThen(Collectors.toList(), DatingBench::tally)));
  }

  private static double mean(long[][] times) {
    return Arrays.stream(medians(times)).average().orElse(0) / 1e6;
  }

  /** Of each page the median of its rounds, in rising order. */
  private static long[] medians(long[][] times) {
    return Arrays.stream(times)
        .mapToLong(rounds -> Arrays.stream(rounds).sorted().skip(ROUNDS / 2).findFirst().orElse(0))
        .sorted()
        .toArray();
  }
}
