package io.wellkept.report.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Pauses;
import io.wellkept.incident.Pauses.Pause;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Tally;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every figure of these was reckoned by hand, of ten hours. */
final class SeenShareTest {
  private static final Instant FROM = Instant.parse("2026-11-24T00:00:00Z");
  private static final Touchpoint SHOP =
      Shop.touchpoint("shop", Importance.NORMAL, Duration.ofMinutes(5));
  private static final CheckId PAGE = new CheckId("shop", "page");

  private static Instant at(double hour) {
    return FROM.plusMillis((long) (hour * 3_600_000));
  }

  private static Incident incident(Audience whose, double since, @Nullable Double over) {
    Instant begin = at(since);
    return new Incident(
        "i" + since,
        PAGE,
        "",
        whose,
        begin,
        begin,
        List.of(Finding.of("page.status", Severity.MAJOR, Condition.BROKEN, "broken", begin)),
        Map.of(),
        begin,
        begin,
        null,
        over == null ? new Standing.Open() : new Standing.Resolved(at(over), Reason.RECOVERED),
        null,
        0,
        List.of(),
        null,
        null,
        0);
  }

  /** All hours were looked at; the looks of the first ones were blind. */
  private static OptionalDouble share(
      int blind, List<Incident> incidents, List<Pause> gaps, List<Pause> work) {
    List<Tally> hours = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      hours.add(new Tally(at(i), 12, 0, i < blind ? 12 : 0, List.of()));
    }
    // what a check counts that has not looked since
    hours.add(new Tally(Instant.EPOCH, 0, 0, 0, List.of()));
    return SeenShare.of(SHOP, Map.of(PAGE, hours), incidents, new Pauses(gaps), work)
        .within(FROM, at(10));
  }

  @Test
  void whatNobodyListenedToCountsNeitherWay() {
    // 10 hours, of which 2 nobody listened: 8. Wrong from 2 to 5, from 4 to 6 and from 9 on: 5.
    // Half an hour of that nobody listened: 4.5 of 8 are wrong.
    List<Incident> wrong =
        List.of(
            incident(Audience.OWNERS, 2, 5.0),
            incident(Audience.OWNERS, 4, 6.0),
            incident(Audience.OWNERS, 9, null));
    assertThat(share(0, wrong, List.of(new Pause(at(5.5), at(7.5))), List.of()).getAsDouble())
        .isCloseTo(1 - 4.5 / 8, within(1e-9));
    assertThat(share(0, List.of(), List.of(), List.of())).hasValue(1);
    assertThat(share(0, List.of(incident(Audience.OWNERS, -9, null)), List.of(), List.of()))
        .hasValue(0);
    assertThat(share(0, List.of(), List.of(new Pause(at(-1), at(11))), List.of())).isEmpty();
  }

  @Test
  void whatNobodySawIsNeitherInOrderNorWrong() {
    // blind for 8 hours, of which the operators heard; of the two that were seen one was wrong
    List<Incident> both =
        List.of(incident(Audience.OPERATORS, 1, 8.0), incident(Audience.OWNERS, 9, null));
    assertThat(share(8, both, List.of(), List.of())).hasValue(.5);
    assertThat(share(10, both, List.of(), List.of())).isEmpty();
  }

  @Test
  void maintenanceCountsNeitherWay() {
    List<Incident> wrong = List.of(incident(Audience.OWNERS, 2, 6.0));
    assertThat(share(0, wrong, List.of(), List.of(new Pause(at(2), at(5)))).getAsDouble())
        .isCloseTo(1 - 1.0 / 7, within(1e-9));
  }
}
