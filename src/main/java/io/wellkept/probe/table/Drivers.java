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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Finds who speaks a database's language: what is shipped, or lies in the folder of drivers. */
final class Drivers {
  /** Below the home folder; what is in it runs as a part of Wellkept. */
  static final String FOLDER = "drivers";

  private Drivers() {}

  /** The driver that takes the address; empty if none does. */
  static Optional<Driver> of(String url, Path home) throws SQLException {
    Optional<Driver> shipped = among(Drivers.class.getClassLoader(), url);
    if (shipped.isPresent()) {
      return shipped;
    }
    List<URL> jars = jars(home.resolve(FOLDER));
    // stays open: a connection may need more of its classes
    return jars.isEmpty()
        ? Optional.empty()
        : among(new URLClassLoader(jars.toArray(URL[]::new), Drivers.class.getClassLoader()), url);
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

  private static List<URL> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<URL> jars = new ArrayList<>();
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        jars.add(jar.toUri().toURL());
      }
      return jars;
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file has always an address", e);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + FOLDER + " cannot be read", e);
    }
  }
}
