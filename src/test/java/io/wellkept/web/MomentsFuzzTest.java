package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wellkept.words.Words;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a person writes as a date, it is a moment that can be shown again, or none. */
final class MomentsFuzzTest {
  private static final ZoneId ZONE = ZoneId.of("Pacific/Apia");
  private static final Instant NOW = Instant.parse("2026-06-02T07:00:00Z");

  static Stream<byte[]> seeds() {
    return Stream.of(
            "2026-11-24T17:00",
            "2026-11-24 17:00",
            "2011-12-30",
            "+999999999-12-31",
            "-999999999-01-01",
            "+999999999-12-31T23:59:59.999999999",
            "2026-11-24T17:00Z",
            "2026-11-24T17:00:00+18:00[Pacific/Apia]",
            "1  2")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5s")
  void areReadOrNot(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    Optional<Instant> moment = Moments.read(text, ZONE);
    moment.ifPresent(at -> {
      assertThat(Words.ENGLISH.moment(at, ZONE, NOW)).isNotBlank();
      assertThat(Words.ENGLISH.fromNow(at, NOW)).isNotBlank();
    });
    assertThat(Moments.localised(text, ZONE, NOW, Words.ENGLISH)).isNotNull();
  }
}
