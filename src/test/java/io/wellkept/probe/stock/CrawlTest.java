package io.wellkept.probe.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Http;
import io.wellkept.probe.RobotRules;
import io.wellkept.probe.Scene;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walks through a real site. */
final class CrawlTest {
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  private final SmallSite site = new SmallSite();
  private final Http http =
      Scene.http(new Scene.Clock(), Scene.failing("Name or service not known"));

  @BeforeEach
  void opens() {
    site.html(
            "/",
            """
            <nav><a href=/summer>Summer</a><a href=/secret>Secret</a><a href=/old>Old</a></nav>
            <footer><a rel=me href=/social/tea>Tea talk</a><a href=/gone>Gone</a>
              <a href="https://www.instagram.com/tea">i</a></footer>
            """)
        .html(
            "/summer",
            "<main><a href=/deep/one>1</a><form><textarea></textarea><input><input>"
                + "</form></main>")
        .html("/landing", "<h1>Only by mail")
        .html("/deep/one", "<a href=/deep/two>2</a>")
        .html("/deep/two", "<a href=/deep/three>3</a>")
        .shows(
            "/robots.txt",
            "text/plain",
            "User-agent: *\nDisallow: /secret\nSitemap: {site}/maps.xml\n")
        .shows(
            "/maps.xml",
            "application/xml",
            "<sitemapindex><sitemap><loc>{site}/map-1.xml.gz</loc></sitemap></sitemapindex>")
        .shows(
            "/map-1.xml.gz",
            "application/gzip",
            packed(
                "<urlset><url><loc>"
                    + site.at("/landing")
                    + "</loc></url>"
                    + urls(30)
                    + "</urlset>"));
  }

  @AfterEach
  void closes() {
    http.close();
    site.close();
  }

  private String urls(int many) {
    StringBuilder urls = new StringBuilder();
    for (int i = 0; i < many; i++) {
      urls.append("<url><loc>").append(site.at("/tea/" + i)).append("</loc></url>");
    }
    return urls.toString();
  }

  private static byte[] packed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private Walk walk(int pages, int depth) throws InterruptedException {
    Walk walk = Walk.from(HttpUrl.get(site.at("/")));
    Crawl.Bounds bounds = new Crawl.Bounds(pages, depth, true, Duration.ofSeconds(5));
    assertThat(new Crawl(http, new RobotRules(http)).go(walk, bounds, Duration.ofSeconds(20)))
        .isInstanceOf(Crawl.Came.Along.class);
    assertThat(walk.over()).isTrue();
    return walk;
  }

  private static List<String> names(Walk walk, Sort sort) {
    return walk.found().stream().filter(one -> one.sort() == sort).map(Candidate::name).toList();
  }

  @Test
  void findsWhatTheSiteShows() throws Exception {
    Walk walk = walk(50, 2);
    assertThat(names(walk, Sort.PAGE)).contains("Home page", "Summer", "Secret", "/landing");
    assertThat(names(walk, Sort.FORM)).containsExactly("Contact form");
    assertThat(names(walk, Sort.PROFILE)).containsExactly("Tea talk tea", "Instagram tea");
    assertThat(names(walk, Sort.SECTION)).containsExactly("30 pages below it");
  }

  @Test
  void tellsWhatIsPromotedButDead() throws Exception {
    assertThat(walk(50, 2).lapses(LONG_AGO))
        .extracting(lapse -> lapse.candidate().name() + ": " + lapse.words())
        .containsExactlyInAnyOrder(
            "Old: answers 404", "Gone: answers 404", "Tea talk tea: answers 404");
  }

  @Test
  void callsAHostDeadThatIsNotThereButNoneThatEverybodyKnows() throws Exception {
    site.html(
        "/",
        "<footer><a rel=me href=https://tea.gone.example/@shop>a</a>"
            + "<a href=https://www.instagram.com/tea>i</a></footer>");
    assertThat(walk(50, 2).lapses(LONG_AGO))
        .extracting(Lapse::words)
        .containsExactly("there is no tea.gone.example");
  }

