package io.wellkept.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BundlingTest {
  private static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");
  private static final Duration TEN = Timing.USUAL.bundleEvery();

  private static Posting posting(int number, NoticeKind kind, Instant decidedAt) {
    Notice notice =
        new Notice(
            "n" + number, "i" + number, kind, "anna", 0, decidedAt, decidedAt, Reason.FIRST_TOLD);
    return Posting.of(notice, 0, "mail", decidedAt);
  }

  private static Posting packed(Posting p, String parcel) {
    return new Posting(p.id(), p.notice(), p.road(), p.notifier(), p.dueAt(), 1, p.dueAt(), parcel);
  }

  private static List<Posting> faults(int count) {
    return IntStream.range(0, count).mapToObj(i -> posting(i, NoticeKind.OPENED, NOW)).toList();
  }

  private static Bundling.Plan decide(List<Posting> waiting, @Nullable Instant last, Instant now) {
    return Bundling.decide(waiting, last, Timing.USUAL, now);
  }

  @Test
  void tenFaultsAtOnceAreTwoMessages() {
    Bundling.Plan first = decide(faults(10), null, NOW);
    assertThat(first.now()).hasSize(1);
    assertThat(first.now().get(0).postings()).extracting(Posting::id).containsExactly("n0.0");
    assertThat(first.later()).hasSize(9);
    assertThat(first.laterAt()).isEqualTo(NOW.plus(TEN));
    assertThat(decide(first.later(), NOW, NOW.plus(TEN).minusMillis(1)).now()).isEmpty();
    Bundling.Plan second = decide(first.later(), NOW, NOW.plus(TEN));
    assertThat(second.now()).hasSize(1);
    assertThat(second.now().get(0).postings()).hasSize(9);
    assertThat(second.later()).isEmpty();
  }

  @Test
  void theFirstAfterAQuietTimeGoesAlone() {
    Bundling.Plan plan = decide(faults(2), NOW.minus(TEN), NOW);
    assertThat(plan.now()).singleElement().satisfies(p -> assertThat(p.postings()).hasSize(1));
  }

  @Test
  void whatIsHeldBackSaysWhenItGoes() {
    Instant last = NOW.minus(Duration.ofMinutes(3));
    Bundling.Plan plan = decide(faults(2), last, NOW);
    assertThat(plan.now()).isEmpty();
    assertThat(plan.later()).hasSize(2);
    assertThat(plan.laterAt()).isEqualTo(last.plus(TEN));
  }

  @Test
  void aReceiptGoesAtOnceAndAlone() {
    List<Posting> waiting = new ArrayList<>(faults(1));
    waiting.add(posting(7, NoticeKind.RECEIPT, NOW));
    Bundling.Plan plan = decide(waiting, NOW.minusSeconds(1), NOW);
    assertThat(plan.now())
        .singleElement()
        .satisfies(p -> {
          assertThat(p.postings()).extracting(Posting::id).containsExactly("n7.0");
        });
    assertThat(plan.later()).extracting(Posting::id).containsExactly("n0.0");
  }

  @Test
  void aRepeatIsTheSameMessageAndTheRestWaitsBehindIt() {
    List<Posting> waiting = new ArrayList<>(faults(4));
    waiting.set(1, packed(waiting.get(1), "parcel"));
    waiting.set(2, packed(waiting.get(2), "parcel"));
    Bundling.Plan plan = decide(waiting, null, NOW);
    assertThat(plan.now())
        .singleElement()
        .satisfies(p -> {
          assertThat(p.id()).isEqualTo("parcel");
          assertThat(p.postings()).hasSize(2);
        });
    assertThat(plan.later()).hasSize(2);
    assertThat(plan.laterAt()).isEqualTo(NOW.plus(TEN));
  }

  @Test
  void aRepeatedReceiptHoldsNothingBack() {
    List<Posting> waiting = new ArrayList<>(faults(1));
    waiting.add(packed(posting(7, NoticeKind.RECEIPT, NOW), "receipt"));
    assertThat(decide(waiting, null, NOW).now()).hasSize(2);
  }

  @Test
  void whatWasFoundWhileNewGoesAsOneList() {
    List<Posting> waiting = new ArrayList<>(faults(1));
    IntStream.range(1, 101)
        .forEach(i -> waiting.add(posting(i, NoticeKind.FIRST_LIST, NOW.plusMillis(i))));
    Bundling.Plan plan = decide(waiting, null, NOW.plusSeconds(60));
    assertThat(plan.now()).singleElement().satisfies(p -> assertThat(p.postings()).hasSize(100));
    assertThat(plan.later()).extracting(Posting::id).containsExactly("n0.0");
  }

  @Test
  void whatOutlastedAStormGoesWithAllThatWaits() {
    List<Posting> waiting = new ArrayList<>(faults(1));
    IntStream.range(1, 12)
        .forEach(i -> waiting.add(posting(i, NoticeKind.AFTER_STORM, NOW.plusMillis(i))));
    Bundling.Plan plan = decide(waiting, null, NOW.plusSeconds(60));
    assertThat(plan.now()).singleElement().satisfies(p -> assertThat(p.postings()).hasSize(12));
    assertThat(plan.later()).isEmpty();
  }

  @Test
  void theOldestComesFirstAndEqualsByTheirIds() {
    List<Posting> waiting =
        List.of(
            posting(3, NoticeKind.OPENED, NOW),
            posting(1, NoticeKind.OPENED, NOW),
            posting(2, NoticeKind.OPENED, NOW.minusSeconds(1)));
    Bundling.Plan plan = decide(waiting, NOW.minus(TEN), NOW);
    assertThat(plan.now().get(0).postings())
        .extracting(Posting::id)
        .containsExactly("n2.0", "n1.0", "n3.0");
  }

  @Test
  void nothingWaitingIsNothingToSend() {
    assertThat(decide(List.of(), null, NOW).now()).isEmpty();
  }
}
