package io.wellkept.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Touchpoints that are listed elsewhere. */
@Command(
    name = "import",
    description = "Takes over touchpoints that are listed elsewhere.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept import csv touchpoints.csv            shows what it would do",
      "  wellkept import csv touchpoints.csv --write    does it"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all of it fits", "1:some rows do not", "2:wrong usage"},
    subcommands = ImportCsvCommand.class)
final class ImportCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Name what to import, such as: import csv touchpoints.csv");
  }
}
