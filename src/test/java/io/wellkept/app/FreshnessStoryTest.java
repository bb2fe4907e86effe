package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of which nobody takes care any more is found, and its owner hears why. */
final class FreshnessStoryTest {
  private static final String WORDS =
      "<p>Handmade tables and chairs of oak, ash and walnut, from our own workshop in the old"
          + " mill by the river, made to your measure within six weeks and brought to your home.";

  @TempDir Path home;

  private static String page(String head, String body) {
    return "<html lang=en><head>" + head + "</head><body><main>" + body + "</main></body></html>";
  }

  private static String written(String day) {
    return "<script type=\"application/ld+json\">{\"@type\":\"BlogPosting\",\"datePublished\":\""
        + day
        + "T08:00:00+02:00\"}</script>";
  }

  private static void shows(House house, String path, String html) {
    house.site.answers(path, 200, html, Map.of("ETag", '"' + html.hashCode() + "\""));
  }

  @Test
  void aBlogThatFallsSilentIsToldOnceAndItsNextPostEndsIt() {
    try (House house = new House(home)) {
      house.with(
          House.touchpoint(
              "blog",
              "checks:",
              "  freshness: {max-age: 14d, zone: Europe/Berlin, feed: none, sitemap: none}"));
      shows(house, "/blog", page(written("2026-05-20"), "<h1>Oak or ash?</h1>" + WORDS));
      house.opens().passes(Duration.ofHours(22));
      assertThat(house.heard()).isEmpty();

      // on the morning of 3 June the fourteen days are over
      house.passes(Duration.ofMinutes(210));
      assertThat(house.whoHeard()).containsExactly("anna");
      assertThat(House.text(house.lastMailTo("anna").orElseThrow()))
          .contains("Nothing new since 20 May: 14 days")
          .contains("14 days were agreed")
          .contains("json-ld")
          .contains("2026-05-20");
      house.takes("anna", Duration.ofHours(20));
      house.passes(Duration.ofHours(12));
      assertThat(house.heard()).as("she took it").noneMatch(mail -> !mail.contains("You took"));

      shows(house, "/blog", page(written("2026-06-03"), "<h1>Walnut is back</h1>" + WORDS));
      house.passes(Duration.ofHours(8));
      assertThat(house.open()).isEmpty();
      assertThat(house.heard()).singleElement().asString().startsWith("anna: Over");
    }
  }

  @Test
  void anOfferThatEndsAtMidnightIsFoundAtTheNextLookAlthoughNobodyTouchedThePage() {
    try (House house = new House(home)) {
      house.with(
          House.touchpoint("offer", "checks:", "  freshness: {zone: Europe/Berlin, every: 30m}"));
      shows(house, "/offer", page("", WORDS + "<p>20 % off, only until 2 June!"));
      house.opens().passes(Duration.ofMinutes(14 * 60 + 55));
      assertThat(house.heard()).isEmpty();

      // midnight in Berlin, a look at half past, and the second one an hour later
      house.passes(Duration.ofMinutes(100));
      assertThat(house.whoHeard()).containsExactly("anna");
      assertThat(House.text(house.lastMailTo("anna").orElseThrow()))
          .contains("20 % off, only until 2 June!")
          .contains("ended on 2 June 2026");

      shows(house, "/offer", page("", WORDS));
      house.passes(Duration.ofMinutes(35));
      assertThat(house.open()).as("one good look is not enough").hasSize(1);
      house.passes(Duration.ofMinutes(65));
      assertThat(house.open()).isEmpty();
      assertThat(house.heard()).anyMatch(mail -> mail.startsWith("anna: Over"));
      assertThat(house.history("offer"))
          .contains(Event.Type.OPENED, Event.Type.LOOKS_FINE, Event.Type.RESOLVED);
    }
  }
}
