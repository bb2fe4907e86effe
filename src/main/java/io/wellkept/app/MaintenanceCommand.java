package io.wellkept.app;

import io.wellkept.incident.Window;
import io.wellkept.incident.Window.Scope;
import io.wellkept.ledger.LedgerReading;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Spans;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** When something is worked on. */
@Command(
    name = "maintenance",
    description = {
      "Lists, makes and ends windows of maintenance.",
      "While one lasts, nobody is told of what is wrong at what it covers; looks go on."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept maintenance list",
      "  wellkept maintenance add landing-page --by anna --for 2h --reason \"New texts\"",
      "  wellkept maintenance add tag:shop --by otto --from \"2026-12-01 22:00\" --for 6h --reason Move",
      "  wellkept maintenance end ID --by anna"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the daemon refused it; it says why",
      "2:wrong usage, no daemon answers, or the token cannot be read"
    },
    subcommands = {
      MaintenanceCommand.ListThem.class,
      MaintenanceCommand.Add.class,
      MaintenanceCommand.End.class
    })
final class MaintenanceCommand implements Runnable {
  private static final String PATH = "/api/v1/maintenance";
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Name what to do, such as: maintenance list, add or end");
  }

  /** Whoever acts is named, or known by a token. */
  private static void refuseNobody(Plan plan, DaemonDoor door, @Nullable String person) {
    if (person != null) {
      Wanted.person(plan, person);
    } else if (!door.signs()) {
      throw new StartException("say with --by who it is; where people sign in, a token says it");
    }
  }

  /** What lasts and what comes. */
  @Command(
      name = "list",
      description = "Lists windows that last or are to come; with --all also those that are over.",
      mixinStandardHelpOptions = true,
      exitCodeOnExecutionException = Exit.USAGE)
  static final class ListThem implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin Place place;
    @Mixin Printing print;

    @Option(names = "--all", description = "Also what is over.")
    boolean all;

    ListThem(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    private record Line(
        String id,
        @Nullable String by,
        String when,
        List<String> covers,
        String reason,
        boolean snooze,
        boolean lasts,
        boolean over) {}

    @Override
    public Integer call() {
      Home home = new Home(place, surroundings);
      Instant now = surroundings.clock().instant();
      try (LedgerReading ledger = home.ledger().orElse(null)) {
        Plan configured = home.planToAsk(ledger, print::aside);
        Plan plan =
            ledger == null
                ? configured
                : ledger.read(view -> Present.of(configured, view.overrides(), now).plan());
        List<Line> lines =
            plan.windows().all().stream()
                .filter(window -> all || !window.isOver(now))
                .sorted(Comparator.comparing((Window window) -> window.times().first()))
                .map(window -> line(window, plan, now))
                .toList();
        if (print.json) {
          print.json(lines);
        } else {
          say(lines);
        }
      }
      return Exit.DONE;
    }

    private static Line line(Window window, Plan plan, Instant now) {
      return new Line(
          window.id(),
          window.by(),
          when(window, plan.daemon().zone()),
          window.scope().words(),
          window.reason(),
          window.snooze(),
          window.at(now) != null,
          window.isOver(now));
    }

    private static String when(Window window, ZoneId zone) {
      return switch (window.times()) {
        case Window.Once once ->
            MOMENT.format(once.from().atZone(zone))
                + " until "
                + MOMENT.format(once.until().atZone(zone));
        case Window.Weekly weekly ->
            weekly.text()
                + " "
                + weekly.zone()
                + (weekly.last().equals(Instant.MAX)
                    ? ""
                    : " until " + MOMENT.format(weekly.last().atZone(zone)));
      };
    }

    private void say(List<Line> lines) {
      List<List<String>> rows = new ArrayList<>();
      for (Line line : lines) {
        rows.add(
            List.of(
                line.by() == null ? "(in the files)" : line.id(),
                line.lasts() ? "now" : line.over() ? "over" : "planned",
                line.when(),
                String.join(" ", line.covers()),
                line.snooze() ? "snoozed" : line.reason()));
      }
      Printing.columns(rows).forEach(print::line);
      if (lines.isEmpty()) {
        print.line("No maintenance is planned.");
      }
    }
  }

  /** One more. */
  @Command(
      name = "add",
      description = "Makes a window; the daemon on this machine keeps it and tells the owners.",
      mixinStandardHelpOptions = true,
      exitCodeOnExecutionException = Exit.USAGE)
  static final class Add implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin Place place;
    @Mixin Printing print;
    @Mixin DaemonDoor door;

    @Parameters(
        arity = "1..*",
        paramLabel = "WHAT",
        description = "Ids of touchpoints, or tag:ID, stage:ID, channel:ID.")
    List<String> what;

    @Option(
        names = "--by",
        paramLabel = "PERSON",
        description = "Who makes it; where people sign in, the token says it.")
    @Nullable String person;

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        description = "What is done meanwhile; the owners read it.")
    String reason = "";

    @Option(
        names = "--from",
        paramLabel = "TIME",
        description =
            "When it begins, in the zone of config/daemon.yaml unless it names an offset; now if"
                + " left out.")
    @Nullable String from;

    @Option(
        names = "--for",
        paramLabel = "SPAN",
        required = true,
        description = "How long it lasts; with --weekly, for how long it comes again: 30d at most.")
    Duration span;

    @Option(
        names = "--weekly",
        paramLabel = "TIMES",
        description = "Days and hours, such as \"sun 02:00-04:00\".")
    @Nullable String weekly;

    @Option(names = "--snooze", description = "Of one touchpoint: tell nobody that it is quiet.")
    boolean snooze;

    Add(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
      Plan plan = new Home(place, surroundings).planToAsk(null, print::aside);
      refuseNobody(plan, door, person);
      DaemonDoor.Answer answer = door.post(plan, PATH, body(plan), print);
      if (answer.status() != 201) {
        print.aside(answer.detail());
        return Exit.FOUND;
      }
      if (print.json) {
        print.json(answer.body());
      } else {
        print.line(
            "Made window " + answer.body().path("id").asString("") + ", " + Spans.words(span));
      }
      return Exit.DONE;
    }

    private Map<String, Object> body(Plan plan) {
      Scope scope;
      try {
        scope = Scope.parse(what);
      } catch (IllegalArgumentException e) {
        throw new StartException(Objects.requireNonNullElse(e.getMessage(), e.toString()));
      }
      ZoneId zone = plan.daemon().zone();
      Map<String, Object> body = new LinkedHashMap<>();
      if (person != null) {
        body.put("person", person);
      }
      body.put("touchpoints", scope.touchpoints());
      body.put("tags", scope.tags());
      body.put("stages", scope.stages());
      body.put("channels", scope.channels());
      body.put("reason", reason);
      body.put("for", Spans.text(span));
      body.put("zone", zone.getId());
      body.put("snooze", snooze);
      if (from != null) {
        body.put("from", moment(from, zone));
      }
      if (weekly != null) {
        body.put("weekly", weekly);
      }
      return body;
    }

    private static String moment(String text, ZoneId zone) {
      try {
        return Window.Once.moment(text, zone).toString();
      } catch (DateTimeException e) {
        throw new StartException(
            "--from '" + text + "' is no time; write 2026-12-01 22:00, or 2026-12-01 22:00 +01:00");
      }
    }
  }

  /** Enough. */
  @Command(
      name = "end",
      description = "Ends a window that somebody made, or calls it off.",
      mixinStandardHelpOptions = true,
      exitCodeOnExecutionException = Exit.USAGE)
  static final class End implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin Place place;
    @Mixin Printing print;
    @Mixin DaemonDoor door;

    @Parameters(paramLabel = "ID", description = "The window, as 'maintenance list' names it.")
    String id;

    @Option(
        names = "--by",
        paramLabel = "PERSON",
        description = "Who ends it; where people sign in, the token says it.")
    @Nullable String person;

    End(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
      Plan plan = new Home(place, surroundings).planToAsk(null, print::aside);
      refuseNobody(plan, door, person);
      if (!id.matches("[a-z0-9]+")) {
        throw new StartException("'" + id + "' is no window: see 'wellkept maintenance list'");
      }
      Map<String, String> body = person == null ? Map.of() : Map.of("person", person);
      DaemonDoor.Answer answer = door.post(plan, PATH + "/" + id + "/end", body, print);
      if (answer.status() != 200) {
        print.aside(answer.detail());
        return Exit.FOUND;
      }
      if (print.json) {
        print.json(answer.body());
      } else {
        boolean changed = answer.body().path("changed").asBoolean(false);
        print.line(changed ? "Ended window " + id : "Window " + id + " was over");
      }
      return Exit.DONE;
    }
  }
}
