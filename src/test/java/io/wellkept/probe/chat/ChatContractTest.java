package io.wellkept.probe.chat;

import io.wellkept.probe.Http;
import io.wellkept.probe.Probe;
import io.wellkept.probe.ProbeContract;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;

final class ChatContractTest extends ProbeContract {
  private final Scene.Clock clock = new Scene.Clock();

  @Override
  protected Probe<?, ?> probe(Http http) {
    return new ChatProbe(http, new ChatSources(http, clock), clock);
  }

  @Override
  protected Touchpoint touchpoint(URI address) {
    ChatSettings settings =
        Scene.settings(
            ChatSettings.class,
            "url",
            address.toString(),
            "widget",
            Scene.settings(WidgetSettings.class, "vendor", "tawk"),
            "timeout",
            GIVE_UP);
    return Scene.touchpoint(null, ChatProbe.KIND, settings);
  }
}
