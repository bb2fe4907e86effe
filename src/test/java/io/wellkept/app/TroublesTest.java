package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.SqliteLedger;
import io.wellkept.touchpoint.CheckId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wellkept's own troubles end, too. */
final class TroublesTest {
  @TempDir Path home;

  @Test
  void aStartEndsWhatOnlyTheLastProcessKnewOf() {
    try (Shell shell = new Shell(home).house()) {
      shell.environment.put("SMTP_PASSWORD", "canary-1");
      shell.environment.put("HOOK_URL", "https://hook.invalid/x");
      shell.environment.put("HOOK_SECRET", "whsec_c3RhbmQtaW4tZm9yLWEtc2VjcmV0LW9mLTMyLWJ5dGU=");
      try (Ledger ledger = SqliteLedger.open(home.resolve("data"))) {
        ledger.change(work -> {
          Troubles.raise(work, Troubles.LOOPS, "looks", "The round has stalled", Shell.NOW);
          Troubles.raise(work, Troubles.ROWS, "a/page", "It could not be taken in", Shell.NOW);
          Troubles.raise(work, Troubles.PEOPLE, "an-incident", "Nobody", Shell.NOW);
        });
      }
      Setup setup =
          new Setup(
              home, home.resolve("data"), Map.copyOf(shell.environment), 1, true, () -> Shell.NOW);
      try (Wellkept wellkept = Wellkept.open(setup)) {
        List<CheckId> left =
            wellkept.ledger().read(Ledger.View::openIncidents).stream()
                .map(Incident::check)
                .toList();
        assertThat(left).containsExactly(Troubles.PEOPLE);
      }
    }
  }
}
