package io.wellkept.report.digest;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Nested;

/** Every figure of a digest once more, by SQL that knows nothing of the code. */
final class FiguresBySqlTest {
  @Nested
  final class HealthOnSqlite extends HealthBySql {
    @Override
    BySql open(Path folder) throws SQLException {
      return BySql.onSqlite(folder);
    }
  }

  @Nested
  final class HealthOnPostgres extends HealthBySql {
    @Override
    BySql open(Path folder) throws SQLException {
      return BySql.onPostgres();
    }
  }

  @Nested
  final class WorkOnSqlite extends WorkBySql {
    @Override
    BySql open(Path folder) throws SQLException {
      return BySql.onSqlite(folder);
    }
  }

  @Nested
  final class WorkOnPostgres extends WorkBySql {
    @Override
    BySql open(Path folder) throws SQLException {
      return BySql.onPostgres();
    }
  }
}
