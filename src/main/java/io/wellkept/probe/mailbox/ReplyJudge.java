package io.wellkept.probe.mailbox;

import io.wellkept.probe.Judgement;
import io.wellkept.probe.mailbox.ReplyFacts.Came;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says what it means that a reply came, or did not. Waiting alone changes nothing: what was wrong
 * with a mail stays wrong until it is known what came of a later one.
 */
final class ReplyJudge {
  private static final String WAITING = "reply.waiting";
  private static final String WRONG = "reply.wrong";

  /** It is about who sends (RFC 3463); a server that relays to nobody there refuses everybody. */
  private static final Pattern POLICY =
      Pattern.compile("(?i)^(?!.*\\brelay).*\\b5\\.7\\.\\d{1,3}\\b");

  private final AutoReplySettings settings;
  private final Duration every;
  private final Memory memory;
  private final Instant now;

  /**
   * @param every how often a mail is sent
   */
  ReplyJudge(AutoReplySettings settings, Duration every, Memory memory, Instant now) {
    this.settings = settings;
    this.every = every;
    this.memory = memory;
    this.now = now;
  }

  /**
   * What was sent and is waited for.
   *
   * @param mark what it carries
   */
  record Pending(String mark, Instant sentAt) {
    static Optional<Pending> in(Memory memory) {
      return memory
          .text(WAITING)
          .flatMap(mark -> memory.instant(WAITING + "-at").map(at -> new Pending(mark, at)));
    }
  }

  /** What can be wrong, as it is remembered. */
  private enum Wrong {
    MISSING,
    BOUNCED,
    REFUSED,
    TEXT
  }

  Judgement sent(String mark) {
    Memory next = memory.with(WAITING, mark).with(WAITING + "-at", now);
    return new Judgement(seen(standing()), next, again(now));
  }

  Judgement refused(String words) {
    Memory next = wrong(Wrong.BOUNCED, now, words);
    List<Finding> findings =
        standing(next).stream()
            .map(finding -> finding.with("what refuses it", "our own mail server, at once"))
            .toList();
    return new Judgement(seen(findings), next);
  }

  Judgement awaited(ReplyFacts.Awaited facts) {
    Instant slot = facts.sentAt().plus(every);
    // what was waited for takes no time from the next one
    Instant next = slot.isBefore(now) ? now : slot;
    return switch (facts.came()) {
      case Came.Reply reply -> replied(facts, reply, next);
      case Came.Bounce bounce -> {
        boolean aboutUs = POLICY.matcher(bounce.words()).find();
        Memory bounced = wrong(aboutUs ? Wrong.REFUSED : Wrong.BOUNCED, now, bounce.words());
        yield new Judgement(seen(standing(bounced)), bounced, next);
      }
      case Came.Nothing nothing -> nothing(facts, nothing, next);
      case Came.Unseen unseen -> unseen(facts, unseen.fault(), next);
    };
  }

  private Judgement replied(ReplyFacts.Awaited facts, Came.Reply reply, Instant next) {
    Instant at = reply.at() == null ? now : reply.at();
    // two clocks, and one of them says full seconds only
    double seconds = Math.max(0, Duration.between(facts.sentAt(), at).toMillis() / 1e3);
    Memory known = reply.saysWhatItMust() ? nothingWrong() : wrong(Wrong.TEXT, now, "");
    Observation seen =
        new Observation.Seen(standing(known), List.of(new Measurement("reply_seconds", seconds)));
    return new Judgement(seen, known, next);
  }

  private Judgement nothing(ReplyFacts.Awaited facts, Came.Nothing nothing, Instant next) {
    Instant deadline = facts.sentAt().plus(settings.within());
    if (now.isBefore(deadline)) {
      return new Judgement(seen(standing()), memory, again(facts.sentAt()));
    }
    String found =
        "nothing with the mark "
            + facts.mark()
            + " among "
            + nothing.mailsSince()
            + (nothing.mailsSince() == 1 ? " mail" : " mails")
            + " that came since";
    Memory known = wrong(Wrong.MISSING, facts.sentAt(), "");
    List<Finding> findings =
        standing(known).stream().map(finding -> finding.with("found", found)).toList();
    return new Judgement(seen(findings), known, next);
  }

