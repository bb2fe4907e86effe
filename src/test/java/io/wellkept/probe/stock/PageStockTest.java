package io.wellkept.probe.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one page shows of touchpoints. */
final class PageStockTest {
  private static final HttpUrl SITE = HttpUrl.get("https://shop.example/");

  private static PageStock.Contents read(String html) {
    return PageStock.of(html, SITE, SITE);
  }

  private static List<Candidate> of(Sort sort, String html) {
    return read(html).candidates().stream().filter(one -> one.sort() == sort).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.facebook.com/teashop, Facebook teashop, social",
    "https://de-de.facebook.com/teashop?ref=web, Facebook teashop, social",
    "https://instagram.com/teashop/, Instagram teashop, social",
    "https://at.linkedin.com/company/teashop, LinkedIn teashop, social",
    "https://twitter.com/teashop, X teashop, social",
    "https://www.pinterest.at/teashop, Pinterest teashop, social",
    "https://www.tripadvisor.co.uk/Restaurant-1.html, Tripadvisor Restaurant-1.html, reviews",
    "https://at.trustpilot.com/review/shop.example, Trustpilot shop.example, reviews",
    "https://www.google.com/maps/place/Tea, Google Maps Tea, reviews",
    "https://maps.app.goo.gl/aBc, Google Maps aBc, reviews",
    "https://apps.apple.com/at/app/tea/id1, App Store id1, store",
    "https://wa.me/43123456, WhatsApp 43123456, chat",
    "https://www.kununu.com/at/teashop, kununu teashop, reviews"
  })
  void knowsPlacesElsewhere(String link, String name, String channel) {
    List<Candidate> found = of(Sort.PROFILE, "<footer><a href='" + link + "'>f</a></footer>");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).name()).isEqualTo(name);
    assertThat(found.get(0).channel()).isEqualTo(channel);
    assertThat(found.get(0).spotted()).isEqualTo(Spotted.FOOTER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://twitter.com/intent/tweet?text=x",
        "https://www.linkedin.com/shareArticle?url=x",
        "https://www.pinterest.com/pin/create/button/?url=x",
        "https://wa.me/?text=x",
        "https://www.facebook.com/",
        "https://notfacebook.com/teashop",
        "https://facebook.com.example/teashop"
      })
  void takesNoButtonToShareForAProfile(String link) {
    assertThat(of(Sort.PROFILE, "<a href='" + link + "'>f</a>")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.facebook.com/TeaShop/, https://de-de.facebook.com/teashop?ref=x, true",
    "https://twitter.com/tea, https://x.com/tea, true",
    "https://play.google.com/store/apps/details?id=a,"
        + " https://play.google.com/store/apps/details?id=b, false",
    "https://shop.example/a/?x=1, http://www.shop.example/a, true"
  })
  void knowsTheSamePlaceByItsOtherAddress(String one, String other, boolean same) {
    String first = KnownPlaces.ALL.spot(URI.create(one));
    assertThat(first.equals(KnownPlaces.ALL.spot(URI.create(other)))).isEqualTo(same);
  }

  @Test
  void believesAPageThatCallsAProfileItsOwn() {
    List<Candidate> found =
        of(Sort.PROFILE, "<footer><a rel='me' href='https://tea.social/@shop'>Follow</a></footer>");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).address()).isEqualTo("https://tea.social/@shop");
    assertThat(read("<a rel=me href='https://tea.social/@shop'>x</a>").feeds().get(0).url())
        .hasToString("https://tea.social/@shop.rss");
  }

  @ParameterizedTest
  @CsvSource({
    "<script src='https://widget.intercom.io/widget/x'></script>, Intercom",
    "<script>(function(){s.src='https://client.crisp.chat/l.js'})()</script>, Crisp",
    "<script src='https://embed.tawk.to/1/default'></script>, tawk.to",
    "<script src='https://userlike-cdn-widgets.s3.amazonaws.com/x.js'></script>, Userlike"
  })
  void knowsChats(String html, String name) {
    assertThat(of(Sort.CHAT, html)).extracting(Candidate::address).containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource({
    "<input name=name><input type=email><textarea></textarea>, Contact form",
    "<input type=email name=e><button>Newsletter abonnieren</button>, Newsletter form",
    "<input name=user><input type=password>, Sign-in form",
    "<input name=email><button>Go</button>, Sign-up form"
  })
  void saysWhatAFormIsFor(String fields, String name) {
    List<Candidate> found = of(Sort.FORM, "<form method=post>" + fields + "</form>");
    assertThat(found).extracting(Candidate::name).containsExactly(name);
    assertThat(found.get(0).address()).isEqualTo("https://shop.example/");
  }

  @Test
  void ignoresASearch() {
    assertThat(of(Sort.FORM, "<form role=search><input type=email></form>")).isEmpty();
    assertThat(of(Sort.FORM, "<form><input name=q></form>")).isEmpty();
  }

  @Test
  void listsNumbersMailboxesFeedsAndDownloads() {
    String html =
        """
        <link rel=alternate type="application/rss+xml" title=News href=/feed.xml>
        <a href="tel:+43%201%20234-56">call</a>
        <a href="mailto:Hello@shop.example?subject=Hi">write</a>
        <a href=/price-list.pdf>Prices</a>
        """;
    assertThat(read(html).candidates())
        .extracting(Candidate::name)
        .containsExactlyInAnyOrder(
            "Feed News", "Telephone +43123456", "Mailbox hello@shop.example", "Download Prices");
  }

  @Test
  void seesTheSamePageOnceWhereItIsSeenBest() {
    PageStock.Contents contents =
        read(
            """
            <nav><a href="/summer?utm_source=x#top">Summer</a></nav>
            <main><a href="https://www.shop.example/summer/">more</a><a href=/x.jpg>x</a>
              <a href="https://other.example/">o</a><a href="javascript:x()">j</a></main>
            """);
    assertThat(contents.links()).hasSize(1);
    assertThat(contents.links().get(0).spotted()).isEqualTo(Spotted.NAVIGATION);
    assertThat(contents.links().get(0).name()).isEqualTo("Summer");
  }

  @Test
  void survivesNonsense() {
    assertThat(
            read("<a href='http://[x'>a<a href='tel:'><a href='mailto:'><a href=':::'>"
                    + "<a href='tel:%zz'><form action='::'><input type=password>")
                .candidates())
        .hasSize(1);
  }
}
