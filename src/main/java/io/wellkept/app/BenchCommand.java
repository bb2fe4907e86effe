package io.wellkept.app;

import io.wellkept.app.bench.DatingCommand;
import io.wellkept.app.bench.LooksCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be measured on this machine; each measurement is a command of its own. */
@Command(
    name = "bench",
    description = "Measures on this machine what Wellkept costs and how well it does.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept bench looks                          1,000 touchpoints, each every 10 s",
      "  wellkept bench looks --touchpoints 100000     each once a minute",
      "  wellkept bench dating --corpus dated-pages    how often a page's day is found"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured",
      "1:it could not be measured; the message says why",
      "2:wrong usage"
    },
    subcommands = {LooksCommand.class, DatingCommand.class})
final class BenchCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name what to measure, such as: bench looks");
  }
}
