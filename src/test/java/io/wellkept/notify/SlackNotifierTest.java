package io.wellkept.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.incident.Delivery;
import io.wellkept.notify.HttpPeer.Answer;
import io.wellkept.notify.HttpPeer.Heard;
import io.wellkept.notify.Message.Item;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
final class SlackNotifierTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String POSTED =
      "{\"ok\":true,\"channel\":\"D0ANNA\",\"ts\":\"1795330000.000100\"}";
  private static final String FIRST = "D0ANNA:1795330000.000100";

  private static Delivery asApp(
      Message message, @Nullable String channel, @Nullable String secret, HttpPeer peer)
      throws InterruptedException {
    return send(
        message,
        new SlackSettings(
            null, "xoxb-1", channel, secret, "http://127.0.0.1:" + peer.port() + "/api"));
  }

  private static Delivery asApp(Message message, HttpPeer peer) throws InterruptedException {
    return asApp(message, null, "signing", peer);
  }

  private static Delivery byWebhook(Message message, HttpPeer peer) throws InterruptedException {
    return send(
        message,
        new SlackSettings(
            "http://127.0.0.1:" + peer.port() + "/services/T/B/x", null, null, null, null));
  }

  private static Delivery send(Message message, SlackSettings settings)
      throws InterruptedException {
    try (Wire wire = new Wire(Duration.ofSeconds(2), Duration.ofSeconds(2))) {
      return new SlackNotifier("chat", settings, wire).send(message);
    }
  }

  private static JsonNode body(Heard heard) {
    return JSON.readTree(heard.body());
  }

  private static HttpPeer answering(Function<String, String> byMethod) {
    return new HttpPeer(heard -> Answer.of(200, byMethod.apply(heard.path().replace("/api/", ""))));
  }

  @Test
  void tellsThePersonDirectlyAsAnApp() throws InterruptedException {
    try (HttpPeer peer = HttpPeer.always(200, POSTED)) {
      assertThat(asApp(Samples.opened(), peer)).isEqualTo(new Delivery.Sent(FIRST));
      Heard heard = peer.requests().get(0);
      assertThat(heard.path()).isEqualTo("/api/chat.postMessage");
      assertThat(heard.header("Authorization")).isEqualTo("Bearer xoxb-1");
      JsonNode body = body(heard);
      assertThat(body.path("channel").asString()).isEqualTo("U0ANNA1");
      assertThat(body.path("text").asString())
          .isEqualTo("Wrong now: “Add to basket” is missing from the page");
      assertThat(body.path("unfurl_links").asBoolean(true)).isFalse();
      assertThat(body.at("/metadata/event_payload/id").asString()).isEqualTo("p-opened");
    }
  }

  @Test
  void callsThePersonByNameInAChannel() throws InterruptedException {
    try (HttpPeer app = HttpPeer.always(200, POSTED);
        HttpPeer webhook = HttpPeer.always(200, "ok")) {
      asApp(Samples.opened(), "C024BE91L", null, app);
      assertThat(byWebhook(Samples.opened(), webhook)).isEqualTo(new Delivery.Sent(""));
      assertThat(body(app.requests().get(0)).path("channel").asString()).isEqualTo("C024BE91L");
      for (HttpPeer peer : List.of(app, webhook)) {
        assertThat(body(peer.requests().get(0)).at("/blocks/1/text/text").asString())
            .startsWith("<@U0ANNA1> *Wrong now*");
      }
    }
  }

  @Test
  void letsPeopleTakeItInSlackOnlyIfSlackCanReportIt() throws InterruptedException {
    try (HttpPeer peer = HttpPeer.always(200, POSTED)) {
      asApp(Samples.opened(), null, "signing", peer);
      asApp(Samples.opened(), null, null, peer);
      JsonNode both = buttons(body(peer.requests().get(0)));
      assertThat(both.at("/0/action_id").asString()).isEqualTo("take");
      assertThat(both.at("/0/placeholder/text").asString()).isEqualTo("I take it, fixed within …");
      assertThat(both.at("/0").has("initial_option")).isFalse();
      assertThat(both.at("/0/options").size()).isEqualTo(5);
      assertThat(both.at("/0/options/1/text/text").asString()).isEqualTo("4 hours");
      assertThat(both.at("/0/options/1/value").asString()).isEqualTo("k1.tokenofanna.mac|PT4H");
      assertThat(both.at("/1/url").asString()).isEqualTo(Samples.LINK.toString());
      JsonNode page = buttons(body(peer.requests().get(1)));
      assertThat(page.size()).isEqualTo(1);
      assertThat(page.at("/0/text/text").asString()).isEqualTo("I take it");
      assertThat(page.at("/0/url").asString()).isEqualTo(Samples.LINK.toString());
    }
  }

  @Test
  void offersNoPromiseBeyondThePolicy() throws InterruptedException {
    try (HttpPeer peer = HttpPeer.always(200, POSTED)) {
      Item item = Samples.opened().items().get(0);
      Message message =
          Samples.message(
              "p",
              Samples.ANNA,
              List.of(
                  new Item(
                      item.notice(),
                      item.incident(),
                      item.where(),
                      item.link(),
                      item.next(),
                      Samples.NOW.plus(Duration.ofDays(1)),
                      List.of(),
                      List.of(),
                      null)));
      asApp(message, peer);
      assertThat(buttons(body(peer.requests().get(0))).at("/0/options").size()).isEqualTo(3);
    }
  }

  private static JsonNode buttons(JsonNode body) {
    for (JsonNode block : body.path("blocks")) {
      if (block.path("type").asString().equals("actions")) {
        return block.path("elements");
      }
    }
    throw new AssertionError("no buttons in " + body);
  }

  @Test
  void changesTheFirstMessageAndSaysInItsThreadWhatMustBeHeard() throws InterruptedException {
    try (HttpPeer peer = HttpPeer.always(200, POSTED)) {
      Message over = Samples.after(Samples.all().get("resolved"), FIRST);
      assertThat(asApp(over, peer)).isEqualTo(new Delivery.Sent(FIRST));
      assertThat(peer.requests().stream().map(Heard::path))
          .containsExactly("/api/chat.update", "/api/chat.postMessage");
      JsonNode change = body(peer.requests().get(0));
      assertThat(change.path("channel").asString()).isEqualTo("D0ANNA");
      assertThat(change.path("ts").asString()).isEqualTo("1795330000.000100");
      JsonNode reply = body(peer.requests().get(1));
      assertThat(reply.path("thread_ts").asString()).isEqualTo("1795330000.000100");
      assertThat(reply.at("/blocks/0/text/text").asString())
          .startsWith("Over: It is over at Summer landing page. It was wrong from Mon 23 Nov");
    }
  }

  @Test
  void onlyChangesTheFirstMessageWhenThereIsNothingToHear() throws InterruptedException {
    try (HttpPeer peer = HttpPeer.always(200, POSTED)) {
      asApp(Samples.after(Samples.taken(), FIRST), peer);
      assertThat(peer.requests().stream().map(Heard::path)).containsExactly("/api/chat.update");
      assertThat(peer.requests().get(0).body()).doesNotContain("\"take\"");
    }
  }

  @Test
  void writesANewMessageWhenTheFirstIsGone() throws InterruptedException {
    try (HttpPeer peer =
        answering(method ->
            method.equals("chat.update")
                ? "{\"ok\":false,\"error\":\"message_not_found\"}"
                : POSTED)) {
      assertThat(asApp(Samples.after(Samples.taken(), "D0ANNA:1.1"), peer))
          .isEqualTo(new Delivery.Sent(FIRST));
      assertThat(peer.requests()).hasSize(2);
    }
  }

  @Test
  void neverChangesABundle() throws InterruptedException {
    try (HttpPeer peer = HttpPeer.always(200, POSTED)) {
      Delivery bundle = asApp(Samples.bundle(), peer);
      String reference = ((Delivery.Sent) bundle).reference();
      asApp(Samples.after(Samples.taken(), reference), peer);
      assertThat(peer.requests().stream().map(Heard::path))
          .containsExactly("/api/chat.postMessage", "/api/chat.postMessage");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ratelimited, later",
    "internal_error, later",
    "fatal_error, later",
    "invalid_auth, later",
    "account_inactive, later",
    "token_revoked, later",
    "missing_scope, later",
    "channel_not_found, refused",
    "not_in_channel, refused",
    "is_archived, refused",
    "user_not_found, refused",
    "msg_too_long, refused",
    "invalid_blocks, refused",
    "cannot_dm_bot, refused",
  })
  void readsWhatSlackSaysInAnAnswerOf200(String error, String expected)
      throws InterruptedException {
    try (HttpPeer peer = HttpPeer.always(200, "{\"ok\":false,\"error\":\"" + error + "\"}")) {
      assertThat(word(asApp(Samples.opened(), peer))).isEqualTo(expected + ": " + error);
    }
  }

  private static String word(Delivery delivery) {
    return switch (delivery) {
      case Delivery.Sent sent -> "sent";
      case Delivery.TryLater later -> "later: " + later.why().replace("Slack says: ", "");
      case Delivery.Refused refused -> "refused: " + refused.why().replace("Slack says: ", "");
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | ok           | Sent",
        "200 | <html>login  | TryLater",
        "200 | ''           | TryLater",
        "400 | invalid_payload | Refused",
        "400 | no_text      | Refused",
        "403 | action_prohibited | Refused",
        "404 | no_service   | Refused",
        "410 | channel_is_archived | Refused",
        "429 | rate_limited | TryLater",
        "500 | rollup_error | TryLater",
        "503 | ''           | TryLater",
        "302 | ''           | TryLater",
      })
  void readsWhatAWebhookAnswers(int status, String body, String expected)
      throws InterruptedException {
    try (HttpPeer peer = HttpPeer.always(status, body)) {
      assertThat(byWebhook(Samples.opened(), peer).getClass().getSimpleName()).isEqualTo(expected);
    }
  }

  @Test
  void waitsAsLongAsSlackAsks() throws InterruptedException {
    try (HttpPeer peer = new HttpPeer(heard -> new Answer(429, "", Map.of("Retry-After", "30")))) {
      for (Delivery delivery :
          List.of(asApp(Samples.opened(), peer), byWebhook(Samples.opened(), peer))) {
        assertThat(delivery).isInstanceOf(Delivery.TryLater.class);
        assertThat(((Delivery.TryLater) delivery).waitAtLeast()).isEqualTo(Duration.ofSeconds(30));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "{", "[]", "null", "\"ok\"", "{\"ok\":\"perhaps\"}", "<html>"})
  void triesLaterWhenTheAnswerMakesNoSense(String body) throws InterruptedException {
    try (HttpPeer peer = HttpPeer.always(200, body)) {
      assertThat(asApp(Samples.opened(), peer)).isInstanceOf(Delivery.TryLater.class);
    }
  }

  @Test
  void keepsToTheLimitsOfSlack() throws InterruptedException {
    try (HttpPeer peer = HttpPeer.always(200, POSTED)) {
      for (Message message :
          List.of(Samples.firstList(1000), Samples.hostile(), Samples.opened())) {
        asApp(message, peer);
      }
      for (Heard heard : peer.requests()) {
        JsonNode blocks = body(heard).path("blocks");
        assertThat(blocks.size()).isBetween(1, 50);
        for (JsonNode block : blocks) {
          int most = block.path("type").asString().equals("header") ? 150 : 3_000;
          assertThat(block.at("/text/text").asString("").length()).isLessThanOrEqualTo(most);
        }
        assertThat(blocks.get(blocks.size() - 1).path("type").asString()).isEqualTo("context");
      }
      assertThat(peer.requests().get(0).body()).contains("And 986 more");
    }
  }

  @Test
  void makesNoLinksOfQuotes() throws InterruptedException {
    try (HttpPeer peer = HttpPeer.always(200, POSTED)) {
      asApp(Samples.hostile(), peer);
      for (JsonNode block : body(peer.requests().get(0)).path("blocks")) {
        if (block.path("type").asString().equals("section")) {
          assertThat(block.at("/text/verbatim").asBoolean(false)).isTrue();
          assertThat(block.at("/text/text").asString()).doesNotContain("<!", "<@U999", "<script");
        }
      }
    }
  }

  @Test
  void refusesAPersonWithoutAMemberId() throws InterruptedException {
    try (HttpPeer peer = HttpPeer.always(200, POSTED)) {
      for (String id : List.of("anna", "@anna", "U1> <!channel", "")) {
        assertThat(asApp(Samples.to(Samples.opened(), Map.of("slack", id)), peer))
            .isInstanceOf(Delivery.Refused.class);
      }
      assertThat(peer.requests()).isEmpty();
    }
  }

  @Test
  void acceptsNoSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> new SlackSettings(null, null, null, null, null))
        .hasMessageContaining("either webhook or token");
    assertThatThrownBy(() -> new SlackSettings("https://h.example.org/x", "t", null, null, null))
        .hasMessageContaining("either webhook or token");
    assertThatThrownBy(
            () -> new SlackSettings("http://hooks.example.org/secret", null, null, null, null))
        .hasMessageContaining("https")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> new SlackSettings(null, "t", "#alerts", null, null))
        .hasMessageContaining("not an id");
  }
}
