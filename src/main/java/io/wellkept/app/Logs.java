package io.wellkept.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ParseResult;

/** How the log is written, and how loud it is. */
final class Logs {
  private Logs() {}

  /** What a line of the log looks like. */
  enum Form {
    TEXT,
    JSON
  }

  /** Libraries stay at warnings, whatever is wished from us. */
  static void write(Form form, org.slf4j.event.Level least) {
    if (LoggerFactory.getLogger("io.wellkept") instanceof Logger ours) {
      ours.setLevel(Level.convertAnSLF4JLevel(least));
      if (form == Form.JSON) {
        Logger root = ours.getLoggerContext().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.iteratorForAppenders().forEachRemaining(Logs::writeJson);
      }
    }
  }

  private static void writeJson(Appender<ILoggingEvent> appender) {
    if (appender instanceof OutputStreamAppender<ILoggingEvent> lines) {
      JsonEncoder encoder = new JsonEncoder();
      encoder.setContext(lines.getContext());
      encoder.setWithContext(false);
      encoder.setWithSequenceNumber(false);
      encoder.setWithMessage(false);
      encoder.setWithArguments(false);
      encoder.setWithFormattedMessage(true);
      encoder.start();
      lines.setEncoder(encoder);
    }
  }

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
