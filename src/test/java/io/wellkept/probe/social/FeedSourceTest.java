package io.wellkept.probe.social;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.wellkept.probe.Scene;
import io.wellkept.probe.social.Profile.Here;
import io.wellkept.touchpoint.Fault.ServiceFails;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FeedSourceTest extends SocialSourceContract {
  @Override
  protected SourceSettings settings(String base) {
    return Scene.settings(SourceSettings.class, "feed", new FeedSettings(base + "/blog"));
  }

  private void serves(String path, String type, String body) {
    server.stubFor(
        get(urlPathEqualTo(path))
            .atPriority(5)
            .willReturn(aResponse().withHeader("Content-Type", type).withBody(body)));
  }

  private void feed(String body) {
    serves("/blog", "application/xml", body);
  }

  private static String rss(String items) {
    return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Tea</title>"
        + "<lastBuildDate>Mon, 15 Jun 2026 11:59:00 GMT</lastBuildDate>"
        + items
        + "</channel></rss>";
  }

  private static String item(String date) {
    return "<item><title>A &amp;quot;new&amp;quot; tea</title><link>https://shop.example/t</link>"
        + "<guid>1</guid><pubDate>"
        + date
        + "</pubDate></item>";
  }

  @Override
  protected void shows(List<Instant> posts, List<Said> comments) {
    feed(
        rss(
            posts.stream()
                .map(at ->
                    item(DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC))))
                .collect(Collectors.joining())));
  }

  @Override
  protected void showsABarePost() {
    feed(rss("<item><pubDate>Wed, 10 Jun 2026 09:30:00 GMT</pubDate></item>"));
  }

  @Override
  protected String cutOff() {
    return "<?xml version=\"1.0\"?><rs";
  }

  @Override
  protected List<String> secrets() {
    return List.of();
  }

  @Override
  protected boolean hears() {
    return false;
  }

  private Profile.Post last() throws Exception {
    return Objects.requireNonNull(here().last());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Wed, 10 Jun 2026 09:30:00 GMT | 2026-06-10T09:30:00Z",
        "Wed, 10 Jun 26 09:30:00 GMT   | 2026-06-10T09:30:00Z",
        "Mon, 10 Jun 2026 09:30:00 GMT | 2026-06-10T09:30:00Z",
        "10 Jun 2026 09:30 UT          | 2026-06-10T09:30:00Z",
        "Wed, 10 Jun 2026 05:30:00 EDT | 2026-06-10T09:30:00Z",
        "Wed, 10 Jun 2026 04:30:00 EST | 2026-06-10T09:30:00Z",
        "Wed, 10 Jun 2026 02:30:00 PDT | 2026-06-10T09:30:00Z",
        "Wed, 10 Jun 2026 09:30:00 Z   | 2026-06-10T09:30:00Z",
        "Wed, 10 Jun 2026 11:30:00 +0200 | 2026-06-10T09:30:00Z",
        "2026-06-10T11:30:00+02:00     | 2026-06-10T09:30:00Z",
        "2026-06-10 09:30:00           | 2026-06-10T09:30:00Z"
      })
  void readsTheDatesThatFeedsWrite(String written, Instant expected) throws Exception {
    feed(rss(item(written)));
    assertThat(last().at()).isEqualTo(expected);
  }

  @Test
  void doesNotTakeWhenTheFeedWasBuiltForAPost() throws Exception {
    feed(rss(item("Wed, 20 May 2026 08:00:00 GMT")));
    assertThat(last().at()).isEqualTo(MAY);
    assertThat(last().text()).isEqualTo("A \"new\" tea");
    assertThat(last().link()).isEqualTo("https://shop.example/t");
  }

  @Test
  void entriesWithoutAnyDateAreNoSilence() throws Exception {
    feed(rss("<item><title>x</title></item><item><pubDate>yesterday</pubDate></item>"));
    assertThat(fault().words()).contains("none of its entries says when it was published");
  }

  @Test
  void readsAtomByWhenSomethingWasPublishedAndNotChanged() throws Exception {
    feed(
        """
        <feed xmlns="http://www.w3.org/2005/Atom"><updated>2026-06-15T11:00:00Z</updated>
         <entry><title type="html">&lt;b&gt;Desk&lt;/b&gt;</title>
          <link rel="alternate" href="https://shop.example/desk"/>
          <published>2026-05-20T08:00:00Z</published><updated>2026-06-14T08:00:00Z</updated>
         </entry></feed>\
        """);
    assertThat(last().at()).isEqualTo(MAY);
    assertThat(last().text()).isEqualTo("Desk");
  }

  @Test
  void readsRss1() throws Exception {
    feed(
        """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
         xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
         <channel><dc:date>2026-06-15T11:00:00Z</dc:date></channel>
         <item><title>Desk</title><dc:date>2026-05-20T08:00:00Z</dc:date></item></rdf:RDF>\
        """);
    assertThat(last().at()).isEqualTo(MAY);
  }

  @Test
  void readsJsonFeed() throws Exception {
    serves(
        "/blog",
        "application/feed+json",
        """
        {"version": "https://jsonfeed.org/version/1.1", "title": "Tea", "items": [
         {"id": "1", "url": "https://shop.example/desk", "title": "Desk",
          "date_published": "2026-05-20T08:00:00Z", "date_modified": "2026-06-14T08:00:00Z"}]}\
        """);
    assertThat(last().at()).isEqualTo(MAY);
    assertThat(last().link()).isEqualTo("https://shop.example/desk");
  }

  @Test
  void anEmptyJsonFeedIsAFeed() throws Exception {
    feed("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": []}");
    assertThat(here().last()).isNull();
  }

  @Test
  void findsTheFeedThatAPageNames() throws Exception {
    serves(
        "/blog",
        "text/html",
        """
        <html><head><link rel="alternate" type="application/rss+xml" title="Comments" href="/c.xml">
        <link rel="alternate" type="application/feed+json" href="news.json"></head></html>\
        """);
    serves(
        "/news.json",
        "application/json",
        """
        {"version": "https://jsonfeed.org/version/1", "items":
         [{"date_published": "2026-06-10T09:30:00Z"}]}\
        """);
    assertThat(last().at()).isEqualTo(JUNE);
  }

  @Test
  void triesTheUsualPlacesWhereAPageNamesNone() throws Exception {
    serves("/blog", "text/html", "<html><h1>Our blog</h1></html>");
    serves("/atom.xml", "text/xml", rss(item("Wed, 10 Jun 2026 09:30:00 GMT")));
    assertThat(last().at()).isEqualTo(JUNE);
  }

  @Test
  void aPageWithoutAFeedIsNoSilence() throws Exception {
    serves("/blog", "text/html", "<html><h1>Our blog</h1></html>");
    assertThat(fault()).isInstanceOf(ServiceFails.class);
    assertThat(fault().words()).contains("write the feed's address");
  }

  @Test
  void neitherOpensNorFollowsWhatADocumentTypeNames() throws Exception {
    serves("/secret", "text/plain", "Wed, 10 Jun 2026 09:30:00 GMT");
    feed(
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \""
            + server.baseUrl()
            + "/secret\"><!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
            + "<rss><channel><item><title>&x;&b;</title><pubDate>&x;</pubDate></item>"
            + item("Wed, 20 May 2026 08:00:00 GMT")
            + "</channel></rss>");
    Profile seen = look();
    assertThat(seen instanceof Here here ? String.valueOf(here.last()) : "")
        .doesNotContain("2026-06-10");
    assertThat(asked()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-15", "KOI8-R", "UTF-16"})
  void readsTheEncodingThatTheFeedNames(String charset) throws Exception {
    String title = charset.equals("KOI8-R") ? "Чай" : "Grüße";
    String xml =
        "<?xml version=\"1.0\" encoding=\""
            + charset
            + "\"?><rss><channel><item><title>"
            + title
            + "</title><pubDate>Wed, 10 Jun 2026 09:30:00 GMT</pubDate></item></channel></rss>";
    ResponseDefinitionBuilder answer =
        aResponse()
            .withHeader("Content-Type", "application/rss+xml")
            .withBody(xml.getBytes(Charset.forName(charset)));
    server.stubFor(get(urlPathEqualTo("/blog")).willReturn(answer));
    assertThat(last().text()).isEqualTo(title);
  }

  @Test
  void entriesBeforeTheFirstFaultOfAFeedCount() throws Exception {
    feed("<rss><channel>" + item("Wed, 10 Jun 2026 09:30:00 GMT") + "<item><title>a & b");
    assertThat(last().at()).isEqualTo(JUNE);
  }

  @Test
  void theNewestCountsInAFeedThatBeginsWithItsOldest() throws Exception {
    StringBuilder items = new StringBuilder();
    items.append(item("Wed, 20 May 2020 08:00:00 GMT").repeat(400));
    items.append(item("Wed, 10 Jun 2026 09:30:00 GMT"));
    feed(rss(items.toString()));
    assertThat(last().at()).isEqualTo(JUNE);
  }
}
