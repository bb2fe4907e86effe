package io.wellkept.app;

import io.wellkept.ledger.LedgerReading;
import io.wellkept.plan.Daemon;
import io.wellkept.plan.Plan;
import io.wellkept.probe.browser.Browsers;
import io.wellkept.probe.browser.Paper;
import io.wellkept.report.digest.Costs;
import io.wellkept.report.digest.Digest;
import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.Digest.Scope;
import io.wellkept.report.digest.Digest.Stand;
import io.wellkept.report.digest.Digest.Whose;
import io.wellkept.report.digest.DigestForms;
import io.wellkept.report.digest.DigestJson;
import io.wellkept.report.digest.Periods;
import io.wellkept.words.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How did we do? */
@Command(
    name = "digest",
    description = {
      "Writes the digest of a week, and sends it to nobody.",
      "Without --out as text to the standard output. Reads the ledger beside a running daemon."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = Exit.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept digest --week 2026-W47 --out week.html",
      "  wellkept digest --audience team:marketing --language de",
      "  wellkept digest --explain"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:written, also if nothing was seen in that week",
      "2:wrong usage, an unknown id, no such week, no browser for a .pdf, or nothing has run here"
    })
final class DigestCommand implements Callable<Integer> {
  private static final int DAYS = 7;

  private final Surroundings surroundings;

  @Mixin Place place;
  @Mixin Printing print;

  @Option(
      names = "--week",
      paramLabel = "WEEK",
      description = "Such as 2026-W47; the seven days before today if left out.")
  @Nullable String week;

  @Option(
      names = "--audience",
      paramLabel = "WHOSE",
      defaultValue = "company",
      description = "company, team:ID or owner:ID; company if left out.")
  String audience;

  @Option(
      names = "--language",
      paramLabel = "TAG",
      defaultValue = "en",
      description = "en or de; en if left out.")
  String language;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write: .html, .pdf, .txt or .json by its ending.")
  @Nullable Path out;

  @Option(
      names = "--explain",
      description = "Say what each touchpoint does to the score instead; beside the file of --out.")
  boolean explain;

  DigestCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String form = form();
    Words words = words();
    Home home = new Home(place, surroundings);
    try (LedgerReading ledger = home.ledger().orElseThrow(home::nothingYet)) {
      Plan plan = home.planToAsk(ledger, print::aside);
      Instant now = surroundings.clock().instant();
      Scope scope = scope(plan);
      Period period = period(plan.daemon().zone(), now);
      Digest digest = ledger.read(view -> DigestSource.read(view, plan, period, now).digest(scope));
      if (out != null) {
        Files.write(out, bytes(digest, words, form, plan.daemon()));
        print.aside("Written to " + out);
      }
      if (explain) {
        explain(digest);
      } else if (out == null) {
        text(digest, words, form).lines().forEach(print::line);
      }
    }
    return Exit.DONE;
  }

  private String form() {
    if (out == null) {
      return print.json ? "json" : "txt";
    }
    String name = out.getFileName().toString().toLowerCase(Locale.ROOT);
    String ending = name.substring(name.lastIndexOf('.') + 1);
    if (!List.of("html", "pdf", "txt", "json").contains(ending)) {
      throw new StartException(
          "--out " + out + " is no form: end it with .html, .pdf, .txt or .json");
    }
    return ending;
  }

  private Words words() {
    Words words = Words.of(language);
    if (!words.tag().equals(language)) {
      throw new StartException("--language " + language + " is not spoken here: en or de");
    }
    return words;
  }

  private Scope scope(Plan plan) {
    if (audience.equals("company")) {
      return Scope.COMPANY;
    }
    String id = audience.substring(audience.indexOf(':') + 1);
    if (audience.startsWith("team:")) {
      return plan.people()
          .team(id)
          .map(team -> new Scope(Whose.TEAM, id, team.name()))
          .orElseThrow(() -> Wanted.unknown("team", id, plan.people().teams().keySet()));
    }
    if (audience.startsWith("owner:")) {
      return new Scope(Whose.OWNER, id, Wanted.person(plan, id).name());
    }
    throw new StartException("--audience " + audience + " is none: company, team:ID or owner:ID");
  }

  private Period period(ZoneId zone, Instant now) {
    String wanted = week;
    if (wanted == null) {
      return Periods.daysBefore(now, DAYS, zone);
    }
    Period period =
        Periods.week(wanted, zone)
            .orElseThrow(
                () -> new StartException("--week " + wanted + " is no week: write it as 2026-W47"));
    if (period.from().isAfter(now)) {
      throw new StartException("--week " + wanted + " has not begun");
    }
    // of a week that goes on, what there is of it
    return period.until().isAfter(now)
        ? new Period(period.from(), now, zone, period.label())
        : period;
  }

  private static byte[] bytes(Digest digest, Words words, String form, Daemon daemon)
      throws InterruptedException {
    if (form.equals("pdf")) {
      return onPaper(new DigestForms().html(digest, words), daemon);
    }
    return text(digest, words, form).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] onPaper(String html, Daemon daemon) throws InterruptedException {
    try (Browsers browsers = new Browsers(Outfit.browser(daemon))) {
      return switch (Paper.print(browsers, html)) {
        case Paper.Printed.Pages(byte[] pdf) -> pdf;
        case Paper.Printed.Nothing(String why) ->
            throw new StartException(
                "no PDF could be printed: " + why + "; --out FILE.html needs no browser");
      };
    }
  }

  private static String text(Digest digest, Words words, String form) {
    return switch (form) {
      case "html" -> new DigestForms().html(digest, words);
      case "json" -> DigestJson.write(digest);
      default -> DigestForms.text(digest, words);
    };
  }

  private void explain(Digest digest) {
    if (print.json) {
      print.json(digest.stands());
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("touchpoint", "importance", "weight", "in order", "costs", "condition"));
    Costs costs = new Costs(digest.stands());
    digest.stands().forEach(stand -> rows.add(row(stand, costs.of(stand))));
    Printing.columns(rows).forEach(print::line);
    Double score = digest.score().now();
    print.line(
        score == null
            ? "No score: nothing was seen."
            : "Score "
                + number(score)
                + ": 100 less what each costs, of "
                + digest.score().touchpoints()
                + " touchpoints that were seen.");
  }

  private static List<String> row(Stand stand, @Nullable Double cost) {
    Double share = stand.share();
    return List.of(
        stand.touchpoint(),
        stand.importance().name().toLowerCase(Locale.ROOT),
        number(stand.weight()),
        share == null ? "not seen" : number(100 * share) + " %",
        cost == null ? "-" : number(cost),
        stand.condition().words());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
