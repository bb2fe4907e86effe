package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.ledger.Ledger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** How far the inventory of the small shop has come, for people and for programs. */
final class InventoryPagesTest {
  @TempDir Path folder;
  private House house;

  @BeforeEach
  void open() {
    house = new House(folder);
    house.broken();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void countsByStageAndByChannel() {
    assertThat(house.get("/inventory").body())
        .contains("1 of 3 touchpoints is in good hands")
        .contains("By stage")
        .contains("By channel")
        .contains("href=\"/touchpoints?stage=discover&amp;missing=look\"")
        .contains("Where nothing is")
        .contains("1 of 3");
  }

  @Test
  void saysWhatToDoNext() {
    assertThat(house.get("/inventory").body())
        .contains("2 touchpoints in “Discover” were not seen lately; start with Price feed")
        .contains("wellkept check price-feed")
        .contains("1 place of the map has no touchpoint")
        .contains("wellkept add URL --owner A --backup B --stage buy --channel website");
  }

  @Test
  void countsAConfirmationAsLongAsItHolds() {
    assertThat(confirmed()).isZero();
    List<String> hers = List.of("newsletter-form", "summer-landing");
    house.ledger.change(work -> work.confirm(new Ledger.Confirmation("anna", House.START, hers)));
    assertThat(confirmed()).isEqualTo(2);

    house.clock.forward(Duration.ofDays(91));
    assertThat(confirmed()).isZero();
  }

  private int confirmed() {
    return json("/api/v1/inventory").path("all").path("have").path("confirmation").asInt();
  }

  @Test
  void tellsProgramsTheSame() {
    JsonNode inventory = json("/api/v1/inventory");

    assertThat(inventory.path("all").path("touchpoints").asInt()).isEqualTo(3);
    assertThat(inventory.path("all").path("inGoodHands").asInt()).isEqualTo(1);
    assertThat(inventory.path("all").path("have").path("look").asInt()).isEqualTo(1);
    assertThat(inventory.path("stages").get(0).path("id").asString()).isEqualTo("discover");
    assertThat(inventory.path("next").get(0).path("what").asString()).isEqualTo("look");
    assertThat(inventory.path("next").get(0).path("startWith").asString()).isEqualTo("price-feed");
    assertThat(inventory.path("spots")).hasSize(2);
  }

  @Test
  void tellsProgramsTheMapAndTheListByTheSameFilters() {
    JsonNode map = json("/api/v1/map?condition=broken");
    JsonNode cell = map.path("stages").get(0).path("channels").get(0);

    assertThat(map.path("touchpoints").asInt()).isEqualTo(1);
    assertThat(map.path("conditions").path("broken").asInt()).isEqualTo(1);
    assertThat(cell.path("all").asInt()).isEqualTo(3);
    assertThat(cell.path("touchpoints").get(0).path("id").asString()).isEqualTo("summer-landing");
    assertThat(cell.path("touchpoints").get(0).path("headline").asString()).contains("basket");
    assertThat(json("/api/v1/map?missing=look").path("touchpoints").asInt()).isEqualTo(2);
    assertThat(json("/api/v1/touchpoints?missing=look").path("total").asInt()).isEqualTo(2);
    assertThat(json("/api/v1/touchpoints?team=ops").path("total").asInt()).isZero();
  }

  private JsonNode json(String path) {
    return Json.read(house.get(path).body());
  }
}
