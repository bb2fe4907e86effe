package io.wellkept.probe.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Http;
import io.wellkept.probe.RawServer;
import io.wellkept.probe.Scene;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GuardedProxyTest {
  private final Http http = Scene.http(new Scene.Clock());
  private final GuardedProxy proxy = new GuardedProxy();

  @BeforeEach
  void letIn() {
    proxy.anew(http.gate());
  }

  @AfterEach
  void close() {
    proxy.close();
    http.close();
  }

  /** What comes back until the proxy closes. */
  private String answer(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", URI.create(proxy.address()).getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private String ask(URI address) throws IOException {
    return answer(
        "GET " + address + " HTTP/1.1\r\nHost: x\r\nProxy-Connection: keep-alive\r\n\r\n");
  }

  @Test
  void passesOnWhatAServerSaysAndKeepsNothingOpen() throws Exception {
    try (RawServer server = RawServer.http(RawServer.page("<h1>Tea</h1>"))) {
      assertThat(ask(server.at("/tea?x=1")))
          .startsWith("HTTP/1.1 200 OK")
          .contains("Connection: close")
          .endsWith("<h1>Tea</h1>");
      assertThat(server.requests().get(0))
          .startsWith("GET /tea?x=1 HTTP/1.1")
          .contains("Connection: close")
          .doesNotContain("Proxy-Connection");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.2", "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.2]"})
  void leadsToNoAddressThatIsNotPublic(String host) throws Exception {
    assertThat(ask(URI.create("http://" + host + "/"))).isEmpty();
    assertThat(answer("CONNECT " + host + ":443 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 502");
    assertThat(proxy.failure(host.replaceAll("[\\[\\]]", ""))).isPresent();
  }

  @Test
  void turnsAwayWhatTheBrowserWantsForItselfUntilAPageAsks() throws Exception {
    try (Http nowhere = Scene.http(new Scene.Clock(), Scene.always("127.0.0.3"))) {
      proxy.anew(nowhere.gate());
      String request = "CONNECT update.googleapis.com:443 HTTP/1.1\r\n\r\n";
      assertThat(answer(request)).startsWith("HTTP/1.1 502");
      assertThat(proxy.failure("update.googleapis.com")).isEmpty();

      proxy.ask("update.googleapis.com");
      assertThat(answer(request)).startsWith("HTTP/1.1 502");
      assertThat(proxy.failure("update.googleapis.com")).isPresent();
    }
  }

  @Test
  void leadsNowhereBetweenVisits() throws Exception {
    proxy.anew(null);
    try (RawServer server = RawServer.http(RawServer.page("<h1>Tea</h1>"))) {
      assertThat(ask(server.at("/"))).startsWith("HTTP/1.1 502");
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense\r\n\r\n", "GET ftp://x/ HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\n\n"})
  void refusesWhatIsNoRequestForAProxy(String request) throws Exception {
    assertThat(answer(request)).startsWith("HTTP/1.1 502");
  }
}
