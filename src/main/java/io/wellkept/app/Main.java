package io.wellkept.app;

import io.wellkept.touchpoint.Spans;
import java.time.Duration;
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
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept demo --for 90s          the whole story, on this machine, in 90 seconds",
      "  wellkept init                    makes config/ and monitors/ for your company",
      "  wellkept run                     the daemon",
      "  wellkept explain landing-page    why it is red, who was told, who is next"
    },
    subcommands = {
      InitCommand.class,
      AddCommand.class,
      ImportCommand.class,
      DiscoverCommand.class,
      ValidateCommand.class,
      CheckCommand.class,
      RunCommand.class,
      DemoCommand.class,
      ListCommand.class,
      WhoCommand.class,
      OwnersCommand.class,
      ExplainCommand.class,
      AnswersCommand.class,
      DigestCommand.class,
      AttestationsCommand.class,
      ReportCommand.class,
      ReportLinkCommand.class,
      MaintenanceCommand.class,
      UsersCommand.class,
      TokensCommand.class,
      NotifyTestCommand.class,
      BenchCommand.class,
      VersionCommand.class,
      HelpCommand.class
    })
public final class Main implements Runnable {
  @Spec CommandSpec spec;

  /** Runs one command and ends the process with a code of {@link Exit}. */
  public static void main(String[] args) {
    CommandLine line = commandLine();
    line.setExecutionStrategy(parsed -> {
      Logs.fit(parsed);
      return new CommandLine.RunLast().execute(parsed);
    });
    System.exit(line.execute(args));
  }

  static CommandLine commandLine() {
    return commandLine(Surroundings.ofProcess());
  }

  static CommandLine commandLine(Surroundings surroundings) {
    Failing failing = new Failing();
    CommandLine line =
        new CommandLine(new Main(), surroundings)
            .registerConverter(Duration.class, Spans::parse)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpWidth(100)
            .setParameterExceptionHandler(failing)
            .setExecutionExceptionHandler(failing);
    line.getSubcommands().values().forEach(Main::version);
    return line;
  }

  private static void version(CommandLine command) {
    command.getCommandSpec().versionProvider(new Version());
    command.getSubcommands().values().forEach(Main::version);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
