package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HolidaysTest {
  static String calendar(String... events) {
    StringBuilder text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n");
    for (String event : events) {
      text.append("BEGIN:VEVENT\r\n").append(event.replace("\n", "\r\n")).append("\r\n");
      text.append("END:VEVENT\r\n");
    }
    return text.append("END:VCALENDAR\r\n").toString();
  }

  private static Set<LocalDate> days(String... events) {
    return Holidays.read(calendar(events), List.of());
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  @Test
  void everyDayOfAnEventThatLastsWholeDaysIsOne() {
    assertThat(days("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227\nSUMMARY:Christmas"))
        .containsExactly(day("2026-12-24"), day("2026-12-25"), day("2026-12-26"));
  }

  @Test
  void anEventWithoutAnEndIsOneDay() {
    assertThat(days("DTSTART;VALUE=DATE:20260501\nSUMMARY:Labour Day"))
        .containsExactly(day("2026-05-01"));
  }

  @Test
  void whatComesEveryYearComesEveryYear() {
    Set<LocalDate> days =
        days("DTSTART;VALUE=DATE:19910101\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20270101");
    assertThat(days)
        .contains(day("2026-01-01"), day("2028-01-01"), day("2064-01-01"))
        .doesNotContain(day("2027-01-01"))
        .allMatch(day -> day.getMonth() == Month.JANUARY && day.getDayOfMonth() == 1);
  }

  @Test
  void aRuleMayNameAWeekday() {
    // the fourth Thursday of November
    assertThat(days("DTSTART;VALUE=DATE:20201126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"))
        .contains(day("2026-11-26"), day("2027-11-25"));
  }

  @Test
  void whatBeginsAtATimeOfDayIsNoHoliday() {
    assertThat(days("DTSTART:20261224T100000Z\nDTEND:20261224T110000Z")).isEmpty();
  }

  @Test
  void whatWasCancelledIsNoHoliday() {
    assertThat(days("DTSTART;VALUE=DATE:20260501\nSTATUS:CANCELLED")).isEmpty();
  }

  @Test
  void holidaysThatKeepNobodyBusyCountAllTheSame() {
    assertThat(days("DTSTART;VALUE=DATE:20260501\nTRANSP:TRANSPARENT")).hasSize(1);
  }

  @Test
  void eventsOfThatNameArePassedOver() {
    String text =
        calendar(
            "DTSTART;VALUE=DATE:20260501\nSUMMARY:Labour Day",
            "DTSTART;VALUE=DATE:20260510\nSUMMARY:Mother's Day (Observance)");
    assertThat(Holidays.read(text, List.of("observance"))).containsExactly(day("2026-05-01"));
  }

  @Test
  void aLongLineMayBeFoldedAndAMarkMayStandBeforeAll() {
    String text = calendar("SUMMARY:A very long\n  name\nDTSTART;VALUE=DATE:20260501");
    assertThat(Holidays.read("\uFEFF" + text, List.of("long name"))).isEmpty();
    assertThat(Holidays.read("\uFEFF" + text, List.of())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Not found",
        "<html></html>",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:2026",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:when?\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
      })
  void whatIsNoCalendarIsRefusedInWords(String text) {
    assertThatThrownBy(() -> Holidays.read(text, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(is|holds) .*");
  }

  @Test
  void aCalendarOfEveryDayIsRefused() {
    assertThatThrownBy(() -> days("DTSTART;VALUE=DATE:20160501\nRRULE:FREQ=DAILY"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than 5000 days");
  }
}
