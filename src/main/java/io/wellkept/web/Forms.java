package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.incident.Acts;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Policy;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Spans;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the forms below an incident and carries out what they ask for. */
final class Forms {
  static final List<String> ACTS =
      List.of("take", "give-back", "snooze", "mute", "unmute", "settle", "open-again");

  private static final String HOW_TO_WRITE =
      "Say until when, as a date and time to come, for example ";

  private final Acting acting;

  /** What became of a form. */
  sealed interface Outcome {
    /** It is so now. */
    record Done() implements Outcome {}

    /** Nothing was done; the sentence says why and what would work. */
    record Problem(String sentence) implements Outcome {}
  }

  Forms(Acting acting) {
    this.acting = acting;
  }

  /**
   * The fields of a form.
   *
   * @throws HttpResponseException if the body is something else
   */
  static Map<String, String> fields(Context ctx) {
    if (ctx.contentLength() > 0 && !ctx.isFormUrlencoded()) {
      throw new HttpResponseException(415, "Only the forms of these pages are read here.");
    }
    Map<String, String> fields = new HashMap<>();
    ctx.formParamMap()
        .forEach((name, values) -> fields.put(name, values.isEmpty() ? "" : values.get(0)));
    return fields;
  }

  Outcome carryOut(
      String act,
      String incident,
      Acting.Actor actor,
      Map<String, String> fields,
      ZoneId zone,
      Instant now) {
    String reason = fields.getOrDefault("reason", "");
    String key = fields.getOrDefault("finding", "");
    if (act.equals("give-back")) {
      // Scanners of mails send bare requests: nothing is undone by one.
      return fields.containsKey("sure")
          ? outcome(acting.giveBack(incident, actor))
          : new Outcome.Problem("Press the button “Give it back” to do so. Nothing was done.");
    }
    if (act.equals("settle") || act.equals("open-again")) {
      return byWord(act, incident, actor, fields);
    }
    if (act.equals("unmute")) {
      return outcome(acting.unmute(incident, actor, key));
    }
    if (act.equals("snooze") && fields.containsKey("end")) {
      return outcome(acting.snooze(incident, actor, now));
    }
    Optional<Instant> until = Moments.read(fields.getOrDefault("until", ""), zone);
    if (until.isEmpty() || !until.get().isAfter(now)) {
      return new Outcome.Problem(
          HOW_TO_WRITE
              + Moments.field(now.plusSeconds(24 * 3600), zone).replace('T', ' ')
              + ". Nothing was done.");
    }
    return switch (act) {
      case "take" -> outcome(acting.take(incident, actor, until.get(), reason));
      case "snooze" -> outcome(acting.snooze(incident, actor, until.get()));
      case "mute" -> outcome(acting.mute(incident, actor, key, until.get(), reason));
      default -> throw new HttpResponseException(404, "There is nothing at this address.");
    };
  }

  /** A word is asked for twice behind a link: what scans mails may press a button. */
  private Outcome byWord(
      String act, String incident, Acting.Actor actor, Map<String, String> fields) {
    if (!fields.containsKey("sure")) {
      return new Outcome.Problem("Nothing was done yet: press the button once more to do it.");
    }
    return act.equals("settle")
        ? outcome(acting.settle(incident, actor, fields.getOrDefault("answer", "")))
        : outcome(acting.openAgain(incident, actor));
  }

  private static Outcome outcome(Optional<Acts.Result> result) {
    return switch (result.orElse(null)) {
      case null -> new Outcome.Problem("What it was about is no longer remembered.");
      case Acts.Result.Refused refused -> new Outcome.Problem(sentence(refused.why()));
      case Acts.Result.Done done -> new Outcome.Done();
      case Acts.Result.AlreadySo same -> new Outcome.Done();
    };
  }

  /** With a capital at its beginning and a full stop. */
  static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
  }

  /** The forms as they are shown before anybody wrote anything. */
  static ActForm empty(
      String base,
      List<ActForm.Choice> people,
      Plan plan,
      Incident incident,
      ZoneId zone,
      Instant now,
      @Nullable String done) {
    Policy policy = plan.policyFor(incident);
    return new ActForm(
        base,
        people,
        people.isEmpty() ? zone.getId() : "the zone of whoever you chose",
        field(now, zone, plan),
        field(now.plus(policy.promiseAtMost()), zone, plan),
        Spans.words(policy.promiseAtMost()),
        Map.of(),
        null,
        "",
        done,
        !people.isEmpty());
  }

  private static String field(Instant moment, ZoneId zone, Plan plan) {
    return plan.daemon().timeScale() == 1
        ? Moments.field(moment, zone)
        : Moments.fieldToTheSecond(moment, zone);
  }

  /** The same forms with what was written, and what is wrong with it. */
  static ActForm refused(ActForm form, String act, Map<String, String> written, String problem) {
    return new ActForm(
        form.base(),
        form.people(),
        form.zone(),
        form.earliest(),
        form.latest(),
        form.most(),
        written,
        problem,
        act,
        null,
        form.canSnooze());
  }

  /** What just happened, as the incident itself tells it; null if there is nothing to say. */
  static @Nullable String done(@Nullable String act, Incident incident, IncidentView view) {
    return switch (act == null ? "" : act) {
      case "take" ->
          incident.taken().isPresent()
              ? view.standing() + " Nobody else is told until then. You can undo it below."
              : null;
      case "give-back" ->
          incident.taken().isEmpty() && !incident.resolved()
              ? "It was given back: the ladder goes on where it stood. You can take it again."
              : null;
      case "snooze" ->
          view.snoozed() ? view.standing() + " You can end that below." : "It is not snoozed.";
      case "mute" -> "The finding is muted and told to nobody. You can undo it beside the finding.";
      case "unmute" -> "The finding counts as a fault again.";
      case "settle" -> incident.resolved() ? "It is settled. Thank you." : null;
      case "open-again" -> "It is open again, as an incident of its own.";
      default -> null;
    };
  }
}
