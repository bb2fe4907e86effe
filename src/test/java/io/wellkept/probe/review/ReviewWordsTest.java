package io.wellkept.probe.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReviewWordsTest {
  private static final ReviewWords USUAL = ReviewWords.of(List.of(), List.of(), List.of(), null);

  @Test
  void knowsSevenLanguages() {
    assertThat(ReviewWords.languages()).containsExactly("en", "de", "fr", "es", "it", "nl", "pt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "My son was INJURED by the kettle",
        "You will hear from my lawyers.",
        "I want a refund!",
        "They refunded nothing",
        "Pure scam",
        "I ended up in hospital",
        "ripped-off",
        "Ich habe mich verletzt",
        "Das geht an meinen Rechtsanwalt",
        "meine Anwälte melden sich",
        "Alles BETRUG",
        "Geld zurück!",
        "R\u00fcckerstattung",
        "Ru\u0308ckerstattung abgelehnt",
        "Mon enfant est blessé",
        "c'est une ARNAQUE",
        "je demande le remboursement",
        "hablaré con mi abogada",
        "es una estafa",
        "Mi rivolgo all'avvocato",
        "che truffa",
        "ik wil mijn geld terug",
        "Oplichters!",
        "vou falar com meu advogado",
        "intoxicação alimentar"
      })
  void findsWhatMakesSomebodyLeaveTheirDinner(String text) {
    assertThat(USUAL.in(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Thank you for your hospitality",
        "God bless this shop, what a blessing",
        "A delicate tea for every issue of the day",
        "Timo was very kind",
        "Die Wunder des Tees",
        "Un toast à l'avocat",
        "Dangerously good cake",
        "La sangria era deliciosa",
        "Un'esplosione di sapori",
        "Ik was verwonderd",
        "Steak saignant",
        "Art deco interior",
        "policeman's tea? no",
        "hypoallergenic pillows"
      })
  void leavesHarmlessWordsAlone(String text) {
    assertThat(USUAL.in(text)).isEmpty();
  }

  @Test
  void saysWhichWordItIs() {
    assertThat(USUAL.in("Das war Betrügerei!")).contains("betrugerei");
  }

  @Test
  void wordsCanBeAddedTakenOutAndReplaced() {
    assertThat(ReviewWords.of(List.of(), List.of("mould*"), List.of(), null).in("Mouldy tea"))
        .isPresent();
    assertThat(ReviewWords.of(List.of(), List.of(), List.of("refund*"), null).in("a refund"))
        .isEmpty();
    ReviewWords only = ReviewWords.of(List.of(), List.of(), List.of(), List.of("never again"));
    assertThat(only.in("NEVER, again!")).isPresent();
    assertThat(only.in("my lawyer")).isEmpty();
    assertThat(ReviewWords.of(List.of(), List.of(), List.of(), List.of()).in("lawyer")).isEmpty();
    assertThat(ReviewWords.of(List.of("de"), List.of(), List.of(), null).in("lawyer")).isEmpty();
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> ReviewWords.of(List.of("xx"), List.of(), List.of(), null))
        .hasMessageContaining("no words of language 'xx'");
    assertThatThrownBy(() -> ReviewWords.of(List.of(), List.of("*"), List.of(), null))
        .hasMessageContaining("'*' is no word");
    assertThatThrownBy(() -> ReviewWords.of(List.of(), List.of("a*b"), List.of(), null))
        .hasMessageContaining("is no word");
    assertThatThrownBy(() -> ReviewWords.of(List.of(), List.of(), List.of("kettle"), null))
        .hasMessageContaining("except 'kettle'");
  }

  @Test
  void isQuickWhateverTheTextIs() {
    String[] texts = {"a".repeat(5_000), "a ".repeat(2_500), "refun ".repeat(800)};
    long start = System.nanoTime();
    for (int i = 0; i < 300; i++) {
      USUAL.in(texts[i % texts.length]);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
