package io.wellkept.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.incident.Delivery;
import io.wellkept.incident.Incident;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Told;
import io.wellkept.notify.HttpPeer.Answer;
import io.wellkept.notify.HttpPeer.Heard;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
final class WebhookNotifierTest {
  private static final String NEW = "whsec_" + base64("the new secret of 24 bytes or more");
  private static final String OLD = "whsec_" + base64("the old secret of 24 bytes or more");

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Delivery send(Message message, @Nullable String old, HttpPeer peer)
      throws InterruptedException {
    WebhookSettings settings =
        new WebhookSettings("http://127.0.0.1:" + peer.port() + "/hook", NEW, old);
    try (Wire wire = new Wire(Duration.ofSeconds(2), Duration.ofSeconds(2))) {
      return new WebhookNotifier("hook", settings, wire).send(message);
    }
  }

  /** As docs/notifiers.md tells receivers to verify. */
  private static String signature(String secret, Heard heard) throws GeneralSecurityException {
    String signed =
        heard.header("webhook-id") + "." + heard.header("webhook-timestamp") + "." + heard.body();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
    byte[] whole = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(whole);
  }

  @Test
  void signsWhatItSends() throws Exception {
    try (HttpPeer peer = HttpPeer.always(204, "")) {
      assertThat(send(Samples.opened(), null, peer)).isEqualTo(new Delivery.Sent("p-opened"));
      Heard heard = peer.requests().get(0);
      assertThat(heard.header("webhook-id")).isEqualTo("p-opened");
      assertThat(heard.header("webhook-timestamp"))
          .isEqualTo(Long.toString(Samples.NOW.getEpochSecond()));
      assertThat(heard.header("webhook-signature")).isEqualTo(signature(NEW, heard));
      assertThat(heard.header("Content-Type")).startsWith("application/json");
    }
  }

  @Test
  void signsWithBothSecretsWhileReceiversChangeOver() throws Exception {
    try (HttpPeer peer = HttpPeer.always(200, "")) {
      send(Samples.opened(), OLD, peer);
      Heard heard = peer.requests().get(0);
      assertThat(heard.header("webhook-signature").split(" "))
          .containsExactly(signature(NEW, heard), signature(OLD, heard));
    }
  }

  @Test
  void saysWhatHappenedAndHandsOutNoLinkToAct() throws InterruptedException {
    try (HttpPeer peer = HttpPeer.always(200, "")) {
      send(Samples.opened(), null, peer);
      JsonNode body = JsonMapper.builder().build().readTree(peer.requests().get(0).body());
      assertThat(body.path("type").asString()).isEqualTo("incident.opened");
      assertThat(body.path("timestamp").asString()).isEqualTo("2026-11-23T11:12:00Z");
      JsonNode incident = body.at("/data/incidents/0");
      assertThat(incident.at("/touchpoint/id").asString()).isEqualTo("summer-landing");
      assertThat(incident.path("severity").asString()).isEqualTo("critical");
      assertThat(incident.path("since").asString()).isEqualTo("2026-11-23T08:12:00Z");
      assertThat(body.toString()).doesNotContain("tokenofanna");
    }
  }

  @Test
  void saysWhatToDoWhoKnowsAndWhatHappensNext() {
    Told told =
        Samples.told(Samples.CARLA, NoticeKind.OPENED, "2026-11-23T09:00:00Z", Told.Outcome.SENT);
    Incident incident =
        Samples.incident(List.of(Samples.button()), new Standing.Open(), List.of(told));
    Message message =
        Samples.message(
            "p-lapsed",
            Samples.ANNA,
            List.of(
                Samples.item(
                    NoticeKind.OPENED, Samples.ANNA, Reason.FIRST_TOLD, incident, Samples.SUMMER)));
    JsonNode body = JsonMapper.builder().build().readTree(Bodies.json(message, false));
    JsonNode item = body.at("/data/incidents/0");
    assertThat(item.at("/playbook/0").asString())
        .isEqualTo("1. Ask the web team to put the last release back.");
    assertThat(item.at("/playbook/1").asString()).startsWith("2. Pause the ads");
    assertThat(item.at("/told/0/person").asString()).isEqualTo("carla");
    assertThat(item.at("/told/0/outcome").asString()).isEqualTo("sent");
    assertThat(item.at("/told/0/at").asString()).startsWith("2026-11-23T");
    assertThat(item.at("/next/names/0").asString()).isEqualTo("Ben Maurer");
    assertThat(item.at("/next/at").asString()).isEqualTo("2026-11-24T09:12:00Z");
    assertThat(item.path("promise_at_most").asString()).isEqualTo("2026-11-30T11:12:00Z");
    assertThat(item.has("note")).isFalse();
  }

