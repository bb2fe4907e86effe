package io.wellkept.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who hears what and when, told as stories. */
final class LadderStoryTest {
  @Test
  void tellsTheOwnerOnlyAfterTheSecondBadLook() {
    Story story = new Story().looksBad();
    assertThat(story.heard()).isEmpty();
    assertThat(story.step.lookAgainAt()).isEqualTo(story.now.plusSeconds(30));
    story.passes("PT30S").looksBad();
    assertThat(story.heard()).containsExactly("anna OPENED");
  }

  @Test
  void aFalseAlarmIsForgotten() {
    Story story = new Story().looksBad().passes("PT30S").looksFine();
    assertThat(story.step.why()).isEqualTo(Reason.FALSE_ALARM);
    story.passes("PT5M").looksBad();
    assertThat(story.step.why()).isEqualTo(Reason.TO_BE_CONFIRMED);
    assertThat(story.incidents).isEmpty();
  }

  @Test
  void tellsTheBackupWhenTheOwnerIsSilent() {
    Story story = new Story().breaks().until("2026-06-01T14:00");
    assertThat(story.heard()).containsExactly("anna OPENED");
    story.until("2026-06-01T14:01");
    assertThat(story.heard()).containsExactly("ben OPENED");
    assertThat(story.decided.get(1).why()).isEqualTo(Reason.NO_REACTION);
    story.until("2026-06-01T16:01");
    assertThat(story.heard()).containsExactly("carla OPENED");
  }

  @Test
  void countsTheWaitFromWhenTheMessageLeft() {
    Story story = new Story();
    story.delivering = false;
    story.breaks().until("2026-06-01T12:00");
    story.delivering = true;
    story.settle().until("2026-06-01T15:59");
    assertThat(story.heard()).containsExactly("anna OPENED");
    story.until("2026-06-01T16:00");
    assertThat(story.heard()).containsExactly("ben OPENED");
  }

  @Test
  void skipsAtOnceWhoIsAwayAndSaysSo() {
    Story story = new Story().away("anna", "2026-06-01", "2026-06-01").breaks();
    assertThat(story.heard()).containsExactly("ben OPENED");
    assertThat(story.decided.get(0).why()).isEqualTo(Reason.NOBODY_ON_RUNG);
    assertThat(story.events)
        .anyMatch(e ->
            e.type() == Event.Type.SKIPPED
                && "anna".equals(e.person())
                && e.reason() == Reason.PERSON_AWAY);
  }

  @Test
  void remindsAfterTheLastRung() {
    Story story = new Story().breaks().until("2026-06-01T17:00");
    assertThat(story.heard()).containsExactly("anna OPENED", "ben OPENED", "carla OPENED");
    story.until("2026-06-02T17:00");
    assertThat(story.heard()).containsExactly("carla REMINDER");
  }

  @Test
  void goesOnWhenThePromisePasses() {
    Story story = new Story().breaks().takes("anna", "2026-06-02T12:00");
    assertThat(story.heard()).containsExactly("anna OPENED", "anna RECEIPT");
    story.until("2026-06-02T11:59");
    assertThat(story.heard()).isEmpty();
    story.until("2026-06-02T12:00");
    assertThat(story.heard()).containsExactly("anna LAPSED", "ben OPENED");
  }

  @Test
  void aPromiseThatPassesWhileItLooksFineIsBrokenOnceItIsBadAgain() {
    Story story = new Story().breaks().takes("anna", "2026-06-01T12:00");
    story.until("2026-06-01T11:59").looksFine().until("2026-06-01T12:01");
    story.heard();
    story.looksBad();
    assertThat(story.heard()).containsExactly("anna LAPSED", "ben OPENED");
  }

  @Test
  void aPromiseMadeBeforeAnybodyWasToldPassesToTheOwnerFirst() {
    Story story = new Story("2026-06-06T10:00").breaks();
    story.takes("ben", "2026-06-08T10:00").until("2026-06-08T10:00");
    assertThat(story.heard()).containsExactly("ben RECEIPT", "ben LAPSED", "anna OPENED");
  }

  @Test
  void whoseOwnPromisePassedIsNotToldTwiceAtOnce() {
    Story story = new Story().breaks().takes("ben", "2026-06-01T12:00");
    story.heard();
    story.until("2026-06-01T12:00");
    assertThat(story.heard()).containsExactly("ben LAPSED");
    story.until("2026-06-01T14:00");
    assertThat(story.heard()).containsExactly("carla OPENED");
  }

