package io.wellkept.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What is bad and fine by turns is one incident, told once, until it has been steady. */
final class UnsteadyStoryTest {
  private final Story story = new Story("2026-06-02T09:10").always("anna").always("ben");

  /** Bad for so long at the beginning of every period. */
  private Predicate<Instant> flapping(Duration every, Duration lasting) {
    Instant begin = story.now;
    return now -> Duration.between(begin, now).toMillis() % every.toMillis() < lasting.toMillis();
  }

  private static final Predicate<Instant> FINE = now -> false;

  @Test
  void aPageThatFlapsEveryTenMinutesForADayIsAHandfulOfMessages() {
    story.lives(Duration.ofDays(1), flapping(Duration.ofMinutes(10), Duration.ofMinutes(4)));
    assertThat(story.heard())
        .containsExactly(
            "anna OPENED",
            "anna RESOLVED",
            "anna OPENED",
            "anna RESOLVED",
            "anna OPENED",
            "ben OPENED",
            "carla OPENED");
    assertThat(story.incidents).hasSize(3);
    Rhythm rhythm = story.incident().unsteady();
    assertThat(rhythm.since()).isEqualTo(Story.at("2026-06-02T09:10"));
    assertThat(rhythm.times()).isEqualTo(144);
    assertThat(rhythm.every()).isEqualTo(Duration.ofMinutes(10));
    assertThat(rhythm.lasting()).isEqualTo(Duration.ofMinutes(5));
    assertThat(rhythm.unconfirmed()).isFalse();
    assertThat(story.events).filteredOn(e -> e.type() == Event.Type.RESOLVED).hasSize(2);
    assertThat(story.events).extracting(Event::reason).contains(Reason.UNSTEADY);

    story.lives(Duration.ofMinutes(55), FINE);
    assertThat(story.incident().resolved()).isFalse();
    story.lives(Duration.ofMinutes(5), FINE);
    assertThat(story.incident().standing())
        .isInstanceOfSatisfying(
            Standing.Resolved.class,
            over -> assertThat(over.because()).isEqualTo(Reason.STEADY_AGAIN));
    story.until("2026-06-04T09:00");
    assertThat(story.heard())
        .containsExactlyInAnyOrder("anna RESOLVED", "ben RESOLVED", "carla RESOLVED");
    story.lives(Duration.ofHours(12), FINE);
    assertThat(story.state.swings()).isEmpty();
  }

  @Test
  void whoTakesItHearsNothingMoreUntilThePromisePasses() {
    Predicate<Instant> flaps = flapping(Duration.ofMinutes(20), Duration.ofMinutes(4));
    story.lives(Duration.ofMinutes(45), flaps);
    story.heard();
    story.takes("anna", "2026-06-02T18:00");
    assertThat(story.heard()).containsExactly("anna RECEIPT");
    story.lives(Duration.ofHours(7), flaps);
    assertThat(story.heard()).isEmpty();
    assertThat(story.incident().taken()).isPresent();
    story.until("2026-06-02T18:01");
    assertThat(story.heard()).containsExactly("anna LAPSED", "ben OPENED");
  }

  @Test
  void isRemindedAsOfAnyOtherAlsoWhileItIsFineForTheMoment() {
    Predicate<Instant> flaps = flapping(Duration.ofHours(4), Duration.ofMinutes(7));
    story.policy = Story.policy(true, Story.rung("owner", "PT0S"));
    story.lives(Duration.ofHours(9), flaps);
    assertThat(story.incident().fineSince()).isNotNull();
    story.heard();
    story.lives(Duration.ofHours(8), flaps);
    assertThat(story.heard()).containsExactly("anna REMINDER");
  }

  @Test
  void twoTimesADayAreTwoIncidents() {
    Instant begin = story.now;
    Predicate<Instant> twice =
        now ->
            Duration.between(begin, now).toMinutes() < 6
                || Duration.between(begin, now).minusHours(5).abs().toMinutes() < 6;
    story.lives(Duration.ofDays(1), twice);
    assertThat(story.heard())
        .containsExactly("anna OPENED", "anna RESOLVED", "anna OPENED", "anna RESOLVED");
    assertThat(story.incident().unsteady()).isNull();
  }

