package io.wellkept.probe.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and moments as others write them. */
final class FiguresTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12|12",
        "-12.5|-12.5",
        "+3|3",
        "1e3|1000",
        "-1e15|-1e15",
        "1.5E-2|0.015",
        "1,234|1234",
        "1,234,567.89|1234567.89",
        "1.234,50|1234.5",
        "1.234.567,5|1234567.5",
        "1.234|1.234",
        "12,5|12.5",
        "0,250|0.25",
        "12 %|12",
        "€ 12.50|12.5",
        "12,50 €|12.5",
        "$-3|-3"
      })
  void readsNumbers(String text, double value) {
    assertThat(Figures.read(text)).hasValue(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "NaN",
        "+Inf",
        "Infinity",
        "0x10",
        "1e999",
        "1.1e15",
        "-1000000000000001",
        "1,23,4",
        "twelve",
        "1.2.3",
        "--1",
        "1-2",
        "12 orders"
      })
  void knowsWhatIsNone(String text) {
    assertThat(Figures.read(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1200, 1200",
    "12345.678, 12346",
    "12.3456, 12.35",
    "0.000123456, 0.0001235",
    "-3.5, -3.5",
    "1e9, 1000000000"
  })
  void writesNumbers(double value, String words) {
    assertThat(Figures.words(value)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-01T12:00:00Z, 2026-06-01T12:00:00Z",
    "2026-06-01T12:00:00.5+02:00, 2026-06-01T10:00:00.500Z",
    "2026-06-01 12:00:00+02, 2026-06-01T10:00:00Z",
    "2026-06-01 12:00:00+0200, 2026-06-01T10:00:00Z",
    "2026-06-01 12:00, 2026-06-01T10:00:00Z",
    "2026-06-01, 2026-05-31T22:00:00Z",
    "1780315200, 2026-06-01T12:00:00Z",
    "1780315200.25, 2026-06-01T12:00:00.250Z",
    "1780315200000, 2026-06-01T12:00:00Z"
  })
  void readsMoments(String text, String moment) {
    assertThat(Moments.read(text, BERLIN)).hasValue(Instant.parse(moment));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-13-01",
        "2026-06-31T12:00:00Z",
        "12",
        "06/01/2026",
        "2026-06-01T25:00"
      })
  void knowsWhatIsNoMoment(String text) {
    assertThat(Moments.read(text, BERLIN)).isEmpty();
  }

  @Test
  void takesAnyText() {
    Random random = new Random(2);
    String signs = "0123456789-+.,:TZeE €% \u00a0x";
    for (int at = 0; at < 20_000; at++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(24); length > 0; length--) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
      Figures.read(text.toString()).ifPresent(value -> assertThat(value).isFinite());
      assertThat(Moments.read(text.toString(), BERLIN)).isNotNull();
    }
  }
}
