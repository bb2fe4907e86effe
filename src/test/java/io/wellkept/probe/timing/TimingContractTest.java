package io.wellkept.probe.timing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Http;
import io.wellkept.probe.Passages;
import io.wellkept.probe.Probe;
import io.wellkept.probe.ProbeContract;
import io.wellkept.probe.Register;
import io.wellkept.probe.Scene;
import io.wellkept.probe.table.JsonSource;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Where events are asked for is no touchpoint: whatever is wrong there makes us blind. */
final class TimingContractTest extends ProbeContract {
  private final Scene.Clock clock = new Scene.Clock();

  @Override
  protected Probe<?, ?> probe(Http http) {
    return new TimingProbe(http, Passages.NONE, Register.EMPTY, clock, Path.of("."));
  }

  @Override
  protected Touchpoint touchpoint(URI address) {
    TimingSettings settings =
        Scene.settings(
            TimingSettings.class,
            "stages",
            List.of(
                new StageSettings("order", null, null),
                new StageSettings("delivery", Duration.ofDays(21), null)),
            "json",
            new JsonSource(address.toString(), null, null, "$.events"),
            "timeout",
            GIVE_UP);
    return Scene.touchpoint(null, TimingProbe.KIND, settings);
  }

  @Override
  protected void assertFinding(Observation observation) {
    assertThat(observation).isInstanceOf(Observation.Blind.class);
  }

  @Override
  protected void assertSeen(Observation observation) {
    assertThat(observation)
        .isInstanceOfSatisfying(
            Observation.Blind.class,
            blind -> assertThat(blind.fault()).isInstanceOf(Fault.ServiceFails.class));
  }
}
