package io.wellkept.app;

import io.wellkept.app.Whose.Match;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.PlanOverride.HandedOver;
import io.wellkept.ledger.LedgerReading;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Whose page is this? */
@Command(
    name = "who",
    description = {
      "Says who answers for a page.",
      "It is the touchpoint with this very address, else the one with the longest path above it on"
          + " the same host. Scheme, www., a slash at the end, query and fragment make no"
          + " difference."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = Exit.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept who https://shop.example.org/summer/shoes?utm_source=mail",
      "  wellkept who shop.example.org --json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:somebody does", "1:nobody does", "2:wrong usage, or no plan to work with"})
final class WhoCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin Place place;
  @Mixin Printing print;

  @Parameters(paramLabel = "URL", description = "The page's address; https:// may be left out.")
  String url;

  WhoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  private record Somebody(String id, String name, Map<String, String> addresses, boolean away) {}

  /**
   * @param sure {@code exact} or {@code above}
   * @param handedOver from whom it came and when, if the files do not say so yet
   */
  private record Answer(
      String touchpoint,
      String name,
      URI address,
      String sure,
      Somebody owner,
      List<Somebody> backups,
      @Nullable String stage,
      @Nullable String channel,
      @Nullable String handedOver) {}

  @Override
  public Integer call() {
    URI asked =
        Whose.address(url)
            .orElseThrow(() ->
                new StartException(
                    "'" + url + "' is no address of a page, such as https://example.org/x"));
    Home home = new Home(place, surroundings);
    try (LedgerReading ledger = home.ledger().orElse(null)) {
      Plan configured = home.planToAsk(ledger, print::aside);
      Instant now = surroundings.clock().instant();
      List<PlanOverride> overrides =
          ledger == null ? List.of() : ledger.read(view -> view.overrides());
      Plan plan = EffectivePlan.of(configured, overrides, now);
      List<Match> matches = Whose.find(plan, asked);
      if (print.json) {
        print.json(matches.stream().map(match -> answer(plan, overrides, match)).toList());
      } else {
        matches.forEach(match -> say(answer(plan, overrides, match), match));
      }
      if (matches.isEmpty()) {
        print.aside(
            "Nobody answers for "
                + asked
                + ": give it an owner with 'wellkept add "
                + asked
                + " --owner A --backup B'");
        return Exit.FOUND;
      }
      return Exit.DONE;
    }
  }

  private Answer answer(Plan plan, List<PlanOverride> overrides, Match match) {
    Instant now = surroundings.clock().instant();
    Touchpoint touchpoint = match.touchpoint();
    return new Answer(
        touchpoint.id(),
        touchpoint.name(),
        match.address(),
        match.sure().name().toLowerCase(Locale.ROOT),
        somebody(plan, touchpoint.owner()),
        touchpoint.backups().stream().map(id -> somebody(plan, id)).toList(),
        touchpoint.stage(),
        touchpoint.channel(),
        EffectivePlan.handedOver(overrides, touchpoint.id(), now)
            .map(over -> handedOver(plan, over))
            .orElse(null));
  }

  private static String handedOver(Plan plan, HandedOver over) {
    return "handed over from "
        + plan.people().nameOf(over.by())
        + " on "
        + over.from().atZone(plan.daemon().zone()).toLocalDate()
        + ", not yet in the file, which names "
        + plan.people().nameOf(over.owner());
  }

  private Somebody somebody(Plan plan, String id) {
    Instant now = surroundings.clock().instant();
    return plan.people()
        .person(id)
        .map((Person p) -> new Somebody(id, p.name(), p.addresses(), p.awayAt(now)))
        .orElseGet(() -> new Somebody(id, id, Map.of(), false));
  }

  private void say(Answer answer, Match match) {
    print.line(words(answer.owner()));
    answer.backups().forEach(backup -> print.line("  stands in: " + words(backup)));
    if (answer.handedOver() != null) {
      print.line("  " + answer.handedOver());
    }
    print.line("  touchpoint: " + answer.name() + " (" + answer.touchpoint() + ")");
    print.line("  found by: " + answer.address() + ", " + match.sure().words());
  }

  private static String words(Somebody somebody) {
    String email = somebody.addresses().get("email");
    return somebody.name()
        + (email == null ? " (" + somebody.id() + ")" : " <" + email + ">")
        + (somebody.away() ? ", away now" : "");
  }
}
