package io.wellkept.probe.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.freshness.NowWrong.Wrong;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must be found. It is 22 November 2026; the words were first seen on 1 October. */
final class NowWrongTest {
  private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 1);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | Offer ends 31 October 2026! | 31 October 2026 | 0.9
          en | Save 20 % on all bikes until October 31, 2026. | 31 October 2026 | 0.9
          en | Register by November 15, 2026 to get your seat. | 15 November 2026 | 0.9
          en | Early bird tickets: 2026-10-15 | 15 October 2026 | 0.9
          en | Last chance: 40% off, only until Nov 20! | 20 November 2026 | 0.7
          en | Applications close on 1st November 2026. | 1 November 2026 | 0.9
          en | The voucher is valid through 11/15/2026 in all our stores. | 15 November 2026 | 0.9
          en | Free shipping Nov 10-14 on orders over $50, order until Nov 14 | 14 November 2026 | 0.7
          en | The deadline was extended until 15 November 2026 - apply now! | 15 November 2026 | 0.9
          de | Nur noch bis zum 15.11.! | 15 November 2026 | 0.7
          de | Aktion gültig bis 31.10.2026, solange der Vorrat reicht. | 31 October 2026 | 0.9
          de | Anmeldeschluss: 5. November 2026 | 5 November 2026 | 0.9
          de | Die Aktion endet am Sonntag, den 8. November 2026, um 23:59 Uhr. | 8 November 2026 | 0.9
          de | 20 % Rabatt vom 1. bis 15. November 2026 auf alle Tische. | 15 November 2026 | 0.9
          de | Frühbucherrabatt bis 31.10. sichern | 31 October 2026 | 0.7
          de | Jetzt zum Sonderpreis bis einschließlich Samstag, 14.11.2026 | 14 November 2026 | 0.9
          de | Einsendeschluss ist der 30. September 2026. | 30 September 2026 | 0.9
          fr | Offre valable jusqu'au 31 octobre 2026. | 31 October 2026 | 0.9
          fr | -30 % sur tout le site jusqu’au 15 novembre ! | 15 November 2026 | 0.7
          fr | Inscriptions avant le 1er novembre 2026 | 1 November 2026 | 0.9
          fr | Dernière chance : la promotion se termine le 10/11/2026. | 10 November 2026 | 0.9
          es | Oferta válida hasta el 31 de octubre de 2026. | 31 October 2026 | 0.9
          es | Solo hasta el 15 de noviembre: 25 % de descuento | 15 November 2026 | 0.7
          es | La promoción termina el 10/11/2026 | 10 November 2026 | 0.9
          es | Inscripciones abiertas hasta el 5 de noviembre de 2026 | 5 November 2026 | 0.9
          it | Offerta valida fino al 31 ottobre 2026. | 31 October 2026 | 0.9
          it | Sconto del 20% fino al 15 novembre su tutti i tavoli | 15 November 2026 | 0.7
          it | L'offerta scade il 10/11/2026 | 10 November 2026 | 0.9
          it | Iscrizioni entro il 5 novembre 2026 | 5 November 2026 | 0.9
          nl | Aanbieding geldig t/m 31 oktober 2026. | 31 October 2026 | 0.9
          nl | Nog maar tot 15 november: 20% korting | 15 November 2026 | 0.7
          nl | De actie loopt tot en met 10-11-2026 | 10 November 2026 | 0.9
          nl | Inschrijven kan tot 5 november 2026 | 5 November 2026 | 0.9
          pl | Promocja ważna do 31.10.2026 r. | 31 October 2026 | 0.9
          pl | Rabat 20% tylko do 15 listopada! | 15 November 2026 | 0.7
          pl | Zapisy do dnia 5 listopada 2026 | 5 November 2026 | 0.9
          pl | Oferta obowiązuje do 10.11.2026 | 10 November 2026 | 0.9
          """)
  void findsAnInvitationWhoseDayHasPassed(
      String language, String sentence, String day, double confidence) {
    List<Wrong> wrong = Pages.wrong(Pages.page(language, "<p>" + sentence + "</p>"), OCTOBER);
    assertThat(wrong)
        .singleElement()
        .satisfies(one -> {
          assertThat(one.ending().rule()).isEqualTo(Rule.PROMO);
          assertThat(one.day()).isEqualTo(day);
          assertThat(one.confidence()).isEqualTo(confidence);
          assertThat(one.ending().quote()).isEqualTo(sentence);
          assertThat(one.ending().place()).contains("p");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | We are closed from 2 November 2026 to 13 November 2026. | 13 November 2026
          en | Closed until 15 November | 15 November 2026
          de | Betriebsferien vom 2.11. bis 13.11.2026 | 13 November 2026
          de | Unsere Praxis ist vom 19. bis 30. Oktober geschlossen. | 30 October 2026
          fr | Fermé du 2 au 13 novembre 2026 | 13 November 2026
          es | Cerrado por vacaciones hasta el 13 de noviembre de 2026 | 13 November 2026
          it | Chiuso per ferie fino al 13 novembre 2026 | 13 November 2026
          nl | Gesloten van 2 t/m 13 november 2026 | 13 November 2026
          pl | Sklep nieczynny do 13 listopada 2026 | 13 November 2026
          """)
  void findsANoticeOfAClosureThatIsOver(String language, String sentence, String day) {
    assertThat(Pages.alarms(Pages.page(language, "<p>" + sentence + "</p>"), OCTOBER))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.ending().rule()).isEqualTo(Rule.NOTICE);
          assertThat(one.day()).isEqualTo(day);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OFFER | <script type="application/ld+json">{"@type":"Offer","price":"9","priceValidUntil":"2026-10-31"}</script>
          OFFER | <script type="application/ld+json">{"@graph":[{"@type":"Product","offers":[{"@type":"Offer","availabilityEnds":"2026-10-31T23:59:59+01:00"}]}]}</script>
          OFFER | <div itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceValidUntil" content="2026-10-31"></div>
          EVENT | <script type="application/ld+json">{"@type":"MusicEvent","name":"Open air","startDate":"2026-08-01","endDate":"2026-08-02"}</script>
          EVENT | <div itemscope itemtype="http://schema.org/Event"><time itemprop="startDate" datetime="2026-08-01">1 August</time></div>
          EVENTS | <script type="application/ld+json">[{"@type":"Event","endDate":"2026-08-02"},{"@type":"Event","endDate":"2026-09-02"}]</script>
          JOB | <script type="application/ld+json">{"@type":"JobPosting","title":"Cook","validThrough":"2026-11-01T00:00"}</script>
          ANNOUNCEMENT | <script type="application/ld+json">{"@type":"SpecialAnnouncement","expires":"2026-05-01"}</script>
          EXPIRES | <script type="application/ld+json">{"@type":"WebPage","expires":"2026-05-01"}</script>
          HOURS | <script type="application/ld+json">{"@type":"OpeningHoursSpecification","validFrom":"2026-05-01","validThrough":"2026-09-30"}</script>
          EXPIRES | <meta name="expires" content="2026-10-31">
          COUNTDOWN | <div data-countdown="2026-11-15T23:59:59+01:00">Hurry!</div>
          COUNTDOWN | <div class="sale-countdown" data-end="1794000000">Hurry!</div>
          PLACEHOLDER | <p>Lorem ipsum dolor sit amet</p>
          PLACEHOLDER | <h1>Dear {{first_name}}, welcome</h1>
          PLACEHOLDER | <p>Just another WordPress site</p>
          PLACEHOLDER | <p>Price: [object Object]</p>
          EVENTS | <h2>Upcoming events</h2><ul><li>Wine, 5 May 2026</li><li>Cheese, 6 June 2026</li></ul>
          EVENTS | <h2>Termine</h2><p>5.5.2026 Wein</p><p>6.6.2026 Käse</p>
          PROMO | <table><tr><td>Anmeldeschluss</td><td>5.11.2026</td></tr></table>
          PROMO | <img src=hero.jpg alt="Last chance: 40% off until 31 October 2026">
          """)
  void findsWhatElseIsWrong(Rule rule, String html) {
    assertThat(Pages.alarms(Pages.page("en", html), OCTOBER))
        .singleElement()
        .satisfies(one -> assertThat(one.ending().rule()).isEqualTo(rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SEASON | <h1>Black Week 2025</h1>
          SEASON | <h1>Ostern 2026: 10 % auf alles</h1>
          SEASON | <div class="banner">Summer sale 2026 is on</div>
          SEASON | <h1>Ramadan offers 2026</h1>
          COPYRIGHT | <footer>© 2019-2024 Shop GmbH</footer>
          YEAR | <h2>Kursplan 2024/25</h2>
          YEAR | <h2>Prices 2025</h2>
          DOCUMENT | <a href="/files/pricelist-2024.pdf?x=1">Prices</a>
          COUNTDOWN | <div class="countdown">00 : 00 : 00</div>
          PLACEHOLDER | <p>Coming soon!</p>
          OFFER | <script type="application/ld+json">{"@type":"Offer","priceValidUntil":"2025-12-31"}</script>
          PROMO | <p>He stays with us until 31 October 2026.</p>
          """)
  void showsWhatMayBeWrongAndAlarmsNobody(Rule rule, String html) {
    assertThat(Pages.wrong(Pages.page("en", html), OCTOBER))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.ending().rule()).isEqualTo(rule);
          assertThat(one.confidence()).isLessThan(Pages.ALARMS);
        });
  }

  @Test
  void aDayIsOverAtMidnightOfThePlaceAndWithoutOneWhereItEndsLast() {
    List<Ending> endings = Pages.endings(Pages.page("en", "Offer ends 21 November 2026"));
    NowWrong.Known berlin = new NowWrong.Known(Pages.BERLIN, null, "", java.util.Map.of());
    NowWrong.Known nowhere = new NowWrong.Known(null, null, "", java.util.Map.of());

    assertThat(NowWrong.of(endings, berlin, Instant.parse("2026-11-21T22:59:59Z"))).isEmpty();
    assertThat(NowWrong.of(endings, berlin, Instant.parse("2026-11-21T23:00:00Z"))).hasSize(1);
    assertThat(NowWrong.of(endings, nowhere, Instant.parse("2026-11-22T11:59:59Z"))).isEmpty();
    assertThat(NowWrong.of(endings, nowhere, Instant.parse("2026-11-22T12:00:00Z"))).hasSize(1);
  }

  @Test
  void aMissingYearIsTheOneInWhichTheWordsWereWritten() {
    var page = Pages.page("de", "<p>Nur noch bis zum 30.11.!</p>");
    var address = java.net.URI.create("https://shop.example/a");
    LocalDate lastYear = LocalDate.of(2025, 11, 3);

    assertThat(Pages.wrong(page, address, LocalDate.of(2026, 11, 3), Pages.NOW)).isEmpty();
    assertThat(Pages.wrong(page, address, lastYear, Pages.NOW))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.day()).isEqualTo("30 November 2025");
          assertThat(one.yearFrom()).contains("first seen here on 3 November 2025");
          assertThat(one.confidence()).isEqualTo(0.7);
        });
    assertThat(Pages.wrong(page, address, OCTOBER, LocalDate.of(2025, 11, 20), Pages.NOW))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.day()).isEqualTo("30 November 2025");
          assertThat(one.yearFrom()).contains("article:modified_time");
          assertThat(one.confidence()).isEqualTo(0.6);
        });
  }

  @Test
  void wordsThatWereLateWhenWeCameAreShownAndAlarmNobody() {
    assertThat(Pages.wrong(Pages.page("de", "Nur bis 15.9.!"), OCTOBER))
        .singleElement()
        .satisfies(one -> assertThat(one.confidence()).isEqualTo(0.5));
  }

  @Test
  void theSameWordsAreTheSameFindingTomorrow() {
    String key = Pages.endings(Pages.page("en", "<p>Offer ends 1 May 2026</p>")).get(0).key();
    String moved =
        Pages.endings(Pages.page("en", "<div class=x><b>Offer  ends</b> 1 May 2026.</div>"))
            .get(0)
            .key();
    String other = Pages.endings(Pages.page("en", "<p>Offer ends 2 May 2026</p>")).get(0).key();

    assertThat(moved).isEqualTo(key);
    assertThat(other).isNotEqualTo(key);
  }

  @Test
  void rulesCanBeSwitchedOff() {
    var page = Pages.page("en", "<p>Lorem ipsum</p><p>Offer ends 1 May 2026</p>");
    assertThat(
            Endings.of(
                page,
                java.net.URI.create("https://shop.example/"),
                List.of(),
                List.of(),
                java.util.Set.of(Rule.PROMO)))
        .extracting(Ending::rule)
        .containsExactly(Rule.PLACEHOLDER);
  }

  @Test
  void partsThatAreIgnoredSayNothing() {
    var page = Pages.page("en", "<p class=old>Offer ends 1 May 2026</p>");
    assertThat(
            Endings.of(
                page,
                java.net.URI.create("https://shop.example/"),
                List.of(".old"),
                List.of(),
                java.util.Set.of()))
        .isEmpty();
  }

  /** The page of an offer that was forgotten for a year. */
  @Test
  void findsAllThatIsWrongOnAForgottenPageAndWhy() {
    var page =
        Pages.html(
            """
            <html lang="de"><head><title>Black Week 2025 - bis zu 40 %</title>
            <meta property="article:modified_time" content="2025-11-20T08:00:00+01:00">
            <script type="application/ld+json">{"@context":"https://schema.org",
            "@type":"Product","name":"Tisch","offers":{"@type":"Offer","price":"199.00",
            "priceCurrency":"EUR","priceValidUntil":"2025-12-01"}}</script></head>
            <body><div class="banner" data-countdown="2025-11-30T23:59:59+01:00">
            Nur noch bis zum 30.11.!</div>
            <article><h1>Angebot</h1><time datetime="2025-11-20">20. November 2025</time></article>
            <footer>&copy; 2019-2025 Shop GmbH, seit 1998</footer></body></html>
            """);
    LocalDate seen = LocalDate.of(2025, 11, 20);
    LocalDate changed = LocalDate.of(2025, 11, 20);
    var address = java.net.URI.create("https://shop.example/angebot");

    List<Wrong> wrong = Pages.wrong(page, address, seen.plusDays(1), changed, Pages.NOW);

    assertThat(wrong)
        .extracting(one -> one.ending().rule(), Wrong::day, Wrong::confidence)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Rule.OFFER, "1 December 2025", 0.95),
            org.assertj.core.groups.Tuple.tuple(Rule.COUNTDOWN, "30 November 2025", 0.9),
            org.assertj.core.groups.Tuple.tuple(Rule.PROMO, "30 November 2025", 0.6),
            org.assertj.core.groups.Tuple.tuple(Rule.SEASON, "7 December 2025", 0.5),
            org.assertj.core.groups.Tuple.tuple(Rule.COPYRIGHT, "2025", 0.3));
    assertThat(wrong.get(0).ending().quote()).isEqualTo("priceValidUntil 2025-12-01");
    assertThat(wrong.get(2).ending().quote()).isEqualTo("Nur noch bis zum 30.11.!");
    assertThat(wrong.get(2).yearFrom()).isEqualTo("the page's date: article:modified_time");
    assertThat(Pages.wrong(page, address, seen, changed, Instant.parse("2025-11-22T10:00:00Z")))
        .isEmpty();
  }
}
