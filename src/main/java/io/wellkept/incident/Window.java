package io.wellkept.incident;

import io.wellkept.incident.Pauses.Pause;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.touchpoint.WrittenHours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A maintenance window: while it lasts, nobody is told of what is wrong at some touchpoints. Looks
 * go on, and history shows what they saw.
 *
 * @param by who made it; null if it stands in the files
 * @param reason what is done meanwhile, in a few words
 * @param snooze whether somebody only wants to hear nothing of one touchpoint: nobody is told that
 */
public record Window(
    String id, @Nullable String by, Scope scope, Times times, String reason, boolean snooze) {
  /** The longest that one made at run time may reach ahead of the moment at which it is made. */
  public static final Duration FARTHEST = Duration.ofDays(30);

  /**
   * Which touchpoints: those that are named, and all with one of the tags, on one of the stages or
   * in one of the channels.
   */
  public record Scope(
      List<String> touchpoints, List<String> tags, List<String> stages, List<String> channels) {
    public Scope {
      touchpoints = sorted(touchpoints);
      tags = sorted(tags);
      stages = sorted(stages);
      channels = sorted(channels);
    }

    private static List<String> sorted(List<String> ids) {
      return ids.stream().distinct().sorted().toList();
    }

    public static Scope of(String touchpoint) {
      return new Scope(List.of(touchpoint), List.of(), List.of(), List.of());
    }

    public boolean isEmpty() {
      return touchpoints.isEmpty() && !isWide();
    }

    /** Whether it is about more than touchpoints that are named one by one. */
    public boolean isWide() {
      return !tags.isEmpty() || !stages.isEmpty() || !channels.isEmpty();
    }

    public boolean covers(Touchpoint touchpoint) {
      return touchpoints.contains(touchpoint.id())
          || touchpoint.was().stream().anyMatch(touchpoints::contains)
          || touchpoint.tags().stream().anyMatch(tags::contains)
          || (touchpoint.stage() != null && stages.contains(touchpoint.stage()))
          || (touchpoint.channel() != null && channels.contains(touchpoint.channel()));
    }

    /** One word for each part, as people write it: {@code tag:shop touchpoint:landing-page}. */
    public List<String> words() {
      List<String> words = new ArrayList<>();
      touchpoints.forEach(id -> words.add("touchpoint:" + id));
      tags.forEach(id -> words.add("tag:" + id));
      stages.forEach(id -> words.add("stage:" + id));
      channels.forEach(id -> words.add("channel:" + id));
      return words;
    }

    /**
     * Reads what {@link #words} writes; a word without a colon is the id of a touchpoint.
     *
     * @throws IllegalArgumentException that quotes a word of another form
     */
    public static Scope parse(List<String> words) {
      List<String> touchpoints = new ArrayList<>();
      List<String> tags = new ArrayList<>();
      List<String> stages = new ArrayList<>();
      List<String> channels = new ArrayList<>();
      for (String word : words) {
        int colon = word.indexOf(':');
        String id = word.substring(colon + 1);
        switch (colon < 0 ? "touchpoint" : word.substring(0, colon)) {
          case "touchpoint" -> touchpoints.add(id);
          case "tag" -> tags.add(id);
          case "stage" -> stages.add(id);
          case "channel" -> channels.add(id);
          default ->
              throw new IllegalArgumentException(
                  "'"
                      + word
                      + "' is no part of a plan; expected tag:ID, stage:ID, channel:ID or"
                      + " the id of a touchpoint");
        }
      }
      return new Scope(touchpoints, tags, stages, channels);
    }
  }

  /** When it lasts. */
  public sealed interface Times {
    /** Every stretch of it that has a part in this time, whole, earliest first. */
    List<Pause> within(Instant from, Instant until);

    /** Before that it does not begin. */
    Instant first();

    /** After that it does not come again. */
    Instant last();
  }

  /** Once; it was called off if it ends before it begins. */
  public record Once(Instant from, Instant until) implements Times {
    /**
     * Reads {@code 2026-12-01 22:00}, with or without an offset.
     *
     * @param clocks by which it is written where it has none
     * @throws DateTimeException if the text is of another form
     */
    public static Instant moment(String text, ZoneId clocks) {
      String iso = text.strip().replaceFirst("\\s+", "T").replaceFirst("\\s+(?=[Z+-])", "");
      return iso.matches(".*T.*(Z|[+-]\\d\\d:\\d\\d)")
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).atZone(clocks).toInstant();
    }

    @Override
    public List<Pause> within(Instant begin, Instant end) {
      boolean any = from.isBefore(until) && from.isBefore(end) && begin.isBefore(until);
      return any ? List.of(new Pause(from, until)) : List.of();
    }

    @Override
    public Instant first() {
      return from;
    }

    @Override
    public Instant last() {
      return until;
    }
  }

  /**
   * Every week on these days, by the clocks of a zone.
   *
   * @param until on the same day if it is later than {@code from}, else on the next
   * @param first what would begin before is cut
   * @param last what would end after is cut
   */
  public record Weekly(
      Set<DayOfWeek> days,
      LocalTime from,
      LocalTime until,
      ZoneId zone,
      Instant first,
      Instant last)
      implements Times {
    /** What {@link #parse} reads. */
    public static final String PATTERN =
        "\\s*[a-z]{3}([-,]\\s*[a-z]{3})*\\s+\\d{1,2}:\\d\\d\\s*-\\s*\\d{1,2}:\\d\\d\\s*";

    /** What that looks like, for people. */
    public static final String WORDS =
        "days and hours such as sun 02:00-04:00 or mon-fri 23:30-0:30";

    public Weekly {
      // in their order: ids are made of how it reads
      days = Collections.unmodifiableSet(new TreeSet<>(days));
      if (from.equals(until) && !from.equals(LocalTime.MIDNIGHT)) {
        throw new IllegalArgumentException("a window from " + from + " to " + until + " is empty");
      }
    }

    /** One that has always been there and does not end by itself. */
    public static Weekly parse(String text, ZoneId zone) {
      return parse(text, zone, Instant.MIN, Instant.MAX);
    }

    /**
     * Reads {@code sun 02:00-04:00}; an end not after the beginning is on the next day.
     *
     * @throws IllegalArgumentException if the text is of another form
     */
    public static Weekly parse(String text, ZoneId zone, Instant first, Instant last) {
      if (!text.matches(PATTERN)) {
        throw new IllegalArgumentException("'" + text + "' is not " + WORDS);
      }
      String[] parts = text.strip().split("\\s+(?=\\d)", 2);
      String[] ends = parts[1].split("\\s*-\\s*", 2);
      try {
        return new Weekly(
            EnumSet.copyOf(WrittenHours.days(parts[0].replaceAll("\\s", ""))),
            WrittenHours.time(ends[0]),
            WrittenHours.time(ends[1]),
            zone,
            first,
            last);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("'" + text + "' is not " + WORDS, e);
      }
    }

    /** How long it lasts in a week in which no clock is put back or forward. */
    public Duration eachWeek() {
      BitSet minutes = new BitSet();
      int day = (int) Duration.ofDays(1).toMinutes();
      for (DayOfWeek begin : days) {
        int start = begin.ordinal() * day + from.toSecondOfDay() / 60;
        int length = until.toSecondOfDay() / 60 - from.toSecondOfDay() / 60;
        int end = start + (length > 0 ? length : length + day);
        for (int minute = start; minute < end; minute++) {
          minutes.set(minute % (7 * day));
        }
      }
      return Duration.ofMinutes(minutes.cardinality());
    }

    /** As {@link #parse} reads it. */
    public String text() {
      String names =
          days.stream()
              .sorted()
              .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(","));
      return names + " " + from + "-" + (until.equals(LocalTime.MIDNIGHT) ? "24:00" : until);
    }

    @Override
    public List<Pause> within(Instant begin, Instant end) {
      Instant earliest = begin.isAfter(first) ? begin : first;
      Instant latest = end.isBefore(last) ? end : last;
      List<Pause> all = new ArrayList<>();
      if (!earliest.isBefore(latest)) {
        return all;
      }
      LocalDate day = earliest.atZone(zone).toLocalDate().minusDays(2);
      LocalDate beyond = latest.atZone(zone).toLocalDate().plusDays(1);
      for (; day.isBefore(beyond); day = day.plusDays(1)) {
        if (days.contains(day.getDayOfWeek())) {
          Pause cut = cut(on(day));
          if (cut.from().isBefore(cut.until())
              && cut.from().isBefore(latest)
              && earliest.isBefore(cut.until())) {
            all.add(cut);
          }
        }
      }
      return all;
    }

    private Pause cut(Pause whole) {
      return new Pause(
          whole.from().isBefore(first) ? first : whole.from(),
          whole.until().isAfter(last) ? last : whole.until());
    }

    /**
     * Where clocks go back, what happens twice is in it both times; where they go forward, what is
     * left out begins and ends when they do.
     */
    private Pause on(LocalDate day) {
      LocalDate endsOn = from.isBefore(until) ? day : day.plusDays(1);
      return new Pause(moment(day.atTime(from), false), moment(endsOn.atTime(until), true));
    }

    private Instant moment(LocalDateTime local, boolean later) {
      ZoneOffsetTransition change = zone.getRules().getTransition(local);
      if (change == null) {
        return local.atZone(zone).toInstant();
      }
      if (change.isGap()) {
        return change.getInstant();
      }
      // what ends as the doubled hour begins is over when it begins first
      boolean second = later && local.isAfter(change.getDateTimeAfter());
      return local.toInstant(second ? change.getOffsetAfter() : change.getOffsetBefore());
    }
  }

  /** The stretch of it that lasts at that moment; null if none does. */
  public @Nullable Pause at(Instant moment) {
    return times.within(moment, moment.plusMillis(1)).stream()
        .filter(pause -> !pause.from().isAfter(moment))
        .findFirst()
        .orElse(null);
  }

  /** Whether it does not come again. */
  public boolean isOver(Instant now) {
    return !now.isBefore(times.last());
  }

  /** The weekly times as people write them; empty if it is once. */
  public String weekly() {
    return times instanceof Weekly weekly ? weekly.text() : "";
  }
}
