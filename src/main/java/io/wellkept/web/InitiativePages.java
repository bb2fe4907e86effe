package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.ledger.Initiative;
import io.wellkept.ledger.Initiative.Direction;
import io.wellkept.ledger.Initiative.Measure;
import io.wellkept.ledger.Initiative.Word;
import io.wellkept.plan.Plan;
import io.wellkept.report.Board;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was tried: all of it, the form for more, and what is to become of it. */
final class InitiativePages {
  private static final String LIST = "/initiatives";

  private final WebContext context;
  private final Templates templates;
  private final Initiating initiating;

  InitiativePages(WebContext context, Templates templates) {
    this.context = context;
    this.templates = templates;
    this.initiating = new Initiating(context);
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, LIST, ctx -> list(ctx, 200, null)),
        Route.get(
            Surface.PAGES,
            "/t/{id}/initiatives",
            ctx -> form(ctx, 200, InitiativeView.Written.NOTHING)),
        Route.post(Surface.PAGES, "/t/{id}/initiatives", this::note),
        Route.post(Surface.PAGES, LIST + "/{id}/verdict", this::judge));
  }

  // ---- all of them

  private void list(Context ctx, int status, @Nullable String problem) {
    Instant now = context.clock().instant();
    Reader reader = Reader.of(ctx);
    Words words = reader.words();
    InitiativeView.Section section =
        context
            .ledger()
            .read(ledger -> {
              Plan plan = context.planAt(ledger, now);
              InitiativeViews views = new InitiativeViews(plan, reader, reader.zone(), now);
              return views.section(ledger.initiatives(), ledger);
            });
    Map<String, Object> values =
        Map.of(
            "view",
            section,
            "problem",
            problem == null ? "" : problem,
            "done",
            ctx.queryParam("done") == null ? "" : words.say("initiatives.done.judged"));
    Frame frame = templates.inside(ctx, words.say("initiatives.title"));
    Templates.answer(ctx, status, "initiativelist", frame, values);
  }

  // ---- those of one touchpoint

  /** What the page of a touchpoint shows of them. */
  static InitiativeView.Section section(WebContext context, Reader reader, Board.Row row) {
    Instant now = context.clock().instant();
    return context
        .ledger()
        .read(ledger -> {
          Plan plan = context.planAt(ledger, now);
          ZoneId zone = plan.zoneOf(row.touchpoint());
          return new InitiativeViews(plan, reader, zone, now).section(row, ledger);
        });
  }

  private void form(Context ctx, int status, InitiativeView.Written written) {
    Board.Row row =
        context
            .board()
            .row(ctx.pathParam("id"), context.clock().instant())
            .orElseThrow(() -> unknown(ctx, "touchpoint.unknown"));
    Reader reader = Reader.of(ctx);
    Frame frame =
        templates.inside(ctx, reader.words().say("initiatives.title-of", row.touchpoint().name()));
    Map<String, Object> values =
        Map.of(
            "name",
            row.touchpoint().name(),
            "view",
            section(context, reader, row),
            "written",
            written);
    Templates.answer(ctx, status, "initiativesof", frame, values);
  }

  // ---- what is said

  private void note(Context ctx) {
    Plan plan = context.planNow();
    Touchpoint touchpoint = touchpoint(ctx, plan, ctx.pathParam("id"));
    Reader reader = Reader.of(ctx);
    reader.requireAct(touchpoint);
    Map<String, String> fields = Forms.fields(ctx);
    Words words = reader.words();
    String actor = actor(reader, fields, plan);
    Initiating.Draft draft = draft(fields, plan.zoneOf(touchpoint));
    String problem = null;
    if (actor == null || draft == null) {
      problem = words.say(actor == null ? "initiatives.refused.who" : "initiatives.refused.form");
    } else if (initiating.note(touchpoint, draft, new Acting.Actor(actor, "page"))
        instanceof Owning.Answer.Refused refused) {
      problem = refused.why().in(words);
    }
    if (problem != null) {
      form(ctx, 422, new InitiativeView.Written(fields, problem));
      return;
    }
    Templates.go(ctx, "/t/" + touchpoint.id() + "?done=initiative#initiatives");
  }

  /** What was written; null if anything is missing that no form leaves out. */
  private static Initiating.@Nullable Draft draft(Map<String, String> fields, ZoneId zone) {
    Optional<Instant> changed = Moments.read(fields.getOrDefault("changed", ""), zone);
    Optional<Instant> until = Moments.read(fields.getOrDefault("until", ""), zone);
    String[] figure = fields.getOrDefault("figure", "").split(":", 2);
    Optional<Measure> measure = constant(Measure.class, figure[0]);
    Optional<Direction> direction = constant(Direction.class, fields.getOrDefault("direction", ""));
    String wanted = fields.getOrDefault("target", "").strip().replace(',', '.');
    boolean number = wanted.isEmpty() || wanted.matches("-?\\d{1,12}(\\.\\d{1,6})?");
    if (changed.isEmpty()
        || until.isEmpty()
        || measure.isEmpty()
        || direction.isEmpty()
        || !number) {
      return null;
    }
    return new Initiating.Draft(
        fields.getOrDefault("what", ""),
        changed.get(),
        measure.get(),
        figure.length > 1 ? figure[1] : null,
        direction.get(),
        wanted.isEmpty() ? null : unit(measure.get()) * Double.parseDouble(wanted),
        until.get());
  }

  /** People write per cent and hours; shares and seconds are kept. */
  private static double unit(Measure measure) {
    return switch (measure) {
      case CONDITION -> 0.01;
      case ANSWER_TIME -> 3_600;
      case KPI, RATING, RESPONSE_TIME -> 1;
    };
  }

  /** One of the constants, in whatever case it is written. */
  static <E extends Enum<E>> Optional<E> constant(Class<E> type, String written) {
    String name = written.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    return List.of(type.getEnumConstants()).stream()
        .filter(one -> one.name().equals(name))
        .findFirst();
  }

  private void judge(Context ctx) {
    Plan plan = context.planNow();
    Reader reader = Reader.of(ctx);
    Initiative one = initiative(ctx);
    Touchpoint touchpoint = touchpoint(ctx, plan, one.touchpoint());
    reader.requireAct(touchpoint);
    Map<String, String> fields = Forms.fields(ctx);
    String actor = actor(reader, fields, plan);
    Owning.Answer answer =
        actor == null
            ? new Owning.Answer.Refused("initiatives.refused.who")
            : judge(
                initiating,
                one,
                touchpoint,
                fields,
                new Acting.Actor(actor, "page"),
                plan.zoneOf(touchpoint));
    if (answer instanceof Owning.Answer.Refused refused) {
      list(ctx, 422, refused.why().in(reader.words()));
      return;
    }
    Templates.go(ctx, back(fields, one));
  }

  /** The same form behind whatever address. */
  static Owning.Answer judge(
      Initiating initiating,
      Initiative one,
      Touchpoint touchpoint,
      Map<String, String> fields,
      Acting.Actor actor,
      ZoneId zone) {
    Optional<Word> word = constant(Word.class, fields.getOrDefault("word", ""));
    if (word.isEmpty()) {
      return new Owning.Answer.Refused("initiatives.refused.word");
    }
    Initiating.Next next =
        Moments.read(fields.getOrDefault("until", ""), zone)
            .map(until -> new Initiating.Next(fields.getOrDefault("what", ""), until))
            .orElse(null);
    String why = fields.getOrDefault("why", "");
    return initiating.judge(one, touchpoint, word.get(), why, next, actor);
  }

  private static String back(Map<String, String> fields, Initiative one) {
    return fields.getOrDefault("from", "").equals("list")
        ? LIST + "?done=judged#" + one.id()
        : "/t/" + one.touchpoint() + "?done=verdict#initiatives";
  }

  /** Who acts; null if that is nobody of the plan where nobody signed in. */
  private static @Nullable String actor(Reader reader, Map<String, String> fields, Plan plan) {
    Optional<Person> who = reader.acting(fields.getOrDefault("person", ""), plan);
    return who.isPresent() ? who.get().id() : null;
  }

  private static Touchpoint touchpoint(Context ctx, Plan plan, String id) {
    return plan.touchpoint(id).orElseThrow(() -> unknown(ctx, "touchpoint.unknown"));
  }

  private Initiative initiative(Context ctx) {
    return context
        .ledger()
        .read(view -> view.initiative(ctx.pathParam("id")))
        .orElseThrow(() -> unknown(ctx, "initiatives.unknown"));
  }

  private static HttpResponseException unknown(Context ctx, String what) {
    return new HttpResponseException(404, Failures.say(ctx, what));
  }
}
