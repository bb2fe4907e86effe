package io.wellkept.ledger;

import static io.wellkept.ledger.Samples.LANDING;
import static io.wellkept.ledger.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Voice.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A word, the first answer to it, and what begins anew. */
final class SaidTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Voice BAD =
      Voice.said("google", "r1", NOON, Reply.NONE, "Cold tea").withStars(1.0);

  private static Instant hour(int n) {
    return NOON.plus(HOUR.multipliedBy(n));
  }

  private static Voice answered(Voice voice, Instant at) {
    return new Voice(
        voice.source(),
        voice.id(),
        voice.at(),
        voice.editedAt(),
        voice.stars(),
        Reply.PUBLISHED,
        at,
        null,
        voice.goneAt(),
        voice.text(),
        voice.link());
  }

  private static Said one(Said last, Voice voice, Instant now) {
    List<Said> rounds = Said.after(last, LANDING, voice, now);
    assertThat(rounds).hasSize(1);
    return rounds.get(0);
  }

  @Test
  void waitsFromTheFirstWordAlsoWhenThatIsEditedMeanwhile() {
    Said first = one(null, BAD.due(hour(8)), hour(1));
    Said edited = one(first, BAD.edited(hour(2)).due(hour(8)), hour(3));
    Said after = one(edited, answered(BAD.edited(hour(2)), hour(5)), hour(6));
    assertThat(edited.wordAt()).isEqualTo(NOON);
    assertThat(after.answerTook()).contains(HOUR.multipliedBy(5));
    assertThat(after.voice().dueAt()).isEqualTo(hour(8));
    assertThat(after.firstSeenAt()).isEqualTo(hour(1));
  }

  @Test
  void anAnswerThatIsWrittenAnewStaysGivenWhenItWasGivenFirst() {
    Said first = one(one(null, BAD, hour(1)), answered(BAD, hour(2)), hour(3));
    Said again = one(first, answered(BAD, hour(9)), hour(10));
    assertThat(again.voice().answeredAt()).isEqualTo(hour(2));
  }

  @Test
  void anAnswerWithoutATimeWasGivenWhenItWasSeenFirst() {
    Said waiting = one(null, BAD, hour(1));
    Said after = one(waiting, answered(BAD, null), hour(4));
    assertThat(after.answerTook()).contains(HOUR.multipliedBy(4));
    assertThat(one(after, answered(BAD, null), hour(7)).voice().answeredAt()).isEqualTo(hour(4));
  }

  @Test
  void nobodyKnowsWhenWhatWasThereBeforeUsWasAnswered() {
    Said old = one(null, answered(BAD, null), hour(4));
    assertThat(old.answered()).isTrue();
    assertThat(old.answerTook()).isEmpty();
  }

  @Test
  void aReplyThatIsNotPublicIsNoAnswer() {
    Said pending = one(null, Voice.said("google", "r1", NOON, Reply.PENDING, ""), hour(1));
    assertThat(pending.waits()).isTrue();
    assertThat(pending.answerTook()).isEmpty();
  }

  @Test
  void whatIsSaidAnewAfterTheAnswerIsAnotherRound() {
    Said first = one(one(null, BAD, hour(1)), answered(BAD, hour(2)), hour(3));
    Said second = one(first, answered(BAD.edited(hour(5)), hour(2)), hour(6));
    assertThat(second.wordAt()).isEqualTo(hour(5));
    assertThat(second.waits()).isTrue();
    Said done = one(second, answered(BAD.edited(hour(5)), hour(9)), hour(10));
    assertThat(done.wordAt()).isEqualTo(hour(5));
    assertThat(done.answerTook()).contains(HOUR.multipliedBy(4));
  }

  @Test
  void aRoundMayBeginAndEndBetweenTwoLooks() {
    Said first = one(one(null, BAD, hour(1)), answered(BAD, hour(2)), hour(3));
    Said second = one(first, answered(BAD.edited(hour(5)), hour(6)), hour(8));
    assertThat(second.wordAt()).isEqualTo(hour(5));
    assertThat(second.answerTook()).contains(HOUR);
  }

  @Test
  void aConversationThatGoesOnIsAnotherRound() {
    Voice later = Voice.said("google", "r1", hour(7), Reply.NONE, "And the cake?");
    Said first = one(one(null, BAD, hour(1)), answered(BAD, hour(2)), hour(3));
    Said second = one(first, later, hour(8));
    assertThat(second.wordAt()).isEqualTo(hour(7));
    assertThat(second.waits()).isTrue();
  }

  @Test
  void makesTwoRoundsOfWhatWasAnsweredAndSaidAnewBeforeWeHeardOfIt() {
    List<Said> rounds = Said.after(null, LANDING, answered(BAD.edited(hour(5)), hour(2)), hour(6));
    assertThat(rounds).extracting(Said::wordAt).containsExactly(NOON, hour(5));
    assertThat(rounds).extracting(Said::waits).containsExactly(false, true);
    assertThat(rounds.get(0).answerTook()).contains(HOUR.multipliedBy(2));
  }

  @Test
  void anAnswerThatWasTakenBackIsNone() {
    Said first = one(one(null, BAD, hour(1)), answered(BAD, hour(2)), hour(3));
    Said again = one(first, BAD, hour(4));
    assertThat(again.waits()).isTrue();
    assertThat(again.wordAt()).isEqualTo(NOON);
    assertThat(again.answerTook()).isEmpty();
  }

  @Test
  void whatIsGoneWaitsForNobodyAndMayComeBack() {
    Said gone = one(one(null, BAD, hour(1)), BAD.gone(hour(2)), hour(2));
    assertThat(gone.waits()).isFalse();
    assertThat(one(gone, BAD, hour(3)).waits()).isTrue();
  }

  @Test
  void quotesNoMoreThanItMay() {
    String text = "x".repeat(500);
    Said said = one(null, BAD.saying(text), hour(1));
    assertThat(said.voice().text()).hasSize(Said.QUOTE).endsWith("x…");
  }
}
