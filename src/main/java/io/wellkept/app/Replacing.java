package io.wellkept.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files so that whoever reads them meanwhile sees the old one or the new one, whole. */
final class Replacing {
  private Replacing() {}

  /** Writes or replaces the file; a link stays one. */
  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path real = Files.exists(file) ? file.toRealPath() : file;
      Path fresh = real.resolveSibling("." + real.getFileName() + ".new");
      try {
        Files.writeString(fresh, text);
        Files.move(
            fresh, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }
}
