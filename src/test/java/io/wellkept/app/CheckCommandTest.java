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

final class CheckCommandTest {
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
  void looksWithoutDaemonAndWithoutTheNotifiersSecrets() {
    Result fine = shell.types("check", "summer");
    assertThat(fine.code()).as(fine.all()).isZero();
    assertThat(fine.out()).contains("summer/page: healthy").contains("latency_seconds");
    assertThat(shell.has("data")).isFalse();
  }

  @Test
  void showsFindingsWithTheirEvidence() {
    shell.breaksPages();
    Result bad = shell.types("check", "summer/page");
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.out()).contains("summer/page: wrong").contains("500").contains("address: ");
  }

  @Test
  void isBlindWhereItMayNotLook() {
    shell.file(
        "config/daemon.yaml", shell.text("config/daemon.yaml").replace("[127.0.0.0/8]", "[]"));
    Result blind = shell.types("check", "summer");
    assertThat(blind.code()).as(blind.all()).isEqualTo(3);
    assertThat(blind.out()).contains("blind, may not connect");
  }

  @Test
  void doesNotGuessAHeartbeatThatOnlyTheDaemonHears() {
    shell.file(
        "monitors/job.yaml",
        """
        touchpoints:
          - id: export
            owner: anna
            backup: ben
            checks: {nightly: {kind: heartbeat, expect-every: 1d}}
        """);
    Result blind = shell.types("check", "export");
    assertThat(blind.code()).isEqualTo(3);
    assertThat(blind.out()).contains("kept by the daemon");
  }

  @Test
  void needsTheSecretsThatLookingNeeds() {
    shell.file(
        "monitors/first.yaml",
        shell.text("monitors/first.yaml")
            + "    checks: {page: {headers: {Authorization: \"${env:TOKEN}\"}}}\n");
    Result refused = shell.types("check", "summer");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("'TOKEN' is not set").doesNotContain("SMTP_PASSWORD");
    shell.environment.put("TOKEN", "canary-2");
    Result fine = shell.types("check", "summer");
    assertThat(fine.code()).as(fine.all()).isZero();
    assertThat(fine.all()).doesNotContain("canary");
  }

  @Test
  void sendsNothingUnlessThatIsSaid() {
    shell.file(
        "monitors/first.yaml",
        shell.text("monitors/first.yaml")
            + """
                checks:
                  page: {}
                  lead: {kind: flow, steps: [{open: ""}, {call: {url: /send, method: POST}}]}
            """);
    Result others = shell.types("check", "summer");
    assertThat(others.code()).as(others.all()).isZero();
    assertThat(others.out()).contains("summer/page: healthy").doesNotContain("summer/lead:");
    assertThat(others.err()).contains("Left out: summer/lead sends something").contains("--submit");
    Result refused = shell.types("check", "summer/lead");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("give --submit to send it now");
    Result sent = shell.types("check", "summer/lead", "--submit");
    assertThat(sent.out()).as(sent.all()).contains("summer/lead: healthy");
  }

  @Test
  void suggestsWhatWasMeant() {
    Result unknown = shell.types("check", "sumer");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("did you mean 'summer'?");
    assertThat(shell.types("check", "summer/pag").err()).contains("did you mean 'summer/page'?");
  }

  @Test
  void answersScriptsInJson() {
    shell.breaksPages();
    JsonNode seen =
        JsonMapper.builder().build().readTree(shell.types("check", "summer", "--json").out());
    assertThat(seen.get(0).path("touchpoint").asString()).isEqualTo("summer");
    assertThat(seen.get(0).path("findings").get(0).path("code").asString())
        .isEqualTo("page.status");
    assertThat(seen.get(0).path("findings").get(0).path("sure").asBoolean()).isTrue();
  }
}
