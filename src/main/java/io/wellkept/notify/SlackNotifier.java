package io.wellkept.notify;

import io.wellkept.incident.Delivery;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.NotifierKind;
import io.wellkept.notify.Message.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells people in Slack. As an app, what is later said about an incident changes the first message
 * in place, and news that must be heard is an answer in its thread as well: a change is silent.
 */
final class SlackNotifier implements Notifier {
  static final NotifierKind KIND =
      new NotifierKind(
          "slack",
          SlackSettings.class,
          (settings, person) -> person.addresses().containsKey("slack"),
          true);

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final MediaType JSON_UTF_8 = MediaType.get("application/json; charset=utf-8");
  private static final Pattern MEMBER = Pattern.compile("[UW][A-Z0-9]{2,30}");

  /** Marks the reference of a bundle, which tells of more than the one incident: never changed. */
  private static final String BUNDLE = ":bundle";

  private static final Pattern REFERENCE = Pattern.compile("([A-Z0-9]+):(\\d+\\.\\d+)");

  /** Slack's trouble or our set-up: the same message may go through later. */
  private static final Set<String> PASSING =
      Set.of(
          "ratelimited",
          "rate_limited",
          "message_limit_exceeded",
          "internal_error",
          "fatal_error",
          "service_unavailable",
          "request_timeout",
          "team_added_to_org",
          "not_authed",
          "invalid_auth",
          "account_inactive",
          "token_expired",
          "token_revoked",
          "missing_scope",
          "no_permission",
          "org_login_required",
          "ekm_access_denied",
          "access_denied",
          "two_factor_setup_required",
          "accesslimited");

  /** The first message can no longer be changed, so a new one is written. */
  private static final Set<String> UNCHANGEABLE =
      Set.of(
          "message_not_found",
          "cant_update_message",
          "edit_window_closed",
          "channel_not_found",
          "is_inactive",
          "is_archived");

  private final String name;
  private final SlackSettings settings;
  private final Wire wire;
  private final Secrets secrets;

