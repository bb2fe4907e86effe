package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.wellkept.incident.Event.Type;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The files change, well or badly, while Wellkept runs. */
final class PlanStoryTest {
  @TempDir Path home;

  @Test
  void aBrokenFileKeepsTheLastGoodPlanLoudlyAlsoAfterARestart() {
    try (House house = new House(home).withOnePage().opens()) {
      house.edit("monitors/site.yaml", "owner: anna", "owner: ana");
      house.passes(minutes(30));
      assertThat(house.heard()).singleElement().asString().startsWith("otto");
      saysThatThePlanWasRefused(house);

      house.restarts().site.breaks("/page");
      house.passes(minutes(20));
      assertThat(house.whoHeard()).containsExactly("anna");
      saysThatThePlanWasRefused(house);

      house.edit("monitors/site.yaml", "owner: ana", "owner: anna");
      house.passes(minutes(20));
      assertThat(house.whoHeard()).containsExactly("otto");
      assertThat(house.get(house.at("/api/v1/plan")).body()).contains("\"problems\":[]");
      assertThat(house.get(house.at("/")).body()).doesNotContain("was refused");
      assertThat(house.get(house.at("/health/engine")).body()).doesNotContain("refused");
    }
  }

  private static void saysThatThePlanWasRefused(House house) {
    String why = "monitors/site.yaml:5:";
    assertThat(house.get(house.at("/api/v1/plan")).body()).contains(why);
    assertThat(house.get(house.at("/")).body()).contains(why);
    var engine = house.get(house.at("/health/engine"));
    assertThat(engine.statusCode()).isEqualTo(200);
    assertThat(engine.body()).contains("refused");
    assertThat(house.get(house.at("/metrics")).body()).contains("wellkept_plan_problems 1");
  }

  @Test
  void anEmptiedFolderIsNoDecisionUntilSomebodySaysYes() {
    try (House house = new House(home)) {
      house.file("monitors/site.yaml", House.touchpoints("a", "b", "c", "d")).opens();
      house.without("monitors/site.yaml").passes(minutes(20));
      assertThat(house.get(house.at("/api/v1/touchpoints")).body()).contains("\"total\":4");
      assertThat(house.whoHeard()).containsExactly("otto");

      house.file("monitors/site.yaml", House.touchpoints("a", "b")).passes(minutes(20));
      assertThat(house.running().gate().status().held()).isNotNull();
      assertThat(house.get(house.at("/api/v1/touchpoints")).body()).contains("\"total\":4");
      assertThat(house.post(house.at("/api/v1/plan/reload"), "{}").statusCode()).isEqualTo(409);
      house.restarts().passes(minutes(1));
      assertThat(house.get(house.at("/api/v1/touchpoints")).body()).contains("\"total\":4");
      String yes = house.at("/api/v1/plan/reload?confirm=true");
      assertThat(house.post(yes, "{}").statusCode()).isEqualTo(200);
      assertThat(house.get(house.at("/api/v1/touchpoints")).body()).contains("\"total\":2");
      house.passes(minutes(20));
      assertThat(house.whoHeard()).containsExactly("otto");
    }
  }

  @Test
  void aRenamedTouchpointKeepsItsIncidentItsHistoryAndItsMutes() {
    try (House house = new House(home)) {
      house.file("monitors/site.yaml", House.touchpoints("a", "b")).opens();
      house.site.breaks("/a");
      house.site.breaks("/b");
      house.passes(minutes(20));
      assertThat(house.whoHeard()).containsExactly("anna", "anna");
      String id =
          house.open().stream()
              .filter(i -> i.check().touchpoint().equals("b"))
              .findFirst()
              .orElseThrow()
              .id();
      String mute = "person=anna&finding=page.status&until=2026-06-20T12:00&reason=sale";
      assertThat(house.press(house.at("/incidents/" + id + "/mute"), mute).statusCode())
          .isEqualTo(303);
      house.passes(minutes(20)).heard();
      house.with(
          House.touchpoint("a-new", "was: [a]").replace("/a-new", "/a"),
          House.touchpoint("b-new", "was: [b]").replace("/b-new", "/b"));
      assertThat(house.reloads().problems()).isEmpty();
      house.passes(minutes(30));
      assertThat(house.heard()).isEmpty();
      assertThat(house.open())
          .singleElement()
          .satisfies(open -> assertThat(open.check().touchpoint()).isEqualTo("a-new"));
      assertThat(house.history("a-new")).contains(Type.OPENED, Type.TOLD);
      assertThat(house.history("b-new")).contains(Type.MUTED, Type.RESOLVED);
    }
  }

  @Test
  void aSecretIsKeptAsAReferenceAndShownNowhere() throws IOException {
    Logger root = (Logger) LoggerFactory.getLogger("ROOT");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    String canary = "whsec_Y2FuYXJ5LWNhbmFyeS1jYW5hcnktY2FuYXJ5LWNhbg==";
    try (House house = new House(home).withOnePage();
        Callbacks hook = new Callbacks()) {
      house.knows("HOOK_SECRET", canary).knows("HOOK", hook.url("/path-canary-9f"));
      house.edit(
          "config/daemon.yaml",
          "notifiers:\n",
          "notifiers:\n  hook: {kind: webhook, url: \"${env:HOOK}\", secret: \"${env:HOOK_SECRET}\"}\n");
      house.opens().site.breaks("/page");
      house.passes(minutes(20));
      hook.close();
      house.site.isMended("/page");
      house.passes(minutes(20));
      house.edit("config/daemon.yaml", "kind: webhook", "kind: webhok").passes(minutes(20));
      house.edit("config/daemon.yaml", "kind: webhok", "kind: webhook").passes(minutes(20));
      for (String path :
          List.of(
              "/",
              "/metrics",
              "/api/v1/plan",
              "/api/v1/incidents",
              "/touchpoints/page",
              "/api/v1/touchpoints/page",
              "/health/engine")) {
        assertThat(house.get(house.at(path)).body()).doesNotContain("Y2FuYXJ5", "canary");
      }
      house.stops();
    } finally {
      root.detachAppender(log);
    }
    assertThat(log.list).extracting(Object::toString).noneMatch(PlanStoryTest::tells);
    try (Stream<Path> files = Files.walk(home.resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(tells(bytes)).as(file.toString()).isFalse();
      }
    }
  }

  private static boolean tells(String text) {
    return text.contains("Y2FuYXJ5") || text.contains("path-canary");
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }
}
