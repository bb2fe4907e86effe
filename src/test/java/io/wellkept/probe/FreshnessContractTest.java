package io.wellkept.probe;

import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.time.Duration;
import java.util.List;

final class FreshnessContractTest extends ProbeContract {
  @Override
  protected Probe<?, ?> probe(Http http) {
    return new FreshnessProbe(http);
  }

  @Override
  protected Touchpoint touchpoint(URI address) {
    FreshnessSettings settings =
        Scene.freshness(
            "timeout",
            GIVE_UP,
            "maxAge",
            Duration.ofDays(14),
            // their requests would be counted as the page's; they have tests of their own
            "feed",
            "none",
            "sitemap",
            "none",
            "main",
            "main",
            "ignore",
            List.of(".weather"));
    return Scene.touchpoint(address, FreshnessProbe.KIND, settings);
  }
}
