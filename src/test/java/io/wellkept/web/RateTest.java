package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How often is too often, and that nobody can make us remember much. */
final class RateTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private final Rate rate = new Rate(2, Duration.ofMinutes(10));

  @Test
  void countsEachAloneUntilTheirTimeIsOver() {
    assertThat(rate.isExceeded("anna", NOW)).isFalse();
    assertThat(rate.isExceeded("anna", NOW)).isFalse();
    assertThat(rate.isExceeded("anna", NOW)).isTrue();
    assertThat(rate.isExceeded("ben", NOW)).isFalse();
    assertThat(rate.isExceeded("anna", NOW.plus(Duration.ofMinutes(10)))).isFalse();
  }

  @Test
  void whatIsGivenBackWasNeverCounted() {
    rate.isExceeded("anna", NOW);
    rate.giveBack("anna");
    rate.isExceeded("anna", NOW);
    assertThat(rate.isExceeded("anna", NOW)).isFalse();
  }

  @Test
  void whoeverComesAgainAndAgainIsNotForgottenBeforeOthers() {
    rate.isExceeded("anna", NOW);
    rate.isExceeded("anna", NOW);
    for (int i = 0; i < 20_000; i++) {
      rate.isExceeded("somebody" + i, NOW);
      assertThat(rate.isExceeded("anna", NOW)).isTrue();
    }
  }

  @Test
  void allWhoAreCalledByLongNamesCountAsOne() {
    assertThat(rate.isExceeded("a".repeat(60_000), NOW)).isFalse();
    assertThat(rate.isExceeded("b".repeat(60_000), NOW)).isFalse();
    assertThat(rate.isExceeded("c".repeat(60_000), NOW)).isTrue();
  }
}
