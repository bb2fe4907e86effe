package io.wellkept.probe;

import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.util.List;
import java.util.Map;

final class PageContractTest extends ProbeContract {
  @Override
  protected Probe<?, ?> probe(Http http) {
    return new PageProbe(http);
  }

  @Override
  protected Touchpoint touchpoint(URI address) {
    PageSettings settings =
        Scene.page(
            "timeout",
            GIVE_UP,
            "contains",
            List.of("Add to basket"),
            "containsNot",
            List.of("Sold out"),
            "has",
            List.of("form"),
            "selectorText",
            Map.of("h1", "Summer"),
            "title",
            "Summer",
            "language",
            "en",
            "mustBeFound",
            true);
    return Scene.touchpoint(address, new PageProbe(unused()).kind(), settings);
  }

  private static Http unused() {
    return Scene.http(new Scene.Clock());
  }
}
