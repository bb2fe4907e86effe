package io.wellkept.probe.ad;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndsTest {
  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  @ParameterizedTest
  @CsvSource({
    "2026-11-30T23:59:59+0100, 2026-11-30T22:59:59Z",
    "2026-11-30T23:59:59+01:00, 2026-11-30T22:59:59Z",
    "2026-11-30T23:59:59.000Z, 2026-11-30T23:59:59Z",
    "2026-11-30T23:59, 2026-12-01T04:59:00Z",
    "2026-10-31 23:59:59, 2026-11-01T03:59:59Z",
    "31.10.2026 8:30, 2026-10-31T12:30:00Z",
    "2026-10-31, 2026-11-01T03:59:59Z",
    "31.10.2026, 2026-11-01T03:59:59Z",
    "2026/10/31, 2026-11-01T03:59:59Z",
    "' 2026-10-31 ', 2026-11-01T03:59:59Z",
    // the day on which the clocks go back has 25 hours
    "2026-11-01, 2026-11-02T04:59:59Z",
  })
  void readsAnEnd(String text, Instant end) {
    assertThat(Ends.read(text, ZONE)).contains(end);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "never", "03/04/2026", "2026-13-01", "31.9.26", "2026-10-31 25:00", "T"})
  void readsNoEnd(String text) {
    assertThat(Ends.read(text, ZONE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "212.34, 212.34",
    "'212,34', 212.34",
    "'1,234.50', 1234.50",
    "'1.234,50 €', 1234.50",
    "'1 234,5', 1234.5",
    "'$1,234', 1234",
    "1.234, 1234",
    "'1,234,567', 1234567",
    "0.5, 0.5",
    "'.5', 0.5",
    "9007199254740, 9007199254740",
  })
  void readsAmountsOfSeveralCountries(String text, BigDecimal amount) {
    assertThat(Amounts.read(text)).contains(amount);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "none", "99999999999999999999999", "1.2345678901"})
  void readsNoAmount(String text) {
    assertThat(Amounts.read(text)).isEmpty();
  }
}