  @Test
  void doesNotCallDeadWhatHasABadDay() throws Exception {
    site.answers("/old", "503 Busy").answers("/gone", "403 No").html("/social/tea", "hi");
    assertThat(walk(50, 2).lapses(LONG_AGO)).isEmpty();
  }

  @Test
  void keepsToRobotsTxt() throws Exception {
    site.html("/secret", "<a href=/x>");
    Walk walk = walk(50, 2);
    assertThat(site.asked()).doesNotContain("/secret").contains("/summer");
    assertThat(walk.closed()).isEqualTo(1);
  }

  @Test
  void followsNothingWhenTheRulesCannotBeHad() throws Exception {
    site.answers("/robots.txt", "500 Oops");
    walk(50, 2);
    assertThat(site.asked()).containsExactly("/", "/robots.txt");
  }

  @Test
  void goesNoFurtherThanItIsTold() throws Exception {
    walk(50, 2);
    assertThat(site.asked()).contains("/deep/one").doesNotContain("/deep/two");
    int before = site.asked().size();
    Walk short_ = walk(2, 5);
    assertThat(short_.pages()).isEqualTo(2);
    List<String> asked = site.asked();
    assertThat(asked.subList(before, asked.size())).contains("/summer").doesNotContain("/deep/one");
  }

  @Test
  void seesThatAFeedFellSilent() throws Exception {
    site.html("/", "<link rel=alternate type=application/rss+xml href=/feed.xml>")
        .shows(
            "/feed.xml",
            "application/rss+xml",
            "<rss><channel><item><title>x</title><pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate>"
                + "</item></channel></rss>");
    Walk walk = walk(50, 2);
    assertThat(walk.lapses(Instant.parse("2026-01-05T09:00:00Z"))).isEmpty();
    assertThat(walk.lapses(Instant.parse("2026-01-05T11:00:00Z")))
        .extracting(Lapse::words)
        .containsExactly("its last entry is of 2026-01-05");
  }

  @Test
  void goesOnWhereItStopped() throws Exception {
    Walk walk = Walk.from(HttpUrl.get(site.at("/")));
    Crawl.Bounds bounds = new Crawl.Bounds(50, 2, true, Duration.ofSeconds(5));
    site.delay(Duration.ofMillis(20));
    int stretches = 0;
    while (!walk.over()) {
      // each stretch ends after an answer or two, and goes on from what was written down
      new Crawl(http, new RobotRules(http)).go(walk, bounds, Duration.ofMillis(505));
      walk = Walk.of(HttpUrl.get(site.at("/")), walk.lines());
      stretches++;
    }
    assertThat(stretches).isGreaterThan(2);
    assertThat(names(walk, Sort.PAGE)).containsAll(names(walk(50, 2), Sort.PAGE));
    assertThat(walk.lapses(LONG_AGO)).hasSize(3);
    assertThat(site.asked().stream().filter("/summer"::equals).count()).isEqualTo(2);
  }

  @Test
  void staysSmallWhateverTheSitemapLists() throws Exception {
    site.shows("/maps.xml", "application/xml", "<urlset>" + urls(20_000) + "</urlset>");
    Walk walk = walk(50, 2);
    assertThat(String.join("\n", walk.lines()).length()).isLessThan(100_000);
  }

  @Test
  void countsWhatItHasNoRoomFor() throws Exception {
    assertThat(walk(1, 2).dropped()).isZero();
    site.shows("/maps.xml", "application/xml", "<urlset>" + urls(600) + "</urlset>");
    assertThat(walk(1, 2).dropped()).isBetween(190, 210);
  }

  @Test
  void takesAPageThatMovedForWhereItLeads() throws Exception {
    site.answers("/old", "301 Moved\r\nLocation: /summer");
    assertThat(names(walk(50, 2), Sort.PAGE)).doesNotContain("Old");
  }
}
