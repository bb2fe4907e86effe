package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.incident.Colleagues;
import io.wellkept.incident.Colleagues.Answer;
import io.wellkept.incident.Colleagues.Objection;
import io.wellkept.incident.Event;
import io.wellkept.incident.HandOver;
import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Person;
import io.wellkept.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Hands incidents over and keeps notes about them: each act is one transaction. */
final class Handing {
  /** What the forms below an incident may ask for, beside those of {@link Forms}. */
  static final List<String> ACTS = List.of("hand-over", "comment");

  /** The same note a moment later is the same note: somebody pressed twice. */
  private static final Duration SAME = Duration.ofMinutes(1);

  private final WebContext context;

  Handing(WebContext context) {
    this.context = context;
  }

  /** Carries out a form. */
  Forms.Outcome carryOut(
      String act, String id, Acting.Actor actor, Map<String, String> fields, Words words) {
    Optional<Answer> answer =
        act.equals("comment")
            ? comment(id, actor, fields.getOrDefault("text", ""))
            : handOver(
                id,
                actor,
                fields.getOrDefault("to", ""),
                fields.get("holder"),
                fields.getOrDefault("why", ""));
    return switch (answer.orElse(null)) {
      case null -> new Forms.Outcome.Problem(words.say("incident.forgotten"));
      case Answer.Refused refused -> new Forms.Outcome.Problem(sentence(refused, words));
      case Answer.Done done -> new Forms.Outcome.Done();
      case Answer.AlreadySo same -> new Forms.Outcome.Done();
    };
  }

  /** Whoever took it may also act on what is not theirs. */
  static void requireAct(Reader reader, Incident incident, Plan plan) {
    boolean took = incident.taken().filter(taken -> taken.by().equals(reader.person())).isPresent();
    if (!took) {
      reader.requireAct(incident.check().touchpoint(), plan);
    }
  }

  /** Why it cannot be done, and what would work. */
  static String sentence(Answer.Refused refused, Words words) {
    LocalDate last = refused.last();
    return words.say(
        "incident.refusal." + refused.because().name(),
        refused.name(),
        last == null ? "" : words.day(last));
  }

  /** Asks somebody to take it. Empty if there is no such incident. */
  Optional<Answer> handOver(
      String id, Acting.Actor actor, String to, @Nullable String holder, String why) {
    Instant now = context.clock().instant();
    Plan plan = context.plan().get();
    Optional<Person> asked = plan.people().person(to);
    if (asked.isPresent() && plan.daemon().roadsTo(asked.get()).isEmpty()) {
      return Optional.of(new Answer.Refused(Objection.NO_ROAD, asked.get().name(), null));
    }
    return act(
        "handed over",
        id,
        actor,
        (work, incident) ->
            Colleagues.handOver(
                incident,
                actor.person(),
                to,
                holder,
                why,
                actor.via(),
                EffectivePlan.of(plan, work.overrides(), now).people(),
                now));
  }

  /** Keeps a note. Empty if there is no such incident. */
  Optional<Answer> comment(String id, Acting.Actor actor, String text) {
    Instant now = context.clock().instant();
    return act(
        "noted at",
        id,
        actor,
        (work, incident) -> {
          Answer answer = Colleagues.comment(incident, actor.person(), text, now);
          return answer instanceof Answer.Done done && isThere(work, done.event())
              ? new Answer.AlreadySo(incident)
              : answer;
        });
  }

  private static boolean isThere(Work work, Event note) {
    return work.eventsOfIncident(String.valueOf(note.incident())).stream()
        .filter(event -> event.type() == note.type() && event.text().equals(note.text()))
        .filter(event -> note.at().isBefore(event.at().plus(SAME)))
        .anyMatch(event -> String.valueOf(event.person()).equals(note.person()));
  }

  private Optional<Answer> act(
      String what, String id, Acting.Actor actor, BiFunction<Work, Incident, Answer> decide) {
    Optional<Answer> answer =
        context
            .ledger()
            .write(work -> work.incident(id).map(incident -> store(work, incident, decide)));
    if (answer.orElse(null) instanceof Answer.Done done) {
      Acting.acted(context, what, done.incident(), actor);
    }
    return answer;
  }

  private static Answer store(
      Work work, Incident incident, BiFunction<Work, Incident, Answer> decide) {
    Answer answer = decide.apply(work, incident);
    if (answer instanceof Answer.Done done) {
      work.save(done.incident());
      work.append(done.event());
    }
    return answer;
  }

  /** What just happened, as the incident itself tells it; empty if nothing did. */
  static String done(Context ctx, Incident incident, Plan plan) {
    Words words = Reader.of(ctx).words();
    HandOver over = incident.handOver();
    return switch (String.valueOf(ctx.queryParam("done"))) {
      case "hand-over" ->
          over == null ? "" : words.say("incident.done.hand-over", plan.people().nameOf(over.to()));
      case "comment" -> words.say("incident.done.comment");
      default -> "";
    };
  }
}
