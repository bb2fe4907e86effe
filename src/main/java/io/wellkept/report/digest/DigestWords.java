package io.wellkept.report.digest;

import io.wellkept.report.digest.Digest.Period;
import io.wellkept.words.OneLine;
import io.wellkept.words.Words;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the values of digests as people read them. */
final class DigestWords {
  private static final Pattern WEEK = Pattern.compile("\\d{4}-W(\\d{2})");
  private static final int LONGEST = 160;

  private final Words words;
  private final ZoneId zone;

  DigestWords(Words words, ZoneId zone) {
    this.words = words;
    this.zone = zone;
  }

  String say(String key, Object... values) {
    return words.say(key, values);
  }

  Words words() {
    return words;
  }

  /** "week 47", or the day. */
  String period(Period period) {
    Matcher week = WEEK.matcher(period.label());
    if (week.matches()) {
      return say("digest.week", Integer.toString(Integer.parseInt(week.group(1))));
    }
    try {
      return words.day(LocalDate.parse(period.label()));
    } catch (DateTimeParseException e) {
      return isMidnight(period.from()) && isMidnight(period.until())
          ? days(period)
          : say("digest.from-to", moment(period.from()), moment(period.until()));
    }
  }

  private boolean isMidnight(Instant moment) {
    return moment.atZone(zone).toLocalTime().equals(LocalTime.MIDNIGHT);
  }

  /** "in the week before": the time that it is compared with. */
  String before(Period period) {
    // an hour more or less where clocks change
    long hours = Duration.between(period.from(), period.until()).toHours();
    if (Math.abs(hours - 24) <= 1) {
      return say("digest.before.day");
    }
    return say(Math.abs(hours - 24 * 7) <= 1 ? "digest.before.week" : "digest.before.time");
  }

  /** From which day to which. */
  String days(Period period) {
    LocalDate first = period.from().atZone(zone).toLocalDate();
    LocalDate last = period.until().minusNanos(1).atZone(zone).toLocalDate();
    return first.equals(last)
        ? words.day(first)
        : say("digest.from-to", words.day(first), words.day(last));
  }

  /** Day and time, never "yesterday": digests are read late. */
  String moment(Instant moment) {
    return DateTimeFormatter.ofPattern(say("common.pattern.moment"), words.locale())
        .format(moment.atZone(zone));
  }

  /** "Mon". */
  String weekday(LocalDate day) {
    return DateTimeFormatter.ofPattern("EEE", words.locale()).format(day);
  }

  /** A score without places after the point, and never 100 where something is missing. */
  static long score(double score) {
    return score >= 100 ? 100 : Math.min(99, Math.round(score));
  }

  /** "99.8 %", and never 100 where something is missing. */
  String percent(double share) {
    NumberFormat format = NumberFormat.getPercentInstance(words.locale());
    format.setMaximumFractionDigits(share > 0.99 && share < 1 ? 1 : 0);
    double shown = share < 1 ? Math.min(share, 0.999) : 1;
    return format.format(Math.max(0, shown));
  }

  /** Points of the score, with one place after the point. */
  String points(double points) {
    NumberFormat format = NumberFormat.getNumberInstance(words.locale());
    format.setMinimumFractionDigits(1);
    format.setMaximumFractionDigits(1);
    return format.format(points);
  }

  /** "costs 4.1 points of the score". */
  String cost(double points) {
    return say("digest.costs", points(points));
  }

  /** A figure of any sort, with one place after the point where it has any. */
  String figure(double value) {
    NumberFormat format = NumberFormat.getNumberInstance(words.locale());
    format.setMaximumFractionDigits(Math.abs(value) < 10 ? 2 : 1);
    return format.format(value);
  }

  /**
   * An amount of money, in full units from a hundred on.
   *
   * @param currency as ISO 4217 has it; null where it is not known
   */
  String money(double amount, @Nullable String currency) {
    NumberFormat format = NumberFormat.getNumberInstance(words.locale());
    int places = Math.abs(amount) >= 100 ? 0 : 2;
    format.setMinimumFractionDigits(places);
    format.setMaximumFractionDigits(places);
    String number = format.format(amount);
    return currency == null ? number : number + "\u00a0" + sign(currency);
  }

  private String sign(String currency) {
    try {
      return Currency.getInstance(currency).getSymbol(words.locale());
    } catch (IllegalArgumentException e) {
      return line(currency);
    }
  }

  /** The name of a stage or a channel; a touchpoint may have none. */
  String placeName(String name) {
    return name.isBlank() ? say("digest.map.nowhere") : line(name);
  }

  /** A text of others on one line, without what cannot be seen, cut to tolerable length. */
  static String line(String text) {
    return OneLine.of(text, LONGEST);
  }

  /** The same, beginning with a capital. */
  static String sentence(String text) {
    String line = line(text);
    if (line.isEmpty()) {
      return line;
    }
    int first = line.codePointAt(0);
    return Character.toString(Character.toUpperCase(first))
        + line.substring(Character.charCount(first));
  }
}
