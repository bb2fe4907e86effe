package io.wellkept.probe.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Http;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Finding;
import java.net.URI;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Through an application that knows nothing of us: H2's web console, from its log-in form to a
 * query's answer and out again. It leads from page to page by scripts and frames, so the flow reads
 * where they lead.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class H2ConsoleTest {
  private static final String LOG_IN =
      """
      steps:
        - open: /
        - extract: {login: {regex: "location.href = '([^']+)'"}}
        - open: /{{login}}
        - expect: {has: ["form[name=login]"]}
        - submit:
            form: form[name=login]
            with: {driver: org.h2.Driver, url: "jdbc:h2:mem:tea", user: sa, password: "%s"}
            button: Connect
            safe: true
      """;

  private static final String QUERY =
      LOG_IN.formatted("")
          + """
            - extract: {session: {regex: "jsessionid=([0-9a-f]+)"}}
            - expect: {has: ["frame[name=h2query]"]}
            - follow: {selector: "frame[name=h2query]"}
            - call:
                url: /query.do?jsessionid={{session}}
                method: POST
                headers: {Content-Type: application/x-www-form-urlencoded}
                body: "sql=SELECT+6*7+AS+ANSWER,'{{run.id}}'+AS+MARK"
            - expect: {selector-text: {td: "42"}, contains: ["{{run.id}}", ANSWER], has-not: [.error]}
            - open: /logout.do?jsessionid={{session}}
            - expect: {contains: [Welcome to H2]}
            - call: {url: "/query.do?jsessionid={{session}}&sql=SELECT+1+AS+ANSWER"}
            - expect: {has-not: [td]}
          """;

  private final Http http = Scene.http(new Scene.Clock());
  private Server console;

  @BeforeEach
  void start() throws SQLException {
    console =
        Server.createWebServer("-webPort", "0", "-ifNotExists", "-webAdminPassword", "").start();
  }

  @AfterEach
  void stop() {
    console.stop();
    http.close();
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + console.getPort() + "/");
  }

  @Test
  void logsInAsksAndLeaves() throws Exception {
    assertThat(Flows.findings(http, address(), QUERY)).isEmpty();
  }

  @Test
  void findsAQueryThatIsRefused() throws Exception {
    Finding finding = Flows.only(http, address(), QUERY.replace("SELECT+6", "SELECT+FROM+6"));

    assertThat(finding.code()).isEqualTo("flow.unexpected");
    assertThat(finding.headline()).contains("(step 10 of 14)");
    assertThat(finding.evidence().toString()).contains("Syntax error in SQL statement");
  }

  @Test
  void findsALogInThatIsRefused() throws Exception {
    Finding finding =
        Flows.only(
            http,
            address(),
            LOG_IN.formatted("wrong").replace("mem:tea", "mem:tea;IFEXISTS=TRUE")
                + "  - expect: {has: [frameset]}\n");

    assertThat(finding.headline()).contains("frameset").contains("(step 6 of 6)");
    assertThat(finding.evidence().toString()).contains("not found").doesNotContain("wrong");
  }
}
