package io.wellkept.app.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well and how fast pages were dated.
 *
 * @param whole all pages
 * @param tunedOn the pages that rules may be learned from
 * @param reported the others
 * @param bySource of the tuned-on pages, by where the day was found
 * @param meanMillis processor time of one thread for a page, parsing included
 * @param medianMillis half of the pages took no longer
 * @param parsingMeanMillis the part of it that building the document took
 * @param wrong tuned-on pages dated wrong or not at all; empty unless asked for
 */
record DatingFigures(
    Tally whole,
    Tally tunedOn,
    Tally reported,
    Map<String, Tally> bySource,
    double meanMillis,
    double medianMillis,
    double parsingMeanMillis,
    List<Wrong> wrong) {

  /**
   * How many pages were dated how. A page dated wrong is a false positive, one not dated a false
   * negative.
   *
   * @param accuracy right of all
   */
  record Tally(
      int pages,
      int right,
      int wrong,
      int silent,
      double precision,
      double recall,
      double accuracy) {
    static Tally of(int right, int wrong, int silent) {
      int pages = right + wrong + silent;
      return new Tally(
          pages,
          right,
          wrong,
          silent,
          share(right, right + wrong),
          share(right, right + silent),
          share(right, pages));
    }

    private static double share(int part, int whole) {
      return whole == 0 ? 0 : (double) part / whole;
    }

    private String line(String name) {
      return String.format(
          Locale.ROOT,
          "%-12s %5d pages  accuracy %.3f  precision %.3f  recall %.3f",
          name,
          pages,
          accuracy,
          precision,
          recall);
    }
  }

  /**
   * A page that was not dated right.
   *
   * @param found null if none was
   * @param signs the weightiest signs, for those who look for the reason
   */
  record Wrong(
      String page,
      String address,
      LocalDate published,
      @Nullable LocalDate found,
      List<String> signs) {}

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(whole.line("whole"));
    lines.add(tunedOn.line("tuned-on"));
    lines.add(reported.line("reported"));
    bySource.forEach((source, tally) ->
        lines.add(
            String.format(
                Locale.ROOT, "  %-14s %3d of %3d", source, tally.right(), tally.pages())));
    lines.add(
        String.format(
            Locale.ROOT,
            "%.2f ms a page (median %.2f), of which parsing %.2f",
            meanMillis,
            medianMillis,
            parsingMeanMillis));
    for (Wrong page : wrong) {
      lines.add(page.page + " " + page.address);
      lines.add(
          "  published "
              + page.published
              + ", found "
              + (page.found == null ? "nothing" : page.found));
      page.signs.forEach(sign -> lines.add("    " + sign));
    }
    return lines;
  }
}