  @Test
  void aSnoozeThatEndedWhileItWasTakenDoesNotSwallowTheBrokenPromise() {
    Story story = new Story().breaks().takes("anna", "2026-06-01T15:00");
    story.snoozes("anna", "2026-06-01T12:00");
    story.heard();
    story.until("2026-06-01T15:00");
    assertThat(story.heard()).containsExactly("anna LAPSED", "ben OPENED");
  }

  @Test
  void aSnoozeLongerThanThePromiseHoldsTheLadder() {
    Story story = new Story().breaks().takes("anna", "2026-06-01T12:00");
    story.snoozes("anna", "2026-06-01T15:00");
    story.heard();
    story.until("2026-06-01T14:59");
    assertThat(story.heard()).isEmpty();
    story.until("2026-06-01T15:00");
    assertThat(story.heard()).containsExactly("anna LAPSED", "ben OPENED");
  }

  @Test
  void aReminderThatCannotBeDeliveredIsNotRepeatedAtOnce() {
    Story story = new Story().breaks().until("2026-06-01T17:00");
    story.deaf.addAll(List.of("anna", "ben", "carla"));
    story.until("2026-06-02T17:00");
    assertThat(story.decided.stream().filter(n -> n.kind() == NoticeKind.REMINDER)).hasSize(1);
  }

  @Test
  void remindersToTheOnlyOneReachedAreNotRepeatedAtOnceWhenTheyFail() {
    Story story = new Story();
    story.withoutRoad.addAll(List.of("ben", "carla"));
    story.breaks().until("2026-06-01T13:00");
    story.deaf.add("anna");
    story.until("2026-06-02T16:00");
    assertThat(story.decided.stream().filter(n -> n.kind() == NoticeKind.REMINDER)).hasSize(1);
  }

  @Test
  void aReminderIsNotQueuedBehindOneThatIsStillOnItsWay() {
    Story story = new Story();
    story.backups = List.of("ben", "dora");
    story.person("dora", Story.BERLIN);
    story.policy = Story.policy(true, Story.rung("backup", "PT0S"));
    story.breaks();
    story.delivering = false;
    story.passes("PT8H");
    Notice toBen =
        story.outbox.stream().filter(n -> n.person().equals("ben")).findFirst().orElseThrow();
    story.end(toBen, Told.Outcome.SENT);
    story.settle().passes("PT8H");
    assertThat(story.outbox).extracting(Notice::person).containsExactlyInAnyOrder("ben", "dora");
  }

  @Test
  void nobodyIsToldWhoLeftTheCompany() {
    Story story = new Story().breaks().until("2026-06-01T17:00");
    story.heard();
    story.persons.remove("carla");
    story.until("2026-06-03T17:00");
    assertThat(story.decided).filteredOn(n -> n.person().equals("carla")).hasSize(1);
    story.looks(Story.finding("page.noindex", Severity.MAJOR));
    story.isMended().until("2026-06-04T10:00");
    assertThat(story.decided).filteredOn(n -> n.person().equals("carla")).hasSize(1);
    assertThat(story.heard()).contains("anna RESOLVED", "ben RESOLVED");
  }

  @Test
  void triesTheWholeLadderAgainAfterNobodyCouldBeReached() {
    Story story = new Story();
    story.deaf.addAll(List.of("anna", "ben", "carla"));
    story.breaks();
    assertThat(story.decision.nobody()).isTrue();
    assertThat(story.decided).hasSize(3);
    story.deaf.clear();
    story.passes("PT1H");
    assertThat(story.heard()).containsExactly("anna OPENED");
  }

  @Test
  void aLadderThatShrankAndGrewAgainDoesNotStandStill() {
    Story story = new Story().breaks().until("2026-06-01T17:00");
    Policy whole = story.policy;
    story.policy = Story.policy(false, Story.rung("owner", "PT0S"), Story.rung("backup", "PT4H"));
    story.until("2026-06-02T17:00");
    story.policy = whole;
    story.until("2026-06-05T17:00");
    assertThat(story.heard()).endsWith("carla REMINDER");
  }

  @Test
  void newsWaitForTheWorkingDay() {
    Story story = new Story("2026-06-05T16:00").breaks().until("2026-06-06T03:00");
    story.heard();
    story.looks(Story.finding("page.gone", Severity.CRITICAL));
    assertThat(story.heard()).isEmpty();
    story.until("2026-06-08T09:00");
    assertThat(story.heard()).containsExactly("anna UPDATED");
  }

