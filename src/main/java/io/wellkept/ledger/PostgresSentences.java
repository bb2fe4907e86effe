package io.wellkept.ledger;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.StatementException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * What is wrong with the database of the ledger, and what to do, as operators read it. The states
 * are those of https://www.postgresql.org/docs/current/errcodes-appendix.html.
 */
final class PostgresSentences {
  /** Two were in each other's way and one had to give way, also when the work hid that. */
  private static final Set<String> GAVE_WAY = Set.of("40001", "40P01", "25P02");

  /** The classes that say something about the surroundings; others are mistakes of ours. */
  private static final Set<String> SURROUNDINGS =
      Set.of("08", "25", "28", "3D", "3F", "40", "53", "55", "57", "58", "F0", "XX");

  private final PostgresPlace place;

  PostgresSentences(PostgresPlace place) {
    this.place = place;
  }

  /** Whether the same work has a fair chance if it is done again at once. */
  static boolean gaveWay(Throwable failure) {
    return GAVE_WAY.contains(state(failure));
  }

  /**
   * Whether a connection turned out to be dead before anything was committed: the pool had it from
   * before a restart. One on which the server is silent is none of these; a new one would be too.
   */
  static boolean foundDead(Throwable failure) {
    String state = state(failure);
    return failure instanceof StatementException
        && (state.startsWith("08") || state.startsWith("57P0"))
        && !silent(failure);
  }

  private static boolean silent(Throwable failure) {
    for (@Nullable Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }

  /** Whether the server is not there yet, as one that is being started. */
  static boolean absent(Throwable failure) {
    String state = state(failure);
    return state.startsWith("08") || state.equals("57P03");
  }

  /** Whether it is not the fault of what was asked. */
  static boolean ofTheSurroundings(Throwable failure) {
    String state = state(failure);
    // the pool's own failures have no state, or that of what it met last
    return Sentences.cause(failure).filter(SQLTransientException.class::isInstance).isPresent()
        || (state.length() > 1 && SURROUNDINGS.contains(state.substring(0, 2)))
        || state.equals("42501");
  }

  private static String state(Throwable failure) {
    String found = "";
    for (@Nullable Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof SQLException sql && sql.getSQLState() != null) {
        found = sql.getSQLState();
      }
    }
    return found;
  }

  LedgerException explain(Throwable failure) {
    return new LedgerException(words(state(failure), failure), failure);
  }

  private String words(String state, Throwable failure) {
    return switch (state) {
      case "28P01", "28000" ->
          "the database refuses %s: see that user and password are right, and that its pg_hba.conf lets this host in"
              .formatted(place);
      case "3D000" -> "there is no database %s: make it with CREATE DATABASE".formatted(place);
      case "42501", "3F000" ->
          "the user may not do what it must in %s (%s): make it the owner of the database or of its schema"
              .formatted(place, detail(failure));
      case "25006" ->
          "nothing was written: %s is read-only; give the address of the primary".formatted(place);
      case "53100" ->
          "nothing was written: no room is left on the disk of %s; free some".formatted(place);
      case "53300" ->
          "%s takes no more connections: raise its max_connections, or let fewer programs in"
              .formatted(place);
      case "55P03" ->
          "nothing was written: somebody has kept rows of %s locked for too long; end it (a backup, a psql shell?)"
              .formatted(place);
      case "57014" -> "%s took too long and was given up: see what keeps it busy".formatted(place);
      case "25P03" ->
          "nothing was written: this process stood still within a transaction, and %s ended it"
              .formatted(place);
      case "40001", "40P01", "25P02" ->
          "nothing was written: others were in the way in %s, several times".formatted(place);
      case "XX001", "XX002" ->
          "%s is damaged (%s): stop Wellkept and bring back a backup"
              .formatted(place, detail(failure));
      case "57P01", "57P02", "57P03" ->
          "%s stops or starts; what was asked is tried again".formatted(place);
      default ->
          state.startsWith("08") || state.isEmpty()
              ? "%s does not answer: see that it runs and that this host reaches it"
                  .formatted(place)
              : "the ledger %s failed (%s)".formatted(place, detail(failure));
    };
  }

  /** The server's own sentence without what it says of values. */
  private static String detail(Throwable failure) {
    return Sentences.cause(failure)
        .filter(PSQLException.class::isInstance)
        .map(sql -> ((PSQLException) sql).getServerErrorMessage())
        .flatMap(said -> Optional.ofNullable(said.getMessage()))
        .orElseGet(() -> "state " + state(failure));
  }
}
