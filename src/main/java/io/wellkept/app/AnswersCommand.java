package io.wellkept.app;

import io.wellkept.ledger.LedgerReading;
import io.wellkept.ledger.Said;
import io.wellkept.plan.Plan;
import io.wellkept.report.Answers;
import io.wellkept.report.AnswersByWeek;
import io.wellkept.report.AnswersRow;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How fast do we answer? */
@Command(
    name = "answers",
    description = {
      "Says how fast customers are answered, by week, touchpoint and source.",
      "How many spoke, how many got a public answer, how soon, and who still waits. Reads the"
          + " ledger beside a running daemon."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = Exit.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept answers",
      "  wellkept answers review-board --weeks 12",
      "  wellkept answers --json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:printed, also if nobody spoke",
      "2:wrong usage, an unknown id, or nothing has run here yet"
    })
final class AnswersCommand implements Callable<Integer> {
  private static final int MOST_WEEKS = 60;
  private static final List<String> HEAD =
      List.of(
          "week",
          "touchpoint",
          "source",
          "said",
          "answered",
          "on time",
          "waiting",
          "median",
          "in working time");

  private final Surroundings surroundings;

  @Mixin Place place;
  @Mixin Printing print;

  @Parameters(arity = "0..1", paramLabel = "TOUCHPOINT", description = "Only this one.")
  @Nullable String touchpoint;

  @Option(
      names = "--weeks",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many weeks, with the present one; 1 to 60, 8 if left out.")
  int weeks;

  AnswersCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (weeks < 1 || weeks > MOST_WEEKS) {
      throw new StartException("--weeks " + weeks + " is not between 1 and " + MOST_WEEKS);
    }
    Home home = new Home(place, surroundings);
    try (LedgerReading ledger = home.ledger().orElseThrow(home::nothingYet)) {
      Plan plan = home.planToAsk(ledger, print::aside);
      String wanted = touchpoint;
      if (wanted != null && plan.touchpoint(wanted).isEmpty()) {
        throw Wanted.unknown("touchpoint", wanted, plan.touchpoints().keySet());
      }
      Instant now = surroundings.clock().instant();
      ZoneId zone = plan.daemon().zone();
      Instant from = AnswersByWeek.from(weeks, zone, now);
      List<Said> said =
          ledger.read(view -> wanted == null ? view.voices(from) : view.voices(wanted, from));
      List<Said> ours = said.stream().filter(one -> plan.check(one.check()).isPresent()).toList();
      Plan present = ledger.read(view -> Present.of(plan, view.overrides(), now).plan());
      List<AnswersByWeek.Line> lines =
          AnswersByWeek.of(ours, id -> owner(present, id), zone, from, now);
      if (print.json) {
        print.json(lines.stream().map(AnswersRow::of).toList());
      } else {
        say(lines, ours, now);
      }
    }
    return Exit.DONE;
  }

  private static Person owner(Plan plan, String touchpoint) {
    String owner = plan.touchpoint(touchpoint).orElseThrow().owner();
    return plan.people().person(owner).orElseThrow();
  }

  private void say(List<AnswersByWeek.Line> lines, List<Said> said, Instant now) {
    if (!lines.isEmpty()) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(HEAD);
      lines.forEach(line -> rows.add(row(line)));
      Printing.columns(rows).forEach(print::line);
    }
    print.line(waiting(said, now));
  }

  private static List<String> row(AnswersByWeek.Line line) {
    Answers answers = line.answers();
    return List.of(
        line.week(),
        line.touchpoint(),
        line.source(),
        String.valueOf(answers.heard()),
        percent(answers.responseRate()),
        percent(answers.onTimeRate()),
        String.valueOf(answers.waiting()),
        span(answers.median()),
        span(answers.medianWorked()));
  }

  private static String waiting(List<Said> said, Instant now) {
    List<Said> waiting = said.stream().filter(Said::waits).toList();
    if (waiting.isEmpty()) {
      return said.isEmpty() ? "Nobody was heard." : "Nobody waits for an answer.";
    }
    Instant oldest =
        waiting.stream().map(Said::wordAt).min(Comparator.naturalOrder()).orElseThrow();
    long late =
        waiting.stream()
            .map(one -> one.voice().dueAt())
            .filter(due -> due != null && !now.isBefore(due))
            .count();
    return (waiting.size() == 1 ? "1 waits" : waiting.size() + " wait")
        + " for an answer, "
        + (late == 0 ? "none" : String.valueOf(late))
        + " too long; the first has waited for "
        + Spans.words(Duration.between(oldest, now))
        + ".";
  }

  private static String percent(OptionalDouble rate) {
    return rate.isPresent() ? Math.round(rate.getAsDouble() * 100) + " %" : "-";
  }

  private static String span(@Nullable Duration span) {
    return span == null ? "-" : Spans.words(span);
  }
}