  @Test
  void newsAroundTheClockWaitForNothing() {
    Story story = new Story("2026-06-05T16:00");
    story.policy = Story.policy(true, Story.rung("owner", "PT0S"));
    story.breaks().until("2026-06-05T23:00");
    story.heard();
    story.looks(Story.finding("page.gone", Severity.CRITICAL));
    assertThat(story.heard()).containsExactly("anna UPDATED");
  }

  @Test
  void theEndIsToldInWorkingHours() {
    Story story = new Story("2026-06-05T16:00").breaks().until("2026-06-06T03:00");
    story.heard();
    story.isMended();
    assertThat(story.heard()).isEmpty();
    story.until("2026-06-08T09:00");
    assertThat(story.heard()).containsExactly("anna RESOLVED");
  }

  @Test
  void whoGoesAwayFromTomorrowIsNotWaitedForUntilTheReturn() {
    Story story = new Story("2026-06-05T18:00").away("anna", "2026-06-08", "2026-06-26").breaks();
    story.until("2026-06-08T09:00");
    assertThat(story.heard()).containsExactly("ben OPENED");
  }

  @Test
  void theLadderDoesNotWaitForSomebodyWhoWentAway() {
    Story story = new Story("2026-06-05T16:00").away("anna", "2026-06-08", "2026-06-26").breaks();
    assertThat(story.heard()).containsExactly("anna OPENED");
    story.until("2026-06-08T09:00");
    assertThat(story.heard()).containsExactly("ben OPENED");
  }

  @Test
  void somethingMutedBesideItDoesNotHurryTheEnd() {
    Story story = new Story().breaks();
    story.muted.add("page.title");
    story.passes("PT5M").looks(Story.finding("page.title", Severity.MINOR));
    assertThat(story.step.why()).isEqualTo(Reason.LOOKS_FINE_AGAIN);
    assertThat(story.incident().resolved()).isFalse();
  }

  @Test
  void aMuteResolves() {
    Story story = new Story().breaks();
    story.muted.add("page.status");
    story.passes("PT5M").looksBad();
    assertThat(story.incident().standing())
        .isEqualTo(new Standing.Resolved(story.now, Reason.ONLY_MUTED));
    assertThat(story.heard()).containsExactly("anna OPENED", "anna RESOLVED");
  }

  @Test
  void asBadAsOnceBeforeWakesTheLadderOfThatSeverity() {
    Story story = new Story("2026-06-05T16:00");
    story.looks(Story.finding("page.status", Severity.CRITICAL)).passes("PT30S");
    story.looks(Story.finding("page.status", Severity.CRITICAL)).passes("PT5M");
    story.looks(Story.finding("page.status", Severity.MINOR)).until("2026-06-06T10:00");
    story.heard();
    story.policy = Story.policy(true, Story.rung("owner", "PT0S"), Story.rung("backup", "PT15M"));
    story.looks(Story.finding("page.status", Severity.CRITICAL));
    assertThat(story.heard()).containsExactly("ben OPENED");
  }

  @Test
  void theReceiptOfWhatWasGivenBackIsNotSent() {
    Story story = new Story().breaks();
    story.delivering = false;
    story.takes("anna", "2026-06-02T12:00").givesBack("anna");
    story.heard();
    story.delivering = true;
    assertThat(story.settle().heard()).isEmpty();
  }

  @Test
  void aTakerHearsTheNewsAlthoughTheReceiptLeftAfterThem() {
    Story story = new Story().breaks();
    story.heard();
    story.delivering = false;
    story.passes("PT1M").takes("anna", "2026-06-02T12:00").passes("PT1S");
    Notice receipt = story.outbox.get(0);
    story.looks(Story.finding("page.gone", Severity.CRITICAL)).passes("PT1S");
    story.end(receipt, Told.Outcome.SENT);
    story.delivering = true;
    assertThat(story.settle().heard()).containsExactly("anna RECEIPT", "anna UPDATED");
  }

  @Test
  void toldLateOnARungSaysWhyTheRungWasReached() {
    Story story = new Story();
    story.backups = List.of("ben", "kiri");
    story.person("kiri", ZoneId.of("Pacific/Auckland"));
    story.policy = Story.policy(false, Story.rung("owner", "PT0S"), Story.rung("backup", "PT4H"));
    story.breaks().until("2026-06-02T00:00");
    assertThat(story.decided)
        .filteredOn(n -> n.person().equals("kiri"))
        .extracting(Notice::why)
        .containsExactly(Reason.NO_REACTION);
  }

