package io.wellkept.probe.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Leave;
import io.wellkept.probe.Look;
import io.wellkept.probe.Manners;
import io.wellkept.probe.RobotRules;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinksProbeTest {
  private static final Duration DAY = Duration.ofHours(24);

  /** Every name is this machine, but for those that nobody has. */
  private static final Dns NAMES =
      host -> {
        if (host.startsWith("gone")) {
          throw new UnknownHostException(host + ": Name or service not known");
        }
        return List.of(InetAddress.getByName("127.0.0.1"));
      };

  private final Scene.Clock clock = new Scene.Clock();
  private final Http http = Scene.http(clock, NAMES);
  private final LinksProbe probe = new LinksProbe(http, new RobotRules(http));
  private final SmallSite site = new SmallSite();
  private Memory memory = Memory.EMPTY;
  private Instant again;

  @AfterEach
  void close() throws IOException {
    site.close();
    http.close();
  }

  private Observation look(Object... settings) throws InterruptedException {
    return look(probe, Look.DEADLINE, settings);
  }

  private Observation look(LinksProbe by, Duration deadline, Object... settings)
      throws InterruptedException {
    LinksSettings all = Scene.settings(LinksSettings.class, settings);
    Touchpoint touchpoint = Scene.touchpoint(site.at("/"), LinksProbe.KIND, all);
    Look<LinksSettings> look =
        new Look<>(
            touchpoint, touchpoint.checks().get(0), all, memory, false, deadline, Leave.NEVER);
    Judgement judgement = by.judge(look, by.look(look), memory, clock.instant());
    memory = judgement.memory();
    again = judgement.again();
    return judgement.observation();
  }

  private List<Finding> findings(Object... settings) throws InterruptedException {
    return findings(look(settings));
  }

  private static List<Finding> findings(Observation observation) {
    assertThat(observation).isInstanceOf(Observation.Seen.class);
    return ((Observation.Seen) observation).findings();
  }

  private static double measured(String name, Observation observation) {
    return ((Observation.Seen) observation)
        .measurements().stream()
            .filter(one -> one.name().equals(name))
            .mapToDouble(Measurement::value)
            .findFirst()
            .orElse(-1);
  }

  private String elsewhere(String host, String path) {
    return "http://" + host + ":" + site.port() + path;
  }

  @Test
  void pageWhoseLinksAllLeadSomewhereIsFine() throws Exception {
    site.page("/", "<a href=/one>One</a> <img src=/two.png> <a href='mailto:a@b.example'>us</a>")
        .page("/one", "1")
        .answer("/two.png", "200 OK");

    Observation observation = look();

    assertThat(findings(observation)).isEmpty();
    assertThat(measured("links", observation)).isEqualTo(2);
    assertThat(measured("links_dead", observation)).isZero();
    assertThat(measured("links_unknown", observation)).isZero();
    assertThat(again).isNull();
    assertThat(site.requests()).containsExactlyInAnyOrder("GET /", "HEAD /one", "HEAD /two.png");
  }

  @Test
  void ownDeadLinkIsFoundWithWhereItStands() throws Exception {
    site.page("/", "<h2>Our teas</h2><p>and <a href=/boxes>the boxes</a></p>");

    Finding finding = findings().get(0);

    assertThat(finding.code()).isEqualTo("links.dead");
    assertThat(finding.headline()).isEqualTo("The link “the boxes” leads nowhere (404)");
    assertThat(finding.severity()).isEqualTo(Severity.MINOR);
    assertThat(finding.leadsTo()).isEqualTo(Condition.DEGRADED);
    assertThat(finding.subject()).isEqualTo(Finding.WHOLE);
    assertThat(finding.evidence())
        .containsExactly(
            new Evidence("address", site.at("/boxes").toString()),
            new Evidence("found", "answers 404"),
            new Evidence("where", "under “Our teas”"));
  }

  @Test
  void sameDeadLinkIsTheSameFindingTomorrowAndGoneWhenItIsMended() throws Exception {
    site.page("/", "<a href=/boxes>boxes</a>");
    Finding today = findings().get(0);
    clock.move(DAY);

    Finding tomorrow = findings().get(0);
    site.page("/boxes", "here");
    clock.move(Duration.ofHours(6));

    assertThat(tomorrow.key()).isEqualTo(today.key());
    assertThat(tomorrow.since()).isEqualTo(today.since());
    assertThat(findings()).isEmpty();
  }

  @Test
  void linkThatIsTakenOffThePageIsNoFindingAnyMore() throws Exception {
    site.page("/", "<a href=/boxes>boxes</a>");
    assertThat(findings()).hasSize(1);

    site.page("/", "nothing");

    assertThat(findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"405 Method Not Allowed", "404 Not Found", "501 No", "403 Forbidden"})
  void serverThatDoesNotKnowHeadIsAskedAsVisitorsAsk(String refusal) throws Exception {
    site.page("/", "<a href=/one>One</a>").page("/one", "1").answer("HEAD /one", refusal);

    assertThat(findings()).isEmpty();
    assertThat(site.requests()).contains("HEAD /one", "GET /one");
  }

  @Test
  void whatThePageNeedsWeighsMoreThanALink() throws Exception {
    site.page("/", "<link rel=stylesheet href=/a.css><script src=/b.js></script><a href=/c>C</a>");

    List<Finding> findings = findings();

    assertThat(findings)
        .extracting(Finding::code)
        .containsExactly("links.needed", "links.needed", "links.dead");
    assertThat(findings.get(0).severity()).isEqualTo(Severity.MAJOR);
    assertThat(findings.get(0).leadsTo()).isEqualTo(Condition.BROKEN);
    assertThat(findings.get(0).headline())
        .isEqualTo(
            "3 things that the page needs or links to are not there:"
                + " “/a.css” (404), “/b.js” (404), “C” (404)");
  }

  @Test
  void fortyDeadLinksAreFortyFindingsOfWhichTheFirstSpeaksForAll() throws Exception {
    site.page(
        "/",
        IntStream.range(10, 50)
            .mapToObj(i -> "<a href=/" + i + ">No. " + i + "</a>")
            .collect(Collectors.joining()));

    List<Finding> findings = findings();

    assertThat(findings).hasSize(40);
    assertThat(findings.get(0).headline())
        .isEqualTo("40 dead links: “No. 10” (404), “No. 11” (404), “No. 12” (404) and 37 more");
    assertThat(findings.get(1).headline()).isEqualTo("The link “No. 11” leads nowhere (404)");
  }

  @Test
  void foreignLinkCountsAsDeadOnlyWhenSeenTwiceADayApart() throws Exception {
    site.page("/", "<a href='" + elsewhere("partner.test", "/gone") + "'>Partner</a>")
        .answer("/robots.txt", "404 None");

    assertThat(findings()).isEmpty();
    clock.move(DAY.minusMinutes(1));
    assertThat(findings()).isEmpty();
    long asked = site.requests().stream().filter("GET /gone"::equals).count();
    clock.move(Duration.ofMinutes(2));

    Finding finding = findings().get(0);

    assertThat(asked).isEqualTo(1);
    assertThat(finding.code()).isEqualTo("links.foreign");
    assertThat(finding.since()).isEqualTo(Scene.NOON);
  }

  @Test
  void foreignLinkThatIsBackInBetweenIsNotDead() throws Exception {
    site.page("/", "<a href='" + elsewhere("partner.test", "/p") + "'>Partner</a>");
    look();
    clock.move(DAY.plusMinutes(1));
    site.page("/p", "back");
    look();
    site.gone("/p");
    clock.move(DAY);

    assertThat(findings()).isEmpty();
  }

  @Test
  void hostThatDoesNotExistIsCertainDeath() throws Exception {
    site.page("/", "<a href='http://gone.test/'>Partner</a>");
    look();
    clock.move(DAY.plusMinutes(1));

    assertThat(findings().get(0).headline())
        .isEqualTo("The link “Partner” leads nowhere (no such host)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "403 Forbidden",
        "500 Oops",
        "503 Busy",
        "429 Slow down",
        "401 Who",
        "999 Go away",
        "404 No\r\ncf-mitigated: challenge"
      })
  void whatOthersRefuseIsUnknownAndCounted(String answer) throws Exception {
    site.page("/", "<a href='" + elsewhere("partner.test", "/p") + "'>Partner</a>")
        .answer("/p", answer);
    look();
    clock.move(DAY.plusMinutes(1));

    Observation observation = look();

    assertThat(findings(observation)).isEmpty();
    assertThat(measured("links_unknown", observation)).isEqualTo(1);
  }

  @Test
  void ownServerThatFailsIsAFinding() throws Exception {
    site.page("/", "<a href=/p>P</a>").answer("/p", "500 Oops");

    assertThat(findings())
        .extracting(Finding::headline)
        .containsExactly("The link “P” leads nowhere (500)");
  }

  @Test
  void ownHostsAreThoseOfTheDomainOfThePlanAndOfTheSettings() throws Exception {
    site.page("/", "<a href='" + elsewhere("cdn.test", "/p") + "'>P</a>");

    assertThat(findings("own", List.of("cdn.test"))).hasSize(1);
  }

  @Test
  void robotsKeepUsOutOfForeignSitesAndNotOfOurOwn() throws Exception {
    site.robots("User-agent: *\nDisallow: /\n").page("/secret", "");
    try (SmallSite partner = new SmallSite()) {
      site.page(
          "/", "<a href='http://partner.test:" + partner.port() + "/secret'>P</a><a href=/secret>");
      partner.robots("User-agent: wellkept\nDisallow: /secret\n");

      Observation observation = look();

      assertThat(findings(observation)).isEmpty();
      assertThat(measured("links_unknown", observation)).isEqualTo(1);
      assertThat(partner.requests()).containsExactly("GET /robots.txt");
      assertThat(site.requests()).contains("HEAD /secret");
    }
  }

  @Test
  void whatOneCheckFoundOutTheNextNeedNotAsk() throws Exception {
    site.page("/", "<a href=/one>One</a>").page("/one", "1");
    look();
    memory = Memory.EMPTY;

    look();

    assertThat(site.requests()).filteredOn("HEAD /one"::equals).hasSize(1);
  }

  @Test
  void placesOnThePageMustBeThere() throws Exception {
    site.page(
        "/",
        """
        <a href="#here">1</a> <a href="#there">2</a> <a href="#">3</a> <a href="#top">4</a>
        <a href="#:~:text=tea">5</a> <a href="#!/route">6</a> <a href="#/route">7</a>
        <a href="#menu" data-toggle="menu">8</a> <a href="#gr%C3%BCn">9</a> <a href="#old">10</a>
        <h2 id="here">x</h2> <p id="grün"> <a name="old"></a>
        """);

    List<Finding> findings = findings();

    assertThat(findings).extracting(Finding::code).containsExactly("links.anchor");
    assertThat(findings.get(0).headline())
        .isEqualTo("The link “2” leads to a place that is not on the page");
  }

  @Test
  void addressesThatAreNoneAreFound() throws Exception {
    site.page(
        "/",
        """
        <a href="mailto:anna">Mail</a> <a href="tel:call-us">Call</a> <a href="http://">Web</a>
        <a href="mailto:?subject=Look">Share</a> <a href="tel:+49 30 1234">Call</a>
        <a href="whatsapp:hi">W</a> <a href="javascript:void(0)">J</a> <img src="data:image/png,x">
        """);

    assertThat(findings())
        .extracting(Finding::code)
        .containsExactly("links.no-address", "links.no-address", "links.no-address");
  }

  @Test
  void formThatSendsIsNotJudgedByWhatItSaysToALook() throws Exception {
    site.page("/", "<form method=post action=/send><button>x</button></form><form action=/s>");

    assertThat(findings()).extracting(Finding::code).containsExactly("links.needed");
  }

  @Test
  void exceptedAndForeignLinksAreLeftOut() throws Exception {
    site.page("/", "<a href=/logout>x</a><a href='http://gone.test/'>y</a>");

    Observation observation = look("except", List.of("*/logout"), "foreign", false);

    assertThat(findings(observation)).isEmpty();
    assertThat(measured("links", observation)).isZero();
  }

  @Test
  void everyPictureOfASetIsLookedAt() throws Exception {
    site.page(
        "/", "<img src=/a.png srcset='/b.png 1x, /c.png 2x'><video poster=/d.png src=/e.mp4>");

    assertThat(findings()).extracting(Finding::code).hasSize(5).containsOnly("links.picture");
  }

  @Test
  void pageThatIsNotThereHidesWhereItsLinksLeadAndKeepsWhatWasWrong() throws Exception {
    site.page("/", "<a href=/boxes>boxes</a>");
    look();
    site.answer("/", "500 Oops");

    assertThat(findings()).extracting(Finding::code).containsExactly("links.dead", "links.unseen");

    site.gone("/");
    assertThat(findings()).extracting(Finding::code).containsExactly("links.unseen");
  }

  @Test
  void isBlindWhereABotProtectionAnswersInThePagesPlace() throws Exception {
    site.answer("/", "403 Forbidden\r\ncf-mitigated: challenge");

    assertThat(look())
        .isInstanceOfSatisfying(
            Observation.Blind.class,
            blind -> assertThat(blind.fault()).isInstanceOf(Fault.Blocked.class));
  }

  @Test
  void pagesOfTheSiteAreReadAsDeepAsWanted() throws Exception {
    site.page("/", "<a href=/one>One</a>")
        .page("/one", "<a href=/two>Two</a> <a href='/#nowhere'>up</a>")
        .page("/two", "<a href=/three>Three</a>");

    assertThat(findings()).isEmpty();
    assertThat(findings("depth", 1)).extracting(Finding::code).containsExactly("links.anchor");
    List<Finding> deep = findings("depth", 2);

    assertThat(deep).extracting(Finding::code).containsExactly("links.dead", "links.anchor");
    assertThat(deep.get(0).evidence()).contains(new Evidence("page", site.at("/two").toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "503 Busy",
        "429 Slow down",
        "403 No\r\ncf-mitigated: challenge",
        "302 Found\r\nLocation: /one"
      })
  void whatWasWrongOnAPageThatCannotBeReadStaysWrong(String answer) throws Exception {
    site.page("/", "<a href=/one>One</a>").page("/one", "<a href=/two>Two</a>");
    assertThat(findings("depth", 1)).hasSize(1);
    clock.move(Duration.ofHours(6));
    site.answer("/one", answer);

    assertThat(findings("depth", 1)).extracting(Finding::headline).anyMatch(dead("Two"));

    site.page("/one", "nothing");
    clock.move(Duration.ofMinutes(11));
    assertThat(findings("depth", 1)).extracting(Finding::headline).noneMatch(dead("Two"));
  }

  private static Predicate<String> dead(String name) {
    return headline -> headline.contains("“" + name + "”");
  }

  @Test
  void whatWasWrongOnAPageStaysSoWhileItsRobotRulesCannotBeHad() throws Exception {
    site.page("/", "<a href=/one>One</a>").page("/one", "<a href=/two>Two</a>");
    assertThat(findings("depth", 1)).hasSize(1);
    clock.move(DAY.plusHours(1));
    site.answer("/robots.txt", "503 Busy");

    assertThat(findings("depth", 1)).extracting(Finding::headline).anyMatch(dead("Two"));

    site.robots("User-agent: *\nDisallow: /one\n");
    clock.move(Duration.ofHours(2));
    assertThat(findings("depth", 1)).isEmpty();
  }

  @Test
  void placeThatWasMissingOnAPageIsMissingWhileThatPageCannotBeRead() throws Exception {
    site.page("/", "<a href=/one#here>One</a>").page("/one", "<a href=/>Home</a>");
    assertThat(findings("depth", 1)).extracting(Finding::code).containsExactly("links.anchor");
    clock.move(Duration.ofHours(6));
    site.answer("/one", "503 Busy");

    assertThat(findings("depth", 1))
        .extracting(Finding::code)
        .containsExactly("links.dead", "links.anchor");
  }

  @Test
  void whatIsBeyondWhatWeReadOfAPageIsNotSaidToBeMissingAndStaysAsItWas() throws Exception {
    String top = "<a href=#end>End</a> <a href=/one>One</a>";
    site.page("/", top + "<a href=/two>Two</a> <p id=end>").page("/one", "1");
    assertThat(findings()).extracting(Finding::code).containsExactly("links.dead");
    clock.move(Duration.ofHours(6));
    site.page("/", top + " ".repeat(5_100_000) + "<a href=/two>Two</a> <p id=end>");

    assertThat(findings()).extracting(Finding::code).containsExactly("links.dead");
  }

  @Test
  void walkKeepsToRobotsAndToTheNumberOfPages() throws Exception {
    site.page("/", "<a href=/a>a</a><a href=/b>b</a><a href=/c>c</a>")
        .page("/a", "")
        .page("/b", "")
        .page("/c", "")
        .robots("User-agent: *\nDisallow: /a\n");

    look("depth", 1, "pages", 2);

    assertThat(site.requests()).contains("HEAD /a", "GET /b", "HEAD /c").doesNotContain("GET /a");
  }

  @Test
  void manyLinksAreSpreadOverLooks() throws Exception {
    Manners slow =
        new Manners(
            Scene.GENEROUS.ownHosts(),
            new Manners.Pace(1, 12),
            new Manners.Pace(1, 12),
            Duration.ofSeconds(20));
    site.page(
        "/",
        IntStream.range(0, 30)
            .mapToObj(i -> "<a href=/" + i + ">" + i + "</a>")
            .collect(Collectors.joining()));
    IntStream.range(0, 30).forEach(i -> site.page("/" + i, ""));
    try (Http polite = new Http(Scene.setup(slow), clock)) {
      LinksProbe patient = new LinksProbe(polite, new RobotRules(polite));
      int looks = 0;
      do {
        look(patient, Duration.ofSeconds(4));
        looks++;
      } while (again != null && looks < 20);

      assertThat(looks).isBetween(2, 10);
      assertThat(site.requests().stream().filter(one -> one.startsWith("HEAD")).distinct())
          .hasSize(30);
      assertThat(site.requests().stream().filter(one -> one.startsWith("HEAD")).count())
          .isLessThan(40);
    }
  }

  @Test
  void fiveThousandLinksKeepTheDeadlineAndASmallMemory() throws Exception {
    site.page(
        "/",
        IntStream.range(0, 5_000)
            .mapToObj(i -> "<p><a href=/" + i + ">" + i + "</a>")
            .collect(Collectors.joining()));
    long start = System.nanoTime();

    Observation observation = look(probe, Duration.ofSeconds(5));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(measured("links", observation)).isEqualTo(5_000);
    assertThat(measured("links_unknown", observation)).isGreaterThanOrEqualTo(3_000);
    int size = memory.values().values().stream().mapToInt(String::length).sum();
    assertThat(size).isLessThan(100_000);
  }

  @Test
  void memoryOfAnotherVersionIsForgotten() throws Exception {
    site.page("/", "");
    memory = new Memory(7, java.util.Map.of("looked", "x", "trouble:y", "z"));

    assertThat(findings()).isEmpty();
  }

  @Test
  void findingsShowNoSecretOfAnAddress() throws Exception {
    site.page("/", "<a href='/x?token=s3cr3t'></a>");

    assertThat(findings().toString()).doesNotContain("s3cr3t").contains("token=…");
  }

  @Test
  void addressThatNobodyGaveIsTheTouchpoints() {
    assertThat(LinksSettings.USUAL.addressOr(URI.create("http://a.example/"))).hasHost("a.example");
  }
}
