package io.wellkept.probe.qr;

import io.wellkept.probe.Http;
import io.wellkept.probe.Probe;
import io.wellkept.probe.ProbeContract;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.nio.file.Path;

final class QrContractTest extends ProbeContract {
  @Override
  protected Probe<?, ?> probe(Http http) {
    return new QrProbe(http, Path.of("."));
  }

  @Override
  protected Touchpoint touchpoint(URI address) {
    QrSettings settings = Scene.settings(QrSettings.class, "timeout", GIVE_UP);
    return Scene.touchpoint(address, QrProbe.KIND, settings);
  }
}
