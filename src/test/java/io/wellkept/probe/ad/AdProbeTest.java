package io.wellkept.probe.ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Leave;
import io.wellkept.probe.Look;
import io.wellkept.probe.RawServer;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a look at ads says, against a real shop on loopback whose pages the test writes. */
final class AdProbeTest {
  private static final String PAGE =
      "<html lang=en><title>Tea</title><body><h1>The autumn box</h1>%s<p>Free delivery.</p>";

  private final Scene.Clock clock = new Scene.Clock();
  private final Http http = Scene.http(clock);
  private final AdProbe probe = new AdProbe(http, new AdSources(http, clock, Path.of(".")), clock);
  private final Map<String, RawServer.Handler> pages = new LinkedHashMap<>();
  private RawServer shop;
  private Memory memory = Memory.EMPTY;

  @BeforeEach
  void open() {
    shop =
        RawServer.http((request, out) -> {
          String path = request.split(" ")[1];
          RawServer.Handler page = pages.get(path.replaceAll("\\?.*", ""));
          (page == null ? RawServer.answer("404 Not Found", "gone") : page).answer(request, out);
        });
    page("/autumn", "");
    page("/", "");
  }

  @AfterEach
  void close() throws Exception {
    http.close();
    shop.close();
  }

  private void page(String path, String html) {
    pages.put(path, RawServer.page(PAGE.formatted(html)));
  }

  private WrittenAd ad(Object... pairs) {
    return Scene.settings(WrittenAd.class, pairs);
  }

  private WrittenAd to(String path) {
    return ad("id", "a1", "name", "Autumn box", "url", shop.at(path).toString());
  }

  private AdSettings settings(WrittenAd ad, Object... pairs) {
    return settings(List.of(ad), pairs);
  }

  private AdSettings settings(List<WrittenAd> ads, Object... pairs) {
    List<Object> all = new ArrayList<>(List.of(pairs));
    all.add("ads");
    all.add(ads);
    return Scene.settings(AdSettings.class, all.toArray());
  }

  private Judgement look(AdSettings settings) throws InterruptedException {
    return look(settings, false);
  }

  private Judgement look(AdSettings settings, boolean fresh) throws InterruptedException {
    Touchpoint touchpoint = Scene.touchpoint(null, AdProbe.KIND, settings);
    Look<AdSettings> look =
        new Look<>(
            touchpoint,
            touchpoint.checks().get(0),
            settings,
            memory,
            fresh,
            Look.DEADLINE,
            Leave.NEVER);
    Judgement judgement = probe.judge(look, probe.look(look), memory, clock.instant());
    memory = judgement.memory();
    return judgement;
  }

  private List<Finding> findings(AdSettings settings) throws InterruptedException {
    Observation observation = look(settings).observation();
    assertThat(observation).isInstanceOf(Observation.Seen.class);
    return ((Observation.Seen) observation).findings();
  }

  private List<String> codes(AdSettings settings) throws InterruptedException {
    return findings(settings).stream().map(Finding::code).toList();
  }

  private static double measured(Judgement judgement, String name) {
    return ((Observation.Seen) judgement.observation())
        .measurements().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow()
            .value();
  }

  @Test
  void saysNothingOfAnAdThatLeadsWhereItShould() throws Exception {
    Judgement judgement = look(settings(to("/autumn?utm_source=search&gclid=1")));

    assertThat(judgement.observation())
        .isInstanceOfSatisfying(
            Observation.Seen.class, seen -> assertThat(seen.findings()).isEmpty());
    assertThat(measured(judgement, "ads_running")).isEqualTo(1);
    assertThat(measured(judgement, "ads_wrong")).isZero();
    assertThat(judgement.again()).isNull();
  }

