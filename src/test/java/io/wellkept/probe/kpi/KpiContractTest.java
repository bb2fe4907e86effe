package io.wellkept.probe.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Beats;
import io.wellkept.probe.Http;
import io.wellkept.probe.Probe;
import io.wellkept.probe.ProbeContract;
import io.wellkept.probe.Scene;
import io.wellkept.probe.table.JsonSource;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Where a number is asked for is no touchpoint: whatever is wrong there makes us blind. */
final class KpiContractTest extends ProbeContract {
  private final Scene.Clock clock = new Scene.Clock();

  @Override
  protected Probe<?, ?> probe(Http http) {
    Beats nobody = check -> new Beats.Heard(clock.instant(), null, null, List.of());
    return new KpiProbe(http, nobody, clock, Path.of("."));
  }

  @Override
  protected Touchpoint touchpoint(URI address) {
    KpiSettings settings =
        Watched.settings(
            "json", new JsonSource(address.toString(), null, null, "$.orders"), "timeout", GIVE_UP);
    return Scene.touchpoint(null, KpiProbe.KIND, settings);
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
