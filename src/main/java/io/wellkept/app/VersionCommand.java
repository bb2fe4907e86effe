package io.wellkept.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "version",
    description = "Prints which build this is, and the Java it runs on.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = "  wellkept version",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = "0:printed")
final class VersionCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine()
        .getOut()
        .println("wellkept " + Version.current() + " (Java " + Runtime.version() + ")");
    return 0;
  }
}
