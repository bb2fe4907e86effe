package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.incident.Audience;
import io.wellkept.incident.Incident;
import io.wellkept.ledger.Initiative;
import io.wellkept.ledger.Ledger;
import io.wellkept.report.Board;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is mine, what is wrong there, and what waits for my word. */
final class MePages {
  /** More than anybody reads; the list of touchpoints has them all. */
  private static final int MOST = 60;

  private final WebContext context;
  private final Templates templates;
  private final OwnPages own;

  /** One thing that waits, for programs. */
  record AskWhole(
      String kind,
      @Nullable String touchpoint,
      @Nullable String about,
      String what,
      @Nullable String from,
      @Nullable Instant until,
      boolean late) {}

  /** One touchpoint, for programs. */
  record Line(
      String touchpoint, String name, String condition, String owner, List<String> openIncidents) {}

  /** A person's part, for programs; lists are worst, or soonest, first. */
  record Whole(
      String person,
      String name,
      int touchpoints,
      int wrong,
      int unknown,
      List<AskWhole> asks,
      List<Line> owned,
      List<Line> backup) {}

  MePages(WebContext context, Templates templates) {
    this.context = context;
    this.templates = templates;
    this.own = new OwnPages(context, templates);
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.get(Surface.PAGES, "/me", this::show));
    routes.add(
        Route.get(Surface.PAGES, "/api/v1/me", this::tell)
            .promises(
                Promised.one("What is somebody's, what is wrong, what waits for them", Whole.class)
                    .query("person", "id of the person; not asked of who signed in")));
    routes.add(Route.get(Surface.PAGES, "/people/{id}/own", ctx -> own(ctx, 200, null)));
    for (String act : OwnPages.ACTS) {
      routes.add(Route.post(Surface.PAGES, "/people/{id}/own/" + act, ctx -> act(ctx, act)));
    }
    return routes;
  }

  // ---- whose page it is

  /** Whose page is asked for; empty as long as nobody says so. */
  private Optional<Person> person(Context ctx, Reader reader) {
    String asked = ctx.queryParam("person");
    String id = asked == null || asked.isBlank() ? reader.person() : asked.strip();
    return id == null ? Optional.empty() : Optional.of(person(reader, id));
  }

  /** Whoever's page it is, or an operator for them. */
  private Person self(Context ctx) {
    return person(Reader.of(ctx), ctx.pathParam("id"));
  }

  /** Operators see everybody's, and so does everybody where nobody signs in. */
  private Person person(Reader reader, String id) {
    if (!reader.may(Right.OPERATE) && !id.equals(reader.person())) {
      throw new HttpResponseException(403, reader.words().say("me.not-yours"));
    }
    return context
        .plan()
        .get()
        .people()
        .person(id)
        .orElseThrow(() -> new HttpResponseException(404, reader.words().say("me.no-person")));
  }

  // ---- the page

  private void show(Context ctx) {
    Reader reader = Reader.of(ctx);
    Words words = reader.words();
    Instant now = context.clock().instant();
    Optional<Person> person = person(ctx, reader);
    String done = done(ctx.queryParam("done"), words);
    MineView view =
        person
            .map(one -> context.ledger().read(ledger -> view(ledger, one, reader, now, done)))
            .orElseGet(() -> nobody(reader, now));
    Frame frame = templates.inside(ctx, words.say("me.title"));
    Templates.answer(ctx, 200, "me", frame, Map.of("view", view));
  }

  private static @Nullable String done(@Nullable String act, Words words) {
    return act == null
        ? null
        : words.say(act.equals("verdict") ? "initiatives.done.judged" : "me.done");
  }

  private MineView nobody(Reader reader, Instant now) {
    InitiativeView.Section none =
        new InitiativeView.Section("", List.of(), List.of(), List.of(), "", "", "", "", false);
    String sentence = reader.words().say(reader.may(Right.OPERATE) ? "me.choose" : "me.nobody");
    return new MineView(
        "",
        "",
        sentence,
        choices(reader),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new MineView.Sizes(0, 0, 0, 0),
        0,
        false,
        none,
        Moments.place(reader.zone()),
        null);
  }

  private List<ActForm.Choice> choices(Reader reader) {
    return reader.may(Right.OPERATE) ? ActForm.Choice.everybody(context.plan().get()) : List.of();
  }

  private MineView view(
      Ledger.View ledger, Person person, Reader reader, Instant now, @Nullable String done) {
    Mine mine = Mine.of(context, ledger, person.id(), reader.words(), now);
    MineWords words = new MineWords(mine, reader, now);
    InitiativeViews tries = new InitiativeViews(mine.plan(), reader, person.zone(), now);
    List<Initiative> waiting =
        mine.asks().stream()
            .filter(ask -> ask.sort() == Mine.Sort.VERDICT)
            .flatMap(ask -> ledger.initiative(ask.about()).stream())
            .toList();
    InitiativeView.Section tried = tries.section(waiting, ledger);
    Map<String, InitiativeView> byId = new HashMap<>();
    tried.all().forEach(one -> byId.put(one.id(), one));
    List<Board.Row> fine =
        mine.owned().stream()
            .filter(row -> !Mine.isWrong(row) && !mine.unseen().contains(row))
            .toList();
    int hidden = hidden(mine.wrong()) + hidden(mine.unseen()) + hidden(fine);
    return new MineView(
        person.id(),
        person.name(),
        words.sentence(),
        choices(reader),
        mine.asks().stream().map(ask -> words.ask(ask, byId.get(ask.about()))).toList(),
        words.things(mine.wrong(), MOST),
        words.things(mine.unseen(), MOST),
        words.things(fine, MOST),
        words.things(mine.backed(), MOST),
        new MineView.Sizes(
            mine.unseen().size(), fine.size(), mine.backed().size(), hidden(mine.backed())),
        hidden,
        reader.may(Right.ACT),
        tried,
        Moments.place(person.zone()),
        done);
  }

  private static int hidden(List<Board.Row> rows) {
    return Math.max(0, rows.size() - MOST);
  }

  // ---- for programs

  private void tell(Context ctx) {
    Reader reader = Reader.of(ctx);
    Instant now = context.clock().instant();
    Person person =
        person(ctx, reader)
            .orElseThrow(() ->
                new HttpResponseException(
                    422, "Name in ?person= the id of somebody in config/people.yaml."));
    // programs get it as it was said
    Mine mine =
        context.ledger().read(view -> Mine.of(context, view, person.id(), Words.ENGLISH, now));
    Json.answer(
        ctx,
        200,
        new Whole(
            person.id(),
            person.name(),
            mine.owned().size(),
            mine.wrong().size(),
            mine.unseen().size(),
            mine.asks().stream().map(ask -> whole(ask, now)).toList(),
            mine.owned().stream().map(MePages::line).toList(),
            mine.backed().stream().map(MePages::line).toList()));
  }

  private static AskWhole whole(Mine.Ask ask, Instant now) {
    return new AskWhole(
        lower(ask.sort()),
        orNull(ask.touchpoint()),
        orNull(ask.about()),
        ask.what(),
        orNull(ask.from()),
        ask.until(),
        ask.late(now));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static Line line(Board.Row row) {
    Touchpoint touchpoint = row.touchpoint();
    return new Line(
        touchpoint.id(),
        touchpoint.name(),
        lower(row.condition()),
        touchpoint.owner(),
        row.open().stream()
            .filter(incident -> incident.audience() == Audience.OWNERS)
            .map(Incident::id)
            .toList());
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  // ---- the person's own page, without a link

  private void own(Context ctx, int status, OwnPages.@Nullable Trouble trouble) {
    Person person = self(ctx);
    Instant now = context.clock().instant();
    String base = "/people/" + person.id() + "/own";
    Words words = Reader.of(ctx).words();
    String said = status == 200 ? OwnPages.done(ctx.queryParam("done")) : null;
    String done = said == null ? null : words.say(said);
    OwnView view =
        context.ledger().read(ledger -> own.view(ledger, base, person, words, now, trouble, done));
    Frame frame = templates.inside(ctx, words.say("me.own-title"));
    Templates.answer(ctx, status, "own", frame, Map.of("view", view));
  }

  private void act(Context ctx, String act) {
    Person person = self(ctx);
    Map<String, String> fields = Forms.fields(ctx);
    Person by = Reader.of(ctx).acting(person.id(), context.plan().get()).orElse(person);
    Acting.Actor actor = new Acting.Actor(by.id(), "page");
    Owning.Answer answer = own.carryOut(act, person, fields, actor, context.clock().instant());
    if (answer instanceof Owning.Answer.Refused refused) {
      own(ctx, 422, new OwnPages.Trouble(act, fields, refused.why(), null));
      return;
    }
    boolean fromMe = "me".equals(fields.get("from"));
    String back =
        fromMe
            ? "/me?person=" + person.id() + "&done=" + act
            : "/people/" + person.id() + "/own?done=" + act;
    Templates.go(ctx, back);
  }
}
