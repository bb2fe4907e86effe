package io.wellkept.probe.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Innocent words and pages: nobody may be called for them. It is 22 November 2026; the words were
 * first seen on 1 October.
 */
final class DoesNotCryWolfTest {
  private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 1);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | Family business since 5 March 1998.
          en | Terms as of 1 January 2019.
          en | Last updated: 3 May 2024
          en | The exhibition ran until 31 October 2026 and was a great success.
          en | Our summer sale ended on 31 October 2026.
          en | Anna was head of sales from 1 May 2001 until 31 October 2026.
          en | Open daily from 1 April to 31 October.
          en | Delivery until Friday if you order today.
          en | Born on 5 March 1970 in Vienna, she has written six books.
          en | Offer valid until 31 December 2030.
          en | Closed on 25 December and 1 January.
          en | Registration opens on 1 October 2026.
          en | We meet every year until 31 October.
          en | Prices valid from 1 January 2026.
          en | Version 2.0, released on 5 May 2024, runs until you stop it.
          en | Sold 2,026 times until now, 10.11 seconds faster than before.
          en | Call 0800 10 11 2026 until late.
          de | Gegründet am 1.10.1998, seit 2004 in Wien.
          de | Stand: 01.01.2019
          de | Die Ausstellung lief bis zum 31. Oktober 2026.
          de | Die Aktion ist seit 31.10.2026 beendet.
          de | Geöffnet vom 1. April bis 31. Oktober, Montag bis Freitag 9 bis 18 Uhr.
          de | Vom 1. November bis 31. März haben wir geschlossen.
          de | Lieferung bis Freitag.
          de | Preise gültig ab 01.01.2026
          de | Öffnungszeiten: Mo-Fr bis 18.30 Uhr
          de | Bis 31.10.2025 leitete er das Werk in Linz.
          de | Die Frist endet jedes Jahr am 31.10.
          de | AGB, Fassung vom 31.10.2025
          fr | Fondée le 5 mars 1998 à Lyon.
          fr | Mise à jour le 3 mai 2024
          fr | L'exposition a eu lieu jusqu'au 31 octobre 2026.
          fr | Ouvert du 1er avril au 31 octobre.
          fr | L'offre est terminée depuis le 31 octobre 2026.
          es | Desde el 5 de marzo de 1998 a su servicio.
          es | Actualizado el 3 de mayo de 2024
          es | La oferta finalizó el 31 de octubre de 2026.
          es | Abierto del 1 de abril al 31 de octubre.
          it | Dal 5 marzo 1998 al vostro servizio.
          it | Aggiornato il 3 maggio 2024
          it | La mostra è stata aperta fino al 31 ottobre 2026.
          it | Aperto dal 1 aprile al 31 ottobre.
          nl | Sinds 5 maart 1998.
          nl | Bijgewerkt op 3 mei 2024
          nl | De actie liep tot 31 oktober 2026.
          nl | Geopend van 1 april t/m 31 oktober.
          pl | Od 5 marca 1998 roku.
          pl | Aktualizacja: 3 maja 2024
          pl | Promocja trwała do 31.10.2026 i została zakończona.
          pl | Otwarte od 1 kwietnia do 31 października.
          """)
  void wordsThatAreRightAlarmNobody(String language, String sentence) {
    assertThat(Pages.alarms(Pages.page(language, "<p>" + sentence + "</p>"), OCTOBER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://shop.example/blog/sale | <h1>Our sale</h1><p>Offer ends 31 October 2026!</p>
          https://shop.example/news/2026/sale-over | <p>The sale ended yesterday. It was valid until 31 October 2026.</p>
          https://shop.example/presse/ | <p>Anmeldeschluss: 31.10.2026</p>
          https://shop.example/archive/2024 | <h2>Upcoming events</h2><p>5 May 2024</p><p>6 May 2024</p>
          https://shop.example/terms | <p>The offer is valid until 31 October 2026.</p>
          https://shop.example/agb.html | <p>Gültig bis 31.10.2026</p>
          https://blog.example/sale | <p>Only until 31 October 2026!</p>
          https://shop.example/post | <script type="application/ld+json">{"@type":"BlogPosting"}</script><p>Offer ends 31 October 2026!</p>
          https://shop.example/a | <blockquote>Offer ends 31 October 2026!</blockquote>
          https://shop.example/a | <div class="testimonial">I booked until 31 October 2026 for 20 % off</div>
          https://shop.example/a | <pre>valid until 31 October 2026 {{name}}</pre>
          https://shop.example/a | <p><s>Offer ends 31 October 2026!</s></p>
          https://shop.example/a | <div hidden>Offer ends 31 October 2026!</div>
          https://shop.example/a | <article><time datetime="2026-10-01">1 Oct</time>Sale until 31 October 2026</article><article><time datetime="2026-11-01">1 Nov</time>New bikes</article>
          https://shop.example/a | <script type="application/ld+json">{"@type":"Offer","priceValidUntil":"2025-12-31"}</script>
          https://shop.example/a | <script type="application/ld+json">{"@type":"Offer","priceValidUntil":"2026-10-31","availability":"https://schema.org/SoldOut"}</script>
          https://shop.example/a | <script type="application/ld+json">{"@type":"Event","endDate":"2026-10-31","eventStatus":"https://schema.org/EventCancelled"}</script>
          https://shop.example/a | <script type="application/ld+json">[{"@type":"Event","endDate":"2026-10-31"},{"@type":"Event","endDate":"2027-10-31"}]</script>
          https://shop.example/a | <script type="application/ld+json">[{"@type":"OpeningHoursSpecification","opens":"09:00"},{"@type":"OpeningHoursSpecification","validThrough":"2025-12-26"}]</script>
          https://shop.example/a | <meta http-equiv="expires" content="Mon, 26 Jul 1997 05:00:00 GMT">
          https://shop.example/a | <meta name="expires" content="Mon, 26 Jul 1997 05:00:00 GMT">
          https://shop.example/a | <h2>Past events</h2><p>5 May 2024</p><p>6 May 2024</p>
          https://shop.example/a | <h2>Termine</h2><p>5.5.2026 Wein</p><p>5.12.2026 Käse</p>
          https://shop.example/a | <h2>Upcoming events</h2><p>5 May 2026</p><p>6 May 2026</p><p>Fri 27 November</p>
          https://shop.example/a | <div class="countdown">00:00:00</div>
          https://shop.example/a | <div id=app v-cloak>{{ price }}</div>
          https://shop.example/a | <footer>© 1998-2026 Shop, since 1998</footer>
          https://shop.example/a | <a href="/annual-report-2024.pdf">Report</a><a href="/wp-content/uploads/2019/05/pricelist.pdf">Prices</a>
          https://shop.example/a | <a href="/catalogue-2026-27.pdf">Catalogue</a>
          https://shop.example/a | <nav>Sale until 31 October 2026</nav>
          https://shop.example/a | <h1>Christmas tree shop</h1><h1>Österreich</h1><p>Adventure on Easter Island</p>
          https://shop.example/a | <h1>Black Week 2026</h1>
          https://shop.example/a | <p>Early bird until 1 May 2026, regular price until 1 December 2026</p>
          https://shop.example/a | <script type="application/ld+json">{"@type":"Offer" "broken</script>
          """)
  void pagesThatAreRightAlarmNobody(URI address, String html) {
    assertThat(Pages.alarms(Pages.page("en", html), address, OCTOBER, Pages.NOW)).isEmpty();
  }

  /** In January nobody minds last year's copyright, and a page written in December is not late. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2027-01-31T22:00:00Z | <footer>© 2019-2026 Shop</footer>
          2027-01-31T22:00:00Z | <h2>Prices 2026</h2>
          2027-01-08T10:00:00Z | <h1>Christmas 2026</h1>
          2026-12-09T10:00:00Z | <h1>Black Friday 2026</h1>
          2026-11-22T10:00:00Z | <h1>Christmas gifts</h1>
          2027-08-01T10:00:00Z | <h2>Kursplan 2026/27</h2>
          """)
  void nothingIsSaidBeforeItIsTime(Instant now, String html) {
    URI address = URI.create("https://shop.example/a");
    assertThat(Pages.wrong(Pages.page("en", html), address, OCTOBER, now)).isEmpty();
  }
}
