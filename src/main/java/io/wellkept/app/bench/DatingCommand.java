package io.wellkept.app.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How often the day of a page is found, and how fast. */
@Command(
    name = "dating",
    description = {
      "Dates saved pages whose day of publication is known, and prints how often that was right.",
      "DIR holds labels.json, a list of page, url and date, and the pages, in pages.zip or as"
          + " files. Rules may be learned from one half of the sites; the other half tells how good"
          + " they are."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept bench dating --corpus dated-pages",
      "  wellkept bench dating --corpus dated-pages --wrong    what to learn from"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured",
      "1:it could not be measured; the message says why",
      "2:wrong usage"
    })
public final class DatingCommand implements Callable<Integer> {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Spec CommandSpec spec;

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      required = true,
      description = "The folder with labels and pages.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  Path corpus;

  @Option(
      names = "--wrong",
      description = "List the pages dated wrong, of the half that rules may be learned from.")
  boolean wrong;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      DatingFigures figures =
          new DatingBench(DatedPages.in(corpus), InstantSource.system().instant()).measure(wrong);
      if (json) {
        out.println(JSON.writeValueAsString(figures));
      } else {
        figures.lines().forEach(out::println);
      }
      return 0;
    } catch (BenchException e) {
      spec.commandLine().getErr().println("wellkept: " + e.getMessage());
      return 1;
    }
  }
}
