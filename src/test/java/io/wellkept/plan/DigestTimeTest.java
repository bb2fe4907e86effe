package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DigestTimeTest {
  @ParameterizedTest
  @ValueSource(strings = {"0 * * * * ?", "* * * * * ?", "0 0,30 8 ? * MON", "every 59m"})
  void refusesWhatComesMoreThanOnceAnHour(String text) {
    assertThatThrownBy(() -> DigestTime.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is too often");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 * * * ?", "0 30 7 ? * MON", "0 0 8 L * ?", "0 0 0 1 1 ? 2027"})
  void takesWhatComesOnceAnHourOrLess(String text) {
    assertThat(DigestTime.parse(text).isCron()).isTrue();
  }
}
