package io.wellkept.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dora looks after what the check is about as well; the touchpoint is Anna's. */
final class InformedStoryTest {
  private static Story concerningDora() {
    Story story = new Story().person("dora", Story.BERLIN);
    story.concerned = List.of("dora");
    return story;
  }

  @Test
  void whomItConcernsHearsOfItOnceWhenTheOwnerIsToldAndOnceWhenItIsOver() {
    Story story = concerningDora().breaks();
    assertThat(story.heard()).containsExactly("anna OPENED", "dora INFORMED");

    story.looksBad().passes("PT3H").looksBad();
    assertThat(story.heard()).isEmpty();

    story.isMended();
    assertThat(story.heard()).containsExactly("anna RESOLVED", "dora RESOLVED");
  }

  @Test
  void whoeverIsOnlyInformedStandsOnNoLadder() {
    Story story = concerningDora().breaks();
    story.heard();

    story.passes("P2D");

    assertThat(story.heard())
        .contains("ben OPENED", "carla OPENED", "carla REMINDER")
        .noneMatch(heard -> heard.startsWith("dora"));
  }

  @Test
  void newsAndTakingAreForThoseWhoseItIs() {
    Story story = concerningDora().breaks();
    story.heard();

    story.passes("PT1H");
    story.looks(Story.finding("page.status", Severity.CRITICAL).since(story.now));
    assertThat(story.heard()).containsExactly("anna UPDATED");

    story.passes("PT4H");
    story.heard();
    story.takes("ben", "2026-06-01T17:00");
    assertThat(story.heard())
        .contains("ben RECEIPT", "anna TAKEN")
        .noneMatch(heard -> heard.startsWith("dora"));
  }

  @Test
  void nobodyIsInformedBeforeTheOwnerWasTold() {
    Story story = concerningDora();
    story.withoutRoad.addAll(List.of("anna", "ben", "carla"));
    story.breaks();
    assertThat(story.heard()).isEmpty();

    story.withoutRoad.remove("ben");
    story.passes("PT2H");

    assertThat(story.heard()).containsExactly("ben OPENED", "dora INFORMED");
  }

  @Test
  void nobodyIsInformedWhileItIsOnlyObserved() {
    Story story = concerningDora();
    story.observedUntil = story.now.plus(Duration.ofHours(6));
    story.breaks().passes("PT5H");
    assertThat(story.heard()).isEmpty();

    story.looksBad().passes("PT2H");

    assertThat(story.heard()).startsWith("anna FIRST_LIST", "dora INFORMED");
  }

  @Test
  void nobodyIsInformedWhileWhatItDependsOnIsWrong() {
    Story host = new Story();
    Story story = host.another("page").person("dora", Story.BERLIN).dependsOn(host);
    story.concerned = List.of("dora");
    host.breaks();
    story.breaks();

    assertThat(story.heard()).isEmpty();
  }

  @Test
  void informationThatWaitsForTheMorningIsWithdrawnWhenItIsOverByThen() {
    Story story = concerningDora();
    story.always("anna");
    story.until("2026-06-01T22:00").breaks();
    assertThat(story.heard()).containsExactly("anna OPENED");

    story.isMended().until("2026-06-02T12:00");

    assertThat(story.heard()).doesNotContain("dora INFORMED", "dora RESOLVED");
    assertThat(story.ended.values()).contains(Told.Outcome.WITHDRAWN);
  }

  @Test
  void informationThatWaitsIsStillTrueWhenSomebodyTookIt() {
    Story story = concerningDora();
    story.always("anna");
    story.until("2026-06-01T22:00").breaks().takes("anna", "2026-06-03T12:00");
    story.heard();

    story.until("2026-06-02T10:00");

    assertThat(story.heard()).containsExactly("dora INFORMED");
  }

  @Test
  void informationThatWaitsDoesNotLeaveWhileItIsWorkedOnAlsoIfSomebodyTookIt() {
    Story story = concerningDora();
    story.always("anna");
    story.until("2026-06-01T22:00").breaks().takes("anna", "2026-06-03T12:00");
    story.heard();
    story.until("2026-06-02T06:00").isMaintainedFor(Duration.ofHours(8));

    story.until("2026-06-02T13:00");
    assertThat(story.heard()).isEmpty();

    story.until("2026-06-02T14:10");
    assertThat(story.heard()).containsExactly("dora INFORMED");
  }

  @Test
  void restartSaysNothingAgain() {
    Story story = concerningDora().breaks();
    story.heard();

    story.restarts();
    story.passes("PT10M").looksBad().reloads();

    assertThat(story.heard()).isEmpty();
  }

  @Test
  void anOwnerWhoIsToldAnywayIsNotInformedToo() {
    Story story = new Story();
    story.concerned = List.of("anna");

    assertThat(story.breaks().heard()).containsExactly("anna OPENED");
  }

  @Test
  void whoLooksAfterItNoMoreIsNotInformed() {
    Story story = concerningDora();
    story.always("anna");
    story.until("2026-06-01T22:00").breaks();
    story.concerned = List.of();

    story.until("2026-06-02T10:00");

    assertThat(story.heard()).doesNotContain("dora INFORMED");
  }
}
