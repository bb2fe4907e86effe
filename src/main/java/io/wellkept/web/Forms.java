package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.incident.Acts;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Policy;
import io.wellkept.plan.Plan;
import io.wellkept.words.Words;
import java.time.Duration;
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
      List.of("take", "give-back", "snooze", "mute", "unmute", "settle", "open-again", "look");

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
      throw new HttpResponseException(415, Reader.of(ctx).words().say("failure.only-forms"));
    }
    Map<String, String> fields = new HashMap<>();
    ctx.formParamMap()
        .forEach((name, values) -> fields.put(name, values.isEmpty() ? "" : values.get(0)));
    return fields;
  }

  /**
   * Carries out what a form asks for.
   *
   * @param words in which the person is told what is wrong with it
   */
  Outcome carryOut(
      String act,
      String incident,
      Acting.Actor actor,
      Map<String, String> fields,
      ZoneId zone,
      Words words,
      Instant now) {
    String reason = fields.getOrDefault("reason", "");
    String key = fields.getOrDefault("finding", "");
    if (act.equals("give-back")) {
      // Scanners of mails send bare requests: nothing is undone by one.
      return fields.containsKey("sure")
          ? outcome(acting.giveBack(incident, actor), words)
          : new Outcome.Problem(words.say("link.press-give-back"));
    }
    if (act.equals("look")) {
      return fields.containsKey("sure")
          ? outcome(acting.look(incident, actor), words)
          : new Outcome.Problem(words.say("link.press-look"));
    }
    if (act.equals("settle") || act.equals("open-again") || act.equals("unmute")) {
      return byWord(act, incident, actor, fields, words);
    }
    if (act.equals("snooze") && fields.containsKey("end")) {
      return outcome(acting.snooze(incident, actor, now), words);
    }
    Optional<Instant> until = Moments.read(fields.getOrDefault("until", ""), zone);
    if (until.isEmpty() || !until.get().isAfter(now)) {
      String example = Moments.field(now.plusSeconds(24 * 3600), zone).replace('T', ' ');
      return new Outcome.Problem(words.say("link.say-until-when", example));
    }
    return switch (act) {
      case "take" -> outcome(acting.take(incident, actor, until.get(), reason), words);
      case "snooze" -> outcome(acting.snooze(incident, actor, until.get()), words);
      case "mute" -> outcome(acting.mute(incident, actor, key, until.get(), reason), words);
      default -> throw new HttpResponseException(404, words.say("failure.nothing-here"));
    };
  }

  /** What a button alone says is asked for twice: what scans mails may press one. */
  private Outcome byWord(
      String act, String incident, Acting.Actor actor, Map<String, String> fields, Words words) {
    if (!fields.containsKey("sure")) {
      return new Outcome.Problem(words.say("link.press-again"));
    }
    return switch (act) {
      case "settle" ->
          outcome(acting.settle(incident, actor, fields.getOrDefault("answer", "")), words);
      case "open-again" -> outcome(acting.openAgain(incident, actor), words);
      default -> outcome(acting.unmute(incident, actor, fields.getOrDefault("finding", "")), words);
    };
  }

  private static Outcome outcome(Optional<Acts.Result> result, Words words) {
    return switch (result.orElse(null)) {
      case null -> new Outcome.Problem(words.say("link.forgotten"));
      case Acts.Result.Refused refused -> new Outcome.Problem(sentence(why(refused, words)));
      case Acts.Result.Done done -> new Outcome.Done();
      case Acts.Result.AlreadySo same -> new Outcome.Done();
    };
  }

  /** Why it cannot be done, without capital and full stop. */
  static String why(Acts.Result.Refused refused, Words words) {
    Duration most = refused.most();
    String key = "link.refusal." + refused.because().name();
    return most == null ? words.say(key) : words.say(key, words.span(most));
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
      Words words,
      Instant now,
      @Nullable String done) {
    Policy policy = plan.policyFor(incident);
    return new ActForm(
        base,
        people,
        people.isEmpty() ? Moments.place(zone) : words.say("link.their-zone"),
        field(now, zone, plan),
        field(now.plus(policy.promiseAtMost()), zone, plan),
        words.span(policy.promiseAtMost()),
        Map.of(),
        null,
        "",
        done,
        words);
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
        form.words());
  }

  /** What just happened, as the incident itself tells it; null if there is nothing to say. */
  static @Nullable String done(@Nullable String act, Incident incident, IncidentView view) {
    return switch (act == null ? "" : act) {
      case "take" ->
          incident.taken().isPresent() ? view.standing() + " " + view.say("link.done.take") : null;
      case "give-back" ->
          incident.taken().isEmpty() && !incident.resolved()
              ? view.say("link.done.give-back")
              : null;
      case "snooze" ->
          view.snoozed()
              ? view.standing() + " " + view.say("link.done.snooze")
              : view.say("link.done.not-snoozed");
      case "mute" -> view.say("link.done.mute");
      case "unmute" -> view.say("link.done.unmute");
      case "settle" -> incident.resolved() ? view.say("link.done.settle") : null;
      case "open-again" -> view.say("link.done.open-again");
      case "look" -> incident.resolved() ? null : view.say("link.done.look");
      default -> null;
    };
  }
}
