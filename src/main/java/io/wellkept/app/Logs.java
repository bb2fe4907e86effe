package io.wellkept.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ParseResult;

/** How loud the log is. */
final class Logs {
  private Logs() {}

  /** The daemon logs what it does; the demo tells it, and other commands keep quiet. */
  static void fit(ParseResult parsed) {
    String command = parsed.subcommand() == null ? "" : parsed.subcommand().commandSpec().name();
    if (!command.equals("run")) {
      quiet();
    }
  }

  /** Only warnings and worse: what short commands print is their answer. */
  static void quiet() {
    for (String name : new String[] {org.slf4j.Logger.ROOT_LOGGER_NAME, "io.wellkept"}) {
      if (LoggerFactory.getLogger(name) instanceof Logger logger) {
        logger.setLevel(Level.WARN);
      }
    }
  }
}