  SlackNotifier(String name, SlackSettings settings, Wire wire) {
    this.name = name;
    this.settings = settings;
    this.wire = wire;
    this.secrets = Secrets.of(settings.webhook(), settings.token(), settings.signingSecret());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Delivery send(Message message) throws InterruptedException {
    String member = message.to().addresses().get("slack");
    if (member == null || !MEMBER.matcher(member).matches()) {
      return new Delivery.Refused(
          message.to().id() + " has no Slack member id such as U0123456789");
    }
    Bulletin bulletin = message.bulletin();
    if (bulletin != null) {
      return tell(message, bulletin, member);
    }
    Letter letter = Wording.of(message, SlackBlocks.MOST_STORIES);
    return settings.webhook() != null
        ? byWebhook(settings.webhook(), content(message, letter, member))
        : asApp(message, letter, member);
  }

  private Delivery tell(Message message, Bulletin bulletin, String member)
      throws InterruptedException {
    String mention = settings.webhook() == null && settings.channel() == null ? null : member;
    Map<String, Object> content =
        content(
            message, SlackBlocks.fallback(bulletin, mention), SlackBlocks.of(bulletin, mention));
    if (settings.webhook() != null) {
      return byWebhook(settings.webhook(), content);
    }
    content.put("channel", Objects.requireNonNullElse(settings.channel(), member));
    return call("chat.postMessage", content);
  }

  // By an incoming webhook

  private Delivery byWebhook(String webhook, Map<String, Object> content)
      throws InterruptedException {
    Request request = new Request.Builder().url(webhook).post(body(content)).build();
    return switch (wire.send(request)) {
      case Wire.Outcome.Silent(Delivery.TryLater later) -> later;
      case Wire.Outcome.Answered answer -> webhookAnswered(answer);
    };
  }

  private Delivery webhookAnswered(Wire.Outcome.Answered answer) {
    if (answer.status() == 200 && answer.body().strip().equals("ok")) {
      return new Delivery.Sent("");
    }
    String why = "Slack answered " + answer.status() + said(answer.body());
    boolean forGood = answer.status() >= 400 && answer.status() < 500 && !mayPass(answer.status());
    return forGood ? new Delivery.Refused(why) : new Delivery.TryLater(why, answer.retryAfter());
  }

  private static boolean mayPass(int status) {
    return status == 408 || status == 425 || status == 429;
  }

  // As an app

  private Delivery asApp(Message message, Letter letter, String member)
      throws InterruptedException {
    String channel = Objects.requireNonNullElse(settings.channel(), member);
    String mention = settings.channel() == null ? null : member;
    Optional<Place> first = firstMessage(message);
    if (first.isEmpty()) {
      return post(channel, message, letter, mention);
    }
    Place place = first.get();
    Map<String, Object> change = content(message, letter, mention);
    change.put("channel", place.channel());
    change.put("ts", place.ts());
    Answer changed = answer("chat.update", change);
    if (changed.error() != null && UNCHANGEABLE.contains(changed.error())) {
      return post(channel, message, letter, mention);
    }
    if (!(changed.delivery() instanceof Delivery.Sent) || !mustBeHeard(message)) {
      return changed.delivery();
    }
    return reply(place, message, letter, mention);
  }

  /** Where a message about one incident stands in Slack. */
  private record Place(String channel, String ts) {
    static Optional<Place> parse(String reference) {
      var matcher = REFERENCE.matcher(reference);
      return matcher.matches()
          ? Optional.of(new Place(matcher.group(1), matcher.group(2)))
          : Optional.empty();
    }

    String reference() {
      return channel + ":" + ts;
    }
  }

  private static Optional<Place> firstMessage(Message message) {
    if (message.items().size() != 1) {
      return Optional.empty();
    }
    Item item = message.items().get(0);
    return item.earlier().stream().map(Place::parse).flatMap(Optional::stream).findFirst();
  }

  private static boolean mustBeHeard(Message message) {
    NoticeKind kind = message.items().get(0).notice().kind();
    return kind != NoticeKind.RECEIPT && kind != NoticeKind.TAKEN;
  }

  private Delivery reply(Place place, Message message, Letter letter, @Nullable String mention)
      throws InterruptedException {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("channel", place.channel());
    reply.put("thread_ts", place.ts());
    String said =
        Plain.line(
            Plain.sentence(letter.label() + ": " + letter.headline())
                + " "
                + String.join(" ", letter.opening()),
            1_000);
    reply.put("text", SlackBlocks.fallback(letter, mention));
    reply.put("blocks", SlackBlocks.remark(said, mention));
    reply.put("unfurl_links", false);
    reply.put("unfurl_media", false);
    reply.put("metadata", metadata(message));
    Delivery delivery = call("chat.postMessage", reply);
    return delivery instanceof Delivery.Sent ? new Delivery.Sent(place.reference()) : delivery;
  }

  private Delivery post(String channel, Message message, Letter letter, @Nullable String mention)
      throws InterruptedException {
    Map<String, Object> post = content(message, letter, mention);
    post.put("channel", channel);
    Delivery delivery = call("chat.postMessage", post);
    return delivery instanceof Delivery.Sent sent && message.items().size() > 1
        ? new Delivery.Sent(sent.reference() + BUNDLE)
        : delivery;
  }

  private Delivery call(String method, Map<String, Object> body) throws InterruptedException {
    return answer(method, body).delivery();
  }

  /** What became of a call, and Slack's word for the error if there was one. */
  private record Answer(Delivery delivery, @Nullable String error) {}

  private Answer answer(String method, Map<String, Object> body) throws InterruptedException {
    Request request =
        new Request.Builder()
            .url(settings.apiBase() + "/" + method)
            .header("Authorization", "Bearer " + settings.token())
            .post(body(body))
            .build();
    return switch (wire.send(request)) {
      case Wire.Outcome.Silent(Delivery.TryLater later) -> new Answer(later, null);
      case Wire.Outcome.Answered answer -> read(answer);
    };
  }

  private Answer read(Wire.Outcome.Answered answer) {
    if (answer.status() != 200) {
      String why = "Slack answered " + answer.status() + said(answer.body());
      return new Answer(new Delivery.TryLater(why, answer.retryAfter()), null);
    }
    JsonNode json = parse(answer.body());
    if (!json.isObject()) {
      return new Answer(
          new Delivery.TryLater("Slack answered something that is not JSON", null), null);
    }
    if (json.path("ok").asBoolean(false)) {
      String channel = json.path("channel").asString("");
      String ts = json.path("ts").asString("");
      String reference = new Place(channel, ts).reference();
      return new Answer(
          new Delivery.Sent(REFERENCE.matcher(reference).matches() ? reference : ""), null);
    }
    String error = json.path("error").asString("no reason given");
    String why = "Slack says" + said(error);
    return new Answer(
        PASSING.contains(error) || !error.matches("[a-z0-9_]+")
            ? new Delivery.TryLater(why, answer.retryAfter())
            : new Delivery.Refused(why),
        error);
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      return JSON.nullNode();
    }
  }

  // What is said

  private Map<String, Object> content(Message message, Letter letter, @Nullable String mention) {
    return content(
        message,
        SlackBlocks.fallback(letter, mention),
        SlackBlocks.of(letter, mention, settings.signingSecret() != null));
  }

  private static Map<String, Object> content(
      Message message, String fallback, List<Map<String, Object>> blocks) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("text", fallback);
    content.put("blocks", blocks);
    content.put("unfurl_links", false);
    content.put("unfurl_media", false);
    content.put("metadata", metadata(message));
    return content;
  }

  /** Tells a repeat after a crash from a second message. */
  private static Map<String, Object> metadata(Message message) {
    return Map.of("event_type", "wellkept_message", "event_payload", Map.of("id", message.id()));
  }

  private static RequestBody body(Map<String, Object> json) {
    return RequestBody.create(JSON.writeValueAsBytes(json), JSON_UTF_8);
  }

  private String said(String text) {
    String hidden = secrets.hide(text);
    return hidden.isEmpty() ? "" : ": " + hidden;
  }
}
