package io.wellkept.app;

import io.wellkept.incident.Incident;
import io.wellkept.ledger.LedgerReading;
import io.wellkept.plan.Nearest;
import io.wellkept.plan.Plan;
import io.wellkept.report.Board;
import io.wellkept.report.Board.Row;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Spans;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All touchpoints, worst first. */
@Command(
    name = "list",
    description = {
      "Lists touchpoints, worst first, with their owners.",
      "Reads the ledger beside a running daemon; where none has run yet, every condition is \"not"
          + " known\"."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = Exit.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept list",
      "  wellkept list --condition broken --owner anna",
      "  wellkept list --tag campaign --json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:printed, also if nothing fits", "2:wrong usage, or no plan to work with"})
final class ListCommand implements Callable<Integer> {
  private static final Comparator<Row> WORST_FIRST =
      Comparator.comparing(Row::condition)
          .thenComparing(row -> row.touchpoint().importance())
          .reversed()
          .thenComparing(row -> row.touchpoint().id());

  private final Surroundings surroundings;

  @Mixin Place place;
  @Mixin Printing print;

  @Option(names = "--owner", paramLabel = "PERSON", description = "Only those of this owner.")
  @Nullable String owner;

  @Option(names = "--tag", paramLabel = "TAG", description = "Only those with this tag.")
  @Nullable String tag;

  @Option(
      names = "--condition",
      paramLabel = "WORD",
      description =
          "Only those in this condition: healthy, unknown, degraded, overdue, stale,"
              + " unanswered or broken.")
  @Nullable String condition;

  ListCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** As the API's touchpoint. */
  private record Item(
      String id,
      String name,
      @Nullable URI url,
      String importance,
      String owner,
      List<String> backups,
      @Nullable String stage,
      @Nullable String channel,
      List<String> tags,
      String condition,
      @Nullable Instant since,
      List<String> openIncidents) {}

  @Override
  public Integer call() {
    Home home = new Home(place, surroundings);
    Optional<Condition> wanted = Optional.ofNullable(condition).map(ListCommand::condition);
    Instant now = surroundings.clock().instant();
    Optional<LedgerReading> ledger = home.ledger();
    try (LedgerReading reading = ledger.orElse(null)) {
      Plan plan = home.planToAsk(reading, print::aside);
      if (owner != null) {
        Wanted.person(plan, owner);
      }
      List<Row> rows =
          board(plan, reading, now).rows(now).stream()
              .filter(row -> owner == null || row.touchpoint().owner().equals(owner))
              .filter(row -> tag == null || row.touchpoint().tags().contains(tag))
              .filter(row -> wanted.isEmpty() || row.condition() == wanted.get())
              .sorted(WORST_FIRST)
              .toList();
      if (print.json) {
        print.json(rows.stream().map(ListCommand::item).toList());
      } else {
        say(rows, plan, now);
        if (reading == null) {
          print.aside("Nothing has looked yet: there is no ledger in " + home.ledgerPlace());
        }
      }
    }
    return Exit.DONE;
  }

  private static Condition condition(String word) {
    List<String> words =
        Arrays.stream(Condition.values()).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
    int index = words.indexOf(word.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new StartException("no condition '" + word + "'" + Nearest.hint(word, words));
    }
    return Condition.values()[index];
  }

  /** Owners of the moment count: somebody may stand in. */
  private static Board board(Plan plan, @Nullable LedgerReading ledger, Instant now) {
    Board board = new Board();
    Duration blindFor = plan.daemon().timing().blindFor();
    if (ledger == null) {
      board.rebuild(plan.touchpoints().values(), blindFor, List.of(), List.of());
      return board;
    }
    return ledger.read(view -> {
      Plan present = Present.of(plan, view.overrides(), now).plan();
      board.rebuild(present.touchpoints().values(), blindFor, view.checks(), view.openIncidents());
      return board;
    });
  }

  private static Item item(Row row) {
    Touchpoint touchpoint = row.touchpoint();
    return new Item(
        touchpoint.id(),
        touchpoint.name(),
        touchpoint.address(),
        touchpoint.importance().name().toLowerCase(Locale.ROOT),
        touchpoint.owner(),
        touchpoint.backups(),
        touchpoint.stage(),
        touchpoint.channel(),
        touchpoint.tags().stream().sorted().toList(),
        row.condition().name().toLowerCase(Locale.ROOT),
        row.since(),
        row.open().stream().map(Incident::id).toList());
  }

  private void say(List<Row> rows, Plan plan, Instant now) {
    List<List<String>> cells = new ArrayList<>();
    for (Row row : rows) {
      cells.add(
          List.of(
              row.condition().words(),
              row.touchpoint().id(),
              plan.people().nameOf(row.touchpoint().owner()),
              what(row, now)));
    }
    List<String> lines = Printing.columns(cells);
    for (int i = 0; i < lines.size(); i++) {
      String word = rows.get(i).condition().words();
      String style = style(rows.get(i).condition());
      print.line(print.styled(style, word) + lines.get(i).substring(word.length()));
    }
    print.line(rows.size() + (rows.size() == 1 ? " touchpoint" : " touchpoints"));
  }

  private static String style(Condition condition) {
    return switch (condition) {
      case HEALTHY -> "green";
      case UNKNOWN -> "faint";
      case DEGRADED, OVERDUE, STALE -> "yellow";
      case UNANSWERED, BROKEN -> "bold,red";
    };
  }

  private static String what(Row row, Instant now) {
    if (row.open().isEmpty()) {
      return "";
    }
    Incident worst = row.open().get(0);
    String taken = worst.taken().isPresent() ? " (taken)" : "";
    return worst.worst().headline()
        + taken
        + ", for "
        + Spans.words(Duration.between(worst.since(), now));
  }
}
