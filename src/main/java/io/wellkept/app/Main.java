package io.wellkept.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: reads the arguments and calls what they name. */
@Command(
    name = "wellkept",
    description = "Keeps customer touchpoints well: looks, tells the owner, escalates.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {VersionCommand.class, HelpCommand.class})
public final class Main implements Runnable {
  @Spec CommandSpec spec;

  /** Runs one command and ends the process: 0 done, 1 findings, 2 wrong usage, 3 blind. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
