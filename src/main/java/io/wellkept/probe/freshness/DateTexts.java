package io.wellkept.probe.freshness;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the dates that people and machines write in running text: 2026-10-31, 31.10.2026, Oct 31st,
 * 2026, 31. Oktober, 24.-28.11., 2020年10月5日. One pass, with a bounded view ahead: the time it takes
 * grows with the length of the text, whatever the text.
 */
public final class DateTexts {
  /** What stands behind that many characters is not read. */
  public static final int MAX_LENGTH = 200_000;

  private DateTexts() {}

  /**
   * One date in a text.
   *
   * @param start where it begins, in characters of the text
   * @param end behind its last character, the time of day included
   * @param day the day; of a range its last one
   * @param from the first day of a range; null if it is a single day
   * @param time the time of day that stands beside it; null if none
   * @param offset the zone that stands beside the time; null if none
   * @param yearGiven false if the year was chosen by {@link Hints#near}
   */
  public record Found(
      int start,
      int end,
      LocalDate day,
      @Nullable LocalDate from,
      @Nullable LocalTime time,
      @Nullable ZoneOffset offset,
      boolean yearGiven) {
    public boolean range() {
      return from != null;
    }
  }

  /**
   * What is known about the text.
   *
   * @param language a language tag such as "de" or "en-US"; null if unknown
   * @param country two capital letters, such as guessed from the host; null if unknown
   * @param near a date without a year is put into the year that brings it nearest to this day; null
   *     if such dates are not wanted
   */
  public record Hints(
      @Nullable String language, @Nullable String country, @Nullable LocalDate near) {
    /** Nothing is known; dates without a year are not found. */
    public static final Hints NONE = new Hints(null, null, null);

    /** Endings that stand for a country and are sold as words. */
    private static final Set<String> WORDS =
        Set.of(
            "ai", "cc", "co", "eu", "fm", "gg", "io", "is", "la", "ly", "me", "sh", "to", "tv",
            "vc", "ws");

    private static final Set<String> AMERICAN = Set.of("gov", "mil", "edu");

    /** Guesses the country from the end of a host's name. */
    public static Hints of(
        @Nullable String language, @Nullable String host, @Nullable LocalDate near) {
      return new Hints(language, country(host), near);
    }

    private static @Nullable String country(@Nullable String host) {
      if (host == null) {
        return null;
      }
      String end = host.substring(host.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      if (AMERICAN.contains(end)) {
        return "US";
      }
      boolean letters = end.length() == 2 && end.chars().allMatch(c -> c >= 'a' && c <= 'z');
      if (!letters || WORDS.contains(end)) {
        return null;
      }
      return end.equals("uk") ? "GB" : end.toUpperCase(Locale.ROOT);
    }

    public Hints near(@Nullable LocalDate day) {
      return new Hints(language, country, day);
    }
  }

  /** All dates of the text, in its order, none within another. Never throws. */
  public static List<Found> in(String text, Hints hints) {
    return in(text, DateCustom.of(hints));
  }

  static List<Found> in(String text, DateCustom custom) {
    int length = Math.min(text.length(), MAX_LENGTH);
    DateGrammar grammar = null;
    List<Found> found = new ArrayList<>(2);
    int at = 0;
    while (at < length) {
      char c = text.charAt(at);
      boolean digit = TextCursor.digit(c) >= 0;
      if (!digit && !MonthNames.inWord(c)) {
        at++;
        continue;
      }
      if (grammar == null) {
        grammar = new DateGrammar(text, length, custom);
      }
      Found one = digit ? grammar.atNumber(at) : grammar.atWord(at);
      if (one == null) {
        at = digit ? grammar.endOfNumber(at) : grammar.endOfWord(at);
      } else {
        add(found, one, grammar);
        at = one.end();
      }
    }
    return found;
  }

  /** Two whole dates with "to" between them are one range. */
  private static void add(List<Found> found, Found next, DateGrammar grammar) {
    Found last = found.isEmpty() ? null : found.getLast();
    boolean together =
        last != null
            && !last.range()
            && !next.range()
            && grammar.skipTo(last.end()) == next.start();
    if (last == null || !together) {
      found.add(next);
      return;
    }
    LocalDate from = last.day();
    if (!last.yearGiven()) {
      from = DateGrammar.latestUpTo(from, next.day());
    }
    if (!from.isBefore(next.day())) {
      found.add(next);
      return;
    }
    found.set(
        found.size() - 1,
        new Found(
            last.start(),
            next.end(),
            next.day(),
            from,
            next.time(),
            next.offset(),
            next.yearGiven()));
  }
}
