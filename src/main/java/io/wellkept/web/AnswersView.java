package io.wellkept.web;

import io.wellkept.ledger.Said;
import io.wellkept.report.Answers;
import io.wellkept.report.AnswersByWeek;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Voice;
import io.wellkept.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What customers said at a touchpoint: what waits, what was answered last, and how fast, by week.
 *
 * @param waiting how many wait in all, with and without a clock
 * @param waits those that are due soonest
 * @param answered the last ones
 * @param words the reader's language
 */
public record AnswersView(
    int waiting, List<Word> waits, List<Word> answered, List<Week> weeks, Words words) {
  static final int WEEKS = 8;
  private static final int MOST_WAITING = 20;
  private static final int LAST = 10;

  public AnswersView {
    waits = List.copyOf(waits);
    answered = List.copyOf(answered);
    weeks = List.copyOf(weeks);
  }

  /**
   * A word and its answer.
   *
   * @param what where it was said and how many stars it gave
   * @param due null if it has no clock
   * @param took how long the answer took; null if there is none, or nobody knows
   * @param link null if there is none that a browser follows
   */
  public record Word(
      String what,
      String quote,
      When said,
      @Nullable When due,
      boolean late,
      @Nullable String took,
      @Nullable String link) {}

  /** The figures of a week and a source, in words. */
  public record Week(
      String week,
      String source,
      int heard,
      String rate,
      String onTime,
      String median,
      String worked,
      int waiting) {}

  /** A sentence in the reader's language. */
  public String say(String key, Object... values) {
    return words.say(key, values);
  }

  /** Whether anything was said there. */
  public boolean any() {
    return waiting > 0 || !answered.isEmpty() || !weeks.isEmpty();
  }

  /**
   * @param said what was said since {@code from}, and what waits, latest first
   * @param zone the company's, in which weeks begin
   */
  static AnswersView of(
      List<Said> said, Person owner, ZoneId zone, Instant from, IncidentViews views, Instant now) {
    List<Said> waits =
        said.stream()
            .filter(Said::waits)
            .sorted(
                Comparator.comparing(
                        (Said one) -> one.voice().dueAt(),
                        Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(Said::wordAt))
            .toList();
    return new AnswersView(
        waits.size(),
        waits.stream().limit(MOST_WAITING).map(one -> word(one, views, now)).toList(),
        said.stream()
            .filter(Said::answered)
            .sorted(Comparator.comparing(AnswersView::lastAct).reversed())
            .limit(LAST)
            .map(one -> word(one, views, now))
            .toList(),
        AnswersByWeek.of(said, id -> owner, zone, from, now).stream()
            .map(line -> week(line, views.words()))
            .toList(),
        views.words());
  }

  private static Instant lastAct(Said said) {
    Instant answer = said.voice().answeredAt();
    return answer == null ? said.wordAt() : answer;
  }

  private static Word word(Said said, IncidentViews views, Instant now) {
    Voice voice = said.voice();
    Instant due = voice.dueAt();
    Instant end = said.waits() ? now : voice.answeredAt();
    return new Word(
        what(voice, views.words()),
        voice.text(),
        views.when(said.wordAt()),
        due == null ? null : views.when(due),
        due != null && end != null && end.isAfter(due),
        said.answerTook().map(views.words()::span).orElse(null),
        IncidentViews.browsable(voice.link()));
  }

  private static String what(Voice voice, Words words) {
    Double stars = voice.stars();
    if (stars == null) {
      return voice.source();
    }
    return words.say("answers.stars", voice.source(), stars);
  }

  private static Week week(AnswersByWeek.Line line, Words words) {
    Answers answers = line.answers();
    return new Week(
        line.week(),
        line.source(),
        answers.heard(),
        percent(answers.responseRate(), words),
        percent(answers.onTimeRate(), words),
        span(answers.median(), words),
        span(answers.medianWorked(), words),
        answers.waiting());
  }

  private static String percent(OptionalDouble rate, Words words) {
    return rate.isPresent()
        ? words.say("answers.percent", Math.round(rate.getAsDouble() * 100))
        : "–";
  }

  private static String span(@Nullable Duration span, Words words) {
    return span == null ? "–" : words.span(span);
  }
}
