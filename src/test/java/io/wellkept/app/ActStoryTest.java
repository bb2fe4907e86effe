package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event.Type;
import io.wellkept.incident.Incident;
import io.wellkept.incident.SlackSignature;
import io.wellkept.incident.Standing;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do, and what only looks like people. */
final class ActStoryTest {
  private static final Pattern ANY_LINK = Pattern.compile("http://127\\.0\\.0\\.1:1(/[^\\s\"<>]*)");

  @TempDir Path home;

  @Test
  void aScannerThatFollowsAndPressesEverythingDoesNothing() {
    try (House house = broken()) {
      String link = house.linkOf("anna");
      Set<String> addresses = new HashSet<>();
      for (MimeMessage mail : house.post.getReceivedMessages()) {
        Matcher found = ANY_LINK.matcher(raw(mail));
        while (found.find()) {
          addresses.add(house.at(found.group(1).replaceFirst("#.*", "")));
        }
      }
      assertThat(addresses).contains(link);
      for (String act :
          List.of("take", "give-back", "snooze", "mute", "unmute", "hand-over", "comment")) {
        addresses.add(link + "/" + act);
      }
      List<Type> before = house.history("page");
      for (String address : addresses) {
        house.get(address);
        house.head(address);
        house.press(address, "");
      }
      house.settles();
      assertThat(house.history("page")).isEqualTo(before);
      assertThat(house.open().get(0).standing()).isInstanceOf(Standing.Open.class);
      boolean none = house.running().ledger().read(view -> view.overrides().isEmpty());
      assertThat(none).isTrue();

      house.takes("anna", Duration.ofHours(5));
      before = house.history("page");
      for (String address : addresses) {
        house.get(address);
        house.head(address);
        house.press(address, "");
      }
      assertThat(house.history("page")).isEqualTo(before);
      assertThat(house.open().get(0).taken()).isPresent();
    }
  }

