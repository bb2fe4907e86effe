package io.wellkept.probe.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Within;
import io.wellkept.touchpoint.WorkingHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChatSettingsTest {
  private static final SourceSettings SOURCE =
      Scene.settings(
          SourceSettings.class,
          "json",
          Scene.settings(JsonSettings.class, "url", "https://desk.example/open.json"));

  private static ChatSettings settings(Object... pairs) {
    return Scene.settings(ChatSettings.class, pairs);
  }

  @Test
  void promisesAnAnswerWithinAWorkingHourUnlessToldOtherwise() {
    assertThat(settings("source", SOURCE).answers()).isEqualTo(Within.workingHours(1));
    assertThat(settings("source", SOURCE, "hours", Map.of("mon", "09:00-17:00")).mayBeAway())
        .isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void readsHoursAsThoseOfPeople() {
    ChatSettings settings =
        settings("source", SOURCE, "hours", Map.of("mon-fri", "9:00-12:30, 13:30-24:00"));
    Person owner =
        new Person(
            "anna", "Anna", Map.of(), List.of(), ZoneOffset.UTC, WorkingHours.USUAL, List.of());
    Person promised = settings.promised(owner);
    assertThat(promised.hours().on(DayOfWeek.FRIDAY)).hasSize(2);
    assertThat(promised.hours().on(DayOfWeek.SUNDAY)).isEmpty();
    assertThat(promised.zone()).isEqualTo(ZoneOffset.UTC);
    assertThat(settings("source", SOURCE).promised(owner)).isSameAs(owner);
  }

  @ParameterizedTest
  @CsvSource({
    "monday, 09:00-17:00, 'hours: ''monday'' is no day'",
    "mon, nine to five, 'hours: ''nine to five'' is no hours of a day'",
    "mon, 17:00-09:00, hours: working hours 17:00 to 09:00 are empty",
    "'mon-fri,tue', 09:00-17:00, names a day for the second time",
    "mon, 25:00-26:00, is no hours of a day"
  })
  void refusesHoursThatAreNone(String days, String hours, String words) {
    assertThatThrownBy(() -> settings("source", SOURCE, "hours", Map.of(days, hours)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  @Test
  void refusesWhatWouldDoNothing() {
    assertThatThrownBy(() -> settings("hours", Map.of("mon", "09:00-17:00")))
        .hasMessageContaining("need a source");
    assertThatThrownBy(() -> settings("answerWithin", Within.workingHours(2)))
        .hasMessageContaining("need a source");
    assertThatThrownBy(() -> settings("source", SOURCE, "awayAfter", Duration.ofMinutes(5)))
        .hasMessageContaining("go with hours");
    Map<String, String> hours = Map.of("mon", "09:00-17:00");
    assertThatThrownBy(
            () -> settings("source", SOURCE, "hours", hours, "awayAfter", Duration.ofMinutes(5)))
        .hasMessageContaining("needs a source that tells who is there");
  }

  @Test
  void refusesAWidgetThatIsNoneOrTwo() {
    assertThatThrownBy(() -> Scene.settings(WidgetSettings.class))
        .hasMessageContaining("name either a vendor");
    assertThatThrownBy(() -> Scene.settings(WidgetSettings.class, "vendor", "tawkto"))
        .hasMessageContaining("'tawkto' is none of")
        .hasMessageContaining("tawk,");
    assertThatThrownBy(
            () -> Scene.settings(WidgetSettings.class, "vendor", "tawk", "selector", "#chat"))
        .hasMessageContaining("name either a vendor");
    assertThatThrownBy(() -> Scene.settings(WidgetSettings.class, "script", "chat["))
        .hasMessageContaining("is not a regular expression");
    assertThatThrownBy(() -> Scene.settings(WidgetSettings.class, "script", "x*"))
        .hasMessageContaining("fits every address");
    assertThatThrownBy(() -> Scene.settings(WidgetSettings.class, "selector", "#a", "id", "7"))
        .hasMessageContaining("needs a script with a group");
  }

  @Test
  void refusesTwoSources() {
    assertThatThrownBy(() -> Scene.settings(SourceSettings.class))
        .hasMessageContaining("exactly one source");
  }
}
