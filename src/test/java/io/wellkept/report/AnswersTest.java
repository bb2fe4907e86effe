package io.wellkept.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.ledger.Said;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Voice.Reply;
import io.wellkept.touchpoint.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hand-computed: who was answered, how soon, and who still waits. */
final class AnswersTest {
  private static final CheckId REVIEWS = new CheckId("shop", "reviews");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Works from nine to five on weekdays in Berlin. */
  private static final Person ANNA =
      new Person("anna", "Anna", Map.of(), List.of(), BERLIN, WorkingHours.USUAL, List.of());

  /** A Monday, 10:00 in Berlin. */
  private static final Instant MONDAY = Instant.parse("2026-06-01T08:00:00Z");

  private static final Instant NOW = MONDAY.plus(Duration.ofDays(10));

  private static Instant at(int hours) {
    return MONDAY.plus(Duration.ofHours(hours));
  }

  private static Said said(
      Instant word, Reply reply, @Nullable Instant answered, @Nullable Instant due) {
    return said("google", word, reply, answered, due, null);
  }

  private static Said said(
      String source,
      Instant word,
      Reply reply,
      @Nullable Instant answered,
      @Nullable Instant due,
      @Nullable Instant gone) {
    Voice voice =
        new Voice(source, word.toString(), word, null, 2.0, reply, answered, due, gone, "", null);
    return new Said(REVIEWS, voice, word, word);
  }

  @Test
  void countsWhoWasAnsweredAndHowSoon() {
    Answers answers =
        Answers.of(
            List.of(
                said(at(0), Reply.PUBLISHED, at(2), at(24)),
                said(at(0), Reply.PUBLISHED, at(30), at(24)),
                said(at(1), Reply.PUBLISHED, at(5), at(25)),
                said(at(1), Reply.PUBLISHED, null, null),
                said(at(2), Reply.PENDING, null, at(26)),
                said(at(3), Reply.NONE, null, NOW.plusSeconds(1)),
                said("google", at(4), Reply.NONE, null, at(28), at(9)),
                said(at(5), Reply.UNKNOWN, null, null)),
            ANNA,
            NOW);

    assertThat(answers.heard()).isEqualTo(8);
    assertThat(answers.answered()).isEqualTo(4);
    assertThat(answers.onTime()).isEqualTo(2);
    assertThat(answers.late()).isEqualTo(2);
    assertThat(answers.waiting()).isEqualTo(2);
    assertThat(answers.gone()).isEqualTo(1);
    assertThat(answers.untold()).isEqualTo(1);
    assertThat(answers.oldest()).isEqualTo(at(2));
    assertThat(answers.responseRate()).hasValue(4.0 / 6);
    assertThat(answers.onTimeRate()).hasValue(0.5);
    assertThat(answers.median()).isEqualTo(Duration.ofHours(4));
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
    Answers answers =
        Answers.of(
            List.of(
                said(at(0), Reply.PUBLISHED, at(1), null),
                said(at(0), Reply.PUBLISHED, at(4), null),
                said(at(0), Reply.PUBLISHED, at(2), null),
                said(at(0), Reply.PUBLISHED, at(100), null)),
            ANNA,
            NOW);
    assertThat(answers.median()).isEqualTo(Duration.ofHours(3));
    assertThat(answers.onTimeRate()).isEmpty();
  }

  @Test
  void countsTheWorkingTimeInWhichSomebodyWaited() {
    // from Friday 16:00 to Monday 10:00 in Berlin: an hour on Friday and one on Monday
    Instant friday = Instant.parse("2026-06-05T14:00:00Z");
    Instant monday = Instant.parse("2026-06-08T08:00:00Z");
    Answers answers = Answers.of(List.of(said(friday, Reply.PUBLISHED, monday, null)), ANNA, NOW);
    assertThat(answers.median()).isEqualTo(Duration.ofHours(66));
    assertThat(answers.medianWorked()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void anAnswerThatSeemsOlderThanItsQuestionTookNoTime() {
    Answers answers = Answers.of(List.of(said(at(1), Reply.PUBLISHED, at(0), null)), ANNA, NOW);
    assertThat(answers.median()).isZero();
  }

  @Test
  void nothingIsKnownOfNothing() {
    Answers none = Answers.of(List.of(), ANNA, NOW);
    assertThat(none.responseRate()).isEmpty();
    assertThat(none.onTimeRate()).isEmpty();
    assertThat(none.median()).isNull();
    assertThat(none.oldest()).isNull();
  }

  @Test
  void weeksBeginOnMondayInTheZoneOfTheCompany() {
    // Sunday 23:59 and Monday 00:00 in Berlin
    Instant sunday = Instant.parse("2026-06-07T21:59:00Z");
    Instant monday = Instant.parse("2026-06-07T22:00:00Z");
    List<AnswersByWeek.Line> lines =
        AnswersByWeek.of(
            List.of(
                said("google", sunday.minusSeconds(604_800), Reply.NONE, null, null, null),
                said("google", sunday, Reply.NONE, null, null, null),
                said("trustpilot", sunday, Reply.NONE, null, null, null),
                said("google", monday, Reply.NONE, null, null, null)),
            touchpoint -> ANNA,
            BERLIN,
            sunday,
            NOW);
    assertThat(lines)
        .extracting(line -> line.week() + " " + line.source() + " " + line.answers().heard())
        .containsExactly("2026-W24 google 1", "2026-W23 google 1", "2026-W23 trustpilot 1");
    assertThat(lines.get(0).monday()).isEqualTo(LocalDate.of(2026, 6, 8));
  }

  @Test
  void aWeekBelongsToTheYearInWhichItsThursdayIs() {
    Instant newYear = Instant.parse("2027-01-01T12:00:00Z");
    assertThat(AnswersByWeek.weekOf(AnswersByWeek.mondayOf(newYear, BERLIN))).isEqualTo("2026-W53");
  }

  @Test
  void reachesBackWholeWeeks() {
    assertThat(AnswersByWeek.from(1, BERLIN, MONDAY))
        .isEqualTo(Instant.parse("2026-05-31T22:00:00Z"));
    // beyond the change of the clocks in March
    assertThat(AnswersByWeek.from(12, BERLIN, MONDAY))
        .isEqualTo(Instant.parse("2026-03-15T23:00:00Z"));
  }
}
