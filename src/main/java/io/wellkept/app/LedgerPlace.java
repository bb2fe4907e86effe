package io.wellkept.app;

import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.LedgerReading;
import io.wellkept.ledger.PostgresLedger;
import io.wellkept.ledger.PostgresPlace;
import io.wellkept.ledger.SqliteLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the ledger is: in the PostgreSQL that the environment names, else in the data folder. It
 * cannot stand in {@code config/}, because the last good plan is in the ledger.
 *
 * @param data the data folder
 * @param database null for the file in the data folder
 */
record LedgerPlace(Path data, @Nullable PostgresPlace database) {
  /** Names a PostgreSQL, as {@code postgresql://host/database}. */
  static final String VARIABLE = "WELLKEPT_LEDGER";

  private static final String USER = "WELLKEPT_LEDGER_USER";
  private static final String PASSWORD = "WELLKEPT_LEDGER_PASSWORD";
  private static final String PASSWORD_FILE = "WELLKEPT_LEDGER_PASSWORD_FILE";

  /**
   * @throws StartException if what the environment says is no place; the message never holds it
   */
  static LedgerPlace of(Map<String, String> environment, Path data) {
    String address = environment.getOrDefault(VARIABLE, "");
    if (address.isBlank()) {
      return new LedgerPlace(data, null);
    }
    try {
      return new LedgerPlace(
          data, PostgresPlace.parse(address, given(environment, USER), password(environment)));
    } catch (IllegalArgumentException e) {
      throw new StartException(VARIABLE + " " + e.getMessage());
    }
  }

  /** Whether the address holds a password. */
  static boolean namesPassword(String address) {
    try {
      return PostgresPlace.parse(address, null, null).password() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static @Nullable String given(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  private static @Nullable String password(Map<String, String> environment) {
    String password = given(environment, PASSWORD);
    String file = given(environment, PASSWORD_FILE);
    if (file == null) {
      return password;
    }
    if (password != null) {
      throw new StartException("give " + PASSWORD + " or " + PASSWORD_FILE + ", and not both");
    }
    try {
      return Files.readString(Path.of(file)).stripTrailing();
    } catch (InvalidPathException e) {
      throw new StartException(PASSWORD_FILE + " is no path of a file");
    } catch (IOException e) {
      throw new UncheckedIOException("the file that " + PASSWORD_FILE + " names cannot be read", e);
    }
  }

  /** Whether other processes may use it too. */
  boolean shared() {
    return database != null;
  }

  /** Whether something is known to have run with it; of a database that shows only later. */
  boolean ranBefore() {
    return shared() || Files.exists(data.resolve(SqliteLedger.FILE));
  }

  /**
   * @throws io.wellkept.ledger.LedgerException if it cannot be used; the message says what to do
   */
  Ledger open() {
    return database == null ? SqliteLedger.open(data) : PostgresLedger.open(database);
  }

  /**
   * Opens it for a few short writes, beside whoever uses it.
   *
   * @throws io.wellkept.ledger.LedgerException if it cannot be used; the message says what to do
   */
  Ledger beside() {
    return database == null ? SqliteLedger.beside(data) : PostgresLedger.open(database);
  }

  /**
   * Opens it to be read, beside whoever uses it.
   *
   * @return empty if nothing has run with it yet
   * @throws io.wellkept.ledger.LedgerException if it cannot be used; the message says what to do
   */
  Optional<LedgerReading> read() {
    return database == null ? SqliteLedger.read(data) : PostgresLedger.read(database);
  }

  /** For sentences; never a password. */
  @Override
  public String toString() {
    return database == null ? data.toString() : database.toString();
  }
}
