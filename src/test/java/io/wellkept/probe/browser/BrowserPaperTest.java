package io.wellkept.probe.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.RawServer;
import io.wellkept.probe.browser.Paper.Printed;
import io.wellkept.report.digest.DigestForms;
import io.wellkept.report.digest.Digests;
import io.wellkept.words.Words;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A page of our own on A4. */
final class BrowserPaperTest {
  @Test
  void printsADigestWithItsPicturesOnA4() throws Exception {
    String html = new DigestForms().html(Digests.rich(), Words.ENGLISH);
    Printed printed = Paper.print(OneBrowser.shared(), html);
    assertThat(printed).isInstanceOf(Printed.Pages.class);
    String pdf = new String(((Printed.Pages) printed).pdf(), StandardCharsets.ISO_8859_1);
    assertThat(pdf).startsWith("%PDF-");
    assertThat(count(pdf, "/Type\\s*/Page\\b")).as("pages").isBetween(2L, 4L);
    assertThat(count(pdf, "/Subtype\\s*/Image")).as("map and days").isGreaterThanOrEqualTo(2L);
    MatchResult paper =
        Pattern.compile("/MediaBox\\s*\\[0 0 ([\\d.]+) ([\\d.]+)]")
            .matcher(pdf)
            .results()
            .findFirst()
            .orElseThrow();
    assertThat(Double.parseDouble(paper.group(1))).isBetween(594.0, 597.0);
    assertThat(Double.parseDouble(paper.group(2))).isBetween(841.0, 843.0);
  }

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }

  @Test
  void fetchesNothing() throws Exception {
    try (RawServer server = RawServer.http(RawServer.page("hello"))) {
      String html = "<img src=\"" + server.at("/picture.png") + "\"><p>text";
      assertThat(Paper.print(OneBrowser.shared(), html)).isInstanceOf(Printed.Pages.class);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void saysWhatToDoWhereThereIsNoBrowser() throws Exception {
    try (Browsers none = new Browsers(null)) {
      Printed printed = Paper.print(none, "<p>text");
      assertThat(printed).isInstanceOf(Printed.Nothing.class);
      assertThat(((Printed.Nothing) printed).why()).contains("browser", "config/daemon.yaml");
    }
  }
}
