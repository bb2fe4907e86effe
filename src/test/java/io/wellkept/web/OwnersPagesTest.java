package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import io.wellkept.incident.Event.Type;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Reason;
import io.wellkept.touchpoint.Absence;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Who looks after how much, and how it goes. */
final class OwnersPagesTest {
  @TempDir Path folder;
  private House house;

  @BeforeEach
  void open() {
    house = new House(folder);
  }

  @AfterEach
  void close() {
    house.close();
  }

  /** Opened at ten in the morning in Lisbon, taken and over so much later. */
  private void course(int daysAgo, Duration taken, Duration over) {
    Instant opened = house.clock.instant().minus(Duration.ofDays(daysAgo));
    String id = "n" + daysAgo;
    house.ledger.change(work -> {
      work.append(event(opened, Type.OPENED, id, null));
      work.append(event(opened.plus(taken), Type.TAKEN, id, null));
      work.append(event(opened.plus(over), Type.PROMISE_PASSED, id, null));
      work.append(event(opened.plus(over), Type.RESOLVED, id, Reason.RECOVERED));
    });
  }

  private static Event event(Instant at, Type type, String id, Reason reason) {
    return new Event(at, type, House.NIGHTLY, id, null, reason, "");
  }

  private JsonNode ben(String query) {
    JsonNode items = ApiTest.json(house.get("/api/v1/owners" + query)).path("items");
    for (JsonNode item : items) {
      if (item.path("person").asString().equals("ben")) {
        return item;
      }
    }
    throw new AssertionError("Ben is not there: " + items);
  }

  @Test
  void tellsMediansOnlyOfEnoughCasesAndHowManyThereWere() {
    course(1, Duration.ofHours(1), Duration.ofHours(2));
    course(4, Duration.ofHours(3), Duration.ofHours(30));
    assertThat(ben("").path("medianWorkingSecondsToTake").isNull()).isTrue();
    assertThat(ben("").path("taken").asInt()).isEqualTo(2);
    course(5, Duration.ofHours(2), Duration.ofHours(6));
    course(40, Duration.ofHours(7), Duration.ofHours(40));
    Instant ignored = house.clock.instant().minus(Duration.ofDays(2));
    house.ledger.change(work -> work.append(event(ignored, Type.OPENED, "ignored", null)));
    JsonNode ben = ben("");
    assertThat(ben.path("medianWorkingSecondsToTake").asLong()).isEqualTo(2 * 3_600);
    assertThat(ben.path("medianSecondsToRepair").asLong()).isEqualTo(6 * 3_600);
    assertThat(ben.path("promisesPassed").asInt()).isEqualTo(3);
    assertThat(ben.path("opened").asInt()).isEqualTo(4);
    assertThat(ben("?days=90").path("repaired").asInt()).isEqualTo(4);
    assertThat(ben.path("load").path("normal").asInt()).isOne();
    assertThat(house.get("/owners").body())
        .contains("2 hours")
        .contains("3 promises passed")
        .contains("3 of 4 cases")
        .contains("no case");
  }

  @Test
  void isInTheOrderThatTheAddressSaysAndShowsOneTeamAlone() {
    course(1, Duration.ofHours(1), Duration.ofHours(2));
    house.broken();
    assertThat(names("/owners?sort=late")).startsWith("Ben");
    assertThat(names("/owners?sort=open")).startsWith("Anna");
    assertThat(names("/owners?sort=load")).startsWith("Anna");
    assertThat(house.get("/owners?sort=open").body()).contains("aria-sort=\"descending\"");
    assertThat(house.get("/owners?team=ops").body()).contains("Nobody looks after anything here");
    assertThat(house.get("/owners?team=web&sort=x&days=7").status()).isEqualTo(200);
    assertThat(ApiTest.json(house.get("/api/v1/owners?team=ops")).path("total").asInt()).isZero();
  }

  private String names(String address) {
    String body = house.get(address).body();
    return body.substring(body.indexOf("/me?person=")).replaceFirst("(?s)^[^>]*>", "");
  }

  @Test
  void saysWhoIsAwayAndForWhomNobodyStandsIn() {
    Instant now = house.clock.instant();
    Absence days = new Absence(LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 27));
    house.ledger.change(work ->
        work.add(
            new PlanOverride.Away("a1", "anna", now, now.plus(Duration.ofDays(3)), "anna", days)));
    assertThat(house.get("/owners").body())
        .contains("away until 27 November 2026, instead: Carla Ruiz");
    JsonNode anna = ApiTest.json(house.get("/api/v1/owners")).path("items").get(0);
    assertThat(anna.path("awayUntil").asString()).isEqualTo("2026-11-27");
    assertThat(anna.path("standIns").get(0).asString()).isEqualTo("Carla Ruiz");
    assertThat(anna.path("withoutBackup").size()).isZero();

    house.left("carla");
    assertThat(house.get("/owners").body())
        .contains("nobody stands in for 2: Summer landing page, Newsletter form")
        .contains("nobody stands in");
  }

  @Test
  void countsThoseWhoLackSomethingAndShowsThemAlone() {
    assertThat(house.get("/owners").body()).doesNotContain("without a backup");
    house.left("carla");
    assertThat(house.get("/owners?sort=name").body())
        .contains("2 have something without a backup.")
        .contains("href=\"/owners?sort=name&amp;team=&amp;days=30&amp;missing=backup\"")
        .doesNotContain("No message reaches");
    assertThat(house.get("/owners?sort=name&missing=backup").body())
        .contains("/me?person=anna")
        .contains("missing=backup\">Looks after");
    assertThat(house.get("/owners?missing=road").body())
        .contains("Show all of them")
        .doesNotContain("/me?person=");
    assertThat(with("backup")).isEqualTo(2);
    assertThat(with("road")).isZero();
  }

  private int with(String missing) {
    String path = "/api/v1/owners?missing=" + missing;
    return ApiTest.json(house.get(path)).path("total").asInt();
  }

  @Test
  void saysOfWhoeverHasLeftThatTheyHave() {
    house.left("anna");
    assertThat(house.get("/owners").body())
        .contains("has left, instead: Carla Ruiz")
        .doesNotContain("9999");
    JsonNode anna = ApiTest.json(house.get("/api/v1/owners")).path("items").get(0);
    assertThat(anna.path("lastDay").asString()).isEqualTo("2026-11-01");
    assertThat(anna.path("awayUntil").isNull()).isTrue();
    house.left("carla");
    assertThat(house.get("/owners").body()).contains("has left, nobody stands in");
  }
}
