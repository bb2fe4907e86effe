package io.wellkept.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation.Blind;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LookerTest {
  /** Fails as only a bug can. */
  private record Buggy(Throwable bug) implements Probe<Buggy.Settings, String> {
    record Settings() {}

    @Override
    public Kind kind() {
      return new Kind(
          "buggy",
          Settings.class,
          new Schedule(Duration.ofMinutes(1), Duration.ZERO),
          0,
          false,
          false,
          settings -> Optional.empty());
    }

    @Override
    public String look(Look<Settings> look) {
      if (bug instanceof Error error) {
        throw error;
      }
      return "facts";
    }

    @Override
    public Judgement judge(Look<Settings> look, String facts, Memory memory, Instant now) {
      throw (RuntimeException) bug;
    }
  }

  @Test
  void turnsABugIntoBlindnessAndKeepsTheMemory() throws Exception {
    Memory memory = new Memory(1, Map.of("a", "b"));
    for (Throwable bug : List.of(new IllegalStateException("oops"), new StackOverflowError())) {
      Buggy probe = new Buggy(bug);
      Touchpoint touchpoint = Scene.touchpoint(null, probe.kind(), new Buggy.Settings());

      Judgement judgement =
          new Looker(new Probes(List.of(probe)), Register.EMPTY, new Scene.Clock())
              .look(
                  touchpoint,
                  touchpoint.checks().get(0),
                  memory,
                  false,
                  Look.DEADLINE,
                  Leave.NEVER);

      assertThat(((Blind) judgement.observation()).fault()).isInstanceOf(Fault.OurBug.class);
      assertThat(judgement.memory()).isEqualTo(memory);
    }
  }

  @Test
  void knowsItsProbesByTheirNames() {
    try (Http http = Scene.http(new Scene.Clock())) {
      Probes some = new Probes(List.of(new PageProbe(http), new FreshnessProbe(http)));

      assertThat(some.of("page")).isPresent();
      assertThat(some.of("none")).isEmpty();
      assertThat(some.kinds().get(0).target().apply(Scene.page("url", "https://a.example/")))
          .contains("https://a.example/");
      assertThatThrownBy(() -> new Probes(List.of(new PageProbe(http), new PageProbe(http))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
