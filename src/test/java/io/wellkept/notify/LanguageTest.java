package io.wellkept.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.touchpoint.Language;
import io.wellkept.touchpoint.Person;
import io.wellkept.words.Foreign;
import io.wellkept.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A message is in the language of whoever gets it: every sentence of it, in every form. */
final class LanguageTest {
  private static final Words GERMAN = Words.of(Language.DE);
  private static final Printer PRINTER = new Printer();

  static List<String> samples() {
    return List.copyOf(Samples.all().keySet());
  }

  private static Message in(Language language, Message message) {
    Person reader = message.to().reading(language);
    return new Message(
        message.id(),
        reader,
        message.items(),
        message.people(),
        message.overview(),
        message.now(),
        message.timeScale());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void saysNothingInEnglishToWhoeverReadsGerman(String sample) {
    Message message = in(Language.DE, Samples.all().get(sample));
    Printer.Printed mail = PRINTER.print(message);
    Document page = Jsoup.parse(mail.html());
    assertThat(page.selectFirst("html").attr("lang")).isEqualTo("de");
    assertThat(Foreign.in(page.text(), GERMAN, List.of(message))).as("HTML").isEmpty();
    assertThat(Foreign.in(mail.text(), GERMAN, List.of(message))).as("text").isEmpty();
    assertThat(Foreign.in(mail.letter().subject(), GERMAN, List.of(message))).isEmpty();
    List<String> blocks = new ArrayList<>();
    texts(SlackBlocks.of(mail.letter(), "U0ANNA1", true), blocks);
    texts(SlackBlocks.of(mail.letter(), null, false), blocks);
    blocks.replaceAll(text -> Parser.unescapeEntities(text.replaceAll("<[^|>]*[|>]", " "), false));
    assertThat(Foreign.in(String.join("\n", blocks), GERMAN, List.of(message)))
        .as("Slack")
        .isEmpty();
  }

  /** So that the test above can fail: in English nearly everything is foreign to German. */
  @ParameterizedTest
  @MethodSource("samples")
  void wouldNoticeEnglish(String sample) {
    Message message = in(Language.EN, Samples.all().get(sample));
    assertThat(Foreign.in(PRINTER.print(message).text(), GERMAN, List.of(message)))
        .hasSizeGreaterThan(4);
  }

  private static void texts(Object block, List<String> texts) {
    switch (block) {
      case Map<?, ?> map ->
          map.forEach((key, value) -> {
            if (value instanceof String text && key.equals("text")) {
              texts.add(text);
            }
            texts(value, texts);
          });
      case List<?> list -> list.forEach(one -> texts(one, texts));
      default -> {}
    }
  }

  @Test
  void readsAsAColleagueWouldWriteIt() {
    Printer.Printed mail = PRINTER.print(in(Language.DE, Samples.opened()));
    assertThat(mail.text())
        .contains("JETZT NICHT IN ORDNUNG: ")
        .contains("Sie sind für diesen Kontaktpunkt zuständig.")
        .contains("Seit: Mo. 23. Nov., 09:12 Uhr (vor 3 Stunden)")
        .contains("Ich übernehme es: " + Samples.LINK)
        .contains("Kein Fehler: ");
    assertThat(PRINTER.print(in(Language.DE, Samples.firstList(3))).letter().headline())
        .isEqualTo("3 Befunde an Ihren 3 neuen Kontaktpunkten");
  }
}
