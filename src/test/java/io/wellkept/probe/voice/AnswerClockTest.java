package io.wellkept.probe.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.voice.AnswerClock.Outcome;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Voice.Reply;
import io.wellkept.touchpoint.Within;
import io.wellkept.touchpoint.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerClockTest {
  /** A Tuesday. */
  private static final Instant NOON = Instant.parse("2026-06-02T12:00:00Z");

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Person ANNA =
      new Person(
          "anna",
          "Anna",
          Map.of(),
          List.of(),
          ZoneId.of("Europe/Berlin"),
          WorkingHours.USUAL,
          List.of());

  /** Ten hours by the clock; what says "urgent" is critical and has two. */
  private static final Manner TEN_HOURS =
      new Manner() {
        @Override
        public String kind() {
          return "reviews";
        }

        @Override
        public Within within(Voice voice) {
          if (voice.text().contains("in a working day")) {
            return Within.workingDays(1);
          }
          return Within.clock(urgent(voice) ? HOUR.multipliedBy(2) : HOUR.multipliedBy(10));
        }

        @Override
        public Severity severity(Voice voice) {
          return urgent(voice) ? Severity.CRITICAL : Severity.MAJOR;
        }

        @Override
        public String words(Voice voice) {
          return "A review";
        }

        private boolean urgent(Voice voice) {
          return voice.text().contains("urgent");
        }
      };

  private Memory memory = Memory.EMPTY;
  private Instant now = NOON;

  private Outcome hears(boolean complete, Voice... voices) {
    Outcome outcome =
        AnswerClock.judge(
            TEN_HOURS,
            ANNA,
            new Heard.Told(List.of(voices), complete, null),
            memory,
            MONTH,
            HOUR,
            now);
    memory = outcome.memory();
    return outcome;
  }

  private Outcome hears(Voice... voices) {
    return hears(true, voices);
  }

  /** Listens every half hour with the same result, and says what was heard last. */
  private Outcome hearsFor(Duration span, Voice... voices) {
    Instant end = now.plus(span);
    Outcome last = null;
    while (now.isBefore(end)) {
      now = now.plus(Duration.ofMinutes(30));
      last = hears(voices);
    }
    return last;
  }

  private static Voice said(Instant at) {
    return said("1", at, "It broke");
  }

  private static Voice said(String id, Instant at, String text) {
    return Voice.said("json", id, at, Reply.NONE, text);
  }

  private static Voice replied(Voice voice, Reply reply, Instant at) {
    return new Voice(
        voice.source(),
        voice.id(),
        voice.at(),
        voice.editedAt(),
        voice.stars(),
        reply,
        at,
        null,
        null,
        voice.text(),
        voice.link());
  }

  private static List<String> codes(Outcome outcome) {
    return outcome.findings().stream().map(Finding::code).toList();
  }

  @Test
  void remindsAtHalfTimeAndFindsAtTheEnd() {
    hears();
    now = now.plus(Duration.ofMinutes(30));
    Voice voice = said(now.minus(Duration.ofMinutes(10)));
    Instant start = voice.at();

    Outcome first = hears(voice);
    assertThat(first.findings()).isEmpty();
    assertThat(first.again()).isEqualTo(start.plus(HOUR.multipliedBy(5)));
    assertThat(first.waiting()).isEqualTo(1);
    assertThat(first.voices())
        .extracting(Voice::dueAt)
        .containsExactly(start.plus(HOUR.multipliedBy(10)));

    hearsFor(Duration.ofMinutes(270), voice);
    now = start.plus(HOUR.multipliedBy(5));
    Outcome half = hears(voice);
    assertThat(half.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("reviews.due");
          assertThat(finding.severity()).isEqualTo(Severity.MINOR);
          assertThat(finding.hasTime(now)).isTrue();
          assertThat(finding.headline()).isEqualTo("A review waits for an answer");
        });
    assertThat(half.again()).isEqualTo(start.plus(HOUR.multipliedBy(10)));
    assertThat(half.late()).isZero();

    hearsFor(Duration.ofMinutes(270), voice);
    now = start.plus(HOUR.multipliedBy(10));
    Outcome end = hears(voice);
    assertThat(end.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("reviews.unanswered");
          assertThat(finding.key()).isEqualTo(half.findings().get(0).key());
          assertThat(finding.severity()).isEqualTo(Severity.MAJOR);
          assertThat(finding.hasTime(now)).isFalse();
        });
    assertThat(end.late()).isEqualTo(1);
    assertThat(end.longest()).isEqualTo(HOUR.multipliedBy(10));
    assertThat(end.again()).isNull();

    assertThat(hears(replied(voice, Reply.PUBLISHED, now)).findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PENDING", "REJECTED"})
  void answerThatNobodyCanReadIsNone(Reply reply) {
    hears();
    now = now.plus(Duration.ofMinutes(10));
    Voice voice = said(now);
    hears(voice);
    hearsFor(HOUR.multipliedBy(4), voice);

    Outcome outcome = hearsFor(HOUR.multipliedBy(7), replied(voice, reply, now));

    assertThat(outcome.findings())
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.headline())
                .startsWith("A review has an answer that nobody can read"));
    assertThat(outcome.late()).isEqualTo(1);
  }

  @Test
  void waitsOnWhereItsSourceDoesNotTellAnyMoreWhetherItWasAnswered() {
    hears();
    now = now.plus(Duration.ofMinutes(10));
    Voice voice = said(now);
    Voice untold = replied(voice, Reply.UNKNOWN, null);
    assertThat(hears(untold).waiting()).as("nobody ever told").isZero();
    hears(voice);

    assertThat(codes(hearsFor(HOUR.multipliedBy(6), untold))).containsExactly("reviews.due");
    Outcome late = hearsFor(HOUR.multipliedBy(5), untold);
    assertThat(codes(late)).containsExactly("reviews.unanswered");
    assertThat(AnswerClock.running(memory)).extracting(Voice::reply).containsExactly(Reply.NONE);

    Voice answered = replied(voice, Reply.PUBLISHED, now);
    assertThat(hears(answered).findings()).isEmpty();
    Voice edited = answered.edited(now.plus(HOUR));
    assertThat(codes(hearsFor(HOUR.multipliedBy(12), edited)))
        .containsExactly("reviews.unanswered");
    assertThat(codes(hears(untold))).containsExactly("reviews.unanswered");
  }

  @Test
  void wordAfterTheAnswerBeginsAnotherClock() {
    hears();
    now = now.plus(Duration.ofMinutes(10));
    Voice voice = said(now);
    hears(voice);
    hearsFor(HOUR.multipliedBy(9), voice);
    Voice answered = replied(voice, Reply.PUBLISHED, now);
    assertThat(hears(answered).waiting()).isZero();
    hearsFor(HOUR.multipliedBy(50), answered);

    Instant edit = now;
    Voice edited = answered.edited(edit);
    assertThat(hearsFor(HOUR.multipliedBy(4), edited).findings()).isEmpty();
    Outcome half = hearsFor(HOUR.multipliedBy(2), edited);
    assertThat(codes(half)).containsExactly("reviews.due");
    assertThat(half.findings().get(0).since()).isEqualTo(edit);

    // another answer that is not let through gives no new time, and does not end it
    Voice again = replied(edited, Reply.PENDING, now);
    assertThat(codes(hearsFor(HOUR.multipliedBy(5), again))).containsExactly("reviews.unanswered");
    assertThat(codes(hearsFor(HOUR, edited))).containsExactly("reviews.unanswered");
    assertThat(hearsFor(HOUR, replied(edited, Reply.PUBLISHED, now.plus(HOUR))).findings())
        .isEmpty();
  }

  @Test
  void whatIsChangedWhileItWaitsHasNoMoreTime() {
    hears();
    now = now.plus(Duration.ofMinutes(10));
    Voice voice = said(now);
    hears(voice);
    hearsFor(HOUR.multipliedBy(9), voice);
    Outcome outcome = hearsFor(HOUR, voice.edited(now).saying("It broke twice"));
    assertThat(outcome.late()).isEqualTo(1);
  }

  @Test
  void whatIsDatedAnewWithoutAnAnswerHasNoMoreTime() {
    hears();
    now = now.plus(Duration.ofMinutes(10));
    Instant first = now;
    hears(said(first));
    hearsFor(HOUR.multipliedBy(9), said(first));
    Voice moved = said(now);
    assertThat(codes(hears(moved))).containsExactly("reviews.due");
    Outcome late = hearsFor(HOUR, moved);
    assertThat(codes(late)).containsExactly("reviews.unanswered");
    assertThat(late.findings().get(0).since()).isEqualTo(first);
    assertThat(AnswerClock.running(memory))
        .singleElement()
        .satisfies(voice -> {
          assertThat(voice.at()).isEqualTo(first);
          assertThat(voice.editedAt()).isEqualTo(moved.at());
        });

    Voice answered = replied(said(now), Reply.PUBLISHED, now);
    assertThat(hears(answered).waiting()).isZero();
  }

  @Test
  void wordsThatMakeItUrgentCountFromWhenTheyWereSaid() {
    hears();
    now = now.plus(Duration.ofMinutes(10));
    Voice voice = said(now);
    hears(voice);
    hearsFor(HOUR.multipliedBy(4), voice);
    Voice urgent = voice.edited(now.plus(Duration.ofMinutes(20))).saying("urgent");

    assertThat(hearsFor(HOUR, urgent).findings()).isEmpty();
    assertThat(codes(hearsFor(Duration.ofMinutes(30), urgent))).containsExactly("reviews.due");
    assertThat(codes(hearsFor(HOUR, urgent))).containsExactly("reviews.unanswered");
  }

  @Test
  void whoIsLateStaysSoWhenItBecomesUrgent() {
    hears();
    now = now.plus(Duration.ofMinutes(10));
    Voice voice = said(now);
    hears(voice);
    assertThat(hearsFor(HOUR.multipliedBy(10), voice).late()).isEqualTo(1);
    Outcome outcome = hearsFor(HOUR, voice.edited(now).saying("urgent"));
    assertThat(outcome.late()).isEqualTo(1);
    assertThat(outcome.findings()).extracting(Finding::severity).containsExactly(Severity.CRITICAL);
  }

  @Test
  void standsStillWhileWeDidNotListen() {
    hears();
    now = now.plus(Duration.ofMinutes(10));
    Voice voice = said(now);
    hears(voice);
    hearsFor(HOUR.multipliedBy(4), voice);

    now = now.plus(HOUR.multipliedBy(48));
    assertThat(hears(voice).findings()).isEmpty();
    assertThat(codes(hearsFor(HOUR.multipliedBy(2), voice))).containsExactly("reviews.due");
    assertThat(codes(hearsFor(HOUR.multipliedBy(4), voice))).containsExactly("reviews.unanswered");
  }

  @Test
  void whatIsOverStaysOverHoweverLongWeDidNotListen() {
    hears();
    now = now.plus(Duration.ofMinutes(10));
    Voice reminded = said("1", now, "");
    hears(reminded);
    hearsFor(HOUR.multipliedBy(6), reminded);
    now = now.plus(HOUR.multipliedBy(48));
    assertThat(codes(hears(reminded))).as("was told of").containsExactly("reviews.due");

    assertThat(codes(hearsFor(HOUR.multipliedBy(4), reminded)))
        .containsExactly("reviews.unanswered");
    now = now.plus(HOUR.multipliedBy(48));
    Outcome late = hears(reminded);
    assertThat(codes(late)).as("was late").containsExactly("reviews.unanswered");
    assertThat(late.findings().get(0).hasTime(now)).isFalse();
  }

  @Test
  void whatIsOverStaysOverAlsoWhenWorkingDaysCount() {
    now = Instant.parse("2026-06-04T14:00:00Z");
    hears();
    Voice voice = said("1", now, "in a working day");
    hears(voice);
    assertThat(hearsFor(HOUR.multipliedBy(24), voice).late()).as("on Friday at four").isEqualTo(1);

    now = now.plus(HOUR.multipliedBy(24));
    assertThat(hears(voice).late()).as("a day of silence before a weekend").isEqualTo(1);
    hears();
    now = now.plus(Duration.ofMinutes(30));
    assertThat(hears(voice).late()).as("gone for a moment at the weekend").isEqualTo(1);
  }

  @Test
  void reminderStaysWhenWorkingDaysCount() {
    now = Instant.parse("2026-06-05T08:00:00Z");
    hears();
    Voice voice = said("1", now, "in a working day");
    hears(voice);
    assertThat(codes(hearsFor(HOUR.multipliedBy(5), voice))).containsExactly("reviews.due");

    now = now.plus(HOUR.multipliedBy(24));
    assertThat(codes(hears(voice))).containsExactly("reviews.due");
  }

  @Test
  void firstLookGivesFullTimeToWhatCouldHaveBeenAnsweredAndNoneToWhatIsOld() {
    Outcome first =
        hears(
            said("new", now.minus(Duration.ofDays(3)), ""),
            said("old", now.minus(Duration.ofDays(31)), ""));
    assertThat(first.findings()).isEmpty();
    assertThat(first.waiting()).isEqualTo(2);
    assertThat(first.old()).isEqualTo(1);
    assertThat(first.again()).isEqualTo(now.plus(HOUR.multipliedBy(5)));
    assertThat(first.voices()).hasSize(2);
  }

  @Test
  void whatShowsUpLateCannotHaveWaitedForLongerThanWeLookedAway() {
    hears();
    now = now.plus(Duration.ofMinutes(30));
    Outcome outcome = hears(said(now.minus(Duration.ofDays(2))));
    assertThat(outcome.again()).isEqualTo(NOON.plus(HOUR.multipliedBy(5)));
  }

  @Test
  void clockOfOneThatVanishedEndsAndDoesNotBeginAnewWhenItComesBack() {
    hears();
    now = now.plus(Duration.ofMinutes(10));
    Voice voice = said(now);
    hears(voice);
    hearsFor(HOUR.multipliedBy(8), voice);

    Instant gone = now;
    Outcome without = hears();
    assertThat(without.findings()).isEmpty();
    assertThat(without.gone()).containsExactly("json/1");
    assertThat(without.voices())
        .singleElement()
        .satisfies(one -> assertThat(one.goneAt()).isEqualTo(gone));
    assertThat(hearsFor(HOUR.multipliedBy(24)).gone()).isEmpty();

    Outcome back = hears(voice);
    assertThat(codes(back)).containsExactly("reviews.due");
    assertThat(back.again()).isBetween(now.plus(HOUR), now.plus(HOUR.multipliedBy(3)));
    assertThat(back.voices()).extracting(Voice::goneAt).containsOnlyNulls();
    assertThat(hearsFor(HOUR.multipliedBy(3), voice).late()).isEqualTo(1);

    hears();
    assertThat(hearsFor(Duration.ofMinutes(30), voice).late()).as("late before").isEqualTo(1);
  }

  @Test
  void whatIsAwayForLongIsForgotten() {
    hears();
    now = now.plus(Duration.ofMinutes(10));
    hears(said(now));
    hears();
    now = now.plus(AnswerClock.KEPT_GONE).plusSeconds(1);
    hears();
    assertThat(memory.values().keySet()).noneMatch(key -> key.contains("json/1"));
  }

  @Test
  void sourceThatTellsOnlySomeEndsNoClockByLeavingItOutForAWhile() {
    hears(false);
    now = now.plus(Duration.ofMinutes(10));
    Voice voice = said(now);
    hears(false, voice);
    Outcome outcome = null;
    Instant lost = now.plus(MONTH);
    while (!now.isAfter(lost.minus(HOUR))) {
      now = now.plus(Duration.ofMinutes(50));
      outcome = hears(false);
      assertThat(outcome.waiting()).isEqualTo(1);
    }
    assertThat(outcome.late()).isEqualTo(1);
    assertThat(outcome.findings().get(0).evidence())
        .anyMatch(evidence -> evidence.text().equals("It broke"));

    now = lost.plus(HOUR);
    outcome = hears(false);
    assertThat(outcome.waiting()).isZero();
    assertThat(outcome.gone()).containsExactly("json/1");
  }

  @Test
  void asksBackToTheOldestThatWaits() {
    hears();
    now = now.plus(Duration.ofMinutes(10));
    Voice voice = said(now.minus(Duration.ofDays(20)));
    hears(voice);
    assertThat(AnswerClock.since(memory, MONTH, false, now)).isEqualTo(now.minus(MONTH));
    assertThat(AnswerClock.since(memory, MONTH, false, now.plus(MONTH))).isEqualTo(voice.at());
  }

  @Test
  void thousandAtOnceAllCountAndTheMostUrgentHaveClocks() {
    hears();
    now = now.plus(Duration.ofMinutes(10));
    Voice[] thousand =
        IntStream.range(0, 1_000)
            .mapToObj(i -> said("" + i, now, i >= 990 ? "urgent" : "It broke"))
            .toArray(Voice[]::new);
    Outcome outcome = hears(thousand);
    assertThat(outcome.waiting()).isEqualTo(1_000);
    assertThat(outcome.voices()).hasSize(1_000);
    assertThat(outcome.voices().stream().filter(v -> v.dueAt() != null))
        .hasSize(AnswerClock.MOST_WAITING);
    Outcome later = hearsFor(HOUR.multipliedBy(2), thousand);
    assertThat(later.late()).isEqualTo(10);
    assertThat(hearsFor(HOUR.multipliedBy(9), thousand).findings())
        .hasSize(AnswerClock.MOST_WAITING);
    assertThat(memory.values()).hasSizeLessThan(AnswerClock.MOST_WAITING + 10);
  }

  @Test
  void noOtherTakesThePlaceOfWhatSomebodyWasToldOf() {
    hears();
    now = now.plus(Duration.ofMinutes(10));
    Voice first = said("first", now, "It broke");
    hears(first);
    assertThat(codes(hearsFor(HOUR.multipliedBy(6), first))).containsExactly("reviews.due");
    Voice silent = said("silent", now, "It broke");
    hears(first, silent);
    List<Voice> all = new ArrayList<>(List.of(first, silent));
    IntStream.range(0, 400).forEach(i -> all.add(said("" + i, now, "urgent")));

    Outcome crowd = hears(all.toArray(Voice[]::new));
    assertThat(crowd.findings()).extracting(Finding::subject).containsExactly("json/first");
    assertThat(hearsFor(Duration.ofMinutes(90), all.toArray(Voice[]::new)).findings())
        .hasSize(AnswerClock.MOST_WAITING)
        .extracting(Finding::subject)
        .contains("json/first");
    Outcome late = hearsFor(HOUR.multipliedBy(9), first, silent);
    assertThat(late.findings())
        .filteredOn(finding -> finding.subject().equals("json/silent"))
        .as("ran on while others came first")
        .extracting(Finding::code)
        .containsExactly("reviews.unanswered");
  }

  @Test
  void idsMayBeAnything() {
    hears();
    now = now.plus(Duration.ofMinutes(10));
    Voice[] strange =
        Arrays.stream(
                new String[] {
                  "",
                  "a/b",
                  "\"'<&>",
                  "\u0000",
                  "\n",
                  "x".repeat(5_000),
                  "日本",
                  "\ud800",
                  "answers.",
                  "x".repeat(4_999) + "y"
                })
            .map(id -> said(id, now, "text\u0000"))
            .toArray(Voice[]::new);
    hears(strange);
    Outcome outcome = hearsFor(HOUR.multipliedBy(10), strange);
    assertThat(outcome.findings())
        .allSatisfy(finding -> {
          assertThat(finding.subject()).hasSizeLessThan(200).doesNotContain("\u0000", "\n");
          assertThat(finding.evidence().toString()).doesNotContain("\u0000");
        });
    // the empty id, and the one that is nothing but a character that no database takes
    assertThat(outcome.findings()).hasSize(strange.length - 1);
    assertThat(outcome.findings()).extracting(Finding::subject).doesNotHaveDuplicates();
  }

  @Test
  void sameVoiceTwiceInAListIsOne() {
    hears();
    now = now.plus(Duration.ofMinutes(10));
    assertThat(hears(said(now), said(now)).waiting()).isEqualTo(1);
  }

  @Test
  void memoryOfAnotherVersionIsAsIfThereWereNone() {
    memory =
        new Memory(
            0,
            Map.of(
                "answers.since", "yesterday",
                "answers.heard", "",
                "answers.open:json/1", "{\"voice\":{\"source\":\"json\",\"id\":\"1\"},\"start\":1}",
                "answers.open:json/2", "{",
                "answers.away:json/3", "null",
                "other", "kept"));
    Outcome outcome = hears(said(now));
    assertThat(outcome.waiting()).isEqualTo(1);
    assertThat(memory.text("other")).contains("kept");
    assertThat(memory.values().keySet().stream().filter(key -> key.startsWith("answers.open:")))
        .containsExactly("answers.open:json/1");
  }

  @Test
  void voicesAreToldOnlyWhenTheyChanged() {
    Voice voice = said(now);
    assertThat(hears(voice).voices()).isNotEmpty();
    assertThat(hearsFor(HOUR, voice).voices()).isEmpty();
    assertThat(hears(replied(voice, Reply.PUBLISHED, now)).voices()).hasSize(1);
  }

  @Test
  void clockOfOursThatGoesBackHarmsNobody() {
    hears();
    now = now.plus(HOUR);
    Voice voice = said(now);
    hears(voice);
    now = now.minus(HOUR.multipliedBy(5));
    Outcome outcome = hears(voice);
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.waiting()).isEqualTo(1);
  }

  /** Whatever is said, answered, lost and found, and however often we look away. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void keepsItsPromisesInEveryStory(long seed) {
    Random random = new Random(seed);
    Map<String, Voice> world = new HashMap<>();
    Map<String, Boolean> hidden = new HashMap<>();
    Map<String, Instant> lateFor = new HashMap<>();
    Map<String, Duration> listened = new HashMap<>();
    hears();
    for (int step = 0; step < 600; step++) {
      Duration span =
          random.nextInt(40) == 0
              ? Duration.ofHours(2 + random.nextInt(72))
              : Duration.ofMinutes(1 + random.nextInt(55));
      boolean away = span.compareTo(HOUR) > 0;
      now = now.plus(span);
      change(random, world, hidden);
      List<Voice> shown = new ArrayList<>();
      world.forEach((id, voice) -> {
        if (!hidden.getOrDefault(id, false)) {
          shown.add(voice);
        }
      });
      Outcome outcome = hears(shown.toArray(Voice[]::new));
      Map<String, Finding> findings = new HashMap<>();
      outcome.findings().forEach(finding -> findings.put(finding.subject(), finding));
      for (Voice voice : shown) {
        String key = "json/" + voice.id();
        String word = key + voice.lastWord();
        Finding finding = findings.get(key);
        if (!voice.waits()) {
          assertThat(finding).isNull();
          continue;
        }
        if (!away) {
          listened.merge(word, span, Duration::plus);
        }
        if (finding != null && !finding.hasTime(now)) {
          // not late before ten hours (two if urgent) were over in which somebody could answer
          Instant from = lateFor.putIfAbsent(word, now);
          if (from == null && !voice.text().contains("urgent")) {
            assertThat(listened.get(word)).isGreaterThan(Duration.ofHours(9));
          }
        } else {
          assertThat(lateFor).as("was late and has time again").doesNotContainKey(word);
        }
      }
      assertThat(findings.keySet())
          .isSubsetOf(shown.stream().map(voice -> "json/" + voice.id()).toList());
    }
    assertThat(lateFor).isNotEmpty();
  }

  private void change(Random random, Map<String, Voice> world, Map<String, Boolean> hidden) {
    String id = "" + random.nextInt(12);
    Voice voice = world.get(id);
    if (voice == null) {
      world.put(id, said(id, now, "It broke"));
      return;
    }
    switch (random.nextInt(12)) {
      case 0 -> world.put(id, replied(voice, Reply.PUBLISHED, now));
      case 1 -> world.put(id, voice.edited(now));
      case 2 -> world.put(id, voice.edited(now).saying("urgent"));
      case 3 -> hidden.put(id, true);
      case 4, 5 -> hidden.put(id, false);
      case 6 -> {
        if (voice.reply() == Reply.NONE) {
          world.put(id, replied(voice, Reply.PENDING, now));
        }
      }
      default -> {}
    }
  }
}
