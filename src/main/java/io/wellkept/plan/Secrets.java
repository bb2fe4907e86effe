package io.wellkept.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where {@code ${env:NAME}} and {@code ${file:PATH}} get their values from. */
public interface Secrets {
  /** The value of an environment variable; empty if it is not set. */
  Optional<String> variable(String name);

  /**
   * The text of a file without its last line break; empty if it cannot be read. A relative path
   * starts at the home folder.
   */
  Optional<String> file(String path);

  /** Nothing is known: every reference is a problem. */
  Secrets NONE = of(Map.of(), Path.of(""));

  /** The variables given, and files as they are when asked for. */
  static Secrets of(Map<String, String> variables, Path home) {
    Map<String, String> copy = Map.copyOf(variables);
    return new Secrets() {
      @Override
      public Optional<String> variable(String name) {
        return Optional.ofNullable(copy.get(name));
      }

      @Override
      public Optional<String> file(String path) {
        return read(home, path);
      }
    };
  }

  private static Optional<String> read(Path home, String path) {
    try {
      Path file = home.resolve(path);
      if (!Files.isRegularFile(file) || Files.size(file) > 1_000_000) {
        return Optional.empty();
      }
      return Optional.of(withoutLastBreak(Files.readString(file, StandardCharsets.UTF_8)));
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static String withoutLastBreak(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
