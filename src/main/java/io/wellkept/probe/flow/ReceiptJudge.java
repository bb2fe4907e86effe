package io.wellkept.probe.flow;

import io.wellkept.probe.Judgement;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what it means that something arrived, or did not. Waiting alone changes nothing: what was
 * lost stays lost until something that was sent later has really arrived.
 */
final class ReceiptJudge {
  private ReceiptJudge() {}

  /** What was walked: if the form took what was sent, that is waited for from now on. */
  static Judgement walked(
      ReceiptSettings settings, Trail trail, Observation walked, Memory memory, Instant now) {
    Memory before = Pending.waitsNoMore(memory);
    if (!(walked instanceof Observation.Seen seen)) {
      return new Judgement(walked, before);
    }
    Observation all =
        new Observation.Seen(
            and(seen.findings(), lost(settings, memory, now)), seen.measurements());
    Optional<Pending> sent =
        trail.end() == null
            ? trail.sentAt(now).map(at -> new Pending(trail.runId(), at))
            : Optional.empty();
    return sent.map(it -> new Judgement(all, it.waitingIn(before), again(settings, it, now)))
        .orElseGet(() -> new Judgement(all, before));
  }

  /** What a look at the place means. */
  static Judgement judge(
      ReceiptSettings settings, Trail.End.Awaited awaited, Memory memory, Instant now) {
    Pending sent = awaited.sent();
    Instant slot = sent.sentAt().plus(awaited.every());
    // what was waited for takes no time from the next one
    Instant next = slot.isBefore(now) ? now : slot;
    return switch (awaited.arrival()) {
      case Arrival.Arrived there -> arrived(sent, there.at(), memory, next, now);
      case Arrival.Missing missing -> missing(settings, sent, missing, memory, next, now);
      case Arrival.Unseen unseen -> unseen(settings, sent, unseen.fault(), memory, next, now);
    };
  }

  private static Judgement arrived(
      Pending sent, @Nullable Instant at, Memory memory, Instant next, Instant now) {
    Duration took = Duration.between(sent.sentAt(), at == null ? now : at);
    // two clocks, and one of them says full seconds only
    double seconds = Math.max(0, took.toMillis() / 1e3);
    return new Judgement(
        new Observation.Seen(List.of(), List.of(new Measurement("receipt_seconds", seconds))),
        Pending.nothingLost(Pending.waitsNoMore(memory)),
        next);
  }

  private static Judgement missing(
      ReceiptSettings settings,
      Pending sent,
      Arrival.Missing missing,
      Memory memory,
      Instant next,
      Instant now) {
    if (now.isBefore(deadline(settings, sent))) {
      return new Judgement(
          new Observation.Seen(and(List.of(), lost(settings, memory, now)), List.of()),
          memory,
          again(settings, sent, now));
    }
    Memory after = Pending.waitsNoMore(memory);
    Optional<Pending> before = Pending.lost(memory);
    Pending lost = before.orElse(sent);
    Finding finding =
        finding(settings, lost, now)
            .with("found", "nothing with the mark " + sent.mark() + " among " + missing.seen());
    return new Judgement(
        new Observation.Seen(List.of(finding), List.of()),
        before.isPresent() ? after : sent.lostIn(after),
        next);
  }

  /** What we cannot see is neither lost nor there. */
  private static Judgement unseen(
      ReceiptSettings settings,
      Pending sent,
      Fault fault,
      Memory memory,
      Instant next,
      Instant now) {
    Observation blind = new Observation.Blind(fault);
    Instant deadline = deadline(settings, sent);
    if (now.isBefore(deadline)) {
      // a door that was shut is not knocked at again and again
      boolean refused = fault instanceof Fault.NoAccess;
      return new Judgement(blind, memory, refused ? deadline : again(settings, sent, now));
    }
    // the form itself must be tried again, also while nobody sees behind it
    boolean itsTurn = !now.isBefore(next);
    return new Judgement(blind, itsTurn ? Pending.waitsNoMore(memory) : memory, next);
  }

  private static Instant deadline(ReceiptSettings settings, Pending sent) {
    return sent.sentAt().plus(settings.within());
  }

  private static Instant again(ReceiptSettings settings, Pending sent, Instant now) {
    Instant deadline = deadline(settings, sent);
    Instant next = now.plus(settings.againEvery());
    return next.isBefore(deadline) || !now.isBefore(deadline) ? next : deadline;
  }

  private static List<Finding> and(List<Finding> findings, Optional<Finding> lost) {
    List<Finding> all = new ArrayList<>(findings);
    lost.ifPresent(all::add);
    return all;
  }

  /** What was not received and still counts. */
  private static Optional<Finding> lost(ReceiptSettings settings, Memory memory, Instant now) {
    return Pending.lost(memory).map(lost -> finding(settings, lost, now));
  }

  private static Finding finding(ReceiptSettings settings, Pending lost, Instant now) {
    Duration waited = Duration.between(lost.sentAt(), now);
    Duration said = waited.compareTo(settings.within()) > 0 ? settings.within() : waited;
    return Finding.of(
            "flow.not-received",
            Severity.CRITICAL,
            Condition.BROKEN,
            "The lead has not arrived after "
                + Spans.words(said)
                + ", though the form said thank you",
            lost.sentAt())
        .with(
            "which half",
            "the form works: it took what was sent at "
                + lost.sentAt().truncatedTo(ChronoUnit.SECONDS)
                + "; what is broken is the way from the form to "
                + settings.words())
        .with(
            "expected",
            "something with the mark "
                + lost.mark()
                + " in "
                + settings.words()
                + " within "
                + Spans.words(settings.within()));
  }
}
