package io.wellkept.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Audience;
import io.wellkept.incident.CheckState;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Tally;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a touchpoint is, as far as anybody can tell. */
final class BoardTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Duration BLIND_FOR = Duration.ofHours(1);
  private static final CheckId PAGE = new CheckId("landing", "page");
  private static final CheckId FEED = new CheckId("landing", "feed");

  private final Board board = new Board();

  private record NoSettings() {}

  @Test
  void isUnknownUntilEveryCheckSawIt() {
    rebuild();
    assertThat(condition()).isEqualTo(Condition.UNKNOWN);
    board.see(CheckState.born(PAGE, NOW.minusSeconds(60)));
    assertThat(condition()).isEqualTo(Condition.UNKNOWN);
    assertThat(row().since()).isEqualTo(NOW.minusSeconds(60));
  }

  @Test
  void isHealthyWhenAllSawItAndNothingIsOpen() {
    rebuild();
    board.see(seen(PAGE, null));
    board.see(seen(FEED, null));
    assertThat(condition()).isEqualTo(Condition.HEALTHY);
    assertThat(row().since()).isNull();
  }

  @Test
  void aShortBlindnessChangesNothingALongOneMakesItUnknown() {
    rebuild();
    board.see(seen(PAGE, null));
    board.see(seen(FEED, NOW.minus(BLIND_FOR).plusMillis(1)));
    assertThat(condition()).isEqualTo(Condition.HEALTHY);
    assertThat(board.blind(NOW)).isZero();

    board.see(seen(FEED, NOW.minus(BLIND_FOR)));
    assertThat(condition()).isEqualTo(Condition.UNKNOWN);
    assertThat(board.blind(NOW)).isOne();
  }

  @Test
  void isAsBadAsTheWorstThatIsOpen() {
    rebuild();
    board.see(seen(PAGE, null));
    board.see(incident("a", Condition.DEGRADED, new Standing.Open()));
    board.see(incident("b", Condition.BROKEN, new Standing.Open()));

    assertThat(condition()).isEqualTo(Condition.BROKEN);
    assertThat(row().open()).extracting(Incident::id).containsExactly("b", "a");
  }

  @Test
  void whatIsToldLateBringsNothingBack() {
    rebuild();
    board.see(incident("a", Condition.BROKEN, over()));
    board.see(incident("a", Condition.BROKEN, new Standing.Open()));

    assertThat(board.open()).isEmpty();

    board.see(seen(PAGE, null));
    board.see(CheckState.born(PAGE, NOW));
    assertThat(row().checks()).containsExactly(seen(PAGE, null));
  }

  @Test
  void aNewPlanForgetsWhatItNoLongerHas() {
    rebuild();
    board.see(incident("a", Condition.BROKEN, new Standing.Open()));
    board.rebuild(List.of(), BLIND_FOR, List.of(), List.of());

    assertThat(board.rows(NOW)).isEmpty();
    assertThat(board.open()).isEmpty();
    assertThat(board.row("landing", NOW)).isEmpty();
  }

  private void rebuild() {
    board.rebuild(List.of(landing()), BLIND_FOR, List.of(), List.of());
  }

  private Board.Row row() {
    return board.row("landing", NOW).orElseThrow();
  }

  private Condition condition() {
    assertThat(board.rows(NOW)).containsExactly(row());
    return row().condition();
  }

  private static Standing over() {
    return new Standing.Resolved(NOW, Reason.RECOVERED);
  }

  private static CheckState seen(CheckId check, @Nullable Instant blindSince) {
    return new CheckState(
        check,
        NOW.minus(Duration.ofDays(1)),
        NOW,
        NOW,
        blindSince,
        blindSince == null ? null : new Fault.OwnNetwork("no route"),
        List.of(),
        List.of(),
        Map.of(),
        Memory.EMPTY,
        Tally.of(NOW),
        Map.of());
  }

  private static Incident incident(String id, Condition condition, Standing standing) {
    return new Incident(
        id,
        PAGE,
        id,
        Audience.OWNERS,
        NOW,
        NOW,
        List.of(Finding.of("page.x", Severity.MAJOR, condition, "Wrong", NOW)),
        Map.of(),
        NOW,
        NOW,
        null,
        standing,
        null,
        0,
        List.of(),
        null,
        null,
        0);
  }

  private static Touchpoint landing() {
    Schedule schedule = new Schedule(Duration.ofMinutes(5), Duration.ZERO);
    Kind kind =
        new Kind(
            "page", NoSettings.class, schedule, 0.5, false, false, settings -> Optional.empty());
    return new Touchpoint(
        "landing",
        "Landing page",
        null,
        Importance.NORMAL,
        "anna",
        List.of("ben"),
        null,
        null,
        Set.of(),
        Set.of(),
        null,
        Live.ALWAYS,
        Set.of(),
        Set.of(),
        Duration.ofDays(1),
        Stream.of(PAGE, FEED).map(id -> new Check(id, kind, new NoSettings(), schedule)).toList());
  }
}
