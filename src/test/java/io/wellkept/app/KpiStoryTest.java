package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.CheckState;
import io.wellkept.ledger.Ledger;
import io.wellkept.touchpoint.CheckId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page works, and nobody buys anything any more. */
final class KpiStoryTest {
  @TempDir Path home;

  private int orders = 100;

  /** Twelve an hour, from eight to eight by the clocks of Berlin. */
  private void sells(House house, Duration span) {
    for (long hour = 0; hour < span.toHours(); hour++) {
      house.passes(Duration.ofMinutes(59));
      int clock = house.clock.instant().atZone(ZoneId.of("Europe/Berlin")).getHour();
      orders += clock >= 8 && clock < 20 ? 12 : 0;
      total(house);
      house.passes(Duration.ofMinutes(1));
    }
  }

  /** The last one, its lines as one. */
  private static String mail(House house) {
    return House.text(house.lastMailTo("anna").orElseThrow()).replaceAll("\\s+", " ");
  }

  private void total(House house) {
    house.site.answers("/total", 200, "{\"orders\": " + orders + "}", Map.of());
  }

  @Test
  void ordersDryUpOnAMondayAtTwoAndTheOwnerHearsOfItUntilTheyComeBack() {
    House made =
        new House(home)
            .with(
                House.touchpoint(
                    "shop",
                    "checks:",
                    "  orders:",
                    "    kind: kpi",
                    "    json: {url: \"${env:SITE}/total\", path: $.orders}",
                    "    counts: total",
                    "    weeks: 2",
                    "    known-weeks: 1",
                    "    every: 1h",
                    "    confirm: 1m"));
    total(made);
    try (House house = made.opens()) {
      // from Tuesday at nine to the second Monday at two
      sells(house, Duration.ofHours(12 * 24 + 5 + 24 * 1));
      assertThat(house.clock.instant().toString()).startsWith("2026-06-15T12:00");
      assertThat(house.heard()).isEmpty();

      house.passes(Duration.ofMinutes(125));
      assertThat(house.whoHeard()).containsExactly("anna");
      assertThat(mail(house))
          .contains("No orders between 14:00 and 15:0")
          .contains("on the Monday before there were 12");

      orders += 3;
      total(house);
      house.passes(Duration.ofMinutes(65));
      assertThat(house.open()).isEmpty();
      CheckState state =
          house
              .running()
              .ledger()
              .read(view -> view.check(new CheckId("shop", "orders")).orElseThrow());
      assertThat(state.fault()).isNull();
    }
  }

  @Test
  void whatOthersPostIsJudgedAtOnce() {
    String check = "receipts: {kind: kpi, push: true, below: 5, every: 1h, confirm: 1m}";
    try (House house =
        new House(home).with(House.touchpoint("till", "checks:", "  " + check)).opens()) {
      String address = house.running().tokens().beat(new CheckId("till", "receipts"));
      house.press(house.at("/beat/" + address), "12");
      house.passes(Duration.ofMinutes(2));
      assertThat(house.open()).isEmpty();
      house.press(house.at("/beat/" + address), "{\"value\": 3}");
      house.passes(Duration.ofMinutes(3));
      assertThat(mail(house)).contains("Receipts: 3, and it should be at least 5");
      assertThat(house.get(house.at("/t/till")).body()).contains("Post the number to this address");
    }
  }

  @Test
  void whatOthersTellOfCustomersIsCountedAndNobodyIsKnown() {
    try (House house =
        new House(home)
            .with(
                House.touchpoint(
                    "delivery",
                    "checks:",
                    "  pace:",
                    "    kind: timing",
                    "    stages: [{stage: order}, {stage: delivery, within: 3d}]",
                    "    cases: 3",
                    "    every: 1h",
                    "    confirm: 1m",
                    "    push: true"))
            .opens()) {
      CheckId pace = new CheckId("delivery", "pace");
      String address = house.at("/passages/" + house.running().tokens().beat(pace));
      String late =
          "{\"subject\": \"anna@shop.example/%1$d\", \"stage\": \"order\", \"at\":"
              + " \"2026-05-18T07:00:00Z\"}, {\"subject\": \"anna@shop.example/%1$d\", \"stage\":"
              + " \"delivery\", \"at\": \"2026-06-01T07:00:00Z\"}";
      String batch =
          "[" + late.formatted(1) + "," + late.formatted(2) + "," + late.formatted(3) + "]";
      assertThat(house.post(address, batch).body()).isEqualTo("OK, 6 taken\n");
      assertThat(house.post(address, batch).statusCode()).isEqualTo(200);
      house.passes(Duration.ofMinutes(63));
      assertThat(mail(house))
          .contains("From order to delivery took 2 weeks (median of 3 in week 23)");
      List<Ledger.Passage> kept =
          house.running().ledger().read(view -> view.passages(pace, Instant.EPOCH, 99));
      assertThat(kept).hasSize(6);
      assertThat(kept.toString()).doesNotContain("anna").contains("delivery");

      assertThat(house.post(address, "{\"subject\": \"x\"}").body()).contains("needs a stage");
      assertThat(house.post(address, "[").statusCode()).isEqualTo(400);
      assertThat(house.post(address, " ".repeat(11_000)).statusCode()).isEqualTo(413);
      assertThat(house.post(address + "x", batch).statusCode()).isEqualTo(404);
    }
  }
}
