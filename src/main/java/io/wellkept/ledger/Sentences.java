package io.wellkept.ledger;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What is wrong with the file of the ledger, and what to do, as operators read it. */
final class Sentences {
  private static final int PRIMARY = 0xff;

  private Sentences() {}

  /** The database's own failure among the causes. */
  static Optional<SQLException> cause(Throwable failure) {
    for (@Nullable Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof SQLException sql) {
        return Optional.of(sql);
      }
    }
    return Optional.empty();
  }

  static boolean busy(Throwable failure) {
    SQLiteErrorCode code = code(failure);
    return code == SQLiteErrorCode.SQLITE_BUSY || code == SQLiteErrorCode.SQLITE_LOCKED;
  }

  /** The primary code: what SQLite adds in the upper bits is for the log. */
  private static SQLiteErrorCode code(Throwable failure) {
    return cause(failure)
        .filter(SQLiteException.class::isInstance)
        .map(sql -> ((SQLiteException) sql).getResultCode().code & PRIMARY)
        .map(SQLiteErrorCode::getErrorCode)
        .orElse(SQLiteErrorCode.UNKNOWN_ERROR);
  }

  static LedgerException explain(Throwable failure, Path file, Duration patience) {
    return new LedgerException(words(code(failure), failure, file, patience), failure);
  }

  private static String words(
      SQLiteErrorCode code, Throwable failure, Path file, Duration patience) {
    return switch (code) {
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "nothing was written: another program has kept %s locked for %d seconds; end it (a backup, a sqlite3 shell?)"
              .formatted(file, patience.toSeconds());
      case SQLITE_FULL ->
          "nothing was written: no room is left on the disk for %s; free some".formatted(file);
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
          "nothing was written: %s is read-only for this user; let it write there".formatted(file);
      case SQLITE_CANTOPEN ->
          "cannot open %s: see that this user may read and write it and its folder".formatted(file);
      case SQLITE_CORRUPT, SQLITE_NOTADB ->
          "%s is damaged or no ledger: stop Wellkept, put the file aside and bring back a backup"
              .formatted(file);
      case SQLITE_IOERR ->
          "the disk under %s fails (%s): see the system's log".formatted(file, detail(failure));
      default -> "the ledger %s failed (%s)".formatted(file, detail(failure));
    };
  }

  private static String detail(Throwable failure) {
    return cause(failure).map(Throwable::getMessage).orElseGet(failure::toString);
  }
}
