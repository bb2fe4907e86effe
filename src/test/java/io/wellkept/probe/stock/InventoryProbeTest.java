package io.wellkept.probe.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Leave;
import io.wellkept.probe.Look;
import io.wellkept.probe.PageProbe;
import io.wellkept.probe.Register;
import io.wellkept.probe.RobotRules;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the owner of a site hears of what it shows. */
final class InventoryProbeTest {
  private static final String DEAD = "inventory.dead";
  private static final String UNREGISTERED = "inventory.unregistered";

  private final SmallSite site = new SmallSite();
  private final Scene.Clock clock = new Scene.Clock();
  private final Http http = Scene.http(clock, Scene.failing("Name or service not known"));
  private final List<Touchpoint> registered = new ArrayList<>();
  private Memory memory = Memory.EMPTY;

  /** Whether the touchpoint's page is looked at, too. */
  private boolean beside;

  @BeforeEach
  void opens() {
    site.html(
            "/",
            """
            <nav><a href=/summer>Summer</a><a href=/contact>Contact</a></nav>
            <footer><a href="https://www.facebook.com/tea">f</a><a href="tel:+431234">t</a></footer>
            <script src="https://client.crisp.chat/l.js"></script>
            """)
        .html("/summer", "summer")
        .html("/contact", "<form><input><input type=email><textarea></textarea></form>");
    register(site.at("/"));
  }

  @AfterEach
  void closes() {
    http.close();
    site.close();
  }

  private void register(URI address) {
    registered.add(Scene.touchpoint(address, PageProbe.KIND, Scene.page()));
  }

  private final Register register =
      new Register() {
        @Override
        public Collection<Touchpoint> all() {
          return registered;
        }

        @Override
        public Optional<Touchpoint> of(String id) {
          return Optional.empty();
        }

        @Override
        public Journey journey() {
          return Journey.NONE;
        }
      };

  private Judgement look(Duration deadline, Object... settings) throws InterruptedException {
    InventorySettings all = Scene.settings(InventorySettings.class, settings);
    Touchpoint touchpoint =
        beside
            ? Scene.touchpoint(site.at("/"), PageProbe.KIND, Scene.page())
            : Scene.touchpoint(site.at("/"), InventoryProbe.KIND, all);
    Look<InventorySettings> look =
        new Look<>(
            touchpoint, touchpoint.checks().get(0), all, memory, false, deadline, Leave.NEVER);
    InventoryProbe probe = new InventoryProbe(http, new RobotRules(http), register);
    Judgement judgement = probe.judge(look, probe.look(look), memory, clock.instant());
    memory = judgement.memory();
    return judgement;
  }

  private List<Finding> findings(Object... settings) throws InterruptedException {
    return findings(look(Look.DEADLINE, settings));
  }

  private static List<Finding> findings(Judgement judgement) {
    return ((Observation.Seen) judgement.observation()).findings();
  }

