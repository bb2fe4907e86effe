package io.wellkept.probe.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Beats.Gap;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.attest.Attestations.Attested;
import io.wellkept.probe.attest.Attestations.Word;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Questionnaire.Photo;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a person is asked, when the answer is late, and what a bad answer leads to. */
final class AttestProbeTest {
  private static final Instant BORN = Instant.parse("2026-03-01T08:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final AttestSettings SETTINGS =
      new AttestSettings(List.of("Is it lit?", "Is it whole?"), null, null, null, null);
  private static final List<String> ASKED = SETTINGS.questions();
  private static final CheckId ID = new CheckId("shop-sign", "attest");

  private static Judgement judge(AttestSettings settings, Attested said, Memory m, Instant now) {
    Check check = new Check(ID, AttestProbe.KIND, settings, AttestProbe.KIND.schedule());
    Touchpoint sign =
        new Touchpoint(
            "shop-sign",
            "Shop sign",
            null,
            Importance.NORMAL,
            "anna",
            List.of("ben"),
            null,
            null,
            Set.of(),
            Set.of(),
            null,
            Live.ALWAYS,
            Set.of(),
            Set.of(),
            Duration.ZERO,
            List.of(check));
    Look<AttestSettings> look = new Look<>(sign, check, settings, false, Look.DEADLINE);
    return new AttestProbe(id -> said).judge(look, said, m, now);
  }

  private static Judgement judge(Attested said, Instant now) {
    return judge(SETTINGS, said, Memory.EMPTY, now);
  }

  private static Attested never() {
    return new Attested(BORN, null, List.of());
  }

  private static Attested fine(Instant at, Gap... gaps) {
    return new Attested(BORN, word(at, true, null), List.of(gaps));
  }

  private static Word word(Instant at, boolean fine, @Nullable String photo) {
    List<String> notFine = fine ? List.of() : List.of("Is it lit?");
    return new Word("Anna Berg", at, fine, fine ? "" : "The N is dark", ASKED, notFine, photo);
  }

  private static List<Finding> findings(Judgement judgement) {
    return ((Observation.Seen) judgement.observation()).findings();
  }

  private static Finding only(Judgement judgement) {
    assertThat(findings(judgement)).hasSize(1);
    return findings(judgement).get(0);
  }

  @Test
  void asksAtOnceForTheFirstWordAndGivesTimeForIt() {
    Finding finding = only(judge(never(), BORN));

    assertThat(finding.code()).isEqualTo("attest.due");
    assertThat(finding.severity()).isEqualTo(Severity.MINOR);
    assertThat(finding.leadsTo()).isEqualTo(Condition.OVERDUE);
    assertThat(finding.due()).isEqualTo(BORN.plus(DAY.multipliedBy(7)));
    assertThat(finding.hasTime(BORN)).isTrue();
  }

  @Test
  void asksEveryQuestion() {
    assertThat(only(judge(never(), BORN)).evidence())
        .filteredOn(Evidence::isQuestion)
        .extracting(Evidence::text)
        .containsExactly("Is it lit?", "Is it whole?");
  }

  @Test
  void asksANewQuestionAtOnceAndGivesTheWholeTimeForIt() {
    List<String> more = List.of("Is it lit?", "Is it whole?", "Is it clean?");
    AttestSettings changed = new AttestSettings(more, null, null, null, null);
    Instant now = BORN.plus(DAY.multipliedBy(3));

    Judgement first = judge(changed, fine(BORN), Memory.EMPTY, now);
    assertThat(only(first).code()).isEqualTo("attest.due");
    assertThat(only(first).due()).isEqualTo(now.plus(DAY.multipliedBy(7)));
    Judgement late = judge(changed, fine(BORN), first.memory(), now.plus(DAY.multipliedBy(7)));
    assertThat(only(late).code()).isEqualTo("attest.overdue");
    assertThat(only(late).headline()).contains("what is asked since the last word");
    List<String> fewer = List.of("Is it lit?");
    AttestSettings less = new AttestSettings(fewer, null, null, null, null);
    assertThat(findings(judge(less, fine(BORN), Memory.EMPTY, now))).isEmpty();
  }

  @Test
  void isSilentUntilAWeekBeforeTheWordRunsOut() {
    Instant said = BORN.plus(DAY);
    Instant ask = said.plus(DAY.multipliedBy(83));

    Judgement before = judge(fine(said), ask.minusSeconds(1));
    assertThat(findings(before)).isEmpty();
    assertThat(before.again()).isEqualTo(ask);

    Judgement then = judge(fine(said), ask);
    assertThat(only(then).due()).isEqualTo(said.plus(DAY.multipliedBy(90)));
    assertThat(then.again()).isEqualTo(said.plus(DAY.multipliedBy(90)));
  }

  @Test
  void isLateWhenTheTimeIsOver() {
    Instant due = BORN.plus(DAY.multipliedBy(90));
    Judgement asked = judge(fine(BORN), due.minus(DAY));
    Memory memory = judge(fine(BORN), due.minus(DAY.multipliedBy(7))).memory();

    assertThat(only(asked).code()).isEqualTo("attest.due");
    Finding late = only(judge(SETTINGS, fine(BORN), memory, due));
    assertThat(late.code()).isEqualTo("attest.overdue");
    assertThat(late.key()).isEqualTo("attest.due");
    assertThat(late.severity()).isEqualTo(Severity.MAJOR);
    assertThat(late.hasTime(due)).isFalse();
    assertThat(late.headline()).isEqualTo("Nobody has looked for 90 days; expected every 90 days");
  }

  @Test
  void whoCouldNotBeAskedInTimeGetsTheWholeTime() {
    Instant back = BORN.plus(DAY.multipliedBy(100));

    Judgement first = judge(fine(BORN), back);
    assertThat(only(first).code()).isEqualTo("attest.due");
    assertThat(only(first).due()).isEqualTo(back.plus(DAY.multipliedBy(7)));

    Judgement later = judge(SETTINGS, fine(BORN), first.memory(), back.plus(DAY.multipliedBy(7)));
    assertThat(only(later).code()).isEqualTo("attest.overdue");
  }

  @Test
  void timeInWhichNobodyListenedCountsAgainstNobody() {
    Instant ask = BORN.plus(DAY.multipliedBy(83));
    Memory memory = judge(fine(BORN), ask).memory();
    Gap gap = new Gap(ask.plus(DAY), ask.plus(DAY.multipliedBy(3)));
    Instant due = BORN.plus(DAY.multipliedBy(92));

    assertThat(only(judge(SETTINGS, fine(BORN, gap), memory, due.minusSeconds(1))).code())
        .isEqualTo("attest.due");
    assertThat(only(judge(SETTINGS, fine(BORN, gap), memory, due)).code())
        .isEqualTo("attest.overdue");
  }

  @Test
  void aGapBeforeAnybodyWasAskedMovesNothing() {
    Instant ask = BORN.plus(DAY.multipliedBy(83));
    Gap gap = new Gap(BORN.plus(DAY), BORN.plus(DAY.multipliedBy(20)));

    assertThat(only(judge(fine(BORN, gap), ask)).due()).isEqualTo(ask.plus(DAY.multipliedBy(7)));
  }

  @Test
  void whatWasAskedBeforeTheLastWordIsForgotten() {
    Memory old = Memory.EMPTY.with("attest.asked", BORN);
    Instant said = BORN.plus(DAY);
    Instant ask = said.plus(DAY.multipliedBy(83));

    assertThat(only(judge(SETTINGS, fine(said), old, ask)).due())
        .isEqualTo(said.plus(DAY.multipliedBy(90)));
  }

  @Test
  void notFineStandsUntilSomebodySaysThatItIs() {
    Instant said = BORN.plus(DAY);
    Attested bad = new Attested(BORN, word(said, false, "f00d"), List.of());

    Finding finding = only(judge(bad, said.plus(DAY.multipliedBy(300))));
    assertThat(finding.code()).isEqualTo("attest.not-fine");
    assertThat(finding.subject()).isEqualTo("not-fine");
    assertThat(finding.severity()).isEqualTo(Severity.MAJOR);
    assertThat(finding.leadsTo()).isEqualTo(Condition.BROKEN);
    assertThat(finding.since()).isEqualTo(said);
    assertThat(finding.due()).isNull();
    assertThat(finding.evidence())
        .containsExactly(
            new Evidence("not fine", "Is it lit?"),
            new Evidence("quote", "The N is dark"),
            new Evidence("photo", "f00d"));
    assertThat(findings(judge(fine(said.plus(DAY)), said.plus(DAY)))).isEmpty();
  }

  @Test
  void measuresHowOldTheLastWordIs() {
    Observation.Seen seen = (Observation.Seen) judge(fine(BORN), BORN.plus(DAY)).observation();

    assertThat(seen.measurements()).hasSize(1);
    assertThat(seen.measurements().get(0).value()).isEqualTo(86_400);
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    List<String> one = List.of("Is it lit?");
    assertThatThrownBy(() -> new AttestSettings(List.of(), null, null, null, null))
        .hasMessageContaining("questions are missing");
    assertThatThrownBy(() -> new AttestSettings(List.of("a", " a"), null, null, null, null))
        .hasMessageContaining("asked twice");
    assertThatThrownBy(() -> new AttestSettings(List.of("x".repeat(201)), null, null, null, null))
        .hasMessageContaining("200");
    assertThatThrownBy(() -> new AttestSettings(one, DAY, DAY, null, null))
        .hasMessage(
            "ahead 1d is not shorter than due-every 1d: the owner would be asked without"
                + " an end");
    assertThatThrownBy(() -> new AttestSettings(one, Duration.ZERO, null, null, null))
        .hasMessageContaining("due-every");
  }

  @Test
  void asksNoEarlierThanHalfwayWhereTheWordHoldsAFewDays() {
    AttestSettings daily = new AttestSettings(List.of("Is it lit?"), DAY, null, null, null);

    assertThat(daily.ahead()).isEqualTo(Duration.ofHours(12));
    assertThat(SETTINGS.photo()).isEqualTo(Photo.WANTED);
  }
}
