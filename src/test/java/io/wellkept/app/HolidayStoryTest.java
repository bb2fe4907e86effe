package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A holiday is no working day: neither of a person's nor of a customer's clock. */
final class HolidayStoryTest {
  private static final String ANNA = "anna: {name: Anna Berg, email: anna@shop.example, ";
  private static final String TUESDAY =
      """
      BEGIN:VCALENDAR\r
      VERSION:2.0\r
      PRODID:-//shop//EN\r
      BEGIN:VEVENT\r
      DTSTART;VALUE=DATE:20260602\r
      SUMMARY:Founders' day\r
      END:VEVENT\r
      BEGIN:VEVENT\r
      DTSTART;VALUE=DATE:20261225\r
      SUMMARY:Christmas Day\r
      END:VEVENT\r
      END:VCALENDAR\r
      """;

  @TempDir Path home;

  private static House worksInTheWeek(House house) {
    return house.edit(
        "config/people.yaml",
        ANNA + "zone: Europe/Berlin, hours: always}",
        ANNA + "zone: Europe/Berlin, hours: {mon-fri: \"09:00-17:00\"}, holidays: [shop]}");
  }

  @Test
  void nobodyIsDisturbedOnAHolidayAndNobodyIsPassedOverForIt() {
    try (House house = worksInTheWeek(new House(home).withOnePage())) {
      house.file("config/shop.ics", TUESDAY);
      house.edit("config/people.yaml", "teams:", "holidays: {shop: {file: shop.ics}}\nteams:");
      house.opens().site.breaks("/page");
      house.passes(Duration.ofHours(23));
      assertThat(house.heard()).isEmpty();
      house.passes(Duration.ofHours(2)); // Wednesday, nine in Berlin has passed
      assertThat(house.whoHeard()).containsExactly("anna");
    }
  }

  @Test
  void aCalendarMayBeFetched() {
    try (House house = worksInTheWeek(new House(home).withOnePage())) {
      house.site.answers("/shop.ics", 200, TUESDAY, Map.of());
      fetched(house);
      house.opens();
      house.passes(Duration.ofMinutes(2));
      house.site.breaks("/page");
      house.passes(Duration.ofHours(22));
      assertThat(house.heard()).isEmpty();
      // what was fetched is known after a restart, also while nobody gives it
      house.site.breaks("/shop.ics");
      house.restarts();
      house.passes(Duration.ofMinutes(30));
      assertThat(house.heard()).isEmpty();
      house.passes(Duration.ofHours(2));
      assertThat(house.whoHeard()).containsExactly("anna");
    }
  }

  @Test
  void theOperatorsHearOfACalendarThatWasNeverThereUntilItIs() {
    try (House house = worksInTheWeek(new House(home).withOnePage())) {
      house.site.breaks("/shop.ics");
      fetched(house);
      house.opens();
      house.passes(Duration.ofMinutes(10));
      assertThat(house.heard())
          .singleElement()
          .asString()
          .startsWith("otto")
          .contains("calendar of holidays 'shop'");
      house.site.isMended("/shop.ics");
      house.site.answers("/shop.ics", 200, TUESDAY, Map.of());
      house.passes(Duration.ofMinutes(70));
      assertThat(house.whoHeard()).containsExactly("otto");
    }
  }

  private static void fetched(House house) {
    house.edit(
        "config/people.yaml",
        "teams:",
        "holidays: {shop: {url: \"${env:SITE}/shop.ics\"}}\nteams:");
  }

  @Test
  void theOperatorsHearOfAFileThatHasRunOut() {
    try (House house = worksInTheWeek(new House(home).withOnePage())) {
      house.file("config/shop.ics", TUESDAY.replace("2026", "2025"));
      house.edit("config/people.yaml", "teams:", "holidays: {shop: {file: shop.ics}}\nteams:");
      house.opens().passes(Duration.ofMinutes(10));
      assertThat(house.heard())
          .singleElement()
          .asString()
          .startsWith("otto")
          .contains("A calendar of holidays in config/ holds");
      house.file("config/shop.ics", TUESDAY).reloads();
      house.passes(Duration.ofHours(25));
      assertThat(house.heard()).last().asString().startsWith("otto: Over:");
    }
  }

  @Test
  void aFetchedCalendarThatTurnsEmptyTakesNoHolidayAway() {
    try (House house = worksInTheWeek(new House(home).withOnePage())) {
      house.site.answers("/shop.ics", 200, TUESDAY.replace("20260602", "20260604"), Map.of());
      fetched(house);
      house.opens().passes(Duration.ofMinutes(2));
      house.site.answers("/shop.ics", 200, TUESDAY.replace("2026", "2024"), Map.of());
      house.restarts();
      house.passes(Duration.ofHours(47)); // Thursday morning, the holiday
      house.site.breaks("/page");
      house.passes(Duration.ofHours(8));
      assertThat(house.heard()).isEmpty();
    }
  }
}
