package io.wellkept.probe.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SeasonTest {
  @ParameterizedTest
  @CsvSource({
    "2024, 2024-03-31",
    "2025, 2025-04-20",
    "2026, 2026-04-05",
    "2027, 2027-03-28",
    "2038, 2038-04-25",
    "2049, 2049-04-18"
  })
  void knowsWhenEasterIs(int year, LocalDate sunday) {
    assertThat(Season.easter(year)).isEqualTo(sunday);
  }

  /** In 2019 and 2024 the fourth Thursday is late, in 2026 the month begins on a Sunday. */
  @ParameterizedTest
  @CsvSource({
    "2018, 2018-11-23",
    "2019, 2019-11-29",
    "2024, 2024-11-29",
    "2025, 2025-11-28",
    "2026, 2026-11-27"
  })
  void knowsWhenBlackFridayIs(int year, LocalDate friday) {
    assertThat(Season.blackFriday(year)).isEqualTo(friday);
  }

  @ParameterizedTest
  @CsvSource({"2024, 2024-03-11", "2025, 2025-03-01", "2026, 2026-02-18", "2030, 2030-01-05"})
  void knowsWhenRamadanBegins(int year, LocalDate first) {
    assertThat(Season.ramadan(year)).isBetween(first.minusDays(1), first.plusDays(1));
  }

  @Test
  void everyWindowEndsAfterItBegins() {
    for (Season season : Season.values()) {
      for (int year = 2020; year < 2060; year++) {
        Season.Window window = season.window(year);
        assertThat(window.first()).as("%s %d", season, year).isBefore(window.last());
        assertThat(window.first().getYear()).isBetween(year - 1, year);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EASTER, Osteraktion, true",
    "EASTER, Österreich, false",
    "EASTER, Osterreich, false",
    "EASTER, Northeastern, false",
    "ADVENT, Adventskalender, true",
    "ADVENT, Adventure, false",
    "CHRISTMAS, Weihnachtsmarkt, true",
    "CHRISTMAS, świąteczna promocja, true",
    "BLACK_FRIDAY, Black-Friday-Deals, true",
    "BLACK_FRIDAY, black fridge, false",
    "CARNIVAL, Carnaval, true",
    "NEW_YEAR, New York, false"
  })
  void knowsItsNames(Season season, String words, boolean named) {
    Matcher matcher = season.pattern().matcher(words);
    assertThat(matcher.find()).isEqualTo(named);
  }
}