  /** What we cannot see is neither missing nor there. */
  private Judgement unseen(ReplyFacts.Awaited facts, Fault fault, Instant next) {
    Instant deadline = facts.sentAt().plus(settings.within());
    Observation blind = new Observation.Blind(fault);
    if (now.isBefore(deadline)) {
      // a door that was shut is not knocked at again and again
      boolean refused = fault instanceof Fault.NoAccess;
      return new Judgement(blind, memory, refused ? deadline : again(facts.sentAt()));
    }
    boolean itsTurn = !now.isBefore(next);
    return new Judgement(blind, itsTurn ? waitsNoMore() : memory, next);
  }

  private Memory waitsNoMore() {
    return memory.without(WAITING).without(WAITING + "-at");
  }

  private Instant again(Instant sentAt) {
    Instant deadline = sentAt.plus(settings.within());
    Instant next = now.plus(settings.againEvery());
    return next.isBefore(deadline) || !now.isBefore(deadline) ? next : deadline;
  }

  private static Observation seen(List<Finding> findings) {
    return new Observation.Seen(findings, List.of());
  }

  /** From now on this is what is wrong: since then, or for as long as it was so before. */
  private Memory wrong(Wrong wrong, Instant since, String words) {
    boolean same = memory.text(WRONG).filter(wrong.name()::equals).isPresent();
    return nothingWrong()
        .with(WRONG, wrong.name())
        .with(WRONG + "-since", same ? memory.instant(WRONG + "-since").orElse(since) : since)
        .with(WRONG + "-words", words);
  }

  private Memory nothingWrong() {
    return waitsNoMore().without(WRONG).without(WRONG + "-since").without(WRONG + "-words");
  }

  private List<Finding> standing() {
    return standing(memory);
  }

  private List<Finding> standing(Memory known) {
    Instant since = known.instant(WRONG + "-since").orElse(now);
    String words = known.text(WRONG + "-words").orElse("");
    return Arrays.stream(Wrong.values())
        .filter(wrong -> known.text(WRONG).filter(wrong.name()::equals).isPresent())
        .map(wrong ->
            switch (wrong) {
              case MISSING -> missing(since);
              case BOUNCED -> comesBack(words, since);
              case REFUSED -> refusesUs(words, since);
              case TEXT -> saysOther(since);
            })
        .toList();
  }

  private Finding missing(Instant since) {
    return Finding.of(
            "auto-reply.missing",
            Severity.MAJOR,
            Condition.UNANSWERED,
            "Mail to " + settings.to() + " gets no automatic reply",
            since)
        .with("expected", "a reply within " + Spans.words(settings.within()))
        .with("first sent", since.truncatedTo(ChronoUnit.SECONDS) + "");
  }

  private Finding comesBack(String words, Instant since) {
    Finding finding =
        Finding.of(
            "auto-reply.bounced",
            Severity.CRITICAL,
            Condition.BROKEN,
            "Mail to " + settings.to() + " comes back: nobody gets it",
            since);
    return words.isBlank() ? finding : finding.with("the mail server says", words);
  }

  /** Others may get through: who sends is what is refused. */
  private Finding refusesUs(String words, Instant since) {
    return Finding.of(
            "auto-reply.refused",
            Severity.MINOR,
            Condition.DEGRADED,
            "Mail from " + settings.through().from() + " to " + settings.to() + " is refused",
            since)
        .with("the mail server says", words);
  }

  private Finding saysOther(Instant since) {
    return Finding.of(
            "auto-reply.text",
            Severity.MINOR,
            Condition.DEGRADED,
            "The automatic reply of " + settings.to() + " does not say what it should",
            since)
        .with("expected", String.valueOf(settings.expect()));
  }
}
