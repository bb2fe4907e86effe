package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.api.SilentCloseable;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wellkept.incident.Standing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes over the line, it is answered in time and never by a failure of ours, and without
 * a token or a signature it changes nothing.
 */
final class WebFuzzTest {
  private static final int LONGEST_MS = 5_000;

  private static final List<String> ACTS =
      List.of("take", "give-back", "mute", "unmute", "snooze", "");

  @TempDir Path folder;
  private House house;
  private String token;
  private String beat;

  @BeforeEach
  void open() {
    house = new House(folder);
    house.broken();
    token = house.token("anna");
    beat = house.tokens.beat(House.NIGHTLY);
  }

  @AfterEach
  void close() {
    house.close();
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
            "0until=2026-11-24T17%3A00&reason=on+it",
            "0until=%2B999999999-12-31",
            "0until=-999999999-01-01T00%3A00",
            "0until=2026-11-24T17:00:00%2B99:99",
            "1sure=1",
            "2finding=x&until=2026-12-24&reason=",
            "3finding=%00%ff%zz",
            "6/i/k1.a~b~c.AAAA",
            "6/beat/%2e%2e/fail?x=%",
            "6/slack/interactive",
            "7disk full",
            "8{\"type\":\"block_actions\",\"user\":{\"id\":\"U1\"},\"actions\":[{\"action_id\":\"take\",\"action_ts\":\"1e300\",\"value\":\"x|PT4H\"}]}",
            "8{\"type\":\"block_actions\",\"user\":{\"id\":\"U1\"},\"actions\":[{\"action_id\":\"take\",\"action_ts\":\"1.5\",\"selected_option\":{\"value\":\"TOKEN|PT-9223372036854775807S\"}}],\"response_url\":\"http://127.0.0.1:1/\"}",
            "9GET /i/x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
            "9POST /beat/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "9TRACE * HTTP/1.0\r\nX: \u0000\r\n\r\n")
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5s")
  void isAnsweredAndNeverObeyedWithoutAToken(byte[] data) throws IOException {
    if (data.length == 0) {
      return;
    }
    String text =
        new String(data, 1, data.length - 1, StandardCharsets.ISO_8859_1).replace("TOKEN", token);
    int way = Math.floorMod(data[0] - '0', 10);
    Standing before = house.incident().standing();
    String answer =
        switch (way) {
          case 6 -> say(line("GET", text) + "Connection: close\r\n\r\n");
          case 7 -> posted("/beat/" + beat, text, "");
          case 8 -> slack(text);
          case 9 -> say(text);
          default -> posted("/i/" + token + "/" + ACTS.get(way), text, "");
        };
    assertThat(answer).as("the answer to %s", text).doesNotStartWith("HTTP/1.1 500");
    assertThat(house.incident().resolved()).isFalse();
    if (way == 6 || way == 9) {
      assertThat(house.incident().standing()).isEqualTo(before);
    }
  }

  /** The path as it is, but for what would end the line. */
  private static String line(String method, String path) {
    return method + " " + path.replaceAll("[\\s]", "_") + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  }

  private String posted(String path, String body, String headers) throws IOException {
    return say(
        line("POST", path)
            + "Content-Type: application/x-www-form-urlencoded\r\n"
            + headers
            + "Connection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private String slack(String json) throws IOException {
    StringBuilder body = new StringBuilder("payload=");
    for (byte one : json.getBytes(StandardCharsets.UTF_8)) {
      body.append("%%%02x".formatted(one));
    }
    // as this house knows Slack's word
    String signature = "v0=1" + body.length() + House.SECRET.length();
    return posted(
        "/slack/interactive",
        body.toString(),
        "X-Slack-Request-Timestamp: 1\r\nX-Slack-Signature: " + signature + "\r\n");
  }

  /** What is answered, up to its first kilobytes; empty if the line is cut without a word. */
  private String say(String request) throws IOException {
    URI address = house.server.address(Surface.PUBLIC);
    try (SilentCloseable ours = BugDetectors.allowNetworkConnections();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      socket.setSoTimeout(LONGEST_MS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      byte[] some = socket.getInputStream().readNBytes(4_096);
      answer.write(some);
      return answer.toString(StandardCharsets.ISO_8859_1);
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("no answer within " + Duration.ofMillis(LONGEST_MS), e);
    } catch (java.net.SocketException e) {
      return "";
    }
  }
}
