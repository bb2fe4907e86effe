package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Told;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While something is worked on nobody hears what is wrong there, and after it only what is new. */
final class MaintenanceStoryTest {
  /** From ten until eleven; the house opens at nine, by the clocks of Berlin. */
  private static final String WINDOW =
      """
      maintenance:
        - reason: New servers
          touchpoints: [page]
          zone: Europe/Berlin
          from: 2026-06-02 10:00
          until: 2026-06-02 11:00
      """;

  @TempDir Path home;

  private static House passes(House house, int minutes) {
    return house.passes(Duration.ofMinutes(minutes));
  }

  private House withWindow(String window) {
    House house = new House(home).withOnePage();
    return house.edit("config/daemon.yaml", "observe: 0s\n", "observe: 0s\n" + window);
  }

  private static List<Event> events(House house, Event.Type type) {
    return house.running().ledger().read(view -> view.eventsOf("page", 100)).stream()
        .filter(event -> event.type() == type)
        .toList();
  }

  private static List<Incident> incidents(House house) {
    return house.running().ledger().read(view -> view.incidentsOf("page", 100));
  }

  private static List<String> heardOfTheFault(House house) {
    return house.heard().stream().filter(line -> !line.contains("maintenance")).toList();
  }

  @Test
  void ownersHearOnceThatItIsPlannedAndOnceThatItIsOver() {
    try (House house = withWindow(WINDOW).opens()) {
      MimeMessage planned = house.newMail().getFirst();
      assertThat(House.person(planned)).isEqualTo("anna");
      assertThat(House.subject(planned)).contains("New servers");
      assertThat(House.text(planned))
          .contains("Tue 2 Jun at 10:00 – 11:00")
          .contains("Of what you look after: The page.")
          .doesNotContain("I take it");
      passes(house, 70);
      house.restarts();
      passes(house, 60);
      assertThat(house.newMail()).hasSize(1);
      assertThat(House.subject(house.lastMailTo("anna").orElseThrow())).startsWith("Over: ");
      passes(house, 60);
      assertThat(house.newMail()).isEmpty();
      assertThat(events(house, Event.Type.MAINTENANCE_BEGAN)).hasSize(1);
      assertThat(events(house, Event.Type.MAINTENANCE_ENDED)).hasSize(1);
    }
  }

  @Test
  void whatWasKnownBeforeIsNotToldAgain() {
    try (House house = withWindow(WINDOW).opens()) {
      house.heard();
      house.site.breaks("/page");
      passes(house, 30);
      assertThat(house.whoHeard()).containsExactly("anna");
      passes(house, 120);
      assertThat(heardOfTheFault(house)).isEmpty();
      // two hours of waiting for Anna, without the hour of the window
      passes(house, 45);
      assertThat(heardOfTheFault(house)).singleElement().asString().startsWith("ben: ");
    }
  }

  @Test
  void whatIsFineAndBadAgainMeanwhileIsNotToldAgain() {
    try (House house = withWindow(WINDOW).opens()) {
      house.heard();
      house.site.breaks("/page");
      passes(house, 50);
      assertThat(house.whoHeard()).containsExactly("anna");
      passes(house, 20);
      house.site.isMended("/page");
      passes(house, 20);
      house.site.breaks("/page");
      passes(house, 60);
      assertThat(heardOfTheFault(house)).isEmpty();
      assertThat(incidents(house)).hasSize(1);
    }
  }

  @Test
  void whatIsRepairedMeanwhileIsToldAsOverAfterALookOfItsOwn() {
    try (House house = withWindow(WINDOW).opens()) {
      house.heard();
      house.site.breaks("/page");
      passes(house, 50);
      assertThat(house.whoHeard()).containsExactly("anna");
      passes(house, 20);
      house.site.isMended("/page");
      passes(house, 45);
      assertThat(heardOfTheFault(house)).isEmpty();
      passes(house, 25);
      assertThat(heardOfTheFault(house)).singleElement().asString().startsWith("anna: Over");
    }
  }

