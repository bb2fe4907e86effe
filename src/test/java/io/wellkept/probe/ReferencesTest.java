package io.wellkept.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Answer.Barred;
import io.wellkept.probe.Answer.Cause;
import io.wellkept.probe.Answer.NoAnswer;
import io.wellkept.probe.References.Proof;
import io.wellkept.probe.References.Witness;
import io.wellkept.touchpoint.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether it is our own network that is closed. */
final class ReferencesTest {
  private static final NoAnswer SILENCE =
      new NoAnswer(new Cause.TimedOut(Answer.Phase.WAITING, Duration.ofSeconds(1)));

  private final Scene.Clock clock = new Scene.Clock();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  private RawServer server(RawServer.Handler handler) {
    RawServer server = RawServer.http(handler);
    open.add(server);
    return server;
  }

  /** A port at which nobody listens. */
  private static URI nobody() throws IOException {
    RawServer gone = RawServer.http(RawServer.page(""));
    URI url = gone.at("/");
    gone.close();
    return url;
  }

  private References asking(Reference... references) {
    return http(references).references();
  }

  private Http http(Reference... references) {
    Http.Setup usual = Scene.setup(Scene.GENEROUS);
    Http http =
        new Http(
            new Http.Setup(
                usual.userAgent(), usual.allowed(), usual.manners(), List.of(references)),
            clock,
            Dns.SYSTEM,
            null);
    open.add(http);
    return http;
  }

  private static Reference at(URI url) {
    return new Reference(url, null);
  }

  private static Witness witness(Scene.Clock clock, Proof proof, @Nullable String peer) {
    InetAddress address = peer == null ? null : Scene.address(peer);
    return new Witness(clock.instant(), proof, address);
  }

  @Test
  void isOpenAsLongAsOneAnswers() throws Exception {
    RawServer alive = server(RawServer.page("here"));
    Outlook outlook = asking(at(nobody()), at(alive.at("/"))).ask();
    assertThat(outlook.closed()).isFalse();
    assertThat(outlook.asked()).isEqualTo(2);
    assertThat(outlook.dead())
        .singleElement()
        .satisfies(dead -> assertThat(dead.why()).isEqualTo("it refuses the connection"));
  }

  @Test
  void whatDoesNotAnswerIsBarredWhileNoReferenceDoes() throws Exception {
    Http http = http(at(nobody()), at(nobody()));
    Answer answer = http.ask(Ask.of(nobody(), Duration.ofSeconds(2)));
    assertThat(answer).isEqualTo(new Barred(new Fault.NetworkClosed(2, clock.instant())));
    assertThat(http.references().noticed()).isTrue();
    assertThat(http.references().last().lies()).isFalse();
  }

  @Test
  void whatAnswersCountsAlthoughNoReferenceDoes() throws Exception {
    RawServer page = server(RawServer.answer("500 Oops", "oops"));
    Http http = http(at(nobody()));
    http.references().ask();
    assertThat(http.ask(Ask.of(page.at("/"), Duration.ofSeconds(2))))
        .isInstanceOf(Answer.Got.class);
  }

  @Test
  void withoutReferencesNothingIsBarred() throws Exception {
    Http http = http();
    assertThat(http.ask(Ask.of(nobody(), Duration.ofSeconds(2)))).isInstanceOf(NoAnswer.class);
    assertThat(http.references().none()).isTrue();
    assertThat(http.references().ask().closed()).isFalse();
  }

