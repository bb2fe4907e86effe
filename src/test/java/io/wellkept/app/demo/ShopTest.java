package io.wellkept.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ShopTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private volatile Instant now = Instant.parse("2026-11-20T10:00:00Z");
  private Shop shop;
  private ShopControl control;

  @BeforeEach
  void open() throws IOException {
    shop =
        Shop.start(
            () -> now, Duration.ofHours(2), (fault, broken) -> heard.add(fault + " " + broken));
    control = new ShopControl(shop.address());
  }

  @AfterEach
  void shut() {
    control.close();
    shop.close();
    client.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/offers/autumn",
        "/contact",
        "/newsletter",
        "/blog",
        "/blog/how-to-brew-oolong",
        "/blog/a-kettle-for-life"
      })
  void everyPageHasTitleLanguageAndItsOwnCanonicalAddress(String path) throws Exception {
    HttpResponse<String> answer = get(path);

    Document page = Jsoup.parse(answer.body());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(page.title()).isNotBlank();
    assertThat(page.selectFirst("html").attr("lang")).isEqualTo("en");
    assertThat(page.selectFirst("link[rel=canonical]").attr("href"))
        .isEqualTo(shop.address() + path);
    assertThat(answer.body()).doesNotContain("{{");
  }

  @Test
  void everyLinkOfThePagesLeadsSomewhere() throws Exception {
    for (String path : List.of("/", "/offers/autumn", "/blog", "/control")) {
      Document page = Jsoup.parse(get(path).body());
      for (String link : page.select("a[href], link[href]").eachAttr("href")) {
        assertThat(get(shop.address().resolve(link)).statusCode()).as(link).isEqualTo(200);
      }
    }
  }

  @Test
  void shortAddressOfTheAdHandsOnWhereVisitorsCameFrom() throws Exception {
    String address = "/go/autumn?utm_source=search";
    assertThat(moved(address)).isEqualTo("/offers/autumn?utm_source=search");

    shop.breakIt(Fault.AD_LOSES_ITS_TRACKING);
    assertThat(moved(address)).isEqualTo("/offers/autumn");

    shop.breakIt(Fault.AD_LEADS_NOWHERE);
    assertThat(get(address).statusCode()).isEqualTo(404);
  }

  @Test
  void posterLeadsToTheOfferUntilItDoesNot() throws Exception {
    HttpResponse<String> poster = get("/poster.png");
    assertThat(poster.statusCode()).isEqualTo(200);
    assertThat(poster.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(moved("/go/window?utm_source=window")).isEqualTo("/offers/autumn?utm_source=window");

    shop.breakIt(Fault.POSTER_LEADS_ELSEWHERE);
    assertThat(moved("/go/window?utm_source=window")).startsWith("/newsletter");
  }

  private String moved(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(302);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  @Test
  void formsAnswerWithThanks() throws Exception {
    for (String path : List.of("/contact", "/newsletter", "/basket")) {
      HttpResponse<String> answer = post(path);

      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.body()).contains("Thank you");
    }
  }

  @Test
  void contactFormKeepsWhatItThanksForAndNothingElse() throws Exception {
    sendQuestion("name=Ann+B&email=a%40example.org&question=100%25");
    assertThat(shop.leads().newestFirst())
        .containsExactly(
            new Leads.Lead(
                now, Map.of("name", "Ann B", "email", "a@example.org", "question", "100%")));

    control.breakIt(Fault.CONTACT_REFUSES);
    HttpResponse<String> refused = sendQuestion("name=Bo");

    assertThat(refused.statusCode()).isEqualTo(200);
    assertThat(refused.body()).contains("Something went wrong").doesNotContain("Thank you");
    assertThat(shop.leads().newestFirst()).hasSize(1);
  }

  private HttpResponse<String> sendQuestion(String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(shop.address().resolve("/contact"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void landingPageFailsForEverybody() throws Exception {
    control.breakIt(Fault.LANDING_FAILS);

    assertThat(get("/").statusCode()).isEqualTo(500);
    assertThat(get("/blog").statusCode()).isEqualTo(200);
  }

  @Test
  void linkToDeliveryLeadsNowhere() throws Exception {
    control.breakIt(Fault.LINK_LEADS_NOWHERE);

    String link = Jsoup.parse(get("/blog").body()).selectFirst("footer a").attr("href");
    assertThat(get(link).statusCode()).isEqualTo(404);
  }

  @Test
  void landingPageLosesEveryLinkToTheOffer() throws Exception {
    assertThat(get("/").body()).contains("/offers/autumn");

    control.breakIt(Fault.OFFER_NOT_LINKED);

    assertThat(get("/").body()).doesNotContain("/offers/autumn", "{{");
    assertThat(get("/blog").body()).contains("/offers/autumn");
  }

  @Test
  void offerLosesItsButton() throws Exception {
    assertThat(get("/offers/autumn").body()).contains("Add to basket");

    control.breakIt(Fault.OFFER_WITHOUT_BUTTON);

    assertThat(get("/offers/autumn").statusCode()).isEqualTo(200);
    assertThat(get("/offers/autumn").body()).doesNotContain("Add to basket");
  }

  @Test
  void offerNamesALastDayThatIsAlwaysToComeUntilNobodyLooksAfterIt() throws Exception {
    assertThat(get("/offers/autumn").body())
        .contains("Offer ends on 30 November 2026.", "\"priceValidUntil\": \"2026-11-30\"");

    control.breakIt(Fault.OFFER_IS_OVER);

    assertThat(get("/offers/autumn").body())
        .contains("Offer ends on 18 November 2026.", "\"priceValidUntil\": \"2026-11-18\"");
  }

  @Test
  void blogHasANewNoteEveryTwoHoursUntilItFallsSilent() throws Exception {
    assertThat(newestNote()).isEqualTo("2026-11-20T10:00:00Z");

    now = now.plus(Duration.ofHours(2));
    assertThat(newestNote()).isEqualTo("2026-11-20T12:00:00Z");

    control.breakIt(Fault.BLOG_FALLS_SILENT);
    now = now.plus(Duration.ofHours(9));
    assertThat(newestNote()).isEqualTo("2026-11-20T12:00:00Z");

    control.repair(Fault.BLOG_FALLS_SILENT);
    assertThat(newestNote()).isEqualTo("2026-11-20T21:00:00Z");
  }

  @Test
  void feedTellsTheSameNotesAsTheBlog() throws Exception {
    String feed =
        Jsoup.parse(get("/blog").body()).select("link[type=application/rss+xml]").attr("href");

    Document notes = Jsoup.parse(get(feed).body(), Parser.xmlParser());

    assertThat(notes.select("item")).hasSize(1);
    assertThat(notes.select("item > pubDate").text()).isEqualTo("Fri, 20 Nov 2026 10:00:00 GMT");
  }

  @Test
  void contactLosesItsForm() throws Exception {
    assertThat(Jsoup.parse(get("/contact").body()).select("form#contact")).hasSize(1);

    control.breakIt(Fault.CONTACT_WITHOUT_FORM);

    assertThat(Jsoup.parse(get("/contact").body()).select("form")).isEmpty();
    assertThat(post("/contact").statusCode()).isEqualTo(404);
  }

  @Test
  void contactTakesItsTimeWhenSlow() throws Exception {
    control.breakIt(Fault.CONTACT_SLOW);
    HttpRequest impatient =
        HttpRequest.newBuilder(at("/contact")).timeout(Duration.ofMillis(300)).build();

    assertThatThrownBy(() -> client.send(impatient, HttpResponse.BodyHandlers.ofString()))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(get("/blog").statusCode()).isEqualTo(200);
  }

  @Test
  void blogHidesFromSearchEngines() throws Exception {
    assertThat(get("/blog").body()).doesNotContain("noindex");

    control.breakIt(Fault.BLOG_HIDDEN);

    assertThat(Jsoup.parse(get("/blog").body()).selectFirst("meta[name=robots]").attr("content"))
        .isEqualTo("noindex");
    assertThat(get("/").body()).doesNotContain("noindex");
  }

  @Test
  void blockedSiteShowsTheMarksOfBotProtectionAndKeepsItsSwitches() throws Exception {
    control.breakIt(Fault.SITE_BLOCKS_ROBOTS);

    HttpResponse<String> answer = get("/");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("cf-mitigated")).hasValue("challenge");
    assertThat(answer.headers().firstValue("server")).hasValue("cloudflare");
    assertThat(answer.body()).contains("Just a moment");
    assertThat(get("/control").statusCode()).isEqualTo(200);
    assertThat(get("/control/shop.css").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void everyButtonOfTheControlPageBreaksAndRepairs(Fault fault) throws Exception {
    String row = "form[action$=" + fault.slug() + "/%s]";
    pressOnPage(row.formatted("break"));
    assertThat(shop.isBroken(fault)).isTrue();

    pressOnPage(row.formatted("repair"));
    assertThat(shop.isBroken(fault)).isFalse();
  }

  @Test
  void lookingAtASwitchDoesNotTurnIt() throws Exception {
    get("/control/landing-fails/break");

    assertThat(shop.isBroken(Fault.LANDING_FAILS)).isFalse();
  }

  @Test
  void unknownSwitchesAreNotFound() throws Exception {
    assertThat(post("/control/sun-fails/break").statusCode()).isEqualTo(404);
    assertThat(post("/control/landing-fails/paint").statusCode()).isEqualTo(404);
  }

  @Test
  void watcherHearsOfEachTurnOnce() throws Exception {
    control.breakIt(Fault.LANDING_FAILS);
    control.breakIt(Fault.LANDING_FAILS);
    shop.repair(Fault.LANDING_FAILS);
    control.repair(Fault.LANDING_FAILS);

    assertThat(heard).containsExactly("LANDING_FAILS true", "LANDING_FAILS false");
  }

  @Test
  void controlPageLeadsToWellkept() throws Exception {
    assertThat(get("/control").body()).doesNotContain("What Wellkept sees");

    shop.wellkeptAt(URI.create("http://127.0.0.1:8800/"));

    assertThat(Jsoup.parse(get("/control").body()).select("a[href=http://127.0.0.1:8800/]"))
        .hasSize(1);
  }

  @Test
  void stockExportCallsTheBeatUntilItIsBrokenAndAgainAfterwards() throws Exception {
    try (Beats beats = new Beats()) {
      shop.exportStock(Duration.ofMillis(20), beats::address);
      beats.awaitOne();

      shop.breakIt(Fault.STOCK_EXPORT_STOPS);
      beats.awaitSilence();

      shop.repair(Fault.STOCK_EXPORT_STOPS);
      beats.awaitOne();
    }
  }

  /** Stands where Wellkept's beat address would be. */
  private static final class Beats implements AutoCloseable {
    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private final HttpServer server;

    Beats() throws IOException {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      server.createContext(
          "/beat/t",
          exchange -> {
            calls.add(exchange.getRequestMethod());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      server.start();
    }

    URI address() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/beat/t");
    }

    void awaitOne() throws InterruptedException {
      assertThat(calls.poll(10, TimeUnit.SECONDS)).isEqualTo("POST");
    }

    /** What was on its way may still arrive; then nothing does for ten times the rhythm. */
    void awaitSilence() throws InterruptedException {
      int most = 20;
      while (calls.poll(200, TimeUnit.MILLISECONDS) != null) {
        assertThat(most--).isPositive();
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private String newestNote() throws Exception {
    return Jsoup.parse(get("/blog").body()).select("time").first().attr("datetime");
  }

  private void pressOnPage(String form) throws Exception {
    String action = Jsoup.parse(get("/control").body()).selectFirst(form).attr("action");
    assertThat(post(action).statusCode()).isEqualTo(303);
  }

  private URI at(String path) {
    return shop.address().resolve(path);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return get(at(path));
  }

  private HttpResponse<String> get(URI address) throws Exception {
    return client.send(
        HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(at(path)).POST(HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
