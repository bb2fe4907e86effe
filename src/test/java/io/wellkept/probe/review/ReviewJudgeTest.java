package io.wellkept.probe.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Judgement;
import io.wellkept.probe.Leave;
import io.wellkept.probe.Look;
import io.wellkept.probe.Scene;
import io.wellkept.probe.voice.Heard;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Voice.Reply;
import io.wellkept.touchpoint.Within;
import io.wellkept.touchpoint.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReviewJudgeTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Person ANNA =
      new Person(
          "anna",
          "Anna",
          Map.of(),
          List.of(),
          ZoneId.of("Europe/Berlin"),
          WorkingHours.USUAL,
          List.of());

  /** A Friday at four in Berlin. */
  private Instant now = Instant.parse("2026-06-05T14:00:00Z");

  private Memory memory = Memory.EMPTY;
  private ReviewSettings settings = settings();

  private static ReviewSettings settings(Object... pairs) {
    Object[] all = new Object[pairs.length + 2];
    System.arraycopy(pairs, 0, all, 2, pairs.length);
    all[0] = "source";
    all[1] =
        Scene.settings(
            SourceSettings.class,
            "json",
            Scene.settings(JsonReviewSettings.class, "file", "reviews.json"));
    return Scene.settings(ReviewSettings.class, all);
  }

  private Observation.Seen judges(Heard.Told told) {
    Touchpoint touchpoint = Scene.touchpoint(null, ReviewProbe.KIND, settings);
    Look<ReviewSettings> look =
        new Look<>(
            touchpoint,
            touchpoint.checks().get(0),
            settings,
            memory,
            false,
            Look.DEADLINE,
            Leave.NEVER,
            ANNA);
    Judgement judgement = ReviewJudge.judge(look, told, memory, now);
    memory = judgement.memory();
    return (Observation.Seen) judgement.observation();
  }

  private Observation.Seen judges(Voice... voices) {
    return judges(new Heard.Told(List.of(voices), true, null));
  }

  private Observation.Seen rated(double average, long count) {
    return judges(new Heard.Told(List.of(), true, new Heard.Rating(average, count)));
  }

  private Voice review(Double stars, String text) {
    return Voice.said("json", "1", now, Reply.NONE, text).withStars(stars);
  }

  private static Map<String, Double> measured(Observation.Seen seen) {
    return seen.measurements().stream()
        .collect(Collectors.toMap(Measurement::name, Measurement::value));
  }

  private static List<String> codes(Observation.Seen seen) {
    return seen.findings().stream().map(Finding::code).toList();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "1, Bad, 2026-06-08T14:00:00Z, MAJOR, A review with 1 star",
        "2, Bad, 2026-06-08T14:00:00Z, MAJOR, A review with 2 stars",
        "3, So so, 2026-06-09T14:00:00Z, MINOR, A review with 3 stars",
        "none, So so, 2026-06-09T14:00:00Z, MINOR, A review",
        "4, Good, 2026-06-12T14:00:00Z, MINOR, A review with 4 stars",
        "4.5, Good, 2026-06-12T14:00:00Z, MINOR, A review with 4.5 stars",
        "5, My lawyer will call, 2026-06-05T18:00:00Z, CRITICAL, A review with 5 stars that says "
            + "“lawyer”"
      })
  void isDueByItsStarsInWorkingDaysAndByItsWordsInHours(
      Double stars, String text, Instant due, Severity severity, String words) {
    Voice voice = review(stars, text);
    judges(voice);
    while (now.isBefore(due)) {
      now = now.plus(Duration.ofMinutes(30));
      Observation.Seen seen = judges(voice);
      if (now.isBefore(due)) {
        assertThat(codes(seen)).doesNotContain("reviews.unanswered");
      }
    }
    Finding finding = judges(voice).findings().get(0);
    assertThat(finding.code()).isEqualTo("reviews.unanswered");
    assertThat(finding.due()).isEqualTo(due);
    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.leadsTo()).isEqualTo(Condition.UNANSWERED);
    assertThat(finding.headline()).isEqualTo(words + " is without an answer");
  }

  @Test
  void measuresWhoWaits() {
    Voice voice = review(1.0, "Bad");
    judges(new Heard.Told(List.of(voice), true, new Heard.Rating(4.2, 80)));
    now = now.plus(Duration.ofMinutes(30));
    assertThat(measured(judges(new Heard.Told(List.of(voice), true, new Heard.Rating(4.2, 80)))))
        .isEqualTo(
            Map.of(
                "rating",
                4.2,
                "reviews",
                80.0,
                "waiting",
                1.0,
                "late",
                0.0,
                "oldest_wait_seconds",
                1800.0));
  }

  @Test
  void vanishedOneIsGoneAndNotAnswered() {
    Voice voice = review(1.0, "Bad");
    judges(voice);
    now = now.plus(Duration.ofMinutes(30));
    Observation.Seen seen = judges();
    assertThat(seen.findings()).isEmpty();
    assertThat(seen.gone()).containsExactly("json/1");
  }

  private Voice review(String id, Duration ago) {
    return Voice.said("json", id, now.minus(ago), Reply.NONE, "Bad").withStars(1.0);
  }

  @Test
  void whatIsPushedOffTheListIsNotGone() {
    Voice pushed = review("1", Duration.ofHours(2));
    Voice between = review("2", Duration.ofHours(1));
    Voice sameTime = review("3", Duration.ofHours(1));
    judges(pushed, between, sameTime);
    now = now.plus(Duration.ofMinutes(30));
    Observation.Seen seen = judges(between);
    assertThat(seen.gone()).isEmpty();
    assertThat(measured(seen)).containsEntry("waiting", 3.0);
    assertThat(judges(pushed, sameTime).gone()).as("younger than the oldest").contains("json/2");
  }

  @Test
  void whatIsMissingFromAListThatCountsAllIsGone() {
    SourceSettings counting =
        Scene.settings(
            SourceSettings.class,
            "json",
            Scene.settings(
                JsonReviewSettings.class,
                "file",
                "reviews.json",
                "average",
                "$.average",
                "count",
                "$.count"));
    settings = Scene.settings(ReviewSettings.class, "source", counting);
    Voice first = review("1", Duration.ofHours(2));
    Voice second = review("2", Duration.ofHours(1));
    judges(first, second);
    Heard.Told more = new Heard.Told(List.of(second), true, new Heard.Rating(1, 2));
    assertThat(judges(more).gone()).isEmpty();
    Heard.Told all = new Heard.Told(List.of(second), true, new Heard.Rating(1, 1));
    assertThat(judges(all).gone()).containsExactly("json/1");
  }

  @Test
  void oldOnesAreShownAndNobodyIsTold() {
    Instant then = now.minus(DAY.multipliedBy(40));
    Observation.Seen seen = judges(Voice.said("json", "1", then, Reply.NONE, "Bad"));
    assertThat(seen.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.headline())
              .isEqualTo("1 review of before we began to look has no answer");
          assertThat(finding.confidence()).isLessThan(ReviewProbe.THRESHOLD);
        });
  }

  @Test
  void whereNobodyTellsWhatIsAnsweredNothingWaits() {
    Voice voice = Voice.said("json", "1", now, Reply.UNKNOWN, "Bad").withStars(1.0);
    judges(voice);
    now = now.plus(DAY.multipliedBy(9));
    Observation.Seen seen = judges(voice);
    assertThat(seen.findings()).isEmpty();
    assertThat(measured(seen)).containsEntry("waiting", 0.0);
  }

  @Test
  void findsThatTheRatingFalls() {
    rated(4.6, 200);
    now = now.plus(DAY.multipliedBy(10));
    assertThat(rated(4.4, 220).findings()).isEmpty();
    now = now.plus(DAY.multipliedBy(10));
    Observation.Seen fallen = rated(4.2, 240);
    assertThat(fallen.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("reviews.rating-falls");
          assertThat(finding.subject()).isEqualTo("rating");
          assertThat(finding.headline())
              .isEqualTo("The rating fell from 4.6 to 4.2 within 30 days");
        });
    now = now.plus(DAY.multipliedBy(11));
    assertThat(rated(4.2, 250).findings()).as("what it was a month ago counts no more").isEmpty();
  }

  @Test
  void fallOfJustThatMuchIsFound() {
    rated(4.6, 200);
    assertThat(codes(rated(4.3, 220))).containsExactly("reviews.rating-falls");
  }

  @Test
  void sameListThatIsReadInAnotherWayHasAnotherRating() {
    rated(4.9, 200);
    settings =
        Scene.settings(
            ReviewSettings.class,
            "source",
            Scene.settings(
                SourceSettings.class,
                "json",
                Scene.settings(JsonReviewSettings.class, "file", "reviews.json", "best", 10.0)));
    assertThat(rated(2.5, 200).findings()).isEmpty();
  }

  @Test
  void smallListMayJump() {
    rated(5, 3);
    now = now.plus(DAY);
    assertThat(rated(4, 4).findings()).isEmpty();
  }

  @Test
  void anotherListHasAnotherRating() {
    rated(4.9, 200);
    settings =
        Scene.settings(
            ReviewSettings.class,
            "source",
            Scene.settings(
                SourceSettings.class,
                "csv",
                Scene.settings(CsvReviewSettings.class, "file", "reviews.csv")));
    now = now.plus(DAY);
    assertThat(rated(3.1, 40).findings()).isEmpty();
  }

  @Test
  void remembersARatingADayAndNoMoreThanAMonth() {
    for (int hour = 0; hour < 24 * 90; hour++) {
      rated(4 + hour % 10 / 100.0, 200);
      now = now.plus(Duration.ofHours(1));
    }
    assertThat(memory.text("reviews.ratings").orElseThrow()).hasSizeLessThan(31 * 25);
  }

  @Test
  void findsThatNobodyWritesAnyMore() {
    settings = settings("noneFor", DAY.multipliedBy(20));
    judges(Voice.said("json", "1", now, Reply.PUBLISHED, "Good"));
    now = now.plus(DAY.multipliedBy(20));
    assertThat(judges().findings()).isEmpty();
    now = now.plusSeconds(1);
    assertThat(judges().findings())
        .extracting(Finding::code, Finding::headline)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "reviews.silent", "There was no new review for more than 20 days"));
    assertThat(judges(Voice.said("json", "2", now, Reply.PUBLISHED, "Good")).findings()).isEmpty();
  }

  @Test
  void oneMoreThatIsOnlyCountedIsANewOne() {
    settings = settings("noneFor", DAY.multipliedBy(20));
    rated(4.5, 100);
    now = now.plus(DAY.multipliedBy(19));
    rated(4.5, 101);
    now = now.plus(DAY.multipliedBy(19));
    assertThat(rated(4.5, 101).findings()).isEmpty();
    now = now.plus(DAY.multipliedBy(2));
    assertThat(codes(rated(4.5, 101))).containsExactly("reviews.silent");
  }

  @Test
  void oneThatVanishesAndComesBackIsNoNewOne() {
    settings = settings("noneFor", DAY.multipliedBy(20));
    rated(4.5, 200);
    now = now.plus(DAY.multipliedBy(19));
    rated(4.5, 199);
    rated(4.5, 200);
    now = now.plus(DAY.multipliedBy(2));
    assertThat(codes(rated(4.5, 200))).containsExactly("reviews.silent");
  }

  @Test
  void whereReviewsAreListedACountMakesNoNewOne() {
    settings = settings("noneFor", DAY.multipliedBy(20));
    Voice voice = Voice.said("json", "1", now, Reply.PUBLISHED, "Good");
    judges(new Heard.Told(List.of(voice), true, new Heard.Rating(4.5, 200)));
    now = now.plus(DAY.multipliedBy(21));
    assertThat(codes(judges(new Heard.Told(List.of(voice), true, new Heard.Rating(4.5, 201)))))
        .containsExactly("reviews.silent");
  }

  @Test
  void asksFarEnoughBack() {
    assertThat(ReviewJudge.since(settings, Memory.EMPTY, false, now))
        .isEqualTo(now.minus(DAY.multipliedBy(31)));
    assertThat(
            ReviewJudge.since(settings("noneFor", DAY.multipliedBy(90)), Memory.EMPTY, false, now))
        .isEqualTo(now.minus(DAY.multipliedBy(91)));
  }

  @Test
  void memoryOfAnotherVersionDoesNoHarm() {
    memory =
        new Memory(
            0,
            Map.of(
                "reviews.newest", "x",
                "reviews.counted", "99999999999999999999",
                "reviews.ratings", "1=2=3 x= =",
                "reviews.list", "y"));
    assertThat(rated(4.5, 100).findings()).isEmpty();
  }

  @Test
  void timesCanBeSet() {
    settings =
        settings(
            "answerWithin",
            Scene.settings(AnswerWithin.class, "bad", Within.parse("3 working hours")));
    Voice voice = review(1.0, "Bad");
    judges(voice);
    now = now.plus(Duration.ofMinutes(59));
    judges(voice);
    now = Instant.parse("2026-06-08T08:59:00Z");
    assertThat(settings.answerWithin().critical()).isEqualTo(Within.parse("4h"));
    assertThat(settings.answerWithin().bad().text()).isEqualTo("3 working hours");
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> settings("ratingFallsBy", 6.0))
        .hasMessageContaining("rating-falls-by");
    assertThatThrownBy(() -> settings("lookBack", Duration.ZERO)).hasMessageContaining("look-back");
    assertThatThrownBy(() -> settings("noneFor", Duration.ZERO)).hasMessageContaining("none-for");
    assertThatThrownBy(() -> settings("timeout", Duration.ofMinutes(1)))
        .hasMessageContaining("timeout");
    assertThatThrownBy(() -> Scene.settings(ReviewSettings.class)).hasMessageContaining("source");
    assertThatThrownBy(() -> Scene.settings(SourceSettings.class))
        .hasMessageContaining("exactly one source");
  }
}
