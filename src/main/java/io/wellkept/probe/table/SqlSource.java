package io.wellkept.probe.table;

import io.wellkept.probe.Look;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.RealTime;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a query to a database gives. Only reads. */
@Doc("From a database, with a query that only reads")
public record SqlSource(
    @Doc(
            value =
                "The database, as JDBC writes it; PostgreSQL and SQLite are there, others need"
                    + " their driver",
            example = "jdbc:postgresql://db.example.org/shop")
        String url,
    @Doc(value = "The account, which should only be allowed to read", example = "wellkept_reader")
        @Nullable String user,
    @Doc(value = "Its password; never shown anywhere", example = "\"${env:SHOP_DB_PASSWORD}\"")
        @Nullable String password,
    @Doc(
            value = "One SELECT",
            example = "select count(*) from orders where paid_at > now() - interval '1 hour'")
        String query,
    @Doc(value = "When to give up on it, at most 30s", standard = "10s") @RealTime
        @Nullable Duration timeout) {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
  private static final Pattern READS =
      Pattern.compile("(?is)\\s*(select|with|values|table)\\b[^;]*;?\\s*");

  public SqlSource {
    // Reflection may hand over nothing where the YAML says nothing.
    if (url == null || query == null) {
      throw new IllegalArgumentException("sql needs a url and a query");
    }
    DatabaseAddress.of(url);
    if (!READS.matcher(query).matches()) {
      throw new IllegalArgumentException(
          "query must be one SELECT: it begins with select or with, and has no semicolon within");
    }
    timeout = timeout == null ? USUAL_TIMEOUT : timeout;
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Look.DEADLINE) > 0) {
      throw new IllegalArgumentException("timeout must be more than nothing and at most 30s");
    }
  }

  @Override
  public Duration timeout() {
    return Objects.requireNonNull(timeout);
  }

  DatabaseAddress address() {
    return DatabaseAddress.of(url);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "SqlSource[" + address() + "]";
  }
}
