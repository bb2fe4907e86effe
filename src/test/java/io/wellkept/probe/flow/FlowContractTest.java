package io.wellkept.probe.flow;

import io.wellkept.probe.Http;
import io.wellkept.probe.Probe;
import io.wellkept.probe.ProbeContract;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;

final class FlowContractTest extends ProbeContract {
  private static final FlowSettings SETTINGS =
      Flows.settings(
          """
          deadline: %dms
          steps:
            - open: ""
            - expect: {has-not: [h6.never]}
            - submit: {form: form.nowhere, with: {a: b}}
          """
              .formatted(GIVE_UP.toMillis()));

  @Override
  protected Probe<?, ?> probe(Http http) {
    return new FlowProbe(new HttpWalker(http));
  }

  @Override
  protected Touchpoint touchpoint(URI address) {
    return Scene.touchpoint(address, FlowProbe.KIND, SETTINGS);
  }
}
