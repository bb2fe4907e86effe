package io.wellkept.report;

import io.wellkept.ledger.Said;
import io.wellkept.touchpoint.Person;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How customers were answered, by touchpoint, source and the week in which they spoke. */
public final class AnswersByWeek {
  private static final Comparator<Line> ORDER =
      Comparator.comparing(Line::monday)
          .reversed()
          .thenComparing(Line::touchpoint)
          .thenComparing(Line::source);

  private AnswersByWeek() {}

  /**
   * @param monday when the week began in which they spoke
   */
  public record Line(String touchpoint, String source, LocalDate monday, Answers answers) {
    /** As ISO 8601 names it: {@code 2026-W23}. */
    public String week() {
      return weekOf(monday);
    }
  }

  private record Group(String touchpoint, String source, LocalDate monday) {}

  /**
   * Counts what was said since {@code from}; latest week first.
   *
   * @param owners whose working time counts, by touchpoint
   * @param zone the company's, in which weeks begin
   */
  public static List<Line> of(
      Collection<Said> said,
      Function<String, Person> owners,
      ZoneId zone,
      Instant from,
      Instant now) {
    Map<Group, List<Said>> groups =
        said.stream()
            .filter(one -> !one.wordAt().isBefore(from))
            .collect(
                Collectors.groupingBy(
                    one ->
                        new Group(
                            one.check().touchpoint(),
                            one.voice().source(),
                            mondayOf(one.wordAt(), zone)),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return groups.entrySet().stream()
        .map(e -> line(e.getKey(), e.getValue(), owners.apply(e.getKey().touchpoint()), now))
        .sorted(ORDER)
        .toList();
  }

  private static Line line(Group group, List<Said> said, Person owner, Instant now) {
    return new Line(
        group.touchpoint(), group.source(), group.monday(), Answers.of(said, owner, now));
  }

  /** The first day of the week of that moment. */
  public static LocalDate mondayOf(Instant moment, ZoneId zone) {
    return moment
        .atZone(zone)
        .toLocalDate()
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /** When the week began that is so many weeks before that of now; 1 is the present one. */
  public static Instant from(int weeks, ZoneId zone, Instant now) {
    return mondayOf(now, zone).minusWeeks(weeks - 1L).atStartOfDay(zone).toInstant();
  }

  static String weekOf(LocalDate monday) {
    return String.format(
        Locale.ROOT,
        "%04d-W%02d",
        monday.get(IsoFields.WEEK_BASED_YEAR),
        monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }
}
