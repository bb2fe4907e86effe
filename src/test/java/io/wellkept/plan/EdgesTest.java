package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Known;
import io.wellkept.incident.Timing;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Edges of the journey, and checks that name another touchpoint. */
final class EdgesTest {
  @Doc("Looks for a bridge.")
  record BridgeSettings(
      @Doc("Where it leads.") String to,
      @Doc("How long it may be.") @Nullable Integer within,
      @Doc("What it may be.") Journey.@Nullable Means by) {}

  private static final Kind BRIDGE =
      new Kind(
              "bridge",
              BridgeSettings.class,
              new Schedule(Duration.ofHours(2), Duration.ofMinutes(10)),
              0,
              true,
              false,
              settings -> Optional.empty())
          .concerning(settings -> Set.of(((BridgeSettings) settings).to()));

  private static final Known NOTHING =
      new Known() {
        @Override
        public Optional<CheckState> check(CheckId check) {
          return Optional.empty();
        }

        @Override
        public List<Incident> incidentsOf(String touchpoint, int limit) {
          return List.of();
        }
      };

  private static final String TWO =
      """
      touchpoints:
        - {id: other, url: "https://shop.example.org/other", owner: anna, backup: ben}
        - {id: home, url: "https://shop.example.org/", owner: anna, backup: ben}
        - {id: offer, url: "https://shop.example.org/offer", owner: carla, backup: ben}
        - {id: sign, owner: anna, backup: ben, checks: {beat: {kind: heartbeat, expect-every: 1d}}}
      """;

  private final Map<String, String> files = Shop.files();

  private Reading read(double scale) {
    files.putIfAbsent("monitors/shop.yaml", TWO);
    List<Kind> kinds = new ArrayList<>(Shop.catalogue().checks());
    kinds.add(BRIDGE);
    Catalogue catalogue = new Catalogue(kinds, Shop.catalogue().notifiers(), BRIDGE);
    return new PlanReader(catalogue, Secrets.NONE, scale).read(Sources.of(files));
  }

  private List<String> problems(String... edges) {
    write(edges);
    return Shop.problems(read(1));
  }

  private Plan plan(String... edges) {
    write(edges);
    return Shop.good(read(1)).plan();
  }

  private void write(String... edges) {
    files.put("monitors/shop.yaml", files.getOrDefault("two", TWO));
    files.remove("two");
    if (edges.length > 0) {
      files.put("config/journey.yaml", "edges:\n  - " + String.join("\n  - ", edges) + "\n");
    }
  }

  @Test
  void edgeIsLookedAtByACheckOfTheTouchpointOnWhichItBegins() {
    Plan plan = plan("{from: home, to: offer, within: 2, by: link, every: 1h, confirm: 5m}");

    Check check = plan.check(new CheckId("home", "to-offer")).orElseThrow();
    assertThat(check.kind()).isEqualTo(BRIDGE);
    assertThat(check.settings()).isEqualTo(new BridgeSettings("offer", 2, Journey.Means.LINK));
    assertThat(check.schedule())
        .isEqualTo(new Schedule(Duration.ofHours(1), Duration.ofMinutes(5)));
    assertThat(plan.touchpoint("home").orElseThrow().checks()).hasSize(2);
    assertThat(plan.journey().edges())
        .containsExactly(new Journey.Edge("home", "offer", 2, Journey.Means.LINK));
  }

  @Test
  void edgeHasDefaultsAndIsScaledAsEverythingIs() {
    write("{from: home, to: offer}");

    Plan plan = Shop.good(read(60)).plan();

    Check check = plan.check(new CheckId("home", "to-offer")).orElseThrow();
    assertThat(check.settings()).isEqualTo(new BridgeSettings("offer", 1, Journey.Means.ANY));
    assertThat(check.schedule().every()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void edgesThatMakeNoSenseAreRefusedWhereTheyAreWritten() {
    assertThat(
            problems(
                "{from: hone, to: offer}",
                "{from: home, to: ofer}",
                "{from: home, to: home}",
                "{from: home, to: sign}",
                "{from: home, to: offer}",
                "{from: home, to: offer}",
                "{from: offer, to: home, within: 5}",
                "{from: offer, to: other, by: ship}"))
        .containsExactly(
            "config/journey.yaml:2:12: no touchpoint has the id 'hone'; did you mean 'home'?",
            "config/journey.yaml:3:22: no touchpoint has the id 'ofer'; did you mean 'offer'?",
            "config/journey.yaml:4:22: 'home' is where the edge begins",
            "config/journey.yaml:5:22: touchpoint 'sign' has no 'url'; an edge needs both",
            "config/journey.yaml:7:5: the same edge is there already, at config/journey.yaml:6:5",
            "config/journey.yaml:8:37: 'within' is 5; expected a whole number from 1 to 4",
            "config/journey.yaml:9:34: 'by' is 'ship'; expected link, form or any");
  }

  @Test
  void edgeAndACheckOfTheSameNameAreOneTooMany() {
    files.put(
        "two",
        TWO.replace(
            "backup: ben}\n  - {id: offer",
            "backup: ben, checks: {to-offer: {kind: bridge, to: offer}}}\n  - {id: offer"));

    assertThat(problems("{from: home, to: offer}"))
        .containsExactly(
            "config/journey.yaml:2:5: touchpoint 'home' has a check 'to-offer' already; keep one of"
                + " them");
  }

  @Test
  void checkNamesOnlyOthersThatAreThere() {
    files.put(
        "two",
        TWO
            + """
              - id: third
                url: https://shop.example.org/third
                owner: anna
                backup: ben
                checks:
                  one: {kind: bridge, to: ofer}
                  two: {kind: bridge, to: third}
                  three: {kind: bridge, to: sign}
            """
                .indent(0));

    assertThat(problems())
        .hasSize(3)
        .anyMatch(one -> one.endsWith("no touchpoint has the id 'ofer'; did you mean 'offer'?"))
        .anyMatch(one -> one.endsWith("'third' is the touchpoint itself; expected another"))
        .anyMatch(one -> one.endsWith("touchpoint 'sign' has no 'url' to be looked for"))
        .allMatch(one -> one.startsWith("monitors/shop.yaml:1"));
  }

  @Test
  void ownersOfTheOtherTouchpointAreConcerned() {
    Plan plan = plan("{from: home, to: offer}", "{from: offer, to: home}");

    assertThat(concerned(plan, "home", "to-offer")).containsExactly("carla");
    assertThat(concerned(plan, "offer", "to-home")).containsExactly("anna");
    assertThat(concerned(plan, "home", "page")).isEmpty();
  }

  private static List<String> concerned(Plan plan, String touchpoint, String check) {
    Finding finding =
        Finding.of("x", Severity.MAJOR, Condition.BROKEN, "It is broken", Instant.EPOCH);
    Schedule atOnce = new Schedule(Duration.ofHours(1), Duration.ZERO);
    Incidents.Step step =
        Incidents.step(
            CheckState.born(new CheckId(touchpoint, check), Instant.EPOCH),
            List.of(),
            new Observation.Seen(List.of(finding), List.of()),
            Memory.EMPTY,
            new Incidents.Terms(atOnce, 0, Set.of(), Timing.USUAL, false),
            Instant.EPOCH);
    return plan.situation(step.changed().get(0), null, NOTHING, null, Instant.EPOCH).concerned();
  }

  @Test
  void whoAnswersForItAnywayIsNotConcerned() {
    files.put("two", TWO.replace("owner: carla", "owner: anna"));

    assertThat(concerned(plan("{from: home, to: offer}"), "home", "to-offer")).isEmpty();
  }
}
