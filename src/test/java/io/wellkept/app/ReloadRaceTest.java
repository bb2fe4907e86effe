package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.touchpoint.CheckId;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan comes into force while looks go on by the one before. */
final class ReloadRaceTest {
  @TempDir Path home;

  @Test
  void aCheckThatTheOldPlanDoesNotKnowYetIsNotSwitchedOff() {
    try (House house = new House(home).withOnePage().opens()) {
      CheckId added = new CheckId("added", "page");
      // as a reload leaves it that has been committed and is not yet in force
      house
          .running()
          .ledger()
          .change(work ->
              work.bear(
                  io.wellkept.incident.CheckState.born(added, house.clock.instant()),
                  house.clock.instant()));
      house.passes(Duration.ofMinutes(1));

      house.file("monitors/site.yaml", House.touchpoints("page", "added"));
      house.site.breaks("/added");
      house.passes(Duration.ofMinutes(10));

      assertThat(house.whoHeard()).containsExactly("anna");
    }
  }
}
