package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.incident.Acts;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Tokens;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Person;
import io.wellkept.words.Words;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What people press in Slack. A choice with a span ("I take it, fixed within 4 hours", value {@code
 * token|PT4H}) takes the incident; a bare button (value {@code token}) is answered with the address
 * of the form, because a promise needs a date. Whoever pressed is who acts.
 */
final class SlackTaps {
  private static final String TAKE = "take";

  private final WebContext context;
  private final Acting acting;

  /**
   * One press.
   *
   * @param user Slack's id of whoever pressed
   * @param value what we put into the button
   * @param at when it was pressed: a repeat of the same press names the same moment
   */
  private record Tap(String user, String value, Instant at, @Nullable URI responseUrl) {}

  SlackTaps(WebContext context, Acting acting) {
    this.context = context;
    this.acting = acting;
  }

  List<Route> routes() {
    Slack slack = context.slack();
    return slack == null
        ? List.of()
        : List.of(Route.post(Surface.PUBLIC, "/slack/interactive", ctx -> interactive(ctx, slack)));
  }

  private void interactive(Context ctx, Slack slack) {
    // The raw bytes first: the signature covers them as they came, before any form is parsed.
    byte[] raw = ctx.bodyAsBytes();
    boolean good =
        slack
            .signature()
            .good(
                header(ctx, "X-Slack-Request-Timestamp"),
                header(ctx, "X-Slack-Signature"),
                raw,
                context.clock().instant());
    if (!good) {
      Failures.answer(ctx, 401, "The signature is not Slack's.");
      return;
    }
    read(ctx.formParam("payload")).ifPresent(tap -> answer(slack, tap, take(tap)));
    ctx.status(200).contentType("text/plain").result(new byte[0]);
  }

  private static String header(Context ctx, String name) {
    String value = ctx.header(name);
    return value == null ? "" : value;
  }

  /** Empty for everything that is not a press on one of our "take" elements. */
  private Optional<Tap> read(@Nullable String payload) {
    JsonNode root = Json.read(payload == null ? "" : payload);
    if (!root.path("type").asString("").equals("block_actions")) {
      return Optional.empty();
    }
    for (JsonNode action : root.path("actions")) {
      if (action.path("action_id").asString("").equals(TAKE)) {
        String choice = action.path("selected_option").path("value").asString("");
        String value = choice.isEmpty() ? action.path("value").asString("") : choice;
        String user = root.path("user").path("id").asString("");
        return Optional.of(
            new Tap(user, value, moment(action), uri(root.path("response_url").asString(""))));
      }
    }
    return Optional.empty();
  }

  private Instant moment(JsonNode action) {
    Instant now = context.clock().instant();
    try {
      double seconds = Double.parseDouble(action.path("action_ts").asString(""));
      Instant pressed = Instant.ofEpochSecond((long) seconds);
      return pressed.isAfter(now) ? now : pressed;
    } catch (NumberFormatException | DateTimeException e) {
      return now;
    }
  }

  private static @Nullable URI uri(String text) {
    try {
      URI uri = URI.create(text);
      return uri.getHost() == null ? null : uri;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** What to say to whoever pressed. */
  private String take(Tap tap) {
    Plan plan = context.plan().get();
    int bar = tap.value().indexOf('|');
    String token = bar < 0 ? tap.value() : tap.value().substring(0, bar);
    Optional<Tokens.Grant> grant = context.tokens().readIncident(token);
    if (grant.isEmpty()) {
      return Words.ENGLISH.say("link.slack.button-unknown");
    }
    Optional<Person> person =
        plan.people().persons().values().stream()
            .filter(p -> tap.user().equals(p.addresses().get("slack")))
            .findFirst();
    if (person.isEmpty()) {
      return Words.ENGLISH.say("link.slack.account-unknown", tap.user());
    }
    Words words = Words.of(person.get().language());
    Instant now = context.clock().instant();
    Grants.Access access =
        context.ledger().read(view -> Grants.check(token, context.tokens(), view, plan, now));
    return switch (access) {
      case Grants.Access.Unknown unknown -> words.say("link.slack.button-unknown");
      case Grants.Access.Over over ->
          words.say("link.slack.button-over") + " " + over.why().in(words);
      case Grants.Access.Good good ->
          bar < 0
              ? toTheForm(plan, good.incident(), person.get(), now)
              : promise(plan, good.incident(), person.get(), tap, tap.value().substring(bar + 1));
    };
  }

  private String toTheForm(Plan plan, Incident incident, Person person, Instant now) {
    URI base = plan.daemon().web().publicUrl();
    String token = context.tokens().incident(incident.id(), person.id(), now);
    Words words = Words.of(person.language());
    return base == null
        ? words.say("link.slack.choose-a-time")
        : words.say("link.slack.until-when", Links.address(base, token));
  }

  private String promise(Plan plan, Incident incident, Person person, Tap tap, String span) {
    Words words = Words.of(person.language());
    Duration within;
    try {
      within = Duration.parse(span);
    } catch (DateTimeParseException e) {
      return words.say("link.slack.choice-unknown");
    }
    if (within.isNegative()) {
      return words.say("link.slack.choice-unknown");
    }
    Duration most = plan.policyFor(incident).promiseAtMost();
    Instant until = tap.at().plus(within.compareTo(most) > 0 ? most : within);
    Optional<Acts.Result> result =
        acting.take(incident.id(), new Acting.Actor(person.id(), "slack"), until, "");
    return switch (result.orElse(null)) {
      case null -> words.say("link.forgotten");
      case Acts.Result.Refused refused ->
          words.say("link.slack.refused", Forms.why(refused, words));
      case Acts.Result.Done done -> taken(done.incident(), person);
      case Acts.Result.AlreadySo same -> taken(same.incident(), person);
    };
  }

  private String taken(Incident incident, Person person) {
    Instant now = context.clock().instant();
    Words words = Words.of(person.language());
    return incident
        .taken()
        .map(Standing.Taken::until)
        .map(until ->
            words.say(
                "link.slack.taken",
                words.span(Duration.between(now, until)),
                words.moment(until, person.zone(), now)))
        .orElseGet(() -> words.say("link.slack.not-taken"));
  }

  /** Slack waits three seconds for our answer, so what we say to the person goes beside it. */
  private static void answer(Slack slack, Tap tap, String text) {
    URI url = tap.responseUrl();
    if (url != null) {
      Thread.ofVirtual().name("slack-reply").start(() -> slack.reply().say(url, text));
    }
  }
}
