package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wellkept.incident.Pauses.Pause;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Window;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Windows of maintenance in the files, and with those that people made. */
final class MaintenanceReadingTest {
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

  private final Map<String, String> files = Shop.files();

  private void written(String yaml) {
    files.merge("config/daemon.yaml", "\nmaintenance:\n" + yaml, String::concat);
  }

  private Plan plan() {
    return Shop.good(Shop.reader(Map.of()).read(Sources.of(files))).plan();
  }

  private List<String> problems() {
    return Shop.problems(Shop.reader(Map.of()).read(Sources.of(files))).stream()
        .map(problem -> problem.replaceFirst("^[^ ]+ ", ""))
        .toList();
  }

  private static Touchpoint home(Plan plan) {
    return plan.touchpoints().values().iterator().next();
  }

  @Test
  void readsWhatIsOnceAndWhatIsEveryWeek() {
    String id = home(plan()).id();
    written(
        """
          - {reason: Release, touchpoints: [%1$s], weekly: "tue 22:00-23:30", zone: Europe/Berlin}
          - {reason: Move, touchpoints: [%1$s], from: 2026-12-01 13:00, until: "2026-12-01T16:00+01:00"}
        """
            .formatted(id));
    Plan plan = plan();
    assertThat(plan.windows().all())
        .extracting(Window::reason, Window::by, Window::weekly)
        .containsExactly(tuple("Release", null, "tue 22:00-23:30"), tuple("Move", null, ""));
    assertThat(plan.windows().in(home(plan), NOON)).isFalse();
    assertThat(plan.windows().in(home(plan), Instant.parse("2026-12-01T13:00:00Z"))).isTrue();
    assertThat(plan.windows().in(home(plan), Instant.parse("2026-12-01T15:00:00Z"))).isFalse();
    assertThat(plan.windows().in(home(plan), Instant.parse("2026-12-01T21:00:00Z"))).isTrue();
    assertThat(plan().windows()).as("the same files, the same ids").isEqualTo(plan.windows());
  }

  /** A literal: another order of the days, as another process may have it, would be another id. */
  @Test
  void isTheSameWindowInEveryProcess() {
    assertThat(Window.Weekly.parse("fri,tue,mon 23:30-0:30", ZoneOffset.UTC))
        .hasToString(
            "Weekly[days=[MONDAY, TUESDAY, FRIDAY], from=23:30, until=00:30, zone=Z,"
                + " first=-1000000000-01-01T00:00:00Z, last=+1000000000-12-31T23:59:59.999999999Z]");
  }

  @Test
  void refusesWhatHasNoEndIsEmptyOrNamesNothingThatThereIs() {
    String id = home(plan()).id();
    written(
        """
          - {reason: Endless, touchpoints: [%1$s], from: 2026-12-01 13:00}
          - {reason: Backwards, touchpoints: [%1$s], from: 2026-12-02 13:00, until: 2026-12-01 13:00}
          - {reason: Nothing, weekly: "sun 02:00-04:00"}
          - {reason: Unknown, touchpoints: [nowhere], weekly: "sun 02:00-04:00"}
          - {reason: When, touchpoints: [%1$s], from: tomorrow, until: 2026-12-01 13:00}
          - {reason: Both, touchpoints: [%1$s], until: 2026-12-01 13:00, weekly: "sun 02:00-04:00"}
          - {touchpoints: [%1$s], weekly: "sun 02:00-04:00"}
          - {reason: Week, touchpoints: [%1$s], weekly: "sonntags"}
          - {reason: Always, touchpoints: [%1$s], weekly: "mon-sun 00:00-23:59"}
        """
            .formatted(id));
    assertThat(problems())
        .anyMatch(problem -> problem.contains("needs an end and a beginning"))
        .anyMatch(problem -> problem.contains("is not after 'from'"))
        .anyMatch(problem -> problem.contains("names nothing"))
        .anyMatch(problem -> problem.contains("no touchpoint is called 'nowhere'"))
        .anyMatch(problem -> problem.contains("'tomorrow' is no moment"))
        .anyMatch(problem -> problem.contains("'reason' is missing"))
        .anyMatch(problem -> problem.contains("sun 02:00-04:00 or mon-fri"))
        .anyMatch(problem -> problem.contains("silence without an end"))
        .filteredOn(problem -> problem.contains("needs an end"))
        .hasSize(2);
  }

  @Test
  void whatPeopleMadeIsPartOfTheEffectivePlanAndCutWhereItWasEnded() {
    Plan plan = plan();
    Touchpoint home = home(plan);
    PlanOverride.Maintenance made =
        new PlanOverride.Maintenance(
            "w",
            "anna",
            NOON,
            NOON.plusSeconds(3600),
            Window.Scope.of(home.id()),
            null,
            null,
            "x",
            false,
            null);
    Plan present = EffectivePlan.of(plan, List.of(made), NOON.plusSeconds(7200));
    assertThat(present.windows().in(home, NOON)).isTrue();
    assertThat(present.windows().within(home, NOON.plusSeconds(60), Instant.MAX).pauses())
        .containsExactly(new Pause(NOON.plusSeconds(60), NOON.plusSeconds(3600)));
    assertThat(EffectivePlan.of(plan, List.of(), NOON)).isSameAs(plan);
  }
}
