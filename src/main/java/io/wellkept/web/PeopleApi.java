package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.incident.Ids;
import io.wellkept.incident.PlanOverride;
import io.wellkept.touchpoint.Absence;
import io.wellkept.touchpoint.Person;
import io.wellkept.words.Sentence;
import io.wellkept.words.Words;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What is changed about people at run time: dated rows in the ledger, never the YAML. */
final class PeopleApi {
  private static final Logger LOG = LoggerFactory.getLogger(PeopleApi.class);

  private final WebContext context;
  private final Absences absences;

  /** Absences told here that are not over; those of the YAML are not among them. */
  record Away(boolean changed, String person, List<Days> away) {}

  /** Whole days, first and last included. */
  record Days(String from, String until) {}

  /** Links made before the moment open nothing any more. */
  record LinksVoid(boolean changed, String person, Instant before) {}

  PeopleApi(WebContext context) {
    this.context = context;
    this.absences = new Absences(context);
  }

  List<Route> routes() {
    return List.of(
        Route.post(Surface.PAGES, "/api/v1/people/{id}/away", this::away)
            .promises(
                Promised.act("Says when somebody is away", Away.class)
                    .may("from", "the first day; today if not said")
                    .must("until", "the last day; one before today ends what was said here")),
        Route.post(Surface.PAGES, "/api/v1/people/{id}/void-links", this::voidLinks)
            .needs(Right.OPERATE)
            .promises(Promised.act("Voids every link sent until now", LinksVoid.class)));
  }

  private void away(Context ctx) {
    Person person = person(ctx);
    JsonNode body = Api.body(ctx);
    Reader.of(ctx).requireSelf(person.id());
    Acting.Actor actor = actor(ctx, body, person);
    Instant now = context.clock().instant();
    LocalDate today = now.atZone(person.zone()).toLocalDate();
    LocalDate until = day(body, "until");
    boolean changed =
        until.isBefore(today)
            ? absences.end(person, actor, now)
            : begin(person, days(body, today, until), actor, now);
    List<Days> left =
        context.ledger().read(view -> Absences.inForce(view, person, now)).stream()
            .map(absence -> new Days(absence.days().from() + "", absence.days().until() + ""))
            .toList();
    Json.answer(ctx, 200, new Away(changed, person.id(), left));
  }

  private boolean begin(Person person, Absence days, Acting.Actor actor, Instant now) {
    Owning.Answer answer = absences.begin(person, days, actor, now);
    if (answer instanceof Owning.Answer.Refused refused) {
      throw new HttpResponseException(422, refused.why().in(Words.ENGLISH));
    }
    return answer instanceof Owning.Answer.Done;
  }

  private static Absence days(JsonNode body, LocalDate today, LocalDate until) {
    LocalDate from = body.has("from") ? day(body, "from") : today;
    Optional<Sentence> refused = Absences.refuse(from, until, today);
    if (refused.isPresent()) {
      throw new HttpResponseException(422, refused.get().in(Words.ENGLISH));
    }
    return new Absence(from, until);
  }

  private void voidLinks(Context ctx) {
    Person person = person(ctx);
    Acting.Actor actor = actor(ctx, Api.body(ctx), person);
    Instant now = context.clock().instant();
    String id = Ids.of("links", person.id(), now.toString());
    context
        .ledger()
        .change(work -> {
          work.add(new PlanOverride.LinksVoid(id, actor.person(), now, null, person.id()));
        });
    LOG.atInfo()
        .setMessage("A person's links were voided.")
        .addKeyValue("person", person.id())
        .addKeyValue("by", actor.person())
        .log();
    Json.answer(ctx, 200, new LinksVoid(true, person.id(), now));
  }

  /** Whoever signed in, also a program that is nobody of the plan; else whom the body names. */
  private Acting.Actor actor(Context ctx, JsonNode body, Person about) {
    Reader reader = Reader.of(ctx);
    String said = body.path("person").asString(about.id());
    if (!reader.signedIn() && context.plan().get().people().person(said).isEmpty()) {
      throw new HttpResponseException(
          422, "Name in \"person\" the id of somebody in config/people.yaml, or leave it out.");
    }
    return new Acting.Actor(reader.actor(said), "api");
  }

  private Person person(Context ctx) {
    return context
        .plan()
        .get()
        .people()
        .person(ctx.pathParam("id"))
        .orElseThrow(() -> new HttpResponseException(404, "No person has that id."));
  }

  private static LocalDate day(JsonNode body, String field) {
    try {
      return LocalDate.parse(body.path(field).asString(""));
    } catch (DateTimeException e) {
      throw new HttpResponseException(422, "Say in \"" + field + "\" a day such as 2026-12-24.");
    }
  }
}
