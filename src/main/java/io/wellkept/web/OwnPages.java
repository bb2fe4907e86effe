package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.PlanOverride.Offer;
import io.wellkept.incident.Tokens;
import io.wellkept.ledger.Initiative;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import io.wellkept.report.Board;
import io.wellkept.touchpoint.Absence;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Sentence;
import io.wellkept.words.Words;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a person says what is theirs, by token. Looking changes nothing, and neither does the first
 * press: what is said is shown and wants a second one, on the page that answers the first. What
 * scans mails and presses every button that it finds says nothing.
 */
final class OwnPages {
  /** A link outlives the question by far, and not for ever. */
  static final Duration GOOD_FOR = Duration.ofDays(60);

  static final List<String> ACTS =
      List.of(
          "confirm",
          "hand-over",
          "take-back",
          "accept",
          "decline",
          "not-mine",
          "mine",
          "away",
          "back",
          "verdict");

  private final WebContext context;
  private final Templates templates;
  private final Owning owning;
  private final Absences absences;
  private final Initiating initiating;
  private final Rate often = new Rate(30, Duration.ofMinutes(1));

  OwnPages(WebContext context, Templates templates) {
    this.context = context;
    this.templates = templates;
    this.owning = new Owning(context);
    this.absences = new Absences(context);
    this.initiating = new Initiating(context);
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.get(Surface.PUBLIC, "/o/{token}", this::show));
    for (String act : ACTS) {
      routes.add(Route.post(Surface.PUBLIC, "/o/{token}/" + act, ctx -> act(ctx, act)));
    }
    return routes;
  }

  private void show(Context ctx) {
    Instant now = context.clock().instant();
    person(ctx, now).ifPresent(person -> page(ctx, 200, person, now, null));
  }

  /** Whose page it is; a link that is no good is answered here already. */
  private Optional<Person> person(Context ctx, Instant now) {
    Optional<Tokens.OwnPage> read = context.tokens().readOwnPage(ctx.pathParam("token"));
    if (read.isEmpty()) {
      Failures.answer(ctx, 404, Reader.of(ctx).words().say("link.not-ours"));
      return Optional.empty();
    }
    Tokens.OwnPage grant = read.get();
    Optional<Person> person = context.plan().get().people().person(grant.person());
    boolean voided =
        context.ledger().read(view -> Grants.voided(grant.person(), grant.issuedAt(), view, now));
    boolean old = !now.isBefore(grant.issuedAt().plus(GOOD_FOR));
    if (person.isEmpty() || person.get().hasLeft(now) || voided || old) {
      Failures.answer(ctx, 410, Reader.of(ctx).words().say("own.link-over"));
      return Optional.empty();
    }
    Reader.linked(person.get()).keep(ctx);
    return person;
  }

  // ---- what is said

  /**
   * Why nothing was done.
   *
   * @param again what to press once more; null if that would not help
   */
  record Trouble(String act, Map<String, String> fields, Sentence why, @Nullable String again) {}

  private void act(Context ctx, String act) {
    Instant now = context.clock().instant();
    Optional<Person> known = person(ctx, now);
    if (known.isEmpty()) {
      return;
    }
    Person person = known.get();
    Map<String, String> fields = Forms.fields(ctx);
    if (!fields.containsKey("sure")) {
      Sentence why = Sentence.of("link.press-again");
      page(ctx, 422, person, now, new Trouble(act, fields, why, again(act)));
      return;
    }
    often.require(ctx, person.id(), now, "failure.said-often");
    Acting.Actor actor = new Acting.Actor(person.id(), "link");
    if (carryOut(act, person, fields, actor, now) instanceof Owning.Answer.Refused refused) {
      page(ctx, 422, person, now, new Trouble(act, fields, refused.why(), null));
      return;
    }
    Templates.go(ctx, base(ctx) + "?done=" + act);
  }

  /** The key of what is pressed once more. */
  private static String again(String act) {
    return switch (act) {
      case "confirm" -> "own.again.confirm";
      case "hand-over" -> "own.again.hand-over";
      case "take-back" -> "own.again.take-back";
      case "accept" -> "own.again.accept";
      case "decline" -> "own.again.decline";
      case "not-mine" -> "own.it-is-not-mine";
      case "mine" -> "own.mine-after-all";
      case "away" -> "own.away-then";
      case "verdict" -> "initiatives.again";
      default -> "own.back";
    };
  }

  /** What the person says, or somebody for them. */
  Owning.Answer carryOut(
      String act, Person person, Map<String, String> fields, Acting.Actor actor, Instant now) {
    String id = person.id();
    String touchpoint = fields.getOrDefault("touchpoint", "");
    String why = fields.getOrDefault("why", "");
    return switch (act) {
      case "confirm" -> owning.confirm(id, seen(fields.getOrDefault("seen", "")), actor);
      case "hand-over" ->
          owning
              .offer(touchpoint, id, fields.getOrDefault("to", ""), why, actor)
              .orElse(new Owning.Answer.Refused("own.refused.touchpoint-gone"));
      case "take-back" -> owning.takeBack(touchpoint, id, actor);
      case "accept" -> owning.accept(touchpoint, id, actor);
      case "decline" -> owning.decline(touchpoint, id, why, actor);
      case "not-mine" -> owning.disown(touchpoint, id, why, actor);
      case "mine" -> owning.own(touchpoint, id, actor);
      case "away" -> away(person, fields, actor, now);
      case "verdict" -> verdict(person, fields, actor, now);
      default ->
          absences.end(person, actor, now)
              ? new Owning.Answer.Done()
              : new Owning.Answer.AlreadySo();
    };
  }

  /** What becomes of something that was tried where the person is accountable. */
  private Owning.Answer verdict(
      Person person, Map<String, String> fields, Acting.Actor actor, Instant now) {
    String id = fields.getOrDefault("initiative", "");
    record Theirs(Initiative one, Touchpoint touchpoint) {}
    Optional<Theirs> theirs =
        context
            .ledger()
            .read(view -> {
              Plan plan = context.planAt(view, now);
              return view.initiative(id)
                  .flatMap(one ->
                      plan.touchpoint(one.touchpoint()).map(where -> new Theirs(one, where)));
            })
            .filter(found -> found.touchpoint().owner().equals(person.id()));
    if (theirs.isEmpty()) {
      return new Owning.Answer.Refused("initiatives.refused.gone");
    }
    Theirs found = theirs.get();
    return InitiativePages.judge(
        initiating, found.one(), found.touchpoint(), fields, actor, person.zone());
  }

  /** What the person is asked about what was tried. */
  private static InitiativeView.Section tried(
      Ledger.View ledger, Plan plan, Person person, Words words, Instant now) {
    Reader reader = new Reader(person.name(), person.id(), Role.OWNER, words, person.zone());
    List<Initiative> theirs =
        ledger.initiatives().stream()
            .filter(one -> one.waits(now))
            .filter(one ->
                plan.touchpoint(one.touchpoint())
                    .filter(t -> t.owner().equals(person.id()))
                    .isPresent())
            .toList();
    return new InitiativeViews(plan, reader, person.zone(), now).section(theirs, ledger);
  }

  private static Set<String> seen(String written) {
    return Arrays.stream(written.split(" "))
        .filter(id -> !id.isEmpty())
        .collect(Collectors.toSet());
  }

  private Owning.Answer away(
      Person person, Map<String, String> fields, Acting.Actor actor, Instant now) {
    LocalDate today = now.atZone(person.zone()).toLocalDate();
    try {
      LocalDate from = LocalDate.parse(fields.getOrDefault("from", ""));
      LocalDate until = LocalDate.parse(fields.getOrDefault("until", ""));
      if (until.isBefore(today)) {
        return new Owning.Answer.Refused("own.refused.days-passed");
      }
      Optional<Sentence> refused = Absences.refuse(from, until, today);
      if (refused.isPresent()) {
        return new Owning.Answer.Refused(refused.get());
      }
      return absences.begin(person, new Absence(from, until), actor, now);
    } catch (DateTimeException e) {
      return new Owning.Answer.Refused("own.refused.which-days");
    }
  }

  // ---- the page

  private void page(
      Context ctx, int status, Person person, Instant now, @Nullable Trouble trouble) {
    Words words = Words.of(person.language());
    String said = status == 200 ? done(ctx.queryParam("done")) : null;
    String done = said == null ? null : words.say(said);
    OwnView view =
        context.ledger().read(ledger -> view(ledger, base(ctx), person, words, now, trouble, done));
    Templates.answer(
        ctx, status, "own", templates.outside(ctx, words.say("own.title")), Map.of("view", view));
  }

  /** The key of what just happened. */
  static @Nullable String done(@Nullable String act) {
    return switch (act == null ? "" : act) {
      case "confirm" -> "own.done.confirm";
      case "hand-over" -> "own.done.hand-over";
      case "take-back" -> "own.done.take-back";
      case "accept" -> "own.done.accept";
      case "decline" -> "own.done.decline";
      case "not-mine" -> "own.done.not-mine";
      case "mine" -> "own.done.mine";
      case "away" -> "own.done.away";
      case "back" -> "own.done.back";
      case "verdict" -> "initiatives.done.judged";
      default -> null;
    };
  }

  /**
   * @param words of whoever reads it, who need not be the person
   */
  OwnView view(
      Ledger.View ledger,
      String base,
      Person person,
      Words words,
      Instant now,
      @Nullable Trouble trouble,
      @Nullable String done) {
    String again = trouble == null ? null : trouble.again();
    List<PlanOverride> overrides = ledger.overrides();
    Plan plan = EffectivePlan.of(context.plan().get(), overrides, now);
    List<Offer> offers = EffectivePlan.offers(overrides, now).toList();
    Set<String> theirs = Owning.theirs(ledger, plan, person.id());
    List<OwnView.Thing> things =
        plan.ownedBy(person.id()).stream()
            .map(t -> thing(t, !theirs.contains(t.id()), plan, overrides, person, words, now))
            .toList();
    return new OwnView(
        base,
        person.name(),
        things,
        offers.stream()
            .filter(offer -> offer.to().equals(person.id()))
            .map(offer -> asked(offer, plan, person, words, now))
            .toList(),
        choices(plan, person, now),
        Absences.inForce(ledger, person, now).stream()
            .map(away ->
                words.say(
                    "own.from-until",
                    day(away.days().from(), words),
                    day(away.days().until(), words)))
            .toList(),
        ledger.openIncidents(List.of(Ownership.CONFIRM)).stream()
            .filter(incident -> incident.subject().equals(person.id()))
            .flatMap(incident -> incident.lateFrom().stream())
            .map(late -> When.of(late, person.zone(), now, words))
            .findFirst()
            .orElse(null),
        ledger
            .lastConfirmation(person.id())
            .map(last -> When.of(last.at(), person.zone(), now, words))
            .orElse(null),
        String.join(" ", theirs),
        now.atZone(person.zone()).toLocalDate().toString(),
        Moments.place(person.zone()),
        trouble == null ? Map.of() : trouble.fields(),
        trouble == null ? null : trouble.why().in(words),
        trouble == null ? "" : trouble.act(),
        trouble == null ? "" : trouble.fields().getOrDefault("touchpoint", ""),
        again == null ? null : words.say(again),
        done,
        tried(ledger, plan, person, words, now));
  }

  private OwnView.Thing thing(
      Touchpoint touchpoint,
      boolean disowned,
      Plan plan,
      List<PlanOverride> overrides,
      Person person,
      Words words,
      Instant now) {
    String offered =
        EffectivePlan.offers(overrides, now)
            .filter(offer -> offer.touchpoint().equals(touchpoint.id()))
            .findFirst()
            .map(offer ->
                words.say(
                    "own.offered",
                    plan.people().nameOf(offer.to()),
                    words.moment(offer.until(), person.zone(), now)))
            .orElse(null);
    return new OwnView.Thing(
        touchpoint.id(),
        touchpoint.name(),
        IncidentViews.browsable(touchpoint.address()),
        context
            .board()
            .row(touchpoint.id(), now)
            .map(Board.Row::condition)
            .orElse(Condition.UNKNOWN),
        looked(touchpoint, words),
        String.join(", ", touchpoint.backups().stream().map(plan.people()::nameOf).toList()),
        offered,
        disowned,
        HandedOverWords.of(touchpoint.id(), plan, overrides, person.zone(), words, now)
            .orElse(null));
  }

  private static String looked(Touchpoint touchpoint, Words words) {
    if (touchpoint.checks().isEmpty()) {
      return words.say("own.no-machine");
    }
    return touchpoint.checks().stream()
        .sorted(Comparator.comparing(Check::id))
        .map(check ->
            words.say("own.looks", check.kind().name(), words.span(check.schedule().every())))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String day(LocalDate day, Words words) {
    return words.format("own.pattern.day", day.atStartOfDay(ZoneOffset.UTC));
  }

  private static OwnView.Asked asked(
      Offer offer, Plan plan, Person person, Words words, Instant now) {
    return new OwnView.Asked(
        offer.touchpoint(),
        plan.touchpoint(offer.touchpoint()).map(Touchpoint::name).orElse(offer.touchpoint()),
        plan.people().nameOf(offer.owner()),
        offer.why(),
        When.of(offer.until(), person.zone(), now, words));
  }

  private static List<ActForm.Choice> choices(Plan plan, Person person, Instant now) {
    return plan.people().persons().values().stream()
        .filter(other -> !other.id().equals(person.id()) && !other.hasLeft(now))
        .map(ActForm.Choice::of)
        .sorted(Comparator.comparing(ActForm.Choice::name))
        .toList();
  }

  private static String base(Context ctx) {
    return "/o/" + ctx.pathParam("token");
  }
}
