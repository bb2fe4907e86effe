package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.web.PlanGate;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people hear of one incident, each in their own language. */
final class LanguageStoryTest {
  @TempDir Path home;

  @Test
  void theOwnerReadsGermanAndWhoeverComesAfterReadsEnglish() {
    try (House house = new House(home)) {
      house.edit(
          "config/people.yaml", "anna: {name: Anna Berg,", "anna: {name: Anna Berg, language: de,");
      house.withOnePage().opens();
      house.passes(Duration.ofMinutes(5));
      house.site.breaks("/page");
      house.passes(Duration.ofHours(6));
      String annas = House.text(house.lastMailTo("anna").orElseThrow());
      assertThat(annas).contains("Ich übernehme es: ", "Was wir gesehen haben");
      String bens = House.text(house.lastMailTo("ben").orElseThrow());
      assertThat(bens).contains("I take it: ", "did not react");
      assertThat(house.get(house.linkOf("anna")).body()).contains("Niemand hat es übernommen.");
      assertThat(house.get(house.linkOf("ben")).body()).contains("Nobody has taken it.");
    }
  }

  @Test
  void theLanguageOfTheDaemonIsThatOfWhoeverNamesNone() {
    try (House house = new House(home)) {
      house.edit("config/daemon.yaml", "observe: 0s\n", "observe: 0s\nlanguage: de\n");
      house.edit(
          "config/people.yaml", "ben: {name: Ben Maurer,", "ben: {name: Ben Maurer, language: en,");
      house.withOnePage().opens();
      house.passes(Duration.ofMinutes(5));
      house.site.breaks("/page");
      house.passes(Duration.ofHours(6));
      assertThat(House.text(house.lastMailTo("anna").orElseThrow())).contains("Ich übernehme es: ");
      assertThat(House.text(house.lastMailTo("ben").orElseThrow())).contains("I take it: ");

      house.edit("config/people.yaml", "language: en", "language: fr");
      PlanGate.Status status = house.reloads();
      assertThat(status.problems()).singleElement().asString().contains("fr", "en", "de");
    }
  }
}
