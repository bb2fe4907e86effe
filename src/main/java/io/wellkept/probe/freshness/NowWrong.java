package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Ending.Until;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which of a page's endings have passed. Pure. */
public final class NowWrong {
  /** The last place on Earth where a day ends: without a zone, a day is over when it is there. */
  private static final ZoneId LAST_PLACE = ZoneOffset.ofHours(-12);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  /** Whoever writes of a day means one of the next months, seldom one of the last. */
  private static final int DAYS_BACK = 90;

  private static final int DAYS_AHEAD = 365 - DAYS_BACK;
  private static final int SEASON_GRACE_DAYS = 3;
  private static final int SEASON_NEAR_DAYS = 60;

  /** We saw the words before the day, and the day has passed. */
  private static final double WE_WERE_THERE = 0.7;

  /** When we first saw the words, the nearest such day was over already. */
  private static final double WE_CAME_LATE = 0.5;

  private final Known known;
  private final Instant now;
  private final LocalDate today;

  /**
   * What is known beside the page's words.
   *
   * @param zone in which the page's days begin and end; null if nobody said
   * @param pageDate when the page was changed, by a sign that is believed; null if there is none
   * @param pageDateSource the sign, in words
   * @param firstSeen when each ending was first seen, by its key
   */
  public record Known(
      @Nullable ZoneId zone,
      @Nullable LocalDate pageDate,
      String pageDateSource,
      Map<String, Instant> firstSeen) {
    public Known {
      firstSeen = Map.copyOf(firstSeen);
    }
  }

  /**
   * One thing that is wrong now.
   *
   * @param since when it became wrong; null if it never was right
   * @param day the day that was read, for people; empty if there is none
   * @param yearFrom how the year was chosen; empty if the page says it
   */
  public record Wrong(
      Ending ending, @Nullable Instant since, String day, String yearFrom, double confidence) {}

  private record Year(LocalDate day, String from, double confidence) {}

  private NowWrong(Known known, Instant now) {
    this.known = known;
    this.now = now;
    this.today = now.atZone(zone()).toLocalDate();
  }

  public static List<Wrong> of(List<Ending> endings, Known known, Instant now) {
    NowWrong judge = new NowWrong(known, now);
    List<Wrong> wrong = new ArrayList<>();
    for (Ending ending : endings) {
      Wrong one = judge.judge(ending);
      if (one != null) {
        wrong.add(one);
      }
    }
    return wrong;
  }

  /** Whether the ending's meaning depends on when its words were first seen. */
  public static boolean needsFirstSeen(Ending ending) {
    return switch (ending.until()) {
      case Until.Yearless yearless -> true;
      case Until.EndOf season -> season.year() == null;
      case Until.Day day -> false;
      case Until.Moment moment -> false;
      case Until.Year year -> false;
      case Until.Never never -> false;
    };
  }

  private ZoneId zone() {
    ZoneId zone = known.zone();
    return zone == null ? LAST_PLACE : zone;
  }

  private @Nullable Wrong judge(Ending ending) {
    return switch (ending.until()) {
      case Until.Moment moment ->
          over(ending, moment.at(), shown(moment.at().atZone(shownZone()).toLocalDate()), "");
      case Until.Day day -> over(ending, end(day.day(), day.time()), shown(day.day()), "");
      case Until.Yearless yearless -> yearless(ending, yearless);
      case Until.EndOf season -> season(ending, season);
      case Until.Year year -> year(ending, year.year());
      case Until.Never never ->
          new Wrong(ending, null, "", "", ending.confidence());
    };
  }

  private ZoneId shownZone() {
    ZoneId zone = known.zone();
    return zone == null ? ZoneOffset.UTC : zone;
  }

  private static String shown(LocalDate day) {
    return DAY.format(day);
  }

  private @Nullable Wrong over(Ending ending, Instant end, String day, String yearFrom) {
    return now.isBefore(end) ? null : new Wrong(ending, end, day, yearFrom, ending.confidence());
  }

  private Instant end(LocalDate day, @Nullable LocalTime time) {
    // midnight ends the day as people say it, and begins it as machines do
    return time == null || time.equals(LocalTime.MIDNIGHT)
        ? day.plusDays(1).atStartOfDay(zone()).toInstant()
        : day.atTime(time).atZone(zone()).toInstant();
  }

  private @Nullable Wrong yearless(Ending ending, Until.Yearless until) {
    Year year = year(until.day(), known.firstSeen().get(ending.key()));
    Instant end = end(year.day(), null);
    if (now.isBefore(end)) {
      return null;
    }
    double confidence = Math.min(year.confidence(), Math.max(ending.confidence(), WE_WERE_THERE));
    boolean unsure = ending.confidence() < WE_CAME_LATE + 0.1;
    return new Wrong(
        ending, end, shown(year.day()), year.from(), unsure ? ending.confidence() : confidence);
  }

  /** The year that fits the day on which the words were on the page for certain. */
  private Year year(MonthDay day, @Nullable Instant firstSeen) {
    LocalDate seen = firstSeen == null ? today : firstSeen.atZone(shownZone()).toLocalDate();
    LocalDate page = known.pageDate();
    if (page != null && page.isBefore(seen)) {
      LocalDate chosen = nearest(day, page);
      return new Year(chosen, "the page's date: " + known.pageDateSource(), 0.6);
    }
    LocalDate chosen = nearest(day, seen);
    boolean before = !chosen.isBefore(seen);
    return new Year(
        chosen,
        "first seen here on " + shown(seen),
        before ? WE_WERE_THERE : WE_CAME_LATE);
  }

  private static LocalDate nearest(MonthDay day, LocalDate anchor) {
    return IntStream.rangeClosed(anchor.getYear() - 1, anchor.getYear() + 1)
        .mapToObj(day::atYear)
        .filter(one -> !one.isBefore(anchor.minusDays(DAYS_BACK)))
        .filter(one -> !one.isAfter(anchor.plusDays(DAYS_AHEAD)))
        .findFirst()
        .orElse(day.atYear(anchor.getYear()));
  }

  private @Nullable Wrong season(Ending ending, Until.EndOf until) {
    Integer said = until.year();
    Season.Window window =
        said == null ? near(ending, until.season()) : until.season().window(said);
    if (window == null) {
      return null;
    }
    Instant end = end(window.last().plusDays(SEASON_GRACE_DAYS), null);
    if (now.isBefore(end)) {
      return null;
    }
    Instant seen = known.firstSeen().getOrDefault(ending.key(), now);
    String from =
        said == null
            ? "the season nearest to the day on which it was first seen here, "
                + shown(seen.atZone(shownZone()).toLocalDate())
            : "";
    return new Wrong(
        ending,
        end(window.last(), null),
        shown(window.last()),
        from,
        ending.confidence());
  }

  /** The season in which the words were written; null if they stand there all year. */
  private Season.@Nullable Window near(Ending ending, Season season) {
    LocalDate seen =
        known.firstSeen().getOrDefault(ending.key(), now).atZone(shownZone()).toLocalDate();
    Season.Window nearest = null;
    for (int year = seen.getYear() - 1; year <= seen.getYear() + 1; year++) {
      Season.Window window = season.window(year);
      if (nearest == null || window.daysFrom(seen) < nearest.daysFrom(seen)) {
        nearest = window;
      }
    }
    return nearest != null && nearest.daysFrom(seen) <= SEASON_NEAR_DAYS ? nearest : null;
  }

  private @Nullable Wrong year(Ending ending, int year) {
    Instant end = end(LocalDate.of(year + 1, Month.JANUARY, 31), null);
    return over(ending, end, Integer.toString(year), "");
  }
}
