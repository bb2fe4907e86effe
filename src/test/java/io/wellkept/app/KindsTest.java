package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.AddressRange;
import io.wellkept.probe.Files;
import io.wellkept.probe.Http;
import io.wellkept.probe.Manners;
import io.wellkept.probe.Register;
import io.wellkept.probe.browser.Browsers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KindsTest {
  @Test
  void whatThePlanKnowsIsWhatLooks() {
    List<AddressRange> none = List.of();
    HandClock clock = new HandClock(Instant.EPOCH);
    try (Http http = new Http(new Http.Setup("Wellkept/test", none, Manners.USUAL), clock)) {
      Kinds.Means means =
          new Kinds.Means(
              http,
              new Browsers(null),
              check -> null,
              Register.EMPTY,
              Files.NONE,
              check -> null,
              Path.of("."),
              clock);

      assertThat(Kinds.probes(means).kinds()).isEqualTo(Kinds.checks());
    }
  }
}
