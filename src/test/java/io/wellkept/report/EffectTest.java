package io.wellkept.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wellkept.incident.Pauses.Pause;
import io.wellkept.incident.Tally;
import io.wellkept.ledger.Initiative;
import io.wellkept.ledger.Initiative.Direction;
import io.wellkept.ledger.Initiative.Measure;
import io.wellkept.ledger.Initiative.Verdict;
import io.wellkept.ledger.Initiative.Word;
import io.wellkept.ledger.Ledger.Figure;
import io.wellkept.ledger.Said;
import io.wellkept.report.Effect.Facts;
import io.wellkept.report.Effect.Move;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Voice.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hand-computed: a figure before and after a change. */
final class EffectTest {
  /** A change in the middle of an hour: that hour counts on neither side. */
  private static final Instant CHANGED = Instant.parse("2026-06-10T12:30:00Z");

  private static final Instant HOUR = Instant.parse("2026-06-10T12:00:00Z");

  private static Initiative one(Measure measure, Direction direction, @Nullable Double target) {
    return one(measure, direction, target, null);
  }

  private static Initiative one(
      Measure measure, Direction direction, @Nullable Double target, @Nullable Verdict verdict) {
    return new Initiative(
        "i1",
        "landing",
        "anna",
        CHANGED,
        CHANGED,
        "Three fields instead of nine",
        measure,
        measure.ofOneCheck() ? "page" : null,
        direction,
        target,
        CHANGED.plus(Duration.ofDays(2)),
        null,
        null,
        verdict);
  }

  private static Instant hour(int hours) {
    return HOUR.plus(Duration.ofHours(hours));
  }

  private static Instant after(int hours) {
    return CHANGED.plus(Duration.ofHours(hours));
  }

  private static Facts none() {
    return new Facts(List.of(), List.of(), List.of(), List.of(), List.of());
  }

  private static Facts figures(double before, double after) {
    List<Figure> figures = new ArrayList<>();
    for (int i = -60; i <= 60; i++) {
      double value = i < 0 ? before : i == 0 ? 1e6 : after;
      // twice in each hour, so that the sum is not the mean
      figures.add(new Figure(hour(i), value, value, value, 2 * value, 2));
    }
    return new Facts(List.of(), List.of(), List.of(), figures, List.of());
  }

  @Test
  void comparesAsMuchTimeBeforeTheChangeAsThereIsAfterIt() {
    Initiative one = one(Measure.KPI, Direction.UP, null);
    Effect effect = Effect.of(one, figures(10, 12), after(36));
    assertThat(effect.from()).isEqualTo(after(-36));
    assertThat(effect.until()).isEqualTo(after(36));
    assertThat(Effect.from(one, after(36))).isEqualTo(after(-36));
    assertThat(effect.was()).isEqualTo(10);
    assertThat(effect.became()).isEqualTo(12);
    assertThat(effect.move()).isEqualTo(Move.AS_HOPED);
    // what comes after the time is up changes nothing
    assertThat(Effect.of(one, figures(10, 12), after(500)).until()).isEqualTo(after(48));
  }

  @Test
  void leavesOutWhatLiesBeyondEitherTime() {
    Facts facts =
        new Facts(
            List.of(),
            List.of(),
            List.of(),
            List.of(
                figure(-26, 99),
                figure(-24, 99),
                figure(-23, 1),
                figure(-2, 2),
                figure(-1, 3),
                figure(0, 99),
                figure(1, 4),
                figure(2, 5),
                figure(23, 9),
                figure(24, 99)),
            List.of());
    Effect effect = Effect.of(one(Measure.RATING, Direction.UP, null), facts, after(24));
    assertThat(effect.was()).isEqualTo(2);
    assertThat(effect.became()).isEqualTo(6);
  }

  private static Figure figure(int hour, double value) {
    return new Figure(hour(hour), value, value, value, value, 1);
  }

  @Test
  void saysWhereItWent() {
    Initiative up = one(Measure.KPI, Direction.UP, null);
    assertThat(Effect.of(up, figures(100, 101), after(48)).move()).isEqualTo(Move.HARDLY);
    assertThat(Effect.of(up, figures(100, 102), after(48)).move()).isEqualTo(Move.AS_HOPED);
    assertThat(Effect.of(up, figures(100, 98), after(48)).move()).isEqualTo(Move.OTHERWISE);
    assertThat(Effect.of(up, figures(0, 0), after(48)).move()).isEqualTo(Move.HARDLY);
    Initiative down = one(Measure.KPI, Direction.DOWN, 90.0);
    assertThat(Effect.of(down, figures(100, 95), after(48)).move()).isEqualTo(Move.AS_HOPED);
    assertThat(Effect.of(down, figures(100, 90), after(48)).move()).isEqualTo(Move.REACHED);
    assertThat(Effect.of(down, figures(100, 120), after(48)).move()).isEqualTo(Move.OTHERWISE);
  }

