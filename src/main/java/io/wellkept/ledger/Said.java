package io.wellkept.ledger;

import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Voice.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One round of what a customer said, as the ledger keeps it: a word, and the first public answer to
 * it. What is said anew after that answer begins another round; what is said anew before it does
 * not, for the customer has waited since the first word. An answer that is written anew stays given
 * when it was given first; one that was taken back is none.
 *
 * @param voice as it was told last; its answer is the first to this word, without a time if it was
 *     there before we first heard of it and the source does not tell when; its text is a quote of
 *     at most {@value #QUOTE} characters, blank once that was kept for long enough
 * @param wordAt when the word was said from which the customer waits
 * @param firstSeenAt when we first heard of it
 */
public record Said(CheckId check, Voice voice, Instant wordAt, Instant firstSeenAt) {
  public static final int QUOTE = 200;

  /** Whether it has an answer that people can read. */
  public boolean answered() {
    return voice.reply() == Reply.PUBLISHED;
  }

  /** Whether somebody waits for an answer. */
  public boolean waits() {
    return voice.waits();
  }

  /** How long it took until the first answer; empty if there is none or nobody knows when. */
  public Optional<Duration> answerTook() {
    Instant answer = voice.answeredAt();
    return answer == null
        ? Optional.empty()
        : Optional.of(answer.isBefore(wordAt) ? Duration.ZERO : Duration.between(wordAt, answer));
  }

  /** When it was answered, for what is told now to be compared with. */
  private Instant lastAct() {
    Instant answer = voice.answeredAt();
    return answer == null || answer.isBefore(wordAt) ? wordAt : answer;
  }

  /**
   * What is to be kept of a voice after it was heard again.
   *
   * @param last the latest round that is known of it; null if it is new
   * @return rounds in their order; a known one replaces itself
   */
  static List<Said> after(@Nullable Said last, CheckId check, Voice told, Instant heardAt) {
    Voice heard = toTheMillisecond(told);
    Instant now = heardAt.truncatedTo(ChronoUnit.MILLIS);
    if (last == null) {
      return first(check, heard, now);
    }
    Instant word = latestWord(heard);
    return last.answered() && word.isAfter(last.lastAct()) && wantsRound(heard, word)
        ? List.of(round(check, heard, word, now))
        : List.of(last.told(heard, now));
  }

  /** One that was answered and said anew before we first heard of it makes two rounds. */
  private static List<Said> first(CheckId check, Voice heard, Instant now) {
    Said first = round(check, heard, heard.at(), now);
    if (heard.reply() != Reply.PUBLISHED || !heard.unanswered()) {
      return List.of(first);
    }
    Voice before = kept(heard.edited(null), Reply.PUBLISHED, heard.answeredAt(), null);
    Said answered = new Said(check, before, heard.at(), now);
    return List.of(answered, round(check, heard, latestWord(heard), now));
  }

  private static boolean wantsRound(Voice heard, Instant word) {
    Instant answer = heard.answeredAt();
    return heard.unanswered() || (answer != null && !answer.isBefore(word));
  }

  private static Instant latestWord(Voice heard) {
    Instant anew = heard.editedAt();
    return anew == null || anew.isBefore(heard.at()) ? heard.at() : anew;
  }

  private static Said round(CheckId check, Voice heard, Instant word, Instant now) {
    Instant answer = heard.unanswered() ? null : heard.answeredAt();
    return new Said(check, kept(heard, reply(heard), answer, heard.dueAt()), word, now);
  }

  private Said told(Voice heard, Instant now) {
    Reply reply = reply(heard);
    Instant due = reply == Reply.PUBLISHED ? or(voice.dueAt(), heard) : or(heard.dueAt(), voice);
    return new Said(check, kept(heard, reply, answer(heard, reply, now), due), wordAt, firstSeenAt);
  }

  private @Nullable Instant answer(Voice heard, Reply reply, Instant now) {
    if (reply != Reply.PUBLISHED) {
      return null;
    }
    if (answered()) {
      return voice.answeredAt();
    }
    Instant told = heard.answeredAt();
    return told == null ? now : told;
  }

  private static @Nullable Instant or(@Nullable Instant due, Voice other) {
    return due == null ? other.dueAt() : due;
  }

  /** An answer to an earlier word is no answer to this one. */
  private static Reply reply(Voice heard) {
    boolean stale = heard.reply() == Reply.PUBLISHED && heard.unanswered();
    return stale ? Reply.NONE : heard.reply();
  }

  private static Voice kept(
      Voice of, Reply reply, @Nullable Instant answeredAt, @Nullable Instant dueAt) {
    String text = of.text();
    String quote = text.length() <= QUOTE ? text : text.substring(0, QUOTE - 1) + "…";
    return new Voice(
        of.source(),
        of.id(),
        of.at(),
        of.editedAt(),
        of.stars(),
        reply,
        answeredAt,
        dueAt,
        of.goneAt(),
        quote,
        of.link());
  }

  private static Voice toTheMillisecond(Voice of) {
    return new Voice(
        of.source(),
        of.id(),
        of.at().truncatedTo(ChronoUnit.MILLIS),
        millis(of.editedAt()),
        of.stars(),
        of.reply(),
        millis(of.answeredAt()),
        millis(of.dueAt()),
        millis(of.goneAt()),
        of.text(),
        of.link());
  }

  private static @Nullable Instant millis(@Nullable Instant moment) {
    return moment == null ? null : moment.truncatedTo(ChronoUnit.MILLIS);
  }
}
