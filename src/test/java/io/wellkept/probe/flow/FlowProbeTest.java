package io.wellkept.probe.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Leave;
import io.wellkept.probe.Look;
import io.wellkept.probe.Manners;
import io.wellkept.probe.RawServer;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class FlowProbeTest {
  private static final String CONTACT =
      """
      <title>Write to us</title><nav><a href="/contact">Write to us</a><a href="#x"></a></nav>
      <form id=contact method=post action="/send">
      <input type=hidden name=token value=t-42><input name=email><textarea name=message></textarea>
      <button>Send</button></form>
      """;

  private static final String LEAD =
      """
      steps:
        - open: /
        - follow: Write to us
        - submit:
            form: form#contact
            with: {email: "probe+{{run.id}}@example.org", message: "top-secret"}
        - expect: {contains: [Thank you], lands-at: "127.0.0.1:*/thanks"}
      """;

  private final Http http = Scene.http(new Scene.Clock());

  @AfterEach
  void close() {
    http.close();
  }

  private static String line(String request) {
    return request.lines().findFirst().orElse("").replace(" HTTP/1.1", "");
  }

  /** A small shop; what a test says of an address goes first. */
  private static RawServer shop(Map<String, RawServer.Handler> own) {
    return RawServer.http((request, out) -> {
      RawServer.Handler handler = own.get(line(request));
      if (handler == null) {
        handler =
            switch (line(request)) {
              case "POST /send" -> RawServer.answer("303 See Other\r\nLocation: /thanks", "");
              case "GET /thanks" -> RawServer.page("<h1>Thank you</h1>");
              default ->
                  RawServer.answer(
                      "200 OK\r\nContent-Type: text/html\r\nSet-Cookie: visit=v1", CONTACT);
            };
      }
      handler.answer(request, out);
    });
  }

  private static List<String> lines(RawServer server) {
    return server.requests().stream().map(FlowProbeTest::line).toList();
  }

  private static String evidence(Finding finding, String label) {
    return finding.evidence().stream()
        .filter(each -> each.label().equals(label))
        .map(Evidence::text)
        .findFirst()
        .orElse("");
  }

  @Test
  void goesTheWholeWayAsOneVisitor() throws Exception {
    try (RawServer server = shop(Map.of())) {
      Observation.Seen seen = (Observation.Seen) Flows.walked(http, server.at("/"), LEAD);

      assertThat(seen.findings()).isEmpty();
      assertThat(seen.measurements())
          .extracting(Measurement::name)
          .containsExactly("latency_seconds", "steps_passed", "slowest_step_seconds");
      assertThat(lines(server))
          .containsExactly("GET /", "GET /contact", "POST /send", "GET /thanks");
      String sent = server.requests().get(2);
      assertThat(sent)
          .contains("Cookie: visit=v1")
          .contains("Referer: " + server.at("/contact"))
          .contains("Origin: http://127.0.0.1:" + server.port() + "\n")
          .contains("token=t-42&email=probe%2Bwk-")
          .contains("%40example.org&message=top-secret");
    }
  }

  @Test
  void marksEachLookAnew() throws Exception {
    Set<String> marks = new HashSet<>();
    FlowSettings settings = Flows.settings(LEAD);
    try (RawServer server = shop(Map.of())) {
      for (int i = 0; i < 3; i++) {
        Flows.walked(http, server.at("/"), settings, marks::add);
      }
      assertThat(marks).hasSize(3).allMatch(mark -> mark.matches("wk-[2-9a-z]{8}"));
      for (String mark : marks) {
        assertThat(server.requests().stream().filter(each -> each.contains(mark))).hasSize(1);
      }
    }
  }

  @Test
  void sendsNothingWithoutLeaveAndIsBlindThen() throws Exception {
    try (RawServer server = shop(Map.of())) {
      Judgement judgement = Flows.walked(http, server.at("/"), Flows.settings(LEAD), Leave.NEVER);

      assertThat(judgement.observation())
          .isInstanceOfSatisfying(
              Observation.Blind.class,
              blind -> assertThat(blind.fault()).isInstanceOf(Fault.NoLeave.class));
      assertThat(lines(server)).containsExactly("GET /", "GET /contact");
    }
  }

  @Test
  void asksLeaveOnceAndOnlyWhenThereIsSomethingToSend() throws Exception {
    List<String> asked = new ArrayList<>();
    Leave leave = asked::add;
    try (RawServer server = shop(Map.of())) {
      Flows.walked(http, server.at("/"), Flows.settings(LEAD.replace("#contact", "#no")), leave);
      assertThat(asked).isEmpty();
      String twice = "steps: [{open: /}, {submit: {}}, {open: /}, {submit: {}}]";
      Flows.walked(http, server.at("/"), Flows.settings(twice), leave);
      assertThat(asked).hasSize(1);
      String search = "steps: [{open: /}, {submit: {safe: true}}]";
      Flows.walked(http, server.at("/"), Flows.settings(search), leave);
      assertThat(asked).hasSize(1);
    }
  }

  @Test
  void saysWhichStepDoesNotWorkAndWhatWasThere() throws Exception {
    try (RawServer server =
        shop(
            Map.of(
                "GET /thanks",
                RawServer.page("<div role=alert>Please try top-secret later</div>")))) {
      Finding finding = Flows.only(http, server.at("/"), LEAD);

      assertThat(finding.code()).isEqualTo("flow.unexpected");
      assertThat(finding.key()).isEqualTo("flow.unexpected:4:text");
      assertThat(finding.headline()).isEqualTo("“Thank you” is missing (step 4 of 4)");
      assertThat(evidence(finding, "step")).isEqualTo("4 of 4: make sure of the answer");
      assertThat(evidence(finding, "found")).isEqualTo("Please try … later");
      assertThat(evidence(finding, "address")).isEqualTo(server.at("/thanks").toString());
      assertThat(evidence(finding, "steps before it took")).matches("(\\d+\\.\\d s(, )?){3}");
      assertThat(evidence(finding, "marked")).startsWith("wk-");
    }
  }

  @Test
  void findsAStatusThatNobodyExpected() throws Exception {
    try (RawServer server =
        shop(Map.of("POST /send", RawServer.answer("422 No", "<p class=error>Bad token</p>")))) {
      Finding finding = Flows.only(http, server.at("/"), LEAD);

      assertThat(finding.code()).isEqualTo("flow.status");
      assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
      assertThat(finding.headline()).isEqualTo("The answer is 422 instead of 200 (step 3 of 4)");
      assertThat(evidence(finding, "quote")).isEqualTo("Bad token");
      assertThat(
              Flows.findings(
                  http,
                  server.at("/"),
                  LEAD.replace("contains: [Thank you]", "status: [422]")
                      .replace("/thanks", "/send")))
          .isEmpty();
    }
  }

  @Test
  void saysThatNobodyKnowsWhetherWhatWasSentArrived() throws Exception {
    RawServer.Handler cut =
        (request, out) -> {
          throw new IOException("and hangs up");
        };
    try (RawServer server = shop(Map.of("POST /send", cut))) {
      Finding finding = Flows.only(http, server.at("/"), LEAD);

      assertThat(finding.code()).isEqualTo("flow.unreachable");
      assertThat(evidence(finding, "note"))
          .contains("nobody knows whether it has arrived; look for wk-");
      assertThat(lines(server)).containsOnlyOnce("POST /send");
    }
    try (RawServer server = shop(Map.of("GET /contact", cut))) {
      assertThat(evidence(Flows.only(http, server.at("/"), LEAD), "note")).isEmpty();
    }
  }

  @Test
  void saysWhenWhatWasSentWasSent() throws Exception {
    FlowProbe probe = new FlowProbe(new HttpWalker(http), Flows.receipts(http));
    FlowSettings settings = Flows.settings(LEAD);
    try (RawServer server = shop(Map.of())) {
      Look<FlowSettings> look = Flows.look(server.at("/"), settings, Leave.ALWAYS);
      Trail trail = probe.look(look);

      assertThat(trail.end()).isNull();
      assertThat(trail.runId()).startsWith("wk-");
      assertThat(trail.sentAt(Scene.NOON).orElseThrow())
          .isBetween(Scene.NOON.minusSeconds(10), Scene.NOON);
    }
  }

  @Test
  void isBlindWhereTheSiteTakesUsForARobot() throws Exception {
    try (RawServer server =
        shop(
            Map.of(
                "GET /contact",
                RawServer.answer("403 No\r\ncf-mitigated: challenge", "Just a moment")))) {
      assertThat(Flows.fault(http, server.at("/"), LEAD)).isInstanceOf(Fault.Blocked.class);
    }
    try (RawServer server = shop(Map.of("POST /send", RawServer.answer("429 Slow", "")))) {
      assertThat(Flows.fault(http, server.at("/"), LEAD)).isInstanceOf(Fault.Throttled.class);
    }
  }

  @Test
  void saysWhichLinksThereAre() throws Exception {
    try (RawServer server = shop(Map.of())) {
      Finding gone =
          Flows.only(http, server.at("/"), LEAD.replace("follow: Write", "follow: Talk"));
      assertThat(gone.headline()).isEqualTo("The link is not there: “Talk to us” (step 2 of 4)");
      assertThat(evidence(gone, "found")).isEqualTo("Write to us");
    }
  }

  @Test
  void speaksWithAnInterfaceForPrograms() throws Exception {
    String orders =
        """
        headers: {X-Preview: canary-1}
        steps:
          - open: /
          - extract: {token: {selector: "input[name=token]"}, all: {regex: "value=(t-[0-9]+)"}}
          - call:
              url: /api/orders?t={{token}}
              json: {mark: "{{run.id}}", items: [{tea: "{{all}}", count: 2}]}
              headers: {Authorization: Bearer canary-2}
          - extract: {order: {json: $.order.id}, place: {header: X-Place}}
          - call: {url: "/api/orders/{{order}}/{{place}}"}
          - expect: {status: [200], json: {$.status: open, $.count: 9007199254740993}}
        """;
    Map<String, RawServer.Handler> api =
        Map.of(
            "POST /api/orders?t=t-42",
            RawServer.answer(
                "201 Created\r\nContent-Type: application/json\r\nX-Place: here",
                "{\"order\": {\"id\": 77}}"),
            "GET /api/orders/77/here",
            RawServer.answer(
                "200 OK\r\nContent-Type: application/json",
                "{\"status\": \"open\", \"count\": 9007199254740993}"));
    try (RawServer server = shop(api)) {
      assertThat(Flows.findings(http, server.at("/"), orders)).isEmpty();
      assertThat(server.requests().get(1))
          .contains("Content-Type: application/json")
          .contains("Authorization: Bearer canary-2")
          .contains("X-Preview: canary-1")
          .contains("\"items\":[{\"tea\":\"t-42\",\"count\":2}]");

      Finding other =
          Flows.only(http, server.at("/"), orders.replace("status: open", "status: paid"));
      assertThat(other.headline())
          .isEqualTo("The answer has another value at $.status (step 6 of 6)");
      assertThat(evidence(other, "expected")).isEqualTo("paid");
      assertThat(evidence(other, "found")).isEqualTo("open");
      assertThat(other.toString()).doesNotContain("canary");
      Finding none = Flows.only(http, server.at("/"), orders.replace("$.order.id", "$.id"));
      assertThat(none.headline()).isEqualTo("The answer has no “order” (step 4 of 6)");
    }
  }

  @Test
  void keepsItsHeadersFromOtherHosts() throws Exception {
    try (RawServer other = RawServer.http(RawServer.page("<p>hello</p>"));
        RawServer server = shop(Map.of())) {
      String away =
          "headers: {X-Preview: canary}\nsteps: [{open: /}, {open: \"" + other.at("/") + "\"}]";
      assertThat(Flows.findings(http, server.at("/"), away)).isEmpty();
      assertThat(server.requests().get(0)).contains("X-Preview: canary");
      assertThat(other.requests().get(0)).doesNotContain("canary");
    }
  }

  @Test
  void endsWhenTheTimeForAllStepsIsOver() throws Exception {
    RawServer.Handler slow =
        (request, out) -> {
          Thread.sleep(1200);
          RawServer.page("<p>slow</p>").answer(request, out);
        };
    try (RawServer server = RawServer.http(slow)) {
      Finding finding =
          Flows.only(
              http,
              server.at("/"),
              "deadline: 2s\nsteps: [{open: /}, {open: /a}, {open: /b}, {open: /c}]");
      assertThat(finding.code()).isEqualTo("flow.unreachable");
      assertThat(finding.headline()).contains("(step 2 of 4)");
    }
  }

  @Test
  void sendsNothingWhenOurWaitingLeavesTheSiteTooLittleTime() throws Exception {
    Manners.Pace slow = new Manners.Pace(1, 2);
    Manners manners = new Manners(Set.of(), slow, slow, Duration.ofSeconds(5));
    FlowSettings settings =
        Flows.settings("deadline: 700ms\nsteps: [{open: /}, {open: /contact}, {submit: {}}]");
    List<String> asked = new ArrayList<>();
    try (RawServer server = shop(Map.of());
        Http polite = new Http(Scene.setup(manners), new Scene.Clock())) {
      Judgement judgement = Flows.walked(polite, server.at("/"), settings, asked::add);

      assertThat(judgement.observation())
          .isInstanceOfSatisfying(
              Observation.Blind.class,
              blind -> assertThat(blind.fault()).isInstanceOf(Fault.Crowded.class));
      assertThat(lines(server)).containsExactly("GET /", "GET /contact");
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void anExpressionThatAPageDrivesMadFindsNothing() throws Exception {
    try (RawServer server = RawServer.http(RawServer.page("a".repeat(400_000)))) {
      Finding finding =
          Flows.only(
              http,
              server.at("/"),
              "deadline: 900ms\nsteps: [{open: /}, {extract: {x: {regex: a+b}}}]");
      assertThat(finding.headline()).isEqualTo("The answer has no “x” (step 2 of 2)");
    }
  }

  @Test
  void judgesATrailWithoutWalkingIt() {
    FlowSettings settings = Flows.settings(LEAD);
    Trail late =
        new Trail(
            "wk-22222222",
            List.of(Duration.ofMillis(1_500)),
            new Trail.End.Late(Duration.ofSeconds(30)),
            Duration.ofSeconds(31),
            null);
    Observation.Seen seen =
        (Observation.Seen) FlowJudge.judge(settings, late, Memory.EMPTY, Scene.NOON).observation();
    assertThat(seen.findings().get(0).headline())
        .isEqualTo("The whole way takes longer than 30 seconds (step 2 of 4)");
    assertThat(evidence(seen.findings().get(0), "steps before it took")).isEqualTo("1.5 s");
  }

  @Test
  void knowsWhereItLooksWithoutTheTouchpointsAddress() {
    assertThat(FlowProbe.KIND.target().apply(Flows.settings("steps: [{open: /a}]"))).isEmpty();
    assertThat(
            FlowProbe.KIND
                .target()
                .apply(Flows.settings("steps: [{open: \"https://a.example.org/x\"}]")))
        .contains("https://a.example.org/x");
  }
}
