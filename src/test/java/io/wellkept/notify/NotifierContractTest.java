package io.wellkept.notify;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.wellkept.incident.Delivery;
import io.wellkept.notify.EmailSettings.Security;
import io.wellkept.notify.HttpPeer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** What every notifier that speaks to another machine keeps to. A new one is one line here. */
@Timeout(20)
final class NotifierContractTest {
  private static final String CANARY = "canary7NobodyMaySee";
  private static final String CANARY_KEY = "whsec_Y2FuYXJ5N05vYm9keU1heVNlZVRoaXNTZWNyZXQ=";
  private static final Duration SHORT = Duration.ofMillis(400);

  static Stream<Kind> kinds() {
    return Stream.of(
        new Kind(
            "email",
            NotifierContractTest::email,
            SmtpPeer::fine,
            NotifierContractTest::smtp,
            "Message-ID: (\\S+)",
            "220-still here\r\n",
            List.of("\nBcc:", "=E2=80=AE")),
        new Kind(
            "slack by webhook",
            NotifierContractTest::slackWebhook,
            () -> http(200, "ok"),
            NotifierContractTest::http,
            "\"id\":\"([^\"]+)\"",
            CONTINUE,
            List.of("<!channel>", "<@U999>", "<https://evil")),
        new Kind(
            "slack as app",
            NotifierContractTest::slackApp,
            () -> http(200, SLACK_OK),
            NotifierContractTest::http,
            "\"id\":\"([^\"]+)\"",
            CONTINUE,
            List.of("<!channel>", "<@U999>", "<https://evil")),
        new Kind(
            "webhook",
            NotifierContractTest::webhook,
            () -> http(204, ""),
            NotifierContractTest::http,
            "[Ww]ebhook-id=\\[([^]]+)]",
            CONTINUE,
            List.of("\\r", "\\n")));
  }

  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

  private static final String SLACK_OK =
      "{\"ok\":true,\"channel\":\"C024BE91L\",\"ts\":\"1795330000.000100\"}";

