package io.wellkept.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Beats.Beat;
import io.wellkept.probe.Beats.Gap;
import io.wellkept.probe.Beats.Heard;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation.Seen;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A nightly job calls at two every night; an hour of grace. */
final class HeartbeatProbeTest {
  private static final Instant BORN = Instant.parse("2026-06-01T09:00:00Z");
  private static final Instant BEAT = Instant.parse("2026-06-10T02:00:00Z");
  private static final HeartbeatSettings NIGHTLY =
      new HeartbeatSettings(Duration.ofDays(1), Duration.ofHours(1));

  private static Instant at(String text) {
    return Instant.parse("2026-06-" + text + ":00Z");
  }

  private static Gap gap(String from, String until) {
    return new Gap(at(from), at(until));
  }

  private static Heard beaten(Gap... gaps) {
    return new Heard(BORN, new Beat(BEAT, ""), null, List.of(gaps));
  }

  private static List<Finding> findings(Heard heard, Instant now) {
    HeartbeatProbe probe = new HeartbeatProbe(check -> heard);
    Touchpoint touchpoint = Scene.touchpoint(null, probe.kind(), NIGHTLY);
    Look<HeartbeatSettings> look = Scene.look(touchpoint, NIGHTLY, false);
    Judgement judgement = probe.judge(look, probe.look(look), Memory.EMPTY, now);
    return ((Seen) judgement.observation()).findings();
  }

  @Test
  void isSilentUntilTheGraceIsOver() {
    assertThat(findings(beaten(), at("11T03:00"))).isEmpty();
  }

  @Test
  void findsABeatThatIsLate() {
    Finding late = findings(beaten(), at("11T04:00")).get(0);

    assertThat(late.code()).isEqualTo("heartbeat.late");
    assertThat(late.headline())
        .isEqualTo("Nothing was heard for 1 day 2 hours; expected every 1 day");
    assertThat(late.since()).isEqualTo(at("11T03:00"));
  }

  @Test
  void countsFromTheBirthWhenNothingWasEverHeard() {
    Heard never = new Heard(BORN, null, null, List.of());

    assertThat(findings(never, at("02T10:00"))).isEmpty();
    assertThat(findings(never, at("02T10:01"))).hasSize(1);
  }

  @Test
  void quotesTheBeatThatSaysItFailed() {
    Heard failed =
        new Heard(BORN, new Beat(BEAT, ""), new Beat(at("11T02:00"), "disk full\n"), List.of());

    Finding finding = findings(failed, at("11T02:01")).get(0);

    assertThat(finding.code()).isEqualTo("heartbeat.failed");
    assertThat(finding.evidence()).extracting("text").containsExactly("disk full");
    assertThat(finding.since()).isEqualTo(at("11T02:00"));
  }

  @Test
  void forgetsAFailureThatAGoodBeatFollowed() {
    Heard mended =
        new Heard(BORN, new Beat(BEAT, ""), new Beat(at("10T01:00"), "disk full"), List.of());

    assertThat(findings(mended, at("10T03:00"))).isEmpty();
  }

  @Test
  void believesItsOwnWordEvenWhenNoGoodBeatEverCame() {
    Heard failed = new Heard(BORN, null, new Beat(at("01T10:00"), ""), List.of());

    assertThat(findings(failed, at("01T10:01"))).extracting("code").contains("heartbeat.failed");
  }

  /** The beat of the 11th may have come while nobody listened; the next one tells. */
  @Test
  void waitsForTheNextBeatWhenARestartFellOnTheDueOne() {
    Heard heard = beaten(gap("11T01:58", "11T02:03"));

    assertThat(findings(heard, at("11T12:00"))).isEmpty();
    assertThat(findings(heard, at("12T03:03"))).isEmpty();
    assertThat(findings(heard, at("12T03:04"))).hasSize(1);
  }

  @Test
  void givesNothingForARestartAtAnotherTimeOfDay() {
    Heard heard = beaten(gap("10T14:00", "10T14:05"));

    assertThat(findings(heard, at("11T03:01"))).hasSize(1);
  }

  @Test
  void startsAnewAfterALongOutage() {
    Heard heard = beaten(gap("10T12:00", "15T12:00"));

    assertThat(findings(heard, at("15T12:01"))).isEmpty();
    assertThat(findings(heard, at("16T13:00"))).isEmpty();
    assertThat(findings(heard, at("16T13:01"))).hasSize(1);
  }

  @Test
  void startsAnewAfterALongOutageThatFollowedARestart() {
    Heard heard = beaten(gap("11T01:58", "11T02:03"), gap("11T20:00", "15T12:00"));

    assertThat(findings(heard, at("16T13:00"))).isEmpty();
    assertThat(findings(heard, at("16T13:01"))).hasSize(1);
  }

  /** Wellkept restarts every night at two, and so hides one beat; it may not hide all of them. */
  @Test
  void findsADeadSenderAlthoughEveryRestartFallsOnItsHour() {
    List<Gap> restarts = new ArrayList<>();
    for (int day = 11; day < 20; day++) {
      restarts.add(gap(day + "T01:58", day + "T02:03"));
    }
    Heard heard = beaten(restarts.toArray(Gap[]::new));

    assertThat(findings(heard, at("12T03:00"))).isEmpty();
    assertThat(findings(heard, at("12T03:20"))).hasSize(1);
  }

  @Test
  void doesNotCountAnOutageThatBeganBeforeTheNewDeadline() {
    Heard heard = beaten(gap("11T01:58", "11T02:03"), gap("12T02:30", "12T04:30"));

    assertThat(findings(heard, at("12T05:00"))).isEmpty();
    assertThat(findings(heard, at("12T05:04"))).hasSize(1);
  }

  @Test
  void takesATenthAsGraceButAtLeastAMinute() {
    assertThat(new HeartbeatSettings(Duration.ofDays(1), null).grace())
        .isEqualTo(Duration.ofMinutes(144));
    assertThat(new HeartbeatSettings(Duration.ofMinutes(2), null).grace())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void refusesSettingsThatExpectNothing() {
    assertThatThrownBy(() -> new HeartbeatSettings(Duration.ZERO, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expect-every");
    assertThatThrownBy(() -> new HeartbeatSettings(null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expect-every is missing");
  }
}
