package io.wellkept.ledger;

import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementException;
import org.jdbi.v3.core.statement.StatementExceptions;

/** The ledger on any database that speaks our SQL. */
final class JdbcLedger implements Ledger {
  private final Engine engine;
  private final Json json = new Json();

  JdbcLedger(Engine engine) {
    this.engine = engine;
  }

  /** What people wrote must not get into logs by way of a failed statement: it is bound to it. */
  static Jdbi discreet(Jdbi jdbi) {
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(JdbcLedger::withoutValues);
    return jdbi;
  }

  private static String withoutValues(StatementException failure) {
    StatementContext context = failure.getStatementContext();
    String said = String.valueOf(failure.getShortMessage());
    return context == null ? said : said + " in: " + context.getRawSql();
  }

  @Override
  public <T> T write(Function<Work, T> work) {
    return engine.write(handle -> work.apply(new JdbcWork(handle, engine, json)));
  }

  @Override
  public <T> T read(Function<View, T> work) {
    return engine.read(handle -> work.apply(new JdbcView(handle, engine, json)));
  }

  @Override
  public boolean shared() {
    return engine.shared();
  }

  @Override
  public void close() {
    engine.close();
  }
}
