package io.wellkept.probe;

import io.wellkept.probe.freshness.Ending;
import io.wellkept.probe.freshness.NowWrong.Wrong;
import io.wellkept.probe.freshness.Rule;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import java.time.Instant;
import java.util.List;

/** Tells what is wrong by now, in the words of whoever must mend it. */
final class WrongWords {
  private static final int LONGEST_IN_HEADLINE = 70;

  private WrongWords() {}

  static Finding finding(Wrong wrong, Instant now) {
    Ending ending = wrong.ending();
    Instant since = wrong.since();
    Finding finding =
        new Finding(
                "freshness." + ending.rule().word(),
                "freshness." + ending.key(),
                Finding.WHOLE,
                severity(ending.rule()),
                Condition.STALE,
                wrong.confidence(),
                headline(wrong),
                List.of(),
                since == null ? now : since)
            .with("quote", ending.quote())
            .with("where", ending.place());
    if (!wrong.day().isEmpty()) {
      finding = finding.with("ended", wrong.day());
    }
    return wrong.yearFrom().isEmpty() ? finding : finding.with("year from", wrong.yearFrom());
  }

  private static Severity severity(Rule rule) {
    return switch (rule) {
      case OFFER, EVENT, JOB, PROMO, NOTICE, EVENTS, COUNTDOWN, PLACEHOLDER -> Severity.MAJOR;
      case ANNOUNCEMENT, EXPIRES, HOURS, SEASON, COPYRIGHT, YEAR, DOCUMENT -> Severity.MINOR;
    };
  }

  private static String headline(Wrong wrong) {
    String day = wrong.day();
    String quote = "“" + cut(wrong.ending().quote()) + "”";
    return switch (wrong.ending().rule()) {
      case OFFER -> "An offer ended on " + day + " and is still on the page";
      case EVENT -> "An event was over on " + day + " and is still announced";
      case JOB -> "A job is still advertised, although applications closed on " + day;
      case ANNOUNCEMENT -> "An announcement ran out on " + day + " and is still on the page";
      case EXPIRES -> "The page says of itself that it counts until " + day;
      case HOURS -> "The opening hours on the page counted until " + day;
      case PROMO -> quote + " is still on the page, and ended on " + day;
      case NOTICE -> quote + " is still on the page, and was over on " + day;
      case SEASON -> quote + " is still on the page; the season was over on " + day;
      case COPYRIGHT -> "The copyright line ends with " + day;
      case YEAR -> quote + " is of a year that is over";
      case EVENTS -> "No event is to come any more: the last one was on " + day;
      case COUNTDOWN ->
          day.isEmpty() ? "A countdown stands at zero" : "A countdown ended on " + day;
      case PLACEHOLDER -> "A placeholder is on the page: " + quote;
      case DOCUMENT -> quote + " is a document of a year that is over";
    };
  }

  private static String cut(String quote) {
    return quote.length() <= LONGEST_IN_HEADLINE
        ? quote
        : quote.substring(0, LONGEST_IN_HEADLINE - 1) + "…";
  }
}
