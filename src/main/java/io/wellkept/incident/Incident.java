package io.wellkept.incident;

import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One (touchpoint, check, subject) being wrong, from confirmed to resolved.
 *
 * @param since since when it is wrong, as far as anybody can tell; not after {@code openedAt}
 * @param findings what is wrong now, or was when it was last bad
 * @param seen every code that was part of it since it was opened or last taken, with its worst
 *     severity: what is not news
 * @param newsAt when something new or worse was last seen; people told before it hear it
 * @param lastBadAt the last look that saw it bad
 * @param fineSince the first look that saw it fine again, while that is to be confirmed
 * @param rung the rung last told; -1 before the first
 * @param told the notices that were decided, oldest first, without repetitions that nothing depends
 *     on
 * @param wakeAt the next moment at which something can change without a look; null if none
 * @param unsteady how it behaves if it is bad and fine by turns; null if it is bad throughout
 * @param untold how many entries of {@code told} were let go
 * @param handOver to whom somebody wants to give it; null if nobody does, or it was taken since
 */
public record Incident(
    String id,
    CheckId check,
    String subject,
    Audience audience,
    Instant since,
    Instant openedAt,
    List<Finding> findings,
    Map<String, Severity> seen,
    Instant newsAt,
    Instant lastBadAt,
    @Nullable Instant fineSince,
    Standing standing,
    @Nullable Instant snoozedUntil,
    int rung,
    List<Told> told,
    @Nullable Instant wakeAt,
    @Nullable Rhythm unsteady,
    int untold,
    @Nullable HandOver handOver) {
  /** So many entries of {@code told} are kept whatever they say. */
  private static final int KEPT = 40;

  public Incident {
    if (findings.isEmpty()) {
      throw new IllegalArgumentException("incident " + id + " without a finding");
    }
    findings = List.copyOf(findings);
    seen = Map.copyOf(seen);
    told = List.copyOf(told);
  }

  /** One that nobody hands over. */
  public Incident(
      String id,
      CheckId check,
      String subject,
      Audience audience,
      Instant since,
      Instant openedAt,
      List<Finding> findings,
      Map<String, Severity> seen,
      Instant newsAt,
      Instant lastBadAt,
      @Nullable Instant fineSince,
      Standing standing,
      @Nullable Instant snoozedUntil,
      int rung,
      List<Told> told,
      @Nullable Instant wakeAt,
      @Nullable Rhythm unsteady,
      int untold) {
    this(
        id,
        check,
        subject,
        audience,
        since,
        openedAt,
        findings,
        seen,
        newsAt,
        lastBadAt,
        fineSince,
        standing,
        snoozedUntil,
        rung,
        told,
        wakeAt,
        unsteady,
        untold,
        null);
  }

  /** An incident that has just been confirmed and wants its first rung at once. */
  static Incident open(
      CheckId check, String subject, Audience audience, List<Finding> findings, Instant now) {
    Instant since =
        findings.stream().map(Finding::since).min(Comparator.naturalOrder()).orElse(now);
    return new Incident(
        Ids.of(check.toString(), subject, Long.toString(now.toEpochMilli())),
        check,
        subject,
        audience,
        since.isAfter(now) ? now : since,
        now,
        findings,
        worstByCode(Map.of(), findings),
        now,
        now,
        null,
        new Standing.Open(),
        null,
        -1,
        List.of(),
        now,
        null,
        0);
  }

  public boolean resolved() {
    return standing instanceof Standing.Resolved;
  }

  public Optional<Standing.Taken> taken() {
    return standing instanceof Standing.Taken taken ? Optional.of(taken) : Optional.empty();
  }

  public Severity severity() {
    return findings.stream().map(Finding::severity).max(Comparator.naturalOrder()).orElseThrow();
  }

  public Condition condition() {
    return findings.stream()
        .map(Finding::leadsTo)
        .reduce((a, b) -> b.worseThan(a) ? b : a)
        .orElseThrow();
  }

  /** Whether there is time left for all of it: nothing is late yet. */
  public boolean hasTime(Instant now) {
    return findings.stream().allMatch(finding -> finding.hasTime(now));
  }

  /** When the first of it is late, or was; empty if anything is wrong that never had time. */
  public Optional<Instant> lateFrom() {
    return findings.stream().anyMatch(finding -> finding.due() == null)
        ? Optional.empty()
        : findings.stream().flatMap(f -> Stream.ofNullable(f.due())).min(Comparator.naturalOrder());
  }

  /** The finding that a one-line summary names: the worst, and of equals the first. */
  public Finding worst() {
    Severity severity = severity();
    return findings.stream().filter(f -> f.severity() == severity).findFirst().orElseThrow();
  }

  /**
   * Ids of everybody who heard of this incident by a message, first reached first; without those
   * who were only informed of what is somebody else's.
   */
  public List<String> reached() {
    return told.stream()
        .filter(Told::sent)
        .filter(one -> one.kind() != NoticeKind.INFORMED)
        .map(Told::person)
        .distinct()
        .toList();
  }

  /** Whether its ladder reached nobody yet: that somebody hands it to another is no call of it. */
  public boolean uncalled() {
    return told.stream()
        .filter(Told::sent)
        .allMatch(one -> one.kind() == NoticeKind.INFORMED || one.kind() == NoticeKind.HANDED);
  }

  /** Ids of everybody who heard of it at all, and so hear of its end. */
  List<String> heard() {
    return told.stream().filter(Told::sent).map(Told::person).distinct().toList();
  }

  /** Bad again or still, with these findings. */
  Incident badWith(List<Finding> now, Instant moment) {
    boolean news = now.stream().anyMatch(this::isNews);
    return changed(draft -> {
      draft.findings = now;
      draft.seen = worstByCode(seen, now);
      draft.newsAt = news ? moment : newsAt;
      draft.lastBadAt = moment;
      draft.fineSince = null;
    });
  }

  /** The same at a time at which nothing is news: what it is after it counts. */
  Incident badMeanwhile(List<Finding> now, Instant moment) {
    return changed(draft -> {
      draft.findings = now;
      draft.lastBadAt = moment;
      draft.fineSince = null;
    });
  }

  /** The same with news that are no finding of a new kind. */
  Incident newsAt(Instant moment) {
    return changed(draft -> draft.newsAt = moment);
  }

  /** Whether the finding is new in kind, or worse than all that was seen of its kind. */
  boolean isNews(Finding finding) {
    Severity before = seen.get(finding.code());
    return before == null || finding.severity().worseThan(before);
  }

  private static Map<String, Severity> worstByCode(
      Map<String, Severity> before, List<Finding> findings) {
    Map<String, Severity> worst = new HashMap<>(before);
    for (Finding finding : findings) {
      worst.merge(finding.code(), finding.severity(), (a, b) -> b.worseThan(a) ? b : a);
    }
    return worst;
  }

  Incident fineSince(@Nullable Instant moment) {
    return changed(draft -> draft.fineSince = moment);
  }

  Incident unsteady(Rhythm rhythm) {
    return changed(draft -> draft.unsteady = rhythm);
  }

  Incident standing(Standing next) {
    return changed(draft -> draft.standing = next);
  }

  /** Taken as it is now: from here on it is news if it becomes worse than this. */
  Incident taken(Standing.Taken by) {
    return changed(draft -> {
      draft.standing = by;
      draft.handOver = null;
      draft.seen = worstByCode(Map.of(), findings);
    });
  }

  Incident handedOver(HandOver over) {
    return changed(draft -> draft.handOver = over);
  }

  Incident snoozedUntil(@Nullable Instant until) {
    return changed(draft -> draft.snoozedUntil = until);
  }

  /** After a clock went back: what seems to be still to come has happened by now. */
  Incident notBeyond(Instant now) {
    return changed(draft -> {
      draft.newsAt = newsAt.isAfter(now) ? now : newsAt;
      draft.standing =
          taken()
              .filter(t -> t.at().isAfter(now))
              .<Standing>map(t -> new Standing.Taken(t.by(), now, t.until(), t.reason(), t.via()))
              .orElse(standing);
    });
  }

  Incident onRung(int next) {
    return changed(draft -> draft.rung = next);
  }

  /** The same incident, to be looked at again at that moment; null for never. */
  public Incident wakeAt(@Nullable Instant moment) {
    return changed(draft -> draft.wakeAt = moment);
  }

  Incident telling(Notice notice) {
    return telling(Told.of(notice));
  }

  Incident telling(Told one) {
    List<Told> more = new ArrayList<>(told);
    more.add(one);
    int before = more.size();
    for (int i = 0; more.size() > KEPT && i < more.size(); i++) {
      if (isRepeated(more, i)) {
        more.remove(i--);
      }
    }
    int gone = untold + before - more.size();
    return changed(draft -> {
      draft.told = more;
      draft.untold = gone;
    });
  }

  /** Whether a later entry says all that follows from this one. */
  private static boolean isRepeated(List<Told> all, int index) {
    Told one = all.get(index);
    return one.repeatable()
        && all.subList(index + 1, all.size()).stream().anyMatch(one::isRepeatedBy);
  }

  /** How many notices were ever decided, and persons passed over. */
  int everDecided() {
    return told.size() + untold;
  }

  /** The same incident after one of its notices ended; awake at once to draw the conclusion. */
  public Incident settled(String notice, Told.Outcome how, Instant now) {
    List<Told> next = new ArrayList<>();
    for (Told one : told) {
      next.add(one.notice().equals(notice) && one.pending() ? one.settled(how, now) : one);
    }
    return withTold(next).wakeAt(now);
  }

  private Incident withTold(List<Told> next) {
    return changed(draft -> draft.told = next);
  }

  private Incident changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.incident();
  }

  /** What can change of an incident, while it is being changed. */
  private static final class Draft {
    private final Incident before;
    private List<Finding> findings;
    private Map<String, Severity> seen;
    private Instant newsAt;
    private Instant lastBadAt;
    private @Nullable Instant fineSince;
    private Standing standing;
    private @Nullable Instant snoozedUntil;
    private int rung;
    private List<Told> told;
    private @Nullable Instant wakeAt;
    private @Nullable Rhythm unsteady;
    private int untold;
    private @Nullable HandOver handOver;

    Draft(Incident before) {
      this.before = before;
      findings = before.findings;
      seen = before.seen;
      newsAt = before.newsAt;
      lastBadAt = before.lastBadAt;
      fineSince = before.fineSince;
      standing = before.standing;
      snoozedUntil = before.snoozedUntil;
      rung = before.rung;
      told = before.told;
      wakeAt = before.wakeAt;
      unsteady = before.unsteady;
      untold = before.untold;
      handOver = before.handOver;
    }

    Incident incident() {
      return new Incident(
          before.id,
          before.check,
          before.subject,
          before.audience,
          before.since,
          before.openedAt,
          findings,
          seen,
          newsAt,
          lastBadAt,
          fineSince,
          standing,
          snoozedUntil,
          rung,
          told,
          wakeAt,
          unsteady,
          untold,
          handOver);
    }
  }
}
