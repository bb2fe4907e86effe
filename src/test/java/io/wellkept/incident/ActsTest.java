package io.wellkept.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ActsTest {
  private final Story story = new Story().breaks();
  private final Instant now = story.now;
  private final Finding finding = Story.finding("page.status", Severity.MAJOR);

  private Acts.Result take(Incident incident, Duration until, String reason) {
    return Acts.take(incident, "ben", now.plus(until), reason, "link", story.policy, now);
  }

  private static Acts.Result.Done done(Acts.Result result) {
    assertThat(result).isInstanceOf(Acts.Result.Done.class);
    return (Acts.Result.Done) result;
  }

  @Test
  void takingTwiceIsTakingOnce() {
    Incident taken = done(take(story.incident(), Duration.ofHours(1), "on it")).incident();
    assertThat(take(taken, Duration.ofHours(1), "on it"))
        .isEqualTo(new Acts.Result.AlreadySo(taken));
    assertThat(take(taken, Duration.ofHours(2), "on it")).isInstanceOf(Acts.Result.Done.class);
    assertThat(take(taken, Duration.ofHours(1), "later")).isInstanceOf(Acts.Result.Done.class);
  }

  @Test
  void takingWakesTheLadderEndsASnoozeAndIsRemembered() {
    Incident snoozed = story.incident().snoozedUntil(now.plusSeconds(9)).wakeAt(null);
    Acts.Result.Done done = done(take(snoozed, Duration.ofHours(1), "on it"));
    assertThat(done.incident().wakeAt()).isEqualTo(now);
    assertThat(done.incident().snoozedUntil()).isNull();
    assertThat(done.incident().taken().orElseThrow())
        .isEqualTo(new Standing.Taken("ben", now, now.plusSeconds(3600), "on it", "link"));
    assertThat(done.events())
        .singleElement()
        .satisfies(e -> {
          assertThat(e.type()).isEqualTo(Event.Type.TAKEN);
          assertThat(e.person()).isEqualTo("ben");
          assertThat(e.text()).endsWith("by link: on it");
        });
    assertThat(done(take(snoozed, Duration.ofHours(1), " ")).events().get(0).text())
        .endsWith("by link");
  }

  @Test
  void aPromiseReachesNoFurtherThanThePolicyAllows() {
    assertThat(take(story.incident(), Duration.ofDays(7), "")).isInstanceOf(Acts.Result.Done.class);
    assertThat(take(story.incident(), Duration.ofDays(7).plusMillis(1), ""))
        .isInstanceOfSatisfying(
            Acts.Result.Refused.class, r -> assertThat(r.why()).contains("7 days"));
    assertThat(take(story.incident(), Duration.ZERO, "")).isInstanceOf(Acts.Result.Refused.class);
  }

  @Test
  void whatIsOverCanNeitherBeTakenNorSnoozedNorGivenBack() {
    Incident over = Incidents.close(story.incident(), Reason.RECOVERED, now);
    assertThat(take(over, Duration.ofHours(1), "")).isInstanceOf(Acts.Result.Refused.class);
    assertThat(Acts.snooze(over, "ben", now.plusSeconds(9), story.policy, now))
        .isInstanceOf(Acts.Result.Refused.class);
    assertThat(Acts.giveBack(over, "ben", "link", now)).isEqualTo(new Acts.Result.AlreadySo(over));
  }

  @Test
  void givenBackTheLadderGoesOnWhereItStood() {
    Incident taken = done(take(story.incident(), Duration.ofHours(1), "")).incident().wakeAt(null);
    Acts.Result.Done done = done(Acts.giveBack(taken, "ben", "slack", now));
    assertThat(done.incident().standing()).isEqualTo(new Standing.Open());
    assertThat(done.incident().wakeAt()).isEqualTo(now);
    assertThat(done.incident().rung()).isZero();
    assertThat(done.events())
        .extracting(Event::type, Event::text)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Event.Type.UNTAKEN, "by slack"));
  }

  @Test
  void aSnoozeCanBeEndedOnce() {
    Incident quiet =
        done(Acts.snooze(story.incident(), "ben", now.plusSeconds(9), story.policy, now))
            .incident();
    assertThat(quiet.snoozedUntil()).isEqualTo(now.plusSeconds(9));
    assertThat(quiet.wakeAt()).isEqualTo(now);
    Acts.Result.Done ended = done(Acts.snooze(quiet.wakeAt(null), "ben", now, story.policy, now));
    assertThat(ended.incident().snoozedUntil()).isNull();
    assertThat(ended.incident().wakeAt()).isEqualTo(now);
    assertThat(ended.events()).extracting(Event::type).containsExactly(Event.Type.UNSNOOZED);
    assertThat(Acts.snooze(ended.incident(), "ben", now, story.policy, now))
        .isEqualTo(new Acts.Result.AlreadySo(ended.incident()));
  }

  @Test
  void aSnoozeReachesNoFurtherThanAPromise() {
    Instant last = now.plus(story.policy.promiseAtMost());
    assertThat(Acts.snooze(story.incident(), "ben", last, story.policy, now))
        .isInstanceOf(Acts.Result.Done.class);
    for (Instant tooFar : List.of(last.plusMillis(1), Instant.MAX)) {
      assertThat(Acts.snooze(story.incident(), "ben", tooFar, story.policy, now))
          .isInstanceOfSatisfying(
              Acts.Result.Refused.class, r -> assertThat(r.why()).contains("7 days at most"));
    }
  }

  @Test
  void aMuteNeedsAnEndThatIsNearAndAReason() {
    Incident incident = story.incident();
    Instant last = now.plus(Acts.LONGEST_MUTE);
    PlanOverride.Mute mute = Acts.mute(incident, finding, "ben", last, " known ", now);
    assertThat(mute.reason()).isEqualTo("known");
    assertThat(mute.findingKey()).isEqualTo("page.status");
    assertThat(mute.inForce(now)).isTrue();
    assertThat(mute.inForce(now.minusMillis(1))).isFalse();
    assertThat(mute.inForce(last)).isFalse();
    assertThatThrownBy(() -> Acts.mute(incident, finding, "ben", last.plusMillis(1), "known", now))
        .hasMessageContaining("90 days");
    assertThatThrownBy(() -> Acts.mute(incident, finding, "ben", now, "known", now))
        .hasMessageContaining("still to come");
    assertThatThrownBy(() -> Acts.mute(incident, finding, "ben", last, " ", now))
        .hasMessageContaining("why");
  }
}
