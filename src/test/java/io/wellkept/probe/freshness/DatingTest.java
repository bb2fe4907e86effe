package io.wellkept.probe.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.freshness.Dating.Headers;
import io.wellkept.probe.freshness.Sign.Source;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
  private static final LocalDate OCTOBER = LocalDate.of(2020, 10, 5);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          JSON_LD | <script type="application/ld+json">{"@type":"Article","datePublished":"2020-10-05"}</script>
          JSON_LD | <script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"2020-10-05T08:00:00+02:00"}]}</script>
          JSON_LD | <script type="application/ld+json">[{"@type":["NewsArticle","Article"],"datePublished":"2020-10-05",},,</script>
          META | <meta property="article:published_time" content="2020-10-05T08:00:00+02:00">
          META | <meta name="DC.date.issued" content="20201005">
          META | <meta name="firm:publication-date" content="5. Oktober 2020">
          MICRODATA | <span itemprop="datePublished" content="2020-10-05">gestern</span>
          MICRODATA | <span itemprop="datePublished">5. Oktober 2020</span>
          TIME | <h1>Titel</h1><time datetime="2020-10-05">vor Jahren</time>
          TIME | <h1>Titel</h1><abbr class="published" title="2020-10-05T08:00:00+02:00">Montag</abbr>
          TEXT | <h1>Titel</h1><p class="entry-date">5. Oktober 2020</p>
          TEXT | <h1>Titel</h1><p>Veröffentlicht am 05.10.2020</p>
          TEXT | <h1>Titel</h1><div class="date"><div>05</div><div>Okt</div><div>2020</div></div>
          SCRIPT | <script>var page = {"publishDate":"2020-10-05T08:00:00"};</script>
          SCRIPT | <script type="application/json">{"published_at":1601885000}</script>
          """)
  void findsTheDayOfPublication(Source source, String html) {
    Sign published = published(html);
    assertThat(published).isNotNull();
    assertThat(published.day()).isEqualTo(OCTOBER);
    assertThat(published.source()).isEqualTo(source);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example/blog/2020/10/05/titel", "https://shop.example/2020-10-05-titel",
        "https://shop.example/20201005/titel", "https://shop.example/2020/oct/05/titel",
        "https://archive.example/web/20250101120000/https://shop.example/2020/10/05/titel"
      })
  void readsTheAddress(String address) {
    Sign published = date("<h1>Titel</h1>", address, Headers.NONE).published();
    assertThat(published).isNotNull();
    assertThat(published.day()).isEqualTo(OCTOBER);
    assertThat(published.source()).isEqualTo(Source.ADDRESS);
  }

  @Test
  void tellsPublishedFromChanged() {
    Dated dated =
        date(
            """
            <meta property="article:published_time" content="2020-10-05T08:00:00+02:00">
            <meta property="article:modified_time" content="2024-03-01T09:30:00+01:00">
            """);
    assertThat(day(dated.published())).isEqualTo(OCTOBER);
    assertThat(day(dated.changed())).isEqualTo(LocalDate.of(2024, 3, 1));
    assertThat(dated.changed())
        .satisfies(sign -> assertThat(sign.at()).isEqualTo("2024-03-01T08:30:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Aktualisiert: 05.10.2020",
        "Stand: 5. Oktober 2020",
        "Last updated on 5 October 2020",
        "Mis à jour le 5 octobre 2020",
        "Ultimo aggiornamento: 5 ottobre 2020",
        "Bijgewerkt op 5 oktober 2020",
        "Actualizado el 5 de octubre de 2020",
        "Оновлено 5 жовтня 2020",
        "Zaktualizowano 5 października 2020",
        "更新: 2020年10月5日"
      })
  void readsWordsOfChange(String words) {
    Dated dated = date("<h1>Titel</h1><p>" + words + "</p>");
    assertThat(day(dated.changed())).isEqualTo(OCTOBER);
    assertThat(dated.published())
        .as("not published after it, and not surely on it")
        .satisfies(sign -> assertThat(sign.confidence()).isLessThan(0.5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<h1>Titel</h1><footer>© 2020 Shop GmbH, seit 1998</footer>",
        "<h1>Titel</h1><p>Eröffnung vom 24. bis 28. November 2025</p>",
        "<h1>Titel</h1><time datetime='2031-01-01'>2031</time>",
        "<h1>Titel</h1><time datetime='1970-01-01'>1970</time>",
        "<h1>Titel</h1><div id='comments'><p>Max, 5.10.2020: schön</p></div>",
        "<h1>Titel</h1><p>nichts</p>"
      })
  void saysNothingWhenNothingIsCredible(String html) {
    assertThat(date(html).published()).isNull();
    assertThat(date(html).changed()).isNull();
  }

  @Test
  void listsOfOtherPagesDoNotDateThisOne() {
    assertThat(
            published(
                """
                <div class="sidebar"><ul><li><time datetime="2024-01-01">1.1.2024</time></li>
                <li><time datetime="2024-01-02">2.1.2024</time></li></ul></div>
                <article><h1>Titel</h1><p>5. Oktober 2020</p><p>Text</p></article>
                <div class="related-posts"><time datetime="2024-01-03">3.1.2024</time></div>
                """))
        .satisfies(sign -> assertThat(sign.day()).isEqualTo(OCTOBER));
  }

  @Test
  void commentsOfStructuredDataDoNotDateThePage() {
    assertThat(
            published(
                """
                <script type="application/ld+json">{"@type":"Article","comment":[
                {"@type":"Comment","datePublished":"2019-01-01"}],"datePublished":"2020-10-05"}
                </script>
                """))
        .satisfies(sign -> assertThat(sign.day()).isEqualTo(OCTOBER));
  }

  @Test
  void theLocalDayBesideAMomentInUtcCounts() {
    String moment = "<meta property='article:published_time' content='2020-10-06T02:25:54Z'>";
    assertThat(day(published(moment))).isEqualTo(LocalDate.of(2020, 10, 6));
    assertThat(day(published(moment + "<h1>Titel</h1><p class='date'>October 5, 2020</p>")))
        .isEqualTo(OCTOBER);
  }

  @Test
  void theAddressOutlivesAMove() {
    String moved =
        "<script type='application/ld+json'>"
            + "{\"@type\":\"Article\",\"datePublished\":\"2023-06-17\"}</script>";
    Dated dated = date(moved, "https://shop.example/blog/2020/10/05/titel", Headers.NONE);
    assertThat(day(dated.published())).isEqualTo(OCTOBER);
  }

  @Test
  void whatThePageShowsOutranksWhatOnlyMachinesReadIfTheyKnowTheDay() {
    String machines =
        "<meta property='article:published_time' content='2019-01-01'>"
            + "<meta property='article:modified_time' content='2020-10-05'>";
    assertThat(day(published(machines))).isEqualTo(LocalDate.of(2019, 1, 1));
    assertThat(day(published(machines + "<h1>Titel</h1><p class='date'>5.10.2020</p>")))
        .isEqualTo(OCTOBER);
    assertThat(day(published(machines + "<h1>Titel</h1><p class='date'>6.10.2020</p>")))
        .as("perhaps the date of today")
        .isEqualTo(LocalDate.of(2019, 1, 1));
  }

  @Test
  void lastModifiedIsNoSignWhenThePageWasMadeForTheAnswer() {
    Instant made = NOW.minusSeconds(3);
    Headers echo = new Headers(made.minusSeconds(1), made);
    Headers stored = new Headers(Instant.parse("2020-10-05T08:00:00Z"), made);
    assertThat(date("<h1>Titel</h1>", "https://shop.example/", echo).changed()).isNull();
    Dated dated = date("<h1>Titel</h1>", "https://shop.example/", stored);
    assertThat(day(dated.changed())).isEqualTo(OCTOBER);
    assertThat(dated.published()).isNull();
  }

  @Test
  void aMissingYearComesFromTheAddress() {
    String html = "<html lang='de'><h1>Titel</h1><p class='date'>5. Oktober</p>";
    assertThat(day(date(html, "https://shop.example/2020/10/titel", Headers.NONE).published()))
        .isEqualTo(OCTOBER);
    assertThat(date(html).published()).isNull();
  }

  @Test
  void quotesAreShort() {
    Dated dated = date("<meta name='date' content='2020-10-05" + " ".repeat(500) + "'>");
    assertThat(dated.signs()).allSatisfy(s -> assertThat(s.quote()).hasSizeLessThanOrEqualTo(160));
  }

  @Test
  void neverThrowsOnBrokenPages() {
    String page =
        """
        <html lang="x-??"><script type="application/ld+json">{"@type":"Article","datePublished":"\\
        2020-10-05","a":[{{{</script><meta name="date" content="99999999999999"><time datetime="-">
        <div class="date">31.31.2020</div><h1>5/10/<h2 class="published" title="2020">10月
        """;
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      int from = random.nextInt(page.length());
      int to = from + random.nextInt(page.length() - from);
      date(page.substring(0, from) + page.substring(to), "https://shop.example/%zz", Headers.NONE);
    }
  }

  private static LocalDate day(@Nullable Sign sign) {
    assertThat(sign).isNotNull();
    return sign.day();
  }

  private static @Nullable Sign published(String html) {
    return date(html).published();
  }

  private static Dated date(String html) {
    return date(html, "https://shop.example/titel", Headers.NONE);
  }

  private static Dated date(String html, String address, Headers headers) {
    URI uri = URI.create(address.replace("%zz", "zz"));
    return Dating.of(Jsoup.parse(html, address), uri, headers, NOW, VIENNA);
  }
}
