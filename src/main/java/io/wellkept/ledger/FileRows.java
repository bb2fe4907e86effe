package io.wellkept.ledger;

import io.wellkept.ledger.Ledger.KeptFile;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What is no text, such as pictures of pages. */
final class FileRows {
  private final Handle handle;

  FileRows(Handle handle) {
    this.handle = handle;
  }

  Optional<KeptFile> find(String id) {
    return handle
        .createQuery("SELECT * FROM files WHERE id = ?")
        .bind(0, id)
        .map((row, context) ->
            new KeptFile(
                row.getString("id"),
                Millis.get(row, "at"),
                row.getString("type"),
                row.getBytes("bytes")))
        .findOne();
  }

  void keep(KeptFile file) {
    handle
        .createUpdate(
            """
            INSERT INTO files (id, at, type, bytes) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET at = excluded.at\
            """)
        .bind(0, file.id())
        .bind(1, file.at().toEpochMilli())
        .bind(2, file.type())
        .bind(3, file.bytes())
        .execute();
  }
}
