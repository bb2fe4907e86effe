package io.wellkept.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Storm.Sight;
import io.wellkept.incident.Storm.Terms;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When much turns bad at once, and for how long that holds messages. */
final class StormTest {
  private static final Instant NOW = Instant.parse("2026-06-02T10:00:00Z");
  private static final Terms USUAL = Terms.USUAL;

  private final List<Sight> sights = new ArrayList<>();

  /** So many touchpoints looked at that many seconds ago, which turned bad then or did not. */
  private StormTest looked(int many, int secondsAgo, boolean turned) {
    Instant at = NOW.minusSeconds(secondsAgo);
    for (int i = 0; i < many; i++) {
      sights.add(sight("t" + sights.size(), "page", at, turned ? at : null));
    }
    return this;
  }

  private static Sight sight(String touchpoint, String check, Instant at, @Nullable Instant bad) {
    return new Sight(new CheckId(touchpoint, check), at, bad);
  }

  private Optional<Storm> storm() {
    return Storm.in(sights, USUAL, Instant.MIN, NOW);
  }

  @Test
  void threeInTenWithinOneRoundAreAStorm() {
    assertThat(looked(12, 200, true).looked(28, 200, false).storm())
        .hasValueSatisfying(storm -> {
          assertThat(storm.turned()).isEqualTo(12);
          assertThat(storm.looked()).isEqualTo(40);
          assertThat(storm.from()).isEqualTo(NOW.minusSeconds(200));
          assertThat(storm.begun()).isEqualTo(NOW);
          assertThat(storm.until()).isEqualTo(NOW.plusSeconds(900));
          assertThat(storm.criticalUntil()).isEqualTo(NOW.plusSeconds(300));
          assertThat(storm.by()).isEqualTo("wellkept");
        });
  }

  @Test
  void fewerAreNone() {
    assertThat(looked(11, 200, true).looked(29, 200, false).storm()).isEmpty();
  }

  @Test
  void nineOfTwelveAreTooFew() {
    assertThat(looked(9, 10, true).looked(3, 10, false).storm()).isEmpty();
    assertThat(looked(1, 10, true).storm()).isPresent();
  }

  @Test
  void severalChecksOfOneTouchpointAreOne() {
    looked(9, 10, true);
    sights.add(sight("t0", "text", NOW.minusSeconds(10), NOW.minusSeconds(10)));
    assertThat(storm()).isEmpty();
  }

  @Test
  void aLargePlanNeedNotBeLookedAtWholeBeforeItIsSeen() {
    // of a thousand in five minutes, sixty-six since it began
    looked(934, 120, false).looked(60, 15, true).looked(6, 15, false);
    assertThat(storm()).hasValueSatisfying(s -> assertThat(s.looked()).isEqualTo(66));
  }

  @Test
  void oneHostOfAManyIsNone() {
    assertThat(looked(20, 15, true).looked(80, 15, false).looked(900, 200, false).storm())
        .isEmpty();
  }

  @Test
  void whatTurnedBadLongAgoDoesNotCount() {
    assertThat(looked(20, 301, true).looked(5, 10, false).storm()).isEmpty();
    assertThat(looked(20, 299, true).storm()).isPresent();
  }

  @Test
  void aStormThatWasDoesNotBeginAgain() {
    looked(20, 100, true);
    assertThat(Storm.in(sights, USUAL, NOW.minusSeconds(100), NOW)).isEmpty();
    assertThat(Storm.in(sights, USUAL, NOW.minusSeconds(101), NOW))
        .hasValueSatisfying(s -> assertThat(s.from()).isEqualTo(NOW.minusSeconds(100)));
  }

  @Test
  void whatWasNeverFineHasNotTurned() {
    Story story = new Story();
    CheckState born = story.state;
    story.looksBad();
    assertThat(Storm.turnedBad(born, List.of(), story.step)).isFalse();
    assertThat(Storm.isBad(story.step)).isTrue();
  }

  @Test
  void aSuspicionHasTurnedAndItsConfirmationDoesNotTurnAgain() {
    Story story = new Story().looksFine();
    CheckState fine = story.state;
    story.looksBad();
    assertThat(Storm.turnedBad(fine, List.of(), story.step)).isTrue();
    CheckState suspected = story.state;
    story.passes("PT30S").looksBad();
    assertThat(Storm.turnedBad(suspected, List.of(), story.step)).isFalse();
    assertThat(Storm.isBad(story.step)).isTrue();
    CheckState bad = story.state;
    List<Incident> open = List.of(story.incident());
    story.looksBad();
    assertThat(Storm.turnedBad(bad, open, story.step)).isFalse();
    story.isMended();
    assertThat(Storm.isBad(story.step)).isFalse();
  }

  @Test
  void whatTheOperatorsHearHasNotTurned() {
    Story story = new Story().looksFine();
    CheckState fine = story.state;
    for (int i = 0; i < 20; i++) {
      story.looksInVain().passes("PT10M");
    }
    assertThat(story.incident().audience()).isEqualTo(Audience.OPERATORS);
    Storm storm = storm(story.now.minusSeconds(20_000));
    assertThat(storm.brought(story.incident())).isFalse();
    assertThat(Storm.turnedBad(fine, List.of(), story.step)).isFalse();
  }

  private static Storm storm(Instant begun) {
    return new Storm(
        "s",
        "wellkept",
        begun.minusSeconds(60),
        begun.plusSeconds(900),
        begun,
        begun.plusSeconds(300),
        40,
        40);
  }

