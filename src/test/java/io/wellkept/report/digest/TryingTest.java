package io.wellkept.report.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Tally;
import io.wellkept.incident.Window;
import io.wellkept.incident.Windows;
import io.wellkept.ledger.Initiative;
import io.wellkept.ledger.Initiative.Direction;
import io.wellkept.ledger.Initiative.Measure;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.SqliteLedger;
import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.Digest.Tried;
import io.wellkept.touchpoint.Touchpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is tried at one touchpoint that is always in order, two days before and two after. */
final class TryingTest {
  private static final Touchpoint SHOP = Shop.ALL.get(0);
  private static final Duration SPAN = Duration.ofDays(2);
  private static final Instant CHANGED = Instant.parse("2026-06-10T12:00:00Z");
  private static final Instant BEGIN = CHANGED.minus(SPAN);
  private static final Instant END = CHANGED.plus(SPAN);

  @TempDir Path folder;

  private static Tried tried(Ledger ledger, Windows windows) {
    Period period = new Period(BEGIN, END, ZoneId.of("UTC"), "");
    return ledger
        .read(view -> Trying.tried(view, List.of(SHOP), Shop.people(), windows, period))
        .get(0);
  }

  @Test
  void hoursInWhichItWasWorkedOnCountNeitherWay() {
    try (Ledger ledger = SqliteLedger.open(folder)) {
      ledger.change(work -> {
        work.add(
            new Initiative(
                "i1",
                SHOP.id(),
                "anna",
                CHANGED,
                CHANGED,
                "Three fields instead of nine",
                Measure.CONDITION,
                null,
                Direction.UP,
                null,
                END,
                null,
                null,
                null));
        for (Instant hour = BEGIN; hour.isBefore(END); hour = hour.plus(Duration.ofHours(1))) {
          work.addRollup(SHOP.checks().get(0).id(), new Tally(hour, 12, 0, 0, List.of()));
        }
      });
      Tried whole = tried(ledger, Windows.NONE);
      assertThat(whole.before()).isEqualTo(1);
      assertThat(List.of(whole.direction(), whole.move(), whole.owner()))
          .containsExactly("UP", "HARDLY", "anna");
      Window.Once before = new Window.Once(BEGIN, CHANGED);
      Window work = new Window("w", null, Window.Scope.of(SHOP.id()), before, "x", false);
      Tried tried = tried(ledger, new Windows(List.of(work)));
      assertThat(tried.before()).as("nothing was seen but work").isNull();
      assertThat(tried.after()).isEqualTo(1);
    }
  }
}
