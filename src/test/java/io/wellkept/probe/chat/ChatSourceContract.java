package io.wellkept.probe.chat;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
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
import io.wellkept.touchpoint.Fault.NoAccess;
import io.wellkept.touchpoint.Fault.ServiceFails;
import io.wellkept.touchpoint.Fault.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every source of conversations keeps. A source's test extends it and says how its service
 * shows those who wait.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ChatSourceContract {
  protected static final String CHECK = "shop/chat";

  /** Since when everybody waits here. */
  protected static final Instant SINCE = Scene.NOON.minusSeconds(600);

  /** What customers are called and say; nobody may ever see it. */
  protected static final String NAME = "Quentin Customer";

  protected static final String ADDRESS = "quentin@customer.example";

  /** Two hours ahead of UTC. */
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  private static final Duration WITHIN = Duration.ofSeconds(10);

  protected final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

  /** Since when those waited that are known from the last look, by id. */
  protected Map<String, Instant> open = Map.of();

  protected Scene.Clock clock = new Scene.Clock();
  private Http http = Scene.http(clock);
  private ChatSources sources = new ChatSources(http, clock);

  protected abstract SourceSettings settings(String base);

  /**
   * Serves conversations with these ids, in each of which a customer waits since {@link #SINCE}.
   */
  protected abstract void shows(List<String> ids);

  /** Serves one conversation, {@code 77}, that holds no more than it must; the customer waits. */
  protected abstract void showsABareOne();

  /** Serves one conversation that was answered, and none that waits. */
  protected abstract void showsAnAnsweredOne();

  /** What must never be seen by anybody. */
  protected abstract List<String> secrets();

  /** How many take more than one page; 0 where there are no pages. */
  protected abstract int manyPages();

  @BeforeEach
  final void start() {
    if (!server.isRunning()) {
      server.start();
    }
    server.resetAll();
    open = Map.of();
    clock = new Scene.Clock();
    http = Scene.http(clock);
    sources = new ChatSources(http, clock);
  }

  @AfterEach
  final void close() {
    http.close();
  }

  @AfterAll
  final void stop() {
    server.stop();
  }

  protected final Desk ask() throws InterruptedException {
    return ask(settings(server.baseUrl()), false, WITHIN);
  }

  protected final Desk ask(SourceSettings settings, boolean presence, Duration within)
      throws InterruptedException {
    Desk desk =
        sources
            .of(settings, CHECK, ZONE)
            .ask(open, presence, clock.instant(), TimeLeft.of(within), false);
    String shown = desk + " " + settings;
    for (String secret : secrets()) {
      assertThat(shown).doesNotContain(secret);
    }
    assertThat(shown).doesNotContain(NAME).doesNotContain(ADDRESS);
    return desk;
  }

  protected final Desk.Seen seen(Desk desk) {
    assertThat(desk).isInstanceOf(Desk.Seen.class);
    return (Desk.Seen) desk;
  }

  protected final Desk.Seen seen() throws InterruptedException {
    return seen(ask());
  }

  protected final Presence presence() throws InterruptedException {
    return seen(ask(settings(server.baseUrl()), true, WITHIN)).presence();
  }

  protected final Waiting only() throws InterruptedException {
    assertThat(seen().conversations()).hasSize(1);
    return seen().conversations().get(0);
  }

  protected final io.wellkept.touchpoint.Fault fault() throws InterruptedException {
    Desk desk = ask();
    assertThat(desk).isInstanceOf(Desk.Unseen.class);
    return ((Desk.Unseen) desk).fault();
  }

  private void answers(ResponseDefinitionBuilder answer) {
    server.stubFor(any(anyUrl()).atPriority(1).willReturn(answer));
  }

  private void answersFirst(ResponseDefinitionBuilder answer) {
    server.stubFor(
        any(anyUrl())
            .atPriority(1)
            .inScenario("first")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("over")
            .willReturn(answer));
  }

  private int asked() {
    return server.findAll(anyRequestedFor(anyUrl())).size();
  }

  @Test
  void listsThoseWhoWait() throws Exception {
    shows(List.of("1", "2"));
    Desk.Seen seen = seen();
    assertThat(seen.complete()).isTrue();
    assertThat(seen.conversations()).extracting(Waiting::id).containsExactly("1", "2");
    assertThat(seen.conversations()).extracting(Waiting::since).containsOnly(SINCE);
  }

  @Test
  void listsAllPages() throws Exception {
    int count = Math.max(manyPages(), 3);
    List<String> ids = IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    shows(ids);
    assertThat(seen().conversations()).extracting(Waiting::id).containsExactlyElementsOf(ids);
    assertThat(seen().complete()).isTrue();
  }

  @Test
  void listsNobodyWhereNobodyWaits() throws Exception {
    shows(List.of());
    assertThat(seen().conversations()).isEmpty();
    assertThat(seen().complete()).isTrue();
  }

  @Test
  void whoWasAnsweredDoesNotWait() throws Exception {
    showsAnAnsweredOne();
    assertThat(seen().conversations()).isEmpty();
    assertThat(seen().complete()).isTrue();
  }

  @Test
  void takesAConversationThatSaysNoMoreThanItMust() throws Exception {
    showsABareOne();
    assertThat(only().id()).isEqualTo("77");
    assertThat(only().since()).isEqualTo(SINCE);
    assertThat(only().repliedAt()).isNull();
  }

  @Test
  void saysWhichKeyIsRefusedAndWhereItIsSet() throws Exception {
    answers(aResponse().withStatus(401));
    assertThat(fault())
        .isInstanceOfSatisfying(
            NoAccess.class,
            refused ->
                assertThat(refused.whereConfigured())
                    .startsWith("source.")
                    .endsWith("of " + CHECK));
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
    assertThat(seen().conversations()).hasSize(1);
  }

  @Test
  void leavesAServiceAloneForAMinuteThatDoesNotSayHowLong() throws Exception {
    shows(List.of("1"));
    answersFirst(aResponse().withStatus(429));
    assertThat(fault()).isInstanceOf(Throttled.class);
    assertThat(fault()).isInstanceOf(Throttled.class);
    clock.move(Duration.ofSeconds(61));
    assertThat(seen().conversations()).hasSize(1);
  }

  @Test
  void isBlindWhileTheServiceFails() throws Exception {
    answers(aResponse().withStatus(503));
    assertThat(fault()).isInstanceOf(ServiceFails.class);
    assertThat(fault().words()).contains("503");
  }

  @Test
  void asksOnceMoreWhenTheServiceStumbled() throws Exception {
    shows(List.of("1"));
    answersFirst(aResponse().withStatus(500));
    assertThat(seen().conversations()).hasSize(1);
  }

  @Test
  void asksOnceMoreWhenTheAnswerBrokeOff() throws Exception {
    shows(List.of("1"));
    answersFirst(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
    assertThat(seen().conversations()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"conversations\": [{\"id\": \"1\", \"waiting_since\": 17",
        "{\"data\": {\"payload\": [{\"id\": 1,",
        "{\"results\": [",
        "",
        "null",
        "[[[[",
        "<html>log in</html>",
        "\u0000\u0001",
        "\"x\"",
        "7",
        "{}"
      })
  void isBlindWhenTheAnswerIsCutOffOrNonsense(String body) throws Exception {
    answers(aResponse().withBody(body));
    assertThat(fault()).isInstanceOf(ServiceFails.class);
  }

  @Test
  void neverShowsASecretThatTheServiceRepeats() throws Exception {
    String all = String.join(" and ", secrets()) + " of " + NAME + " " + ADDRESS;
    for (int status : List.of(200, 400, 401, 403, 429, 500)) {
      server.resetAll();
      answers(
          aResponse()
              .withStatus(status)
              .withBody("{\"error\": {\"message\": \"Wrong token " + all + "\"}}"));
      clock.move(Duration.ofHours(7));
      ask();
    }
  }

  @Test
  void keepsItsTime() throws Exception {
    answers(aResponse().withFixedDelay(5_000));
    long start = System.nanoTime();
    Desk desk = ask(settings(server.baseUrl()), true, Duration.ofMillis(300));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    assertThat(desk).isInstanceOf(Desk.Unseen.class);
  }

  @Test
  void isBlindWhenNobodyAnswers() throws Exception {
    Desk desk = ask(settings("http://127.0.0.1:1"), false, WITHIN);
    assertThat(((Desk.Unseen) desk).fault()).isInstanceOf(ServiceFails.class);
  }
}
