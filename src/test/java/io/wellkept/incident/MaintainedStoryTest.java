package io.wellkept.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Monday, ten o'clock, in everybody's working hours; ben is told after the wait of the ladder. */
final class MaintainedStoryTest {
  private static final Finding SLOW = Story.finding("page.slow", Severity.MINOR);
  private static final Finding DOWN = Story.finding("page.status", Severity.CRITICAL);

  private static Story monday() {
    return new Story("2026-06-01T10:00");
  }

  private static Story twice(Story story, Finding finding) {
    return story.looks(finding).passes(story.confirm).looks(finding);
  }

  @Test
  void whatBreaksMeanwhileWaitsForTheEndAndOneMoreLook() {
    Story story = monday().isMaintainedFor(Duration.ofHours(1)).breaks();
    assertThat(story.decision.why()).isEqualTo(Reason.MAINTENANCE);
    assertThat(story.decision.next().wakeAt()).isEqualTo(Story.at("2026-06-01T11:00"));
    story.until("2026-06-01T11:00");
    assertThat(story.decision.why()).isEqualTo(Reason.MAINTENANCE_OVER);
    assertThat(story.wanted).containsExactly(story.id);
    assertThat(story.heard()).isEmpty();
    story.looksBad();
    assertThat(story.heard()).containsExactly("anna OPENED");
    assertThat(story.incident().told().getFirst().why()).isEqualTo(Reason.OUTLASTED_MAINTENANCE);
  }

  @Test
  void ifNobodyCanLookAfterItItIsToldAllTheSame() {
    Story story = monday().isMaintainedFor(Duration.ofHours(1)).breaks();
    story.until("2026-06-01T11:59");
    assertThat(story.heard()).isEmpty();
    story.until("2026-06-01T12:00");
    assertThat(story.heard()).containsExactly("anna OPENED");
  }

  @Test
  void whatIsOverMeanwhileIsToldToNobody() {
    Story story = monday().isMaintainedFor(Duration.ofHours(1)).breaks();
    story.passes("PT10M").isMended();
    assertThat(story.incident().resolved()).isTrue();
    story.passes("PT3H");
    assertThat(story.heard()).isEmpty();
  }

  @Test
  void itsTimeDoesNotCountAsWaiting() {
    Story without = monday().breaks();
    without.heard();
    Duration wait = untilBenHears(without);

    Story story = monday().breaks();
    story.heard();
    story.passes("PT10M").isMaintainedFor(Duration.ofMinutes(90));
    story.passes("PT90M").looksBad();
    assertThat(story.heard()).isEmpty();
    assertThat(untilBenHears(story).plusMinutes(10)).isEqualTo(wait);
  }

  private static Duration untilBenHears(Story story) {
    for (int minutes = 0; minutes < 600; minutes++) {
      if (story.heard().contains("ben OPENED")) {
        return Duration.ofMinutes(minutes);
      }
      story.passes("PT1M");
    }
    throw new AssertionError("Ben was never told");
  }

  @Test
  void whatIsWorseMeanwhileOnlyIsNoNewsAfterIt() {
    Story story = twice(monday(), SLOW);
    assertThat(story.heard()).containsExactly("anna OPENED");
    story.isMaintainedFor(Duration.ofHours(1)).passes("PT10M").looks(DOWN);
    assertThat(story.incident().worst().code()).isEqualTo("page.status");
    story.passes("PT50M").looks(SLOW);
    assertThat(story.heard()).isEmpty();
  }

  @Test
  void whatIsWorseAfterItIsNews() {
    Story story = twice(monday(), SLOW);
    story.heard();
    story.isMaintainedFor(Duration.ofHours(1)).passes("PT10M").looks(DOWN);
    story.passes("PT10M").looks(DOWN).passes("PT40M").looks(DOWN);
    assertThat(story.heard()).containsExactly("anna UPDATED");
    assertThat(updated(story)).singleElement().extracting(Event::at).isEqualTo(story.now);
  }

  @Test
  void whatChangesByTurnsMeanwhileFillsNoHistory() {
    Story story = twice(monday(), SLOW);
    story.isMaintainedFor(Duration.ofHours(1));
    for (int i = 0; i < 10; i++) {
      story.passes("PT2M").looks(DOWN).passes("PT2M").looks(SLOW);
    }
    assertThat(story.incident().worst().code()).isEqualTo(SLOW.code());
    assertThat(updated(story)).isEmpty();
  }

  private static List<Event> updated(Story story) {
    return story.events.stream().filter(event -> event.type() == Event.Type.UPDATED).toList();
  }

  @Test
  void whatPeopleKnowOfEndsOnlyByALookAfterIt() {
    Story story = monday().breaks();
    story.heard();
    story.isMaintainedFor(Duration.ofHours(1)).passes("PT10M").isMended();
    assertThat(story.incident().resolved()).isFalse();
    assertThat(story.incident().fineSince()).isNotNull();
    story.passes("PT50M").looksFine();
    assertThat(story.incident().resolved()).isTrue();
    assertThat(story.heard()).containsExactly("anna RESOLVED");
  }

  @Test
  void aPromiseThatPassesMeanwhileIsCalledPassedAfterIt() {
    Story story = monday().breaks();
    story.acts(
        Acts.take(
            story.incident(),
            "anna",
            story.now.plus(Duration.ofMinutes(30)),
            "",
            "api",
            story.policy,
            story.now));
    story.heard();
    story.isMaintainedFor(Duration.ofHours(1)).passes("PT59M");
    assertThat(story.heard()).isEmpty();
    story.passes("PT1M").looksBad();
    assertThat(story.heard()).contains("anna LAPSED");
  }

  @Test
  void beingFineAndBadByTurnsMeanwhileSaysNothingOfHowSteadyItIs() {
    Story story = monday().isMaintainedFor(Duration.ofHours(3));
    for (int i = 0; i < 8; i++) {
      story.breaks().passes("PT5M").isMended().passes("PT5M");
    }
    assertThat(story.incidents.values()).allMatch(incident -> incident.unsteady() == null);
  }

  @Test
  void theForecastReckonsWithIt() {
    Story story = monday().isMaintainedFor(Duration.ofHours(1)).breaks();
    assertThat(Escalation.forecast(story.incident(), story.situation(), story.now))
        .map(Escalation.Forecast::at)
        .contains(Story.at("2026-06-01T11:00"));
  }
}
