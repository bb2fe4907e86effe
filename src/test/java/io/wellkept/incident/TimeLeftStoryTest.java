package io.wellkept.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A review came on Monday at ten and is due on Tuesday at ten; at half time Anna is reminded. */
final class TimeLeftStoryTest {
  private static final Instant DUE = Story.at("2026-06-02T10:00");

  private static Story reviewed() {
    Story story = new Story("2026-06-01T14:00");
    story.confirm = Duration.ZERO;
    return story;
  }

  private static Finding waiting() {
    return Finding.of(
            "reviews.due", Severity.MINOR, Condition.UNANSWERED, "A review waits", Instant.EPOCH)
        .due(DUE);
  }

  private static Finding late() {
    return Finding.of(
            "reviews.unanswered",
            Severity.MAJOR,
            Condition.UNANSWERED,
            "A review is without an answer",
            Instant.EPOCH)
        .due(DUE);
  }

  @Test
  void untilItIsLateNobodyButItsOwnerHears() {
    Story story = reviewed().looks(waiting());
    assertThat(story.heard()).containsExactly("anna OPENED");
    assertThat(story.decision.why()).isEqualTo(Reason.THERE_IS_TIME);
    assertThat(story.decision.next().wakeAt()).isEqualTo(DUE);

    story.passes("PT19H59M");
    assertThat(story.heard()).isEmpty();
  }

  @Test
  void whenItIsLateItsOwnerHearsAndTheLadderBeginsToWait() {
    Story story = reviewed().looks(waiting());
    story.heard();
    story.passes("PT20H").looks(late());
    assertThat(story.heard()).containsExactly("anna UPDATED");
    assertThat(story.step.why()).isEqualTo(Reason.LATE);

    story.passes("PT3H59M");
    assertThat(story.heard()).isEmpty();
    story.passes("PT1M");
    assertThat(story.heard()).containsExactly("ben OPENED");
  }

  @Test
  void theLadderWaitsFromThenOnAlsoIfNobodyLooks() {
    Story story = reviewed().looks(waiting());
    story.heard();
    story.passes("PT23H59M");
    assertThat(story.heard()).isEmpty();
    story.passes("PT1M");
    assertThat(story.heard()).containsExactly("ben OPENED");
  }

  @Test
  void anAnswerInTimeEndsIt() {
    Story story = reviewed().looks(waiting());
    story.heard();
    story.passes("PT2H").looks();
    assertThat(story.heard()).containsExactly("anna RESOLVED");
    story.passes("P3D");
    assertThat(story.heard()).isEmpty();
  }

  @Test
  void whoIsAwayIsNotWaitedFor() {
    Story story = reviewed().away("anna", "2026-06-01", "2026-06-07").looks(waiting());
    assertThat(story.heard()).containsExactly("ben OPENED");
    story.passes("PT19H");
    assertThat(story.heard()).isEmpty();
  }

  @Test
  void takingItAnswersNoCustomer() {
    Story story = reviewed().looks(waiting());
    story.takes("anna", "2026-06-03T10:00");
    story.heard();
    story.passes("PT20H").looks(late());
    assertThat(story.heard()).containsExactly("anna UPDATED");
  }

  @Test
  void theForecastNamesWhoIsNextOnceItIsLate() {
    Story story = reviewed().looks(waiting());
    Escalation.Forecast next =
        Escalation.forecast(story.incident(), story.situation(), story.now).orElseThrow();
    assertThat(next.persons()).extracting("id").containsExactly("ben");
    assertThat(next.at()).isEqualTo(Story.at("2026-06-02T14:00"));
  }
}
