package io.wellkept.app.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How many looks a second, at what price. */
@Command(
    name = "looks",
    description = {
      "Lets a daemon look at many pages on this machine and prints what that costs.",
      "The daemon is a process of its own in a folder of its own; the pages come from another one,"
          + " by loopback. Nothing else is reached, and nothing is left behind."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept bench looks --touchpoints 10000              1,000 looks a second",
      "  wellkept bench looks --touchpoints 100000 --for 5m    1,667 looks a second",
      "  wellkept bench looks --changing --bad 1% --json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured",
      "1:it could not be measured, or not in time; the message says why",
      "2:wrong usage"
    })
public final class LooksCommand implements Callable<Integer> {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** With more than this, once in ten seconds is more than two cores can do. */
  private static final int MANY = 10_000;

  private static final int PER_HOST = 20;
  private static final int PER_SECOND = 4;

  @Spec CommandSpec spec;

  @Option(
      names = "--touchpoints",
      paramLabel = "N",
      description = "How many, 1 to 1,000,000 (default: ${DEFAULT-VALUE}).")
  int touchpoints = 1_000;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      description = "The time between two looks at each (default: 10s, beyond 10,000 of them 1m).")
  @Nullable Duration every;

  @Option(
      names = "--hosts",
      paramLabel = "N",
      description = "Over how many host names they are spread (default: one for each 20).")
  @Nullable Integer hosts;

  @Option(names = "--changing", description = "No two answers of a page are the same.")
  boolean changing;

  @Option(
      names = "--bad",
      paramLabel = "SHARE",
      description = "The share of pages that are broken, such as 1%% (default: none).")
  String bad = "0%";

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      description = "How long to wait once each was looked at (default: ${DEFAULT-VALUE}).")
  Duration warmUp = Duration.ofSeconds(30);

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "How long to measure (default: 1m).")
  Duration window = Duration.ofMinutes(1);

  @Option(
      names = "--within",
      paramLabel = "TIME",
      description = "Give up when all of it takes longer than this (default: 20m).")
  Duration within = Duration.ofMinutes(20);

  @Option(
      names = "--java",
      paramLabel = "OPTION",
      description = "An option for the daemon's Java, such as -Xmx512m; may be repeated.")
  List<String> java = List.of();

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Load load = load();
    PrintWriter err = spec.commandLine().getErr();
    LooksBench bench =
        new LooksBench(load, warmUp, window, java, Deadline.in(within), err::println);
    try {
      LookFigures figures = bench.measure();
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(JSON.writeValueAsString(figures));
      } else {
        figures.lines().forEach(out::println);
      }
      return 0;
    } catch (BenchException e) {
      err.println("wellkept: " + e.getMessage());
    } catch (IOException e) {
      err.println("wellkept: it cannot be measured here: " + e);
    }
    return 1;
  }

  private Load load() {
    Duration rhythm = every != null ? every : Duration.ofSeconds(touchpoints > MANY ? 60 : 10);
    int spread = hosts != null ? hosts : hosts(rhythm);
    require(touchpoints > 0 && touchpoints <= 1_000_000, "--touchpoints must be 1 to 1000000");
    require(spread > 0 && spread <= touchpoints, "--hosts must be 1 to the number of touchpoints");
    require(rhythm.toMillis() >= 1_000, "--every must be at least 1s");
    require(window.toMillis() >= 1_000, "--for must be at least 1s");
    return new Load(touchpoints, spread, rhythm, changing, share());
  }

  /** As many as the daemon may look at politely: it holds itself to ten looks a second at each. */
  private int hosts(Duration rhythm) {
    long polite = touchpoints * 1_000L / rhythm.toMillis() / PER_SECOND;
    return (int) Math.min(touchpoints, Math.max(polite, touchpoints / PER_HOST) + 1);
  }

  private double share() {
    require(bad.matches("\\d{1,3}(\\.\\d+)?%"), "--bad must be a share such as 1% or 0.5%");
    double share = Double.parseDouble(bad.substring(0, bad.length() - 1)) / 100;
    require(share <= 1, "--bad must be at most 100%");
    return share;
  }

  private void require(boolean so, String otherwise) {
    if (!so) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
