package io.wellkept.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * What one database does in its own way. Everything else of the ledger is SQL that all of them run;
 * a further database is one more of these.
 */
interface Engine extends AutoCloseable {
  /**
   * Runs the work in one transaction that may change things.
   *
   * @throws LedgerException if the database cannot; nothing was changed then, or see {@link
   *     Ledger#write}
   */
  <T> T write(Function<Handle, T> work);

  /** Runs the work on one consistent state of everything. */
  <T> T read(Function<Handle, T> work);

  /** What ends a selection of rows that are to be changed; empty if nobody else can change any. */
  String forUpdate();

  /** The same, passing over rows that others are changing. */
  String skipLocked();

  /** Whether other processes may write at the same time. */
  boolean shared();

  /** SQL for the number of the present transaction; 0 where nobody else can change anything. */
  String stamp();

  /** Which transactions this reading sees. */
  Horizon horizon(Handle handle);

  /**
   * Which transactions a reading sees.
   *
   * @param settled below this number all have ended, and what they changed is seen
   * @param next no transaction has this number yet; a database that was moved may hold larger ones
   */
  record Horizon(long settled, long next) {}

  /** What the database's own clock shows; empty where that is the clock of this process. */
  Optional<Instant> clock(Handle handle);

  /** Until the transaction ends, nobody else gets past here with the same word. */
  void alone(Handle handle, String word);

  /** Gives room that deleted rows left back to the disk, a part at a time. */
  void shrink(Handle handle);

  /** How many bytes everything takes on the disk. */
  long bytes(Handle handle);

  @Override
  void close();
}
