package io.wellkept.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.incident.CheckState;
import io.wellkept.touchpoint.CheckId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteReadingTest {
  private static final Instant NOW = Instant.parse("2026-06-02T07:00:00Z");
  private static final CheckId CHECK = new CheckId("summer", "page");

  @TempDir Path folder;

  private static void bear(Ledger ledger) {
    ledger.change(work -> work.bear(CheckState.born(CHECK, NOW), NOW));
  }

  private static List<CheckState> known(LedgerReading ledger) {
    return ledger.read(Ledger.View::checks);
  }

  @Test
  void seesWhatTheProcessBesideItCommits() {
    try (Ledger writer = SqliteLedger.open(folder);
        LedgerReading reading = SqliteLedger.read(folder).orElseThrow()) {
      assertThat(known(reading)).isEmpty();
      bear(writer);
      assertThat(known(reading)).hasSize(1);
    }
  }

  @Test
  void readsWithoutAnybodyBeside() {
    try (Ledger writer = SqliteLedger.open(folder)) {
      bear(writer);
    }
    try (LedgerReading reading = SqliteLedger.read(folder).orElseThrow()) {
      assertThat(known(reading)).hasSize(1);
    }
    try (Ledger writer = SqliteLedger.open(folder)) {
      assertThat(known(writer)).hasSize(1);
    }
  }

  @Test
  void leavesAFolderWithoutALedgerAsItIs() throws IOException {
    assertThat(SqliteLedger.read(folder)).isEmpty();
    assertThat(Files.list(folder)).isEmpty();
  }

  @Test
  void saysThatAFileIsNoLedger() throws IOException {
    Files.writeString(folder.resolve(SqliteLedger.FILE), "this is no database, ".repeat(100));
    assertThatThrownBy(
            () -> {
              try (LedgerReading reading = SqliteLedger.read(folder).orElseThrow()) {
                known(reading);
              }
            })
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("no ledger");
  }
}
