package io.wellkept.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** A process that opens a ledger, says so, and keeps it until its input ends. */
final class HoldsALedger {
  private HoldsALedger() {}

  public static void main(String[] arguments) throws IOException {
    Ledger ledger = SqliteLedger.open(Path.of(arguments[0]));
    ledger.change(work -> work.pulse("held", Instant.EPOCH));
    System.out.println("open");
    System.in.read();
    ledger.close();
  }
}
