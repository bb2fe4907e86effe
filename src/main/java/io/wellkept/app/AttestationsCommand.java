package io.wellkept.app;

import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.Attestation;
import io.wellkept.ledger.LedgerReading;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Who said what, and when, of what no machine sees. */
@Command(
    name = "attestations",
    description = {
      "Prints the journal of answers: who said what, and when, of what no machine sees.",
      "Latest first. Reads the ledger beside a running daemon."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = Exit.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {"  wellkept attestations", "  wellkept attestations shop-sign --json"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:printed, also if nobody has said anything",
      "2:wrong usage, an unknown id, or nothing has run here yet"
    })
final class AttestationsCommand implements Callable<Integer> {
  private static final int MOST = 10_000;

  private final Surroundings surroundings;

  @Mixin Place place;
  @Mixin Printing print;

  @Parameters(paramLabel = "ID", arity = "0..1", description = "Only those of this touchpoint.")
  @Nullable String id;

  AttestationsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** As the API's, with the touchpoint; {@code photo} is the id of a file. */
  private record Said(
      String touchpoint,
      String check,
      Instant at,
      String person,
      boolean fine,
      String note,
      List<Ledger.Answer> answers,
      @Nullable String photo,
      String via) {}

  @Override
  public Integer call() {
    Home home = new Home(place, surroundings);
    try (LedgerReading ledger = home.ledger().orElseThrow(() -> nothingYet(home))) {
      Plan plan = home.planToAsk(ledger, print::aside);
      List<Said> all =
          ledger.read(view ->
              touchpoints(plan).stream()
                  .flatMap(touchpoint -> view.attestations(touchpoint, MOST).stream())
                  .sorted(Comparator.comparing(Attestation::at).reversed())
                  .map(AttestationsCommand::said)
                  .toList());
      if (print.json) {
        print.json(all);
      } else {
        say(all, plan);
      }
    }
    return Exit.DONE;
  }

  private static StartException nothingYet(Home home) {
    return new StartException(
        "nobody has said anything yet: there is no ledger in " + home.ledgerPlace());
  }

  private Collection<String> touchpoints(Plan plan) {
    String wanted = id;
    if (wanted == null) {
      return plan.touchpoints().keySet();
    }
    return plan.touchpoint(wanted)
        .map(Touchpoint::id)
        .map(List::of)
        .orElseThrow(() -> Wanted.unknown("touchpoint", wanted, plan.touchpoints().keySet()));
  }

  private static Said said(Attestation one) {
    return new Said(
        one.check().touchpoint(),
        one.check().check(),
        one.at(),
        one.person(),
        one.fine(),
        one.note(),
        one.answers(),
        one.file(),
        one.via());
  }

  private void say(List<Said> all, Plan plan) {
    List<List<String>> cells = new ArrayList<>();
    for (Said said : all) {
      cells.add(
          List.of(
              said.at().truncatedTo(ChronoUnit.SECONDS).toString(),
              said.touchpoint() + "/" + said.check(),
              plan.people().nameOf(said.person()),
              said.fine() ? "fine" : "not fine",
              said.note().replaceAll("\\s+", " ")));
    }
    Printing.columns(cells).forEach(print::line);
    print.line(all.size() + (all.size() == 1 ? " answer" : " answers"));
  }
}
