package io.wellkept.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import io.wellkept.incident.Event.Type;
import io.wellkept.incident.Reason;
import io.wellkept.report.OwnersFigures.Course;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hand-computed: how long customers wait until somebody takes it, and until it is over. */
final class OwnersFiguresTest {
  private static final CheckId PAGE = new CheckId("landing", "page");

  /** A Friday, 16:00 in Berlin, where Anna works until five, and from nine on Monday. */
  private static final Instant FRIDAY = Instant.parse("2026-06-05T14:00:00Z");

  private static final Person ANNA =
      new Person(
          "anna",
          "Anna",
          Map.of(),
          List.of(),
          ZoneId.of("Europe/Berlin"),
          WorkingHours.USUAL,
          List.of());

  private final List<Event> turns = new ArrayList<>();

  private void turn(String incident, CheckId check, Type type, int hours, @Nullable Reason why) {
    Instant at = FRIDAY.plus(Duration.ofHours(hours));
    turns.add(new Event(at, type, check, incident, null, why, ""));
  }

  private List<Course> courses() {
    return OwnersFigures.courses(
        turns, id -> id.equals("landing") ? Optional.of(ANNA) : Optional.empty());
  }

  @Test
  void countsWorkingTimeUntilItIsTakenAndTheClockUntilItIsOver() {
    turn("a", PAGE, Type.OPENED, 0, null);
    turn("a", PAGE, Type.TAKEN, 66, null);
    turn("a", PAGE, Type.PROMISE_PASSED, 67, null);
    turn("a", PAGE, Type.TAKEN, 68, null);
    turn("a", PAGE, Type.PROMISE_PASSED, 69, null);
    turn("a", PAGE, Type.RESOLVED, 70, Reason.RECOVERED);
    // an hour on Friday, one on Monday
    assertThat(courses())
        .containsExactly(new Course("landing", Duration.ofHours(2), Duration.ofHours(70), 2));
  }

  @Test
  void leavesOutWhatIsNoFaultOfTheTouchpointOrBeganEarlier() {
    turn("early", PAGE, Type.TAKEN, 0, null);
    turn("early", PAGE, Type.RESOLVED, 1, Reason.RECOVERED);
    turn("other", new CheckId("gone", "page"), Type.OPENED, 0, null);
    turn("asked", new CheckId("landing", "hand-over"), Type.OPENED, 0, null);
    turn("tried", new CheckId("landing", "initiative-1"), Type.OPENED, 0, null);
    assertThat(courses()).isEmpty();
    turn("removed", PAGE, Type.OPENED, 0, null);
    turn("removed", PAGE, Type.RESOLVED, 1, Reason.REMOVED_FROM_PLAN);
    assertThat(courses()).containsExactly(new Course("landing", null, null, 0));
  }
}
