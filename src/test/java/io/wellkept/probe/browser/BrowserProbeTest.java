package io.wellkept.probe.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.wellkept.probe.Files;
import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Leave;
import io.wellkept.probe.Look;
import io.wellkept.probe.Looker;
import io.wellkept.probe.Manners;
import io.wellkept.probe.Probes;
import io.wellkept.probe.RawServer;
import io.wellkept.probe.Register;
import io.wellkept.probe.Scene;
import io.wellkept.probe.Turns;
import io.wellkept.probe.flow.FlowSettings;
import io.wellkept.probe.flow.Flows;
import io.wellkept.probe.flow.StepSettings;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Observation.Blind;
import io.wellkept.touchpoint.Observation.Seen;
import io.wellkept.touchpoint.Touchpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BrowserProbeTest {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration PLENTY = Duration.ofSeconds(25);

  private static final String DRAWN =
      """
      <!doctype html><title>Tea finder</title><main id="here"></main>
      <script>
        setTimeout(() => {
          document.getElementById('here').innerHTML =
            '<h1>Which tea suits you?</h1><p style="display: none">Something went wrong</p>';
        }, 100);
      </script>
      """;

  private final Scene.Clock clock = new Scene.Clock();
  private final Http http = Scene.http(clock);
  private final List<byte[]> kept = new ArrayList<>();
  private final Files files =
      (check, bytes, type) -> {
        kept.add(bytes);
        return "file" + kept.size();
      };

  @AfterEach
  void close() {
    http.close();
  }

  private Observation look(URI base, StepSettings... steps) throws InterruptedException {
    return look(OneBrowser.shared(), base, PLENTY, Leave.ALWAYS, Map.of(), steps);
  }

  private Observation lookSoon(URI base, StepSettings... steps) throws InterruptedException {
    return look(OneBrowser.shared(), base, SOON, Leave.ALWAYS, Map.of(), steps);
  }

  private Observation look(
      Browsers browsers,
      URI base,
      Duration deadline,
      Leave leave,
      Map<String, String> headers,
      StepSettings... steps)
      throws InterruptedException {
    return look(http, browsers, base, deadline, leave, headers, steps);
  }

  private Observation look(
      Http http,
      Browsers browsers,
      URI base,
      Duration deadline,
      Leave leave,
      Map<String, String> headers,
      StepSettings... steps)
      throws InterruptedException {
    FlowSettings settings =
        Scene.settings(
            FlowSettings.class, "steps", List.of(steps), "deadline", deadline, "headers", headers);
    BrowserProbe probe = new BrowserProbe(browsers, http, files, Flows.receipts(http));
    Touchpoint touchpoint = Scene.touchpoint(base, BrowserProbe.KIND, settings);
    Judgement judgement =
        new Looker(new Probes(List.of(probe)), Register.EMPTY, clock)
            .look(
                touchpoint, touchpoint.checks().get(0), Memory.EMPTY, false, Look.DEADLINE, leave);
    return judgement.observation();
  }

  private static void assertFine(Observation observation) {
    assertThat(observation)
        .isInstanceOfSatisfying(Seen.class, seen -> assertThat(seen.findings()).isEmpty());
  }

  private static Finding finding(Observation observation) {
    assertThat(observation).isInstanceOf(Seen.class);
    assertThat(((Seen) observation).findings()).hasSize(1);
    return ((Seen) observation).findings().get(0);
  }

  private static Fault blind(Observation observation) {
    assertThat(observation).isInstanceOf(Blind.class);
    return ((Blind) observation).fault();
  }

  private static List<String> evidence(Finding finding, String label) {
    return finding.evidence().stream()
        .filter(each -> each.label().equals(label))
        .map(Evidence::text)
        .toList();
  }

  @Test
  void seesAPageThatOnlyExistsWithJavaScript() throws Exception {
    try (RawServer shop = RawServer.http(RawServer.page(DRAWN))) {
      assertFine(
          look(
              shop.at("/finder"),
              Steps.open("/finder"),
              Steps.expect(List.of("Which tea suits you?"), List.of("main h1")),
              Steps.expectNot("Something went wrong")));
    }
    assertThat(kept).isEmpty();
  }

  @Test
  void saysWhatBrokeAndShowsAPictureOfIt() throws Exception {
    String broken = DRAWN.replace("innerHTML", "noSuchThing.at");
    try (RawServer shop = RawServer.http(RawServer.page(broken))) {
      Finding finding =
          finding(
              lookSoon(
                  shop.at("/finder"), Steps.open("/finder"), Steps.expect("Which tea suits you?")));
      assertThat(finding.code()).isEqualTo("flow.unexpected");
      assertThat(finding.headline()).contains("Which tea suits you?");
      assertThat(evidence(finding, "script")).singleElement().asString().contains("TypeError");
      assertThat(evidence(finding, Evidence.SCREENSHOT)).containsExactly("file1");
      byte[] picture = kept.get(0);
      assertThat(picture).startsWith(0xff, 0xd8, 0xff);
      assertThat(picture.length).isLessThan(Files.LARGEST);
    }
  }

  @Test
  void findsAPageBrokenAndThenRepaired() throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    try (RawServer shop =
        RawServer.http((request, out) ->
            RawServer.page(broken.get() ? DRAWN.replace("setTimeout", "setTimeot") : DRAWN)
                .answer(request, out))) {
      StepSettings[] steps = {Steps.open("/"), Steps.expect("Which tea suits you?")};
      assertThat(finding(lookSoon(shop.at("/"), steps)).headline()).contains("is missing");
      broken.set(false);
      assertFine(look(shop.at("/"), steps));
    }
  }

  @Test
  void fillsAndSendsAFormThatAScriptDraws() throws Exception {
    String form =
        """
        <!doctype html><div id="here"></div>
        <script>
          setTimeout(() => {
            document.getElementById('here').innerHTML = `<form>
              <label>Your e-mail <input name="email" type="email"></label>
              <label>Tea <select name="tea"><option value="g">Green</option>
                <option value="o">Oolong</option></select></label>
              <label><input type="checkbox" name="letter"> A letter a month</label>
              <button>Send</button></form><p id="said"></p>`;
            document.forms[0].addEventListener('submit', async (event) => {
              event.preventDefault();
              const data = new URLSearchParams(new FormData(document.forms[0]));
              await fetch('/leads?' + data);
              document.getElementById('said').textContent = 'Thank you, ' + data.get('email');
            });
          }, 50);
        </script>
        """;
    try (RawServer shop = RawServer.http(RawServer.page(form))) {
      Observation observation =
          look(
              shop.at("/"),
              Steps.open("/"),
              Steps.submit(
                  "Send", "Your e-mail", "probe@example.org", "tea", "Oolong", "letter", true),
              Steps.expect("Thank you, probe@example.org"));
      assertFine(observation);
      assertThat(shop.requests())
          .anyMatch(request ->
              request.startsWith("GET /leads?email=probe%40example.org&tea=o&letter=on "));
    }
  }

  @Test
  void sendsNothingWithoutLeave() throws Exception {
    String form = "<form action='/lead' method='post'><button>Send</button></form>";
    try (RawServer shop = RawServer.http(RawServer.page(form))) {
      Observation observation =
          look(
              OneBrowser.shared(),
              shop.at("/"),
              PLENTY,
              Leave.NEVER,
              Map.of(),
              Steps.open("/"),
              Steps.submit(null));
      assertThat(blind(observation)).isInstanceOf(Fault.NoLeave.class);
      assertThat(shop.requests()).noneMatch(request -> request.startsWith("POST"));
    }
  }

  @Test
  void followsALinkAndReadsWhereItLeads() throws Exception {
    String start = "<a href='/two' onclick='this.dataset.x=1'>Go <b>on</b></a>";
    String end = "<h1>Arrived</h1><p class='number'>No. 7</p>";
    try (RawServer shop =
        RawServer.http((request, out) ->
            RawServer.page(request.startsWith("GET /two ") ? end : start).answer(request, out))) {
      assertFine(
          look(
              shop.at("/"),
              Steps.open("/"),
              Steps.follow("Go on"),
              Steps.extract("number", ".number"),
              Steps.expect("Arrived"),
              Steps.expect("{{number}}")));
      assertThat(finding(lookSoon(shop.at("/"), Steps.open("/"), Steps.follow("Buy"))).headline())
          .contains("The link is not there: “Buy”");
    }
  }

  @Test
  void followsNoButtonThatSendsAForm() throws Exception {
    String form =
        """
        <form id='lead' action='/lead' method='post'><button>Send <b>now</b></button>
        <button type='button' onclick='this.form.submit()'>Go</button></form>
        <input form='lead' type='submit' value='Buy'>
        <button onclick='more.hidden = false'>More</button>
        <label><button form='lead'></button>Order</label><p id='more' hidden>Opened</p>
        """;
    Browsers.Ending<List<String>> followed =
        OneBrowser.shared()
            .send(
                http.gate(),
                PLENTY,
                (page, proxy) -> {
                  page.setContent(form);
                  return List.of("b", "input", "label", "#lead", "[type=button]", "body > button")
                      .stream()
                      .filter(selector ->
                          new PageView(page)
                              .element(Map.of("what", "link", "selector", selector), SOON)
                              .isPresent())
                      .toList();
                });
    assertThat(followed).isEqualTo(new Browsers.Ending.Done<>(List.of("body > button")));
    try (RawServer shop = RawServer.http(RawServer.page(form))) {
      StepSettings[] steps = {Steps.open("/"), Steps.follow("Send")};
      assertThat(finding(lookSoon(shop.at("/"), steps)).headline())
          .contains("a form's button, use submit: “Send”");
      assertFine(look(shop.at("/"), Steps.open("/"), Steps.follow("More"), Steps.expect("Opened")));
      assertThat(shop.requests()).noneMatch(request -> request.startsWith("POST"));
    }
  }

  @Test
  void callsWithTheCookiesOfTheBrowserAndSharesNoneBetweenLooks() throws Exception {
    try (RawServer shop =
        RawServer.http((request, out) ->
            (request.startsWith("GET /api ")
                    ? RawServer.page("application/json", bytes("{\"ok\": true}"))
                    : RawServer.page("<script>document.cookie = 'visit=1'</script><h1>Hi</h1>"))
                .answer(request, out))) {
      StepSettings[] steps = {
        Steps.open("/"), Steps.expect("Hi"), Steps.call("/api"), Steps.expect("true")
      };
      assertFine(look(shop.at("/"), steps));
      assertFine(look(shop.at("/"), steps));
      assertThat(shop.requests())
          .filteredOn(request -> request.startsWith("GET /api "))
          .hasSize(2)
          .allMatch(request -> request.contains("visit=1"));
      assertThat(shop.requests())
          .filteredOn(request -> request.startsWith("GET / "))
          .hasSize(2)
          .noneMatch(request -> request.contains("Cookie:"));
    }
  }

  @Test
  void callsAHostThatHasOnePlaceForUs() throws Exception {
    Manners.Pace one = new Manners.Pace(1, 100);
    Manners narrow = new Manners(Set.of(), one, one, SOON);
    String page = "<h1>Hi</h1><a href='/next'>On</a>";
    try (Http polite = new Http(Scene.setup(narrow), clock);
        RawServer shop = RawServer.http(RawServer.page(page))) {
      assertFine(
          look(
              polite,
              OneBrowser.shared(),
              shop.at("/"),
              PLENTY,
              Leave.ALWAYS,
              Map.of(),
              Steps.open("/"),
              Steps.call("/api"),
              Steps.call("/api"),
              Steps.follow("On"),
              Steps.call("/api"),
              Steps.open("/"),
              Steps.expect("Hi")));
    }
  }

  @Test
  void blamesNoSiteForOurOwnWaitingAndSendsNothingInTheLastMoment() throws Exception {
    assertThat(blind(lookAfterWaiting(true, Steps.expect("Tea"))))
        .isInstanceOf(Fault.Crowded.class);
    assertThat(blind(lookAfterWaiting(false, Steps.submit(null))))
        .isInstanceOf(Fault.Crowded.class);
  }

  /** The second page is at a host for which we wait until the time is nearly over. */
  private Observation lookAfterWaiting(boolean hangs, StepSettings then) throws Exception {
    Manners narrow =
        new Manners(
            Set.of("127.0.0.1"),
            new Manners.Pace(4, 1000),
            new Manners.Pace(1, 0.55),
            Duration.ofSeconds(5));
    String form = "<form method='post'><button>Send</button></form>";
    List<RawServer> self = new ArrayList<>();
    try (Http polite = new Http(Scene.setup(narrow), clock);
        RawServer other =
            RawServer.http((request, out) -> {
              if (hangs) {
                self.get(0).hang();
              }
              RawServer.page(form).answer(request, out);
            });
        RawServer shop =
            RawServer.http((request, out) -> {
              try (Turns turns = polite.gate().turns(false)) {
                turns.enter("localhost");
              }
              RawServer.page("<h1>Hi</h1>").answer(request, out);
            })) {
      self.add(other);
      Observation observation =
          look(
              polite,
              OneBrowser.shared(),
              shop.at("/"),
              Duration.ofMillis(2_200),
              Leave.ALWAYS,
              Map.of(),
              Steps.open("/"),
              Steps.open("http://localhost:" + other.port() + "/"),
              then);
      assertThat(other.requests()).noneMatch(request -> request.startsWith("POST"));
      return observation;
    }
  }

  @Test
  void isBlindWhenTakenForARobotWhateverTheStatus() throws Exception {
    try (RawServer shop =
        RawServer.http(RawServer.answer("200 OK\r\ncf-mitigated: challenge", "<h1>Hi</h1>"))) {
      assertThat(blind(look(shop.at("/"), Steps.open("/"), Steps.expect("Hi"))))
          .isInstanceOf(Fault.Blocked.class);
    }
  }

  @Test
  void isBlindWhereABrowserElsewhereWasLedInside(@TempDir Path home) throws Exception {
    Process chromium =
        new ProcessBuilder(
                OneBrowser.setup(PLENTY).executable().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--remote-debugging-port=0",
                "--user-data-dir=" + home)
            .redirectErrorStream(true)
            .start();
    HttpServer inside = HttpServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
    String secret = "http://127.0.0.2:" + inside.getAddress().getPort() + "/";
    inside.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.close();
        });
    inside.start();
    try (RawServer shop = RawServer.http(RawServer.redirect(secret));
        Browsers there =
            new Browsers(
                new Browsers.Setup(null, debugging(chromium), 1, true, "Wellkept", PLENTY))) {
      for (boolean answers : List.of(true, false)) {
        StepSettings[] steps = {Steps.open("/"), Steps.expect("tea")};
        Observation observation = look(there, shop.at("/"), PLENTY, Leave.ALWAYS, Map.of(), steps);
        assertThat(blind(observation))
            .describedAs("it answers: " + answers)
            .isEqualTo(new Fault.Forbidden("127.0.0.2"));
        inside.stop(0);
      }
      assertThat(kept).isEmpty();
    } finally {
      chromium.descendants().forEach(ProcessHandle::destroyForcibly);
      chromium.destroyForcibly().waitFor();
    }
  }

  private static URI debugging(Process chromium) throws IOException {
    String line = "";
    while (!line.contains("DevTools listening on ws://")) {
      line = chromium.inputReader().readLine();
    }
    return URI.create(line.replaceFirst(".*ws://([^/]+)/.*", "http://$1"));
  }

  @Test
  void saysWhoItIs() throws Exception {
    try (RawServer shop = RawServer.http(RawServer.page("<h1>Hi</h1>"))) {
      assertFine(look(shop.at("/"), Steps.open("/"), Steps.expect("Hi")));
      assertThat(shop.requests().get(0))
          .containsPattern("User-Agent: .*Wellkept/test \\(\\+https://w.example\\)");
    }
  }

  @Test
  void keepsHeadersWithTheirOwnHost() throws Exception {
    try (RawServer other = RawServer.http(RawServer.page("<h1>Hi</h1>"));
        RawServer shop =
            RawServer.http((request, out) ->
                (request.startsWith("GET /in ")
                        ? RawServer.redirect(other.at("/").toString())
                        : RawServer.page("<a href='/in'>In</a>"))
                    .answer(request, out))) {
      assertFine(
          look(
              OneBrowser.shared(),
              shop.at("/"),
              PLENTY,
              Leave.ALWAYS,
              Map.of("X-Preview", "s3cret"),
              Steps.open("/"),
              Steps.follow("In"),
              Steps.expect("Hi")));
      assertThat(shop.requests()).isNotEmpty().allMatch(each -> each.contains("s3cret"));
      assertThat(other.requests()).isNotEmpty().noneMatch(each -> each.contains("s3cret"));
    }
  }

  @Test
  void findsThatAScriptNeverEnds() throws Exception {
    String endless = "<h1>Tea</h1><script>setTimeout(() => { while (true) {} }, 1)</script>";
    try (RawServer shop = RawServer.http(RawServer.page(endless))) {
      long start = System.nanoTime();
      Finding finding = finding(lookSoon(shop.at("/"), Steps.open("/"), Steps.expect("Basket")));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
      assertThat(finding.code()).isIn("flow.unexpected", "flow.unreachable");
    }
  }

  @Test
  void getsPastAlertsWithoutEnd() throws Exception {
    String alerts = "<h1>Tea</h1><script>while (true) alert('Buy!')</script>";
    try (RawServer shop = RawServer.http(RawServer.page(alerts))) {
      Finding finding = finding(lookSoon(shop.at("/"), Steps.open("/"), Steps.expect("Basket")));
      assertThat(finding.code()).isIn("flow.unexpected", "flow.unreachable");
    }
  }

  @Test
  void findsThatAFileComesInPlaceOfAPage() throws Exception {
    try (RawServer shop =
        RawServer.http(
            RawServer.answer("200 OK\r\nContent-Disposition: attachment; filename=a.zip", "PK"))) {
      Finding finding = finding(lookSoon(shop.at("/"), Steps.open("/"), Steps.expect("Basket")));
      assertThat(finding.headline()).contains("a file to keep, and no page");
    }
  }

  @Test
  void isBlindAndSaysWhyWhereNoBrowserIsConfigured() throws Exception {
    try (Browsers none = new Browsers(null)) {
      Fault fault =
          blind(
              look(
                  none,
                  URI.create("http://127.0.0.1:1/"),
                  PLENTY,
                  Leave.ALWAYS,
                  Map.of(),
                  Steps.open("/")));
      assertThat(fault).isInstanceOf(Fault.NotConfigured.class);
      assertThat(fault.words())
          .isEqualTo(
              "there is no browser to look with: set it up in config/daemon.yaml under 'browser'");
    }
  }

  @Test
  void reachesNoAddressThatIsNotPublicWhateverThePageSays() throws Exception {
    try (RawServer inside = RawServer.http(RawServer.page("secret"));
        RawServer shop =
            RawServer.http((request, out) ->
                RawServer.page(
                        """
                        <p id="said">nothing</p>
                        <script>
                          fetch('http://127.0.0.2:%d/', {mode: 'no-cors'})
                            .then(() => 'open', () => 'shut')
                            .then(how => { document.getElementById('said').textContent = how; });
                        </script>
                        """
                            .formatted(inside.port()))
                    .answer(request, out))) {
      assertFine(look(shop.at("/"), Steps.open("/"), Steps.expect("shut")));
      Fault fault = blind(look(shop.at("/"), Steps.open("http://127.0.0.2:" + inside.port())));
      assertThat(fault).isInstanceOf(Fault.Forbidden.class);
      assertThat(inside.requests()).isEmpty();
    }
  }

  @Test
  void isBlindWhenTheBrowserIsKilledAndSeesAgainWithTheNext() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    AtomicBoolean hangs = new AtomicBoolean(true);
    List<RawServer> self = new ArrayList<>();
    try (Browsers browsers = new Browsers(OneBrowser.setup(Duration.ofSeconds(30)));
        RawServer shop =
            RawServer.http((request, out) -> {
              asked.countDown();
              if (hangs.get()) {
                self.get(0).hang();
              }
              RawServer.page("<h1>Tea</h1>").answer(request, out);
            })) {
      self.add(shop);
      List<ProcessHandle> before = ProcessHandle.current().children().toList();
      CompletableFuture<Observation> observation =
          CompletableFuture.supplyAsync(() -> {
            try {
              return lookAt(browsers, shop);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      asked.await();
      ProcessHandle.current()
          .children()
          .filter(child -> !before.contains(child))
          .flatMap(ProcessHandle::descendants)
          .filter(each -> each.info().command().orElse("").contains("chrom"))
          .forEach(ProcessHandle::destroyForcibly);
      assertThat(blind(observation.get())).isInstanceOf(Fault.ToolFailed.class);

      hangs.set(false);
      assertFine(lookAt(browsers, shop));
    }
  }

  private Observation lookAt(Browsers browsers, RawServer shop) throws InterruptedException {
    return look(
        browsers,
        shop.at("/"),
        PLENTY,
        Leave.ALWAYS,
        Map.of(),
        Steps.open("/"),
        Steps.expect("Tea"));
  }

  @Test
  void isBlindWhenTooManyWaitForTheBrowser() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (Browsers busy = new Browsers(OneBrowser.setup(Duration.ofSeconds(20)));
        RawServer shop = RawServer.http(RawServer.page("<h1>Tea</h1>"))) {
      Thread first =
          Thread.startVirtualThread(() -> {
            try {
              busy.send(
                  http.gate(),
                  PLENTY,
                  (page, proxy) -> {
                    begun.countDown();
                    go.await();
                    return true;
                  });
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      begun.await();
      Browsers.Ending<Boolean> ending =
          busy.send(http.gate(), PLENTY, Duration.ofMillis(50), (page, proxy) -> true);
      go.countDown();
      first.join();
      assertThat(ending)
          .isInstanceOfSatisfying(
              Browsers.Ending.Failed.class,
              failed -> assertThat(failed.fault()).isInstanceOf(Fault.ToolBusy.class));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
