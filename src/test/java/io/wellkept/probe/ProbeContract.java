package io.wellkept.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Observation.Blind;
import io.wellkept.touchpoint.Observation.Seen;
import io.wellkept.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import okhttp3.Dns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every probe keeps that looks at an address, whatever the other side does. A probe's test
 * extends it and says how to make the probe and a touchpoint whose check gives up after {@link
 * #GIVE_UP}.
 */
@Timeout(value = 40, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ProbeContract {
  protected static final Duration GIVE_UP = Duration.ofMillis(700);

  /** What a busy machine may add to a deadline; less than what ends a look as the last resort. */
  private static final Duration LENIENCE = Duration.ofMillis(2_500);

  /** For looks that get their answer in time and then have much to read. */
  private static final Duration READING = Duration.ofSeconds(15);

  private final Scene.Clock clock = new Scene.Clock();

  protected abstract Probe<?, ?> probe(Http http);

  protected abstract Touchpoint touchpoint(URI address);

  /** How often two addresses are asked that send to each other. */
  protected int requestsInACircle() {
    return 2;
  }

  /** How often it asks where every answer sends it on. */
  protected int requestsOnAnEndlessWay() {
    return Exchange.MOST_REDIRECTS + 1;
  }

  /** What a busy machine may add to a deadline. */
  protected Duration lenience() {
    return LENIENCE;
  }

  /** How many pages at random are read; fewer where each takes long. */
  protected int randomPages() {
    return 60;
  }

  /** The same with time to spare: for what must be read, however long that takes here. */
  protected Touchpoint patient(URI address) {
    return touchpoint(address);
  }

  private Observation look(URI address, Dns dns) throws InterruptedException {
    return look(touchpoint(address), dns, READING);
  }

  private Observation lookInTime(URI address) throws InterruptedException {
    return look(touchpoint(address), Dns.SYSTEM, GIVE_UP.plus(lenience()));
  }

  private Observation look(Touchpoint touchpoint, Dns dns, Duration longest)
      throws InterruptedException {
    try (Http http = Scene.http(clock, dns)) {
      Probe<?, ?> probe = probe(http);
      Looker looker = new Looker(new Probes(List.of(probe)), Register.EMPTY, clock);
      long start = System.nanoTime();
      Judgement judgement =
          looker.look(
              touchpoint,
              touchpoint.checks().get(0),
              Memory.EMPTY,
              false,
              Look.DEADLINE,
              Leave.NEVER);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(longest);
      return judgement.observation();
    }
  }

  private Observation look(URI address) throws InterruptedException {
    return look(address, Dns.SYSTEM);
  }

  /** That the address is wrong: a finding, unless the address is not the touchpoint's own. */
  protected void assertFinding(Observation observation) {
    assertThat(observation).isInstanceOf(Seen.class);
    assertThat(((Seen) observation).findings()).isNotEmpty();
  }

  /** That there was something to look at, right or wrong. */
  protected void assertSeen(Observation observation) {
    assertThat(observation).isInstanceOf(Seen.class);
  }

  /** That the beginning was looked at of what has no end. */
  protected void assertSeenInPart(Observation observation) {
    assertSeen(observation);
  }

  private static void assertBlind(Observation observation, Class<? extends Fault> fault) {
    assertThat(observation).isInstanceOf(Blind.class);
    assertThat(((Blind) observation).fault()).isInstanceOf(fault);
  }

  private static void assertNoBug(Observation observation) {
    if (observation instanceof Blind blind) {
      assertThat(blind.fault()).isNotInstanceOf(Fault.OurBug.class);
    }
  }

  @Test
  void keepsTheDeadlineWhenNobodySpeaks() throws Exception {
    List<RawServer> self = new ArrayList<>();
    try (RawServer server = RawServer.http((request, out) -> self.get(0).hang())) {
      self.add(server);
      assertFinding(lookInTime(server.at("/")));
    }
  }

  @Test
  void keepsTheDeadlineWhenTheBodyDrips() throws Exception {
    List<RawServer> self = new ArrayList<>();
    try (RawServer server =
        RawServer.http((request, out) -> {
          RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
          while (self.get(0).isOpen()) {
            RawServer.write(out, ".");
            Thread.sleep(100);
          }
        })) {
      self.add(server);
      assertFinding(lookInTime(server.at("/")));
    }
  }

  @Test
  void keepsTheDeadlineWhenHeadersDrip() throws Exception {
    List<RawServer> self = new ArrayList<>();
    try (RawServer server =
        RawServer.http((request, out) -> {
          RawServer.write(out, "HTTP/1.1 200 OK\r\n");
          while (self.get(0).isOpen()) {
            RawServer.write(out, "X");
            Thread.sleep(100);
          }
        })) {
      self.add(server);
      assertFinding(lookInTime(server.at("/")));
    }
  }

  @Test
  void keepsTheDeadlineWhenTheNameServiceHangs() throws Exception {
    Dns silent =
        host -> {
          try {
            Thread.sleep(Duration.ofMinutes(1));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new UnknownHostException(host);
        };
    try (Http http = Scene.http(clock, silent)) {
      Touchpoint touchpoint = touchpoint(URI.create("http://shop.example/"));
      Judgement judgement =
          new Looker(new Probes(List.of(probe(http))), Register.EMPTY, clock)
              .look(
                  touchpoint,
                  touchpoint.checks().get(0),
                  Memory.EMPTY,
                  false,
                  Look.DEADLINE,
                  Leave.NEVER);
      assertNoBug(judgement.observation());
    }
  }

  @Test
  void findsThatNobodyAnswers() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = taken.getLocalPort();
    }
    assertFinding(look(URI.create("http://127.0.0.1:" + port + "/")));
  }

  @Test
  void findsThatTheNameDoesNotExist() throws Exception {
    Dns unknown = Scene.failing("Name or service not known");
    assertFinding(look(URI.create("http://gone.example/"), unknown));
  }

  @Test
  void isBlindWhenOurNameServiceIsOut() throws Exception {
    Dns out = Scene.failing("Temporary failure in name resolution");
    assertBlind(look(URI.create("http://shop.example/"), out), Fault.OwnNetwork.class);
  }

  @Test
  void readsOnlyTheBeginningOfAGigabyte() throws Exception {
    assertCut(1_000_000_000L, "Content-Length: 1000000000\r\n", false);
  }

  @Test
  void readsOnlyTheBeginningOfAnEndlessStream() throws Exception {
    assertCut(Long.MAX_VALUE, "Connection: close\r\n", false);
  }

  @Test
  void unpacksOnlyTheBeginningOfABomb() throws Exception {
    assertCut(4_000_000_000L, "Connection: close\r\nContent-Encoding: gzip\r\n", true);
  }

  /** Sends until the client has had enough, which must be soon. */
  private void assertCut(long most, String headers, boolean packed) throws Exception {
    AtomicLong sent = new AtomicLong();
    try (RawServer server =
        RawServer.http((request, out) -> {
          RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + headers + "\r\n");
          OutputStream body = packed ? new GZIPOutputStream(out) : out;
          byte[] chunk = "<p>more and more of it".repeat(500).getBytes(StandardCharsets.UTF_8);
          while (sent.get() < most) {
            body.write(chunk);
            sent.addAndGet(chunk.length);
          }
        })) {
      Observation observation = look(server.at("/"));
      assertNoBug(observation);
      assertSeenInPart(observation);
      long read = sent.get();
      if (!packed) {
        assertThat(read).isLessThan(40_000_000L);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HELLO\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain",
        "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 5\r\n\r\nplain",
        "HTTP/1.1 302 Found\r\nLocation: mailto:anna@shop.example\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: http://\r\n\r\n",
        "\u0000\u0001\u0002\u0003",
        ""
      })
  void findsThatTheAnswerIsBroken(String answer) throws Exception {
    try (RawServer server =
        RawServer.http((request, out) -> {
          RawServer.write(out, answer);
          throw new IOException("and hangs up");
        })) {
      Observation observation = look(server.at("/"));
      assertNoBug(observation);
      if (!answer.contains("-7")) {
        assertFinding(observation);
      }
    }
  }

  @Test
  void survivesAFloodOfHeaders() throws Exception {
    try (RawServer server =
        RawServer.http((request, out) -> {
          RawServer.write(out, "HTTP/1.1 200 OK\r\n");
          for (int i = 0; i < 200_000; i++) {
            RawServer.write(out, "X-Flood-" + i + ": more and more of it\r\n");
          }
        })) {
      assertFinding(look(server.at("/")));
    }
  }

  @Test
  void survivesOneEndlessHeader() throws Exception {
    try (RawServer server =
        RawServer.http((request, out) -> {
          RawServer.write(out, "HTTP/1.1 200 OK\r\nX-Long: ");
          for (int i = 0; i < 10_000; i++) {
            RawServer.write(out, "more and more of it".repeat(50));
          }
        })) {
      assertFinding(look(server.at("/")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html; charset=klingon",
        "text/html; charset=",
        "text/html; charset=\"utf-8",
        "text/html; charset=utf-32",
        "text/html; charset=;;",
        "text/html; charset=../../etc",
        "text/html; charset=x-JISAutoDetect",
        "",
        "application/octet-stream"
      })
  void readsAPageWhoseCharsetIsNonsense(String type) throws Exception {
    byte[] body = "<p>Gr\u00fc\u00dfe</p>".getBytes(StandardCharsets.UTF_8);
    try (RawServer server = RawServer.http(RawServer.page(type, body))) {
      Observation observation = look(server.at("/"));
      assertNoBug(observation);
      assertSeen(observation);
    }
  }

  @Test
  void findsThatRedirectsGoRoundInCircles() throws Exception {
    try (RawServer server =
        RawServer.http((request, out) ->
            RawServer.redirect(request.startsWith("GET /a ") ? "/b" : "/a").answer(request, out))) {
      assertFinding(look(server.at("/a")));
      assertThat(server.requests()).hasSize(requestsInACircle());
    }
  }

  @Test
  void findsThatRedirectsNeverEnd() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (RawServer server =
        RawServer.http((request, out) ->
            RawServer.redirect("/" + count.incrementAndGet()).answer(request, out))) {
      assertFinding(look(server.at("/")));
      assertThat(server.requests()).hasSize(requestsOnAnEndlessWay());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.2",
        "169.254.169.254",
        "10.0.0.1",
        "100.64.0.1",
        "0.0.0.0",
        "[::1]",
        "[::ffff:10.0.0.1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fd00:ec2::254]",
        "[fe80::1]"
      })
  void followsNoRedirectToAnAddressThatIsNotPublic(String host) throws Exception {
    try (RawServer server = RawServer.http(RawServer.redirect("http://" + host + "/"))) {
      assertBlind(look(server.at("/")), Fault.Forbidden.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void followsNoRedirectToANameThatMeansAnAddressThatIsNotPublic() throws Exception {
    Dns metadata = Scene.always("169.254.169.254");
    try (RawServer server = RawServer.http(RawServer.redirect("http://metadata.example/"))) {
      assertBlind(look(server.at("/"), metadata), Fault.Forbidden.class);
    }
  }

  /** The first lookup gives an address that may be looked at, every later one does not. */
  @Test
  void connectsToTheAddressThatWasChecked() throws Exception {
    AtomicInteger lookups = new AtomicInteger();
    Dns changing =
        host -> List.of(Scene.address(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2"));
    try (RawServer server = RawServer.http(RawServer.page("<p>here</p>"))) {
      URI byName = URI.create("http://shop.example:" + server.port() + "/");
      Observation observation = look(byName, changing);
      assertSeen(observation);
      assertThat(server.requests()).hasSize(1);
      assertThat(lookups).hasValue(1);
    }
  }

  @Test
  void refusesANameThatHasBecomeAnAddressThatIsNotPublic() throws Exception {
    AtomicInteger lookups = new AtomicInteger();
    Dns changing =
        host -> List.of(Scene.address(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2"));
    try (RawServer server =
        RawServer.http((request, out) -> {
          RawServer.write(
              out,
              "HTTP/1.1 302 Found\r\nLocation: /again\r\nConnection: close\r\n"
                  + "Content-Length: 0\r\n\r\n");
          throw new IOException("and hangs up");
        })) {
      URI byName = URI.create("http://shop.example:" + server.port() + "/");
      assertBlind(look(byName, changing), Fault.Forbidden.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"expired", "elsewhere", "alone"})
  void findsACertificateThatBrowsersRefuse(String certificate) throws Exception {
    try (RawServer server =
        RawServer.https(Scene.serverTls(certificate), RawServer.page("<p>here</p>"))) {
      assertFinding(look(server.at("/")));
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void findsThatASecureConnectionIsAnsweredInPlainText() throws Exception {
    try (RawServer server = RawServer.http(RawServer.page("<p>here</p>"))) {
      assertFinding(look(URI.create("https://127.0.0.1:" + server.port() + "/")));
    }
  }

  @Test
  void readsWhateverHtmlThereIs() throws Exception {
    Random random = new Random(7);
    AtomicInteger page = new AtomicInteger();
    List<String> pages = new ArrayList<>();
    for (int i = 0; i < randomPages(); i++) {
      pages.add(brokenHtml(random));
    }
    pages.add("<div>".repeat(100_000));
    pages.add("<a href=\"".repeat(50_000));
    pages.add("<script>".repeat(50_000));
    pages.add("&".repeat(300_000));
    pages.add("<p class=a ".repeat(50_000));
    try (RawServer server =
        RawServer.http((request, out) ->
            RawServer.page(pages.get(page.getAndIncrement())).answer(request, out))) {
      for (int i = 0; i < pages.size(); i++) {
        Observation observation = look(patient(server.at("/" + i)), Dns.SYSTEM, READING);
        assertSeen(observation);
      }
    }
  }

  private static String brokenHtml(Random random) {
    List<String> parts =
        List.of(
            "<",
            ">",
            "</",
            "<!--",
            "-->",
            "<!",
            "<?",
            "\"",
            "'",
            "=",
            "&",
            "&amp;",
            "&#x110000;",
            "&#0;",
            "<title>",
            "</title",
            "<html lang=",
            "<meta name=robots content=",
            "<script>",
            "</script>",
            "<template>",
            "\u0000",
            "\ud800",
            "\udc00",
            "<![CDATA[",
            "<svg><style>",
            "<table><tr>",
            "<select><option>",
            "<frameset>",
            "Add to basket",
            "<p>",
            "<b",
            " ",
            "\n",
            "<meta charset=utf-16>",
            "</p>",
            "<plaintext>",
            "<noscript>");
    StringBuilder html = new StringBuilder();
    int length = random.nextInt(300);
    for (int i = 0; i < length; i++) {
      html.append(parts.get(random.nextInt(parts.size())));
    }
    return html.toString();
  }
}