  private static String raw(MimeMessage mail) {
    try {
      List<String> parts = new ArrayList<>();
      if (mail.getContent() instanceof jakarta.mail.internet.MimeMultipart multi) {
        for (int i = 0; i < multi.getCount(); i++) {
          parts.add(String.valueOf(multi.getBodyPart(i).getContent()));
        }
      }
      return String.join("\n", parts);
    } catch (IOException | jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private House broken() {
    House house = new House(home).withOnePage().opens();
    house.site.breaks("/page");
    return house.passes(Duration.ofMinutes(10));
  }

  @Test
  void aPromiseBeyondWhatThePolicyAllowsIsRefusedInAPlainSentence() {
    try (House house = broken()) {
      var refused = house.takes("anna", Duration.ofDays(9));
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).contains("A promise here may reach 2 days at most");
      assertThat(house.open().get(0).taken()).isEmpty();
    }
  }

  @Test
  void pressingTwiceIsOnceAndUndoingGivesItBackToTheLadder() {
    try (House house = broken()) {
      house.heard();
      assertThat(house.takes("anna", Duration.ofHours(5)).statusCode()).isEqualTo(303);
      assertThat(house.takes("anna", Duration.ofHours(5)).statusCode()).isEqualTo(303);
      house.passes(Duration.ofMinutes(15));
      assertThat(house.history("page")).filteredOn(Type.TAKEN::equals).hasSize(1);
      assertThat(house.heard()).singleElement().asString().startsWith("anna");
      String link = house.linkOf("anna");
      house.press(link + "/give-back", "sure=1");
      house.press(link + "/give-back", "sure=1");
      assertThat(house.history("page")).filteredOn(Type.UNTAKEN::equals).hasSize(1);
      assertThat(house.open().get(0).standing()).isInstanceOf(Standing.Open.class);
      house.passes(Duration.ofHours(3));
      assertThat(house.whoHeard()).contains("ben");
    }
  }

  @Test
  void whatBecomesWorseThanWhatWasTakenEndsTheTakingAndTheTakerHearsIt() {
    try (House house = new House(home)) {
      house.with(House.touchpoint("page", "checks: {page: {contains: [Add to basket]}}")).opens();
      house.site.answers("/page", 200, "<html lang=en><title>Shop</title>Sold out", html());
      house.passes(Duration.ofMinutes(10));
      assertThat(house.whoHeard()).containsExactly("anna");
      house.takes("anna", Duration.ofHours(20));
      house.passes(Duration.ofMinutes(15));
      assertThat(house.whoHeard()).containsExactly("anna");
      house.site.breaks("/page");
      house.passes(Duration.ofMinutes(25));
      assertThat(house.heard()).singleElement().asString().startsWith("anna: ");
      assertThat(House.text(house.lastMailTo("anna").orElseThrow())).contains("It is worse than");
      assertThat(house.open().get(0).taken()).isEmpty();
      assertThat(house.history("page")).contains(Type.UNTAKEN);
    }
  }

  private static Map<String, String> html() {
    return Map.of("Content-Type", "text/html; charset=utf-8");
  }

  @Test
  void whatIsNoFaultIsOverUntilThenAndOpensAgainIfItStands() {
    try (House house = broken()) {
      house.heard();
      Incident first = house.open().get(0);
      String until = "2026-06-03T12:00";
      String form =
          "finding="
              + House.encoded(first.findings().get(0).key())
              + "&until="
              + until
              + "&reason=";
      assertThat(house.press(house.linkOf("anna") + "/mute", form).statusCode()).isEqualTo(422);
      assertThat(house.press(house.linkOf("anna") + "/mute", form + "sale").statusCode())
          .isEqualTo(303);
      house.passes(Duration.ofMinutes(20));
      assertThat(house.open()).isEmpty();
      assertThat(house.heard()).singleElement().asString().startsWith("anna");
      assertThat(House.text(house.lastMailTo("anna").orElseThrow())).contains("not a fault");
      house.passes(Duration.ofHours(20));
      assertThat(house.heard()).isEmpty();
      house.passes(Duration.ofHours(8));
      assertThat(house.open()).singleElement().extracting(Incident::id).isNotEqualTo(first.id());
      assertThat(house.whoHeard()).contains("anna");
    }
  }

  @Test
  void whoeverPressesInSlackTakesIt() throws Exception {
    try (House house = new House(home).withOnePage();
        Callbacks slack = new Callbacks()) {
      house.knows("SLACK", slack.url("/hook")).knows("SIGNING", "signing-canary");
      house.edit(
          "config/daemon.yaml",
          "notifiers:\n",
          "notifiers:\n  slack: {webhook: \"${env:SLACK}\", signing-secret: \"${env:SIGNING}\"}\n");
      house.edit(
          "config/people.yaml", "email: ben@", "slack: U024BE7LH, tell-by: [slack], email: ben@");
      house.edit("config/people.yaml", "email: anna@", "slack: U024BE7LG, email: anna@");
      house.opens().site.breaks("/page");
      house.passes(Duration.ofMinutes(10));
      assertThat(slack.heard("/hook")).hasSize(1);
      Matcher value =
          Pattern.compile("\"value\"\\s*:\\s*\"([^\"|]+\\|PT4H)\"")
              .matcher(slack.heard("/hook").get(0));
      assertThat(value.find()).as(slack.heard("/hook").get(0)).isTrue();
      String payload =
          """
          {"type":"block_actions","user":{"id":"U024BE7LH"},"actions":[{"action_id":"take",
           "action_ts":"%d.1","selected_option":{"value":"%s"}}],"response_url":"%s"}\
          """
              .formatted(
                  house.clock.instant().getEpochSecond(), value.group(1), slack.url("/said"));
      assertThat(press(house, payload, "wrong-secret")).isEqualTo(401);
      assertThat(house.open().get(0).taken()).isEmpty();
      assertThat(press(house, payload, "signing-canary")).isEqualTo(200);
      assertThat(press(house, payload, "signing-canary")).isEqualTo(200);
      Standing.Taken taken = house.open().get(0).taken().orElseThrow();
      assertThat(taken.by()).isEqualTo("ben");
      assertThat(taken.until()).isEqualTo(house.clock.instant().plus(Duration.ofHours(4)));
      assertThat(house.history("page")).filteredOn(Type.TAKEN::equals).hasSize(1);
      assertThat(slack.awaits("/said")).contains("You took it");
    }
  }

  private static int press(House house, String payload, String secret) {
    String body = "payload=" + House.encoded(payload);
    String at = Long.toString(house.clock.instant().getEpochSecond());
    String signed = SlackSignature.sign(secret, at, body.getBytes(StandardCharsets.UTF_8));
    return house
        .send(
            HttpRequest.newBuilder(URI.create(house.at("/slack/interactive")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Slack-Request-Timestamp", at)
                .header("X-Slack-Signature", signed)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build())
        .statusCode();
  }
}
