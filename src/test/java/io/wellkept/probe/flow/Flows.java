package io.wellkept.probe.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.app.Kinds;
import io.wellkept.plan.PlanReader;
import io.wellkept.plan.Problem;
import io.wellkept.plan.Reading;
import io.wellkept.plan.Secrets;
import io.wellkept.plan.Sources;
import io.wellkept.probe.Beats;
import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Leave;
import io.wellkept.probe.Look;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Flows as they are written, read as the daemon reads them, and walked over HTTP. */
final class Flows {
  private static final String TOUCHPOINT =
      """
      touchpoints:
        - id: shop
          url: https://shop.example.org/
          owner: anna
          backup: ben
          checks:
            lead:
              kind: flow
      """;

  private Flows() {}

  /** What came of reading the check's settings, written from the first column on. */
  static Reading read(String settings, Map<String, String> variables) {
    Map<String, String> files =
        Map.of(
            "config/daemon.yaml",
            """
            operators: ops
            web: {public-url: https://wellkept.example.org}
            notifiers: {mail: {kind: email, host: smtp.example.org, from: w@example.org}}
            """,
            "config/people.yaml",
            """
            people:
              anna: {name: Anna, email: anna@example.org}
              ben: {name: Ben, email: ben@example.org}
            teams: {ops: {lead: ben}}
            """,
            "monitors/shop.yaml",
            TOUCHPOINT + settings.indent(8));
    return new PlanReader(Kinds.catalogue(), Secrets.of(variables, Path.of(".")), 1)
        .read(Sources.of(files));
  }

  static FlowSettings settings(String yaml, Map<String, String> variables) {
    Reading reading = read(yaml, variables);
    assertThat(reading).as(reading.toString()).isInstanceOf(Reading.Good.class);
    Touchpoint shop = ((Reading.Good) reading).plan().touchpoint("shop").orElseThrow();
    return (FlowSettings) shop.checks().get(0).settings();
  }

  static FlowSettings settings(String yaml) {
    return settings(yaml, Map.of());
  }

  static List<String> problems(String yaml) {
    return ((Reading.Bad) read(yaml, Map.of())).problems().stream().map(Problem::toString).toList();
  }

  static Look<FlowSettings> look(URI address, FlowSettings settings, Leave leave) {
    Touchpoint touchpoint = Scene.touchpoint(address, FlowProbe.KIND, settings);
    return new Look<>(
        touchpoint,
        touchpoint.checks().get(0),
        settings,
        Memory.EMPTY,
        false,
        Look.DEADLINE,
        leave);
  }

  /** Nobody calls. */
  static Receipts receipts(Http http) {
    return new Receipts(http, check -> new Beats.Heard(Scene.NOON, null, null, List.of()));
  }

  static Judgement walked(Http http, URI address, FlowSettings settings, Leave leave)
      throws InterruptedException {
    FlowProbe probe = new FlowProbe(new HttpWalker(http), receipts(http));
    Look<FlowSettings> look = look(address, settings, leave);
    return probe.judge(look, probe.look(look), Memory.EMPTY, Scene.NOON);
  }

  static Observation walked(Http http, URI address, String yaml) throws InterruptedException {
    return walked(http, address, settings(yaml), Leave.ALWAYS).observation();
  }

  static List<Finding> findings(Http http, URI address, String yaml) throws InterruptedException {
    Observation observation = walked(http, address, yaml);
    assertThat(observation).as(observation.toString()).isInstanceOf(Observation.Seen.class);
    return ((Observation.Seen) observation).findings();
  }

  static Finding only(Http http, URI address, String yaml) throws InterruptedException {
    List<Finding> findings = findings(http, address, yaml);
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  static Fault fault(Http http, URI address, String yaml) throws InterruptedException {
    return ((Observation.Blind) walked(http, address, yaml)).fault();
  }
}
