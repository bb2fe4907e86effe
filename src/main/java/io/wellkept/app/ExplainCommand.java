package io.wellkept.app;

import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.ledger.LedgerReading;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Why is it red? */
@Command(
    name = "explain",
    description = {
      "Says why a touchpoint is as it is.",
      "What was seen, the evidence, who was told, who is next and when, and what is held back."
          + " Reads the ledger beside a running daemon."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = Exit.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept explain summer-landing",
      "  wellkept explain summer-landing/page",
      "  wellkept explain 3f9c2a1b7d        an incident, also one that is over"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:explained", "2:wrong usage, an unknown id, or nothing has run here yet"})
final class ExplainCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin Place place;
  @Mixin Printing print;

  @Parameters(paramLabel = "ID", description = "A touchpoint, touchpoint/check, or an incident.")
  String id;

  ExplainCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * One incident's whole history.
   *
   * @param now how it stands; null if its touchpoint is not in the plan, or it is over
   */
  private record History(
      String incident,
      String touchpoint,
      String check,
      List<String> wrong,
      List<String> history,
      @Nullable Explanation now) {}

  @Override
  public Integer call() {
    Home home = new Home(place, surroundings);
    try (LedgerReading ledger = home.ledger().orElseThrow(home::nothingYet)) {
      Plan configured = home.planToAsk(ledger, print::aside);
      Instant now = surroundings.clock().instant();
      ledger.read(view -> {
        answer(view, Present.of(configured, view.overrides(), now));
        return true;
      });
    }
    return Exit.DONE;
  }

  private void answer(View view, Present present) {
    Optional<Touchpoint> touchpoint = present.plan().touchpoint(id);
    if (touchpoint.isPresent()) {
      say(Explanation.of(view, touchpoint.get(), present));
      return;
    }
    Optional<Check> check = Wanted.check(present.plan(), id);
    if (check.isPresent()) {
      say(ofCheck(view, check.get().id(), present));
      return;
    }
    say(history(view, view.incident(id).orElseThrow(() -> unknown(view, present)), present));
  }

  private StartException unknown(View view, Present present) {
    Collection<String> known =
        id.indexOf('/') >= 0
            ? Wanted.names(present.plan(), id)
            : Stream.concat(
                    present.plan().touchpoints().keySet().stream(),
                    view.openIncidents().stream().map(Incident::id))
                .toList();
    return Wanted.unknown("touchpoint, check or incident", id, known);
  }

  private static Explanation ofCheck(View view, CheckId check, Present present) {
    Set<String> incidents =
        view.openIncidents(List.of(check)).stream().map(Incident::id).collect(Collectors.toSet());
    return narrowed(view, check, incidents, present);
  }

  private static Explanation narrowed(
      View view, CheckId check, Set<String> incidents, Present present) {
    Touchpoint touchpoint = present.plan().touchpoint(check.touchpoint()).orElseThrow();
    Explanation whole = Explanation.of(view, touchpoint, present);
    return new Explanation(
        whole.touchpoint(),
        whole.name(),
        whole.owner(),
        whole.backups(),
        whole.checks().stream().filter(part -> part.check().equals(check.check())).toList(),
        whole.incidents().stream().filter(part -> incidents.contains(part.id())).toList(),
        whole.maintenance());
  }

  private static History history(View view, Incident incident, Present present) {
    boolean known = present.plan().check(incident.check()).isPresent();
    Explanation now =
        known && !incident.resolved()
            ? narrowed(view, incident.check(), Set.of(incident.id()), present)
            : null;
    return new History(
        incident.id(),
        incident.check().touchpoint(),
        incident.check().check(),
        incident.findings().stream().map(f -> f.headline()).toList(),
        view.eventsOfIncident(incident.id()).stream().map(e -> line(e, present)).toList(),
        now);
  }

  private static String line(Event event, Present present) {
    List<String> words = new ArrayList<>();
    words.add(event.at() + " " + event.type().words());
    if (event.person() != null) {
      words.add(present.plan().people().nameOf(event.person()));
    }
    String text = String.join(" ", words);
    if (event.reason() != null) {
      text += ": " + event.reason().words();
    }
    return event.text().isBlank() ? text : text + " (" + event.text() + ")";
  }

  private void say(Explanation explanation) {
    if (print.json) {
      print.json(explanation);
    } else {
      print.line(explanation.text());
    }
  }

  private void say(History history) {
    if (print.json) {
      print.json(history);
      return;
    }
    if (history.now() != null) {
      print.line(history.now().text());
    } else {
      print.line("incident " + history.incident() + " of " + history.touchpoint());
      history.wrong().forEach(wrong -> print.line("  wrong was: " + wrong));
    }
    print.line("  history:");
    history.history().forEach(line -> print.line("    " + line));
  }
}
