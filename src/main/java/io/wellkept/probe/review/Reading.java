package io.wellkept.probe.review;

import io.wellkept.probe.freshness.DateTexts;
import io.wellkept.probe.freshness.DateTexts.Found;
import io.wellkept.probe.freshness.DateTexts.Hints;
import io.wellkept.touchpoint.Voice.Reply;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the texts of a list are meant.
 *
 * @param zone of dates and times that name none
 * @param language in which months are called, and which says what 03/04 means; null if unknown
 * @param format of dates, as {@link DateTimeFormatter} has it; null if any will do
 * @param best the most stars that there are
 */
record Reading(ZoneId zone, @Nullable String language, @Nullable String format, double best) {
  private static final double STARS = 5;
  private static final double THOUSANDTHS = 1_000;
  private static final Pattern SECONDS = Pattern.compile("\\d{9,10}");
  private static final Pattern MILLIS = Pattern.compile("\\d{12,13}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}(?:[.,]\\d{1,6})?");
  private static final Pattern WAITS = Pattern.compile("pend|await|moder|review|draft|hold|queue");
  private static final Pattern REFUSED = Pattern.compile("reject|declin|remov|block|delet|spam");
  private static final Pattern READABLE =
      Pattern.compile("published|approved|public|live|visible|yes|true");
  private static final Pattern NOT = Pattern.compile("not|no|non|never|un");
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** What lists write where nothing is; the last is a time that is none. */
  private static final Pattern SAYS_NOTHING =
      Pattern.compile("|none|no|null|nil|undefined|false|0|n/?a|[-\u2013\u2014]+|000[01]-.*");

  private static final int LONGEST_DATE = 100;

  /** Something that only shows days that far off is broken. */
  private static final int FIRST_YEAR = 1990;

  private static final int LAST_YEAR = 2200;

  /**
   * Refuses what is no format of dates.
   *
   * @throws IllegalArgumentException if it is none
   */
  static void requireFormat(@Nullable String format) {
    try {
      if (format != null) {
        var unused = DateTimeFormatter.ofPattern(format, Locale.ROOT);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "date-format '" + format + "' is none: write for example dd.MM.yyyy HH:mm", e);
    }
  }

  /** A moment; a day alone begins in the zone. Empty if it cannot be read. */
  Optional<Instant> moment(String text) {
    String said = text.strip();
    if (said.isEmpty() || said.length() > LONGEST_DATE) {
      return Optional.empty();
    }
    try {
      if (format != null) {
        return formatted(said, format);
      }
      if (SECONDS.matcher(said).matches()) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(said)));
      }
      if (MILLIS.matcher(said).matches()) {
        return Optional.of(Instant.ofEpochMilli(Long.parseLong(said)));
      }
      return written(said);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<Instant> formatted(String said, String pattern) {
    Locale names = language == null ? Locale.ENGLISH : Locale.forLanguageTag(language);
    TemporalAccessor read = DateTimeFormatter.ofPattern(pattern, names).withZone(zone).parse(said);
    LocalDate day = read.query(TemporalQueries.localDate());
    LocalTime time = read.query(TemporalQueries.localTime());
    ZoneOffset offset = read.query(TemporalQueries.offset());
    return day == null ? Optional.empty() : Optional.of(moment(day, time, offset));
  }

  private Optional<Instant> written(String said) {
    return DateTexts.in(said, new Hints(language, null, null)).stream()
        .filter(Found::yearGiven)
        .filter(found -> found.day().getYear() >= FIRST_YEAR && found.day().getYear() < LAST_YEAR)
        .findFirst()
        .map(found -> moment(found.day(), found.time(), found.offset()));
  }

  private Instant moment(LocalDate day, @Nullable LocalTime time, @Nullable ZoneOffset offset) {
    return time == null
        ? day.atStartOfDay(zone).toInstant()
        : day.atTime(time).atZone(offset == null ? zone : offset).toInstant();
  }

  /** Whether a moment is on the day that another stands for: one that has no time of its own. */
  boolean onDay(Instant moment, Instant day) {
    ZonedDateTime begins = day.atZone(zone);
    return begins.equals(begins.toLocalDate().atStartOfDay(zone))
        && begins.toLocalDate().equals(moment.atZone(zone).toLocalDate());
  }

  /** From 1 to 5, whatever there are at most; empty if the text says 0, or nothing of the kind. */
  Optional<Double> stars(String text) {
    long drawn = text.chars().filter(each -> each == '\u2605' || each == '\u2b50').count();
    Matcher number = NUMBER.matcher(text);
    if (!number.find()) {
      return drawn == 0 ? Optional.empty() : Optional.of(Math.min((double) drawn, STARS));
    }
    double given = Double.parseDouble(number.group().replace(',', '.'));
    double stars = Math.rint(given / best * STARS * THOUSANDTHS) / THOUSANDTHS;
    // none is what many write for a review without a rating
    boolean none = given <= 0 || given > best;
    return none ? Optional.empty() : Optional.of(Math.max(1, stars));
  }

  /** Whether a text is there only because something must be. */
  static boolean saysNothing(String text) {
    return SAYS_NOTHING.matcher(text.strip().toLowerCase(Locale.ROOT)).matches();
  }

  /**
   * What became of the answer. A word that we do not know never makes it one that can be read.
   *
   * @param answered whether there is one, or a time at which it was given
   * @param state what the list says of it; empty if nothing
   */
  static Reply reply(boolean answered, String state) {
    String word = state.strip().toLowerCase(Locale.ROOT);
    if (word.isEmpty()) {
      return answered ? Reply.PUBLISHED : Reply.NONE;
    }
    if (saysNothing(word)) {
      return Reply.NONE;
    }
    if (REFUSED.matcher(word).find()) {
      return Reply.REJECTED;
    }
    if (WAITS.matcher(word).find()) {
      return Reply.PENDING;
    }
    if (readable(word)) {
      return Reply.PUBLISHED;
    }
    return answered ? Reply.PENDING : Reply.NONE;
  }

  private static boolean readable(String state) {
    List<String> words = NO_LETTERS.splitAsStream(state).toList();
    return words.stream().anyMatch(word -> READABLE.matcher(word).matches())
        && words.stream().noneMatch(word -> NOT.matcher(word).matches());
  }
}
