package io.wellkept.ledger;

import java.nio.file.Path;
import java.util.List;

/** Three ledgers that know nothing of each other, as three processes have them. */
final class PostgresCrowdTest extends CrowdContract {
  @Override
  List<Ledger> openSeveral(Path folder) {
    PostgresPlace place = Postgres.database();
    return List.of(
        PostgresLedger.open(place), PostgresLedger.open(place), PostgresLedger.open(place));
  }
}
