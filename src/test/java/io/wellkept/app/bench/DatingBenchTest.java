package io.wellkept.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatingBenchTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2020, 10, 5);

  @TempDir Path folder;

  @Test
  void countsRightWrongAndSilentByHalf() {
    DatingFigures figures =
        new DatingBench(
                List.of(
                    page("a.example", "<time datetime='2020-10-05'>"),
                    page("b.example", "<time datetime='2020-10-06'>"),
                    page("c.example", "<p>nothing")),
                NOW)
            .measure(true);
    assertThat(figures.whole().right()).isEqualTo(1);
    assertThat(figures.whole().wrong()).isEqualTo(1);
    assertThat(figures.whole().silent()).isEqualTo(1);
    assertThat(figures.whole().accuracy()).isEqualTo(1.0 / 3);
    assertThat(figures.whole().precision()).isEqualTo(0.5);
    assertThat(figures.tunedOn().pages() + figures.reported().pages()).isEqualTo(3);
    assertThat(figures.meanMillis()).isPositive();
  }

  @Test
  void neverListsThePagesOfTheReportedHalf() {
    List<DatedPage> pages =
        IntStream.range(0, 20).mapToObj(i -> page("site" + i + ".example", "<p>nothing")).toList();
    DatingFigures figures = new DatingBench(pages, NOW).measure(true);
    assertThat(figures.reported().silent()).isPositive();
    assertThat(figures.wrong()).hasSize(figures.tunedOn().silent()).isNotEmpty();
  }

  @Test
  void twoPagesOfOneSiteStandOnTheSameSide() {
    for (int i = 0; i < 50; i++) {
      String host = "site" + i + ".example";
      assertThat(page("www." + host, "1").tunedOn()).isEqualTo(page(host, "2").tunedOn());
    }
  }

  @Test
  void readsPagesFromAnArchiveAndFromFiles() throws IOException {
    labels("[{\"page\":\"1.html\",\"url\":\"https://a.example/x y\",\"date\":\"2020-10-05\"}]");
    Files.writeString(folder.resolve("1.html"), "<p>file");
    assertThat(DatedPages.in(folder))
        .singleElement()
        .extracting(DatedPage::html)
        .isEqualTo("<p>file");
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve(DatedPages.ZIP)))) {
      zip.putNextEntry(new ZipEntry("1.html"));
      zip.write("<p>archive".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(DatedPages.in(folder))
        .singleElement()
        .satisfies(page -> {
          assertThat(page.html()).isEqualTo("<p>archive");
          assertThat(page.published()).isEqualTo(DAY);
          assertThat(page.address()).isEqualTo(URI.create("https://a.example/x%20y"));
        });
  }

  @Test
  void saysWhatIsMissingOrBroken() throws IOException {
    broken("there is no labels.json");
    labels("{}");
    broken("must be a list");
    labels("[{");
    broken("cannot be read");
    labels("[{\"page\":\"1.html\",\"url\":\"https://a.example/\",\"date\":\"2020-10-05\"}]");
    broken("'1.html'");
    labels("[{\"page\":\"../1.html\",\"url\":\"https://a.example/\",\"date\":\"2020-10-05\"}]");
    broken("'../1.html'");
    Files.writeString(folder.resolve("1.html"), "<p>");
    labels("[{\"page\":\"1.html\",\"url\":\"https://a.example/\",\"date\":\"5.10.2020\"}]");
    broken("label 1 (1.html)");
  }

  private void broken(String words) {
    assertThatThrownBy(() -> DatedPages.in(folder))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(words);
  }

  private void labels(String json) throws IOException {
    Files.writeString(folder.resolve(DatedPages.LABELS), json);
  }

  private static DatedPage page(String host, String html) {
    return new DatedPage("1.html", URI.create("https://" + host + "/titel"), DAY, html);
  }
}
