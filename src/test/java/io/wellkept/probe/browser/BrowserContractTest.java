package io.wellkept.probe.browser;

import io.wellkept.probe.Files;
import io.wellkept.probe.Http;
import io.wellkept.probe.Probe;
import io.wellkept.probe.ProbeContract;
import io.wellkept.probe.Scene;
import io.wellkept.probe.flow.FlowSettings;
import io.wellkept.probe.flow.Flows;
import io.wellkept.probe.flow.StepSettings;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

final class BrowserContractTest extends ProbeContract {
  private static final int CHROMIUM_FOLLOWS = 20;

  @BeforeAll
  static void warm() throws Exception {
    try (Http http = Scene.http(new Scene.Clock())) {
      OneBrowser.shared().send(http.gate(), GIVE_UP.multipliedBy(10), (page, proxy) -> page.url());
    }
  }

  @Override
  protected Probe<?, ?> probe(Http http) {
    return new BrowserProbe(OneBrowser.shared(), http, Files.NONE, Flows.receipts(http));
  }

  /** Chromium does not look whether it was there before; it counts. */
  @Override
  protected int requestsInACircle() {
    return CHROMIUM_FOLLOWS;
  }

  @Override
  protected int requestsOnAnEndlessWay() {
    return CHROMIUM_FOLLOWS;
  }

  /** A program of its own has to hear of it, and to answer. */
  @Override
  protected Duration lenience() {
    return Duration.ofSeconds(5);
  }

  @Override
  protected int randomPages() {
    return 5;
  }

  @Override
  protected Touchpoint touchpoint(URI address) {
    return touchpoint(
        address, Steps.expect(List.of("Add to basket"), List.of("form")), GIVE_UP.multipliedBy(2));
  }

  /** What must be there is waited for until the end; what must not be there is read at once. */
  @Override
  protected Touchpoint patient(URI address) {
    return touchpoint(address, Steps.expectNot("Add to basket"), GIVE_UP.multipliedBy(12));
  }

  private static Touchpoint touchpoint(URI address, StepSettings then, Duration deadline) {
    FlowSettings settings =
        Scene.settings(
            FlowSettings.class,
            "steps",
            List.of(Steps.open(address.toString()), then),
            "deadline",
            deadline);
    return Scene.touchpoint(address, BrowserProbe.KIND, settings);
  }
}
