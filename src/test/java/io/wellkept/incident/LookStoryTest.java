package io.wellkept.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What looks lead to, told as stories. */
final class LookStoryTest {
  private static final Finding WORSE = Story.finding("page.status", Severity.CRITICAL);

  @Test
  void oneLookIsEnoughWhereNothingIsConfirmed() {
    Story story = new Story();
    story.confirm = Duration.ZERO;
    story.looksBad();
    assertThat(story.step.why()).isEqualTo(Reason.SEEN_ONCE_IS_ENOUGH);
    assertThat(story.step.lookAgainAt()).isNull();
    story.passes("PT1M").looksFine();
    assertThat(story.incident().fineSince()).isEqualTo(story.now);
    assertThat(story.heard()).containsExactly("anna OPENED", "anna RESOLVED");
  }

  @Test
  void saysNothingAgainForStillBad() {
    Story story = new Story().breaks().passes("PT5M").looksBad();
    assertThat(story.step.why()).isEqualTo(Reason.STILL_BAD);
    assertThat(story.step.events()).isEmpty();
    assertThat(story.incident().lastBadAt()).isEqualTo(story.now);
    assertThat(story.heard()).containsExactly("anna OPENED");
  }

  @Test
  void recoveryIsConfirmedAndEverybodyWhoWasToldHearsIt() {
    Story story = new Story().breaks().until("2026-06-01T15:00");
    story.heard();
    story.looksFine();
    assertThat(story.step.why()).isEqualTo(Reason.LOOKS_FINE_AGAIN);
    assertThat(story.step.lookAgainAt()).isEqualTo(story.now.plusSeconds(30));
    assertThat(story.heard()).isEmpty();
    story.passes("PT30S").looksFine();
    assertThat(story.step.why()).isEqualTo(Reason.RECOVERED);
    assertThat(story.heard()).containsExactly("anna RESOLVED", "ben RESOLVED");
    assertThat(story.decision.why()).isEqualTo(Reason.SETTLED);
  }

  @Test
  void nobodyIsToldWhileItMayJustHaveBeenRepairedAndARelapseGoesOn() {
    Story story = new Story().breaks().until("2026-06-01T13:59").looksFine();
    story.until("2026-06-01T14:30");
    assertThat(story.heard()).containsExactly("anna OPENED");
    assertThat(story.decision.why()).isEqualTo(Reason.WAITING_FOR_CERTAINTY);
    story.looksBad();
    assertThat(story.step.why()).isEqualTo(Reason.RELAPSED);
    assertThat(story.heard()).containsExactly("ben OPENED");
  }

  @Test
  void aFindingWorseThanWhatWasTakenEndsTheTaking() {
    Story story = new Story().breaks().takes("anna", "2026-06-03T12:00").passes("PT5M");
    story.heard();
    story.looks(WORSE);
    assertThat(story.step.why()).isEqualTo(Reason.WORSE);
    assertThat(story.incident().taken()).isEmpty();
    assertThat(story.heard()).containsExactly("anna UPDATED");
    assertThat(story.events)
        .filteredOn(e -> e.type() == Event.Type.UNTAKEN)
        .extracting(Event::reason)
        .containsExactly(Reason.TAKING_ENDED);
    story.passes("PT5M").looks(WORSE);
    assertThat(story.heard()).isEmpty();
  }

  @Test
  void somethingMoreThatIsWrongIsNews() {
    Story story = new Story().breaks().passes("PT5M");
    story.looks(WORSE, Story.finding("page.title", Severity.MINOR));
    story.passes("PT5M").looks(Story.finding("page.slow", Severity.MINOR));
    assertThat(story.step.why()).isEqualTo(Reason.NEW_FINDING);
    assertThat(story.heard()).containsExactly("anna OPENED", "anna UPDATED", "anna UPDATED");
  }

  @Test
  void everybodyWhoWasToldHearsWhoTookIt() {
    Story story = new Story().breaks().until("2026-06-01T15:00");
    story.heard();
    story.takes("ben", "2026-06-02T12:00");
    assertThat(story.heard()).containsExactlyInAnyOrder("ben RECEIPT", "anna TAKEN");
    assertThat(story.decision.why()).isEqualTo(Reason.TAKEN);
  }

  @Test
  void observingHoldsAndThenSendsOneList() {
    Story story = new Story();
    story.observedUntil = Story.at("2026-06-02T10:00");
    story.breaks();
    assertThat(story.decision.why()).isEqualTo(Reason.OBSERVING);
    story.until("2026-06-02T10:00");
    assertThat(story.outbox).extracting(Notice::kind).containsExactly(NoticeKind.FIRST_LIST);
    assertThat(story.decided.get(0).why()).isEqualTo(Reason.OBSERVED);
    story.until("2026-06-02T10:01");
    assertThat(story.heard()).containsExactly("anna FIRST_LIST");
  }

  @Test
  void holdsOverTheWeekend() {
    Story story = new Story("2026-06-06T10:00").breaks();
    assertThat(story.decision.why()).isEqualTo(Reason.OUT_OF_HOURS);
    story.until("2026-06-08T08:59");
    assertThat(story.heard()).isEmpty();
    story.until("2026-06-08T09:00");
    assertThat(story.heard()).containsExactly("anna OPENED");
  }

  @Test
  void aSnoozeIsSilentAndItsEndReminds() {
    Story story = new Story().breaks().snoozes("anna", "2026-06-02T11:00");
    assertThat(story.decision.why()).isEqualTo(Reason.SNOOZED);
    story.until("2026-06-02T10:59");
    assertThat(story.heard()).containsExactly("anna OPENED");
    story.until("2026-06-02T11:00");
    assertThat(story.heard()).containsExactly("anna REMINDER");
    assertThat(story.decided.get(1).why()).isEqualTo(Reason.SNOOZE_ENDED);
  }

