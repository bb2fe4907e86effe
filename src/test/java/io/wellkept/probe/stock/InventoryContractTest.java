package io.wellkept.probe.stock;

import io.wellkept.probe.Http;
import io.wellkept.probe.Probe;
import io.wellkept.probe.ProbeContract;
import io.wellkept.probe.Register;
import io.wellkept.probe.RobotRules;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;

final class InventoryContractTest extends ProbeContract {
  @Override
  protected Probe<?, ?> probe(Http http) {
    return new InventoryProbe(http, new RobotRules(http), Register.EMPTY);
  }

  @Override
  protected Touchpoint touchpoint(URI address) {
    InventorySettings settings =
        Scene.settings(InventorySettings.class, "timeout", GIVE_UP, "sitemap", false);
    return Scene.touchpoint(address, InventoryProbe.KIND, settings);
  }
}
