package io.wellkept.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import okio.Buffer;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in a server's headers, we stay polite, discreet and in time. */
final class HeadersFuzzTest {
  private static final Instant NOW = Instant.parse("2026-06-02T07:00:00Z");
  private static final Duration LONGEST = Duration.ofSeconds(5);

  static Stream<byte[]> seeds() {
    return Stream.of(
            "120",
            "99999999999999999999",
            "Wed, 21 Oct 2026 07:28:00 GMT",
            "Fri, 31 Dec 999999999 23:59:59 GMT",
            "googlebot: noindex, unavailable_after: 25 Jun 2030",
            "text/html; charset=\"x-\u0000\"; charset=utf-8",
            "text/html;charset=" + "=".repeat(200),
            "shop.example/?token=abc&password=geheim#key=x",
            "@shop.example:80:90/%zz?a[]=b&&=&access_token",
            "gzip",
            "deflate",
            "br")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5s")
  void areNeverBelievedBlindly(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    long begun = cpuTime();
    Instant until = RetryAfter.bounded(RetryAfter.read(text, NOW).orElse(null), NOW);
    assertThat(until).isBeforeOrEqualTo(NOW.plus(Duration.ofHours(1)));
    Robots.keepOut(List.of(text, "x: " + text));
    assertThat(new Body(data, false, text).text()).isNotNull();
    assertThat(new Body(data, false, "text/html; charset=" + text).html()).isTrue();
    assertThat(ShownAddress.of("https://anna:canary7c1f@shop.example/" + text))
        .doesNotContain("canary7c1f");
    ShownAddress.of(text);
    unpack(data, "gzip");
    unpack(data, "deflate");
    unpack(data, text);
    assertThat(Duration.ofNanos(cpuTime() - begun)).isLessThan(LONGEST);
  }

  private static void unpack(byte[] data, String packing) {
    try {
      Body body = Body.read(new Buffer().write(data), packing, null, 10_000);
      assertThat(body.size()).isLessThanOrEqualTo(10_000);
    } catch (java.io.IOException e) {
      // said to be broken, which it is
      assertThat(e).isNotInstanceOf(java.io.UncheckedIOException.class);
    }
  }

  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
