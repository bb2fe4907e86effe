package io.wellkept.probe.freshness;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import org.jspecify.annotations.Nullable;

/**
 * Something that a page says and that is true until a moment only. It knows nothing of the present:
 * whether the moment has passed is asked anew at every look.
 *
 * @param quote what the page says, at most {@value #LONGEST_QUOTE} characters
 * @param place where it stands, as a CSS selector or in words
 * @param confidence from 0 to 1: how sure it is that this is wrong once the moment has passed
 */
public record Ending(Rule rule, Until until, String quote, String place, double confidence) {
  static final int LONGEST_QUOTE = 160;

  /** Until when. */
  public sealed interface Until {
    /** Until the end of a day, or a time of it. */
    record Day(LocalDate day, @Nullable LocalTime time) implements Until {}

    /** Until a moment that is the same everywhere. */
    record Moment(Instant at) implements Until {}

    /** Until a day of which the year is not said; a first day makes it a range. */
    record Yearless(MonthDay day, @Nullable MonthDay from) implements Until {}

    /** Until a season is over; the year may not be said. */
    record EndOf(Season season, @Nullable Integer year) implements Until {}

    /** As long as the year lasts, and the month after it in which nobody minds. */
    record Year(int year) implements Until {}

    /** Never right. */
    record Never() implements Until {}
  }

  public Ending {
    quote = quote(quote);
  }

  /** The same for the same words tomorrow, wherever on the page they stand. */
  public String key() {
    return rule.word() + ":" + Fingerprint.of(Fingerprint.letters(quote)).substring(0, 12);
  }

  Ending atMost(double limit) {
    return confidence <= limit ? this : new Ending(rule, until, quote, place, limit);
  }

  static String quote(String text) {
    String plain = text.strip().replaceAll("\\s+", " ");
    return plain.length() <= LONGEST_QUOTE ? plain : plain.substring(0, LONGEST_QUOTE - 1) + "…";
  }
}
