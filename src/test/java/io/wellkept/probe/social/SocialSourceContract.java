package io.wellkept.probe.social;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.wellkept.probe.Http;
import io.wellkept.probe.Scene;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.social.Profile.Away;
import io.wellkept.probe.social.Profile.Here;
import io.wellkept.probe.social.Profile.Unseen;
import io.wellkept.probe.social.SocialSource.Wanted;
import io.wellkept.touchpoint.Fault.NoAccess;
import io.wellkept.touchpoint.Fault.ServiceFails;
import io.wellkept.touchpoint.Fault.Throttled;
import io.wellkept.touchpoint.Voice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every source of posts and comments keeps. A source's test extends it and says how its
 * service shows them, and what a key to it looks like.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SocialSourceContract {
  protected static final String CHECK = "channel/social";
  protected static final Instant MAY = Instant.parse("2026-05-20T08:00:00Z");
  protected static final Instant JUNE = Instant.parse("2026-06-10T09:30:00Z");

  protected final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
  protected Scene.Clock clock = new Scene.Clock();
  private Http http = Scene.http(clock);
  protected SocialSources sources = new SocialSources(http, clock);

  /**
   * What somebody says below the newest post.
   *
   * @param answered when the company answered; null if it did not
   */
  protected record Said(String id, Instant at, String text, @Nullable Instant answered) {}

  protected abstract SourceSettings settings(String base);

  /** Serves posts of these moments, the newest first, and what was said below the first. */
  protected abstract void shows(List<Instant> posts, List<Said> comments);

  /** Serves one post, of June, that holds no more than it must. */
  protected abstract void showsABarePost();

  /** An answer that is cut off in its middle. */
  protected abstract String cutOff();

  /** What must never be seen by anybody; empty where there is no key. */
  protected abstract List<String> secrets();

  /** Whether it tells who speaks to the company. */
  protected boolean hears() {
    return true;
  }

  /** How many comments take more than one page; 0 where there are no pages. */
  protected int manyComments() {
    return 0;
  }

  /** What the service says of a profile that is not there. */
  protected ResponseDefinitionBuilder notThere() {
    return aResponse().withStatus(404);
  }

  /** Whether that is believed. */
  protected boolean knowsWhatIsGone() {
    return true;
  }

  @BeforeEach
  final void start() {
    if (!server.isRunning()) {
      server.start();
    }
    server.resetAll();
    clock = new Scene.Clock();
    http = Scene.http(clock);
    sources = new SocialSources(http, clock);
  }

  @AfterEach
  final void close() {
    http.close();
  }

  @AfterAll
  final void stop() {
    server.stop();
  }

  protected final Profile look() throws InterruptedException {
    return look(settings(server.baseUrl()), Set.of());
  }

  protected final Profile look(SourceSettings settings, Set<String> again)
      throws InterruptedException {
    return look(settings, again, Duration.ofSeconds(10));
  }

  private Profile look(SourceSettings settings, Set<String> again, Duration within)
      throws InterruptedException {
    Wanted wanted = new Wanted(hears(), Scene.NOON.minus(Duration.ofDays(60)), again);
    Profile seen = sources.of(settings, CHECK).look(wanted, TimeLeft.of(within), false);
    for (String secret : secrets()) {
      assertThat(seen + " " + settings).doesNotContain(secret);
    }
    return seen;
  }

  protected final Here here() throws InterruptedException {
    Profile seen = look();
    assertThat(seen).isInstanceOf(Here.class);
    return (Here) seen;
  }

  protected final io.wellkept.touchpoint.Fault fault() throws InterruptedException {
    Profile seen = look();
    assertThat(seen).isInstanceOf(Unseen.class);
    return ((Unseen) seen).fault();
  }

  protected final List<Voice> voices() throws InterruptedException {
    return Objects.requireNonNull(here().talk()).comments().stream().map(Comment::voice).toList();
  }

  protected final void answers(ResponseDefinitionBuilder answer) {
    server.stubFor(any(anyUrl()).atPriority(1).willReturn(answer));
  }

  protected final void answersFirst(ResponseDefinitionBuilder answer) {
    server.stubFor(
        any(anyUrl())
            .atPriority(1)
            .inScenario("first")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("over")
            .willReturn(answer));
  }

  protected final int asked() {
    return server.countRequestsMatching(any(anyUrl()).build().getRequest()).getCount();
  }

  @Test
  void tellsTheNewestPostWhateverTheirOrder() throws Exception {
    shows(List.of(MAY, JUNE), List.of());
    assertThat(Objects.requireNonNull(here().last()).at()).isEqualTo(JUNE);
    assertThat(here().posts()).isTrue();
  }

  @Test
  void whatIsToAppearLaterIsNoPostYet() throws Exception {
    shows(List.of(Scene.NOON.plusSeconds(3600), MAY), List.of());
    assertThat(Objects.requireNonNull(here().last()).at()).isEqualTo(MAY);
  }

  @Test
  void aProfileWithoutAPostIsThere() throws Exception {
    shows(List.of(), List.of());
    assertThat(here().last()).isNull();
  }

  @Test
  void takesAPostThatSaysNoMoreThanItMust() throws Exception {
    showsABarePost();
    assertThat(Objects.requireNonNull(here().last()).at()).isEqualTo(JUNE);
  }

  @Test
  void tellsWhoWaitsAndWhoWasAnswered() throws Exception {
    Assumptions.assumeTrue(hears());
    Instant asked = JUNE.plusSeconds(600);
    shows(
        List.of(JUNE),
        List.of(
            new Said("1", asked, "Still available?", null),
            new Said("2", asked, "How heavy is it?", asked.plusSeconds(900))));
    List<Voice> voices = voices();
    assertThat(voices).extracting(Voice::waits).containsExactlyInAnyOrder(true, false);
    Voice waits = voices.stream().filter(Voice::waits).findFirst().orElseThrow();
    assertThat(waits.text()).isEqualTo("Still available?");
    assertThat(waits.at()).isEqualTo(asked);
    Voice done = voices.stream().filter(voice -> !voice.waits()).findFirst().orElseThrow();
    assertThat(done.answeredAt()).isEqualTo(asked.plusSeconds(900));
    assertThat(Objects.requireNonNull(here().talk()).complete()).isTrue();
  }

  @Test
  void tellsAllPages() throws Exception {
    Assumptions.assumeTrue(hears());
    int count = Math.max(manyComments(), 3);
    List<Said> comments =
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> new Said(String.valueOf(i), JUNE.plusSeconds(i), "Word " + i, null))
            .toList();
    shows(List.of(JUNE), comments);
    assertThat(voices()).hasSize(count).extracting(Voice::id).doesNotHaveDuplicates();
    assertThat(Objects.requireNonNull(here().talk()).complete()).isTrue();
  }

  @Test
  void findsAThreadAgainHoweverOldItsPostIs() throws Exception {
    Assumptions.assumeTrue(hears());
    Instant asked = JUNE.plusSeconds(600);
    shows(List.of(JUNE), List.of(new Said("1", asked, "Still available?", null)));
    Set<String> threads = Set.of(Objects.requireNonNull(here().talk()).comments().get(0).thread());
    shows(List.of(MAY.minus(Duration.ofDays(90))), List.of(new Said("1", asked, "Well?", null)));
    Here here = (Here) look(settings(server.baseUrl()), threads);
    assertThat(Objects.requireNonNull(here.talk()).comments()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aRefusedKeyIsNoSilence(int status) throws Exception {
    answers(aResponse().withStatus(status));
    if (secrets().isEmpty()) {
      assertThat(fault()).isInstanceOfAny(ServiceFails.class, NoAccess.class);
    } else {
      assertThat(fault())
          .isInstanceOfSatisfying(
              NoAccess.class,
              refused -> assertThat(refused.whereConfigured()).endsWith("of " + CHECK));
    }
  }

  @Test
  void aProfileThatIsNotThereIsSaidToBeAway() throws Exception {
    answers(notThere());
    assertThat(look()).isInstanceOf(knowsWhatIsGone() ? Away.class : Unseen.class);
  }

  @Test
  void leavesAServiceAloneForAsLongAsItAsks() throws Exception {
    shows(List.of(JUNE), List.of());
    answersFirst(aResponse().withStatus(429).withHeader("Retry-After", "600"));
    assertThat(fault()).isInstanceOf(Throttled.class);
    assertThat(fault().words()).contains("2026-06-15T12:10:00Z");
    assertThat(asked()).isEqualTo(1);
    clock.move(Duration.ofMinutes(11));
    assertThat(here().last()).isNotNull();
  }

  @Test
  void leavesAServiceAloneForAMinuteThatDoesNotSayHowLong() throws Exception {
    shows(List.of(JUNE), List.of());
    answersFirst(aResponse().withStatus(429));
    assertThat(fault()).isInstanceOf(Throttled.class);
    assertThat(fault()).isInstanceOf(Throttled.class);
    clock.move(Duration.ofSeconds(61));
    assertThat(here().last()).isNotNull();
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
    shows(List.of(JUNE), List.of());
    answersFirst(aResponse().withStatus(500));
    assertThat(here().last()).isNotNull();
  }

  @Test
  void asksOnceMoreWhenTheAnswerBrokeOff() throws Exception {
    shows(List.of(JUNE), List.of());
    answersFirst(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
    assertThat(here().last()).isNotNull();
  }

  @Test
  void isBlindWhenTheAnswerIsCutOff() throws Exception {
    answers(aResponse().withBody(cutOff()));
    assertThat(fault()).isInstanceOf(ServiceFails.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[[[[",
        "<html>log in</html>",
        "\u0000\u0001",
        "\"x\"",
        "7",
        "{\"id\": {}, \"data\": 7, \"feed\": \"x\", \"items\": null}"
      })
  void noNonsenseIsAProfileWithoutPosts(String body) throws Exception {
    answers(aResponse().withBody(body));
    assertThat(look()).isInstanceOf(Unseen.class);
  }

  @Test
  void neverShowsASecretThatTheServiceRepeats() throws Exception {
    String all = String.join(" and ", secrets());
    for (int status : List.of(400, 401, 403, 404, 429, 500)) {
      server.resetAll();
      answers(
          aResponse()
              .withStatus(status)
              .withBody(
                  "{\"error\": {\"code\": 1, \"message\": \"Malformed token " + all + "\"}}"));
      clock.move(Duration.ofHours(7));
      look();
    }
  }

  @Test
  void keepsItsTime() throws Exception {
    answers(aResponse().withFixedDelay(5_000));
    long start = System.nanoTime();
    Profile seen = look(settings(server.baseUrl()), Set.of(), Duration.ofMillis(300));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    assertThat(seen).isInstanceOf(Unseen.class);
  }

  @Test
  void isBlindWhenNobodyAnswers() throws Exception {
    assertThat(((Unseen) look(settings("http://127.0.0.1:1"), Set.of())).fault())
        .isInstanceOf(ServiceFails.class);
  }
}
