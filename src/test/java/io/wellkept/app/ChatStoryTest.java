package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Incident;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody reports a chat that is gone, and whoever waits in one leaves: both are found. */
final class ChatStoryTest {
  @TempDir Path home;

  private static void page(House house, String snippet) {
    String html = "<html lang=en><body><h1>Tea</h1>" + snippet + "</body></html>";
    house.site.answers("/tea", 200, html, Map.of());
  }

  private static void desk(House house, String... conversations) {
    house.site.answers("/desk.json", 200, "[" + String.join(",", conversations) + "]", Map.of());
  }

  private static String waits(String id, Instant since) {
    return "{\"id\": \"%s\", \"waiting_since\": \"%s\"}".formatted(id, since);
  }

  @Test
  void aChatThatVanishesIsToldToItsOwnerAndOverWhenItIsBack() {
    try (House house = new House(home)) {
      house.with(House.touchpoint("tea", "checks:", "  chat: {widget: {selector: \"#our-chat\"}}"));
      page(house, "<div id=our-chat></div>");
      house.opens().passes(Duration.ofMinutes(10));
      assertThat(house.heard()).isEmpty();

      page(house, "");
      house.passes(Duration.ofMinutes(7));
      assertThat(house.heard())
          .singleElement()
          .asString()
          .startsWith("anna: ")
          .contains("The chat is gone from the page");
      assertThat(house.open()).hasSize(1);

      page(house, "<div id=our-chat></div>");
      house.passes(Duration.ofMinutes(6));
      assertThat(house.open()).isEmpty();
    }
  }

  @Test
  void aChatThatStumblesOnceIsToldToNobody() {
    try (House house = new House(home)) {
      house.with(House.touchpoint("tea", "checks:", "  chat: {widget: {selector: \"#our-chat\"}}"));
      page(house, "<div id=our-chat></div>");
      house.opens();
      int before = house.site.requests("/tea");
      page(house, "");
      house.passes(Duration.ofMinutes(5));
      assertThat(house.site.requests("/tea")).as("seen once").isEqualTo(before + 1);
      page(house, "<div id=our-chat></div>");
      house.passes(Duration.ofMinutes(20));
      assertThat(house.heard()).isEmpty();
    }
  }

  @Test
  void whoWaitsInAChatIsRemindedOfThenToldAndOverWithTheAnswer() {
    try (House house = new House(home)) {
      house.with(
          House.touchpoint(
              "tea",
              "checks:",
              "  chat:",
              "    source: {json: {url: \"${env:SITE}/desk.json\"}}",
              "    answer-within: 1 working hour",
              "    every: 5m"));
      page(house, "");
      desk(house);
      house.opens().passes(Duration.ofMinutes(10));
      assertThat(house.heard()).isEmpty();

      Instant asked = house.clock.instant();
      desk(house, waits("8801", asked));
      house.passes(Duration.ofMinutes(25));
      assertThat(house.heard()).as("there is time").isEmpty();

      house.passes(Duration.ofMinutes(10));
      assertThat(house.heard())
          .as("half of it is over")
          .singleElement()
          .asString()
          .startsWith("anna: ")
          .contains("conversation 8801");

      house.passes(Duration.ofMinutes(30));
      assertThat(house.whoHeard()).as("an hour is over").contains("anna");
      assertThat(house.open()).extracting(Incident::subject).containsExactly("json/8801");

      desk(house);
      house.passes(Duration.ofMinutes(10));
      assertThat(house.open()).as("the answer ends it").isEmpty();
    }
  }
}
