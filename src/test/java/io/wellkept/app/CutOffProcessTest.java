package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.CheckState;
import io.wellkept.ledger.SqliteLedger;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it sends a form does not send it again after its start. */
final class CutOffProcessTest {
  private static final CheckId LEAD = new CheckId("contact", "lead");

  @TempDir Path folder;

  @Test
  void aFormThatWasUnderWayWhenTheProcessWasKilledIsNotSentAgain() throws IOException {
    Path home = Files.createDirectory(folder.resolve("home"));
    try (House house = new House(home)) {
      house.site.answers(
          "/contact", 200, "<form method=post action=/send><input name=mail></form>", Map.of());
      house.with(
          House.touchpoint(
              "contact",
              "checks:",
              "  lead:",
              "    kind: flow",
              "    every: 1h",
              "    steps: [{open: \"\"}, {submit: {with: {mail: \"{{run.id}}\"}}}]"));
      house.site.hangs("/send");
      try (Daemon daemon = Daemon.begin(home, house.environment)) {
        daemon.await(() -> house.site.requests("/send") == 1);
        daemon.kill();
      }
      house.site.goesOn("/send");
      try (Daemon daemon = Daemon.start(home, house.environment)) {
        daemon.await(() -> fault(home).isPresent());
      }
      assertThat(fault(home)).containsInstanceOf(Fault.CutOff.class);
      assertThat(fault(home).orElseThrow().words()).contains("wk-").contains("not submitted again");
      assertThat(house.site.requests("/send")).isEqualTo(1);
    }
  }

  private static Optional<Fault> fault(Path home) {
    List<Fault> faults =
        SqliteLedger.read(home.resolve("data")).stream()
            .flatMap(ledger -> {
              try (ledger) {
                return ledger.read(view -> view.check(LEAD)).map(CheckState::fault).stream();
              }
            })
            .toList();
    return faults.stream().findFirst();
  }
}
