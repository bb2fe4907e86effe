package io.wellkept.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wellkept.incident.Pauses.Pause;
import io.wellkept.incident.Window.Scope;
import io.wellkept.incident.Window.Weekly;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When maintenance lasts; every moment here was reckoned by hand. */
final class WindowTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static List<Pause> weekly(String text, String from, String until) {
    return Weekly.parse(text, BERLIN).within(Instant.parse(from), Instant.parse(until));
  }

  private static Pause pause(String from, String until) {
    return new Pause(Instant.parse(from), Instant.parse(until));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-12-01 22:00",
        "2026-12-01T22:00+01:00",
        "2026-12-01 22:00 +01:00",
        " 2026-12-01  21:00Z "
      })
  void readsAMomentWithAnOffsetOrWithout(String text) {
    assertThat(Window.Once.moment(text, BERLIN)).isEqualTo("2026-12-01T21:00:00Z");
  }

  @Test
  void comesOnItsDaysByTheClocksOfItsZone() {
    assertThat(weekly("tue,thu 22:00-23:30", "2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z"))
        .containsExactly(
            pause("2026-11-24T21:00:00Z", "2026-11-24T22:30:00Z"),
            pause("2026-11-26T21:00:00Z", "2026-11-26T22:30:00Z"));
  }

  @Test
  void crossesMidnightFromTheDayThatItNames() {
    // Sunday's goes into Monday, Saturday's is no day of it
    assertThat(weekly("sun 23:30-0:30", "2026-11-21T00:00:00Z", "2026-11-24T00:00:00Z"))
        .containsExactly(pause("2026-11-22T22:30:00Z", "2026-11-22T23:30:00Z"));
    assertThat(weekly("sun 23:30-0:30", "2026-11-22T23:00:00Z", "2026-11-22T23:10:00Z"))
        .containsExactly(pause("2026-11-22T22:30:00Z", "2026-11-22T23:30:00Z"));
  }

  @Test
  void lastsAWholeDayFromMidnightToMidnight() {
    assertThat(weekly("wed 00:00-24:00", "2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z"))
        .containsExactly(pause("2026-11-24T23:00:00Z", "2026-11-25T23:00:00Z"));
  }

  @Test
  void lastsLongerWhereClocksGoBack() {
    // 25 October 2026: what is from two to three by the clocks takes two hours
    assertThat(weekly("sun 02:00-03:00", "2026-10-24T00:00:00Z", "2026-10-26T00:00:00Z"))
        .containsExactly(pause("2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z"));
    assertThat(weekly("sun 01:30-02:30", "2026-10-24T00:00:00Z", "2026-10-26T00:00:00Z"))
        .containsExactly(pause("2026-10-24T23:30:00Z", "2026-10-25T01:30:00Z"));
  }

  @Test
  void isOverAsTheDoubledHourBeginsIfItEndsThere() {
    assertThat(weekly("sun 00:00-02:00", "2026-10-24T00:00:00Z", "2026-10-26T00:00:00Z"))
        .containsExactly(pause("2026-10-24T22:00:00Z", "2026-10-25T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "mon-sun 00:00-24:00, 10080",
    "mon-sun 00:00-23:59, 10073",
    "sun 23:30-00:30, 60",
    "mon-fri 12:00-12:30, 150"
  })
  void saysHowLongItLastsEachWeek(String text, long minutes) {
    assertThat(Weekly.parse(text, BERLIN).eachWeek()).isEqualTo(Duration.ofMinutes(minutes));
  }

  @Test
  void isShorterOrNotThereWhereClocksGoForward() {
    // 29 March 2026: at two by the clocks it is three
    assertThat(weekly("sun 01:00-04:00", "2026-03-28T00:00:00Z", "2026-03-30T00:00:00Z"))
        .containsExactly(pause("2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z"));
    assertThat(weekly("sun 02:30-04:00", "2026-03-28T00:00:00Z", "2026-03-30T00:00:00Z"))
        .containsExactly(pause("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"));
    assertThat(weekly("sun 02:10-02:50", "2026-03-28T00:00:00Z", "2026-03-30T00:00:00Z")).isEmpty();
  }

  @Test
  void isCutToTheTimeForWhichItWasMade() {
    Weekly weekly =
        Weekly.parse(
            "mon-sun 10:00-12:00",
            BERLIN,
            Instant.parse("2026-11-23T10:00:00Z"),
            Instant.parse("2026-11-24T10:00:00Z"));
    assertThat(
            weekly.within(
                Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z")))
        .containsExactly(
            pause("2026-11-23T10:00:00Z", "2026-11-23T11:00:00Z"),
            pause("2026-11-24T09:00:00Z", "2026-11-24T10:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T20:59:59Z, false",
    "2026-11-24T21:00:00Z, true",
    "2026-11-24T22:29:59Z, true",
    "2026-11-24T22:30:00Z, false"
  })
  void holdsFromItsFirstMomentUntilBeforeItsEnd(Instant moment, boolean lasts) {
    Window window =
        new Window(
            "w", null, Scope.of("shop"), Weekly.parse("tue 22:00-23:30", BERLIN), "x", false);
    assertThat(window.at(moment) != null).isEqualTo(lasts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "sun", "sun 2-4", "xyz 02:00-04:00", "sun 02:00-02:00", "sun 25:00-26:00"})
  void whatIsNoWeeklyWindowIsSaidToBeNone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Weekly.parse(text, BERLIN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sun 02:00-04:00", "mon,tue,fri 23:30-00:30", "sat 00:00-24:00"})
  void readsWhatItWrites(String text) {
    assertThat(Weekly.parse(text, BERLIN).text()).isEqualTo(text);
  }

  @Test
  void calledOffIsNever() {
    Instant noon = Instant.parse("2026-11-24T12:00:00Z");
    Window.Once once = new Window.Once(noon, noon.minusSeconds(60));
    assertThat(once.within(noon.minus(Duration.ofDays(1)), noon.plus(Duration.ofDays(1))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "landing, true, false",
    "was, true, false",
    "tag:shop, true, false",
    "stage:buy, true, false",
    "channel:website, true, false",
    "stage:website, false, false",
    "channel:buy, false, false",
    "tag:buy, false, false",
    "receipt, false, true"
  })
  void coversWhatIsNamedAndWhateverHasTheTagTheStageOrTheChannel(
      String word, boolean placed, boolean unplaced) {
    Scope scope = Scope.parse(List.of(word));
    assertThat(scope.covers(touchpoint("landing", "buy", "website", Set.of("shop"), Set.of("was"))))
        .isEqualTo(placed);
    assertThat(scope.covers(touchpoint("receipt", null, null, Set.of(), Set.of())))
        .isEqualTo(unplaced);
  }

  private static Touchpoint touchpoint(
      String id,
      @Nullable String stage,
      @Nullable String channel,
      Set<String> tags,
      Set<String> was) {
    return new Touchpoint(
        id,
        id,
        null,
        Importance.NORMAL,
        "anna",
        List.of("ben"),
        stage,
        channel,
        Set.of(),
        tags,
        null,
        Live.ALWAYS,
        Set.of(),
        was,
        Duration.ZERO,
        List.of());
  }

  @Test
  void readsAScopeInOneWordForEachPart() {
    Scope scope = Scope.parse(List.of("tag:shop", "landing", "stage:buy", "channel:website"));
    assertThat(scope.words())
        .containsExactly("touchpoint:landing", "tag:shop", "stage:buy", "channel:website");
    assertThat(Scope.parse(scope.words())).isEqualTo(scope);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scope.parse(List.of("owner:anna")))
        .withMessageContaining("'owner:anna'");
  }
}
