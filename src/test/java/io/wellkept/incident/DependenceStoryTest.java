package io.wellkept.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What depends on something that is wrong waits for it, and is told if it outlives it. */
final class DependenceStoryTest {
  private static final Finding MINOR = Story.finding("page.slow", Severity.MINOR);
  private static final Finding CRITICAL = Story.finding("page.unreachable", Severity.CRITICAL);
  private static final Policy NIGHT_AND_DAY =
      new Policy(
          "night-and-day",
          List.of(Story.rung("owner", "PT0S"), Story.rung("backup", "PT1H")),
          true,
          Duration.ofDays(1),
          Duration.ofHours(8),
          Duration.ofHours(24));

  private final Story host = new Story("2026-06-02T10:00");
  private final Story page = host.another("page").dependsOn(host);

  private void everythingBreaks() {
    host.looksBad();
    page.looksBad();
    host.passes("PT30S");
    page.looksBad();
    host.looksBad();
  }

  @Test
  void oneFaultIsToldOnceAlthoughTheChildIsConfirmedFirst() {
    everythingBreaks();
    host.until("2026-06-02T10:30");
    assertThat(host.heard()).containsExactly("anna OPENED");
    assertThat(page.heard()).isEmpty();
    assertThat(page.decision.why()).isEqualTo(Reason.PARENT_IS_BAD);
    assertThat(page.decision.hold().by()).isEqualTo("summer-landing");
    assertThat(page.events).extracting(Event::type).containsExactly(Event.Type.OPENED);
    assertThat(Escalation.forecast(page.incident(), page.situation(), page.now)).isEmpty();
  }

  @Test
  void whatOutlivesItIsToldAfterALookThatFollows() {
    everythingBreaks();
    host.until("2026-06-02T11:00");
    host.isMended();
    assertThat(page.wanted).containsExactly("page");
    assertThat(page.decision.why()).isEqualTo(Reason.PARENT_RECOVERED);
    host.passes("PT10M");
    assertThat(page.heard()).isEmpty();
    page.looksBad();
    assertThat(page.heard()).containsExactly("anna OPENED");
    assertThat(page.incident().openedAt()).isEqualTo(Story.at("2026-06-02T10:00:30"));
  }

  @Test
  void whatRecoversWithItIsNeverHeardOf() {
    everythingBreaks();
    host.until("2026-06-02T11:00");
    host.isMended();
    page.isMended().passes("P2D");
    assertThat(page.heard()).isEmpty();
    assertThat(page.incident().resolved()).isTrue();
  }

  @Test
  void whatCannotBeLookedAtAfterItsParentsEndIsToldAfterAnHourAllTheSame() {
    everythingBreaks();
    host.passes("PT1H").isMended();
    page.looksInVain().passes("PT59M");
    assertThat(page.heard()).isEmpty();
    page.passes("PT2M");
    assertThat(page.heard()).containsExactly("anna OPENED");
  }

  @Test
  void aParentSeenLongerAgoThanTheChildIsLookedAtFirst() {
    host.looksFine().passes("PT4M");
    page.breaks();
    assertThat(page.heard()).isEmpty();
    assertThat(page.decision.why()).isEqualTo(Reason.PARENT_TO_BE_SEEN);
    assertThat(host.wanted).containsExactly("summer-landing");
    host.looksBad();
    host.passes("PT29S");
    assertThat(page.heard()).isEmpty();
    host.passes("PT1S").looksBad().passes("PT1H");
    assertThat(host.heard()).containsExactly("anna OPENED");
    assertThat(page.heard()).isEmpty();
  }

  @Test
  void aParentThatIsFineCostsTheChildOnlyTheTimeOfALook() {
    host.looksFine().passes("PT4M");
    page.breaks();
    host.passes("PT5S").looksFine().passes("PT15S");
    assertThat(page.heard()).containsExactly("anna OPENED");
  }

  @Test
  void aLookAtTheParentThatNeverComesIsWaitedForThreeMinutes() {
    host.looksFine().passes("PT4M");
    page.breaks().passes("PT2M59S");
    assertThat(page.heard()).isEmpty();
    page.passes("PT1S");
    assertThat(page.heard()).containsExactly("anna OPENED");
  }