  @Test
  void whatWasBadLongAgoDoesNotCount() {
    story.lives(Duration.ofMinutes(30), flapping(Duration.ofMinutes(15), Duration.ofMinutes(4)));
    story.lives(Duration.ofHours(24), FINE);
    story.breaks();
    assertThat(story.incident().unsteady()).isNull();
    assertThat(story.state.swings().get("").latest()).hasSize(1);
  }

  @Test
  void tenFalseAlarmsADayAreAMildFindingAndNotMore() {
    story.lives(Duration.ofHours(9), flapping(Duration.ofHours(1), Duration.ofSeconds(10)));
    assertThat(story.heard()).isEmpty();
    assertThat(story.incidents).isEmpty();
    story.lives(Duration.ofHours(12), flapping(Duration.ofHours(1), Duration.ofSeconds(10)));
    assertThat(story.incidents).hasSize(1);
    Incident incident = story.incident();
    assertThat(incident.severity()).isEqualTo(Severity.MINOR);
    assertThat(incident.unsteady().unconfirmed()).isTrue();
    assertThat(incident.unsteady().times()).isEqualTo(21);
    assertThat(incident.worst().evidence())
        .extracting(e -> e.text())
        .containsExactly("It is page.status");
    assertThat(story.heard()).containsExactly("anna OPENED", "ben OPENED");
    story.lives(Duration.ofHours(4), FINE);
    assertThat(story.incident().standing())
        .isInstanceOfSatisfying(
            Standing.Resolved.class,
            over -> assertThat(over.because()).isEqualTo(Reason.STEADY_AGAIN));
  }

  @Test
  void aRealFaultOfWhatHadFalseAlarmsIsNewsOnceItIsConfirmed() {
    story.lives(Duration.ofHours(10), flapping(Duration.ofHours(1), Duration.ofSeconds(10)));
    story.takes("anna", "2026-06-03T12:00");
    story.heard();
    story.looksBad();
    assertThat(story.heard()).isEmpty();
    assertThat(story.incident().severity()).isEqualTo(Severity.MINOR);
    story.passes("PT30S").looksBad();
    assertThat(story.incidents).hasSize(1);
    assertThat(story.incident().severity()).isEqualTo(Severity.MAJOR);
    assertThat(story.incident().taken()).isEmpty();
    assertThat(story.incident().unsteady().unconfirmed()).isFalse();
    assertThat(story.heard()).containsExactly("anna UPDATED");
  }

  @Test
  void aMutedUnsteadinessIsNotOpened() {
    story.muted.add("unsteady");
    story.lives(Duration.ofDays(1), flapping(Duration.ofHours(1), Duration.ofSeconds(10)));
    assertThat(story.incidents).isEmpty();
  }

  @Test
  void mutingWhatIsUnsteadyEndsIt() {
    story.lives(Duration.ofHours(10), flapping(Duration.ofHours(1), Duration.ofSeconds(10)));
    story.muted.add("unsteady");
    story.looksFine();
    assertThat(story.incident().standing())
        .isEqualTo(new Standing.Resolved(story.now, Reason.ONLY_MUTED));
  }

  @Test
  void theSteadyTimeGrowsWithTheRhythmUpToADay() {
    story.lives(Duration.ofHours(21), flapping(Duration.ofHours(10), Duration.ofMinutes(6)));
    assertThat(story.incident().unsteady()).isNotNull();
    story.lives(Duration.ofHours(24), FINE);
    assertThat(story.incident().resolved()).isFalse();
    story.lives(Duration.ofHours(2), FINE);
    assertThat(story.incident().resolved()).isTrue();
  }

