package io.wellkept.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wellkept.app.Kinds;
import io.wellkept.plan.PlanReader;
import io.wellkept.plan.Problem;
import io.wellkept.plan.Reading;
import io.wellkept.plan.Secrets;
import io.wellkept.plan.Sources;
import io.wellkept.probe.AddressRange;
import io.wellkept.probe.Files;
import io.wellkept.probe.Http;
import io.wellkept.probe.Leave;
import io.wellkept.probe.Look;
import io.wellkept.probe.Looker;
import io.wellkept.probe.Manners;
import io.wellkept.probe.Probes;
import io.wellkept.probe.Register;
import io.wellkept.probe.browser.BrowserProbe;
import io.wellkept.probe.browser.Browsers;
import io.wellkept.probe.flow.Flows;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Touchpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The page that only a browser sees, broken and repaired. */
final class TeaFinderTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  @Test
  void isFineUntilItsScriptBreaksAndAgainWhenItIsRepaired() throws Exception {
    assumeTrue(java.nio.file.Files.isExecutable(CHROMIUM), "there is no Chromium here");
    assumeTrue(Browsers.canStart(System.getenv()), "there is no Node.js here");
    InstantSource clock = InstantSource.system();
    boolean root = "root".equals(System.getProperty("user.name"));
    Browsers.Setup setup =
        new Browsers.Setup(CHROMIUM, null, 1, !root, "Wellkept/test", Duration.ofSeconds(40));
    Http.Setup looking =
        new Http.Setup("Wellkept/test", List.of(AddressRange.parse("127.0.0.0/8")), Manners.USUAL);
    try (Shop shop = Shop.start(clock, Duration.ofHours(2), (fault, broken) -> {});
        Http http = new Http(looking, clock);
        Browsers browsers = new Browsers(setup)) {
      Touchpoint finder = finder(shop);
      BrowserProbe probe = new BrowserProbe(browsers, http, Files.NONE, Flows.receipts(http));
      Looker looker = new Looker(new Probes(List.of(probe)), Register.EMPTY, clock);

      assertThat(findings(looker, finder)).isEmpty();
      shop.breakIt(Fault.TEA_FINDER_STAYS_EMPTY);
      assertThat(findings(looker, finder)).hasSize(1);
      shop.repair(Fault.TEA_FINDER_STAYS_EMPTY);
      assertThat(findings(looker, finder)).isEmpty();
    }
  }

  /** As the demo reads it, beside the files that are shipped. */
  private static Touchpoint finder(Shop shop) {
    SortedMap<String, String> files = new TreeMap<>(Sources.readFrom(Path.of("")).files());
    files.put("monitors/tea-finder.yaml", Pages.resource("tea-finder.yaml"));
    Reading reading =
        new PlanReader(
                Kinds.catalogue(), Secrets.of(shop.variables(), Path.of("")), Script.USUAL_SCALE)
            .read(Sources.of(files));
    assertThat(reading).isInstanceOf(Reading.Good.class);
    Reading.Good good = (Reading.Good) reading;
    assertThat(good.warnings())
        .singleElement()
        .extracting(Problem::text)
        .asString()
        .isEqualTo("has no 'browser', without which checks of 'tea-finder' see nothing");
    return good.plan().touchpoint("tea-finder").orElseThrow();
  }

  private static List<Finding> findings(Looker looker, Touchpoint finder)
      throws InterruptedException {
    Observation observation =
        looker
            .look(finder, finder.checks().get(0), Memory.EMPTY, true, Look.DEADLINE, Leave.NEVER)
            .observation();
    assertThat(observation).isInstanceOf(Observation.Seen.class);
    return ((Observation.Seen) observation).findings();
  }
}
