package io.wellkept.app;

import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.PlanOverride.HandedOver;
import io.wellkept.ledger.LedgerReading;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.OwnerPatch;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Spans;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.web.OwnerBrief;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who answers for how much, and what the files do not say yet. */
@Command(
    name = "owners",
    description = {
      "Lists owners: how much they look after, when they confirmed it last, how they are reached.",
      "With --patch, prints what to change in monitors/ so that the files say what people handed"
          + " over; only names change, comments and layout stay."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = Exit.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept owners",
      "  wellkept owners --json",
      "  wellkept owners --patch | git apply"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:printed",
      "1:with --patch, something must be changed by hand",
      "2:wrong usage, or no plan to work with"
    })
final class OwnersCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin Place place;
  @Mixin Printing print;

  @Option(
      names = "--patch",
      description = "Print a unified diff of what was handed over and is not yet in the files.")
  boolean patch;

  OwnersCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  private record Answer(List<OwnerBrief> owners, List<HandedOver> handedOver) {}

  @Override
  public Integer call() {
    Home home = new Home(place, surroundings);
    Instant now = surroundings.clock().instant();
    try (LedgerReading ledger = home.ledger().orElse(null)) {
      Plan configured = home.planToAsk(ledger, print::aside);
      List<PlanOverride> overrides =
          ledger == null ? List.of() : ledger.read(view -> view.overrides());
      List<HandedOver> handedOver =
          EffectivePlan.handedOver(overrides, now)
              .filter(one -> EffectivePlan.fits(one, configured))
              .toList();
      if (patch) {
        return patch(home, handedOver, configured.people(), now);
      }
      Plan present = EffectivePlan.of(configured, overrides, now);
      List<OwnerBrief> owners =
          ledger == null
              ? unknown(present, now)
              : ledger.read(view -> OwnerBrief.all(view, present, now));
      if (print.json) {
        print.json(new Answer(owners, handedOver));
      } else {
        say(owners, handedOver, present, now);
      }
    }
    return Exit.DONE;
  }

  private int patch(Home home, List<HandedOver> handedOver, People people, Instant now) {
    Predicate<String> left = id -> people.person(id).filter(one -> one.hasLeft(now)).isPresent();
    OwnerPatch.Patch changes = OwnerPatch.of(home.sources(), handedOver, left);
    String diff = changes.diff();
    if (!diff.isEmpty()) {
      // the line brings its own end, and the blank that a hunk may end with is part of it
      print.line(diff.substring(0, diff.length() - 1));
    }
    changes.byHand().forEach(print::aside);
    if (handedOver.isEmpty()) {
      print.aside("Nothing was handed over that the files do not say already.");
    }
    return changes.byHand().isEmpty() ? Exit.DONE : Exit.FOUND;
  }

  /** Before any daemon has run, all that is known is in the files. */
  private static List<OwnerBrief> unknown(Plan plan, Instant now) {
    List<OwnerBrief> owners = new ArrayList<>();
    for (Map.Entry<String, List<Touchpoint>> owned : Owners.owned(plan).entrySet()) {
      Person person = plan.people().person(owned.getKey()).orElseThrow();
      LocalDate last = person.until();
      owners.add(
          new OwnerBrief(
              person.id(),
              person.name(),
              owned.getValue().stream().map(Touchpoint::id).toList(),
              null,
              null,
              null,
              person.awayAt(now),
              last == null ? null : last.toString(),
              plan.daemon().roadsTo(person),
              List.of()));
    }
    return owners;
  }

  private void say(
      List<OwnerBrief> owners, List<HandedOver> handedOver, Plan present, Instant now) {
    List<List<String>> cells = new ArrayList<>();
    for (OwnerBrief owner : owners) {
      int load = owner.touchpoints().size();
      cells.add(
          List.of(
              owner.person(),
              owner.name(),
              load + (load == 1 ? " touchpoint" : " touchpoints"),
              confirmed(owner, now),
              reach(owner)));
    }
    Printing.columns(cells).forEach(print::line);
    print.line(owners.size() + (owners.size() == 1 ? " owner" : " owners"));
    ZoneId zone = present.daemon().zone();
    for (HandedOver one : handedOver) {
      print.line(
          one.touchpoint()
              + ": handed over from "
              + present.people().nameOf(one.by())
              + " to "
              + present.people().nameOf(one.to())
              + " on "
              + one.from().atZone(zone).toLocalDate()
              + ", not yet in the file");
    }
  }

  private static String confirmed(OwnerBrief owner, Instant now) {
    Instant asked = owner.askedAt();
    String waits = asked == null ? "" : ", asked " + ago(asked, now);
    Instant at = owner.confirmedAt();
    return (at == null ? "never confirmed" : "confirmed " + ago(at, now)) + waits;
  }

  private static String ago(Instant moment, Instant now) {
    return Spans.words(Duration.between(moment, now)) + " ago";
  }

  private static String reach(OwnerBrief owner) {
    List<String> parts = new ArrayList<>();
    boolean reachable = !owner.reachableBy().isEmpty();
    parts.add(reachable ? "by " + String.join(", ", owner.reachableBy()) : "nothing reaches them");
    @Nullable String last = owner.lastDay();
    if (last != null) {
      parts.add("last day " + last);
    } else if (owner.away()) {
      parts.add("away now");
    }
    parts.addAll(owner.troubles());
    return String.join("; ", parts);
  }
}
