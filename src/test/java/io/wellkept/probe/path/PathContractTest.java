package io.wellkept.probe.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Http;
import io.wellkept.probe.Probe;
import io.wellkept.probe.ProbeContract;
import io.wellkept.probe.RobotRules;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;

final class PathContractTest extends ProbeContract {
  @Override
  protected Probe<?, ?> probe(Http http) {
    return new PathProbe(
        http,
        new RobotRules(http),
        new OneOther(URI.create("http://127.0.0.1:1/offers/autumn"), Live.ALWAYS));
  }

  /** The way may be in the rest. */
  @Override
  protected void assertSeenInPart(Observation observation) {
    assertThat(observation)
        .isInstanceOfSatisfying(
            Observation.Blind.class,
            blind -> assertThat(blind.fault()).isInstanceOf(Fault.ServiceFails.class));
  }

  @Override
  protected Touchpoint touchpoint(URI address) {
    PathSettings settings =
        Scene.settings(PathSettings.class, "to", OneOther.ID, "timeout", GIVE_UP);
    return Scene.touchpoint(address, PathProbe.KIND, settings);
  }
}