  @Test
  void aParentThatIsOnlyConfirmedAfterHoursIsNotWaitedFor() {
    host.confirm = Duration.ofHours(1);
    host.looksBad().passes("PT4M");
    page.breaks();
    assertThat(page.heard()).containsExactly("anna OPENED");
  }

  @Test
  void aParentThatActsWhenItLooksIsNotMadeToLook() {
    host.looksFine().passes("PT4M");
    host.confirm = Duration.ZERO;
    page.breaks();
    assertThat(host.wanted).isEmpty();
    assertThat(page.heard()).containsExactly("anna OPENED");
  }

  @Test
  void grandparentsHoldAndSoDoesEitherOfTwoParents() {
    Story shop = host.another("shop");
    Story child = host.another("child").dependsOn(page, shop);
    host.breaks();
    child.looksBad();
    page.looksFine();
    shop.looksFine();
    host.passes("PT30S");
    child.looksBad();
    assertThat(child.decision.hold().by()).isEqualTo("summer-landing");
    host.isMended();
    page.looksFine();
    shop.breaks();
    child.looksBad();
    assertThat(child.decision.hold().by()).isEqualTo("shop");
    assertThat(child.heard()).isEmpty();
    shop.isMended();
    child.passes("PT1S").looksBad();
    assertThat(child.heard()).containsExactly("anna OPENED");
  }

  @Test
  void theWholeLadderOfWhatWasToldBeforeIsHeldToo() {
    host.looksFine();
    page.breaks();
    host.passes("PT5S").looksFine().passes("PT30M");
    assertThat(page.heard()).containsExactly("anna OPENED");
    host.breaks().until("2026-06-03T16:00");
    assertThat(page.heard()).isEmpty();
    host.isMended().passes("PT1S");
    page.looksBad();
    assertThat(page.heard()).containsExactly("ben OPENED");
  }

  @Test
  void aPromiseStandsWhileTheParentIsBadAndIsAskedForAfterIt() {
    host.looksFine();
    page.breaks();
    host.passes("PT5S").looksFine().passes("PT1M");
    page.takes("anna", "2026-06-02T12:00");
    assertThat(page.heard()).containsExactly("anna OPENED", "anna RECEIPT");
    host.breaks().until("2026-06-02T13:00");
    assertThat(page.heard()).isEmpty();
    assertThat(page.incident().taken()).isPresent();
    host.isMended().passes("PT1S");
    page.looksBad();
    assertThat(page.heard()).containsExactly("anna LAPSED", "ben OPENED");
  }

  @Test
  void whoWasToldOfTheChildHearsItsEndWhileTheParentIsBad() {
    host.looksFine();
    page.breaks();
    host.passes("PT5S").looksFine().passes("PT1M").breaks();
    page.isMended();
    assertThat(page.heard()).containsExactly("anna OPENED", "anna RESOLVED");
  }

  @Test
  void aMessageThatWaitsWhenTheParentFallsIsWithdrawnAndDecidedAnew() {
    host.looksFine();
    page.delivering = false;
    page.breaks();
    host.passes("PT5S").looksFine().passes("PT1M");
    assertThat(page.outbox).hasSize(1);
    host.breaks();
    page.delivering = true;
    page.passes("PT1H");
    assertThat(page.heard()).isEmpty();
    assertThat(page.outbox).isEmpty();
    assertThat(page.incident().told())
        .extracting(Told::outcome)
        .containsExactly(Told.Outcome.WITHDRAWN);
    host.isMended().passes("PT1S");
    page.looksBad();
    assertThat(page.heard()).containsExactly("anna OPENED");
  }

  @Test
  void aParentThatWasTakenOrSnoozedHolds() {
    everythingBreaks();
    host.takes("anna", "2026-06-03T10:00").passes("PT3H");
    host.givesBack("anna").snoozes("anna", "2026-06-02T16:00").passes("PT3H");
    assertThat(page.heard()).isEmpty();
  }

