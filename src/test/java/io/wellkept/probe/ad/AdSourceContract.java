package io.wellkept.probe.ad;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.wellkept.probe.Http;
import io.wellkept.probe.Scene;
import io.wellkept.probe.ad.Ad.Running;
import io.wellkept.probe.ad.Ad.Verdict;
import io.wellkept.probe.ad.AdsSeen.Blind;
import io.wellkept.probe.ad.AdsSeen.Listed;
import io.wellkept.touchpoint.Fault.NoAccess;
import io.wellkept.touchpoint.Fault.ServiceFails;
import io.wellkept.touchpoint.Fault.Throttled;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every source of ads keeps. A source's test extends it and says how its service shows ads and
 * what a key to it looks like.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AdSourceContract {
  protected static final Duration WITHIN = Duration.ofSeconds(10);
  protected static final String CHECK = "sale/ads";

  protected final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
  protected Scene.Clock clock = new Scene.Clock();
  private Http http = Scene.http(clock);
  protected AdSources sources = new AdSources(http, clock, Path.of(""));

  @TempDir protected Path home;

  protected abstract SourceSettings settings(String base);

  /** Serves ads with these ids, each leading to {@code https://shop.example/ID}. */
  protected abstract void shows(List<String> ids);

  /** Serves one ad, {@code 77}, that holds no more than it must. */
  protected abstract void showsABareAd();

  /** Serves one ad, {@code 78}, all of whose words are new to us. */
  protected abstract void showsAnUnknownWord();

  /** What must never be seen by anybody. */
  protected abstract List<String> secrets();

  /** An answer that is cut off in its middle. */
  protected abstract String cutOff();

  /** How many ads take more than one page; 0 where there are no pages. */
  protected abstract int manyPages();

  @BeforeEach
  final void start() {
    if (!server.isRunning()) {
      server.start();
    }
    server.resetAll();
    clock = new Scene.Clock();
    http = Scene.http(clock);
    sources = new AdSources(http, clock, home);
    prepare();
  }

  /** What has to be there before anything is asked, such as who gives tokens. */
  protected void prepare() {}

  @AfterEach
  final void close() {
    http.close();
  }

  @AfterAll
  final void stop() {
    server.stop();
  }

  protected final AdsSeen ask() throws InterruptedException {
    return ask(settings(server.baseUrl()));
  }

  protected final AdsSeen ask(SourceSettings settings) throws InterruptedException {
    AdsSeen seen = sources.of(settings, CHECK).ads(WITHIN, false);
    String shown = seen instanceof Listed listed ? listed.notes().toString() : seen.toString();
    for (String secret : secrets()) {
      assertThat(shown + " " + settings).doesNotContain(secret);
    }
    return seen;
  }

  protected final Listed listed() throws InterruptedException {
    AdsSeen seen = ask();
    assertThat(seen).isInstanceOf(Listed.class);
    return (Listed) seen;
  }

  protected final Ad only() throws InterruptedException {
    Listed listed = listed();
    assertThat(listed.ads()).hasSize(1);
    return listed.ads().get(0);
  }

  protected final io.wellkept.touchpoint.Fault fault() throws InterruptedException {
    AdsSeen seen = ask();
    assertThat(seen).isInstanceOf(Blind.class);
    return ((Blind) seen).fault();
  }

  /** Whatever is asked, but for tokens. */
  protected final void answers(ResponseDefinitionBuilder answer) {
    server.stubFor(any(urlMatching("(?!/token).*")).atPriority(1).willReturn(answer));
  }

  protected final void answersFirst(ResponseDefinitionBuilder answer) {
    server.stubFor(
        any(urlMatching("(?!/token).*"))
            .atPriority(1)
            .inScenario("first")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("over")
            .willReturn(answer));
  }

  protected final int asked() {
    return server
        .countRequestsMatching(any(urlMatching("(?!/token).*")).build().getRequest())
        .getCount();
  }

  protected static List<String> ids(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
  }

  @Test
  void listsAds() throws Exception {
    shows(List.of("1", "2"));
    Listed listed = listed();
    assertThat(listed.complete()).isTrue();
    assertThat(listed.notes()).isEmpty();
    assertThat(listed.ads()).extracting(Ad::id).containsExactly("1", "2");
    assertThat(listed.ads())
        .extracting(Ad::destinations)
        .containsExactly(List.of("https://shop.example/1"), List.of("https://shop.example/2"));
    assertThat(listed.ads()).extracting(Ad::running).containsOnly(Running.RUNNING);
  }

  @Test
  void listsAllPages() throws Exception {
    List<String> ids = ids(Math.max(manyPages(), 3));
    shows(ids);
    Listed listed = listed();
    assertThat(listed.ads()).extracting(Ad::id).containsExactlyElementsOf(ids);
    assertThat(listed.complete()).isTrue();
  }

  @Test
  void listsNothingWhereThereIsNothing() throws Exception {
    shows(List.of());
    Listed listed = listed();
    assertThat(listed.ads()).isEmpty();
    assertThat(listed.complete()).isTrue();
  }

  @Test
  void takesAnAdThatSaysNoMoreThanItMust() throws Exception {
    showsABareAd();
    Ad ad = only();
    assertThat(ad.id()).isEqualTo("77");
    assertThat(ad.name()).isEqualTo("77");
    assertThat(ad.endsAt()).isNull();
    assertThat(ad.review().verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void takesWordsThatAreNew() throws Exception {
    showsAnUnknownWord();
    Ad ad = only();
    assertThat(ad.id()).isEqualTo("78");
    assertThat(ad.running()).isEqualTo(Running.UNKNOWN);
    assertThat(ad.said()).contains("NAPPING");
    assertThat(ad.review().verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(ad.review().said()).contains("PONDERED");
  }

  @Test
  void saysWhichKeyIsRefusedAndWhereItIsSet() throws Exception {
    answers(aResponse().withStatus(401));
    assertThat(fault())
        .isInstanceOfSatisfying(
            NoAccess.class,
            refused -> assertThat(refused.whereConfigured()).endsWith("of " + CHECK));
  }

  @Test
  void saysThatTheKeyMayNotDoThis() throws Exception {
    answers(aResponse().withStatus(403));
    assertThat(fault()).isInstanceOf(NoAccess.class);
  }

  @Test
  void isBlindWhereNothingIs() throws Exception {
    answers(aResponse().withStatus(404));
    assertThat(fault()).isInstanceOf(ServiceFails.class);
    assertThat(fault().words()).contains("404");
  }

  @Test
  void leavesAServiceAloneForAsLongAsItAsks() throws Exception {
    shows(List.of("1"));
    answersFirst(aResponse().withStatus(429).withHeader("Retry-After", "600"));
    assertThat(fault()).isInstanceOf(Throttled.class);
    assertThat(fault().words()).contains("2026-06-15T12:10:00Z");
    assertThat(asked()).isEqualTo(1);
    clock.move(Duration.ofMinutes(11));
    assertThat(listed().ads()).hasSize(1);
  }

  @Test
  void leavesAServiceAloneForAMinuteThatDoesNotSayHowLong() throws Exception {
    shows(List.of("1"));
    answersFirst(aResponse().withStatus(429));
    assertThat(fault()).isInstanceOf(Throttled.class);
    assertThat(fault()).isInstanceOf(Throttled.class);
    clock.move(Duration.ofSeconds(61));
    assertThat(listed().ads()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void isBlindWhileTheServiceFails(int status) throws Exception {
    answers(aResponse().withStatus(status));
    assertThat(fault()).isInstanceOf(ServiceFails.class);
    assertThat(fault().words()).contains(String.valueOf(status));
  }

  @Test
  void asksOnceMoreWhenTheServiceStumbled() throws Exception {
    shows(List.of("1"));
    answersFirst(aResponse().withStatus(500));
    assertThat(listed().ads()).hasSize(1);
  }

  @Test
  void asksOnceMoreWhenTheAnswerBrokeOff() throws Exception {
    shows(List.of("1"));
    answersFirst(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
    assertThat(listed().ads()).hasSize(1);
  }

  @Test
  void isBlindWhenTheAnswerIsCutOff() throws Exception {
    answers(aResponse().withBody(cutOff()));
    AdsSeen seen = ask();
    assertThat(seen instanceof Listed listed && listed.complete()).isFalse();
    assertThat(seen instanceof Listed listed ? listed.notes().toString() : seen.toString())
        .containsAnyOf("breaks off", "a quote may be missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "[[[[",
        "<html>log in</html>",
        "\u0000\u0001",
        "\"x\"",
        "7"
      })
  void takesAnyNonsense(String body) throws Exception {
    answers(aResponse().withBody(body));
    AdsSeen seen = ask();
    assertThat(seen instanceof Listed listed ? listed.ads() : List.of()).isEmpty();
  }

  @Test
  void neverShowsASecretThatTheServiceRepeats() throws Exception {
    String all = String.join(" and ", secrets());
    for (int status : List.of(400, 401, 403, 429, 500)) {
      server.resetAll();
      prepare();
      answers(
          aResponse()
              .withStatus(status)
              .withBody(
                  """
                  {"error": {"code": %d, "message": "Malformed access token %s", "status": "%s"}}\
                  """
                      .formatted(status, all, all)));
      clock.move(Duration.ofHours(7));
      ask();
    }
  }

  @Test
  void keepsItsTime() throws Exception {
    answers(aResponse().withFixedDelay(5_000));
    long start = System.nanoTime();
    AdsSeen seen = sources.of(settings(server.baseUrl()), CHECK).ads(Duration.ofMillis(300), false);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    assertThat(seen).isInstanceOf(Blind.class);
  }

  @Test
  void isBlindWhenNobodyAnswers() throws Exception {
    assertThat(((Blind) ask(settings("http://127.0.0.1:1"))).fault())
        .isInstanceOf(ServiceFails.class);
  }
}
