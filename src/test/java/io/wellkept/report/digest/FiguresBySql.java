package io.wellkept.report.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wellkept.report.digest.Digest.Scope;
import io.wellkept.report.digest.Digest.Whose;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A digest of the week, and the ledger that it was made of. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class FiguresBySql {
  BySql sql;
  Digest digest;

  abstract BySql open(Path folder) throws SQLException;

  @BeforeAll
  void fill(@TempDir Path folder) throws SQLException {
    sql = open(folder);
    sql.ledger().change(Fortnight::fill);
    digest = digest(null);
    sql.prepare();
  }

  @AfterAll
  void close() throws SQLException {
    sql.close();
  }

  /**
   * @param silentSince since when nobody listens; null if somebody does
   */
  Digest digest(@Nullable Instant silentSince) {
    return sql.ledger()
        .read(view ->
            new DigestReading(view, Fortnight.house(view, silentSince), Fortnight.WEEK)
                .digest(new Scope(Whose.COMPANY, "", "")));
  }

  /** Both null, or hardly different. */
  static void same(@Nullable Double figure, @Nullable String reckoned) {
    Double other = BySql.parsed(reckoned);
    if (other == null) {
      assertThat(figure).isNull();
    } else {
      assertThat(figure).isCloseTo(other, within(1e-6));
    }
  }
}
