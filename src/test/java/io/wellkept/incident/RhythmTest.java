package io.wellkept.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.touchpoint.Schedule;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How unsteadiness is measured, and said. */
final class RhythmTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private static Rhythm rhythm(Duration every, Duration lasting, boolean unconfirmed) {
    return new Rhythm(NOON, 5, every, every, lasting, unconfirmed);
  }

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  @Test
  void isSaidToTheMinuteAndBeyondTenHoursToTheHour() {
    assertThat(rhythm(Duration.ofSeconds(1229), Duration.ofSeconds(210), false).words())
        .isEqualTo("bad 5 times, about every 20 minutes for about 4 minutes");
    assertThat(rhythm(minutes(11 * 60 + 31), Duration.ofSeconds(42), false).words())
        .isEqualTo("bad 5 times, about every 12 hours for about 42 seconds");
    assertThat(rhythm(minutes(9 * 60 + 31), minutes(1), false).words())
        .isEqualTo("bad 5 times, about every 9 hours 31 minutes for about 1 minute");
    assertThat(rhythm(minutes(60), minutes(4), true).words())
        .isEqualTo("bad 5 times, about every 1 hour, never at a second look");
    assertThat(new Rhythm(NOON, 1, null, null, null, false).words()).isEqualTo("bad 1 time");
  }

  private static Swings swings(int... atMinutes) {
    Swings swings = Swings.NONE;
    for (int minute : atMinutes) {
      swings = swings.begins(NOON.plus(minutes(minute))).ends(NOON.plus(minutes(minute + 2L)));
    }
    return swings;
  }

  @Test
  void isTheAverageOfWhatIsRememberedAndKnowsTheLongestBreak() {
    Rhythm rhythm = Rhythm.of(swings(0, 10, 40));
    assertThat(rhythm.since()).isEqualTo(NOON);
    assertThat(rhythm.times()).isEqualTo(3);
    assertThat(rhythm.every()).isEqualTo(minutes(20));
    assertThat(rhythm.longest()).isEqualTo(minutes(30));
    assertThat(rhythm.lasting()).isEqualTo(minutes(2));
    assertThat(rhythm.unconfirmed()).isFalse();
    Rhythm later = rhythm.again(swings(100, 105));
    assertThat(later).isEqualTo(new Rhythm(NOON, 4, minutes(5), minutes(30), minutes(2), false));
    assertThat(later.again(swings(100, 200)).longest()).isEqualTo(minutes(100));
    assertThat(later.paused(swings(100)).longest()).isEqualTo(minutes(30));
    assertThat(later.paused(swings(100, 110)).times()).isEqualTo(4);
    assertThat(Rhythm.of(swings(1)).longest()).isNull();
    assertThat(Rhythm.of(Swings.NONE.falseAlarm(NOON, NOON)).unconfirmed()).isTrue();
  }

  private static Steadiness every(Duration every) {
    return new Steadiness(new Schedule(every, Duration.ofSeconds(30)), minutes(30));
  }

  @Test
  void countsWhatBeganWithinTwoHundredAndEightyEightLooksFromHalfADayToAWeek() {
    assertSpan(every(minutes(5)), Duration.ofDays(1));
    assertSpan(every(Duration.ofSeconds(10)), Duration.ofHours(12));
    assertSpan(every(Duration.ofDays(1)), Duration.ofDays(7));
  }

  private static void assertSpan(Steadiness steadiness, Duration span) {
    Swings swings = Swings.NONE.begins(NOON);
    assertThat(steadiness.lately(swings, NOON.plus(span)).all()).isEqualTo(1);
    assertThat(steadiness.lately(swings, NOON.plus(span).plusMillis(1)).all()).isZero();
  }

  @Test
  void threeThatWereConfirmedOrTenAtAllAreUnsteady() {
    Steadiness steadiness = every(minutes(5));
    assertThat(steadiness.unsteady(swings(0, 10))).isFalse();
    assertThat(steadiness.unsteady(swings(0, 10, 20))).isTrue();
    Swings alarms = swings(0, 10);
    for (int i = 3; i <= 9; i++) {
      alarms = alarms.falseAlarm(NOON.plus(minutes(i * 10L)), NOON.plus(minutes(i * 10L + 1)));
    }
    assertThat(steadiness.unsteady(alarms)).isFalse();
    assertThat(steadiness.unsteady(alarms.falseAlarm(NOON, NOON))).isTrue();
  }

  @Test
  void isSteadyAfterThreeTimesTheLongestBreakWithinBounds() {
    Steadiness steadiness = every(minutes(5));
    assertThat(steadiness.steadyAfter(rhythm(minutes(40), minutes(4), false)))
        .isEqualTo(Duration.ofHours(2));
    assertThat(steadiness.steadyAfter(rhythm(minutes(10), minutes(4), false)))
        .isEqualTo(Duration.ofHours(1));
    assertThat(steadiness.steadyAfter(rhythm(Duration.ofHours(20), minutes(4), false)))
        .isEqualTo(Duration.ofHours(25));
    assertThat(steadiness.steadyAfter(new Rhythm(NOON, 1, null, null, null, false)))
        .isEqualTo(Duration.ofHours(1));
    assertThat(every(Duration.ofSeconds(10)).steadyAfter(rhythm(minutes(1), minutes(1), false)))
        .isEqualTo(minutes(30));
    assertThat(every(Duration.ofDays(1)).steadyAfter(rhythm(minutes(1), minutes(1), false)))
        .isEqualTo(Duration.ofDays(3));
  }
}
