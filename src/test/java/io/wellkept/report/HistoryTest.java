package io.wellkept.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wellkept.incident.Pauses;
import io.wellkept.incident.Pauses.Pause;
import io.wellkept.incident.Tally;
import io.wellkept.report.History.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every figure of these was reckoned by hand. */
final class HistoryTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = Instant.parse("2026-11-24T10:20:00Z");

  private static Tally hour(String moment, int looks, int bad, int blind, Integer... classes) {
    return new Tally(Instant.parse(moment), looks, bad, blind, List.of(classes));
  }

  private static Pause gap(String from, String until) {
    return new Pause(Instant.parse(from), Instant.parse(until));
  }

  @Test
  void theLastDayIsTwentyFourHoursAndThePresentOneIsLast() {
    List<Slot> hours =
        History.hours(
            List.of(
                hour("2026-11-24T10:00:00Z", 4, 1, 1),
                hour("2026-11-23T11:00:00Z", 12, 0, 0),
                hour("2026-11-23T10:00:00Z", 99, 99, 0)),
            Pauses.NONE,
            NOW);

    assertThat(hours).hasSize(24);
    assertThat(hours.get(0).span().from()).isEqualTo("2026-11-23T11:00:00Z");
    assertThat(hours.get(0).looks()).isEqualTo(12);
    assertThat(hours.get(23).span().until()).isEqualTo("2026-11-24T11:00:00Z");
    assertThat(hours.get(23).fine()).as("neither bad nor blind").isEqualTo(2);
    assertThat(hours.stream().mapToInt(Slot::looks).sum()).as("no older hour").isEqualTo(16);
  }

  @Test
  void aDayIsOneOfTheZone() {
    // in Berlin it is 00:00 of the 24th at 23:00 of the 23rd
    List<Slot> days =
        History.days(
            List.of(
                hour("2026-11-23T22:00:00Z", 1, 0, 0),
                hour("2026-11-23T23:00:00Z", 10, 0, 0),
                hour("2026-11-24T10:00:00Z", 100, 0, 0)),
            Pauses.NONE,
            BERLIN,
            NOW);

    assertThat(days).hasSize(30);
    assertThat(days.get(29).looks()).isEqualTo(110);
    assertThat(days.get(28).looks()).isEqualTo(1);
    assertThat(days.get(0).span().from()).isEqualTo("2026-10-25T22:00:00Z".replace("22", "23"));
  }

  @Test
  void theDaysOnWhichClocksAreChangedHave25And23Hours() {
    Instant autumn = Instant.parse("2026-10-26T12:00:00Z");
    Slot long25 = History.days(List.of(), Pauses.NONE, BERLIN, autumn).get(28);
    assertThat(long25.span().from()).isEqualTo("2026-10-24T22:00:00Z");
    assertThat(long25.span().length()).isEqualTo(Duration.ofHours(25));
    Instant spring = Instant.parse("2026-03-30T12:00:00Z");
    List<Tally> both =
        List.of(hour("2026-03-28T22:00:00Z", 1, 0, 0), hour("2026-03-29T21:00:00Z", 2, 0, 0));
    List<Slot> days = History.days(both, Pauses.NONE, BERLIN, spring);
    assertThat(days.get(28).span().length()).isEqualTo(Duration.ofHours(23));
    assertThat(days.get(28).looks()).isEqualTo(2);
    assertThat(days.get(27).looks()).isEqualTo(1);
  }

  @Test
  void whereAZoneIsOffByHalfAnHourAnHourBelongsToTheDayInWhichItBegins() {
    // Kolkata: midnight is at 18:30 of UTC
    ZoneId kolkata = ZoneId.of("Asia/Kolkata");
    List<Tally> hours =
        List.of(hour("2026-11-23T18:00:00Z", 1, 0, 0), hour("2026-11-23T19:00:00Z", 2, 0, 0));
    List<Slot> days = History.days(hours, Pauses.NONE, kolkata, NOW);
    assertThat(days.get(28).looks()).isEqualTo(1);
    assertThat(days.get(29).looks()).isEqualTo(2);
    assertThat(History.from(kolkata, NOW)).isEqualTo("2026-10-25T18:00:00Z");
    assertThat(History.from(BERLIN, NOW)).isEqualTo("2026-10-25T23:00:00Z");
  }

  @Test
  void percentilesOfADayAreThoseOfAllItsLooks() {
    // 1 ms three times, then 1 ms * 1.25^2 five times and 1.25^3 twice
    Slot day =
        History.days(
                List.of(
                    hour("2026-11-24T01:00:00Z", 3, 0, 0, 3),
                    hour("2026-11-24T02:00:00Z", 7, 0, 0, 0, 0, 5, 2)),
                Pauses.NONE,
                BERLIN,
                NOW)
            .get(29);
    assertThat(day.classes()).containsExactly(3, 0, 5, 2);
    assertThat(day.percentile(.3)).isEqualTo(.001);
    assertThat(day.percentile(.5)).isCloseTo(.0015625, within(1e-9));
    assertThat(day.percentile(.95)).isCloseTo(.001953125, within(1e-9));
    assertThat(History.hours(List.of(), Pauses.NONE, NOW).get(0).percentile(.5)).isNaN();
  }

  @Test
  void whatNobodyListenedToIsKnownAndCountedOnce() {
    Pauses gaps =
        new Pauses(
            List.of(
                gap("2026-11-24T09:50:00Z", "2026-11-24T10:05:00Z"),
                gap("2026-11-24T10:00:00Z", "2026-11-24T10:08:00Z"),
                gap("2026-11-24T10:15:00Z", "2026-11-24T12:00:00Z")));
    List<Slot> hours = History.hours(List.of(), gaps, NOW);
    assertThat(hours.get(22).unheard()).isEqualTo(Duration.ofMinutes(10));
    assertThat(hours.get(23).unheard())
        .as("what is to come is not lost")
        .isEqualTo(Duration.ofMinutes(13));
  }
}
