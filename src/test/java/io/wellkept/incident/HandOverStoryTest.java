package io.wellkept.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Colleagues.Answer;
import io.wellkept.incident.Colleagues.Objection;
import io.wellkept.incident.Escalation.Forecast;
import io.wellkept.touchpoint.Person;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An incident goes from one person to another, and never falls between two chairs. */
final class HandOverStoryTest {
  private final Story story = new Story().person("dora", Story.BERLIN);

  private Answer handOver(String by, String to, @Nullable String holder, String why) {
    return Colleagues.handOver(
        story.incident(),
        by,
        to,
        holder,
        why,
        "page",
        story.situation().roster().people(),
        story.now);
  }

  private static Objection refused(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return ((Answer.Refused) answer).because();
  }

  private Story acts(Answer answer) {
    return answer instanceof Answer.Done done
        ? story.acts(new Acts.Result.Done(done.incident(), List.of(done.event())))
        : story;
  }

  private Story handsOver(String by, String to) {
    return acts(handOver(by, to, null, "you know the form"));
  }

  @Test
  void whoeverIsAskedHearsItAtOnceAndTheTakingStands() {
    story.breaks().takes("anna", "2026-06-01T16:00");
    story.heard();

    handsOver("anna", "dora");

    assertThat(story.heard()).containsExactly("dora HANDED");
    assertThat(story.incident().taken().orElseThrow().by()).isEqualTo("anna");
    assertThat(story.events.get(story.events.size() - 1))
        .extracting(Event::type, Event::person, Event::text)
        .containsExactly(Event.Type.HANDED, "anna", "to dora, by page: you know the form");
  }

  @Test
  void whoeverHadItHearsThatTheOtherTookIt() {
    story.breaks().takes("anna", "2026-06-01T16:00");
    handsOver("anna", "dora").heard();

    story.takes("dora", "2026-06-01T17:00");

    assertThat(story.heard()).containsExactlyInAnyOrder("dora RECEIPT", "anna TAKEN");
    assertThat(story.incident().handOver()).isNull();
    story.until("2026-06-01T16:30");
    assertThat(story.heard()).as("the old date counts no more").isEmpty();
  }

  @Test
  void theOldPromisePassesAsEverIfNobodyTookItOver() {
    story.breaks().takes("anna", "2026-06-01T16:00");
    handsOver("anna", "dora").heard();

    story.until("2026-06-01T16:00");

    assertThat(story.heard()).containsExactlyInAnyOrder("anna LAPSED", "ben OPENED");
  }

  @Test
  void anOwnerMayHandOverWhatNobodyTookAndTheLadderGoesOn() {
    story.breaks();
    handsOver("anna", "dora");
    assertThat(story.heard()).containsExactly("anna OPENED", "dora HANDED");

    story.until("2026-06-01T15:00");

    assertThat(story.heard()).contains("ben OPENED");
  }

  @Test
  void aStormHoldsTheLadderOfWhatIsHandedOverMeanwhile() {
    story.storm =
        new Storm(
            "s",
            "wellkept",
            story.now.minusSeconds(60),
            story.now.plusSeconds(900),
            story.now,
            story.now.plusSeconds(300),
            9,
            9);
    story.breaks();
    handsOver("anna", "dora").passes("PT1M");
    assertThat(story.heard()).containsExactly("dora HANDED");
    story.passes("PT20M");
    assertThat(story.heard()).containsExactly("anna AFTER_STORM");
  }

  @Test
  void whoeverIsAskedByNameIsCalledByTheLadderForTheFirstTimeAllTheSame() {
    story.breaks().heard();
    handsOver("anna", "ben").heard();
    story.until("2026-06-01T15:00");
    assertThat(story.heard()).contains("ben OPENED").doesNotContain("ben REMINDER");
  }

  @Test
  void aSnoozeHoldsBackTheLadderAndNotAPersonWhoAsks() {
    story.breaks().snoozes("anna", "2026-06-01T16:00");
    story.heard();
    handsOver("anna", "dora");
    assertThat(story.heard()).containsExactly("dora HANDED");
  }

  @Test
  void outsideTheirHoursWhoeverIsAskedHearsItWhenTheDayBegins() {
    story.breaks().takes("anna", "2026-06-02T16:00").until("2026-06-01T20:00").heard();
    handsOver("anna", "dora");
    assertThat(story.heard()).isEmpty();
    story.until("2026-06-02T12:00");
    assertThat(story.heard()).containsExactly("dora HANDED");
  }

  @Test
  void askedInsteadOfSomebodyElseOnlyTheLastOneHearsIt() {
    story.breaks().takes("anna", "2026-06-01T16:00");
    story.delivering = false;
    handsOver("anna", "dora");
    handsOver("anna", "ben");
    story.heard();
    story.delivering = true;
    story.settle();
    assertThat(story.heard()).containsExactly("ben HANDED");
  }

  @Test
  void nobodyIsAskedAboutWhatIsMendedMeanwhile() {
    story.breaks().takes("anna", "2026-06-01T16:00");
    story.delivering = false;
    handsOver("anna", "dora").isMended();
    story.delivering = true;
    story.settle();
    assertThat(story.heard()).doesNotContain("dora HANDED");
  }

  @Test
  void pressingTwiceIsPressingOnceAlsoWhenTwoDo() {
    story.breaks();
    handsOver("anna", "dora").heard();
    assertThat(handOver("anna", "dora", null, "again"))
        .isEqualTo(new Answer.AlreadySo(story.incident()));
    handsOver("ben", "dora");
    assertThat(story.heard()).isEmpty();
  }

