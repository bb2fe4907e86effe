package io.wellkept.probe.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Leave;
import io.wellkept.probe.Look;
import io.wellkept.probe.RobotRules;
import io.wellkept.probe.Scene;
import io.wellkept.probe.links.SmallSite;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Journey.Means;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PathProbeTest {
  private static final String OFFER = "/offers/autumn";

  private final Scene.Clock clock = new Scene.Clock();
  private final Http http = Scene.http(clock, Scene.always("127.0.0.1"));
  private final SmallSite site = new SmallSite().page(OFFER, "<h1>The autumn tea box</h1>");
  private Live live = Live.ALWAYS;
  private String goal = OFFER;
  private Memory memory = Memory.EMPTY;

  @AfterEach
  void close() throws IOException {
    site.close();
    http.close();
  }

  private Observation look(Object... more) throws InterruptedException {
    Object[] all = IntStream.range(0, more.length + 2).mapToObj(i -> (Object) null).toArray();
    all[0] = "to";
    all[1] = OneOther.ID;
    System.arraycopy(more, 0, all, 2, more.length);
    PathSettings settings = Scene.settings(PathSettings.class, all);
    PathProbe probe = new PathProbe(http, new RobotRules(http), new OneOther(site.at(goal), live));
    Touchpoint touchpoint = Scene.touchpoint(site.at("/"), PathProbe.KIND, settings);
    Look<PathSettings> look =
        new Look<>(
            touchpoint,
            touchpoint.checks().get(0),
            settings,
            memory,
            false,
            Look.DEADLINE,
            Leave.NEVER);
    Judgement judgement = probe.judge(look, probe.look(look), memory, clock.instant());
    memory = judgement.memory();
    return judgement.observation();
  }

  private List<Finding> findings(Object... more) throws InterruptedException {
    Observation observation = look(more);
    assertThat(observation).isInstanceOf(Observation.Seen.class);
    return ((Observation.Seen) observation).findings();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=/offers/autumn>The box</a>",
        "<a href=/offers/autumn?utm_source=home#box>The box</a>",
        "<map><area href=/offers/autumn></map>",
        "<form action=/offers/autumn><button>Go</button></form>",
        "<form method=post action=/x><button formaction=/offers/autumn>Go</button></form>"
      })
  void wayThatIsThereIsFine(String html) throws Exception {
    site.page("/", html);

    assertThat(findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The autumn box is at /offers/autumn",
        "<link rel=canonical href=/offers/autumn>",
        "<meta http-equiv=refresh content='5; url=/offers/autumn'>",
        "<iframe src=/offers/autumn></iframe>",
        "<a href=/offers/autumn-2025>Old box</a>",
        ""
      })
  void whatNobodyCanPressIsNoWay(String html) throws Exception {
    site.page("/", html).page("/offers/autumn-2025", "");

    assertThat(findings()).extracting(Finding::code).containsExactly("path.missing");
  }

  @Test
  void missingWayNamesBothAndWhatComesClosest() throws Exception {
    site.page("/", "<a href=/offers/winter>The winter tea box</a> <a href=/imprint>Imprint</a>")
        .page("/offers/winter", "")
        .page("/imprint", "");

    Finding finding = findings().get(0);

    assertThat(finding.headline()).isEqualTo("Shop offers no way to Autumn tea box");
    assertThat(finding.severity()).isEqualTo(Severity.MAJOR);
    assertThat(finding.leadsTo()).isEqualTo(Condition.BROKEN);
    assertThat(finding.evidence())
        .containsExactly(
            new Evidence("expected", "a way to " + site.at(OFFER)),
            new Evidence("found", "2 ways to elsewhere, on 1 page"),
            new Evidence("nearest", "“The winter tea box”, to " + site.at("/offers/winter")));
  }

  @Test
  void linkIsNoFormAndAFormIsNoLink() throws Exception {
    site.page("/", "<a href=/offers/autumn>The box</a>");
    assertThat(findings("by", Means.FORM)).hasSize(1);
    assertThat(findings("by", Means.LINK)).isEmpty();

    site.page("/", "<form action=/offers/autumn></form>");
    assertThat(findings("by", Means.FORM)).isEmpty();
    assertThat(findings("by", Means.LINK)).hasSize(1);
  }

  @Test
  void wayMayTakeSeveralClicks() throws Exception {
    site.page("/", "<a href=/offers>Offers</a>")
        .page("/offers", "<a href=/offers/list>List</a>")
        .page("/offers/list", "<a href=/offers/autumn>Autumn</a>");

    assertThat(findings("within", 1)).hasSize(1);
    assertThat(findings("within", 2).get(0).headline())
        .isEqualTo("Shop offers no way to Autumn tea box within 2 clicks");
    Observation observation = look("within", 3);

    assertThat(((Observation.Seen) observation).findings()).isEmpty();
    assertThat(((Observation.Seen) observation).measurements())
        .anyMatch(one -> one.name().equals("clicks") && one.value() == 3);
  }

  @Test
  void searchLeavesNotTheSite() throws Exception {
    try (SmallSite other = new SmallSite()) {
      other.page("/", "<a href='" + site.at(OFFER) + "'>Autumn</a>");
      site.page("/", "<a href='http://elsewhere.test:" + other.port() + "/'>Partner</a>");

      assertThat(findings("within", 3)).hasSize(1);
    }
  }

  @Test
  void shortLinkThatRedirectsThereIsAWay() throws Exception {
    site.page("/", "<a href=/go>More</a>").answer("/go", "302 Found\r\nLocation: /offers/autumn");

    assertThat(findings()).isEmpty();
  }

  @Test
  void wayIsBrokenWhereTheClickLeadsToAnError() throws Exception {
    site.page("/", "<a href='/offers/autumn?old=1'>The box</a>")
        .answer("/offers/autumn", "200 OK")
        .answerQuery("/offers/autumn?old=1", "410 Gone");

    Finding finding = findings().get(0);

    assertThat(finding.code()).isEqualTo("path.broken");
    assertThat(finding.headline())
        .isEqualTo("The way from Shop to Autumn tea box is broken: “The box” answers 410");
  }

  @Test
  void wayIsBrokenWhereTheClickLeadsElsewhere() throws Exception {
    site.page("/", "<a href='/offers/autumn?old=1'>The box</a>")
        .answerQuery("/offers/autumn?old=1", "302 Found\r\nLocation: /");

    assertThat(findings().get(0).headline())
        .isEqualTo(
            "The way from Shop to Autumn tea box is broken: “The box” leads to " + site.at("/"));
  }

  @Test
  void oneWayThatWorksIsEnough() throws Exception {
    site.page("/", "<a href='/offers/autumn?old=1'>Old</a> <a href=/offers/autumn>New</a>")
        .answerQuery("/offers/autumn?old=1", "410 Gone");

    assertThat(findings()).isEmpty();
  }

  @Test
  void thatTheOtherDoesNotAnswerIsItsOwnMatter() throws Exception {
    site.page("/", "<a href='/offers/autumn'>The box</a>").answer(OFFER, "500 Oops");
    assertThat(findings()).isEmpty();

    site.page("/", "<a href='/offers/autumn?from=home'>The box</a>");
    assertThat(findings()).isEmpty();
  }

  @Test
  void whatTheGoalAsksForMustBeAskedForToo() throws Exception {
    goal = "/page?id=7";
    site.page("/", "<a href='/page?id=8'>Eight</a>").page("/page", "");
    assertThat(findings()).hasSize(1);

    site.page("/", "<a href='/page?utm=x&id=7'>Seven</a>");
    assertThat(findings()).isEmpty();
  }

  @Test
  void noWayNeedLeadToWhatIsNotLive() throws Exception {
    site.page("/", "");
    live = new Live(null, clock.instant().minus(Duration.ofDays(1)));

    assertThat(findings()).isEmpty();
  }

  @Test
  void pageThatIsNotThereHidesTheWayAndKeepsWhatWasWrong() throws Exception {
    site.page("/", "");
    Finding before = findings().get(0);
    clock.move(Duration.ofHours(1));
    site.answer("/", "500 Oops");

    List<Finding> findings = findings();

    assertThat(findings).extracting(Finding::code).containsExactly("path.missing", "path.unseen");
    assertThat(findings.get(0).headline()).isEqualTo(before.headline());
    assertThat(findings.get(0).since()).isEqualTo(before.since());
  }

  @Test
  void isBlindWhereABotProtectionAnswersInThePagesPlace() throws Exception {
    site.answer("/", "403 Forbidden\r\ncf-mitigated: challenge");

    assertThat(look())
        .isInstanceOfSatisfying(
            Observation.Blind.class,
            blind -> assertThat(blind.fault()).isInstanceOf(Fault.Blocked.class));
  }

  private void assertThatNothingIsSaid(Object... more) throws InterruptedException {
    assertThat(look(more)).isInstanceOf(Observation.Blind.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"503 Busy", "429 Slow down", "403 No\r\ncf-mitigated: challenge"})
  void wayIsNotMissingWhileAPageThatMayOfferItCannotBeRead(String answer) throws Exception {
    site.page("/", "<a href=/offers>Offers</a>").answer("/offers", answer);

    assertThatNothingIsSaid("within", 2);

    clock.move(Duration.ofHours(1));
    site.gone("/offers");
    assertThat(findings("within", 2)).extracting(Finding::code).containsExactly("path.missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "429 Slow down",
        "403 No\r\ncf-mitigated: challenge",
        "302 Found\r\nLocation: /go"
      })
  void wayIsNotMissingWhereALinkMayRedirectThereAndCannotBeSeen(String answer) throws Exception {
    site.page("/", "<a href=/go>More</a>").answer("/go", answer);

    assertThatNothingIsSaid();
  }

  @Test
  void wayIsNotMissingOnAPageOfWhichNotAllIsRead() throws Exception {
    site.page("/", " ".repeat(5_100_000) + "<a href=/offers/autumn>Autumn</a>");
    assertThatNothingIsSaid();

    clock.move(Duration.ofHours(1));
    site.page("/", "<a href=/x>x</a>".repeat(10_001) + "<a href=/offers/autumn>Autumn</a>");
    assertThatNothingIsSaid();
  }

  @Test
  void linkThatRobotsMayNotFollowHidesTheWayOnlyIfItSpeaksOfTheGoal() throws Exception {
    try (SmallSite other = new SmallSite().robots("User-agent: *\nDisallow: /\n")) {
      String link = "<a href='http://elsewhere.test:" + other.port() + "/x'>";
      site.page("/", link + "Follow us</a>");
      assertThat(findings()).extracting(Finding::code).containsExactly("path.missing");

      site.page("/", link + "The autumn box</a>");
      assertThatNothingIsSaid();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"429 Slow down", "403 No\r\ncf-mitigated: challenge"})
  void wayIsNotBrokenWhereWeAreRefusedAndStaysBrokenIfItWas(String answer) throws Exception {
    site.page("/", "<a href='/offers/autumn?old=1'>The box</a>")
        .answerQuery("/offers/autumn?old=1", answer);
    assertThat(findings()).isEmpty();

    clock.move(Duration.ofHours(1));
    site.answerQuery("/offers/autumn?old=1", "410 Gone");
    assertThat(findings()).extracting(Finding::code).containsExactly("path.broken");

    site.answerQuery("/offers/autumn?old=1", answer);
    assertThatNothingIsSaid();
    clock.move(Duration.ofHours(1));
    site.answer("/", "500 Oops");
    assertThat(findings()).extracting(Finding::code).contains("path.broken");
  }

  @Test
  void wayIsNotBrokenWhereWeAreRefusedAtTheGoalItself() throws Exception {
    site.page("/", "<a href='/offers/autumn?old=1'>The box</a>")
        .answerQuery("/offers/autumn?old=1", "302 Found\r\nLocation: /")
        .answer(OFFER, "403 No\r\ncf-mitigated: challenge");

    assertThat(findings()).isEmpty();
  }

  @Test
  void fiveThousandLinksAreNoHindrance() throws Exception {
    String many =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "<p><a href=/" + i + ">" + i + "</a>")
            .collect(Collectors.joining());
    site.page("/", many);
    long start = System.nanoTime();

    assertThat(findings()).extracting(Finding::code).containsExactly("path.missing");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(site.requests()).hasSizeLessThan(20);
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> Scene.settings(PathSettings.class))
        .hasMessageContaining("to is missing");
    assertThatThrownBy(() -> Scene.settings(PathSettings.class, "to", "x", "within", 5))
        .hasMessageContaining("within 5 is not between 1 and 4");
  }
}
