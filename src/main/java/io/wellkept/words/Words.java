package io.wellkept.words;

import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Language;
import io.wellkept.touchpoint.Severity;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sentences of one language. They live in {@code words/<part>.properties}, and the part is the
 * beginning of the key: {@code map.title} is in {@code words/map.properties}, its German twin in
 * {@code words/map_de.properties}. A sentence is a {@link MessageFormat}.
 */
public final class Words {
  /** What is spoken where nobody wants another language. */
  public static final Words ENGLISH = new Words(Locale.ENGLISH);

  private static final Words GERMAN = new Words(Locale.GERMAN);

  /** Every language that there is, the one that is spoken otherwise first. */
  public static final List<Words> ALL = List.of(ENGLISH, GERMAN);

  /** Never what the host speaks, always English where a language lacks a file. */
  private static final Control NO_HOST = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

  private final Locale locale;

  /** What was read once: to read a pattern takes ten times as long as to fill it. */
  private final Map<String, MessageFormat> sentences = new ConcurrentHashMap<>();

  private final Map<String, DateTimeFormatter> dates = new ConcurrentHashMap<>();

  private Words(Locale locale) {
    this.locale = locale;
  }

  public static Words of(Language language) {
    return of(language.tag());
  }

  /** The language with this tag, such as {@code de} or {@code de-AT}; English if we lack it. */
  public static Words of(String tag) {
    return of(List.of(Locale.forLanguageTag(tag)));
  }

  /** The first of these languages that there is, English if there is none. */
  public static Words of(List<Locale> wanted) {
    return wanted.stream()
        .flatMap(
            one -> ALL.stream().filter(had -> had.locale.getLanguage().equals(one.getLanguage())))
        .findFirst()
        .orElse(ENGLISH);
  }

  public Locale locale() {
    return locale;
  }

  /** The tag of the language, as HTML and settings have it: {@code en}. */
  public String tag() {
    return locale.getLanguage();
  }

  /**
   * A sentence.
   *
   * @param values for {@code {0}}, {@code {1}}, …; numbers are written as the language has them
   * @throws MissingResourceException if there is no such sentence: a fault of ours
   */
  public String say(String key, Object... values) {
    String pattern = bundle(key).getString(key);
    if (pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0) {
      return pattern;
    }
    MessageFormat read = sentences.computeIfAbsent(pattern, p -> new MessageFormat(p, locale));
    // one at a time may fill a format, so each has its own
    return ((MessageFormat) read.clone()).format(values);
  }

  /** Whether there is such a sentence, for keys that are not ours alone to choose. */
  public boolean knows(String key) {
    return bundle(key).containsKey(key);
  }

  private ResourceBundle bundle(String key) {
    String part = key.substring(0, Math.max(0, key.indexOf('.')));
    return ResourceBundle.getBundle("words/" + part, locale, NO_HOST);
  }

  /** "broken", as people read it. */
  public String of(Condition condition) {
    return say("common.condition." + condition.name());
  }

  /** "warning", as people read it. */
  public String of(Severity severity) {
    return say("common.severity." + severity.name());
  }

  /** "high", as people read it. */
  public String of(Importance importance) {
    return say("common.importance." + importance.name());
  }

  /** The headline of a finding: as the check said it, or as people read it if none did. */
  public String of(Finding finding) {
    return Headlines.of(finding, this);
  }

  /** Rounded to what matters to a reader, the two largest units: "3 hours 20 minutes". */
  public String span(Duration span) {
    return units(span.abs(), "common.span.");
  }

  /** "3 hours ago", "in 2 days", "just now". */
  public String fromNow(Instant moment, Instant now) {
    Duration span = Duration.between(moment, now);
    if (span.abs().compareTo(Duration.ofSeconds(1)) < 0) {
      return say("common.now");
    }
    // after a preposition some languages bend the units
    return say(span.isNegative() ? "common.in" : "common.ago", units(span.abs(), "common.bent."));
  }

  private String units(Duration size, String form) {
    if (size.compareTo(Duration.ofSeconds(1)) < 0) {
      return size.toMillis() == 0
          ? say("common.span.none")
          : say("common.span.millis", size.toMillis());
    }
    List<String> parts = new ArrayList<>();
    unit(parts, size.toDays(), form + "days");
    unit(parts, size.toHoursPart(), form + "hours");
    if (size.toDays() == 0) {
      unit(parts, size.toMinutesPart(), form + "minutes");
    }
    if (size.toHours() == 0) {
      unit(parts, size.toSecondsPart(), form + "seconds");
    }
    return String.join(" ", parts.subList(0, Math.min(2, parts.size())));
  }

  private void unit(List<String> parts, long amount, String key) {
    if (amount != 0) {
      parts.add(say(key, amount));
    }
  }

  /** "today 14:05", "Tue 24 Nov, 14:05", or with the year where it is another one. */
  public String moment(Instant moment, ZoneId zone, Instant now) {
    ZonedDateTime local = moment.atZone(zone);
    LocalDate today = now.atZone(zone).toLocalDate();
    String time = format("common.pattern.time", local);
    long days = ChronoUnit.DAYS.between(today, local.toLocalDate());
    if (days == 0) {
      return say("common.today", time);
    }
    if (days == 1 || days == -1) {
      return say(days == 1 ? "common.tomorrow" : "common.yesterday", time);
    }
    boolean thisYear = local.getYear() == today.getYear();
    return format(thisYear ? "common.pattern.moment" : "common.pattern.moment-of-year", local);
  }

  /**
   * "bad 5 times, about every 20 minutes for about 4 minutes".
   *
   * @param every null if it is not known; so with {@code lasting}
   * @param unconfirmed whether it was fine again at every second look
   */
  public String unsteady(
      int times, @Nullable Duration every, @Nullable Duration lasting, boolean unconfirmed) {
    StringBuilder words = new StringBuilder(say("common.unsteady.times", times));
    if (every != null) {
      words.append(say("common.unsteady.every", span(every)));
    }
    if (unconfirmed) {
      return words.append(say("common.unsteady.never-confirmed")).toString();
    }
    if (lasting != null) {
      words.append(say("common.unsteady.lasting", span(lasting)));
    }
    return words.toString();
  }

  /** "Anna", "Anna and Ben", "Anna, Ben and Carla". */
  public String all(List<String> names) {
    if (names.size() < 2) {
      return String.join("", names);
    }
    int last = names.size() - 1;
    return say("common.and", String.join(", ", names.subList(0, last)), names.get(last));
  }

  /** "24 November 2026". */
  public String day(LocalDate day) {
    return date("common.pattern.day").format(day);
  }

  /**
   * A date as the language writes it.
   *
   * @param key of a {@link DateTimeFormatter} pattern: its second word is {@code pattern}
   */
  public String format(String key, ZonedDateTime local) {
    return date(key).format(local);
  }

  /** Not a sentence, so that quotes are those of dates. */
  private DateTimeFormatter date(String key) {
    return dates.computeIfAbsent(
        key, k -> DateTimeFormatter.ofPattern(bundle(k).getString(k), locale));
  }

  @Override
  public String toString() {
    return tag();
  }
}
