package io.wellkept.probe.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds who speaks a database's language: what is shipped, or lies in the folder of drivers. Knows
 * besides in whom a query still hangs. One is enough for a process. Safe for many threads.
 */
final class Drivers {
  /** Below the home folder; what is in it runs as a part of Wellkept. */
  static final String FOLDER = "drivers";

  private final Path folder;
  private final Map<SqlSource, Thread> abandoned = new ConcurrentHashMap<>();
  private @Nullable Loaded loaded;

  private record Loaded(List<Path> jars, ClassLoader loader) {}

  Drivers(Path home) {
    this.folder = home.resolve(FOLDER);
  }

  /** The driver that takes the address; empty if none does. */
  Optional<Driver> of(String url) throws SQLException {
    Optional<Driver> shipped = among(Drivers.class.getClassLoader(), url);
    return shipped.isPresent() ? shipped : among(loader(), url);
  }

  /** Of what lies in the folder; another one only if something else lies there than before. */
  synchronized ClassLoader loader() {
    List<Path> jars = jars();
    Loaded known = loaded;
    if (known == null || !known.jars().equals(jars)) {
      URL[] places = jars.stream().map(Drivers::place).toArray(URL[]::new);
      // stays open: a connection may need more of its classes
      known = new Loaded(jars, new URLClassLoader(places, Drivers.class.getClassLoader()));
      loaded = known;
    }
    return known.loader();
  }

  /** Nobody waits any longer for what this thread asks. */
  void abandon(SqlSource source, Thread query) {
    abandoned.put(source, query);
  }

  /** Whether a query that was given up has still not ended: another would hang beside it. */
  boolean hangs(SqlSource source) {
    Thread query = abandoned.get(source);
    return query != null && query.isAlive();
  }

  private static Optional<Driver> among(ClassLoader loader, String url) throws SQLException {
    try {
      for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
        if (driver.acceptsURL(url)) {
          return Optional.of(driver);
        }
      }
    } catch (ServiceConfigurationError e) {
      throw new SQLException("a driver cannot be loaded: " + e.getMessage(), e);
    }
    return Optional.empty();
  }

  private List<Path> jars() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + FOLDER + " cannot be read", e);
    }
  }

  private static URL place(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file has always an address", e);
    }
  }
}
