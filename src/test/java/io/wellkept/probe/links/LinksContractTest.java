package io.wellkept.probe.links;

import io.wellkept.probe.Http;
import io.wellkept.probe.Probe;
import io.wellkept.probe.ProbeContract;
import io.wellkept.probe.RobotRules;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;

final class LinksContractTest extends ProbeContract {
  @Override
  protected Probe<?, ?> probe(Http http) {
    return new LinksProbe(http, new RobotRules(http));
  }

  @Override
  protected Touchpoint touchpoint(URI address) {
    LinksSettings settings =
        Scene.settings(LinksSettings.class, "timeout", GIVE_UP, "depth", 1, "pages", 3);
    return Scene.touchpoint(address, LinksProbe.KIND, settings);
  }
}
