package io.wellkept.probe.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server sends as a feed, it is read in time and by itself alone. */
final class FeedFuzzTest {
  private static final Duration LONGEST = Duration.ofSeconds(5);

  static Stream<byte[]> seeds() {
    return Stream.of(
            "<rss><channel><item><title>a</title><pubDate>Wed, 10 Jun 26 09:30 EST</pubDate>",
            "<feed xmlns='x'><entry><published>2026-06-10T09:30:00Z</published></entry></feed>",
            "<rdf:RDF xmlns:rdf='r'><item><dc:date xmlns:dc='d'>2026-06-10</dc:date></item>",
            "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'><!ENTITY c '&b;&b;'>]><a>&c;</a>",
            "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"date_published\":\"x\"}]}",
            "{\"items\":" + "[".repeat(2_000),
            "<item>".repeat(3_000),
            "<item><pubDate>" + "1".repeat(5_000) + "</pubDate></item>",
            "<item><pubDate>" + "1 Jan ".repeat(900) + "</pubDate></item>",
            "<?xml version='1.0' encoding='utf-32'?><rss/>",
            "{",
            "<")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5s")
  void isReadInTime(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Feed feed = Feed.of(text, ZoneOffset.UTC);
    long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
    assertThat(Duration.ofNanos(took)).isLessThan(LONGEST);
    assertThat(feed.entries()).allMatch(entry -> !entry.title().contains("root:"));
    assertThat(feed.any() || feed.entries().isEmpty()).isTrue();
  }
}
