package io.wellkept.probe.ad;

import io.wellkept.probe.Http;
import io.wellkept.probe.Probe;
import io.wellkept.probe.ProbeContract;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

final class AdContractTest extends ProbeContract {
  private final Scene.Clock clock = new Scene.Clock();

  @Override
  protected Probe<?, ?> probe(Http http) {
    return new AdProbe(http, new AdSources(http, clock, Path.of(".")), clock);
  }

  @Override
  protected Touchpoint touchpoint(URI address) {
    WrittenAd ad = Scene.settings(WrittenAd.class, "id", "autumn", "url", address.toString());
    AdSettings settings =
        Scene.settings(
            AdSettings.class,
            "ads",
            List.of(ad),
            "claims",
            List.of("Add to basket"),
            "timeout",
            GIVE_UP);
    return Scene.touchpoint(null, AdProbe.KIND, settings);
  }
}
