package io.wellkept.probe.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.chat.WidgetFinder.Found;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WidgetFinderTest {
  private static final URI PAGE = URI.create("https://shop.example/");

  static List<String> vendors() {
    return Signatures.vendors();
  }

  /** A page of a shop with a vendor's snippet as customers paste it. */
  private static String page(String... vendors) throws IOException {
    StringBuilder html = new StringBuilder();
    html.append("<!doctype html><html lang=en><head><title>Tea</title></head><body><h1>Tea</h1>");
    for (String vendor : vendors) {
      html.append(snippet(vendor));
    }
    return html.append("</body></html>").toString();
  }

  static String snippet(String vendor) throws IOException {
    try (InputStream in = WidgetFinderTest.class.getResourceAsStream(vendor + ".html")) {
      byte[] text = Objects.requireNonNull(in, vendor + ".html").readAllBytes();
      return new String(text, StandardCharsets.UTF_8);
    }
  }

  private static Found find(String html) {
    return WidgetFinder.find(html, PAGE, null);
  }

  private static Sighting only(String html) {
    Found found = find(html);
    assertThat(found.sightings()).hasSize(1);
    return found.sightings().get(0);
  }

  /** Each is found in its own snippet, and in no other. */
  @ParameterizedTest
  @MethodSource("vendors")
  void findsAVendorAndNoOther(String vendor) throws Exception {
    Found found = find(page(vendor));

    assertThat(found.sightings()).extracting(Sighting::vendor).containsExactly(vendor);
    assertThat(found.sightings().get(0).weak()).isFalse();
    assertThat(found.tagManager()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "intercom, k4t7cup9, https://widget.intercom.io/widget/k4t7cup9",
    "zendesk, 3f1c2a90-7d4e-4b56-9c11-5e0a7b2d8f34,"
        + " https://static.zdassets.com/ekr/snippet.js?key=3f1c2a90-7d4e-4b56-9c11-5e0a7b2d8f34",
    "zopim, 4TeaKettleAndCup1234567890abcdefg,"
        + " https://v2.zopim.com/?4TeaKettleAndCup1234567890abcdefg",
    "chatwoot, Wm3kP9xQ2vB7nR5tY8uZ1aLc, https://chat.kettle.example/packs/js/sdk.js",
    "livechat, 10417283, https://cdn.livechatinc.com/tracking.js",
    "tawk, 5f9e8c7b6a5d4c3b2a190807/default,"
        + " https://embed.tawk.to/5f9e8c7b6a5d4c3b2a190807/default",
    "crisp, 7c0f6a52-9a6b-4b1f-8a34-0d7a5c2e9b11, https://client.crisp.chat/l.js",
    "tidio, k3ttl3andcup0123456789abcdefghij,"
        + " https://code.tidio.co/k3ttl3andcup0123456789abcdefghij.js",
    "drift, k9t3a7cup2xy, ",
    "hubspot, 25417283, https://js-eu1.hs-scripts.com/25417283.js",
    "freshchat, 10417283/254172, https://eu.fw-cdn.com/10417283/254172.js",
    "olark, 4172-583-10-9264, ",
    "helpscout, 0d7a5c2e-9b11-4b1f-8a34-7c0f6a529a6b, https://beacon-v2.helpscout.net/",
    "gorgias, 01HTEAKETTLEANDCUP42,"
        + " https://config.gorgias.chat/bundle-loader/01HTEAKETTLEANDCUP42",
    "jivochat, kTt7CuP9aB, https://code.jivosite.com/widget/kTt7CuP9aB",
    "smartsupp, 4f1c2a907d4e4b569c115e0a7b2d8f34c0ffee00,"
        + " https://www.smartsuppchat.com/loader.js",
    "liveperson, 41728305, ",
    "chatra, kT3aCup7xYz9LmNoP, https://call.chatra.io/chatra.js",
    "chaport, 5f9e8c7b6a5d4c3b2a190807, https://app.chaport.com/javascripts/insert.js",
    "purechat, 3f1c2a90-7d4e-4b56-9c11-5e0a7b2d8f34,"
        + " https://app.purechat.com/VisitorWidget/WidgetScript",
    "reamaze, kettle-and-cup, https://cdn.reamaze.com/assets/reamaze.js",
    "happyfox, 5f9e8c70-6a5d-11ee-8b2f, ",
    "comm100, 10417283, ",
    "podium, 3f1c2a90-7d4e-4b56-9c11-5e0a7b2d8f34,"
        + " https://connect.podium.com/widget.js#API_TOKEN=3f1c2a90-7d4e-4b56-9c11-5e0a7b2d8f34",
    "trengo, kT3aCup7xYz9LmNoPqRs, https://static.widget.trengo.eu/embed.js",
    "kustomer, , https://cdn.kustomerapp.com/chat-web/widget.js",
    "gladly, kettle-and-cup.example, ",
    "front, 5f9e8c7b6a5d4c3b2a19080712345678,"
        + " https://chat-assets.frontapp.com/v1/chat.bundle.js",
    "ada, kettle-and-cup, https://static.ada.support/embed2.js",
    "qualified, kT3aCup7xYz9, https://js.qualified.com/qualified.js?token=kT3aCup7xYz9",
    "facebook, 104172839264517, ",
    "whatsapp, 4930123456, "
  })
  void knowsWhoseItIsAndWhereItsScriptIs(String vendor, String id, String script) throws Exception {
    Sighting sighting = only(page(vendor));

    assertThat(sighting.ids()).isEqualTo(id == null ? Set.of() : Set.of(id));
    assertThat(sighting.script()).isEqualTo(script == null ? null : URI.create(script));
  }

  @Test
  void everyVendorHasALineInTheTables() {
    assertThat(vendors()).hasSize(32).doesNotHaveDuplicates();
  }

  @Test
  void findsNothingOnAPageWithoutAChat() {
    assertThat(
            find("<h1>Tea</h1><script src=/tea.js></script><a href=https://x.example>x</a>")
                .sightings())
        .isEmpty();
  }

  @Test
  void whatIsCommentedOutIsNotThere() throws Exception {
    assertThat(find("<body><!-- " + snippet("tidio") + " --></body>").sightings()).isEmpty();
  }

  @Test
  void whatJsonTellsIsNotThere() {
    String text = "<script type=\"application/ld+json\">{\"articleBody\": \"Tawk_API\"}</script>";
    assertThat(find(text).sightings()).isEmpty();
  }

  @Test
  void whatWaitsForConsentIsThere() {
    Sighting sighting =
        only(
            """
            <script type="text/plain" data-category="marketing"
              data-src="https://client.crisp.chat/l.js"></script>\
            """);
    assertThat(sighting.vendor()).isEqualTo("crisp");
    assertThat(sighting.script()).isEqualTo(URI.create("https://client.crisp.chat/l.js"));
  }

  @Test
  void readsAddressesThatJsonWritesWithBackslashes() {
    String page =
        "<script>var c={\"src\":\"https:\\/\\/embed.tawk.to\\/5f9e8c7b6a5d4c3b2a190807\\/1abc\"}"
            + "</script>";
    assertThat(only(page).ids()).containsExactly("5f9e8c7b6a5d4c3b2a190807/1abc");
  }

  @Test
  void connectingAheadIsAWeakSign() {
    Sighting sighting = only("<link rel=preconnect href=https://widget.intercom.io>");
    assertThat(sighting.vendor()).isEqualTo("intercom");
    assertThat(sighting.weak()).isTrue();
    assertThat(sighting.script()).isNull();
  }

  @Test
  void seesBothOfTwoAccountsOfOneVendor() throws Exception {
    String second = snippet("tidio").replace("k3ttl3", "0ther0");
    assertThat(only(page("tidio") + second).ids()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script async src=\"https://www.googletagmanager.com/gtm.js?id=GTM-ABC\"></script>",
        "<script>(function(w,l){w[l].push({'gtm.start':new Date()})})(window,'d')</script>",
        "<script src=//tags.tiqcdn.com/utag/tea/main/prod/utag.js></script>",
        "<script src=https://assets.adobedtm.com/x/launch.min.js></script>"
      })
  void seesATagManager(String snippet) {
    assertThat(find("<html>" + snippet).tagManager()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://wa.me/4930123456, 4930123456",
    "https://wa.me/+4930123456?text=Hi, +4930123456",
    "https://api.whatsapp.com/send?text=Hi&phone=4930123456, 4930123456",
    "https://api.whatsapp.com/send/?phone=%2B49%2030%20123456, +49 30 123456",
    "whatsapp://send?phone=4930123456&text=Hi, 4930123456",
    "https://wa.me/message/ABCDEFG7, message/ABCDEFG7"
  })
  void readsTheNumberOfALinkToWhatsApp(String link, String number) {
    assertThat(only("<a href=\"" + link + "\">chat</a>").ids()).containsExactly(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://wa.me/?text=Look",
        "https://api.whatsapp.com/send?text=Look%20here",
        "https://example.org/?u=wa.me",
        "https://wa.me/qr/ABCDEFG7"
      })
  void aLinkForSharingIsNoChat(String link) {
    assertThat(find("<a href=\"" + link + "\">share</a>").sightings()).isEmpty();
  }

  @Test
  void findsWhatTheSettingsDescribe() {
    Signature own = Signature.own("The chat", "chat\\.js\\?shop=(?<id>\\w+)", "#our-chat");
    List<Sighting> found =
        WidgetFinder.find("<script src=/chat.js?shop=tea></script>", PAGE, own).sightings();
    assertThat(found.get(0).ids()).containsExactly("tea");
    assertThat(found.get(0).script())
        .isEqualTo(URI.create("https://shop.example/chat.js?shop=tea"));
    assertThat(WidgetFinder.find("<div id=our-chat>", PAGE, own).sightings()).hasSize(1);
    assertThat(WidgetFinder.find("<div id=chat>", PAGE, own).sightings()).isEmpty();
  }

  /** Pieces of snippets and broken markup, whatever their order. */
  @Test
  void readsWhateverThereIsInTime() throws Exception {
    List<String> pieces = new ArrayList<>(List.of("<", ">", "\"", "'", "<script>", "</script>"));
    pieces.addAll(List.of("<script src=", "<a href=", "<link rel=preconnect href=", "\u0000", " "));
    pieces.addAll(
        List.of("https://wa.me/", "phone=", "&", "%2B", "\ud800", "<!--", "-->", "[", "="));
    for (String vendor : vendors()) {
      String whole = snippet(vendor);
      pieces.add(whole.substring(0, whole.length() / 2));
      pieces.add(whole.substring(whole.length() / 3));
    }
    Random random = new Random(42);
    long start = System.nanoTime();
    for (int i = 0; i < 400; i++) {
      StringBuilder html = new StringBuilder();
      for (int j = random.nextInt(60); j > 0; j--) {
        html.append(pieces.get(random.nextInt(pieces.size())));
      }
      for (Sighting sighting : find(html.toString()).sightings()) {
        assertThat(sighting.where()).isNotEmpty();
        assertThat(sighting.ids()).doesNotContain("");
      }
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lpTag site: ",
        "__lc license  ",
        "a href=\"https://api.whatsapp.com/send?&&&&",
        "PCWidget({ c : '",
        "phone=&",
        "_support['account']     ",
        "widget.js#API_TOKEN="
      })
  void longNonsenseTakesNoLongTime(String piece) {
    String nonsense = piece.repeat(250_000 / piece.length());
    long start = System.nanoTime();
    find(
        "<script>Tawk_API lpTag __lc PCWidget "
            + nonsense
            + "</script><a href='"
            + nonsense
            + "'>");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
