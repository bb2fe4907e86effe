package io.wellkept.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that settings name. Only those below the home folder are read, wherever links lead. */
public sealed interface HomeFile {
  /** It is there. */
  record There(Path path) implements HomeFile {}

  /** It is not, or not ours to read; says why, for people. */
  record Away(String why) implements HomeFile {}

  /**
   * Looks for it.
   *
   * @param file as {@link #require} lets it pass
   */
  static HomeFile of(Path home, String file) {
    try {
      Path root = home.toRealPath();
      Path path = root.resolve(file);
      if (!Files.isRegularFile(path)) {
        return new Away("there is no such file in the home folder");
      }
      // Also after links were followed: settings are no way to read what lies elsewhere.
      return path.toRealPath().startsWith(root)
          ? new There(path)
          : new Away("the file lies outside of the home folder");
    } catch (IOException e) {
      return new Away("the file cannot be read");
    }
  }

  /**
   * Refuses what leads out of the home folder by its very name.
   *
   * @throws IllegalArgumentException if it does, or is no path
   */
  static void require(@Nullable String file) {
    if (file == null) {
      return;
    }
    try {
      Path path = Path.of(file).normalize();
      if (file.isBlank() || path.isAbsolute() || path.startsWith("..")) {
        throw new IllegalArgumentException(
            "file '" + file + "' is not below the home folder: write its path from there");
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("file '" + file + "' is not a path", e);
    }
  }
}
