package io.wellkept.probe.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MomentsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "2026-11-02T09:14:05.120Z, 2026-11-02T09:14:05.120Z",
    "2026-11-02T09:14:05.120456789Z, 2026-11-02T09:14:05.120456789Z",
    "2026-11-19T03:20:00-08:00, 2026-11-19T11:20:00Z",
    "2026-11-17T10:00:00+0000, 2026-11-17T10:00:00Z",
    "2026-11-17T10:00:00, 2026-11-17T09:00:00Z",
    "2026-07-18 19:02:11, 2026-07-18T17:02:11Z",
    "2026-07-18 19:02, 2026-07-18T17:02:00Z",
  })
  void readsTimesAsServicesWriteThem(String written, Instant time) {
    assertThat(Moments.read(written, BERLIN)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-11-17",
        "2026-13-17T10:00:00Z",
        "+999999999-12-31T23:59:59Z",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "2026-11-17T10:00:00Zulu"
      })
  void readsNothingElse(String written) {
    assertThat(Moments.read(written, BERLIN)).isNull();
  }

  @Test
  void anIdThatIsNoneBelongsIntoNoAddress() {
    assertThat(Row.link("https://x.example/", "17_a-B.c")).isEqualTo("https://x.example/17_a-B.c");
    assertThat(Row.link("https://x.example/", "a b")).isNull();
    assertThat(Row.link("https://x.example/", "../up?x=1")).isNull();
    assertThat(Row.link("https://x.example/", "")).isNull();
  }
}
