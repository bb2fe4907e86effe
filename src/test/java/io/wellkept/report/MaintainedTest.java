package io.wellkept.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import io.wellkept.incident.Event.Type;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Pauses.Pause;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.SqliteLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MaintainedTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir Path folder;

  private static Instant after(int hours) {
    return NOON.plus(Duration.ofHours(hours));
  }

  private static Event turn(String touchpoint, Type type, int hours, String text) {
    return new Event(after(hours), type, Ownership.maintained(touchpoint), null, null, null, text);
  }

  @Test
  void knowsFromHistoryWhatThePlanHasForgottenAndNoSnoozing() {
    try (Ledger ledger = SqliteLedger.open(folder)) {
      ledger.change(work -> {
        work.append(turn("shop", Type.MAINTENANCE_BEGAN, 1, "new servers"));
        work.append(turn("desk", Type.MAINTENANCE_BEGAN, 1, Maintained.SNOOZED + "known"));
        work.append(turn("shop", Type.MAINTENANCE_ENDED, 3, "new servers"));
        work.append(turn("cart", Type.MAINTENANCE_BEGAN, 4, "new servers"));
      });
      Map<String, List<Pause>> found = ledger.read(view -> Maintained.within(view, NOON, after(6)));
      assertThat(found)
          .isEqualTo(
              Map.of(
                  "shop",
                  List.of(new Pause(after(1), after(3))),
                  "cart",
                  List.of(new Pause(after(4), after(6)))));
    }
  }
}
