package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final String CANARY = "canary-9f3a77-tweets";
  private final Map<String, String> files = Shop.files();

  private void mail(String settings) {
    files.put(
        "config/daemon.yaml",
        Shop.DAEMON.replace(
            "host: smtp.example.org}", "host: smtp.example.org, " + settings + "}"));
  }

  private static Shop.MailSettings mail(Plan plan) {
    return (Shop.MailSettings) plan.daemon().notifiers().get(0).settings();
  }

  private Reading read(Map<String, String> variables) {
    return Shop.reader(variables).read(Sources.of(files));
  }

  @Test
  void fillsInVariablesAlsoInsideLongerTexts() {
    mail("port: \"${env:PORT}\", password: \"a-${env:WORD}-$${b}-${env:WORD}\"");
    Shop.MailSettings mail = mail(Shop.good(read(Map.of("PORT", "2525", "WORD", "x$1\\y"))).plan());
    assertThat(mail.port()).isEqualTo(2525);
    assertThat(mail.password()).isEqualTo("a-x$1\\y-${b}-x$1\\y");
  }

  @Test
  void doesNotResolveWhatASecretHolds() {
    mail("password: \"${env:WORD}\"");
    assertThat(mail(Shop.good(read(Map.of("WORD", "${env:OTHER}"))).plan()).password())
        .isEqualTo("${env:OTHER}");
  }

  @Test
  void readsFilesWithoutTheirLastLineBreak(@TempDir Path home) throws IOException {
    Files.writeString(home.resolve("word"), "two\nlines\n");
    Files.writeString(home.resolve("windows"), "w\r\n");
    mail("password: \"${file:word}|${file:" + home.resolve("windows") + "}\"");
    PlanReader reader = new PlanReader(Shop.catalogue(), Secrets.of(Map.of(), home), 1);
    assertThat(mail(Shop.good(reader.read(Sources.of(files))).plan()).password())
        .isEqualTo("two\nlines|w");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${env:NOT_SET} | the variable 'NOT_SET' is not set",
        "${file:/no/such} | the file '/no/such' is not readable",
        "${file:\\0} | is not readable",
        "${vault:x} | '${vault:x}' refers to nothing; expected ${env:NAME} or ${file:PATH}",
        "${HOME} | '${HOME}' refers to nothing",
        "${env:X | '${env:X' is not closed"
      })
  void saysWhatAReferenceLacks(String line) {
    String[] parts = line.split(" \\| ");
    mail("password: \"" + parts[0] + "\"");
    assertThat(Shop.problems(read(Map.of())))
        .singleElement()
        .asString()
        .startsWith("config/daemon.yaml:5:")
        .contains(parts[1]);
  }

  @Test
  void namesEveryMissingVariableAtItsPlace() {
    mail("port: \"${env:A}\", password: \"${env:B}${env:C}\"");
    assertThat(Shop.problems(read(Map.of()))).hasSize(3);
  }

  /** The canary stands wherever a reference may stand, in ways that every check stumbles over. */
  @Test
  void neverShowsAValueInAnyProblemOrText() {
    String ref = "\"${env:CANARY}\"";
    Map<String, String> home = new TreeMap<>();
    home.put(
        "config/daemon.yaml",
        """
        web: {public-url: REF, listen: REF, public: REF, operations: REF, pages: REF}
        storage: {data: REF, keep-events: REF, keep-hours: REF, keep-beats: REF}
        notifiers:
          mail: {kind: email, host: REF, port: REF, password: REF}
          host: {kind: email, host: "a ${env:CANARY}"}
          chat: {kind: slack, webhook: REF}
          http: {kind: slack, webhook: "http://hooks.example.org/${env:CANARY}"}
          slow: {kind: slack, webhook: "https://hooks.example.org/${env:CANARY}", timeout: REF}
          kind: {kind: REF}
        own-hosts: [REF]
        own-pace: {at-once: REF, per-second: REF}
        allow-addresses: [REF]
        user-agent: REF
        operators: REF
        outside-heartbeat: {url: REF, every: REF}
        observe: REF
        metrics: {per-touchpoint-up-to: REF}
        zone: REF
        """
            .replace("REF", ref));
    home.put(
        "config/people.yaml",
        """
        people:
          anna: {name: REF, email: REF, slack: REF, zone: REF, hours: REF, tell-by: [REF]}
          ben: {name: Ben, hours: {mon: REF}, away: [{from: REF, until: REF}]}
        teams: {web: {name: REF, lead: REF, members: [REF]}}
        """
            .replace("REF", ref));
    home.put(
        "config/policies.yaml",
        """
        ladders: {slow: {rungs: [{tell: REF, after: REF}], around-the-clock: REF, retry-for: REF}}
        table: {low: {minor: REF}}
        """
            .replace("REF", ref));
    home.put("config/journey.yaml", "stages: [{id: REF, name: REF}]\n".replace("REF", ref));
    home.put(
        "monitors/a.yaml",
        """
        touchpoints:
          - id: a
            name: REF
            url: REF
            importance: REF
            owner: REF
            backup: [REF]
            stage: REF
            channel: REF
            personas: [REF]
            tags: [REF]
            playbook: REF
            live: {from: REF, until: REF}
            depends-on: [REF]
            was: [REF]
            observe: REF
            checks:
              page: {status: REF, slower-than: REF, at: REF, language: REF, every: REF}
              beat: {kind: REF}
          - {id: b, owner: anna, backup: ben, url: "x ${env:CANARY}", live: {from: REF}}
          - {id: REF, owner: ben, backup: REF}
        """
            .replace("REF", ref));
    for (int i = 0; i < 2; i++) {
      Reading reading = Shop.reader(Map.of("CANARY", CANARY)).read(Sources.of(home));
      assertThat(Shop.problems(reading)).hasSizeGreaterThan(20);
      assertHidden(reading.toString());
      // the second time with nothing refused by a schema, so that binding is tried
      home.put(
          "config/daemon.yaml",
          home.get("config/daemon.yaml").replaceAll("(?m)^.*kind: \"\\$.*$", ""));
      home.replaceAll((path, text) -> text.replaceAll(", language: \"[^\"]*\"", ""));
    }
  }

  @Test
  void hidesWhatASettingsRecordComplainsAbout() {
    files.put(
        "config/daemon.yaml",
        Shop.DAEMON
            + "  chat: {kind: slack, webhook: \"http://hooks.example.org/${env:CANARY}\"}\n"
            + "  post: {kind: email, host: \"a ${env:CANARY}\"}\n"
            + "  port: {kind: email, host: a, port: \"${env:CANARY}\"}\n");
    Reading reading = read(Map.of("CANARY", CANARY));
    assertThat(Shop.problems(reading))
        .hasSize(3)
        .allMatch(problem -> problem.endsWith("does not fit here (not shown)"));
    assertHidden(reading.toString());
  }

  @Test
  void keepsSettingsOutOfThePlansOwnText() {
    files.put(
        "config/daemon.yaml",
        Shop.DAEMON
            + "  chat: {kind: slack, webhook: \"https://hooks.example.org/${env:CANARY}\"}\n"
            + "outside-heartbeat: {url: \"https://beat.example.org/${env:CANARY}\"}\n");
    files.put(
        "monitors/more.yaml",
        Shop.HOME.replace("shop-home", "more")
            + "    checks: {page: {headers: {Authorization: \"${env:CANARY}\"}}}\n");
    Plan plan = Shop.good(read(Map.of("CANARY", CANARY))).plan();
    Shop.SlackSettings chat = (Shop.SlackSettings) plan.daemon().notifiers().get(1).settings();
    assertThat(chat.webhook()).isEqualTo(URI.create("https://hooks.example.org/" + CANARY));
    assertHidden(plan.toString());
    Plan other = Shop.good(read(Map.of("CANARY", "another"))).plan();
    assertHidden(PlanChange.between(other, plan).toString());
    assertThat(PlanChange.between(other, plan).words())
        .containsExactly(
            "check page of more changed", "notifier chat changed", "the outside heartbeat changed");
  }

  @Test
  void holdsWhatReferencesStandForAgainstTheSameRules() {
    files.put(
        "config/daemon.yaml",
        Shop.DAEMON
            + """
            own-pace: {at-once: "${env:NONE}", per-second: "${env:NONE}"}
            metrics: {per-touchpoint-up-to: "-${env:ONE}"}
            user-agent: "${env:LINES}"
            own-hosts: ["${env:LINES}"]
            """);
    assertThat(Shop.problems(read(Map.of("NONE", "0", "ONE", "1", "LINES", "a\r\nX-Evil: b"))))
        .hasSize(5)
        .allMatch(problem -> problem.contains("; expected "));
  }

  private static void assertHidden(String text) {
    for (int i = 0; i + 6 <= CANARY.length(); i++) {
      assertThat(text).doesNotContain(CANARY.substring(i, i + 6));
    }
  }
}
