package io.wellkept.web;

import io.wellkept.incident.Acts;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Refusal;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Questionnaire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what persons do to incidents: each act is one transaction of the ledger. */
final class Acting {
  private static final Logger LOG = LoggerFactory.getLogger(Acting.class);
  private static final int LONGEST_REASON = 500;

  /** Time to take it back: what has left cannot be. */
  private static final Duration ANSWERED_AFTER = Duration.ofMinutes(10);

  private final WebContext context;

  /**
   * Who acts, and by which road.
   *
   * @param via {@code link}, {@code slack}, {@code page} or {@code api}
   */
  record Actor(String person, String via) {
    /** For the history, which names who acted: whose word it is, if that is another's. */
    String speaksFor(String other, String name) {
      return other.equals(person) ? "" : "for " + name + ": ";
    }
  }

  Acting(WebContext context) {
    this.context = context;
  }

  /** Takes it. Empty if there is no such incident. */
  Optional<Acts.Result> take(String id, Actor actor, Instant until, String reason) {
    Instant now = context.clock().instant();
    Plan plan = context.plan().get();
    return act(
        "taken",
        id,
        actor,
        (work, incident) ->
            Acts.take(
                incident,
                actor.person(),
                until,
                shortened(reason),
                actor.via(),
                plan.policyFor(incident),
                now));
  }

  Optional<Acts.Result> giveBack(String id, Actor actor) {
    Instant now = context.clock().instant();
    return act(
        "given back",
        id,
        actor,
        (work, incident) -> Acts.giveBack(incident, actor.person(), actor.via(), now));
  }

  /** Snoozes until then; an end that has passed ends a snooze. */
  Optional<Acts.Result> snooze(String id, Actor actor, Instant until) {
    Instant now = context.clock().instant();
    Plan plan = context.plan().get();
    return act(
        "snoozed",
        id,
        actor,
        (work, incident) ->
            Acts.snooze(incident, actor.person(), until, plan.policyFor(incident), now));
  }

  /**
   * "It is settled", for what people reported; whoever left an address gets the answer.
   *
   * @param answer may be empty
   */
  Optional<Acts.Result> settle(String id, Actor actor, String answer) {
    Instant now = context.clock().instant();
    if (!answer.isBlank() && !context.answers()) {
      return Optional.of(new Acts.Result.Refused(Refusal.NO_MAIL_LEAVES));
    }
    return act(
        "settled",
        id,
        actor,
        (work, incident) -> {
          Acts.Result result = Acts.settle(incident, actor.person(), actor.via(), now);
          if (result instanceof Acts.Result.Done) {
            work.answer(id, shortened(answer), now.plus(ANSWERED_AFTER));
          }
          return result;
        });
  }

  /** "It is not settled after all." */
  Optional<Acts.Result> openAgain(String id, Actor actor) {
    Instant now = context.clock().instant();
    return act(
        "opened again",
        id,
        actor,
        (work, incident) -> {
          Acts.Result result =
              work.openIncidents(List.of(incident.check())).stream()
                  .filter(open -> open.subject().equals(incident.subject()))
                  .findFirst()
                  .<Acts.Result>map(Acts.Result.AlreadySo::new)
                  .orElseGet(() -> Acts.openAgain(incident, actor.person(), actor.via(), now));
          if (result instanceof Acts.Result.Done done) {
            work.withdrawAnswers(id, done.incident().id());
          } else if (result instanceof Acts.Result.AlreadySo so) {
            work.withdrawAnswers(id, so.incident().id());
          }
          return result;
        });
  }

  /** Says of one finding that it is not a fault. */
  Optional<Acts.Result> mute(String id, Actor actor, String key, Instant until, String reason) {
    Instant now = context.clock().instant();
    return act(
        "muted in part",
        id,
        actor,
        (work, incident) ->
            incident.findings().stream()
                .filter(finding -> finding.key().equals(key))
                .findFirst()
                .map(finding -> mute(work, incident, finding, actor, until, reason, now))
                .orElseGet(() -> new Acts.Result.Refused(Refusal.FINDING_IS_GONE)));
  }

  private Acts.Result mute(
      Ledger.Work work,
      Incident incident,
      Finding finding,
      Actor actor,
      Instant until,
      String reason,
      Instant now) {
    if (Incidents.isReported(incident)) {
      return new Acts.Result.Refused(Refusal.NO_LOOK_ENDS_IT);
    }
    if (Ownership.isAboutPeople(incident)) {
      return new Acts.Result.Refused(Refusal.ABOUT_PEOPLE);
    }
    Optional<Acts.Result.Refused> refused = Acts.refusedMute(until, reason, now);
    if (refused.isPresent()) {
      return refused.get();
    }
    PlanOverride.Mute mute =
        Acts.mute(incident, finding, actor.person(), until, shortened(reason), now);
    boolean sameAgain =
        Mutes.of(work, incident.check(), finding.key(), now).stream()
            .anyMatch(m -> m.until().equals(until) && m.reason().equals(mute.reason()));
    if (sameAgain) {
      return new Acts.Result.AlreadySo(incident);
    }
    work.add(mute);
    lookAgain(work, incident, now);
    String text = finding.headline() + ", until " + until + ": " + mute.reason();
    return done(incident, Event.Type.MUTED, actor, text, now);
  }

