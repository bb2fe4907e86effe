package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Ancestor;
import io.wellkept.incident.CheckState;
import io.wellkept.incident.Escalation.Situation;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Known;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DependentsTest {
  private static final String SHOP =
      """
      touchpoints:
        - {id: host, url: "https://shop.example.org/", owner: anna, backup: ben}
        - {id: cdn, url: "https://cdn.example.org/", owner: anna, backup: ben}
        - {id: page, url: "https://shop.example.org/p", owner: anna, backup: ben,
           depends-on: [host, cdn]}
        - {id: form, url: "https://shop.example.org/f", owner: anna, backup: ben,
           depends-on: [page, host]}
        - {id: aside, url: "https://other.example.org/", owner: anna, backup: ben}
      """;

  private static Plan plan() {
    Map<String, String> files = Shop.files();
    files.put("monitors/shop.yaml", SHOP);
    return Shop.plan(files);
  }

  @Test
  void findsWhatDependsOnSomethingAlsoByWayOfOthersOnceEach() {
    Plan plan = plan();
    Dependents dependents = Dependents.of(plan);
    assertThat(dependents.on("host")).extracting(Touchpoint::id).containsExactly("page", "form");
    assertThat(dependents.on("cdn")).extracting(Touchpoint::id).containsExactly("page", "form");
    assertThat(dependents.on("form")).isEmpty();
    assertThat(dependents.isOf(plan)).isTrue();
    assertThat(dependents.isOf(plan())).isFalse();
  }

  @Test
  void theLadderKnowsEverythingThatItsTouchpointDependsOnNearestFirst() {
    Plan plan = plan();
    assertThat(ancestors(plan, "form")).containsExactly("host", "page", "cdn");
    assertThat(ancestors(plan, "aside")).isEmpty();
    assertThat(ancestors(plan, "gone")).isEmpty();
  }

  private static List<String> ancestors(Plan plan, String touchpoint) {
    Instant now = Instant.parse("2026-06-01T10:00:00Z");
    CheckId check = new CheckId(touchpoint, "page");
    Incidents.Step step =
        Incidents.step(
            CheckState.born(check, now),
            List.of(),
            new Observation.Seen(
                List.of(Finding.of("page.status", Severity.MAJOR, Condition.BROKEN, "broken", now)),
                List.of()),
            Memory.EMPTY,
            new Incidents.Terms(
                new Schedule(Duration.ofMinutes(5), Duration.ZERO),
                0,
                Set.of(),
                plan.daemon().timing(),
                false),
            now);
    Situation situation = plan.situation(step.changed().get(0), now, nothing(), null, now);
    return situation.ancestors().stream().map(Ancestor::touchpoint).map(Touchpoint::id).toList();
  }

  private static Known nothing() {
    return new Known() {
      @Override
      public Optional<CheckState> check(CheckId check) {
        return Optional.empty();
      }

      @Override
      public List<Incident> incidentsOf(String touchpoint, int limit) {
        return List.of();
      }
    };
  }
}
