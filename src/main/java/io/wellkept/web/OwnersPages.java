package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.plan.Plan;
import io.wellkept.report.OwnersFigures;
import io.wellkept.touchpoint.Importance;
import io.wellkept.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who looks after how much, and how it goes. */
final class OwnersPages {
  private final WebContext context;
  private final Templates templates;

  OwnersPages(WebContext context, Templates templates) {
    this.context = context;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(Route.get(Surface.PAGES, "/owners", this::list));
  }

  /** What the address asks for; what it does not know is as if it were not there. */
  record Asked(String team, int days, String sort, String missing) {
    static Asked of(Context ctx, Plan plan) {
      String team = Listing.query(ctx, "team");
      String days = Listing.query(ctx, "days");
      String sort = Listing.query(ctx, "sort");
      String missing = Listing.query(ctx, "missing");
      return new Asked(
          plan.people().team(team).isPresent() ? team : "",
          OwnersList.DAYS.stream()
              .filter(one -> days.equals(Integer.toString(one)))
              .findFirst()
              .orElse(OwnersList.DAYS.get(0)),
          OwnersList.SORTS.contains(sort) ? sort : "late",
          OwnersList.MISSING.contains(missing) ? missing : "");
    }

    /** Whether the owner lacks what is asked for. */
    boolean passes(OwnersList.Owner owner) {
      return missing.isEmpty() || lacks(owner, missing);
    }
  }

  private static boolean lacks(OwnersList.Owner owner, String what) {
    return what.equals("road")
        ? owner.brief().reachableBy().isEmpty()
        : !owner.noBackup().isEmpty();
  }

  /** Ways to those who lack something, each with how many there are. */
  private static List<MapView.Hole> holes(OwnersList.Whole whole, Asked asked, Words words) {
    return OwnersList.MISSING.stream()
        .flatMap(what -> {
          long number = whole.owners().stream().filter(owner -> lacks(owner, what)).count();
          String at = OwnersView.at(asked.sort(), asked.team(), asked.days(), what);
          String said = words.say("owners.missing." + what, number);
          return number == 0 ? Stream.of() : Stream.of(new MapView.Hole(said, at));
        })
        .toList();
  }

  private void list(Context ctx) {
    Plan plan = context.plan().get();
    Reader reader = Reader.of(ctx);
    Words words = reader.words();
    Instant now = context.clock().instant();
    Asked asked = Asked.of(ctx, plan);
    OwnersList.Whole whole = OwnersList.of(context, asked.team(), asked.days(), asked.sort());
    OwnersView view =
        new OwnersView(
            lead(whole, words),
            holes(whole, asked, words),
            whole.owners().stream()
                .filter(asked::passes)
                .map(owner -> line(owner, reader, now))
                .toList(),
            whole.teams().stream().map(team -> line(team, words)).toList(),
            plan.people().teams().values().stream()
                .map(team -> new ActForm.Choice(team.id(), team.name()))
                .toList(),
            asked.sort(),
            asked.team(),
            asked.days(),
            asked.missing());
    Frame frame = templates.inside(ctx, words.say("owners.title"));
    Templates.answer(ctx, 200, "owners", frame, Map.of("view", view));
  }

  private static String lead(OwnersList.Whole whole, Words words) {
    List<OwnersList.Owner> all = whole.owners();
    long needs =
        all.stream().filter(o -> o.figures().late() > 0 || !o.brief().troubles().isEmpty()).count();
    long touchpoints = all.stream().mapToInt(o -> o.figures().touchpoints()).sum();
    return words.say("owners.lead", all.size(), touchpoints, needs);
  }

  private static OwnersView.Line line(OwnersList.Owner owner, Reader reader, Instant now) {
    Words words = reader.words();
    OwnerBrief brief = owner.brief();
    Instant confirmed = brief.confirmedAt();
    return line(
        brief.person(),
        brief.name(),
        owner.team(),
        owner.figures(),
        confirmed == null ? null : When.of(confirmed, reader.zone(), now, words),
        away(owner, words),
        hints(owner, words),
        words);
  }

  private static @Nullable String away(OwnersList.Owner owner, Words words) {
    if (!owner.brief().away()) {
      return null;
    }
    LocalDate until = owner.awayUntil();
    String names = String.join(", ", owner.standIns());
    if (until == null) {
      return names.isEmpty() ? words.say("owners.left-nobody") : words.say("owners.left", names);
    }
    String day = words.day(until);
    return names.isEmpty()
        ? words.say("owners.away-nobody", day)
        : words.say("owners.away", day, names);
  }

  private static List<String> hints(OwnersList.Owner owner, Words words) {
    List<String> hints = new ArrayList<>(owner.brief().troubles());
    if (owner.brief().reachableBy().isEmpty()) {
      hints.add(words.say("owners.no-road"));
    }
    if (!owner.noBackup().isEmpty()) {
      hints.add(
          words.say(
              "owners.no-backup",
              owner.noBackup().size(),
              owner.noBackup().stream().limit(3).collect(Collectors.joining(", "))));
    }
    if (owner.brief().askedAt() != null) {
      hints.add(words.say("owners.asked"));
    }
    return hints;
  }

  private static OwnersView.Line line(OwnersList.Group team, Words words) {
    String group = words.say("owners.led-by", team.lead(), team.owners());
    return line(team.id(), team.name(), group, team.figures(), null, null, List.of(), words);
  }

  private static OwnersView.Line line(
      String id,
      String name,
      String group,
      OwnersFigures figures,
      @Nullable When confirmed,
      @Nullable String away,
      List<String> hints,
      Words words) {
    return new OwnersView.Line(
        id,
        name,
        group,
        figures.touchpoints(),
        load(figures, words),
        figures.open(),
        figures.late(),
        late(figures, words),
        figures.opened(),
        span(figures.take(), words),
        figures.taken(),
        span(figures.repair(), words),
        figures.repaired(),
        confirmed,
        away,
        hints);
  }

  /** The most important first: "2 high, 5 normal". */
  private static String load(OwnersFigures figures, Words words) {
    List<Importance> highFirst = new ArrayList<>(Arrays.asList(Importance.values()));
    Collections.reverse(highFirst);
    return highFirst.stream()
        .filter(figures.load()::containsKey)
        .map(one -> figures.load().get(one) + " " + words.of(one))
        .collect(Collectors.joining(", "));
  }

  private static String late(OwnersFigures figures, Words words) {
    List<String> parts = new ArrayList<>();
    if (figures.passed() > 0) {
      parts.add(words.say("owners.passed", figures.passed()));
    }
    if (figures.overdue() > 0) {
      parts.add(words.say("owners.overdue", figures.overdue()));
    }
    return String.join(", ", parts);
  }

  private static @Nullable String span(@Nullable Duration span, Words words) {
    return span == null ? null : words.span(span);
  }
}