  @Test
  void whatBeginsAgainAfterItWasCalledSteadyIsUnsteadyAtOnceAndTakesLonger() {
    Predicate<Instant> flaps = flapping(Duration.ofMinutes(10), Duration.ofMinutes(4));
    story.lives(Duration.ofHours(1), flaps).lives(Duration.ofMinutes(70), FINE);
    assertThat(story.incident().resolved()).isTrue();
    story.heard();
    story.breaks().lives(Duration.ofHours(3), FINE);
    assertThat(story.heard()).containsExactly("anna OPENED");
    assertThat(story.incident().unsteady()).isNotNull();
    story.lives(Duration.ofHours(2), FINE);
    assertThat(story.incident().resolved()).isTrue();
  }

  @Test
  void whateverTheRhythmNobodyHearsMoreThanADozenTimesADay() {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      Story one = new Story("2026-06-02T09:00").always("anna").always("ben").always("carla");
      for (int i = 0; one.now.isBefore(Story.at("2026-06-06T09:00")); i++) {
        boolean bad = i % 2 == 0;
        int minutes = 1 + random.nextInt(bad ? 30 : random.nextInt(8) == 0 ? 600 : 120);
        one.lives(Duration.ofMinutes(minutes), now -> bad);
      }
      assertThat(busiestDay(one)).as("seed %d", seed).isLessThanOrEqualTo(12);
    }
  }

  /** The most messages that one person got in 24 hours. */
  private static long busiestDay(Story story) {
    return story.sent.stream()
        .mapToLong(first ->
            story.sent.stream()
                .filter(s -> s.notice().person().equals(first.notice().person()))
                .filter(s -> !s.at().isBefore(first.at()))
                .filter(s -> s.at().isBefore(first.at().plus(Duration.ofDays(1))))
                .count())
        .max()
        .orElse(0);
  }

  @Test
  void whatIsLookedAtOnceADayIsUnsteadyByTheWeek() {
    story.every = Duration.ofDays(1);
    story.confirm = Duration.ZERO;
    story.lives(Duration.ofDays(5), flapping(Duration.ofDays(2), Duration.ofHours(1)));
    assertThat(story.incident().unsteady()).isNotNull();
    assertThat(story.incident().unsteady().every()).isEqualTo(Duration.ofDays(2));
    story.lives(Duration.ofDays(3), FINE);
    assertThat(story.incident().resolved()).isFalse();
    story.lives(Duration.ofDays(2), FINE);
    assertThat(story.incident().resolved()).isTrue();
  }

  @Test
  void aSecondLookThatComesTooEarlyConfirmsNothing() {
    story.looksBad().passes("PT29S").looksBad();
    assertThat(story.step.why()).isEqualTo(Reason.TO_BE_CONFIRMED);
    assertThat(story.step.lookAgainAt()).isEqualTo(story.now.plusSeconds(1));
    assertThat(story.incidents).isEmpty();
    story.passes("PT1S").looksBad();
    assertThat(story.incidents).hasSize(1);
    story.looksFine().passes("PT29S").looksFine();
    assertThat(story.step.lookAgainAt()).isEqualTo(story.now.plusSeconds(1));
    assertThat(story.incident().resolved()).isFalse();
    story.passes("PT1S").looksFine();
    assertThat(story.incident().resolved()).isTrue();
  }

  @Test
  void aClockThatWentBackDoesNotKeepASuspicionOpen() {
    story.looksBad();
    story.now = story.now.minusSeconds(3600);
    story.looksBad();
    assertThat(story.incidents).hasSize(1);
  }

  @Test
  void theMemoryOfSwingsIsBounded() {
    Swings swings = Swings.NONE;
    for (int i = 0; i < 100; i++) {
      swings = swings.begins(story.now.plusSeconds(i)).ends(story.now.plusSeconds(i + 1));
    }
    assertThat(swings.latest()).hasSize(12);
    assertThat(swings.latest().get(11).from()).isEqualTo(story.now.plusSeconds(99));
    assertThat(swings.ends(story.now).latest()).isEqualTo(swings.latest());
    assertThat(Swings.NONE.period()).isEmpty();
    assertThat(Swings.NONE.lasting()).isEmpty();
    assertThat(Swings.NONE.ends(story.now)).isEqualTo(Swings.NONE);
    assertThat(List.of(swings.period().orElseThrow(), swings.lasting().orElseThrow()))
        .containsOnly(Duration.ofSeconds(1));
  }
}