  /**
   * A kind of notifier and its other side.
   *
   * @param settings for a server on that port of loopback, with canaries for secrets
   * @param fine a server that takes everything
   * @param refusing a server that refuses with that text
   * @param id finds a message's id in what the server heard
   * @param babble what a server can say for ever without coming to an end
   * @param harmful what hostile texts must not bring onto the wire
   */
  record Kind(
      String name,
      IntFunction<Record> settings,
      Supplier<Peer> fine,
      Function<String, Peer> refusing,
      String id,
      String babble,
      List<String> harmful) {
    /** Those of its settings. */
    String secrets() {
      return CANARY + (name.equals("webhook") ? " " + CANARY_KEY : "");
    }

    Notifier at(int port) {
      Notifiers all =
          new Notifiers(
              Path.of("target"),
              new Wire(SHORT, SHORT),
              new EmailNotifier.Patience(SHORT, SHORT, SHORT.multipliedBy(2)));
      return all.create("road", settings.apply(port));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Record email(int port) {
    return new EmailSettings(
        "127.0.0.1", port, Security.NONE, "wellkept", CANARY, "W <w@example.org>", null);
  }

  private static Record slackWebhook(int port) {
    return new SlackSettings(
        "http://127.0.0.1:" + port + "/services/T1/B1/" + CANARY, null, null, CANARY, null);
  }

  private static Record slackApp(int port) {
    return new SlackSettings(
        null, "xoxb-" + CANARY, "C024BE91L", CANARY, "http://127.0.0.1:" + port + "/api");
  }

  private static Record webhook(int port) {
    return new WebhookSettings(
        "http://127.0.0.1:" + port + "/hook?sig=" + CANARY, CANARY_KEY, null);
  }

  private static Peer http(int status, String body) {
    return HttpPeer.always(status, body);
  }

  private static Peer http(String text) {
    return new HttpPeer(heard -> Answer.of(400, text));
  }

  private static Peer smtp(String text) {
    return new SmtpPeer(Map.of("RCPT", "550 " + text), null);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void deliversAMessageOfEachSort(Kind kind) throws InterruptedException {
    try (Peer peer = kind.fine().get()) {
      Notifier notifier = kind.at(peer.port());
      for (Message message : Samples.all().values()) {
        assertThat(notifier.send(message)).isInstanceOf(Delivery.Sent.class);
      }
      assertThat(peer.heard()).hasSameSizeAs(Samples.all().values());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void deliversADigest(Kind kind) throws InterruptedException {
    try (Peer peer = kind.fine().get()) {
      assertThat(kind.at(peer.port()).send(Samples.digest())).isInstanceOf(Delivery.Sent.class);
      assertThat(peer.heard().get(0)).contains("87 of 100");
      assertThat(find(kind.id(), peer.heard().get(0))).contains("p-digest");
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void saysOfADigestWhyItWasNotTakenAndTellsNobodyASecret(Kind kind) throws InterruptedException {
    try (Peer peer = kind.refusing().apply("you said " + kind.secrets())) {
      Delivery delivery = kind.at(peer.port()).send(Samples.digest());
      assertThat(delivery).isNotInstanceOf(Delivery.Sent.class);
      assertThat(delivery.toString()).contains("you said").doesNotContain(CANARY, CANARY_KEY);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void triesADigestLaterWhenTheOtherSideNeverComesToAnEnd(Kind kind) throws InterruptedException {
    try (Peer peer = new SilentPeer(kind.babble())) {
      assertThat(kind.at(peer.port()).send(Samples.digest())).isInstanceOf(Delivery.TryLater.class);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isNotImpressedByADigestOfHostileNames(Kind kind) throws InterruptedException {
    String hostile = "<!channel> <@U999>\r\nBcc: x@evil.example\u202E <https://evil|x>";
    try (Peer peer = kind.fine().get()) {
      Delivery delivery = kind.at(peer.port()).send(Samples.digest(hostile));
      assertThat(delivery).isInstanceOf(Delivery.Sent.class);
      String heard = peer.heard().get(0);
      assertThat(heard.split("\r?\n"))
          .noneMatch(line -> line.startsWith("Bcc: x@evil") && !inBody(heard, line));
      if (kind.name().startsWith("slack")) {
        assertThat(heard).doesNotContain(kind.harmful());
      }
    }
  }

  /** In the text of a mail a line may say what it likes; among its headers it may not. */
  private static boolean inBody(String heard, String line) {
    return heard.indexOf("\n" + line) > heard.indexOf("Content-Type:");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void triesLaterWhenNobodyListens(Kind kind) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThat(kind.at(port).send(Samples.opened())).isInstanceOf(Delivery.TryLater.class);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void triesLaterWhenTheOtherSideSaysNothing(Kind kind) throws InterruptedException {
    try (Peer peer = new SilentPeer("")) {
      assertThat(kind.at(peer.port()).send(Samples.opened())).isInstanceOf(Delivery.TryLater.class);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void triesLaterWhenTheOtherSideNeverComesToAnEnd(Kind kind) throws InterruptedException {
    try (Peer peer = new SilentPeer(kind.babble())) {
      assertThat(kind.at(peer.port()).send(Samples.opened())).isInstanceOf(Delivery.TryLater.class);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void stopsWaitingWhenWellkeptStops(Kind kind) throws InterruptedException {
    try (Peer peer = new SilentPeer("")) {
      Notifier notifier = kind.at(peer.port());
      boolean[] stopped = new boolean[1];
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                Thread.currentThread().interrupt();
                try {
                  notifier.send(Samples.opened());
                } catch (InterruptedException e) {
                  stopped[0] = true;
                }
              });
      sender.join();
      assertThat(stopped[0]).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void givesARepeatTheSameId(Kind kind) throws InterruptedException {
    try (Peer peer = kind.fine().get()) {
      kind.at(peer.port()).send(Samples.opened());
      kind.at(peer.port()).send(Samples.opened());
      kind.at(peer.port()).send(Samples.taken());
      List<String> ids = peer.heard().stream().map(heard -> find(kind.id(), heard)).toList();
      assertThat(ids.get(1)).isEqualTo(ids.get(0));
      assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
    }
  }

  private static String find(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void tellsNobodyASecret(Kind kind) throws InterruptedException {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.ALL);
    StringBuilder texts = new StringBuilder();
    try (Peer echo = kind.refusing().apply("you said " + kind.secrets());
        Peer silent = new SilentPeer("")) {
      for (int port : new int[] {echo.port(), silent.port()}) {
        Notifier notifier = kind.at(port);
        texts.append(notifier.send(Samples.opened())).append(notifier);
        texts.append(kind.settings().apply(port));
      }
    } finally {
      root.setLevel(before);
      root.detachAppender(log);
    }
    log.list.forEach(event -> texts.append(event.getFormattedMessage()));
    assertThat(texts.toString()).contains("you said").doesNotContain(CANARY, CANARY_KEY);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isNotImpressedByHostileTexts(Kind kind) throws InterruptedException {
    try (Peer peer = kind.fine().get()) {
      Delivery delivery = kind.at(peer.port()).send(Samples.hostile());
      assertThat(delivery).isInstanceOf(Delivery.Sent.class);
      String heard = peer.heard().get(0);
      assertThat(heard.length()).isLessThan(100_000);
      assertThat(heard).doesNotContain(kind.harmful()).doesNotContain("\u202E", "\u0000");
    }
  }
}
