package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import io.wellkept.incident.Standing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people press in Slack. */
final class SlackTapsTest {
  @TempDir Path folder;
  private House house;

  @BeforeEach
  void open() {
    house = new House(folder);
    house.broken();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void aChoiceTakesItForWhoeverPressed() throws InterruptedException {
    House.Answer answer = press("U2", choice(house.token("anna") + "|PT4H"), true);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    Standing.Taken taken = house.incident().taken().orElseThrow();
    assertThat(taken.by()).isEqualTo("ben");
    assertThat(taken.via()).isEqualTo("slack");
    assertThat(taken.until()).isEqualTo(House.START.plus(Duration.ofHours(4)));
    assertThat(reply()).contains("https://hooks.slack.com/actions/T1").contains("within 4 hours");
  }

  @Test
  void aRepeatOfTheSamePressActsOnce() {
    press("U1", choice(house.token("anna") + "|PT4H"), true);
    house.clock.forward(Duration.ofSeconds(3));
    press("U1", choice(house.token("anna") + "|PT4H"), true);

    assertThat(house.events()).filteredOn(e -> e.type() == Event.Type.TAKEN).hasSize(1);
  }

  @Test
  void aChoiceBeyondThePolicyPromisesAsMuchAsItAllows() {
    press("U1", choice(house.token("anna") + "|PT720H"), true);
    assertThat(house.incident().taken().orElseThrow().until())
        .isEqualTo(House.START.plus(Duration.ofDays(7)));
  }

  @Test
  void aBareButtonTakesNothingAndLeadsToTheForm() throws InterruptedException {
    String button = "{\"type\":\"button\",\"action_id\":\"take\",\"value\":\"%s\"}";
    press("U1", button.formatted(house.token("anna")), true);

    assertThat(house.incident().taken()).isEmpty();
    assertThat(reply()).contains("Say until when");
  }

  @Test
  void aRequestThatSlackDidNotSignIsRefused() {
    assertThat(press("U1", choice(house.token("anna") + "|PT4H"), false).status()).isEqualTo(401);
    assertThat(house.incident().taken()).isEmpty();
  }

  @Test
  void aStrangerInTheChannelTakesNothing() throws InterruptedException {
    press("U9", choice(house.token("anna") + "|PT4H"), true);

    assertThat(house.incident().taken()).isEmpty();
    assertThat(reply()).contains("does not know your Slack account").contains("U9");
  }

  @Test
  void aForgedTokenTakesNothing() throws InterruptedException {
    press("U1", choice(house.token("anna") + "x|PT4H"), true);
    press("U1", choice(house.token("anna") + "|soon"), true);

    assertThat(house.incident().taken()).isEmpty();
    assertThat(reply()).contains("not one of Wellkept");
    assertThat(reply()).contains("not one of Wellkept");
  }

  @Test
  void whatIsNoPressIsAnsweredAndIgnored() {
    for (String payload : new String[] {"", "nonsense", "{}", "{\"type\":\"view_closed\"}"}) {
      assertThat(send(payload, true).status()).isEqualTo(200);
    }
  }

  @Test
  void momentsAndSpansBeyondAllCalendarsAreNotReckonedWith() throws InterruptedException {
    String span = choice(house.token("anna") + "|PT-9223372036854775807S");
    assertThat(press("U1", span, true).status()).isEqualTo(200);
    assertThat(reply()).contains("not one of Wellkept");
    String moment = choice("x|PT4H").replaceFirst("\"\\d+\\.000100\"", "\"1e300\"");
    assertThat(press("U1", moment, true).status()).isEqualTo(200);
    assertThat(reply()).contains("not one of Wellkept");
    assertThat(house.incident().taken()).isEmpty();
  }

  private static String choice(String value) {
    return "{\"type\":\"static_select\",\"action_id\":\"take\",\"action_ts\":\"%d.000100\",\"selected_option\":{\"value\":\"%s\"}}"
        .formatted(House.START.getEpochSecond(), value);
  }

  private House.Answer press(String user, String action, boolean signed) {
    String payload =
        """
        {"type":"block_actions","user":{"id":"%s"},"actions":[%s],
         "response_url":"https://hooks.slack.com/actions/T1/9/zz"}
        """
            .formatted(user, action);
    return send(payload, signed);
  }

  private House.Answer send(String payload, boolean signed) {
    String body = "payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8);
    String signature = "v0=1" + body.length() + House.SECRET.length();
    return house.send(
        house
            .request("/slack/interactive")
            .header("X-Slack-Request-Timestamp", "1")
            .header("X-Slack-Signature", signed ? signature : "v0=abc")
            .post(RequestBody.create(body, MediaType.get("application/x-www-form-urlencoded")))
            .build());
  }

  private String reply() throws InterruptedException {
    String reply = house.slackReplies.poll(10, TimeUnit.SECONDS);
    assertThat(reply).as("a reply to whoever pressed").isNotNull();
    return reply;
  }
}
