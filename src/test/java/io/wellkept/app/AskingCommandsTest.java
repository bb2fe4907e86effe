package io.wellkept.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.app.Shell.Result;
import io.wellkept.incident.Incident;
import io.wellkept.incident.PlanOverride.HandedOver;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.LedgerReading;
import io.wellkept.ledger.SqliteLedger;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Voice;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** list, who and explain: answers out of plan and ledger. */
final class AskingCommandsTest {
  @TempDir Path home;
  private Shell shell;

  @BeforeEach
  void sitsDown() {
    shell = new Shell(home).house();
    shell.file(
        "monitors/other.yaml",
        """
        touchpoints:
          - id: export
            owner: ben
            backup: anna
            checks: {nightly: {kind: heartbeat, expect-every: 1d}}
        """);
  }

  @AfterEach
  void leaves() {
    shell.close();
  }

  private String incident() {
    try (LedgerReading ledger = SqliteLedger.read(home.resolve("data")).orElseThrow()) {
      return ledger
          .read(view -> view.openIncidents().stream().map(Incident::id).findFirst())
          .orElseThrow();
    }
  }

  @Test
  void listsFromThePlanAloneBeforeAnythingHasRun() {
    Result listed = shell.types("list");
    assertThat(listed.code()).as(listed.all()).isZero();
    assertThat(listed.out()).contains("not known  export").contains("2 touchpoints");
    assertThat(listed.err()).contains("there is no ledger");
    assertThat(shell.has("data")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void printsAPatchThatGitTakesAlsoWhereItsLastLineIsBlank(String end) throws Exception {
    String site = shell.text("monitors/first.yaml").replaceAll(" +tags.*\n", "") + "\n\n\n# end\n";
    shell.file("monitors/first.yaml", site.replace("\n", end));
    shell.letsTheDaemonLook();
    try (Ledger ledger = SqliteLedger.open(home.resolve("data"))) {
      ledger.change(
          work -> work.add(new HandedOver("h", "anna", Shell.NOW, null, "summer", "anna", "ben")));
    }
    Result printed = shell.types("owners", "--patch");
    assertThat(printed.code()).as(printed.all()).isZero();
    shell.file("owners.patch", printed.out());
    Process git =
        new ProcessBuilder("git", "apply", "--whitespace=nowarn", "owners.patch")
            .directory(home.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(git.getInputStream().readAllBytes(), UTF_8);
    assertThat(git.waitFor()).as(said).isZero();
    assertThat(shell.text("monitors/first.yaml")).contains("owner: ben", "backup: anna");
  }

  @Test
  void listsTheWorstFirst() throws InterruptedException {
    shell.breaksPages();
    shell.letsTheDaemonLook();
    Result listed = shell.types("list");
    assertThat(listed.code()).as(listed.all()).isZero();
    assertThat(listed.out().lines().findFirst().orElseThrow())
        .startsWith("broken")
        .contains("summer")
        .contains("Anna Berg")
        .contains("500");
    assertThat(shell.types("list", "--owner", "ben").out())
        .contains("export")
        .doesNotContain("summer");
    assertThat(shell.types("list", "--tag", "campaign").out()).doesNotContain("export");
    assertThat(shell.types("list", "--condition", "healthy").out()).doesNotContain("summer");
    JsonNode json = JsonMapper.builder().build().readTree(shell.types("list", "--json").out());
    assertThat(json.get(0).path("condition").asString()).isEqualTo("broken");
    assertThat(json.get(0).path("openIncidents").get(0).asString()).isEqualTo(incident());
  }

  @Test
  void refusesAFilterThatMeansNothing() {
    assertThat(shell.types("list", "--condition", "brocken").err()).contains("'broken'");
    assertThat(shell.types("list", "--owner", "bem").err()).contains("did you mean 'ben'?");
  }

  @Test
  void answersByTheLastGoodPlanWhenTheFilesAreBroken() throws InterruptedException {
    shell.letsTheDaemonLook();
    shell.file("monitors/first.yaml", "touchpoints: {}\n");
    Result listed = shell.types("list");
    assertThat(listed.code()).as(listed.all()).isZero();
    assertThat(listed.out()).contains("summer");
    assertThat(listed.err()).contains("by the last good plan").contains("monitors/first.yaml:1");
  }

  @Test
  void knowsWhosePageItIs() {
    Result exact = shell.types("who", shell.page("/summer/?utm_source=mail#top"));
    assertThat(exact.code()).as(exact.all()).isZero();
    assertThat(exact.out())
        .contains("Anna Berg <anna@shop.example>")
        .contains("stands in: Ben Maurer")
        .contains("(summer)")
        .contains("exactly this page");
    Result above = shell.types("who", shell.page("/summer/shoes"));
    assertThat(above.out()).contains("nearest page above");
    Result nobody = shell.types("who", shell.page("/summerhouse"));
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.err()).contains("Nobody answers for").contains("wellkept add");
    JsonNode json =
        JsonMapper.builder()
            .build()
            .readTree(shell.types("who", shell.page("/summer"), "--json").out());
    assertThat(json.get(0).path("owner").path("id").asString()).isEqualTo("anna");
    assertThat(json.get(0).path("sure").asString()).isEqualTo("exact");
  }

  @Test
  void explainsATouchpointACheckAndAnIncident() throws InterruptedException {
    shell.breaksPages();
    shell.letsTheDaemonLook();
    Result whole = shell.types("explain", "summer");
    assertThat(whole.code()).as(whole.all()).isZero();
    assertThat(whole.out()).contains("Summer page").contains("wrong: ").contains("500");
    assertThat(shell.types("explain", "summer/page").out()).contains("incident " + incident());
    Result one = shell.types("explain", incident());
    assertThat(one.out()).contains("history:").contains("opened").contains("Anna Berg");
    JsonNode json =
        JsonMapper.builder().build().readTree(shell.types("explain", "summer", "--json").out());
    assertThat(json.path("incidents").get(0).path("id").asString()).isEqualTo(incident());
  }

  @Test
  void explainsBesideARunningDaemon() throws InterruptedException {
    shell.letsTheDaemonLook();
    try (Ledger writer = SqliteLedger.open(home.resolve("data"))) {
      writer.change(work -> work.pulse("looks", Shell.NOW));
      assertThat(shell.types("explain", "summer").code()).isZero();
    }
  }

  @Test
  void findsTheLedgerWhereTheDaemonIsToldToKeepIt() throws InterruptedException {
    shell.letsTheDaemonLook();
    assertThat(shell.types("list").err()).isEmpty();
    shell.file(
        "config/daemon.yaml", shell.text("config/daemon.yaml") + "storage: {data: elsewhere}\n");
    assertThat(shell.types("list").err()).contains("there is no ledger in").contains("elsewhere");
  }

  @Test
  void saysHowFastCustomersAreAnswered() throws InterruptedException {
    assertThat(shell.types("answers").err()).contains("nothing is known yet");
    shell.letsTheDaemonLook();
    assertThat(shell.types("answers").out()).isEqualTo("Nobody was heard.\n");
    CheckId page = new CheckId("summer", "page");
    Instant word = Shell.NOW.minusSeconds(7_200);
    Voice waits = Voice.said("google", "r1", word, Voice.Reply.NONE, "").due(Shell.NOW);
    Voice answered =
        Voice.said("google", "r2", word, Voice.Reply.PUBLISHED, "")
            .answered(word.plusSeconds(3_600))
            .due(Shell.NOW);
    try (Ledger writer = SqliteLedger.open(home.resolve("data"))) {
      writer.change(work -> work.hear(page, List.of(waits, answered), Shell.NOW));
    }
    Result said = shell.types("answers", "summer");
    assertThat(said.code()).as(said.all()).isZero();
    assertThat(said.out())
        .containsPattern("summer +google +2 +50 % +50 % +1 +1 hour")
        .contains("1 waits for an answer, 1 too long; the first has waited for 2 hours 2 minutes.");
    assertThat(shell.types("answers", "export").out()).isEqualTo("Nobody was heard.\n");
    JsonNode json = JsonMapper.builder().build().readTree(shell.types("answers", "--json").out());
    assertThat(json.get(0).path("medianSeconds").asLong()).isEqualTo(3_600);
    assertThat(shell.types("answers", "sumer").err()).contains("did you mean 'summer'?");
    assertThat(shell.types("answers", "--weeks", "0").code()).isEqualTo(2);
  }

  @Test
  void cannotExplainWhatItDoesNotKnow() throws InterruptedException {
    Result early = shell.types("explain", "summer");
    assertThat(early.code()).isEqualTo(2);
    assertThat(early.err()).contains("nothing is known yet");
    shell.letsTheDaemonLook();
    Result unknown = shell.types("explain", "sumer");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("did you mean 'summer'?");
  }
}