  /** Ends the mutes of one finding. */
  Optional<Acts.Result> unmute(String id, Actor actor, String key) {
    Instant now = context.clock().instant();
    return act(
        "unmuted in part",
        id,
        actor,
        (work, incident) -> {
          List<PlanOverride.Mute> inForce = Mutes.of(work, incident.check(), key, now);
          if (inForce.isEmpty()) {
            return new Acts.Result.AlreadySo(incident);
          }
          inForce.forEach(mute -> work.end(mute.id(), now));
          lookAgain(work, incident, now);
          return done(incident, Event.Type.UNMUTED, actor, headline(incident, key), now);
        });
  }

  /** "I repaired it": our next look is now. Nothing of the incident changes before that. */
  Optional<Acts.Result> look(String id, Actor actor) {
    Instant now = context.clock().instant();
    Plan plan = context.plan().get();
    Optional<Acts.Result> result =
        context
            .ledger()
            .write(work ->
                work.incident(id)
                    .map(incident -> {
                      if (lookedAt(incident, plan).isEmpty()) {
                        return new Acts.Result.Refused(Refusal.NO_LOOK_TELLS);
                      }
                      work.lookAt(incident.check(), now);
                      return new Acts.Result.AlreadySo(incident);
                    }));
    if (result.orElse(null) instanceof Acts.Result.AlreadySo asked) {
      log("said to be repaired", asked.incident(), actor);
    }
    return result;
  }

  /**
   * The check whose look tells whether it is over; none where it is, where people say so or are
   * asked nothing, or where the look sends something.
   */
  static Optional<Check> lookedAt(Incident incident, Plan plan) {
    boolean asked = !incident.resolved() && !incident.audience().isAskedNothing();
    boolean byPeople = Incidents.isReported(incident) || Ownership.isAboutPeople(incident);
    return !asked || byPeople
        ? Optional.empty()
        : plan.check(incident.check())
            .filter(check -> !check.acts())
            .filter(check -> !(check.settings() instanceof Questionnaire));
  }

  private void lookAgain(Ledger.Work work, Incident incident, Instant now) {
    if (context.plan().get().mayLookSooner(incident.check())) {
      work.lookAt(incident.check(), now);
    }
  }

  private static String headline(Incident incident, String key) {
    return incident.findings().stream()
        .filter(finding -> finding.key().equals(key))
        .map(Finding::headline)
        .findFirst()
        .orElse(key);
  }

  private static Acts.Result done(
      Incident incident, Event.Type type, Actor actor, String text, Instant now) {
    Event event =
        new Event(
            now,
            type,
            incident.check(),
            incident.id(),
            actor.person(),
            null,
            text + " (by " + actor.via() + ")");
    return new Acts.Result.Done(incident.wakeAt(now), List.of(event));
  }

  private Optional<Acts.Result> act(
      String what, String id, Actor actor, BiFunction<Ledger.Work, Incident, Acts.Result> decide) {
    Optional<Acts.Result> result =
        context
            .ledger()
            .write(work -> work.incident(id).map(incident -> store(work, decide, incident)));
    if (result.orElse(null) instanceof Acts.Result.Done done) {
      acted(context, what, done.incident(), actor);
    }
    return result;
  }

  /** Shows on the board what was done, and writes into the log who did it. */
  static void acted(WebContext context, String what, Incident incident, Actor actor) {
    context.board().see(incident);
    log(what, incident, actor);
  }

  private static void log(String what, Incident incident, Actor actor) {
    LOG.atInfo()
        .setMessage("An incident was " + what + ".")
        .addKeyValue("incident", incident.id())
        .addKeyValue("person", actor.person())
        .addKeyValue("via", actor.via())
        .log();
  }

  private static Acts.Result store(
      Ledger.Work work, BiFunction<Ledger.Work, Incident, Acts.Result> decide, Incident incident) {
    Acts.Result result = decide.apply(work, incident);
    if (result instanceof Acts.Result.Done done) {
      work.save(done.incident());
      done.events().forEach(work::append);
    }
    return result;
  }

  private static String shortened(String reason) {
    String stripped = reason.strip();
    return stripped.length() <= LONGEST_REASON ? stripped : stripped.substring(0, LONGEST_REASON);
  }
}
