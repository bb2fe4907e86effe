package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.app.Shell.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ValidateCommandTest {
  @TempDir Path home;
  private Shell shell;

  @BeforeEach
  void sitsDown() {
    shell = new Shell(home).house();
  }

  @AfterEach
  void leaves() {
    shell.close();
  }

  @Test
  void countsWhatIsThereAndNamesWhomANotifierDoesNotReach() {
    shell.file(
        "config/people.yaml",
        """
        people:
          anna: {name: Anna Berg, email: anna@shop.example, tell-by: [mail]}
          ben: {name: Ben Maurer, email: ben@shop.example}
        teams:
          web: {name: Web team, lead: anna, members: [anna, ben]}
        """);
    Result good = shell.types("validate", "--without-secrets");
    assertThat(good.code()).as(good.all()).isZero();
    assertThat(good.out())
        .contains("Not reached by hook: anna")
        .contains("1 touchpoint, 1 check, 2 people: no problems");
  }

  @Test
  void listsEveryProblemOfEveryFileWithItsPlace() {
    shell.file(
        "monitors/other.yaml",
        "touchpoints:\n  - {id: a, url: https://x.example/, owner: ana, backup: ben}\n");
    shell.file("config/journey.yaml", "stages:\n  - {idd: discover}\n");
    Result bad = shell.types("validate", "--without-secrets");
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.out())
        .containsPattern("monitors/other.yaml:2:\\d+: .*'ana'.*did you mean 'anna'")
        .containsPattern("config/journey.yaml:2:\\d+: ")
        .containsPattern("\\d+ problems\\.\n$");
  }

  @Test
  void missesASecretUnlessToldThatItNeedNotKnowThem() {
    assertThat(shell.types("validate").out()).contains("'SMTP_PASSWORD' is not set");
    assertThat(shell.types("validate", "--without-secrets").code()).isZero();
  }

  @Test
  void answersScriptsInJson() {
    JsonNode good =
        JsonMapper.builder()
            .build()
            .readTree(shell.types("validate", "--without-secrets", "--json").out());
    assertThat(good.path("good").asBoolean()).isTrue();
    assertThat(good.path("touchpoints").asInt()).isEqualTo(1);
    JsonNode bad = JsonMapper.builder().build().readTree(shell.types("validate", "--json").out());
    assertThat(bad.path("good").asBoolean()).isFalse();
    assertThat(bad.path("problems").get(0).path("line").asInt()).isPositive();
  }

  @Test
  void saysThatAFolderIsMissing() {
    Result missing = shell.typesElsewhere("validate", "--home", home.resolve("nowhere").toString());
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("there is no folder").contains("nowhere");
  }
}
