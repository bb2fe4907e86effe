package io.wellkept.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moments as the columns hold them: milliseconds since 1970. */
final class Millis {
  private Millis() {}

  static @Nullable Long of(@Nullable Instant moment) {
    return moment == null ? null : moment.toEpochMilli();
  }

  static Instant get(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  static @Nullable Instant getOrNull(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
