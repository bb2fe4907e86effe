package io.wellkept.ledger;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The contract on PostgreSQL. */
final class PostgresLedgerTest extends LedgerContract {
  private final Map<Path, PostgresPlace> places = new HashMap<>();

  @Override
  Ledger open(Path folder) {
    return PostgresLedger.open(places.computeIfAbsent(folder, any -> Postgres.database()));
  }
}
