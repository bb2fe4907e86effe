package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wellkept's own troubles: rounds that stall, clocks that jump. */
final class EngineStoryTest {
  @TempDir Path home;

  @Test
  void aStalledRoundIsToldToTheOperatorsAndTheOutsideHeartbeatStops() throws Exception {
    try (House house = new House(home).withOnePage();
        Callbacks outside = new Callbacks()) {
      house.knows("ALIVE", outside.url("/alive"));
      house.edit(
          "config/daemon.yaml",
          "operators:",
          "outside-heartbeat: {url: \"${env:ALIVE}\", every: 1m}\noperators:");
      house.opens().passes(minutes(30));
      outside.awaits("/alive");
      assertThat(house.get(house.at("/health/engine")).statusCode()).isEqualTo(200);

      changes("ALTER TABLE beats RENAME TO lost");
      house.passes(minutes(110));
      assertThat(house.heard()).singleElement().asString().startsWith("otto").contains("keeping");
      var engine = house.get(house.at("/health/engine"));
      assertThat(engine.statusCode()).isEqualTo(503);
      assertThat(engine.body()).contains("late: keeping");
      assertThat(house.get(house.at("/health/ready")).statusCode()).isEqualTo(200);
      int before = outside.settled("/alive");
      house.passes(minutes(30));
      assertThat(outside.settled("/alive")).isEqualTo(before);

      changes("ALTER TABLE lost RENAME TO beats");
      house.passes(minutes(30));
      assertThat(house.heard()).singleElement().asString().startsWith("otto: Over");
      assertThat(house.get(house.at("/health/engine")).statusCode()).isEqualTo(200);
      assertThat(outside.settled("/alive")).isGreaterThan(before);
    }
  }

  private void changes(String sql) throws SQLException {
    String ledger = "jdbc:sqlite:" + home.resolve("data").resolve("wellkept.db");
    try (Connection connection = DriverManager.getConnection(ledger);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void aMachineThatSleptLooksBeforeItTells() {
    try (House house = new House(home).withOnePage().opens()) {
      house.site.breaks("/page");
      house.passes(minutes(10));
      assertThat(house.whoHeard()).containsExactly("anna");
      house.site.isMended("/page");
      house.clock.move(Duration.ofHours(6));
      house.settles().passes(minutes(20));
      assertThat(house.heard()).singleElement().asString().startsWith("anna: Over");
    }
  }

  @Test
  void aSleepThatEndsWithTheFaultStandingGoesOnWithTheLadderOnce() {
    try (House house = new House(home).withOnePage().opens()) {
      house.site.breaks("/page");
      house.passes(minutes(10));
      assertThat(house.whoHeard()).containsExactly("anna");
      house.clock.move(Duration.ofHours(3));
      house.settles().passes(minutes(20));
      assertThat(house.whoHeard()).containsExactly("ben");
    }
  }

  @Test
  void aClockThatGoesBackLosesNothingAndTellsNobodyTwice() {
    try (House house = new House(home)) {
      house.file("monitors/site.yaml", House.touchpoints("a", "b")).opens();
      house.site.breaks("/a");
      house.passes(minutes(10));
      assertThat(house.whoHeard()).containsExactly("anna");
      Instant before = house.clock.instant();
      house.clock.moveTo(before.minus(Duration.ofHours(2)));
      int looks = house.site.requests();
      house.settles().passes(minutes(12));
      assertThat(house.site.requests()).isGreaterThan(looks + 2);
      assertThat(house.heard()).isEmpty();
      house.site.breaks("/b");
      house.passes(minutes(12));
      assertThat(house.heard()).singleElement().asString().startsWith("anna").contains("The b");
      house.site.isMended("/a");
      house.site.isMended("/b");
      house.passes(minutes(30));
      assertThat(house.open()).isEmpty();
      assertThat(house.whoHeard()).containsOnly("anna");
    }
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }
}
