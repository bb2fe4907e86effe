package io.wellkept.touchpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Anna works from Monday to Friday, nine to five, in Berlin. */
final class WithinTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Person ANNA =
      new Person("anna", "Anna", Map.of(), List.of(), BERLIN, WorkingHours.USUAL, List.of());

  private static Instant at(String berlinTime) {
    return LocalDateTime.parse(berlinTime).atZone(BERLIN).toInstant();
  }

  private static Instant due(Person person, String within, String start) {
    return Within.parse(within).after(person, at(start));
  }

  @ParameterizedTest
  @CsvSource({
    // in the week
    "1 working day, 2026-06-02T10:15, 2026-06-03T10:15",
    // over the weekend
    "1 working day, 2026-06-05T16:00, 2026-06-08T16:00",
    // what comes while nobody works counts from when somebody does
    "1 working day, 2026-06-06T12:00, 2026-06-09T09:00",
    "1 working day, 2026-06-02T23:00, 2026-06-04T09:00",
    "5 working days, 2026-06-03T11:00, 2026-06-10T11:00",
    "4 working hours, 2026-06-05T16:00, 2026-06-08T12:00",
    // over the weekend in which summer time begins, and ends
    "1 working day, 2026-03-27T16:00, 2026-03-30T16:00",
    "1 working day, 2026-10-23T16:00, 2026-10-26T16:00",
    "4 working hours, 2026-10-23T16:00, 2026-10-26T12:00",
    // the clock does not know of weekends
    "48h, 2026-06-05T16:00, 2026-06-07T16:00",
  })
  void countsInTheOwnersCalendar(String within, String start, String end) {
    assertThat(due(ANNA, within, start)).isEqualTo(at(end));
  }

  @Test
  void aHolidayIsNoWorkingDay() {
    Person resting = ANNA.resting(Set.of(LocalDate.parse("2026-06-04")));
    assertThat(due(resting, "1 working day", "2026-06-03T11:00")).isEqualTo(at("2026-06-05T11:00"));
    assertThat(due(resting, "2 working days", "2026-06-03T11:00"))
        .isEqualTo(at("2026-06-08T11:00"));
    assertThat(due(resting, "10 working hours", "2026-06-03T11:00"))
        .isEqualTo(at("2026-06-05T13:00"));
  }

  @Test
  void aCustomerDoesNotWaitForAVacationToEnd() {
    Absence june = new Absence(LocalDate.parse("2026-06-01"), LocalDate.parse("2026-06-30"));
    assertThat(due(ANNA.alsoAway(List.of(june)), "1 working day", "2026-06-02T10:00"))
        .isEqualTo(at("2026-06-03T10:00"));
  }

  @Test
  void onAShortDayItIsDueWhenWorkEnds() {
    WorkingHours.Interval morning =
        new WorkingHours.Interval(java.time.LocalTime.of(9, 0), java.time.LocalTime.of(12, 0));
    WorkingHours.Interval all =
        new WorkingHours.Interval(java.time.LocalTime.of(9, 0), java.time.LocalTime.of(17, 0));
    WorkingHours hours =
        new WorkingHours(
            Map.of(
                java.time.DayOfWeek.THURSDAY, List.of(all),
                java.time.DayOfWeek.FRIDAY, List.of(morning)));
    Person person = new Person("p", "P", Map.of(), List.of(), BERLIN, hours, List.of());
    assertThat(due(person, "1 working day", "2026-06-04T15:00")).isEqualTo(at("2026-06-05T12:00"));
  }

  @ParameterizedTest
  @CsvSource({
    "1 working day, 2026-06-02T10:00, 2026-06-02T14:00",
    // four hours of eight: one on Friday, three on Monday
    "1 working day, 2026-06-05T16:00, 2026-06-08T12:00",
    "2 working hours, 2026-06-02T10:00, 2026-06-02T11:00",
    "4h, 2026-06-06T22:00, 2026-06-07T00:00",
  })
  void halfOfItIsHalfOfWhatItCounts(String within, String start, String half) {
    assertThat(Within.parse(within).halfAfter(ANNA, at(start))).isEqualTo(at(half));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 working day", "3 working days", "4 working hours", "1h30m", "2d"})
  void readsBackWhatItWrites(String text) {
    assertThat(Within.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "soon", "0 working days", "1 working week", "99999999999 working days"})
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> Within.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPartOfAWorkingDayGoesByTheClock() {
    Within part = new Within(Within.Counting.WORKING_DAYS, Duration.ofMinutes(24));
    assertThat(part.counting()).isEqualTo(Within.Counting.CLOCK);
    assertThat(part.after(ANNA, at("2026-06-06T12:00"))).isEqualTo(at("2026-06-06T12:24"));
  }
}
