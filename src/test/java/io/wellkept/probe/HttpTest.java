package io.wellkept.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Answer.Barred;
import io.wellkept.probe.Answer.Cause;
import io.wellkept.probe.Answer.Got;
import io.wellkept.probe.Answer.NoAnswer;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class HttpTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Scene.Clock clock = new Scene.Clock();
  private final List<Http> opened = new ArrayList<>();
  private final Http http = open(Scene.http(clock));

  private Http open(Http client) {
    opened.add(client);
    return client;
  }

  private Http polite(Manners manners) {
    return open(new Http(Scene.setup(manners), clock, Dns.SYSTEM, null));
  }

  @AfterEach
  void close() {
    opened.forEach(Http::close);
  }

  private static Ask ask(URI url) {
    return Ask.of(url, TIMEOUT);
  }

  private static Ask fresh(URI url) {
    return Ask.of(url, TIMEOUT)
        .fresh(true)
        .sharedBy(new CheckId("shop", "page"))
        .certificateDays(14);
  }

  private static Ask shared(URI url, String check) {
    return shared(url, check, TIMEOUT);
  }

  private static Ask shared(URI url, String check, Duration timeout) {
    return Ask.of(url, timeout).sharedBy(new CheckId("shop", check)).certificateDays(14);
  }

  private static RawServer.Handler page() {
    return RawServer.page("<p>here</p>");
  }

  @Test
  void saysWhoItIsAndKeepsNoCookies() throws Exception {
    try (RawServer server = RawServer.http(RawServer.answer("200 OK\r\nSet-Cookie: a=b", "<p>x"))) {
      http.ask(ask(server.at("/")));
      http.ask(ask(server.at("/")));

      assertThat(server.requests().get(1))
          .contains("User-Agent: Wellkept/test (+https://w.example)")
          .contains("Accept-Encoding: gzip\n")
          .doesNotContainIgnoringCase("cookie");
    }
  }

  @Test
  void keepsConnectionsExceptForFreshLooks() throws Exception {
    try (RawServer server = RawServer.http(page())) {
      http.ask(ask(server.at("/")));
      http.ask(ask(server.at("/")));
      assertThat(server.connections()).isEqualTo(1);

      http.ask(fresh(server.at("/")));
      http.ask(fresh(server.at("/")));
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void looksAtTheCertificateAnewEveryHour() throws Exception {
    try (RawServer server = RawServer.https(Scene.serverTls("good"), page())) {
      Ask about = Ask.of(server.at("/"), TIMEOUT).certificateDays(14);
      for (int i = 0; i < 4; i++) {
        assertThat(((Got) http.ask(about)).way().certificate()).isNotNull();
      }
      assertThat(server.connections()).isEqualTo(2);

      clock.move(Duration.ofHours(1));
      http.ask(about);
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void sharesOneAnswerAmongTheChecksOfATouchpoint() throws Exception {
    try (RawServer server = RawServer.http(page())) {
      http.ask(shared(server.at("/"), "page"));
      http.ask(shared(server.at("/"), "words"));
      assertThat(server.requests()).hasSize(1);

      http.ask(shared(server.at("/other"), "links"));
      http.ask(fresh(server.at("/")));
      assertThat(server.requests()).hasSize(3);

      clock.move(Http.SHARING);
      http.ask(shared(server.at("/"), "links"));
      assertThat(server.requests()).hasSize(4);
    }
  }

  @Test
  void neverTellsACheckWhatItWasToldBefore() throws Exception {
    try (RawServer server = RawServer.http(page())) {
      http.ask(shared(server.at("/"), "page"));
      http.ask(shared(server.at("/"), "page"));
      assertThat(server.requests()).hasSize(2);

      http.ask(shared(server.at("/"), "words"));
      assertThat(server.requests()).hasSize(2);
      http.ask(shared(server.at("/"), "words"));
      http.ask(shared(server.at("/"), "page"));
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void sharesAnAnswerThatIsStillOnItsWay() throws Exception {
    try (RawServer server = RawServer.http(slowPage());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> looks = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        String check = "check-" + i;
        looks.add(() -> http.ask(shared(server.at("/"), check)));
      }
      for (Future<Answer> answer : threads.invokeAll(looks)) {
        assertThat(answer.get()).isInstanceOf(Got.class);
      }
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static RawServer.Handler slowPage() {
    return (request, out) -> {
      Thread.sleep(150);
      page().answer(request, out);
    };
  }

  @Test
  void aShorterPatienceEndsNobodyElsesLook() throws Exception {
    Duration hurried = Duration.ofMillis(50);
    try (RawServer server = RawServer.http(slowPage());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          threads.invokeAll(
              List.of(
                  () -> http.ask(shared(server.at("/"), "hurried", hurried)),
                  () -> http.ask(shared(server.at("/"), "patient"))));

      assertThat(answers.get(0).get()).isInstanceOf(NoAnswer.class);
      assertThat(answers.get(1).get()).isInstanceOf(Got.class);
    }
  }

  @Test
  void oneWhoIsToldToStopEndsNobodyElsesLook() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    RawServer.Handler waiting =
        (request, out) -> {
          asked.countDown();
          stopped.await();
          page().answer(request, out);
        };
    try (RawServer server = RawServer.http(waiting);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Thread first = Thread.ofVirtual().unstarted(() -> askUntilStopped(server.at("/")));
      first.start();
      asked.await();
      AtomicReference<Thread> second = new AtomicReference<>();
      Future<Answer> other =
          threads.submit(() -> {
            second.set(Thread.currentThread());
            return http.ask(shared(server.at("/"), "words"));
          });
      while (second.get() == null || second.get().getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      first.interrupt();
      first.join();
      stopped.countDown();

      assertThat(other.get()).isInstanceOf(Got.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  private void askUntilStopped(URI url) {
    try {
      http.ask(shared(url, "page"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void fetchesAgainWhenNothingHasChangedSinceNothing() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (RawServer server =
        RawServer.http((request, out) -> {
          if (count.getAndIncrement() == 0) {
            RawServer.write(out, "HTTP/1.1 304 Not Modified\r\n\r\n");
          } else {
            page().answer(request, out);
          }
        })) {
      Got got = (Got) http.ask(ask(server.at("/")));

      assertThat(got.body().text()).isEqualTo("<p>here</p>");
      assertThat(server.requests().get(1)).contains("Cache-Control: no-cache");
    }
  }

  @Test
  void takesA304ForWhatItIsWhenThereIsNothingElse() throws Exception {
    try (RawServer server =
        RawServer.http(
            (request, out) -> RawServer.write(out, "HTTP/1.1 304 Not Modified\r\n\r\n"))) {
      assertThat(((Got) http.ask(ask(server.at("/")))).status()).isEqualTo(304);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void looksAtAForeignHostOneAtATime() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    RawServer.Handler counting =
        (request, out) -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          Thread.sleep(20);
          inside.decrementAndGet();
          page().answer(request, out);
        };
    Manners.Pace one = new Manners.Pace(1, 1e6);
    Manners.Pace four = new Manners.Pace(4, 1e6);
    try (RawServer server = RawServer.http(counting)) {
      many(polite(new Manners(Set.of(), four, one, TIMEOUT)), server);
      assertThat(most).hasValue(1);

      many(polite(new Manners(Set.of("127.0.0.1"), four, one, TIMEOUT)), server);
      assertThat(most.get()).isBetween(2, 4);
    }
  }

  private static void many(Http client, RawServer server) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> looks = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        looks.add(() -> client.ask(ask(server.at("/"))));
      }
      for (Future<Answer> answer : threads.invokeAll(looks)) {
        assertThat(answer.get()).isInstanceOf(Got.class);
      }
    }
  }

  @Test
  void waitsForItsTurnButNotForEver() throws Exception {
    Manners.Pace slow = new Manners.Pace(1, 2);
    Manners.Pace slower = new Manners.Pace(1, 0.1);
    try (RawServer server = RawServer.http(page())) {
      Http patient = polite(new Manners(Set.of(), slow, slow, TIMEOUT));
      long start = System.nanoTime();
      for (int i = 0; i < 3; i++) {
        Got got = (Got) patient.ask(ask(server.at("/")));
        assertThat(got.way().latency()).isLessThan(Duration.ofMillis(450));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(990));

      Http hasty = polite(new Manners(Set.of(), slower, slower, Duration.ofMillis(50)));
      hasty.ask(ask(server.at("/")));
      assertThat(hasty.ask(ask(server.at("/"))))
          .isEqualTo(new Barred(new Fault.Crowded("127.0.0.1")));
    }
  }

  @Test
  void leavesAHostAloneThatAsksForIt() throws Exception {
    try (RawServer server =
        RawServer.http(RawServer.answer("429 Too Many\r\nRetry-After: 120", ""))) {
      assertThat(((Got) http.ask(ask(server.at("/")))).status()).isEqualTo(429);
      clock.move(Duration.ofSeconds(119));
      assertThat(http.ask(ask(server.at("/")))).isInstanceOf(Barred.class);
      assertThat(http.ask(fresh(server.at("/")))).isInstanceOf(Barred.class);
      assertThat(server.requests()).hasSize(1);

      clock.move(Duration.ofSeconds(1));
      assertThat(http.ask(ask(server.at("/")))).isInstanceOf(Got.class);
    }
  }

  /** Otherwise "down for maintenance" could never be confirmed. */
  @Test
  void letsAConfirmingLookThroughToAHostThatIsAway() throws Exception {
    Manners foreign = new Manners(Set.of(), Manners.USUAL.own(), new Manners.Pace(9, 1e6), TIMEOUT);
    Http polite = polite(foreign);
    try (RawServer server =
        RawServer.http(
            RawServer.answer("503 Away\r\nRetry-After: Mon, 15 Jun 2026 12:10:00 GMT", ""))) {
      assertThat(polite.ask(ask(server.at("/")))).isInstanceOf(Got.class);
      assertThat(polite.ask(ask(server.at("/")))).isInstanceOf(Barred.class);
      assertThat(polite.ask(fresh(server.at("/")))).isInstanceOf(Got.class);
      clock.move(Duration.ofMinutes(10));
      assertThat(polite.ask(ask(server.at("/")))).isInstanceOf(Got.class);
    }
  }

  @Test
  void watchesItsOwnHostsThroughTheirMaintenance() throws Exception {
    try (RawServer server = RawServer.http(RawServer.answer("503 Away\r\nRetry-After: 600", ""))) {
      http.ask(ask(server.at("/")));
      assertThat(http.ask(ask(server.at("/")))).isInstanceOf(Got.class);
    }
  }

  @Test
  void isLeftAloneForAnHourAtMost() {
    assertThat(RetryAfter.bounded(RetryAfter.read("99999999999", Scene.NOON).get(), Scene.NOON))
        .isEqualTo(Scene.NOON.plus(Duration.ofHours(1)));
    assertThat(RetryAfter.read("soon", Scene.NOON)).isEmpty();
    assertThat(RetryAfter.read("-5", Scene.NOON)).isEmpty();
  }

  @Test
  void blamesTheNameAndNotOurNetworkWhenAnotherHostWasReachedLately() throws Exception {
    Dns partly =
        host -> {
          if (host.equals("fine.example")) {
            return List.of(Scene.address("127.0.0.1"));
          }
          throw new UnknownHostException(host + ": Temporary failure in name resolution");
        };
    Http client = open(Scene.http(clock, partly));
    URI dark = URI.create("http://dark.example/");
    try (RawServer server = RawServer.http(page())) {
      assertThat(client.ask(ask(dark))).isInstanceOf(Barred.class);

      client.ask(ask(URI.create("http://fine.example:" + server.port() + "/")));

      assertThat(client.ask(ask(dark)))
          .isEqualTo(new NoAnswer(new Cause.NoSuchHost("dark.example")));
    }
  }

  /** Java says only the name when it answers from what it remembers. */
  @Test
  void remembersWhyANameCouldNotBeFound() throws Exception {
    AtomicInteger lookups = new AtomicInteger();
    Dns forgetful =
        host -> {
          boolean first = lookups.getAndIncrement() == 0;
          throw new UnknownHostException(
              first ? host + ": Temporary failure in name resolution" : host);
        };
    Http client = open(Scene.http(clock, forgetful));

    for (int i = 0; i < 2; i++) {
      assertThat(client.ask(ask(URI.create("http://shop.example/")))).isInstanceOf(Barred.class);
    }
    assertThat(client.ask(ask(URI.create("http://other.example/"))))
        .isEqualTo(new NoAnswer(new Cause.NoSuchHost("other.example")));
  }

  @Test
  void stopsWhenTold() throws Exception {
    List<RawServer> self = new ArrayList<>();
    try (RawServer server = RawServer.http((request, out) -> self.get(0).hang())) {
      self.add(server);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> http.ask(ask(server.at("/"))))
          .isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void tellsWhatItWasDoingWhenTimeRanOut() throws Exception {
    List<RawServer> self = new ArrayList<>();
    try (RawServer server =
        RawServer.http((request, out) -> {
          if (request.startsWith("GET /half")) {
            RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal");
          }
          self.get(0).hang();
        })) {
      self.add(server);
      assertThat(phase(server.at("/"))).isEqualTo(Answer.Phase.WAITING);
      assertThat(phase(server.at("/half"))).isEqualTo(Answer.Phase.READING);
      URI secure = URI.create("https://127.0.0.1:" + server.port() + "/");
      assertThat(phase(secure)).isEqualTo(Answer.Phase.SECURING);
    }
  }

  private Answer.Phase phase(URI url) throws InterruptedException {
    NoAnswer none = (NoAnswer) http.ask(Ask.of(url, Duration.ofMillis(400)));
    Cause.TimedOut timedOut = (Cause.TimedOut) none.cause();
    assertThat(timedOut.after()).isEqualTo(Duration.ofMillis(400));
    return timedOut.phase();
  }

  @Test
  void saysThatACookieMightEndTheCircle() throws Exception {
    try (RawServer server =
        RawServer.http(RawServer.answer("302 Found\r\nLocation: /\r\nSet-Cookie: a=b", ""))) {
      assertThat(http.ask(ask(server.at("/"))))
          .isEqualTo(new NoAnswer(new Cause.RedirectLoop(server.at("/"), true)));
    }
  }

  @Test
  void showsNoSecretOfAnAsk() {
    Ask secret =
        Ask.of(URI.create("https://anna:s3cret@shop.example/?api_key=s3cret&page=2"), TIMEOUT)
            .headers(Map.of("Cookie", "s3cret"))
            .sending(Ask.Sending.post("text/plain", "s3cret"));

    assertThat(secret.toString()).doesNotContain("s3cret").contains("page=2").contains("Cookie");
  }

  @Test
  void sendsABodyOnceEvenWhenTheConnectionBreaks() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    try (RawServer server =
        RawServer.http((request, out) -> {
          sent.incrementAndGet();
          throw new java.io.IOException("and hangs up");
        })) {
      Answer answer =
          http.ask(ask(server.at("/order")).sending(Ask.Sending.post("text/plain", "one cup")));

      assertThat(answer).isInstanceOf(NoAnswer.class);
      assertThat(sent).hasValue(1);
      assertThat(server.requests().get(0)).startsWith("POST /order ").endsWith("\n\none cup");
    }
  }

  @Test
  void sendsABodyOnceEvenWhenTheServerAsksForItAgainAtOnce() throws Exception {
    for (String status : List.of("503 Unavailable\r\nRetry-After: 0", "408 Request Timeout")) {
      try (RawServer server = RawServer.http(RawServer.answer(status, ""))) {
        http.ask(ask(server.at("/order")).sending(Ask.Sending.post("text/plain", "one cup")));
        assertThat(server.requests()).as(status).hasSize(1);
      }
    }
  }

  @Test
  void goesOnWithoutTheBodyAfterARedirectAsBrowsersDo() throws Exception {
    for (int status : List.of(301, 302, 303, 307, 308)) {
      try (RawServer server =
          RawServer.http((request, out) -> {
            String answer = status + " Go\r\nLocation: /thanks";
            boolean thanked = request.contains(" /thanks ");
            RawServer.answer(thanked ? "200 OK" : answer, "").answer(request, out);
          })) {
        Got got =
            (Got)
                http.ask(
                    ask(server.at("/order")).sending(Ask.Sending.post("text/plain", "one cup")));

        assertThat(got.way().hops()).containsExactly(new Answer.Hop(server.at("/order"), status));
        assertThat(server.requests().get(1))
            .as("after %s", status)
            .startsWith(status > 303 ? "POST /thanks " : "GET /thanks ");
      }
    }
  }

  @Test
  void keepsTheCookiesOfAVisitOnItsWay() throws Exception {
    try (RawServer server =
        RawServer.http((request, out) -> {
          boolean known = request.contains("Cookie: visit=7");
          String first = "302 Found\r\nLocation: /\r\nSet-Cookie: visit=7; Path=/; HttpOnly";
          RawServer.answer(known ? "200 OK" : first, "").answer(request, out);
        })) {
      Cookies cookies = new Cookies();
      assertThat(http.ask(ask(server.at("/")).cookies(cookies))).isInstanceOf(Got.class);
      assertThat(http.ask(ask(server.at("/")).cookies(cookies))).isInstanceOf(Got.class);

      assertThat(server.requests()).hasSize(3);
      assertThat(cookies.has("visit")).isTrue();
      assertThat(cookies.toString()).doesNotContain("7");
      Got other = (Got) http.ask(ask(server.at("/")).cookies(cookies).limit(1));
      assertThat(other.status()).isEqualTo(200);
    }
  }

  @Test
  void asksForTheHeadAlone() throws Exception {
    try (RawServer server =
        RawServer.http(RawServer.answer("200 OK\r\nContent-Type: text/html", ""))) {
      Got got = (Got) http.ask(ask(server.at("/big")).sending(Ask.Sending.HEAD));

      assertThat(got.status()).isEqualTo(200);
      assertThat(got.body().size()).isZero();
      assertThat(server.requests().get(0)).startsWith("HEAD /big ");
    }
  }

  @Test
  void readsNoMoreThanItsAskerWants() throws Exception {
    try (RawServer server = RawServer.http(RawServer.page("<p>more than ten bytes"))) {
      Got got = (Got) http.ask(ask(server.at("/")).limit(10));

      assertThat(got.body().size()).isEqualTo(10);
      assertThat(got.body().truncated()).isTrue();
    }
  }
}