  @Test
  void carriesTheLatestNote() {
    Message noted = Samples.noted(Samples.opened(), "The supplier knows it");
    JsonNode body = JsonMapper.builder().build().readTree(Bodies.json(noted, false));
    JsonNode note = body.at("/data/incidents/0/note");
    assertThat(note.path("by").asString()).isEqualTo("ben");
    assertThat(note.path("at").asString()).isEqualTo("2026-11-23T10:30:00Z");
    assertThat(note.path("text").asString()).isEqualTo("The supplier knows it");
  }

  @Test
  void staysBelow20KilobytesAndSaysHowMuchThereIs() throws InterruptedException {
    try (HttpPeer peer = HttpPeer.always(200, "")) {
      send(Samples.firstList(1000), null, peer);
      send(Samples.hostile(), null, peer);
      for (Heard heard : peer.requests()) {
        assertThat(heard.body().getBytes(StandardCharsets.UTF_8).length).isLessThan(20_000);
      }
      assertThat(peer.requests().get(0).body()).contains("\"total\":1000");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, Sent",
    "202, Sent",
    "204, Sent",
    "301, TryLater",
    "307, TryLater",
    "400, Refused",
    "401, TryLater",
    "404, TryLater",
    "410, Refused",
    "413, Refused",
    "422, Refused",
    "429, TryLater",
    "500, TryLater",
    "502, TryLater",
    "503, TryLater",
    "504, TryLater",
  })
  void readsTheStatus(int status, String expected) throws InterruptedException {
    try (HttpPeer peer = HttpPeer.always(status, "")) {
      assertThat(send(Samples.opened(), null, peer).getClass().getSimpleName()).isEqualTo(expected);
    }
  }

  @Test
  void followsNoRedirect() throws InterruptedException {
    try (HttpPeer elsewhere = HttpPeer.always(200, "");
        HttpPeer peer =
            new HttpPeer(heard ->
                new Answer(
                    307, "", Map.of("Location", "http://127.0.0.1:" + elsewhere.port() + "/")))) {
      assertThat(send(Samples.opened(), null, peer)).isInstanceOf(Delivery.TryLater.class);
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"429, 7", "502, 7", "503, 7", "504, 7"})
  void waitsAsLongAsItIsAsked(int status, int seconds) throws InterruptedException {
    try (HttpPeer peer =
        new HttpPeer(
            heard -> new Answer(status, "", Map.of("Retry-After", Integer.toString(seconds))))) {
      Delivery delivery = send(Samples.opened(), null, peer);
      assertThat(((Delivery.TryLater) delivery).waitAtLeast())
          .isEqualTo(Duration.ofSeconds(seconds));
    }
  }

  @Test
  void acceptsNoSettingsThatMakeNoSense() {
    for (String url :
        List.of("http://hook.example.org/x", "ftp://h/x", "hook", "https://u:p@h.example.org/")) {
      assertThatThrownBy(() -> new WebhookSettings(url, NEW, null))
          .as(url)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining(url);
    }
    for (String secret : List.of("", "secret", "whsec_", "whsec_c2hvcnQ=", "whsec_***")) {
      assertThatThrownBy(() -> new WebhookSettings("https://h.example.org/", secret, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("24 to 64 bytes");
    }
  }
}
