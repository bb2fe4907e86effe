package io.wellkept.touchpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WorkingTimeTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId SANTIAGO = ZoneId.of("America/Santiago");

  private final Person anna = someone("anna", BERLIN, WorkingHours.USUAL);

  private static Person someone(String id, ZoneId zone, WorkingHours hours) {
    return new Person(id, id, Map.of(), List.of(), zone, hours, List.of());
  }

  private static Instant berlin(String time) {
    return at(time, BERLIN);
  }

  private static Person night(ZoneId zone) {
    List<WorkingHours.Interval> sunday =
        List.of(
            new WorkingHours.Interval(LocalTime.of(0, 0), LocalTime.of(6, 0)),
            new WorkingHours.Interval(LocalTime.of(22, 0), LocalTime.MIDNIGHT));
    return someone("nils", zone, new WorkingHours(Map.of(DayOfWeek.SUNDAY, sunday)));
  }

  private static Instant at(String time, ZoneId zone) {
    return LocalDateTime.parse(time).atZone(zone).toInstant();
  }

  private static Person away(Person person, String from, String until) {
    return person.alsoAway(List.of(new Absence(LocalDate.parse(from), LocalDate.parse(until))));
  }

  @Test
  void worksFromTheFirstMinuteUntilBeforeTheLast() {
    assertThat(WorkingTime.within(anna, berlin("2026-06-01T08:59:59"))).isFalse();
    assertThat(WorkingTime.within(anna, berlin("2026-06-01T09:00"))).isTrue();
    assertThat(WorkingTime.within(anna, berlin("2026-06-01T16:59:59"))).isTrue();
    assertThat(WorkingTime.within(anna, berlin("2026-06-01T17:00"))).isFalse();
  }

  @Test
  void fridaysRestIsWorkedOnMonday() {
    assertThat(WorkingTime.plus(anna, berlin("2026-06-05T16:00"), Duration.ofHours(4)))
        .isEqualTo(berlin("2026-06-08T12:00"));
  }

  @Test
  void theWeekendInWhichSummerTimeBeginsIsAnHourShorter() {
    Instant start = berlin("2026-03-27T16:00");
    Instant end = WorkingTime.plus(anna, start, Duration.ofHours(4));
    assertThat(end).isEqualTo(berlin("2026-03-30T12:00"));
    assertThat(Duration.between(start, end)).isEqualTo(Duration.ofHours(67));
  }

  @Test
  void theWeekendInWhichSummerTimeEndsIsAnHourLonger() {
    Instant start = berlin("2026-10-23T16:00");
    Instant end = WorkingTime.plus(anna, start, Duration.ofHours(4));
    assertThat(end).isEqualTo(berlin("2026-10-26T12:00"));
    assertThat(Duration.between(start, end)).isEqualTo(Duration.ofHours(69));
  }

  @Test
  void anHourThatDoesNotExistIsNotWorked() {
    Person nils = night(BERLIN);
    assertThat(WorkingTime.plus(nils, berlin("2026-03-29T00:00"), Duration.ofHours(4)))
        .isEqualTo(berlin("2026-03-29T05:00"));
  }

  @Test
  void anHourThatComesTwiceIsWorkedTwice() {
    Person nils = night(BERLIN);
    assertThat(WorkingTime.plus(nils, berlin("2026-10-25T00:00"), Duration.ofHours(5)))
        .isEqualTo(berlin("2026-10-25T04:00"));
  }

  @Test
  void inTheSouthADayThatBeginsAtOneIsShorter() {
    // Chile's clocks go from 00:00 to 01:00 on the first Sunday of September
    Person nils = night(SANTIAGO);
    Instant start = at("2026-09-05T12:00", SANTIAGO);
    assertThat(WorkingTime.nextStart(nils, start)).isEqualTo(at("2026-09-06T01:00", SANTIAGO));
    assertThat(WorkingTime.plus(nils, start, Duration.ofHours(6)))
        .isEqualTo(at("2026-09-06T23:00", SANTIAGO));
  }

  @Test
  void theEndOfTheDayIsTheBeginningOfTheNext() {
    Person nils = night(BERLIN);
    assertThat(WorkingTime.within(nils, berlin("2026-06-07T23:59:59"))).isTrue();
    assertThat(WorkingTime.within(nils, berlin("2026-06-08T00:00"))).isFalse();
  }

  @Test
  void whoAlwaysWorksWaitsByTheClock() {
    Person always = someone("olga", BERLIN, WorkingHours.ALWAYS);
    Instant start = berlin("2026-03-28T12:34:56");
    assertThat(WorkingTime.plus(always, start, Duration.ofHours(48)))
        .isEqualTo(start.plus(Duration.ofHours(48)));
  }

  @Test
  void daysAwayDoNotCount() {
    Person absent = away(anna, "2026-06-02", "2026-06-03");
    assertThat(WorkingTime.plus(absent, berlin("2026-06-01T16:00"), Duration.ofHours(2)))
        .isEqualTo(berlin("2026-06-04T10:00"));
    assertThat(WorkingTime.within(absent, berlin("2026-06-03T10:00"))).isFalse();
  }

  @Test
  void whoNeverComesBackIsNotWaitedForEver() {
    Person gone = away(anna, "2026-01-01", "2099-01-01");
    Instant start = berlin("2026-06-01T10:00");
    assertThat(WorkingTime.nextStart(gone, start)).isEqualTo(start.plus(Duration.ofDays(800)));
  }

  @Test
  void awayIsWhoWillBeAwayWhenTheNextWorkBegins() {
    Person absent = away(anna, "2026-06-08", "2026-06-09");
    assertThat(WorkingTime.awayNext(absent, berlin("2026-06-05T16:59"))).isFalse();
    assertThat(WorkingTime.awayNext(absent, berlin("2026-06-05T17:00"))).isTrue();
    assertThat(WorkingTime.awayNext(absent, berlin("2026-06-09T23:00"))).isTrue();
    assertThat(WorkingTime.awayNext(absent, berlin("2026-06-10T01:00"))).isFalse();
  }

  @Test
  void aFreeDayIsNoAbsence() {
    Instant friday = berlin("2026-06-05T16:00");
    Instant monday = berlin("2026-06-08T10:00");
    assertThat(WorkingTime.firstDayAway(away(anna, "2026-06-06", "2026-06-07"), friday, monday))
        .isEmpty();
    assertThat(WorkingTime.firstDayAway(away(anna, "2026-06-06", "2026-06-08"), friday, monday))
        .contains(berlin("2026-06-08T00:00"));
    assertThat(WorkingTime.firstDayAway(away(anna, "2026-06-05", "2026-06-05"), friday, monday))
        .contains(friday);
    assertThat(
            WorkingTime.firstDayAway(
                away(anna, "2026-06-08", "2026-06-08"), friday, berlin("2026-06-08T00:00")))
        .isEmpty();
  }
}
