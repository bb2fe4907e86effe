package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event.Type;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, from the first bad look to the last word, through the real application. */
final class MainStoryTest {
  @TempDir Path home;

  @Test
  void opensEscalatesIsTakenLapsesResumesIsRepairedAndEverybodyHears() {
    try (House house = new House(home).withOnePage().opens()) {
      house.passes(Duration.ofMinutes(20));
      assertThat(house.heard()).isEmpty();

      house.site.breaks("/page");
      house.passes(Duration.ofMinutes(6));
      assertThat(house.whoHeard()).containsExactly("anna");

      house.passes(Duration.ofMinutes(100));
      assertThat(house.heard()).isEmpty();
      house.passes(Duration.ofMinutes(25));
      assertThat(house.whoHeard()).containsExactly("ben");

      assertThat(house.takes("ben", Duration.ofHours(6)).statusCode()).isLessThan(400);
      house.passes(Duration.ofMinutes(11));
      assertThat(house.whoHeard()).containsExactlyInAnyOrder("ben", "anna");

      house.passes(Duration.ofHours(5));
      assertThat(house.heard()).isEmpty();
      house.passes(Duration.ofHours(1));
      assertThat(house.whoHeard()).containsExactlyInAnyOrder("ben", "carla");

      house.site.isMended("/page");
      house.passes(Duration.ofMinutes(20));
      assertThat(house.whoHeard()).containsExactlyInAnyOrder("anna", "ben", "carla");
      assertThat(house.open()).isEmpty();
      assertThat(house.history("page"))
          .containsSubsequence(
              Type.OPENED,
              Type.TOLD,
              Type.TOLD,
              Type.TAKEN,
              Type.PROMISE_PASSED,
              Type.TOLD,
              Type.LOOKS_FINE,
              Type.RESOLVED,
              Type.TOLD);

      house.passes(Duration.ofDays(1));
      assertThat(house.heard()).isEmpty();
    }
  }
}
