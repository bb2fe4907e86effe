package io.wellkept.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server sends as a page, it is read in time, and as text that says no more. */
final class PageFuzzTest {
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final List<String> TYPES =
      List.of(
          "text/html",
          "text/html; charset=utf-16",
          "text/html; charset=\"iso-2022-jp\"",
          "text/plain; charset=utf-7",
          "application/xhtml+xml;charset=gb18030");

  private static final PageSettings ASKS =
      Scene.page(
          "contains", List.of("Add to basket"),
          "containsNot", List.of("Sold out"),
          "has", List.of("a[href]", "meta[name=robots]"),
          "title", "Shop",
          "language", "en",
          "selectorText", Map.of("h1", "Welcome"));

  static Stream<byte[]> seeds() {
    return Stream.of(
            "0<html lang=en><title>Shop</title><body><h1>Welcome</h1>Add to basket &amp; go",
            "0<meta charset=utf-16><meta name=robots content='none'><p hidden>x</p>&#x1F600;&nGt;",
            "0<script>/*</script >--><!-- a --!><style>a{}</style><template><p>x</template>",
            "0<![CDATA[x]]><?xml?><a b='c\"d' e=\"f'g\" h=i/>&#99999999;&unknown;&#0;",
            "0<svg><title>no</title><math></svg><noscript>x</noscript><textarea><b>y</textarea>",
            "1\u0000<\u0000p\u0000>",
            "2\u001b$B%\u001b(B<p>",
            "3plain <b>text</b> +ADw-script+AD4-",
            "0" + "<div>".repeat(500),
            "0" + "<a ".repeat(500),
            "0<p title='" + "x=".repeat(300))
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5s")
  void isReadInTime(byte[] data) {
    if (data.length == 0) {
      return;
    }
    String type = TYPES.get(Math.floorMod(data[0] - '0', TYPES.size()));
    Body body = new Body(Arrays.copyOfRange(data, 1, data.length), (data[0] & 64) != 0, type);
    long begun = cpuTime();
    String source = body.text();
    PageText.Read read = PageText.of(source);
    PageText.inAttributes(source);
    Headers headers = Headers.of("Content-Type", type);
    BotProtection.markOf(403, headers, body);
    Answer.Way way =
        new Answer.Way(URI.create("https://shop.example/x"), List.of(), Duration.ofMillis(1), null);
    PageReader.read(ASKS, new Answer.Got(way, 200, headers, body));
    assertThat(Duration.ofNanos(cpuTime() - begun)).isLessThan(LONGEST);
    assertThat(read.text()).isEqualTo(Wording.plain(read.text()));
    assertThat(read.title()).isEqualTo(Wording.plain(read.title()));
    // a named character may become two, and nothing else grows
    assertThat(read.text().length()).isLessThanOrEqualTo(2 * source.length());
  }

  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