  @Test
  void aLongBlindnessIsTheOperatorsAndEndsWithTheFirstSight() {
    Story story = new Story().looksInVain().passes("PT59M").looksInVain();
    assertThat(story.incidents).isEmpty();
    assertThat(story.step.why()).isEqualTo(Reason.BLIND);
    story.passes("PT1M").looksInVain();
    assertThat(story.step.why()).isEqualTo(Reason.BLIND_FOR_LONG);
    assertThat(story.incident().audience()).isEqualTo(Audience.OPERATORS);
    story.passes("PT5M").looksInVain();
    assertThat(story.incidents).hasSize(1);
    assertThat(story.state.tally().blind()).isEqualTo(2);
    story.passes("PT1M").looksFine();
    assertThat(story.incident().standing())
        .isEqualTo(new Standing.Resolved(story.now, Reason.SEES_AGAIN));
    assertThat(story.state.blindSince()).isNull();
  }

  @Test
  void blindnessNeitherOpensNorResolvesWhatCustomersMeet() {
    Story story = new Story().looksBad().looksInVain();
    assertThat(story.state.suspicions()).hasSize(1);
    story.breaks().passes("PT5M").looksInVain();
    assertThat(story.incident().resolved()).isFalse();
  }

  @Test
  void whatIsNotSureEnoughOpensNothing() {
    Finding sure = Story.finding("page.status", Severity.MAJOR);
    Finding guess =
        new Finding(
            "c", "k", "", sure.severity(), sure.leadsTo(), 0.49, "?", List.of(), sure.since());
    Story story = new Story().looks(guess).passes("PT30S").looks(guess);
    assertThat(story.incidents).isEmpty();
    assertThat(story.step.why()).isEqualTo(Reason.NOT_SURE_ENOUGH);
    story.muted.add("k");
    story.looks(guess);
    assertThat(story.step.why()).isEqualTo(Reason.ONLY_MUTED);
  }

  @Test
  void theSameFaultKeepsItsBeginning() {
    Story story = new Story().looksBad();
    Instant begin = story.now;
    story.passes("PT30S").looksBad();
    assertThat(story.incident().since()).isEqualTo(begin);
    assertThat(story.incident().openedAt()).isEqualTo(begin.plusSeconds(30));
  }

  @Test
  void everySubjectHasItsOwnIncident() {
    Story story = new Story();
    story.confirm = Duration.ZERO;
    Finding one = Story.finding("review", Severity.MAJOR);
    Finding a =
        new Finding(
            "review", "a", "a", one.severity(), one.leadsTo(), 1, "A", List.of(), one.since());
    Finding b =
        new Finding(
            "review", "b", "b", one.severity(), one.leadsTo(), 1, "B", List.of(), one.since());
    story.looks(a, b).passes("PT5M").looks(b);
    assertThat(story.incidents.values())
        .extracting(Incident::resolved)
        .containsExactly(true, false);
  }

  @Test
  void anHourThatIsOverBelongsToHistory() {
    Story story = new Story().took(0.2).passes("PT10M").looksBad();
    assertThat(story.step.finished()).isNull();
    story.until("2026-06-01T11:00").took(0.1);
    Tally hour = story.step.finished();
    assertThat(hour.looks()).isEqualTo(2);
    assertThat(hour.bad()).isEqualTo(1);
    assertThat(hour.percentile(0.5)).isCloseTo(0.2, within(0.025));
    assertThat(story.state.tally().looks()).isEqualTo(1);
    story.until("2026-06-01T12:00").looksInVain();
    assertThat(story.step.finished().looks()).isEqualTo(1);
  }

  @Test
  void percentilesAreRightToWithinATenth() {
    Tally tally = Tally.of(Instant.EPOCH);
    assertThat(tally.percentile(0.5)).isNaN();
    for (int i = 1; i <= 100; i++) {
      tally = tally.took(i / 100.0);
    }
    assertThat(tally.percentile(0.5)).isCloseTo(0.5, within(0.06));
    assertThat(tally.percentile(0.95)).isCloseTo(0.95, within(0.12));
    assertThat(tally.percentile(1)).isCloseTo(1, within(0.12));
    assertThat(tally.took(0).classes().get(0)).isEqualTo(1);
    assertThat(tally.took(1e9).classes()).hasSize(60);
  }

  @Test
  void onlyTheLatencyIsCounted() {
    Story story = new Story();
    Incidents.Step step =
        Incidents.step(
            story.state,
            List.of(),
            new Observation.Seen(List.of(), List.of(new Measurement("size_bytes", 3))),
            story.state.memory(),
            story.terms(),
            story.now);
    assertThat(step.next().tally().classes()).isEmpty();
    assertThat(step.next().lastSeen()).isEqualTo(story.now);
    assertThat(step.why()).isEqualTo(Reason.ALL_FINE);
  }

  @Test
  void aTroubleOfOurOwnIsToldToTheOperators() {
    Incident trouble =
        Incidents.trouble(Story.CHECK, "stalled", Severity.MAJOR, "A loop stalled", Instant.EPOCH);
    assertThat(trouble.audience()).isEqualTo(Audience.OPERATORS);
    assertThat(trouble.worst().code()).isEqualTo("wellkept.stalled");
    assertThat(trouble.wakeAt()).isEqualTo(Instant.EPOCH);
  }
}