  @Test
  void whatBeganAndEndedMeanwhileIsNeverToldAndStaysInHistory() {
    try (House house = withWindow(WINDOW).opens()) {
      house.heard();
      passes(house, 70);
      house.site.breaks("/page");
      passes(house, 20);
      assertThat(incidents(house)).singleElement().matches(incident -> !incident.resolved());
      assertThat(house.get(house.at("/t/page")).body()).contains("broken");
      house.site.isMended("/page");
      passes(house, 15);
      assertThat(incidents(house)).singleElement().matches(Incident::resolved);
      passes(house, 120);
      assertThat(heardOfTheFault(house)).isEmpty();
      assertThat(events(house, Event.Type.OPENED)).hasSize(1);
    }
  }

  @Test
  void whatOutlastsItIsToldOnceAfterOneMoreLook() {
    try (House house = withWindow(WINDOW).opens()) {
      house.heard();
      passes(house, 90);
      house.site.breaks("/page");
      passes(house, 29);
      assertThat(house.heard()).isEmpty();
      passes(house, 2);
      assertThat(house.heard()).singleElement().asString().startsWith("anna: The page answers");
      assertThat(told(house)).containsExactly(Reason.OUTLASTED_MAINTENANCE);
      passes(house, 60);
      assertThat(heardOfTheFault(house)).isEmpty();
    }
  }

  private static List<Reason> told(House house) {
    return incidents(house).getFirst().told().stream().map(Told::why).toList();
  }

  @Test
  void whatIsRepairedAtTheLastMinuteIsNotJudgedByALookFromWithin() {
    try (House house = withWindow(WINDOW).opens()) {
      house.heard();
      passes(house, 100);
      house.site.breaks("/page");
      passes(house, 16);
      assertThat(incidents(house)).hasSize(1);
      house.clock.moveTo(House.START.plus(Duration.ofMinutes(119)));
      house.site.isMended("/page");
      passes(house, 60);
      assertThat(heardOfTheFault(house)).isEmpty();
    }
  }

  @Test
  void takenOutOfTheFilesItIsOverAndWhatIsWrongIsLookedAtFirst() {
    try (House house = withWindow(WINDOW).opens()) {
      house.heard();
      passes(house, 70);
      house.site.breaks("/page");
      passes(house, 20);
      house.site.isMended("/page");
      house.edit("config/daemon.yaml", WINDOW, "").reloads();
      passes(house, 10);
      assertThat(heardOfTheFault(house)).noneMatch(line -> line.contains("page"));
      assertThat(events(house, Event.Type.MAINTENANCE_ENDED)).hasSize(1);
    }
  }

  @Test
  void aRestartInTheMiddleHoldsTheSame() {
    try (House house = withWindow(WINDOW).opens()) {
      house.heard();
      passes(house, 70);
      house.site.breaks("/page");
      passes(house, 20);
      house.restarts();
      passes(house, 25);
      assertThat(house.heard()).isEmpty();
      passes(house, 20);
      assertThat(heardOfTheFault(house)).singleElement().asString().startsWith("anna: ");
    }
  }

  @Test
  void aWeeklyWindowIsAnnouncedOnceAndHoldsEveryWeek() {
    String weekly =
        """
        maintenance:
          - reason: Weekly release
            channels: []
            touchpoints: [page]
            zone: Europe/Berlin
            weekly: tue,wed 10:00-11:00
        """;
    try (House house = withWindow(weekly).opens()) {
      assertThat(house.heard()).singleElement().asString().contains("Weekly release");
      passes(house, 70);
      house.site.breaks("/page");
      passes(house, 20);
      house.site.isMended("/page");
      passes(house, 40);
      assertThat(house.heard()).isEmpty();
      assertThat(events(house, Event.Type.MAINTENANCE_ENDED)).hasSize(1);
      house.stops();
      house.clock.moveTo(House.START.plus(Duration.ofMinutes(24 * 60 + 70)));
      house.opens();
      passes(house, 1);
      assertThat(events(house, Event.Type.MAINTENANCE_BEGAN)).hasSize(2);
      assertThat(house.heard()).isEmpty();
    }
  }
}
