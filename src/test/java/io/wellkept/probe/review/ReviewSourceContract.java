package io.wellkept.probe.review;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.requestMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.wellkept.probe.Http;
import io.wellkept.probe.Scene;
import io.wellkept.probe.voice.AnswerClock;
import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.Manner;
import io.wellkept.touchpoint.Fault.NoAccess;
import io.wellkept.touchpoint.Fault.ServiceFails;
import io.wellkept.touchpoint.Fault.Throttled;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Within;
import io.wellkept.touchpoint.WorkingHours;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every source of reviews keeps. A source's test extends it and says how its service shows
 * reviews, what a key to it looks like, and what it cannot, and why.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReviewSourceContract {
  protected static final Duration WITHIN = Duration.ofSeconds(10);
  protected static final String CHECK = "shop/reviews";
  protected static final Instant NOON = Scene.NOON;
  protected static final Instant SINCE = NOON.minus(Duration.ofDays(30));

  /** Who wrote it: in every answer of a service, and in nothing that we keep. */
  protected static final String CUSTOMER = "Ottokar Quendelhuber";

  /** Where tokens are given. */
  private static final String NO_TOKENS = "(?!/token|/v1/oauth/).*";

  protected static final Person OWNER =
      new Person(
          "anna", "Anna", Map.of(), List.of(), ZoneOffset.UTC, WorkingHours.ALWAYS, List.of());

  private static final Manner MANNER =
      new Manner() {
        @Override
        public String kind() {
          return "reviews";
        }

        @Override
        public Within within(Voice voice) {
          return Within.parse("2h");
        }

        @Override
        public Severity severity(Voice voice) {
          return Severity.MAJOR;
        }

        @Override
        public String words(Voice voice) {
          return "A review";
        }
      };

  protected final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
  protected Scene.Clock clock = new Scene.Clock();
  private Http http = Scene.http(clock);
  protected ReviewSources sources = new ReviewSources(http, clock, Path.of(""));

  @TempDir protected Path home;

  /** A review as the service has it. */
  protected record Review(
      String id,
      int stars,
      String text,
      Instant at,
      @Nullable Instant edited,
      @Nullable Instant answered) {
    static Review of(String id, Instant at) {
      return new Review(id, 2, "Nobody called back about " + id, at, null, null);
    }

    Review answered(Instant when) {
      return new Review(id, stars, text, at, edited, when);
    }

    Review edited(Instant when) {
      return new Review(id, stars, text, at, when, answered);
    }

    /** When it was written last. */
    Instant written() {
      return edited == null ? at : edited;
    }
  }

  /** What a source may be unable to do. */
  protected enum Able {
    /** It lists reviews over several pages. */
    PAGES,
    /** It leaves out what is older than asked for. */
    SINCE,
    /** It says whether a review was answered. */
    ANSWERS,
    /** It says when a review was written anew. */
    EDITS,
    /** What it does not list is gone. */
    COMPLETE,
    /** Its key is renewed when it ends. */
    RENEWAL,
    /** It needs a key. */
    KEY
  }

  /** What the source cannot, each with the reason. */
  protected Map<Able, String> cannot() {
    return Map.of();
  }

  /** Skips the test, with the reason. */
  private void needs(Able able) {
    String reason = cannot().get(able);
    assumeTrue(reason == null, () -> able + ": " + reason);
  }

  private boolean can(Able able) {
    return !cannot().containsKey(able);
  }

  protected abstract SourceSettings settings(String base);

  /** The name of the source in its voices. */
  protected abstract String source();

  /** Serves these reviews, over as many pages as they need; they are sorted, the newest first. */
  protected abstract void shows(List<Review> reviews);

  /** Serves one review, {@code 77} of {@link #NOON}, that holds no more than it must. */
  protected abstract void showsABareReview();

  /** What must never be seen by anybody. */
  protected abstract List<String> secrets();

  /** Those of them that the service gets to see, and so may repeat. */
  protected List<String> sent() {
    return secrets();
  }

  /** An answer that is cut off in its middle. */
  protected abstract String cutOff();

  /** How many reviews are on a page; 0 where there are no pages. */
  protected abstract int perPage();

  @BeforeEach
  final void start() {
    if (!server.isRunning()) {
      server.start();
    }
    server.resetAll();
    clock = new Scene.Clock();
    http = Scene.http(clock);
    sources = new ReviewSources(http, clock, home);
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

  protected final Heard hear() throws InterruptedException {
    return hear(settings(server.baseUrl()), SINCE);
  }

  protected final Heard hear(SourceSettings settings, Instant since) throws InterruptedException {
    Heard heard = sources.of(settings, CHECK).hear(since, WITHIN, false);
    for (String secret : secrets()) {
      assertThat(heard + " " + settings).doesNotContain(secret);
    }
    assertThat(heard.toString()).doesNotContain(CUSTOMER);
    return heard;
  }

  protected final Heard.Told told() throws InterruptedException {
    Heard heard = hear();
    assertThat(heard).isInstanceOf(Heard.Told.class);
    return (Heard.Told) heard;
  }

  protected final Voice only() throws InterruptedException {
    Heard.Told told = told();
    assertThat(told.voices()).hasSize(1);
    return told.voices().get(0);
  }

  protected final io.wellkept.touchpoint.Fault fault() throws InterruptedException {
    Heard heard = hear();
    assertThat(heard).isInstanceOf(Heard.Deaf.class);
    return ((Heard.Deaf) heard).fault();
  }

  /** Whatever is asked, but for tokens. */
  protected final void answers(ResponseDefinitionBuilder answer) {
    server.stubFor(any(urlMatching(NO_TOKENS)).atPriority(1).willReturn(answer));
  }

  protected final void answersFirst(ResponseDefinitionBuilder answer) {
    server.stubFor(
        any(urlMatching(NO_TOKENS))
            .atPriority(1)
            .inScenario("first")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("over")
            .willReturn(answer));
  }

  /** Whatever is asked second, but for tokens. */
  protected final void answersSecond(ResponseDefinitionBuilder answer) {
    AtomicInteger asked = new AtomicInteger();
    server.stubFor(
        requestMatching(request ->
                MatchResult.of(request.getUrl().matches(NO_TOKENS) && asked.incrementAndGet() == 2))
            .atPriority(1)
            .willReturn(answer));
  }

  protected final int asked() {
    return server
        .countRequestsMatching(any(urlMatching(NO_TOKENS)).build().getRequest())
        .getCount();
  }

  /** So many, an hour between each two, the newest first. */
  protected static List<Review> reviews(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(at -> Review.of(String.valueOf(at), NOON.minus(Duration.ofHours(at))))
        .toList();
  }

  @Test
  void listsReviews() throws Exception {
    shows(reviews(2));
    Heard.Told told = told();
    assertThat(told.complete()).isEqualTo(can(Able.COMPLETE));
    assertThat(told.voices()).extracting(Voice::id).containsExactly("1", "2");
    assertThat(told.voices()).extracting(Voice::source).containsOnly(source());
    Voice voice = told.voices().get(0);
    assertThat(voice.at()).isEqualTo(NOON.minus(Duration.ofHours(1)));
    assertThat(voice.editedAt()).isNull();
    assertThat(voice.answeredAt()).isNull();
    assertThat(voice.text()).isEqualTo("Nobody called back about 1");
    assertThat(voice.stars()).isIn(1.0, 2.0);
    assertThat(voice.waits()).isEqualTo(can(Able.ANSWERS));
  }

  @Test
  void listsAllPages() throws Exception {
    needs(Able.PAGES);
    List<Review> reviews = reviews(2 * perPage() + 3);
    shows(reviews);
    Heard.Told told = told();
    assertThat(told.voices())
        .extracting(Voice::id)
        .containsExactlyElementsOf(reviews.stream().map(Review::id).toList());
    assertThat(told.complete()).isEqualTo(can(Able.COMPLETE));
  }

  @Test
  void stopsAtWhatIsOlder() throws Exception {
    needs(Able.PAGES);
    needs(Able.SINCE);
    shows(reviews(3 * perPage()));
    hear(settings(server.baseUrl()), NOON.minus(Duration.ofMinutes(150)));
    int few = asked();
    server.resetRequests();
    Heard heard = hear(settings(server.baseUrl()), NOON.minus(Duration.ofMinutes(150)));
    assertThat(((Heard.Told) heard).voices()).extracting(Voice::id).containsExactly("1", "2");
    server.resetRequests();
    hear(settings(server.baseUrl()), Instant.EPOCH);
    assertThat(few).as("pages of what is older are left alone").isLessThan(asked());
  }

  @Test
  void listsNothingWhereThereIsNothing() throws Exception {
    shows(List.of());
    Heard.Told told = told();
    assertThat(told.voices()).isEmpty();
    assertThat(told.complete()).isEqualTo(can(Able.COMPLETE));
  }

  @Test
  void takesAReviewThatSaysNoMoreThanItMust() throws Exception {
    showsABareReview();
    Voice voice = only();
    assertThat(voice.id()).isEqualTo("77");
    assertThat(voice.at()).isEqualTo(NOON);
    assertThat(voice.stars()).isNull();
    assertThat(voice.text()).isEmpty();
    assertThat(voice.editedAt()).isNull();
    assertThat(voice.answeredAt()).isNull();
    assertThat(voice.waits()).isEqualTo(can(Able.ANSWERS));
  }

  @Test
  void takesAReviewThatWasAnswered() throws Exception {
    needs(Able.ANSWERS);
    Instant then = NOON.minus(Duration.ofHours(5));
    shows(List.of(Review.of("1", then).answered(then.plusSeconds(3600))));
    Voice voice = only();
    assertThat(voice.reply()).isEqualTo(Voice.Reply.PUBLISHED);
    assertThat(voice.answeredAt()).isEqualTo(then.plusSeconds(3600));
    assertThat(voice.waits()).isFalse();
  }

  @Test
  void whatIsWrittenAnewAfterTheAnswerWaitsAgain() throws Exception {
    needs(Able.EDITS);
    Instant then = NOON.minus(Duration.ofHours(5));
    shows(
        List.of(
            Review.of("1", then).answered(then.plusSeconds(3600)).edited(then.plusSeconds(7200))));
    Voice voice = only();
    assertThat(voice.waits()).isTrue();
    assertThat(voice.lastWord()).isEqualTo(then.plusSeconds(7200));
  }

  @Test
  void whatWasWrittenAnewBeforeTheAnswerIsAnswered() throws Exception {
    needs(Able.EDITS);
    Instant then = NOON.minus(Duration.ofHours(5));
    shows(
        List.of(
            Review.of("1", then).edited(then.plusSeconds(3600)).answered(then.plusSeconds(7200))));
    assertThat(only().waits()).isFalse();
  }

  @Test
  void whatVanishesClosesItsClock() throws Exception {
    needs(Able.ANSWERS);
    shows(reviews(2));
    AnswerClock.Outcome before = judge(told(), Memory.EMPTY);
    assertThat(before.waiting()).isEqualTo(2);
    server.resetAll();
    prepare();
    shows(reviews(2).subList(1, 2));
    clock.move(Duration.ofMinutes(30));
    AnswerClock.Outcome after = judge(told(), before.memory());
    boolean complete = can(Able.COMPLETE);
    assertThat(after.waiting()).isEqualTo(complete ? 1 : 2);
    assertThat(after.voices().stream().filter(voice -> voice.goneAt() != null).map(Voice::id))
        .isEqualTo(complete ? List.of("1") : List.of());
  }

  private AnswerClock.Outcome judge(Heard.Told told, Memory memory) {
    return AnswerClock.judge(
        MANNER, OWNER, told, memory, Duration.ofDays(30), Duration.ofHours(1), clock.instant());
  }

  @Test
  void saysWhichKeyIsRefusedAndWhereItIsSet() throws Exception {
    needs(Able.KEY);
    answers(aResponse().withStatus(401));
    assertThat(fault())
        .isInstanceOfSatisfying(
            NoAccess.class,
            refused -> {
              assertThat(refused.whereConfigured()).endsWith("of " + CHECK);
              assertThat(refused.whereConfigured()).startsWith("source." + source() + ".");
            });
  }

  @Test
  void renewsATokenThatEndedEarly() throws Exception {
    needs(Able.RENEWAL);
    shows(reviews(1));
    answersFirst(aResponse().withStatus(401));
    assertThat(told().voices()).hasSize(1);
  }

  @Test
  void saysThatTheKeyMayNotDoThis() throws Exception {
    answers(aResponse().withStatus(403));
    assertThat(fault()).isInstanceOf(NoAccess.class);
  }

  @Test
  void isDeafWhereNothingIs() throws Exception {
    answers(aResponse().withStatus(404));
    assertThat(fault()).isInstanceOf(ServiceFails.class);
    assertThat(fault().words()).contains("404");
  }

  @Test
  void leavesAServiceAloneForAsLongAsItAsks() throws Exception {
    shows(reviews(1));
    answersFirst(aResponse().withStatus(429).withHeader("Retry-After", "600"));
    assertThat(fault()).isInstanceOf(Throttled.class);
    assertThat(fault().words()).contains("2026-06-15T12:10:00Z");
    assertThat(asked()).isEqualTo(1);
    clock.move(Duration.ofMinutes(11));
    assertThat(told().voices()).hasSize(1);
  }

  @Test
  void leavesAServiceAloneForAMinuteThatDoesNotSayHowLong() throws Exception {
    shows(reviews(1));
    answersFirst(aResponse().withStatus(429));
    assertThat(fault()).isInstanceOf(Throttled.class);
    assertThat(fault()).isInstanceOf(Throttled.class);
    assertThat(asked()).isEqualTo(1);
    clock.move(Duration.ofSeconds(61));
    assertThat(told().voices()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void isDeafWhileTheServiceFails(int status) throws Exception {
    answers(aResponse().withStatus(status));
    assertThat(fault()).isInstanceOf(ServiceFails.class);
    assertThat(fault().words()).contains(String.valueOf(status));
  }

  @Test
  void asksOnceMoreWhenTheServiceStumbled() throws Exception {
    shows(reviews(1));
    answersFirst(aResponse().withStatus(500));
    assertThat(told().voices()).hasSize(1);
  }

  @Test
  void asksOnceMoreWhenTheAnswerBrokeOff() throws Exception {
    shows(reviews(1));
    answersFirst(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
    assertThat(told().voices()).hasSize(1);
  }

  @Test
  void isDeafWhenTheAnswerIsCutOff() throws Exception {
    answers(aResponse().withBody(cutOff()));
    assertThat(fault()).isInstanceOf(ServiceFails.class);
  }

  @Test
  void isDeafWhenAPageInTheMiddleIsCutOff() throws Exception {
    needs(Able.PAGES);
    shows(reviews(2 * perPage() + 3));
    answersSecond(aResponse().withBody(cutOff()));
    assertThat(fault()).isInstanceOf(ServiceFails.class);
    assertThat(asked()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"ok\": true}",
        "[[[[",
        "<html>log in</html>",
        "\u0000\u0001",
        "\"x\"",
        "7"
      })
  void isDeafToNonsense(String body) throws Exception {
    answers(aResponse().withBody(body));
    assertThat(fault()).isInstanceOf(ServiceFails.class);
  }

  @Test
  void neverShowsASecretThatTheServiceRepeats() throws Exception {
    needs(Able.KEY);
    String all = String.join(" and ", sent());
    for (int status : List.of(400, 401, 403, 404, 429, 500)) {
      server.resetAll();
      prepare();
      answers(aResponse().withStatus(status).withBody(error(status, "Malformed " + all)));
      clock.move(Duration.ofHours(7));
      hear();
    }
  }

  /** An error of the service that says this. */
  protected String error(int status, String message) {
    return """
    {"error": {"code": %d, "message": "%2$s", "status": "%2$s", "description": "%2$s"},
     "message": "%2$s", "errors": [{"code": "BAD", "detail": "%2$s"}]}\
    """
        .formatted(status, message);
  }

  @Test
  void keepsItsTime() throws Exception {
    answers(aResponse().withFixedDelay(3_000));
    long start = System.nanoTime();
    Heard heard =
        sources.of(settings(server.baseUrl()), CHECK).hear(SINCE, Duration.ofMillis(300), false);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(heard).isInstanceOf(Heard.Deaf.class);
  }

  @Test
  void isDeafWhenNobodyAnswers() throws Exception {
    assertThat(hear(settings("http://127.0.0.1:1"), SINCE))
        .isInstanceOfSatisfying(
            Heard.Deaf.class, deaf -> assertThat(deaf.fault()).isInstanceOf(ServiceFails.class));
  }
}
