package io.wellkept.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import io.wellkept.incident.Event.Type;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Pauses.Pause;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Window;
import io.wellkept.incident.Windows;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.SqliteLedger;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Touchpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MaintainedTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Touchpoint SHOP =
      new Touchpoint(
          "shop",
          "The shop",
          null,
          Importance.NORMAL,
          "anna",
          List.of("ben"),
          null,
          null,
          Set.of(),
          Set.of(),
          null,
          Live.ALWAYS,
          Set.of(),
          Set.of(),
          Duration.ZERO,
          List.of());

  @TempDir Path folder;
  private Ledger ledger;

  @BeforeEach
  void open() {
    ledger = SqliteLedger.open(folder);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private static Instant after(int hours) {
    return NOON.plus(Duration.ofHours(hours));
  }

  private void began(int hours, String text) {
    turned(Type.MAINTENANCE_BEGAN, hours, null, text);
  }

  private void ended(int hours, Reason why, String text) {
    turned(Type.MAINTENANCE_ENDED, hours, why, text);
  }

  private void turned(Type type, int hours, @Nullable Reason why, String text) {
    Event turn = new Event(after(hours), type, Ownership.maintained("shop"), null, null, why, text);
    ledger.change(work -> work.append(turn));
  }

  /** Within six hours from noon on. */
  private List<Pause> found(Window... windows) {
    Windows plan = new Windows(List.of(windows));
    List<Pause> found = ledger.read(view -> Maintained.at(SHOP, view, plan, NOON, after(6)));
    List<Pause> among = ledger.read(view -> Maintained.within(view, plan, NOON, after(6)).of(SHOP));
    assertThat(among).isEqualTo(found);
    return found;
  }

  private static Window window(int from, int until, boolean snooze) {
    Window.Once times = new Window.Once(after(from), after(until));
    return new Window("w", null, Window.Scope.of("shop"), times, "new servers", snooze);
  }

  private static Pause pause(int from, int until) {
    return new Pause(after(from), after(until));
  }

  @Test
  void knowsFromHistoryWhatThePlanHasForgotten() {
    began(1, "new servers");
    ended(3, Reason.MAINTENANCE_ENDED, "new servers");
    assertThat(found()).containsExactly(pause(1, 3));
  }

  @Test
  void knowsFromThePlanWhatIsStillInIt() {
    began(4, "new servers");
    assertThat(found(window(4, 9, false))).containsExactly(pause(4, 6));
    assertThat(found(window(4, 9, true))).as("a snooze").isEmpty();
    assertThat(found()).as("taken out of it before it ended").isEmpty();
  }

  @Test
  void theEndOfASnoozeEndsNoWork() {
    began(1, "new servers");
    began(2, Maintained.SNOOZED + "is known");
    ended(3, Reason.MAINTENANCE_ENDED, Maintained.SNOOZED + "is known");
    ended(5, Reason.MAINTENANCE_ENDED, "new servers");
    assertThat(found()).containsExactly(pause(1, 5));
  }

  @Test
  void whatIsCalledOffEndsNoWork() {
    began(1, "new servers");
    ended(2, Reason.CALLED_OFF, "other servers");
    ended(4, Reason.MAINTENANCE_ENDED, "new servers");
    assertThat(found()).containsExactly(pause(1, 4));
  }

  @Test
  void whatBeganBeforeAndEndedWithinOrLaterIsCut() {
    began(-5, "new servers");
    ended(-4, Reason.MAINTENANCE_ENDED, "new servers");
    began(-2, "new servers");
    ended(1, Reason.MAINTENANCE_ENDED, "new servers");
    began(5, "new servers");
    ended(8, Reason.REMOVED_FROM_PLAN, "new servers");
    assertThat(found()).containsExactly(pause(0, 1), pause(5, 6));
  }

  @Test
  void anEndThatNeverCameDoesNotReachTheEndOfAnotherTime() {
    began(-4, "new servers");
    began(2, "new servers");
    ended(3, Reason.MAINTENANCE_ENDED, "new servers");
    assertThat(found()).containsExactly(pause(2, 3));
  }
}