  @Test
  void saysThatNotEnoughWasSeen() {
    Initiative one = one(Measure.KPI, Direction.UP, null);
    Effect early = Effect.of(one, figures(10, 12), after(23));
    assertThat(early.move()).isEqualTo(Move.NOT_ENOUGH);
    assertThat(early.was()).isNull();
    Effect unseen = Effect.of(one, none(), after(48));
    assertThat(unseen.move()).isEqualTo(Move.NOT_ENOUGH);
    // a touchpoint that is new has nothing before the change
    List<Figure> young = figures(10, 12).figures().subList(59, 121);
    Facts facts = new Facts(List.of(), List.of(), List.of(), young, List.of());
    Effect half = Effect.of(one, facts, after(48));
    assertThat(half.was()).isNull();
    assertThat(half.became()).isEqualTo(12);
    assertThat(half.move()).isEqualTo(Move.NOT_ENOUGH);
    assertThat(Effect.of(one, figures(10, 12), after(-5)).move()).isEqualTo(Move.NOT_ENOUGH);
  }

  @Test
  void countsTheTimeInOrderWithinTheHoursThatWereSeen() {
    // four hours were seen before, of which two and a half were bad; four after it, all of them
    // fine
    List<Instant> seen =
        List.of(
            hour(-8), hour(-7), hour(-6), hour(-6), hour(-5), hour(0), hour(1), hour(2), hour(3),
            hour(4));
    List<Pause> bad =
        List.of(
            new Pause(hour(-9), hour(-6)),
            new Pause(hour(-7), hour(-6).plus(Duration.ofMinutes(30))),
            new Pause(hour(0), hour(1)));
    Facts facts = new Facts(seen, bad, List.of(), List.of(), List.of());
    Effect effect = Effect.of(one(Measure.CONDITION, Direction.UP, 0.99), facts, after(30));
    assertThat(effect.was()).isEqualTo(1.5 / 4);
    assertThat(effect.became()).isEqualTo(1);
    assertThat(effect.move()).isEqualTo(Move.REACHED);
  }

  @Test
  void takesTheMedianOfTheAnswersToWhatWasSaidWithinTheTime() {
    List<Said> said =
        List.of(
            said(after(-20), Duration.ofHours(10)),
            said(after(-10), Duration.ofHours(2)),
            said(after(-5), Duration.ofHours(4)),
            said(after(-1), null),
            said(after(1), Duration.ofHours(1)),
            said(after(2), Duration.ofHours(3)),
            said(after(3), Duration.ofHours(2)),
            said(after(4), Duration.ofHours(1)),
            said(after(38), null),
            said(after(40), Duration.ofHours(99)));
    Facts facts = new Facts(List.of(), List.of(), said, List.of(), List.of());
    Effect effect = Effect.of(one(Measure.ANSWER_TIME, Direction.DOWN, null), facts, after(48));
    // without an answer it counts as long as it had waited at the end of its time
    assertThat(effect.was()).isEqualTo(3 * 3_600);
    assertThat(effect.became()).isEqualTo(2.5 * 3_600);
    assertThat(effect.move()).isEqualTo(Move.AS_HOPED);
  }

  private static Said said(Instant at, @Nullable Duration took) {
    Instant answered = took == null ? null : at.plus(took);
    Reply reply = took == null ? Reply.NONE : Reply.PUBLISHED;
    Voice voice =
        new Voice("google", at.toString(), at, null, 2.0, reply, answered, null, null, "", null);
    return new Said(new CheckId("landing", "reviews"), voice, at, at);
  }

  @Test
  void saysWhatNinetyFiveOfAHundredLooksDoNotExceed() {
    Facts facts =
        new Facts(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(
                tally(-3, 10, 0),
                tally(-2, 8, 2),
                tally(0, 0, 50),
                tally(1, 20, 0),
                tally(2, 19, 1)));
    Initiative one = one(Measure.RESPONSE_TIME, Direction.DOWN, null);
    Effect effect = Effect.of(one, facts, after(48));
    // two of twenty took the class that is ten classes higher
    assertThat(effect.was()).isCloseTo(0.001 * Math.pow(1.25, 10), within(1e-12));
    assertThat(effect.became()).isCloseTo(0.001, within(1e-12));
    Facts few = new Facts(List.of(), List.of(), List.of(), List.of(), List.of(tally(-3, 19, 0)));
    assertThat(Effect.of(one, few, after(48)).was()).isNull();
  }

  private static Tally tally(int hour, int fast, int slow) {
    List<Integer> classes = new ArrayList<>(IntStream.generate(() -> 0).limit(11).boxed().toList());
    classes.set(0, fast);
    classes.set(10, slow);
    return new Tally(hour(hour), fast + slow, 0, 0, classes);
  }

  @Test
  void staysAsItWasJudged() {
    Verdict keep = new Verdict(Word.KEEP, after(48), "anna", "", 3.0, 4.0);
    Initiative judged = one(Measure.KPI, Direction.UP, null, keep);
    Effect effect = Effect.of(judged, none(), after(5_000));
    assertThat(effect.was()).isEqualTo(3);
    assertThat(effect.became()).isEqualTo(4);
    assertThat(effect.move()).isEqualTo(Move.AS_HOPED);
  }
}
