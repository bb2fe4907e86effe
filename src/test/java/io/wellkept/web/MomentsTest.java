package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.words.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates that people write, and dates that stand in what we quote. */
final class MomentsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+999999999-12-31",
        "+999999999-12-31T23:59",
        "-999999999-01-01T00:00:00+99:99",
        "2026-02-30",
        "T",
        "soon"
      })
  void whatIsNoDateThatAnybodyMeansIsNone(String written) {
    assertThat(Moments.read(written, BERLIN)).isEmpty();
  }

  @Test
  void callsAClockByItsPlace() {
    assertThat(Moments.place(BERLIN)).isEqualTo("Berlin");
    assertThat(Moments.place(ZoneId.of("America/New_York"))).isEqualTo("New York");
    assertThat(Moments.place(ZoneOffset.UTC)).isEqualTo("UTC");
  }

  @Test
  void aDateAloneMeansItsEnd() {
    assertThat(Moments.read("2026-11-24", BERLIN)).contains(Instant.parse("2026-11-24T23:00:00Z"));
    assertThat(Moments.read("2026-11-24 17:00", BERLIN))
        .contains(Instant.parse("2026-11-24T16:00:00Z"));
  }

  @Test
  void quotesWithSomethingLikeAMomentAreShown() {
    String quote = "ends 2026-13-45T99:99Z, seen 2026-11-24T09:30:00Z and 2026-11-24T09:31Z $1";
    assertThat(Moments.localised(quote, BERLIN, NOW, Words.ENGLISH))
        .isEqualTo("ends 2026-13-45T99:99Z, seen today 10:30 and today 10:31 $1");
  }
}
