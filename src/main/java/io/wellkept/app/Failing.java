package io.wellkept.app;

import io.wellkept.ledger.LedgerException;
import io.wellkept.web.CannotListenException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is printed when a command fails: what is wrong and what to do, never a stack trace. */
final class Failing implements IParameterExceptionHandler, IExecutionExceptionHandler {
  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    say(command, String.valueOf(e.getMessage()));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for what it takes.");
    return Exit.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    switch (e) {
      case StartException known -> say(command, String.valueOf(known.getMessage()));
      case CannotListenException known -> say(command, String.valueOf(known.getMessage()));
      case LedgerException known -> say(command, String.valueOf(known.getMessage()));
      case UncheckedIOException disk -> say(command, disk.getMessage() + reason(disk));
      default -> {
        say(command, "This is a bug: " + e + ". Please report it with " + trace(e));
        return Exit.BUG;
      }
    }
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static void say(CommandLine command, @Nullable String text) {
    command.getErr().println(command.getColorScheme().errorText("wellkept: " + text));
  }

  private static String reason(UncheckedIOException e) {
    IOException cause = e.getCause();
    return " (" + (cause == null ? "unknown" : cause) + ")";
  }

  /** The file that holds the stack trace; the trace itself if no file can be made. */
  private static String trace(Exception e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    try {
      Path file = Files.createTempFile("wellkept-bug-", ".txt");
      Files.writeString(file, "wellkept " + Version.current() + "\n" + text);
      return file.toString();
    } catch (IOException noFile) {
      return "this:\n" + text;
    }
  }
}
