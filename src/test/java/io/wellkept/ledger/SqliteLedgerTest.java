package io.wellkept.ledger;

import java.nio.file.Path;

/** The contract on SQLite. */
final class SqliteLedgerTest extends LedgerContract {
  @Override
  Ledger open(Path folder) {
    return SqliteLedger.open(folder);
  }
}
