package io.wellkept.probe.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Wording;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What labels say in the seven languages whose words are known. */
final class SoldOutWordsTest {
  private static Optional<Visit.SoldOut> on(String label) {
    Document page = Jsoup.parse("<main><h1>Box</h1><button>" + label + "</button></main>");
    return SoldOutWords.in(page, Wording.comparable(page.text()), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "en, Complete order | Completely free | Never sold out | Almost sold out | Hide sold out",
    "en, Show out of stock (3) | Not sold out | Sold out last year | Unsold outfits",
    "de, Komplettset | Fast ausverkauft | Bald vergriffen | Nicht ausverkauft | Ausverkauf",
    "fr, Programme complet | Complet | Petit-déjeuner complet | Presque épuisé | Jamais épuisé",
    "es, Completar pedido | Casi agotado | Menú completo | No agotado",
    "it, Completa ordine | Quasi esaurito | Programma completo | Non esaurito",
    "nl, Compleet pakket | Bijna uitverkocht | Nooit uitverkocht",
    "pl, Komplet mebli | Prawie wyprzedane | Kompletny program"
  })
  void aButtonThatSaysSomethingElseIsNone(String language, String labels) {
    assertThat(labels.split(" \\| ")).allSatisfy(label -> assertThat(on(label)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "en, SOLD OUT | Sorry! Sold out | Currently out of stock | No longer available.",
    "de, Ausverkauft | Leider ausverkauft! | Zur Zeit vergriffen | Ausgebucht",
    "fr, Épuisé | Désolé: épuisée | Actuellement en rupture de stock",
    "es, Agotado | Entradas agotadas | Sin existencias",
    "it, Esaurito | Purtroppo esauriti | Al momento non disponibile",
    "nl, Uitverkocht | Helaas uitverkocht | Niet meer leverbaar",
    "pl, Wyprzedane | Niestety wyprzedane | Brak w magazynie"
  })
  void aLabelThatSaysJustThatCounts(String language, String labels) {
    assertThat(labels.split(" \\| ")).allSatisfy(label -> assertThat(on(label)).isPresent());
  }
}
