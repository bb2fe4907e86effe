package io.wellkept.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps the prepared statements of one connection for their next use: SQLite's driver prepares each
 * anew, which costs about as much as running it. For one thread at a time, as its connection is.
 */
final class KeptStatements extends DefaultStatementBuilder {
  private static final int MOST = 100;

  /** Those that nobody uses at the moment, by their text; what was used longest ago goes first. */
  private final Map<String, PreparedStatement> idle = new LinkedHashMap<>(16, 0.75f, true);

  /** Those that somebody uses: Jdbi closes them under the text from before it was parsed. */
  private final IdentityHashMap<Statement, String> busy = new IdentityHashMap<>();

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    PreparedStatement kept = idle.remove(sql);
    PreparedStatement statement = kept != null ? kept : super.create(connection, sql, context);
    busy.put(statement, sql);
    return statement;
  }

  @Override
  public void close(Connection connection, String unparsed, Statement statement)
      throws SQLException {
    String sql = busy.remove(statement);
    if (sql == null || statement.isClosed() || !(statement instanceof PreparedStatement prepared)) {
      statement.close();
      return;
    }
    prepared.clearParameters();
    prepared.clearBatch();
    PreparedStatement twin = idle.put(sql, prepared);
    if (twin != null) {
      twin.close();
    }
    if (idle.size() > MOST) {
      Iterator<PreparedStatement> oldest = idle.values().iterator();
      oldest.next().close();
      oldest.remove();
    }
  }
}