  @Test
  void tellsWhatAnAdCostsThatLeadsNowhere() throws Exception {
    WrittenAd dear =
        ad("id", "a1", "name", "Autumn box", "url", shop.at("/go").toString(), "spend", "212 EUR");
    AdSettings settings = settings(dear);
    Judgement judgement = look(settings);

    assertThat(((Observation.Seen) judgement.observation()).findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("ad.status");
          assertThat(finding.subject()).isEqualTo("a1");
          assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
          assertThat(finding.leadsTo()).isEqualTo(Condition.BROKEN);
          assertThat(finding.headline())
              .isEqualTo(
                  "The ad “Autumn box” costs 212 EUR a week and leads to an error page (404)");
        });
    assertThat(measured(judgement, "ads_wrong")).isEqualTo(1);
    assertThat(measured(judgement, "spend_wrong_per_week")).isEqualTo(212);
  }

  @ParameterizedTest
  @CsvSource({"99 EUR, MAJOR", "100 EUR, CRITICAL", ", MAJOR"})
  void isCriticalFromTheAgreedSpendOn(String spend, Severity expected) throws Exception {
    WrittenAd ad = ad("id", "a1", "url", shop.at("/go").toString(), "spend", spend);

    assertThat(findings(settings(ad))).extracting(Finding::severity).containsExactly(expected);
  }

  @Test
  void isTheSameFindingTomorrowAndClosesWhenThePageIsBack() throws Exception {
    AdSettings settings = settings(to("/go"));
    List<Finding> today = findings(settings);
    clock.move(Duration.ofDays(1));
    List<Finding> tomorrow = findings(settings);

    assertThat(tomorrow)
        .extracting(Finding::key)
        .isEqualTo(today.stream().map(Finding::key).toList());

    page("/go", "");
    assertThat(findings(settings)).isEmpty();
  }

  @Test
  void namesTheRedirectThatLosesTheTracking() throws Exception {
    pages.put("/go", RawServer.redirect("/step?utm_source=search&utm_medium=cpc"));
    pages.put("/step", RawServer.redirect("/autumn?utm_medium=cpc"));

    assertThat(findings(settings(to("/go?utm_source=search&utm_medium=cpc&page=2"))))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("ad.tracking-lost");
          assertThat(finding.headline()).endsWith("loses its tracking on the way: utm_source");
          assertThat(finding.evidence())
              .anySatisfy(evidence -> {
                assertThat(evidence.label()).isEqualTo("lost by");
                assertThat(evidence.text()).contains("/step?").contains("302");
              });
        });
  }

  @Test
  void findsATrackingParameterThatArrivesChanged() throws Exception {
    pages.put("/go", RawServer.redirect("/autumn?utm_source=newsletter"));

    assertThat(findings(settings(to("/go?utm_source=search"))))
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.evidence())
                .contains(new Evidence("found", "utm_source=newsletter")));
  }

  @Test
  void addsWhatTheVendorAddsAtAClickAndSeesItLost() throws Exception {
    pages.put("/go", RawServer.redirect("/autumn?utm_source=search"));
    WrittenAd ad = to("/go?utm_source=search");

    assertThat(findings(settings(ad))).isEmpty();
    assertThat(codes(settings(ad, "autoTag", true))).containsExactly("ad.tracking-lost");
    assertThat(shop.requests()).anyMatch(request -> request.contains("gclid=wellkept-test"));
  }

  @Test
  void asksOnlyForTheParametersThatAreToBeKept() throws Exception {
    pages.put("/go", RawServer.redirect("/autumn"));

    assertThat(codes(settings(to("/go?utm_source=x&partner=7"), "keep", List.of("partner"))))
        .containsExactly("ad.tracking-lost");
    assertThat(findings(settings(to("/go?utm_source=x"), "keep", List.of("partner")))).isEmpty();
  }

  @Test
  void findsAnAdThatEndsAtAnotherPlaceThanAgreed() throws Exception {
    pages.put("/go", RawServer.redirect("/autumn"));

    assertThat(findings(settings(to("/go"), "landsAt", List.of("127.0.0.1:*/autumn")))).isEmpty();
    assertThat(codes(settings(to("/go"), "landsAt", List.of("127.0.0.1:*/spring", "other/*"))))
        .containsExactly("ad.leads-elsewhere");
  }

  @Test
  void findsAnOfferThatWasGivenUpForTheHomePage() throws Exception {
    pages.put("/spring", RawServer.redirect("/"));

    assertThat(codes(settings(to("/spring")))).containsExactly("ad.leads-home");
    assertThat(findings(settings(to("/spring"), "landsAt", List.of("127.0.0.1:*/")))).isEmpty();
  }

  @Test
  void findsAClaimThatIsNotOnThePage() throws Exception {
    WrittenAd ad =
        ad(
            "id",
            "a1",
            "url",
            shop.at("/autumn").toString(),
            "claims",
            List.of("free  Delivery", "24 euros"));

    assertThat(findings(settings(ad)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("ad.claim-missing");
          assertThat(finding.headline()).contains("promises “24 euros”, which is not on its page");
          assertThat(finding.confidence()).isEqualTo(1);
        });
  }

  @Test
  void looksForANewClaimBeforeTheNextRound() throws Exception {
    assertThat(findings(settings(to("/autumn")))).isEmpty();

    assertThat(codes(settings(to("/autumn"), "claims", List.of("24 euros"))))
        .containsExactly("ad.claim-missing");
  }

  @Test
  void isNotSureOfAClaimThatScriptsMayShow() throws Exception {
    pages.put("/app", RawServer.page("<div id=app></div><script src=/app.js></script>"));

    assertThat(findings(settings(to("/app"), "claims", List.of("24 euros"))))
        .singleElement()
        .satisfies(finding -> assertThat(finding.confidence()).isLessThan(AdProbe.THRESHOLD));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<button disabled>Sold out</button>",
        "<span class=badge>Leider ausverkauft!</span>",
        "<script type='application/ld+json'>{\"@type\":\"Offer\",\"availability\":"
            + "\"https://schema.org/SoldOut\"}</script>",
        "<link itemprop=availability href='http://schema.org/OutOfStock'>"
      })
  void findsThatThereIsNothingLeft(String html) throws Exception {
    page("/autumn", html);

    assertThat(findings(settings(to("/autumn"))))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("ad.sold-out");
          assertThat(finding.confidence()).isGreaterThan(AdProbe.THRESHOLD);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>Our last tasting sold out within an hour, so be quick and reserve a place.</p>",
        "<select><option>Small (sold out)<option>Large</select>",
        "<ul><li>S <b>sold out</b><li>M</ul>",
        "<b>Sold out?</b>",
        "<p class=note>Sold out</p><script type='application/ld+json'>"
            + "{\"availability\":\"InStock\"}</script>"
      })
  void doesNotCryWolfOverOtherThingsThatAreSoldOut(String html) throws Exception {
    page("/autumn", html);

    assertThat(findings(settings(to("/autumn")))).isEmpty();
  }

  @Test
  void believesOwnWordsWhereverTheyStand() throws Exception {
    page("/autumn", "<p>Sadly all places are taken, so come back next year.</p>");

    assertThat(codes(settings(to("/autumn"), "soldOut", List.of("All places are taken"))))
        .containsExactly("ad.sold-out");
  }

  @Test
  void findsThatTheOfferOfThePageHasEndedAlthoughThePageStaysAsItIs() throws Exception {
    page(
        "/autumn",
        "<script type='application/ld+json'>{\"@type\":\"Offer\",\"priceValidUntil\":"
            + "\"2026-06-20\"}</script>");
    AdSettings settings = settings(to("/autumn"));

    assertThat(findings(settings)).isEmpty();
    clock.move(Duration.ofDays(7));
    assertThat(findings(settings))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("ad.offer-over");
          assertThat(finding.leadsTo()).isEqualTo(Condition.STALE);
          assertThat(finding.headline()).endsWith("leads to an offer that ended on 20 June 2026");
          assertThat(finding.since()).isEqualTo(Instant.parse("2026-06-21T12:00:00Z"));
        });
  }

  @Test
  void warnsWhenThePagesOfferEndsBeforeTheAd() throws Exception {
    page("/autumn", "<p>Only until 20 June 2026: 20 % off everything!</p>");
    WrittenAd longer =
        ad("id", "a1", "url", shop.at("/autumn").toString(), "ends", LocalDate.of(2026, 7, 1));

    assertThat(findings(settings(longer))).isEmpty();
    clock.move(Duration.ofDays(4));
    assertThat(findings(settings(longer)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("ad.offer-ends");
          assertThat(finding.severity()).isEqualTo(Severity.MINOR);
        });
    assertThat(findings(settings(to("/autumn")))).isEmpty();
  }

  /** The page says no year: it means the one in which we first saw it, for as long as it stands. */
  @Test
  void remembersWhichYearWasMeant() throws Exception {
    page("/autumn", "<p>Nur bis zum 20. Juni: 20 % Rabatt auf alles!</p>");
    AdSettings settings = settings(to("/autumn"));

    assertThat(findings(settings)).isEmpty();
    clock.move(Duration.ofDays(150));
    assertThat(codes(settings)).containsExactly("ad.offer-over");
  }

  @Test
  void saysNothingOfAWrittenAdThatHasEnded() throws Exception {
    WrittenAd over =
        ad("id", "a1", "url", shop.at("/gone").toString(), "ends", LocalDate.of(2026, 6, 15));
    AdSettings settings = settings(over, "zone", java.time.ZoneId.of("Europe/Berlin"));

    assertThat(codes(settings)).containsExactly("ad.status");
    clock.move(Duration.ofHours(11));
    int asked = shop.requests().size();
    Judgement judgement = look(settings);
    assertThat(((Observation.Seen) judgement.observation()).findings()).isEmpty();
    assertThat(measured(judgement, "ads_running")).isZero();
    assertThat(shop.requests()).hasSize(asked);
  }

  @Test
  void looksOnceAtWhatManyAdsShare() throws Exception {
    List<WrittenAd> ads = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String url = shop.at("/autumn?utm_source=search&utm_content=" + i + "#" + i).toString();
      ads.add(ad("id", "a" + i, "url", url));
    }
    Judgement judgement = look(settings(ads));

    assertThat(measured(judgement, "ads_running")).isEqualTo(1_000);
    assertThat(shop.requests()).hasSize(1);
  }

  @Test
  void tellsOfOneFaultOnceHoweverManyAdsShareIt() throws Exception {
    List<WrittenAd> ads = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      ads.add(ad("id", "a" + i, "url", shop.at("/gone").toString(), "spend", "10 EUR"));
    }
    assertThat(findings(settings(ads)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.headline())
              .isEqualTo(
                  "Each of 12 ads leads to an error page (404); together they cost 120 EUR a week");
          assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
          assertThat(finding.evidence())
              .anySatisfy(evidence -> assertThat(evidence.text()).endsWith(" and 4 more"));
        });
    assertThat(findings(settings(ads.subList(0, 3))))
        .extracting(Finding::subject)
        .containsExactly("a0", "a1", "a2");
  }

  @Test
  void spreadsManyDestinationsOverLooks() throws Exception {
    List<WrittenAd> ads = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      page("/p" + i, "");
      ads.add(ad("id", "a" + i, "url", shop.at("/p" + i).toString()));
    }
    AdSettings settings = settings(ads);

    for (int part = 1; part <= 2; part++) {
      Judgement judgement = look(settings);
      assertThat(shop.requests()).hasSize(part * Tour.MOST_AT_ONCE);
      assertThat(judgement.again()).isEqualTo(clock.instant().plus(Duration.ofMinutes(1)));
      clock.move(Duration.ofMinutes(1));
    }
    Judgement last = look(settings);
    assertThat(shop.requests()).hasSize(150);
    assertThat(last.again()).isNull();
    assertThat(measured(last, "destinations")).isEqualTo(150);
    assertThat(measured(last, "destinations_unknown")).isZero();
    look(settings);
    assertThat(shop.requests()).hasSize(150 + Tour.MOST_AT_ONCE);
  }

  @Test
  void keepsItsMemorySmallAndForgetsWhereNothingLeadsAnyMore() throws Exception {
    List<WrittenAd> ads = new ArrayList<>();
    for (int i = 0; i < AdProbe.MOST_STOPS + 20; i++) {
      ads.add(ad("id", "a" + i, "url", shop.at("/gone" + i).toString()));
    }
    AdSettings settings = settings(ads);
    Judgement judgement = look(settings);
    while (judgement.again() != null) {
      judgement = look(settings);
    }
    int size = memory.values().values().stream().mapToInt(String::length).sum();
    assertThat(size).isLessThan(600_000);
    assertThat(((Observation.Seen) judgement.observation()).findings())
        .extracting(Finding::code)
        .contains("ad.too-many");

    look(settings(to("/autumn")));
    assertThat(memory.values().keySet()).filteredOn(key -> key.startsWith("to:")).hasSize(1);
  }

  @Test
  void isBlindWhenNoDestinationLetsUsSee() throws Exception {
    pages.put("/busy", RawServer.answer("429 Too Many Requests", ""));
    pages.put("/busy2", RawServer.answer("429 Too Many Requests", ""));
    List<WrittenAd> both =
        List.of(
            ad("id", "a1", "url", shop.at("/busy").toString()),
            ad("id", "a2", "url", shop.at("/busy2").toString()));

    assertThat(look(settings(both)).observation())
        .isInstanceOfSatisfying(
            Observation.Blind.class,
            blind -> assertThat(blind.fault()).isInstanceOf(Fault.Throttled.class));
    assertThat(shop.requests()).as("who asks for patience is not asked again at once").hasSize(1);
  }

  @Test
  void keepsWhatItKnowsOfADestinationThatLetsUsSeeNothingNow() throws Exception {
    WrittenAd good = ad("id", "a2", "url", shop.at("/autumn").toString());
    AdSettings settings = settings(List.of(to("/go"), good));
    assertThat(codes(settings)).containsExactly("ad.status");

    pages.put(
        "/go",
        RawServer.answer("403 Forbidden\r\ncf-mitigated: challenge\r\nServer: cloudflare", ""));
    assertThat(codes(settings)).containsExactly("ad.status");
  }

  @Test
  void looksAgainFirstAtWhatWasWrong() throws Exception {
    List<WrittenAd> ads = new ArrayList<>();
    ads.add(to("/go"));
    for (int i = 0; i < 100; i++) {
      page("/p" + i, "");
      ads.add(ad("id", "p" + i, "url", shop.at("/p" + i).toString(), "spend", "5 EUR"));
    }
    AdSettings settings = settings(ads);
    look(settings);
    look(settings);
    int before = shop.requests().size();
    look(settings, true);

    assertThat(shop.requests().get(before)).startsWith("GET /go ");
  }

  @ParameterizedTest
  @CsvSource({
    "tel:+49301234, ",
    "fb-messenger://user/1, ",
    "'not an address', ad.bad-address",
    "https://, ad.bad-address"
  })
  void judgesOnlyAddressesOfPages(String written, String expected) throws Exception {
    Ad ad = Ads.running("a1").to(written).ad();
    AdSettings settings = settings(to("/autumn"));

    Look<AdSettings> look = Scene.look(touchpoint(settings), settings, false);
    AdFacts facts =
        new AdFacts.Seen(
            List.of(new Entry(ad, true, List.of(), null)),
            true,
            true,
            List.of(),
            Map.of(),
            1,
            false,
            0);
    Observation seen = probe.judge(look, facts, Memory.EMPTY, clock.instant()).observation();
    assertThat(((Observation.Seen) seen).findings())
        .extracting(Finding::code)
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  private static Touchpoint touchpoint(AdSettings settings) {
    return Scene.touchpoint(null, AdProbe.KIND, settings);
  }

  @Test
  void fillsInWhatTheVendorFillsIn() {
    AdSettings settings = settings(to("/autumn"));
    Ad ad =
        Ads.running("a1")
            .to("https://shop.example/a?k={keyword}&x={{ad.id}}")
            .parameters("utm_source={network}")
            .ad();

    assertThat(Stop.lead(settings, ad, ad.destinations().get(0)))
        .isInstanceOfSatisfying(
            Stop.Lead.Page.class,
            page ->
                assertThat(page.address().uri())
                    .isEqualTo(
                        URI.create(
                            "https://shop.example/a?k=wellkept&x=wellkept&utm_source=wellkept")));
    assertThat(Stop.lead(settings, ad, "www.shop.example/a")).isInstanceOf(Stop.Lead.Page.class);
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> Scene.settings(AdSettings.class))
        .hasMessageContaining("there are no ads");
    assertThatThrownBy(() -> settings(ad("id", "a1"))).hasMessageContaining("leads nowhere");
    assertThatThrownBy(() -> settings(List.of(to("/a"), to("/b"))))
        .hasMessageContaining("two ads have the id 'a1'");
    assertThatThrownBy(() -> ad("id", "a1", "url", "shop")).hasMessageContaining("not an address");
    assertThatThrownBy(() -> ad("id", "a1", "url", "https://a.example", "spend", "much"))
        .hasMessageContaining("212 EUR");
    assertThatThrownBy(() -> settings(to("/a"), "keep", List.of("*utm")))
        .hasMessageContaining("utm_*");
    assertThatThrownBy(() -> settings(to("/a"), "timeout", Duration.ofMinutes(1)))
        .hasMessageContaining("30s");
  }
}
