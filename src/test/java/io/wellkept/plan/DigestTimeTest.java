package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DigestTimeTest {
  @ParameterizedTest
  @ValueSource(strings = {"0 * * * * ?", "* * * * * ?", "0 0,30 8 ? * MON", "every 59m"})
  void refusesWhatComesMoreThanOnceAnHour(String text) {
    assertThatThrownBy(() -> DigestTime.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is too often");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 * * * ?", "0 30 7 ? * MON", "0 0 8 L * ?", "0 0 0 1 1 ? 2027"})
  void takesWhatComesOnceAnHourOrLess(String text) {
    assertThat(DigestTime.parse(text).isCron()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "weekly",
        "weekly mon",
        "weekly monday 07:30",
        "weekly mon 7:30",
        "weekly mon 24:00",
        "daily 07:60",
        "every week",
        "0 30 7 * * MON",
        "0 30 7 ? * MOO",
        "30 7 * * 1",
        "0 61 7 * * ?"
      })
  void refusesWhatIsNoTimeAndSaysWhatIs(String text) {
    assertThatThrownBy(() -> DigestTime.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is no time; expected " + DigestTime.WORDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 8 31 2 ?", "0 0 8 1 1 ? 1969"})
  void refusesWhatNeverComes(String text) {
    assertThatThrownBy(() -> DigestTime.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("never comes");
  }

  @ParameterizedTest
  @CsvSource({
    "weekly mon 07:30, 7",
    "daily 07:30, 1",
    "every 12h, 0",
    "0 30 7 ? * MON, 7",
  })
  void isAboutTheDaysBefore(String text, int days) {
    assertThat(DigestTime.parse(text).days()).isEqualTo(days);
  }

  @ParameterizedTest
  @CsvSource({
    "weekly mon 07:30, Europe/Berlin, 2026-06-08T05:29:59Z, 2026-06-08T05:30:00Z",
    "weekly mon 07:30, Europe/Berlin, 2026-06-08T05:30:00Z, 2026-06-15T05:30:00Z",
    "weekly sun 00:00, Pacific/Auckland, 2026-06-13T11:59:00Z, 2026-06-13T12:00:00Z",
    "daily 08:00, Asia/Kathmandu, 2026-06-01T00:00:00Z, 2026-06-01T02:15:00Z",
    "daily 08:00, America/Los_Angeles, 2026-06-01T00:00:00Z, 2026-06-01T15:00:00Z",
    "0 0 8 ? * FRI, Asia/Tokyo, 2026-06-04T12:00:00Z, 2026-06-04T23:00:00Z",
    "every 12h, Europe/Berlin, 2026-06-01T00:00:01Z, 2026-06-01T12:00:01Z",
  })
  void comesAtTheTimeOfItsZone(String text, String zone, Instant after, Instant next) {
    assertThat(next(text, zone, after)).isEqualTo(next);
  }

  /** A week of 167 or 169 hours is a week, as a day of 23 or 25 is a day. */
  @ParameterizedTest
  @CsvSource({
    "weekly mon 07:30, Europe/Berlin, 2026-03-23T06:30:00Z, 2026-03-30T05:30:00Z",
    "weekly mon 07:30, Europe/Berlin, 2026-10-19T05:30:00Z, 2026-10-26T06:30:00Z",
    "daily 07:30, Europe/Berlin, 2026-03-28T06:30:00Z, 2026-03-29T05:30:00Z",
    "daily 07:30, Europe/Berlin, 2026-10-24T05:30:00Z, 2026-10-25T06:30:00Z",
    "0 30 7 * * ?, Europe/Berlin, 2026-03-28T06:30:00Z, 2026-03-29T05:30:00Z",
    "0 30 7 * * ?, Europe/Berlin, 2026-10-24T05:30:00Z, 2026-10-25T06:30:00Z",
    "0 30 7 ? * MON, America/New_York, 2026-03-02T12:30:00Z, 2026-03-09T11:30:00Z",
    "every 12h, Europe/Berlin, 2026-03-28T20:00:00Z, 2026-03-29T08:00:00Z",
  })
  void keepsItsTimeWhenTheClocksChange(String text, String zone, Instant after, Instant next) {
    assertThat(next(text, zone, after)).isEqualTo(next);
  }

  /** It is that much later: 02:30 is 03:30, and 00:30 where midnight is left out is 01:30. */
  @ParameterizedTest
  @CsvSource({
    "weekly sun 02:30, Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z",
    "daily 02:30, Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z",
    "0 30 2 * * ?, Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z",
    "0 30 2 ? * SUN, America/New_York, 2026-03-07T12:00:00Z, 2026-03-08T07:30:00Z",
    "daily 02:15, Australia/Lord_Howe, 2026-10-03T12:00:00Z, 2026-10-03T15:45:00Z",
    "0 15 2 * * ?, Australia/Lord_Howe, 2026-10-03T12:00:00Z, 2026-10-03T15:45:00Z",
    "daily 00:30, Africa/Cairo, 2026-04-23T12:00:00Z, 2026-04-23T22:30:00Z",
    "daily 02:30, Europe/Berlin, 2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z",
    "0 30 2 * * ?, Europe/Berlin, 2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z",
    "0 0 * * * ?, Europe/Berlin, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z",
    "0 0 * * * ?, Europe/Berlin, 2026-03-29T01:00:00Z, 2026-03-29T02:00:00Z",
  })
  void comesLaterWhereTheDayDoesNotHaveTheTime(
      String text, String zone, Instant after, Instant next) {
    assertThat(next(text, zone, after)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({
    "weekly sun 02:30, Europe/Berlin, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
    "weekly sun 02:30, Europe/Berlin, 2026-10-25T00:30:00Z, 2026-11-01T01:30:00Z",
    "daily 02:30, Europe/Berlin, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
    "daily 02:30, Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    "daily 02:30, Europe/Berlin, 2026-10-25T01:00:00Z, 2026-10-26T01:30:00Z",
    "0 30 2 * * ?, Europe/Berlin, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
    "0 30 2 * * ?, Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    "0 30 2 * * ?, Europe/Berlin, 2026-10-25T01:00:00Z, 2026-10-26T01:30:00Z",
    "0 30 1 * * ?, America/New_York, 2026-11-01T05:30:00Z, 2026-11-02T06:30:00Z",
    "0 0 * * * ?, Europe/Berlin, 2026-10-24T23:30:00Z, 2026-10-25T00:00:00Z",
    "0 0 * * * ?, Europe/Berlin, 2026-10-25T00:00:00Z, 2026-10-25T02:00:00Z",
  })
  void comesOnceWhereTheDayHasTheTimeTwice(String text, String zone, Instant after, Instant next) {
    assertThat(next(text, zone, after)).isEqualTo(next);
  }

  private static Instant next(String text, String zone, Instant after) {
    return DigestTime.parse(text).next(after, ZoneId.of(zone));
  }
}
