package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.touchpoint.CheckId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is late, what cannot be seen, and what is not there yet or no longer. */
final class SeeingStoryTest {
  @TempDir Path home;

  private House withAJob() {
    return new House(home)
        .file(
            "monitors/site.yaml",
            """
            touchpoints:
              - id: job
                name: The export
                owner: anna
                backup: ben
                checks: {hourly: {kind: heartbeat, expect-every: 1h, grace: 10m}}
            """)
        .opens();
  }

  private static void beats(House house, String what, String body) {
    String token = house.running().tokens().beat(new CheckId("job", "hourly"));
    assertThat(house.press(house.at("/beat/" + token + what), body).statusCode()).isEqualTo(200);
    house.settles();
  }

  @Test
  void aJobThatIsLateOrSaysThatItFailedIsToldAndSoIsItsReturn() {
    try (House house = withAJob()) {
      beats(house, "", "");
      house.passes(minutes(60));
      beats(house, "", "");
      house.passes(minutes(69));
      assertThat(house.heard()).isEmpty();
      house.passes(minutes(5));
      assertThat(house.heard()).singleElement().asString().startsWith("anna");
      house.passes(minutes(20));
      beats(house, "", "");
      house.passes(minutes(15));
      assertThat(house.heard()).singleElement().asString().startsWith("anna: Over");
      beats(house, "/fail", "disk full");
      house.passes(minutes(15));
      assertThat(house.whoHeard()).containsExactly("anna");
      assertThat(House.text(house.lastMailTo("anna").orElseThrow())).contains("disk full");
      beats(house, "", "");
      house.passes(minutes(15));
      assertThat(house.heard()).singleElement().asString().startsWith("anna: Over");
    }
  }

  @Test
  void timesInWhichNobodyListenedDoNotCountAgainstAJob() {
    try (House house = withAJob()) {
      beats(house, "", "");
      house.passes(minutes(10)).stops().clock.move(minutes(300));
      house.opens().passes(minutes(65));
      assertThat(house.heard()).isEmpty();
      house.passes(minutes(10));
      assertThat(house.whoHeard()).containsExactly("anna");
    }
  }

  @Test
  void aPageThatTakesUsForARobotIsTheOperatorsAfterAnHourAndNeverTheOwners() {
    try (House house = new House(home).withOnePage().opens()) {
      house.site.answers(
          "/page", 403, "<title>Just a moment...</title>", Map.of("cf-mitigated", "challenge"));
      house.passes(minutes(55));
      assertThat(house.heard()).isEmpty();
      house.passes(minutes(25));
      assertThat(house.whoHeard()).containsExactly("otto");
      house.passes(minutes(300));
      assertThat(house.heard()).isEmpty();
      house.site.isMended("/page");
      house.passes(minutes(30));
      assertThat(house.whoHeard()).containsExactly("otto");
      assertThat(house.open()).isEmpty();
    }
  }

  @Test
  void beforeItsTimeNothingIsSaidAndAfterItWhatStillAnswersIsFound() {
    try (House house = new House(home)) {
      String live = "live: {from: 2026-06-03, until: 2026-06-04}";
      String hourly = "checks: {page: {every: 1h}}";
      house.with(
          House.touchpoint("forgotten", live, hourly), House.touchpoint("gone", live, hourly));
      house.site.answers("/forgotten", 404, "not yet", Map.of());
      house.site.answers("/gone", 404, "not yet", Map.of());
      house.opens().passes(until(house, "2026-06-02T21:59:00Z"));
      assertThat(house.heard()).isEmpty();
      assertThat(house.site.requests()).isZero();
      house.site.isMended("/forgotten");
      house.site.isMended("/gone");
      house.passes(until(house, "2026-06-03T08:00:00Z"));
      assertThat(house.site.requests()).isPositive();
      assertThat(house.heard()).isEmpty();
      house.passes(until(house, "2026-06-04T21:50:00Z"));
      house.site.answers("/gone", 410, "gone", Map.of());
      house.passes(until(house, "2026-06-04T21:59:30Z"));
      house.heard(); // in its last minutes it may be found gone
      house.passes(until(house, "2026-06-05T02:00:00Z"));
      assertThat(house.open())
          .singleElement()
          .satisfies(open -> assertThat(open.check().touchpoint()).isEqualTo("forgotten"));
      assertThat(House.text(house.lastMailTo("anna").orElseThrow())).contains("The forgotten");
    }
  }

  private static Duration until(House house, String moment) {
    return Duration.between(house.clock.instant(), Instant.parse(moment));
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }
}