  @Test
  void holdsTheFirstMessageUntilItsEndAndTellsThenAsAList() {
    Story story = new Story().looksFine();
    story.storm = storm(story.now);
    story.breaks();
    assertThat(story.decision.why()).isEqualTo(Reason.STORM);
    assertThat(story.incident().wakeAt()).isEqualTo(story.storm.until());
    assertThat(Escalation.forecast(story.incident(), story.situation(), story.now))
        .hasValueSatisfying(f -> assertThat(f.at()).isEqualTo(story.storm.until()));
    story.until(story.storm.until().minusMillis(1));
    assertThat(story.heard()).isEmpty();
    story.passes("PT2M");
    assertThat(story.heard()).containsExactly("anna AFTER_STORM");
    assertThat(story.decided.get(0).why()).isEqualTo(Reason.OUTLASTED_STORM);
    assertThat(story.decided.get(0).dueAt())
        .isEqualTo(story.storm.until().plus(Timing.USUAL.listAfter()));
  }

  @Test
  void whatIsCriticalIsHeldShortly() {
    Story story = new Story().looksFine();
    story.confirm = Duration.ZERO;
    story.storm = storm(story.now);
    story.looks(Story.finding("page.status", Severity.CRITICAL));
    assertThat(story.incident().wakeAt()).isEqualTo(story.storm.criticalUntil());
    assertThat(ended(story.storm, story.now.plusSeconds(10)).holdsUntil(Severity.CRITICAL))
        .isEqualTo(story.now.plusSeconds(10));
  }

  private static Storm ended(Storm storm, Instant at) {
    return new Storm(
        storm.id(),
        storm.by(),
        storm.from(),
        at,
        storm.begun(),
        storm.criticalUntil(),
        storm.looked(),
        storm.turned());
  }

  @Test
  void whatRecoversIsNeverTold() {
    Story story = new Story().looksFine();
    story.storm = storm(story.now);
    story.breaks().passes("PT1M").isMended().passes("PT2H");
    assertThat(story.heard()).isEmpty();
    assertThat(story.incident().resolved()).isTrue();
  }

  @Test
  void whoTookItMeanwhileIsNotTold() {
    Story story = new Story().looksFine();
    story.storm = storm(story.now);
    story.breaks().takes("ben", "2026-06-01T15:00").until("2026-06-01T14:00");
    assertThat(story.heard()).containsExactly("ben RECEIPT");
  }

  @Test
  void whatWasToldBeforeClimbsOnAndOnlyItsNewsAreHeld() {
    Story story = new Story().looksFine().breaks();
    assertThat(story.heard()).containsExactly("anna OPENED");
    story.passes("PT3H55M");
    story.storm = storm(story.now);
    story.looks(Story.finding("page.gone", Severity.MAJOR)).passes("PT6M");
    assertThat(story.heard()).containsExactly("ben OPENED");
    story.until(story.storm.until());
    story.storm = null;
    story.looks(Story.finding("page.gone", Severity.CRITICAL));
    assertThat(story.heard()).contains("anna UPDATED");
  }

  @Test
  void broughtIsWhatTurnedBadOrWorseInIt() {
    Story story = new Story().looksFine().breaks();
    Instant opened = story.incident().openedAt();
    assertThat(storm(opened.plusSeconds(60)).brought(story.incident())).isTrue();
    assertThat(storm(opened.plusSeconds(61)).brought(story.incident())).isFalse();
    assertThat(storm(opened.minusSeconds(900)).brought(story.incident())).isFalse();
    assertThat(storm(opened.minusSeconds(899)).brought(story.incident())).isTrue();
    story.passes("PT1H").looks(Story.finding("page.gone", Severity.MAJOR));
    assertThat(storm(story.now).brought(story.incident())).isTrue();
  }

  @Test
  void lookingInVainIsNotBad() {
    Story story = new Story().looksFine();
    CheckState fine = story.state;
    story.looksInVain();
    assertThat(Storm.turnedBad(fine, List.of(), story.step)).isFalse();
    assertThat(Storm.isBad(story.step)).isFalse();
  }

  /** In whatever order looks turn out: nothing is told too soon, and nothing is held for ever. */
  @Test
  void whatIsHeldIsToldWhenTheStormEndsOrHasRecovered() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      Story story = new Story().always("anna").looksFine();
      story.storm = storm(story.now.plusSeconds(random.nextInt(60)));
      while (story.now.isBefore(story.storm.until())) {
        Instant next = story.now.plusSeconds(20 + random.nextInt(100));
        story.until(next.isBefore(story.storm.until()) ? next : story.storm.until());
        Severity severity = random.nextBoolean() ? Severity.MAJOR : Severity.MINOR;
        story.looks(
            random.nextInt(3) == 0
                ? new Finding[0]
                : new Finding[] {Story.finding("page.status", severity)});
        if (story.now.isBefore(story.storm.until())) {
          assertThat(story.heard()).as("told too soon, seed %d", seed).isEmpty();
        }
      }
      boolean stands = story.incidents.values().stream().anyMatch(StormTest::stands);
      story.passes(Timing.USUAL.listAfter()).passes("PT1S");
      // what was confirmed in the very moment of its end is no longer the storm's
      assertThat(story.heard())
          .as("stands %s, seed %d", stands, seed)
          .matches(heard -> heard.isEmpty() != stands);
    }
  }

  private static boolean stands(Incident incident) {
    return !incident.resolved() && incident.fineSince() == null;
  }
}