  @Test
  void aParentWhoseFaultWasMutedDoesNot() {
    everythingBreaks();
    host.passes("PT1H");
    host.muted.add("page.status");
    host.looksBad();
    page.looksBad();
    assertThat(page.heard()).containsExactly("anna OPENED");
  }

  @Test
  void aParentThatIsOnlyObservedDoesNotForItsPeopleKnowNothing() {
    host.observe = Duration.ofDays(1);
    host.observedUntil = host.now.plus(Duration.ofDays(1));
    host.breaks();
    page.breaks();
    assertThat(page.heard()).containsExactly("anna OPENED");
    assertThat(host.heard()).isEmpty();
  }

  @Test
  void aParentOfWhichNobodyCouldBeToldDoesNot() {
    host.withoutRoad.addAll(List.of("anna", "ben", "carla"));
    everythingBreaks();
    page.passes("PT1M").looksBad();
    assertThat(page.heard()).containsExactly("anna OPENED");
  }

  @Test
  void aParentThatIsBlindHoldsNoLongerThanItsLastWordCounts() {
    everythingBreaks();
    host.passes("PT10M").looksInVain().passes("PT1H").looksInVain();
    assertThat(page.heard()).containsExactly("anna OPENED");
  }

  @Test
  void aParentThatShouldNotExistAnyMoreDoesNot() {
    host.live = new Live(null, host.now);
    everythingBreaks();
    assertThat(page.heard()).containsExactly("anna OPENED");
  }

  @Test
  void aParentExplainsNoWorseFaultThanItsOwn() {
    host.looks(MINOR).passes("PT30S").looks(MINOR);
    page.looks(CRITICAL).passes("PT30S");
    host.looks(MINOR);
    page.looks(CRITICAL).passes("PT1M");
    assertThat(page.heard()).containsExactly("anna OPENED");
    Story slow = host.another("slow").dependsOn(host);
    slow.looks(MINOR).passes("PT30S").looks(MINOR).passes("PT1H");
    assertThat(slow.heard()).isEmpty();
  }

  @Test
  void nobodyIsKeptFromAnAlarmByNightByAParentWhosePeopleSleep() {
    page.policy = NIGHT_AND_DAY;
    host.until("2026-06-02T23:00");
    everythingBreaks();
    assertThat(host.heard()).isEmpty();
    assertThat(page.heard()).containsExactly("anna OPENED");
  }

  @Test
  void anAlarmByNightWaitsForAParentWhosePeopleAreWokenToo() {
    page.policy = NIGHT_AND_DAY;
    host.policy = NIGHT_AND_DAY;
    host.until("2026-06-02T23:00");
    everythingBreaks();
    host.passes("PT10M");
    assertThat(host.heard()).containsExactly("anna OPENED");
    assertThat(page.heard()).isEmpty();
  }

  @Test
  void aChildThatLeavesItsParentIsToldAtOnce() {
    everythingBreaks();
    host.passes("PT1H");
    page.leaves(host);
    assertThat(page.heard()).containsExactly("anna OPENED");
  }

  @Test
  void thirtyPagesOfOneHostAreOneMessageAndTheTwoThatStayBrokenTwoMore() {
    Story center = new Story("2026-06-02T10:00");
    List<Story> pages = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      pages.add(center.another("page" + i).dependsOn(center));
    }
    pages.forEach(Story::looksBad);
    center.looksBad().passes("PT30S");
    pages.forEach(Story::looksBad);
    center.looksBad().passes("PT2H");
    assertThat(center.heard()).containsExactly("anna OPENED");
    center.isMended().passes("PT5S");
    pages.subList(2, 30).forEach(Story::looksFine);
    pages.subList(0, 2).forEach(Story::looksBad);
    center.passes("PT30S");
    pages.subList(2, 30).forEach(Story::looksFine);
    center.passes("PT10M");
    assertThat(pages.subList(0, 2)).allMatch(p -> p.heard().equals(List.of("anna OPENED")));
    assertThat(pages.subList(2, 30)).allMatch(p -> p.heard().isEmpty());
  }
}
