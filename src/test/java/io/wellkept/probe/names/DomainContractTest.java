package io.wellkept.probe.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Http;
import io.wellkept.probe.Probe;
import io.wellkept.probe.ProbeContract;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Observation.Blind;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;

/** Who is asked is no touchpoint of anybody: whatever is wrong there makes us blind. */
final class DomainContractTest extends ProbeContract {
  @Override
  protected Probe<?, ?> probe(Http http) {
    return new DomainProbe(http);
  }

  @Override
  protected Touchpoint touchpoint(URI address) {
    DomainSettings settings =
        Scene.settings(
            DomainSettings.class,
            "timeout",
            GIVE_UP,
            "domain",
            "kettle.example",
            "bootstrap",
            address.toString());
    return Scene.touchpoint(null, DomainProbe.KIND, settings);
  }

  @Override
  protected void assertFinding(Observation observation) {
    assertThat(((Blind) observation).fault()).isInstanceOf(Fault.ServiceFails.class);
  }

  @Override
  protected void assertSeen(Observation observation) {
    assertFinding(observation);
  }
}