  @Test
  void theOwnerIsNextBeforeAnybodyWasTold() {
    Story story = new Story("2026-06-06T10:00").breaks();
    var forecast =
        Escalation.forecast(story.incident(), story.situation(), story.now).orElseThrow();
    assertThat(forecast.persons()).extracting(p -> p.id()).containsExactly("anna");
    assertThat(forecast.at()).isEqualTo(Story.at("2026-06-08T09:00"));
  }

  @Test
  void whoIsToldAgainOnAHigherRungIsReminded() {
    Story story = new Story();
    story.owner = "carla";
    story.backups = List.of("ben");
    story.breaks().until("2026-06-01T16:30");
    assertThat(story.heard()).containsExactly("carla OPENED", "ben OPENED", "carla REMINDER");
  }

  @Test
  void newsDoNotBeginTheWaitForTheNextRungAnew() {
    Story story = new Story("2026-06-02T09:00").breaks().until("2026-06-02T12:00");
    story.looks(Story.finding("page.slow", Severity.MAJOR));
    assertThat(story.heard()).containsExactly("anna OPENED", "anna UPDATED");
    story.until("2026-06-02T13:01");
    assertThat(story.heard()).containsExactly("ben OPENED");
  }

  @Test
  void worseThanWhatWasTakenEndsTheTakingThoughItWasAsBadBefore() {
    Finding severe = Story.finding("page.status", Severity.CRITICAL);
    Finding mild = Story.finding("page.status", Severity.MINOR);
    Story story = new Story().looks(severe).passes("PT30S").looks(severe).looks(mild);
    story.takes("anna", "2026-06-02T10:00");
    story.looks(mild);
    assertThat(story.incident().taken()).isPresent();
    story.heard();
    story.passes("PT1M").looks(severe);
    assertThat(story.incident().taken()).isEmpty();
    assertThat(story.heard()).containsExactly("anna UPDATED");
  }

  @Test
  void aFirstMessageThatWaitsDoesNotGoToWhoNoLongerOwnsIt() {
    Story story = new Story();
    story.delivering = false;
    story.breaks();
    story.owner = "carla";
    story.delivering = true;
    story.settle();
    assertThat(story.heard()).containsExactly("carla OPENED");
    assertThat(story.ended.values()).containsOnlyOnce(Told.Outcome.WITHDRAWN);
    story.owner = "anna";
    story.reloads();
    assertThat(story.heard()).containsExactly("anna OPENED");
  }

  @Test
  void whatLookedFineAndThenCouldNotBeSeenIsNotForgotten() {
    Story story = new Story().breaks();
    story.heard();
    story.looksFine().passes("PT10S").looksInVain();
    story.until("2026-06-08T10:00");
    assertThat(story.incident().wakeAt()).isNotNull();
    assertThat(story.incidents.values()).noneMatch(i -> i.resolved());
    Incident fault = List.copyOf(story.incidents.values()).get(0);
    assertThat(fault.wakeAt()).isAfter(story.now);
    story.looksBad();
    assertThat(story.heard()).contains("ben OPENED");
  }

  @Test
  void remindersForWeeksDoNotFillTheMemory() {
    Story story = new Story();
    story.policy = Story.policy(true, Story.rung("owner", "PT0S"));
    story.breaks().passes("P40D");
    assertThat(story.heard()).filteredOn("anna REMINDER"::equals).hasSize(120);
    Incident incident = story.incident();
    assertThat(incident.told()).hasSizeLessThanOrEqualTo(40);
    assertThat(incident.told().get(0).kind()).isEqualTo(NoticeKind.OPENED);
    assertThat(incident.everDecided()).isEqualTo(121);
    assertThat(story.decided).extracting(Notice::id).doesNotHaveDuplicates();
  }

  @Test
  void aClockThatWentBackRepeatsNoNewsAndNoReceipt() {
    Story story = new Story().breaks();
    story.delivering = false;
    story.passes("PT1H").looks(Story.finding("page.slow", Severity.MAJOR));
    story.clockGoesBack(Duration.ofMinutes(90));
    story.delivering = true;
    story.passes("PT1H");
    assertThat(story.heard()).containsExactly("anna OPENED", "anna UPDATED");
    story.takes("anna", "2026-06-01T20:00");
    story.clockGoesBack(Duration.ofMinutes(30));
    story.passes("PT10M");
    assertThat(story.heard()).containsExactly("anna RECEIPT");
  }
}
