package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.incident.Ids;
import io.wellkept.incident.Incident;
import io.wellkept.incident.PlanOverride;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Absence;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What is changed about people at run time: dated rows in the ledger, never the YAML. */
final class PeopleApi {
  private static final Logger LOG = LoggerFactory.getLogger(PeopleApi.class);
  private static final int MOST_DAYS = 366;

  private final WebContext context;

  /** Absences told here that are not over; those of the YAML are not among them. */
  record Away(boolean changed, String person, List<Days> away) {}

  /** Whole days, first and last included. */
  record Days(String from, String until) {}

  /** Links made before the moment open nothing any more. */
  record LinksVoid(boolean changed, String person, Instant before) {}

  PeopleApi(WebContext context) {
    this.context = context;
  }

  List<Route> routes() {
    return List.of(
        Route.post(Surface.PAGES, "/api/v1/people/{id}/away", this::away),
        Route.post(Surface.PAGES, "/api/v1/people/{id}/void-links", this::voidLinks));
  }

  private void away(Context ctx) {
    Person person = person(ctx);
    JsonNode body = Api.body(ctx);
    Instant now = context.clock().instant();
    LocalDate today = now.atZone(person.zone()).toLocalDate();
    LocalDate until = day(body, "until");
    boolean changed =
        until.isBefore(today)
            ? endAbsences(person, now)
            : beAway(person, days(body, today, until), now);
    List<Days> left =
        context.ledger().read(view -> absences(view, person, now)).stream()
            .map(absence -> new Days(absence.days().from() + "", absence.days().until() + ""))
            .toList();
    if (changed) {
      LOG.atInfo()
          .setMessage("Who is away was changed.")
          .addKeyValue("person", person.id())
          .addKeyValue("absences", left.size())
          .log();
    }
    Json.answer(ctx, 200, new Away(changed, person.id(), left));
  }

  private static Absence days(JsonNode body, LocalDate today, LocalDate until) {
    LocalDate from = body.has("from") ? day(body, "from") : today;
    if (until.isBefore(from)) {
      throw new HttpResponseException(422, "\"until\" lies before \"from\".");
    }
    if (until.isAfter(today.plusDays(MOST_DAYS))) {
      throw new HttpResponseException(
          422, "Nobody is away further ahead than " + MOST_DAYS + " days: name an earlier day.");
    }
    return new Absence(from, until);
  }

  /** False if that was known. */
  private boolean beAway(Person person, Absence days, Instant now) {
    Instant end = days.until().plusDays(1).atStartOfDay(person.zone()).toInstant();
    String id = Ids.of("away", person.id(), days.toString(), now.toString());
    return context
        .ledger()
        .write(work -> {
          if (absences(work, person, now).stream().anyMatch(a -> a.days().equals(days))) {
            return false;
          }
          // In force at once, so that the ladder sees days to come; the days say when it counts.
          work.add(new PlanOverride.Away(id, person.id(), now, end, person.id(), days));
          wake(work, person, now);
          return true;
        });
  }

  private boolean endAbsences(Person person, Instant now) {
    return context
        .ledger()
        .write(work -> {
          List<PlanOverride.Away> inForce = absences(work, person, now);
          inForce.forEach(absence -> work.end(absence.id(), now));
          if (!inForce.isEmpty()) {
            wake(work, person, now);
          }
          return !inForce.isEmpty();
        });
  }

  private static List<PlanOverride.Away> absences(Ledger.View view, Person person, Instant now) {
    return view.overrides().stream()
        .filter(PlanOverride.Away.class::isInstance)
        .map(PlanOverride.Away.class::cast)
        .filter(absence -> absence.person().equals(person.id()) && absence.inForce(now))
        .toList();
  }

  /** Lets the ladder decide anew about whatever the person may be waited for. */
  private void wake(Ledger.Work work, Person person, Instant now) {
    Plan plan = context.plan().get();
    Predicate<Incident> concerns =
        incident ->
            incident.told().stream().anyMatch(told -> told.person().equals(person.id()))
                || plan.touchpoint(incident.check().touchpoint())
                    .filter(touchpoint -> answers(touchpoint, person))
                    .isPresent();
    work.openIncidents().stream()
        .filter(concerns)
        .forEach(incident -> work.save(incident.wakeAt(now)));
  }

  private static boolean answers(Touchpoint touchpoint, Person person) {
    return touchpoint.owner().equals(person.id()) || touchpoint.backups().contains(person.id());
  }

  private void voidLinks(Context ctx) {
    Person person = person(ctx);
    Api.body(ctx);
    Instant now = context.clock().instant();
    String id = Ids.of("links", person.id(), now.toString());
    context
        .ledger()
        .change(work -> {
          work.add(new PlanOverride.LinksVoid(id, person.id(), now, null, person.id()));
        });
    LOG.atInfo()
        .setMessage("A person's links were voided.")
        .addKeyValue("person", person.id())
        .log();
    Json.answer(ctx, 200, new LinksVoid(true, person.id(), now));
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