  @Test
  void askedByManyAtOnceEachReferenceIsAskedOnce() throws Exception {
    RawServer reference = server(RawServer.answer("503 Away", "away"));
    References references = asking(at(reference.at("/")));
    List<Callable<Boolean>> looks = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      looks.add(() -> references.bars(SILENCE));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> look : threads.invokeAll(looks)) {
        assertThat(look.get()).isTrue();
      }
    }
    assertThat(reference.requests()).hasSize(1);
    clock.move(References.FRESH.minusMillis(1));
    references.ask();
    assertThat(reference.requests()).hasSize(1);
    clock.move(Duration.ofMillis(1));
    references.ask();
    assertThat(reference.requests()).hasSize(2);
  }

  @Test
  void anAnswerOfSomebodyElseIsNone() throws Exception {
    RawServer portal = server(RawServer.page("log in"));
    String elsewhere = portal.at("/login").toString().replace("127.0.0.1", "localhost");
    RawServer sent = server(RawServer.answer("302 Found\r\nLocation: " + elsewhere, ""));
    RawServer other = server(RawServer.page("something else"));
    RawServer asks = server(RawServer.answer("511 Log in", "log in"));
    Http http = http(at(sent.at("/")), new Reference(other.at("/"), "all good"), at(asks.at("/")));
    Outlook outlook = http.references().ask();
    assertThat(outlook.lies()).isTrue();
    assertThat(outlook.dead())
        .extracting(Outlook.Dead::why)
        .containsExactly(
            "somebody else answers for it: localhost",
            "its answer does not contain \"all good\"",
            "somebody else answers for it, with 511");
    RawServer page = server(RawServer.page("fine"));
    assertThat(http.ask(Ask.of(page.at("/"), Duration.ofSeconds(2)))).isInstanceOf(Barred.class);
  }

  @Test
  void theTextThatMustBeThereOpensAgain() throws Exception {
    RawServer good = server(RawServer.page("<p>all good</p>"));
    assertThat(asking(new Reference(good.at("/"), "all good")).ask().closed()).isFalse();
  }

  @Test
  void whenOthersAnswerAgainAndAgainItIsTheReferencesThatAreDead() throws Exception {
    References references = asking(at(nobody()));
    assertThat(references.ask().closed()).isTrue();
    for (int i = 0; i < 2; i++) {
      assertThat(references.last().contradicted()).isFalse();
      clock.move(Duration.ofSeconds(10));
      references.heard(witness(clock, Proof.PLAIN, "127.0.0.1"));
      clock.move(Duration.ofSeconds(10));
      references.ask();
    }
    assertThat(references.last().contradicted()).isTrue();
    assertThat(references.bars(SILENCE)).isFalse();
    assertThat(references.last().noneSince()).isEqualTo(clock.instant().minusSeconds(40));
  }

  @Test
  void anAnswerThatWasAskedForBeforeProvesNothing() throws Exception {
    References references = asking(at(nobody()));
    for (int i = 0; i < 4; i++) {
      references.ask();
      references.heard(witness(clock, Proof.CERTAIN, "127.0.0.1"));
      references.heard(
          new Witness(clock.instant().plusSeconds(1), Proof.NONE, Scene.address("127.0.0.1")));
      references.heard(new Witness(clock.instant().plusSeconds(1), Proof.CERTAIN, null));
      clock.move(Duration.ofMinutes(1));
    }
    clock.move(Duration.ofMinutes(1));
    assertThat(references.ask().closed()).isTrue();
  }

  @Test
  void whereSomebodyElseAnswersOnlyACertificateProves() throws Exception {
    RawServer portal = server(RawServer.answer("511 Log in", ""));
    References references = asking(at(portal.at("/")));
    references.ask();
    for (int i = 0; i < 3; i++) {
      clock.move(Duration.ofSeconds(10));
      references.heard(witness(clock, Proof.PLAIN, "127.0.0.1"));
      clock.move(Duration.ofSeconds(10));
      assertThat(references.ask().closed()).isTrue();
    }
    for (int i = 0; i < 2; i++) {
      references.heard(witness(clock, Proof.CERTAIN, "127.0.0.1"));
      clock.move(Duration.ofSeconds(10));
      references.heard(witness(clock, Proof.CERTAIN, "127.0.0.1"));
      clock.move(Duration.ofSeconds(10));
      references.ask();
    }
    assertThat(references.last().closed()).isFalse();
  }

  @Test
  void whatAnswersFromWithinSaysNothingOfTheWayOut() throws Exception {
    References references =
        new References(List.of(at(URI.create("https://www.example.org/"))), ask -> SILENCE, clock);
    for (int i = 0; i < 3; i++) {
      references.ask();
      clock.move(Duration.ofSeconds(10));
      references.heard(witness(clock, Proof.CERTAIN, "10.1.2.3"));
      clock.move(Duration.ofSeconds(10));
    }
    assertThat(references.ask().closed()).isTrue();
    for (int i = 0; i < 2; i++) {
      clock.move(Duration.ofSeconds(10));
      references.heard(witness(clock, Proof.PLAIN, "93.184.215.14"));
      clock.move(Duration.ofSeconds(10));
      references.ask();
    }
    assertThat(references.last().closed()).isFalse();
  }

  @Test
  void remembersSinceWhenAReferenceIsDead() throws Exception {
    RawServer alive = server(RawServer.page("here"));
    URI nobody = nobody();
    References references = asking(at(alive.at("/")), at(nobody));
    references.ask();
    clock.move(Duration.ofHours(30));
    assertThat(references.ask().dead())
        .singleElement()
        .satisfies(dead ->
            assertThat(dead.since()).isEqualTo(clock.instant().minus(Duration.ofHours(30))));
  }
}
