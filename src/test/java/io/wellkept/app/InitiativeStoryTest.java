package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Incident;
import io.wellkept.incident.Ownership;
import io.wellkept.ledger.Initiative;
import io.wellkept.ledger.Initiative.Word;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Something is changed, watched, asked about once, and judged. */
final class InitiativeStoryTest {
  private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:1(/o/[^\\s\"<>]+)");

  @TempDir Path home;

  /** Nobody looks at the sign, so that hours pass fast; whoever is asked has eight to answer. */
  private House sign() {
    return new House(home)
        .edit(
            "config/daemon.yaml",
            "observe: 0s\n",
            "observe: 0s\nownership: {confirm-every: off, answer-within: 8h}\n")
        .file(
            "monitors/site.yaml",
            "touchpoints:\n  - {id: sign, name: The sign, owner: anna, backup: ben}\n")
        .opens();
  }

  private static void notes(House house, Duration until) {
    String json =
        """
        {"person":"anna","touchpoint":"sign","what":"A lamp above it","figure":"condition",
         "direction":"up","target":0.99,"until":"%s"}\
        """
            .formatted(house.clock.instant().plus(until));
    assertThat(house.post(house.at("/api/v1/initiatives"), json).statusCode()).isEqualTo(200);
  }

  private static List<Incident> questions(House house) {
    return house.open().stream().filter(Ownership::isVerdict).toList();
  }

  private static Initiative only(House house) {
    return house.running().ledger().read(view -> view.initiatives()).get(0);
  }

  @Test
  void asksTheOwnerOnceAlsoOverARestartAndNeverAgainAfterTheVerdict() {
    try (House house = sign()) {
      notes(house, Duration.ofHours(25));
      house.passes(Duration.ofHours(24));
      assertThat(house.heard()).isEmpty();
      house.passes(Duration.ofHours(1)).restarts().passes(Duration.ofMinutes(5));
      assertThat(house.heard()).singleElement().asString().startsWith("anna: ");
      String mail = House.text(house.lastMailTo("anna").orElseThrow());
      assertThat(mail)
          .contains("At “The sign” something was changed")
          .contains("A lamp above it (Anna")
          .contains("not enough seen yet");
      house.restarts().passes(Duration.ofHours(2));
      assertThat(house.heard()).isEmpty();
      assertThat(questions(house)).hasSize(1);

      Matcher link = LINK.matcher(mail);
      assertThat(link.find()).isTrue();
      String page = house.at(link.group(1));
      assertThat(house.get(page).body()).contains("A lamp above it").contains("Keep it");
      String form = "initiative=" + only(house).id() + "&word=keep&why=it+shines";
      assertThat(house.press(page + "/verdict", form).statusCode()).isEqualTo(422);
      assertThat(only(house).verdict()).as("one press is none").isNull();
      assertThat(house.press(page + "/verdict", form + "&sure=yes").statusCode()).isEqualTo(303);
      assertThat(only(house).verdict().word()).isEqualTo(Word.KEEP);
      assertThat(only(house).verdict().by()).isEqualTo("anna");
      assertThat(questions(house)).isEmpty();
      house.restarts().passes(Duration.ofHours(40));
      assertThat(house.heard()).isEmpty();
      String later = house.at(link.group(1));
      assertThat(house.get(later).statusCode()).isEqualTo(200);
      assertThat(house.get(later).body()).doesNotContain("A lamp above it");
    }
  }

  @Test
  void remindsOnceAndThenOnlyThePagesAsk() {
    try (House house = sign()) {
      notes(house, Duration.ofHours(25));
      house.passes(Duration.ofHours(26));
      assertThat(house.whoHeard()).containsExactly("anna");
      house.passes(Duration.ofHours(5));
      assertThat(house.whoHeard()).as("at half time").containsExactly("anna");
      house.passes(Duration.ofHours(60));
      assertThat(house.heard()).isEmpty();
      assertThat(questions(house)).isEmpty();
      assertThat(only(house).waits(house.clock.instant())).isTrue();
      assertThat(house.get(house.at("/initiatives")).body()).contains("Waiting for a verdict");
    }
  }

  @Test
  void asksWhoeverLooksAfterItByThen() {
    try (House house = sign()) {
      notes(house, Duration.ofHours(25));
      house.passes(Duration.ofHours(26));
      assertThat(house.whoHeard()).containsExactly("anna");
      house.edit("monitors/site.yaml", "owner: anna, backup: ben", "owner: ben, backup: anna");
      house.reloads();
      house.passes(Duration.ofMinutes(10));
      assertThat(house.whoHeard()).containsExactly("ben");
      assertThat(questions(house)).extracting(Incident::subject).containsExactly("ben");
      house.edit("monitors/site.yaml", "id: sign, name", "id: board, was: [sign], name");
      house.reloads();
      house.passes(Duration.ofMinutes(10));
      assertThat(only(house).touchpoint()).isEqualTo("board");
      assertThat(house.heard()).isEmpty();
    }
  }
}