  private static List<String> sure(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.confidence() >= InventoryProbe.THRESHOLD)
        .map(Finding::key)
        .map(key -> key.replaceFirst("127.0.0.1:\\d+", "shop"))
        .toList();
  }

  @Test
  void findsWhatNobodyRegistered() throws Exception {
    assertThat(sure(findings()))
        .containsExactly(
            "inventory.unregistered profile:facebook.com/tea",
            "inventory.unregistered chat:Crisp",
            "inventory.unregistered form:Contact shop/contact",
            "inventory.unregistered page:shop/summer");
    assertThat(findings()).allMatch(finding -> finding.subject().equals(Finding.WHOLE));
  }

  @Test
  void isNotSureOfNumbers() throws Exception {
    assertThat(findings())
        .filteredOn(finding -> finding.key().contains("phone"))
        .hasSize(1)
        .allMatch(finding -> finding.confidence() < InventoryProbe.THRESHOLD);
  }

  @Test
  void findsNothingOnceAllIsRegisteredOrExcepted() throws Exception {
    register(site.at("/summer?utm_source=x"));
    register(site.at("/contact/"));
    register(URI.create("https://de-de.facebook.com/Tea"));
    assertThat(findings("except", List.of("Crisp", "1234"))).isEmpty();
  }

  @Test
  void exceptsByAddress() throws Exception {
    String host = site.at("").getAuthority();
    assertThat(
            sure(findings("except", List.of("*facebook.com/*", host + "/contact", host + "/su*"))))
        .containsExactly("inventory.unregistered chat:Crisp");
  }

  @Test
  void remembersSinceWhen() throws Exception {
    Instant first = clock.instant();
    findings();
    clock.move(Duration.ofDays(1));
    site.html("/", "<nav><a href=/summer>Summer</a><a href=/new>New</a></nav>").html("/new", "x");
    List<Finding> next = findings();
    assertThat(next)
        .extracting(finding -> finding.key().replaceFirst(".*/", "") + " " + finding.since())
        .containsExactly("summer " + first, "new " + clock.instant());
  }

  @Test
  void findsAChannelThatIsPromotedAndDead() throws Exception {
    site.html("/", "<footer><a rel=me href=/social/tea>Tea talk</a></footer>");
    List<Finding> dead = findings();
    assertThat(dead).hasSize(1);
    assertThat(dead.get(0).code()).isEqualTo("inventory.dead");
    assertThat(dead.get(0).headline())
        .isEqualTo("The site promotes what is not there: Tea talk tea");
    assertThat(dead.get(0).evidence()).anyMatch(e -> e.text().equals("answers 404"));
    site.html("/social/tea", "hello");
    assertThat(findings()).extracting(Finding::code).containsExactly("inventory.unregistered");
  }

  @ParameterizedTest
  @ValueSource(strings = {"403 No", "503 Busy", "200 OK\r\ncf-mitigated: challenge"})
  void whatWasDeadStaysDeadUntilItAnswers(String status) throws Exception {
    site.html("/", "<nav><a href=/old>Old</a></nav><footer><a rel=me href=/tea>T</a></footer>");
    assertThat(findings()).extracting(Finding::code).containsExactly(DEAD, DEAD);
    site.answers("/old", status).answers("/tea", status);
    assertThat(findings()).extracting(Finding::code).containsExactly(DEAD, DEAD);
    site.html("/old", "again").html("/tea", "hello");
    assertThat(findings()).extracting(Finding::code).doesNotContain(DEAD);
  }

  @Test
  void whatWasDeadStaysDeadWhileTheSiteWantsToBeLeftAlone() throws Exception {
    site.html("/", "<nav><a href=/old>Old</a></nav><footer><a rel=me href=/tea>T</a></footer>");
    findings();
    site.answers("/old", "429 Slow").answers("/tea", "429 Slow");
    int seen = 0;
    for (int i = 0; i < 12; i++) {
      clock.move(Duration.ofHours(1));
      if (look(Look.DEADLINE).observation() instanceof Observation.Seen some) {
        assertThat(some.findings()).extracting(Finding::code).containsExactly(DEAD, DEAD);
        seen++;
      }
    }
    assertThat(seen).isPositive();
  }

  @Test
  void whatWasDeadStaysDeadWhileRobotsTxtIsOut() throws Exception {
    site.html("/", "<nav><a href=/old>Old</a></nav><footer><a rel=me href=/tea>T</a></footer>");
    findings();
    clock.move(Duration.ofDays(2));
    site.answers("/robots.txt", "500 Oops");
    assertThat(findings()).extracting(Finding::code).containsExactly(DEAD, DEAD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"403 No", "503 Busy"})
  void whatAPageShowedStandsUntilThePageIsReadAgain(String status) throws Exception {
    String profile = "<footer><a href=https://www.facebook.com/deep>f</a></footer>";
    site.html("/", "<main><a href=/a>a</a></main>")
        .html("/a", "<main><a href=/a/b>b</a></main>")
        .html("/a/b", profile + "<footer><a rel=me href=/tea>T</a></footer>");
    List<String> before = sure(findings());
    assertThat(before)
        .containsExactly(DEAD + " profile:shop/tea", UNREGISTERED + " profile:facebook.com/deep");
    // the page that shows it, and the one that leads there
    for (String out : List.of("/a/b", "/a", "/a")) {
      String html = out.equals("/a") ? "<main><a href=/a/b>b</a></main>" : profile;
      site.answers(out, status);
      assertThat(sure(findings())).as(out).isEqualTo(before);
      site.html(out, html);
      site.html("/a/b", profile + "<footer><a rel=me href=/tea>T</a></footer>");
    }
    site.html("/a", "no way on");
    assertThat(sure(findings())).isEmpty();
  }

  @Test
  void whatStoodBeyondWhereAPageWasCutMayStillBeThere() throws Exception {
    String profile = "<footer><a href=https://www.facebook.com/tea>f</a></footer>";
    site.html("/", profile);
    List<String> before = sure(findings());
    site.html("/", "<p>" + "x".repeat(2_100_000) + profile);
    assertThat(sure(findings())).hasSize(1).isEqualTo(before);
    site.html("/", "<p>");
    assertThat(sure(findings())).isEmpty();
  }

  @Test
  void findsAFeedThatFellSilent() throws Exception {
    site.html("/", "<link rel=alternate type=application/rss+xml href=/feed.xml>")
        .shows(
            "/feed.xml",
            "application/rss+xml",
            "<rss><item><title>x</title><pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate></item>"
                + "</rss>");
    assertThat(findings("silentAfter", Duration.ofDays(365)))
        .noneMatch(finding -> finding.code().equals("inventory.silent"));
    assertThat(findings("silentAfter", Duration.ofDays(30)))
        .filteredOn(finding -> finding.code().equals("inventory.silent"))
        .extracting(Finding::since)
        .containsExactly(Instant.parse("2026-02-04T10:00:00Z"));
  }

  @Test
  void walksThroughALargeSiteInSeveralLooksAndForgetsNothingMeanwhile() throws Exception {
    findings();
    clock.move(Duration.ofDays(1));
    // longer than what a look has left after the least that it begins a request with
    site.delay(Duration.ofMillis(40));
    int looks = 0;
    Judgement judgement;
    do {
      judgement = look(Duration.ofMillis(3_530));
      assertThat(sure(findings(judgement))).hasSize(4);
      looks++;
      if (judgement.again() != null) {
        assertThat(judgement.again()).isEqualTo(clock.instant().plusSeconds(60));
      }
    } while (judgement.again() != null && looks < 50);
    assertThat(looks).isBetween(2, 49);
  }

  @Test
  void whatTheLastWalkFoundStandsUntilThisOneWasEverywhere() throws Exception {
    findings("depth", 2);
    site.html("/", "<nav><a href=/summer>Summer</a></nav>");
    // time for the home page at most: the answer to the next one comes too late
    Judgement begun = look(Duration.ofMillis(3_501), "depth", 2);
    assertThat(begun.again()).isNotNull();
    assertThat(sure(findings(begun))).contains("inventory.unregistered profile:facebook.com/tea");
    assertThat(sure(findings("depth", 2)))
        .containsExactly("inventory.unregistered page:shop/summer");
  }

  @Test
  void isBlindWhereBotProtectionKeepsUsOutAndKeepsWhatItKnew() throws Exception {
    findings();
    Memory before = memory;
    site.answers("/", "403 Forbidden\r\ncf-mitigated: challenge");
    Observation seen = look(Look.DEADLINE).observation();
    assertThat(((Observation.Blind) seen).fault()).isInstanceOf(Fault.Blocked.class);
    assertThat(memory.text("last")).isEqualTo(before.text("last"));
  }

  @Test
  void leavesItToTheCheckOfThePageThatThereIsNone() throws Exception {
    List<String> before = sure(findings());
    site.answers("/", "500 Oops");
    Judgement alone = look(Look.DEADLINE);
    assertThat(sure(findings(alone))).first().isEqualTo("page.status");
    beside = true;
    assertThat(sure(findings())).isEqualTo(before);
    assertThat(findings()).first().extracting(Finding::code).isEqualTo("page.status");
    site.close();
    assertThat(sure(findings())).isEqualTo(before);
    beside = false;
    assertThat(sure(findings())).first().isEqualTo("page.unreachable");
  }

  @Test
  void startsAfreshFromAnotherBeginning() throws Exception {
    findings();
    assertThat(findings("url", site.at("/summer").toString()))
        .extracting(finding -> finding.key().replaceFirst(".*/", ""))
        .containsExactly("summer");
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> Scene.settings(InventorySettings.class, "pages", 0))
        .hasMessageContaining("1 and 500");
    assertThatThrownBy(() -> Scene.settings(InventorySettings.class, "depth", 9))
        .hasMessageContaining("0 and 5");
    assertThatThrownBy(() -> Scene.settings(InventorySettings.class, "except", List.of(" ")))
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> Scene.settings(InventorySettings.class, "url", "nope"))
        .hasMessageContaining("https://");
  }
}