  @Test
  void saysWhoTookItMeanwhile() {
    story.breaks().takes("ben", "2026-06-01T16:00");
    assertThat(handOver("anna", "dora", "", ""))
        .isEqualTo(new Answer.Refused(Objection.TAKEN_MEANWHILE, "ben", null));
    story.givesBack("ben");
    assertThat(refused(handOver("anna", "dora", "ben", ""))).isEqualTo(Objection.GIVEN_BACK);
    assertThat(handOver("anna", "dora", "", "")).isInstanceOf(Answer.Done.class);
  }

  @Test
  void saysWhyItCannotBeHandedOver() {
    story.away("ben", "2026-05-30", "2026-06-05").breaks().takes("anna", "2026-06-01T16:00");
    assertThat(handOver("anna", "ben", null, ""))
        .isEqualTo(new Answer.Refused(Objection.AWAY, "ben", LocalDate.of(2026, 6, 5)));
    assertThat(handOver("anna", "zoe", null, ""))
        .isEqualTo(new Answer.Refused(Objection.UNKNOWN, "zoe", null));
    assertThat(refused(handOver("ben", "anna", null, ""))).isEqualTo(Objection.HAS_IT);
    assertThat(refused(handOver("dora", "dora", null, ""))).isEqualTo(Objection.YOURSELF);
    assertThat(refused(handOver("anna", "dora", null, "x".repeat(501))))
        .isEqualTo(Objection.TOO_LONG);
    story.persons.computeIfPresent("dora", (id, one) -> one.leaving(LocalDate.of(2026, 5, 29)));
    assertThat(refused(handOver("anna", "dora", null, ""))).isEqualTo(Objection.LEFT);
    story.isMended();
    assertThat(refused(handOver("anna", "carla", null, ""))).isEqualTo(Objection.OVER);
  }

  @Test
  void saysTheLastDayOfAbsencesThatFollowEachOther() {
    story
        .away("ben", "2026-05-30", "2026-06-05")
        .away("ben", "2026-06-06", "2026-06-10")
        .away("ben", "2026-06-12", "2026-06-14")
        .breaks()
        .takes("anna", "2026-06-01T16:00");
    assertThat(handOver("anna", "ben", null, ""))
        .isEqualTo(new Answer.Refused(Objection.AWAY, "ben", LocalDate.of(2026, 6, 10)));
    LocalDate leaves = LocalDate.of(2026, 6, 8);
    story.persons.computeIfPresent("ben", (id, one) -> one.leaving(leaves));
    assertThat(handOver("anna", "ben", null, ""))
        .isEqualTo(new Answer.Refused(Objection.AWAY, "ben", leaves));
  }

  @Test
  void aNoteChangesNothingAndTellsNobody() {
    story.breaks().heard();
    Incident before = story.incident();
    acts(Colleagues.comment(before, "ben", "  the supplier knows  ", story.now));
    assertThat(story.incident()).isEqualTo(before);
    assertThat(story.heard()).isEmpty();
    assertThat(story.events.get(story.events.size() - 1))
        .extracting(Event::type, Event::person, Event::text)
        .containsExactly(Event.Type.COMMENTED, "ben", "the supplier knows");
    assertThat(refused(Colleagues.comment(before, "ben", " ", story.now)))
        .isEqualTo(Objection.EMPTY);
    assertThat(Colleagues.comment(before, "ben", "x".repeat(500), story.now))
        .isInstanceOf(Answer.Done.class);
    assertThat(refused(Colleagues.comment(before, "ben", "x".repeat(501), story.now)))
        .isEqualTo(Objection.TOO_LONG);
  }

  // ---- who is next, for whoever asks

  private Outlook outlook() {
    return Escalation.outlook(story.incident(), story.situation(), story.now);
  }

  private static List<String> names(@Nullable Forecast next) {
    return Stream.ofNullable(next).flatMap(f -> f.persons().stream()).map(Person::id).toList();
  }

  @Test
  void tellsWhoIsNextWhileSomebodyIsWaitedFor() {
    story.breaks();
    assertThat(outlook().why()).isEqualTo(Reason.WAITING_FOR_REACTION);
    assertThat(outlook().held()).isFalse();
    assertThat(names(outlook().next())).containsExactly("ben");
    assertThat(outlook().next().at()).isEqualTo(story.now.plusSeconds(4 * 3600));
  }

  @Test
  void tellsWhoIsNextWhenThePromisePasses() {
    story.breaks().takes("anna", "2026-06-01T16:00");
    assertThat(outlook().why()).isEqualTo(Reason.TAKEN);
    assertThat(names(outlook().next())).containsExactly("ben");
    assertThat(outlook().next().at()).isEqualTo(Story.at("2026-06-01T16:00"));
  }

  @Test
  void tellsWhatHoldsItBackAndWhoIsNextAfterThat() {
    story.breaks().snoozes("anna", "2026-06-01T15:00");
    assertThat(outlook().why()).isEqualTo(Reason.SNOOZED);
    assertThat(outlook().held()).isTrue();
    assertThat(outlook().until()).isEqualTo(Story.at("2026-06-01T15:00"));
    assertThat(names(outlook().next())).containsExactly("ben");
    assertThat(outlook().next().at()).isAfterOrEqualTo(Story.at("2026-06-01T15:00"));
  }

  @Test
  void tellsOfNobodyWhenItIsOver() {
    story.breaks().isMended();
    assertThat(outlook().next()).isNull();
  }
}
