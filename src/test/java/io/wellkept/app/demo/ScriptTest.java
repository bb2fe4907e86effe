package io.wellkept.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.app.demo.Script.Step;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ScriptTest {
  @Test
  void ninetySecondsMakeThreeSecondsOfAnHour() {
    assertThat(Script.timeScale(Duration.ofSeconds(90))).isEqualTo(1200);
    assertThat(Script.timeScale(Duration.ofMinutes(3))).isEqualTo(600);
  }

  @Test
  void refusesTooLittleTimeForTheStory() {
    assertThatThrownBy(() -> Script.timeScale(Duration.ofSeconds(10)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("45 seconds")
        .hasMessageContaining("10 seconds");
  }

  @Test
  void stepsAreInOrderAndLeaveTimeForTheEnd() {
    assertThat(Script.steps()).extracting(Step::at).isSorted();
    Step last = Script.steps().get(Script.steps().size() - 1);
    assertThat(last.at()).isLessThan(Script.LENGTH.minusHours(3));
  }

  @Test
  void everythingBrokenIsRepaired() {
    Set<Fault> broken = EnumSet.noneOf(Fault.class);
    for (Step step : Script.steps()) {
      switch (step) {
        case Step.Break it -> assertThat(broken.add(it.fault())).isTrue();
        case Step.Repair it -> assertThat(broken.remove(it.fault())).isTrue();
        case Step.Take it -> assertThat(broken).isNotEmpty();
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyStepCanBeTold() {
    assertThat(Script.steps()).extracting(Step::words).doesNotHaveDuplicates();
    assertThat(Script.steps().get(2).words()).isEqualTo("takes it and promises it within 5 hours");
  }
}
