package io.wellkept.ledger;

import java.nio.file.Path;
import java.util.List;

/** Many threads of the one process that SQLite allows. */
final class SqliteCrowdTest extends CrowdContract {
  @Override
  List<Ledger> openSeveral(Path folder) {
    return List.of(SqliteLedger.open(folder));
  }
}
