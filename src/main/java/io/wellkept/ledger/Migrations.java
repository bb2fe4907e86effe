package io.wellkept.ledger;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the tables to the form that this version wants. */
final class Migrations {
  private Migrations() {}

  /**
   * @param words what this database calls the placeholders of the scripts
   * @throws org.flywaydb.core.api.FlywayException if a script fails, or if a newer version of
   *     Wellkept has been here
   */
  static void run(DataSource source, Map<String, String> words) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:ledger/migrations")
        .placeholders(words)
        .ignoreMigrationPatterns(new String[0])
        .loggers("slf4j")
        .load()
        .migrate();
  }
}
