package io.wellkept.probe.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wellkept.probe.Http;
import io.wellkept.probe.Look;
import io.wellkept.probe.RawServer;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Observation.Blind;
import io.wellkept.touchpoint.Observation.Seen;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import okhttp3.Dns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server shows, and what that means; the points of the probes' contract with TLS. */
@Timeout(value = 40, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CertificateProbeTest {
  private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
  private static final Duration GIVE_UP = Duration.ofMillis(700);
  private static final Duration LENIENCE = Duration.ofMillis(2_500);
  private static final Dns LOOPBACK = Scene.always("127.0.0.1");

  /** Sixteen. */
  private static final String ZEROS = " 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00";

  private static CertificateSettings settings(Object... pairs) {
    return Scene.settings(CertificateSettings.class, pairs);
  }

  private static CertificateSettings trusting() {
    return settings("authority", Shows.root());
  }

  private static Observation look(URI address, CertificateSettings settings, Dns dns, Instant now)
      throws InterruptedException {
    try (Http http = Scene.http(new Scene.Clock(), dns)) {
      CertificateProbe probe = new CertificateProbe(http);
      Touchpoint touchpoint = Scene.touchpoint(address, CertificateProbe.KIND, settings);
      Look<CertificateSettings> look = Scene.look(touchpoint, settings, false);
      return probe.judge(look, probe.look(look), Memory.EMPTY, now).observation();
    }
  }

  private static List<Finding> findings(RawServer server, CertificateSettings settings, Instant now)
      throws InterruptedException {
    return ((Seen) look(server.at("/"), settings, Dns.SYSTEM, now)).findings();
  }

  private static Finding only(RawServer server, Instant now) throws InterruptedException {
    List<Finding> findings = findings(server, trusting(), now);
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private static String evidence(Finding finding, String label) {
    return finding.evidence().stream()
        .filter(evidence -> evidence.label().equals(label))
        .findFirst()
        .orElseThrow()
        .text();
  }

  @Test
  void isContentWithAGoodCertificateAndCountsItsDays() throws Exception {
    try (RawServer server = Shows.server("good")) {
      Seen seen = (Seen) look(server.at("/"), trusting(), Dns.SYSTEM, NOW);

      assertThat(seen.findings()).isEmpty();
      // the one that is sent along ends first, on 20 November 2036
      assertThat(seen.measurements()).hasSize(1);
      assertThat(seen.measurements().get(0).name()).isEqualTo("certificate_days_left");
      assertThat(seen.measurements().get(0).value()).isCloseTo(3_551.7, within(0.1));
    }
  }

  @Test
  void sendsNothingOverTheConnection() throws Exception {
    try (RawServer server = Shows.server("good")) {
      look(server.at("/"), trusting(), Dns.SYSTEM, NOW);

      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "alone, certificate.self-signed, CRITICAL",
    "stranger, certificate.untrusted, CRITICAL",
    "elsewhere, certificate.wrong-name, CRITICAL",
    "short, certificate.weak, MAJOR",
    "sha1, certificate.weak, MAJOR"
  })
  void findsWhatBrowsersRefuse(String alias, String code, Severity severity) throws Exception {
    try (RawServer server = Shows.server(alias)) {
      Finding finding = only(server, NOW);

      assertThat(finding.code()).isEqualTo(code);
      assertThat(finding.severity()).isEqualTo(severity);
      assertThat(evidence(finding, "host")).isEqualTo("127.0.0.1:" + server.port());
    }
  }

  @Test
  void doesNotTrustAnAuthorityThatNobodyNamed() throws Exception {
    try (RawServer server = Shows.server("good")) {
      assertThat(findings(server, settings(), NOW))
          .extracting(Finding::code)
          .containsExactly("certificate.incomplete");
    }
  }

  @Test
  void namesTheCertificateThatTheServerLeavesOut() throws Exception {
    try (RawServer server = Shows.server("good", 1)) {
      Finding finding = only(server, NOW);

      assertThat(finding.code()).isEqualTo("certificate.incomplete");
      assertThat(evidence(finding, "expected")).contains("Kettle Between");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2122-08-31T04:26:51Z, 0,",
    "2122-09-01T04:26:51Z, 20, MAJOR",
    "2122-09-14T04:26:51Z, 7, MAJOR",
    "2122-09-14T04:26:52Z, 6, CRITICAL"
  })
  void warnsBeforeTheEnd(Instant now, int days, Severity severity) throws Exception {
    try (RawServer server = Shows.server("sha1")) {
      List<Finding> findings =
          findings(server, trusting(), now).stream()
              .filter(finding -> finding.code().equals("certificate.runs-out"))
              .toList();

      assertThat(findings).hasSize(severity == null ? 0 : 1);
      if (severity != null) {
        assertThat(findings.get(0).severity()).isEqualTo(severity);
        assertThat(findings.get(0).headline())
            .isEqualTo("Visitors will see a full-page warning from 21 September 2122 on");
      }
    }
  }

  /** Some authorities give certificates of six days, which is nothing to warn of. */
  @Test
  void warnsOfShortLivedCertificatesOnlyInTheLastThirdOfTheirLife() throws Exception {
    try (RawServer server = Shows.server("brief")) {
      assertThat(findings(server, trusting(), Instant.parse("2026-11-27T00:00:00Z"))).isEmpty();
      assertThat(only(server, Instant.parse("2026-11-28T00:00:00Z")).severity())
          .isEqualTo(Severity.MAJOR);
      assertThat(only(server, Instant.parse("2026-11-28T20:00:00Z")).severity())
          .isEqualTo(Severity.CRITICAL);
    }
  }

  @Test
  void warnsWhenWhatIsSentAlongEndsBeforeTheServersOwn() throws Exception {
    try (RawServer server = Shows.server("good")) {
      Finding soon = only(server, Instant.parse("2036-11-10T00:00:00Z"));
      Finding over = only(server, Instant.parse("2037-01-01T00:00:00Z"));

      assertThat(soon.code()).isEqualTo("certificate.runs-out");
      assertThat(evidence(soon, "note")).contains("sends along");
      assertThat(over.code()).isEqualTo("certificate.untrusted");
      assertThat(evidence(over, "found")).contains("Kettle Between", "2036-11-20");
    }
  }

  @Test
  void findsACertificateBeforeItsFirstAndAfterItsLastDay() throws Exception {
    try (RawServer server = Shows.server("brief")) {
      assertThat(only(server, Instant.parse("2026-11-20T00:00:00Z")).headline())
          .isEqualTo(
              "Visitors see a full-page warning until 23 November 2026: the certificate is not"
                  + " valid yet");
      Finding over = only(server, NOW);
      assertThat(over.code()).isEqualTo("certificate.expired");
      assertThat(over.headline()).contains("since 29 November 2026");
      assertThat(over.since()).isEqualTo(Instant.parse("2026-11-29T04:26:51Z"));
    }
  }

  @Test
  void findsSeveralThingsAtOnce() throws Exception {
    try (RawServer server = Shows.server("alone")) {
      assertThat(findings(server, settings(), Instant.parse("2123-01-01T00:00:00Z")))
          .extracting(Finding::code)
          .containsExactly("certificate.expired", "certificate.self-signed");
    }
  }

  @Test
  void asksForTheNameOfTheHost() throws Exception {
    try (RawServer server = Shows.server("good")) {
      URI other = URI.create("https://unknown.example:" + server.port() + "/");
      Seen seen = (Seen) look(other, trusting(), LOOPBACK, NOW);

      assertThat(seen.findings())
          .extracting(Finding::code)
          .containsExactly("certificate.wrong-name");
      assertThat(
              look(URI.create("https://shop.example:" + server.port()), trusting(), LOOPBACK, NOW))
          .isEqualTo(new Seen(List.of(), seen.measurements()));
    }
  }

  @Test
  void saysAtWhichOfSeveralAddressesItIsWrong() throws Exception {
    Dns two = host -> List.of(Scene.address("127.0.0.1"), Scene.address("127.0.0.1"));
    try (RawServer good = Shows.server("good");
        ServerSocket none = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread.ofVirtual().start(() -> alternate(none, good.port()));
      URI address = URI.create("https://shop.example:" + none.getLocalPort() + "/");

      Seen seen = (Seen) look(address, trusting(), two, NOW);

      assertThat(seen.findings()).hasSize(1);
      assertThat(seen.findings().get(0).code()).isEqualTo("certificate.unreachable");
      assertThat(seen.findings().get(0).severity()).isEqualTo(Severity.MINOR);
      assertThat(evidence(seen.findings().get(0), "only at")).contains("1 of 2 addresses");
      assertThat(seen.measurements()).hasSize(1);
    }
  }

  /** Hands the first connection on and hangs up on the second. */
  private static void alternate(ServerSocket server, int to) {
    try {
      Socket first = server.accept();
      Socket second = server.accept();
      second.close();
      Socket back = new Socket("127.0.0.1", to);
      Thread.ofVirtual().start(() -> pump(first, back));
      pump(back, first);
    } catch (IOException e) {
      // the test is over
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // either has hung up
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // alert: protocol_version
        "15 03 01 00 02 02 46",
        // ServerHellos of TLS 1.0, the first without forward secrecy
        "16 03 01 00 2a 02 00 00 26 03 01" + ZEROS + ZEROS + " 00 00 2f 00",
        "16 03 01 00 2a 02 00 00 26 03 01" + ZEROS + ZEROS + " 00 c0 13 00"
      })
  void findsAServerWhoseEncryptionBrowsersHaveGivenUp(String bytes) throws Exception {
    try (ServerSocket server = raw(out -> out.write(hex(bytes)))) {
      Observation seen = look(at(server), settings(), Dns.SYSTEM, NOW);

      assertThat(((Seen) seen).findings())
          .as("%s", seen)
          .extracting(Finding::code)
          .containsExactly("certificate.outdated-encryption");
    }
  }

  private static byte[] hex(String bytes) {
    return java.util.HexFormat.ofDelimiter(" ").parseHex(bytes);
  }

  private interface Writes {
    void to(OutputStream out) throws IOException, InterruptedException;
  }

  private static URI at(ServerSocket server) {
    return URI.create("https://127.0.0.1:" + server.getLocalPort() + "/");
  }

  /** Takes each connection, waits for a first byte, writes, and hangs up. */
  private static ServerSocket raw(Writes writes) throws IOException {
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    Thread.ofVirtual()
        .start(() -> {
          while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
              socket.getInputStream().read();
              writes.to(socket.getOutputStream());
              socket.getOutputStream().flush();
              socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
              // the client has gone, or the test is over
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        });
    return server;
  }

  private static Finding inTime(URI address, CertificateSettings settings) throws Exception {
    long start = System.nanoTime();
    Observation seen = look(address, settings, Dns.SYSTEM, NOW);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GIVE_UP.plus(LENIENCE));
    assertThat(((Seen) seen).findings()).hasSize(1);
    return ((Seen) seen).findings().get(0);
  }

  @Test
  void keepsTheDeadlineWhenNobodySpeaks() throws Exception {
    try (ServerSocket server = raw(out -> Thread.sleep(60_000))) {
      Finding finding = inTime(at(server), settings("timeout", GIVE_UP));

      assertThat(finding.code()).isEqualTo("certificate.unreachable");
      assertThat(evidence(finding, "found")).contains("agreeing on a secure connection");
    }
  }

  @Test
  void keepsTheDeadlineWhenTheServerDrips() throws Exception {
    try (ServerSocket server =
        raw(out -> {
          out.write(hex("16 03 03 3f ff"));
          while (true) {
            out.write(2);
            out.flush();
            Thread.sleep(50);
          }
        })) {
      assertThat(inTime(at(server), settings("timeout", GIVE_UP)).code())
          .isEqualTo("certificate.unreachable");
    }
  }

  @Test
  void keepsTheDeadlineWhenAMailServerGreetsWithoutEnd() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread.ofVirtual()
          .start(() -> {
            try (Socket socket = server.accept()) {
              while (true) {
                socket.getOutputStream().write("220-more\r\n".getBytes(StandardCharsets.US_ASCII));
                Thread.sleep(50);
              }
            } catch (IOException | InterruptedException e) {
              // the client has gone
            }
          });
      CertificateSettings mail =
          settings("timeout", GIVE_UP, "starttls", StartTls.SMTP, "port", server.getLocalPort());
      assertThat(inTime(at(server), mail).code()).isEqualTo("certificate.unreachable");
    }
  }

  @Test
  void findsThatNobodyAnswersAndThatTheNameDoesNotExist() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = taken.getLocalPort();
    }
    assertThat(inTime(URI.create("https://127.0.0.1:" + port), settings()).headline())
        .isEqualTo("Nobody answers at 127.0.0.1");
    Observation gone =
        look(URI.create("https://gone.example/"), settings(), Scene.failing("unknown"), NOW);
    assertThat(((Seen) gone).findings().get(0).headline())
        .isEqualTo("The address gone.example does not exist");
  }

  @Test
  void isBlindWhenOurNameServiceIsOut() throws Exception {
    Observation blind =
        look(
            URI.create("https://shop.example/"),
            settings(),
            Scene.failing("Temporary failure in name resolution"),
            NOW);

    assertThat(((Blind) blind).fault()).isInstanceOf(Fault.OwnNetwork.class);
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
        "[64:ff9b::7f00:1]",
        "[fd00:ec2::254]",
        "[fe80::1]"
      })
  void connectsToNoAddressThatIsNotPublic(String host) throws Exception {
    URI address = URI.create("https://" + host + "/");
    Observation byAddress = look(address, settings(), Dns.SYSTEM, NOW);
    Observation byHost =
        look(null, settings("host", host.replaceAll("[\\[\\]]", "")), Dns.SYSTEM, NOW);
    Observation byName =
        look(
            URI.create("https://metadata.example/"),
            settings(),
            Scene.always(host.replaceAll("[\\[\\]]", "")),
            NOW);

    assertThat(List.of(byAddress, byHost, byName))
        .allSatisfy(seen -> assertThat(((Blind) seen).fault()).isInstanceOf(Fault.Forbidden.class));
  }

  @Test
  void survivesWhateverTheServerSays() throws Exception {
    Random random = new Random(11);
    byte[] start = hex("16 03 03 00 7a 02 00 00 76 03 03");
    try (ServerSocket server =
        raw(out -> {
          byte[] noise = new byte[random.nextInt(400)];
          random.nextBytes(noise);
          if (random.nextBoolean()) {
            out.write(start);
          }
          out.write(noise);
        })) {
      for (int i = 0; i < 25; i++) {
        Observation seen = look(at(server), settings("timeout", GIVE_UP), Dns.SYSTEM, NOW);

        assertThat(((Seen) seen).findings())
            .extracting(Finding::code)
            .allMatch(code ->
                code.equals("certificate.unreachable")
                    || code.equals("certificate.outdated-encryption"));
      }
    }
  }

  @Test
  void looksAtAMailServerThatIsAskedForASecureConnectionFirst() throws Exception {
    for (StartTls language : StartTls.values()) {
      try (ServerSocket server = mail(language)) {
        CertificateSettings mail =
            settings(
                "authority", Shows.root(), "starttls", language, "port", server.getLocalPort());
        Observation seen = look(at(server), mail, Dns.SYSTEM, NOW);

        assertThat(((Seen) seen).findings()).as(language.name()).isEmpty();
      }
    }
  }

  /** As servers of both sorts speak, then with the good certificate. */
  private static ServerSocket mail(StartTls language) throws IOException {
    List<String> lines =
        language == StartTls.SMTP
            ? List.of(
                "220-mail.example\r\n220 here\r\n", "250-hello\r\n250 STARTTLS\r\n", "220 go\r\n")
            : List.of("* OK here\r\n", "* CAPABILITY IMAP4rev2\r\na OK go\r\n");
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = server.accept()) {
            for (int i = 0; i < lines.size(); i++) {
              if (i > 0) {
                while (socket.getInputStream().read() != '\n') {
                  // the client's line
                }
              }
              socket.getOutputStream().write(lines.get(i).getBytes(StandardCharsets.US_ASCII));
            }
            try (SSLSocket secure =
                (SSLSocket)
                    Shows.tls("good", 9).getSocketFactory().createSocket(socket, "", 0, true)) {
              secure.setUseClientMode(false);
              secure.startHandshake();
              secure.getInputStream().read();
            }
          } catch (IOException e) {
            // the client has gone
          }
        });
    return server;
  }

  @Test
  void findsAMailServerWithoutASecureConnection() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread.ofVirtual()
          .start(() -> {
            try (Socket socket = server.accept()) {
              socket
                  .getOutputStream()
                  .write(
                      "220 x\r\n250 x\r\n502 no such thing\r\n"
                          .getBytes(StandardCharsets.US_ASCII));
              socket.getInputStream().skipNBytes(1_000);
            } catch (IOException e) {
              // the client has gone
            }
          });
      Finding finding =
          inTime(at(server), settings("starttls", StartTls.SMTP, "port", server.getLocalPort()));

      assertThat(finding.headline()).contains("No secure connection can be made");
      assertThat(evidence(finding, "found")).contains("502 no such thing");
    }
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> settings("port", 0)).hasMessageContaining("port 0");
    assertThatThrownBy(() -> settings("host", "https://x/")).hasMessageContaining("host");
    assertThatThrownBy(() -> settings("warnDays", 5, "criticalDays", 6))
        .hasMessageContaining("critical-days 6 is more than warn-days 5");
    assertThatThrownBy(() -> settings("authority", "no such thing"))
        .hasMessageContaining("-----BEGIN CERTIFICATE-----");
    assertThatThrownBy(() -> settings("timeout", Duration.ofMinutes(1)))
        .hasMessageContaining("timeout");
    assertThat(settings("warnDays", 5).criticalDays()).isEqualTo(5);
  }
}
