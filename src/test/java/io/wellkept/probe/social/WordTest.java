package io.wellkept.probe.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.touchpoint.Voice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WordTest {
  private static final Instant NINE = Instant.parse("2026-06-15T09:00:00Z");

  private static Word theirs(String id, @Nullable String parent, int minute, String text) {
    return new Word(id, parent, false, NINE.plusSeconds(60L * minute), text, null);
  }

  private static Word ours(String id, @Nullable String parent, int minute) {
    return new Word(id, parent, true, NINE.plusSeconds(60L * minute), "Answer", null);
  }

  private static List<Voice> voices(Word... words) {
    return Word.voices("mastodon", List.of(words));
  }

  @Test
  void whatTheCompanySaysToItselfWaitsForNobody() {
    assertThat(voices(ours("post", null, 0), ours("more", "post", 1))).isEmpty();
  }

  @Test
  void eachConversationThatSomebodyBeginsIsOne() {
    List<Voice> voices =
        voices(
            ours("post", null, 0),
            theirs("1", "post", 1, "How much?"),
            theirs("1a", "1", 2, "I wonder too"),
            theirs("2", "post", 3, "Nice"));
    assertThat(voices).extracting(Voice::id).containsExactly("1", "2");
    assertThat(voices).allMatch(Voice::waits);
  }

  @Test
  void anAnswerAnywhereInItIsAnAnswer() {
    Voice voice =
        voices(theirs("1", "post", 1, "How much?"), theirs("2", "1", 2, "?"), ours("3", "2", 5))
            .get(0);
    assertThat(voice.waits()).isFalse();
    assertThat(voice.answeredAt()).isEqualTo(NINE.plusSeconds(300));
  }

  @Test
  void thanksAfterTheAnswerDoNotWait() {
    Voice voice =
        voices(theirs("1", null, 1, "How much?"), ours("2", "1", 2), theirs("3", "2", 3, "Thanks!"))
            .get(0);
    assertThat(voice.waits()).isFalse();
  }

  @Test
  void aQuestionAfterTheAnswerWaitsFromThenOn() {
    Voice voice =
        voices(
                theirs("1", null, 1, "How much?"),
                ours("2", "1", 2),
                theirs("3", "2", 9, "And in blue?"))
            .get(0);
    assertThat(voice.waits()).isTrue();
    assertThat(voice.lastWord()).isEqualTo(NINE.plusSeconds(540));
    assertThat(voice.text()).isEqualTo("And in blue?");
    assertThat(voice.id()).isEqualTo("1");
  }

  @Test
  void wordsThatAnswerEachOtherInACircleEnd() {
    assertThat(voices(theirs("1", "2", 1, "a"), theirs("2", "1", 2, "b"))).isNotEmpty();
  }
}
