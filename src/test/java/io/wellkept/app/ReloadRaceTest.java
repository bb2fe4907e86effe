package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.CheckState;
import io.wellkept.touchpoint.CheckId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan comes into force while looks go on by the one before. */
final class ReloadRaceTest {
  @TempDir Path home;

  @Test
  void aCheckThatTheOldPlanDoesNotKnowYetIsNotSwitchedOff() {
    try (House house = new House(home).withOnePage().opens()) {
      CheckId added = new CheckId("added", "page");
      // the rows are committed, and looks still go by the plan that does not have them
      CheckState born = CheckState.born(added, house.clock.instant());
      house.running().ledger().change(work -> work.bear(born, house.clock.instant()));

      house.passes(Duration.ofMinutes(1));

      Optional<CheckState> kept = house.running().ledger().read(view -> view.check(added));
      assertThat(kept).isPresent();
    }
  }
}
