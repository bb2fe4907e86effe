package io.wellkept.probe.social;

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

/** A network that does not answer is none of ours: it makes us blind. */
final class SocialContractTest extends ProbeContract {
  private final Scene.Clock clock = new Scene.Clock();

  @Override
  protected Probe<?, ?> probe(Http http) {
    return new SocialProbe(new SocialSources(http, clock), clock);
  }

  @Override
  protected Touchpoint touchpoint(URI address) {
    SourceSettings source =
        Scene.settings(SourceSettings.class, "profile", new ProfileSettings(address.toString()));
    SocialSettings settings =
        Scene.settings(SocialSettings.class, "source", source, "timeout", GIVE_UP);
    return Scene.touchpoint(null, SocialProbe.KIND, settings);
  }

  @Override
  protected void assertFinding(Observation observation) {
    assertThat(((Blind) observation).fault()).isInstanceOf(Fault.ServiceFails.class);
  }
}
