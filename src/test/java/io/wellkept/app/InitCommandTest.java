package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.app.Shell.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InitCommandTest {
  @TempDir Path home;
  private Shell shell;

  @BeforeEach
  void sitsDown() {
    shell = new Shell(home);
  }

  @AfterEach
  void leaves() {
    shell.close();
  }

  private Result init() {
    return shell.types(
        "init",
        "--me",
        "Anna Berger",
        "--email",
        "anna@shop.example",
        "--smtp",
        "smtp.shop.example",
        "--smtp-user",
        "wellkept",
        "--backup",
        "Ben Maurer",
        "--backup-email",
        "ben@shop.example",
        "--url",
        shell.page("/summer"));
  }

  @Test
  void whatItWritesIsAPlanAndItsPageCanBeLookedAt() {
    Result written = init();
    assertThat(written.code()).as(written.all()).isZero();
    assertThat(written.out()).contains("export SMTP_PASSWORD=...");

    assertThat(shell.types("validate", "--without-secrets").out()).contains("1 touchpoint");
    assertThat(shell.types("validate").code()).isEqualTo(1);
    shell.environment.put("SMTP_PASSWORD", "canary-1");
    assertThat(shell.types("validate").code()).isZero();

    String next = written.out().replaceAll("(?s).*wellkept check (\\S+).*", "$1");
    Result looked = shell.types("check", next);
    assertThat(looked.code()).as(looked.all()).isZero();
    assertThat(looked.out()).contains("healthy");
  }

  @Test
  void theFirstPersonGetsADigestEachWeek() {
    init();
    assertThat(shell.text("config/daemon.yaml"))
        .contains("  - {name: week, when: weekly mon 07:30, audience: company, to: [anna]}");
  }

  @Test
  void namesTheSchemaInTheFirstLineOfEachFileAndWritesTheSchemas() {
    init();
    for (String name : new String[] {"daemon", "people", "journey"}) {
      assertThat(shell.text("config/" + name + ".yaml"))
          .startsWith("# yaml-language-server: $schema=schema/" + name + ".json\n");
      assertThat(shell.text("config/schema/" + name + ".json")).contains("draft-07");
    }
    assertThat(shell.text("monitors/first.yaml"))
        .startsWith("# yaml-language-server: $schema=../config/schema/touchpoints.json\n");
  }

  @Test
  void neverOverwrites() {
    shell.file("config/people.yaml", "mine");
    Result refused = init();
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("config/people.yaml").contains("--home");
    assertThat(shell.text("config/people.yaml")).isEqualTo("mine");
    assertThat(shell.has("config/daemon.yaml")).isFalse();
  }

  @Test
  void explainsWhatABackupIsForToSomebodyAlone() {
    Result refused =
        shell.types(
            "init",
            "--me",
            "Anna",
            "--email",
            "anna@shop.example",
            "--smtp",
            "smtp.shop.example",
            "--url",
            "https://shop.example.org/");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("--backup NAME").contains("when its owner is silent");
    assertThat(shell.has("config")).isFalse();
  }

  @Test
  void writesNothingIfTheAnswersMakeNoPlan() {
    Result refused =
        shell.types(
            "init",
            "--me",
            "Anna",
            "--email",
            "nonsense",
            "--smtp",
            "smtp.shop.example",
            "--backup",
            "Ben",
            "--backup-email",
            "ben@shop.example",
            "--zone",
            "Mars/Base",
            "--url",
            "https://shop.example.org/");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("config/daemon.yaml:");
    assertThat(shell.has("config")).isFalse();
  }

  @Test
  void saysThatNobodyElseCanOpenLinksToThisMachine() {
    assertThat(init().out()).contains("Mind: config/daemon.yaml:").contains("nobody else can open");
    shell.environment.put("SMTP_PASSWORD", "canary-1");
    assertThat(shell.types("validate").out()).contains("warning: 'public-url' leads to this");

    shell.file(
        "config/daemon.yaml",
        shell
            .text("config/daemon.yaml")
            .replace("http://127.0.0.1:8800", "https://wellkept.example.org")
            .replace("# own-eyes:", "own-eyes:")
            .replace("#   references:", "  references:"));
    assertThat(shell.types("validate").out()).doesNotContain("warning");
  }

  @Test
  void asksAtATerminal() {
    shell.answers(
        "Anna Berger",
        "anna@shop.example",
        "127.0.0.1:25",
        "",
        "Anna Meier",
        "anna.meier@shop.example",
        "https://shop.example.org/",
        "https://wellkept.shop.example");
    Result written = shell.types("init");
    assertThat(written.code()).as(written.all()).isZero();
    assertThat(written.out()).doesNotContain("public-url");
    assertThat(shell.text("config/daemon.yaml")).contains("https://wellkept.shop.example");
    assertThat(shell.text("config/people.yaml"))
        .contains("  anna-berger:")
        .contains("  anna-meier:");
    assertThat(shell.types("validate").code()).isZero();
  }

  @Test
  void tellsBySlackAlone() {
    Result written =
        shell.types(
            "init",
            "--me",
            "Zoë Weiß",
            "--slack",
            "U0123",
            "--slack-webhook",
            "${env:SLACK_WEBHOOK}",
            "--backup",
            "李雷",
            "--backup-slack",
            "U0456",
            "--url",
            "shop.example.org");
    assertThat(written.code()).as(written.all()).isZero();
    assertThat(shell.text("config/people.yaml")).contains("  zoe:").contains("  backup:");
    assertThat(shell.types("validate", "--without-secrets").code()).isZero();
  }

  @Test
  void keepsSecretsOutOfTheFiles() {
    String secret = "https://hooks.slack.example/services/canary-7c1f";
    Result refused =
        shell.types(
            "init",
            "--me",
            "Anna",
            "--slack",
            "U0123",
            "--slack-webhook",
            secret,
            "--backup",
            "Ben",
            "--backup-slack",
            "U0456",
            "--url",
            "https://shop.example.org/");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("${env:SLACK_WEBHOOK}").doesNotContain("canary");
    assertThat(shell.has("config")).isFalse();
  }
}
