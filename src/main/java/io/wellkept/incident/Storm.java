package io.wellkept.incident;

import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * So much turned bad at once that we doubt our own eyes first: what turned bad in it is told to
 * nobody until it was looked at once more, and for a bounded time only.
 *
 * @param from since when what turned bad belongs to it
 * @param until when everything that stands is told at the latest, or was
 * @param begun when it was noticed
 * @param criticalUntil the same for what is critical
 * @param looked touchpoints that were looked at when it was noticed
 * @param turned how many of those had turned bad
 */
public record Storm(
    String id,
    String by,
    Instant from,
    Instant until,
    Instant begun,
    Instant criticalUntil,
    int looked,
    int turned)
    implements PlanOverride {
  /** What is critical waits a third of the time. */
  private static final int CRITICAL_WAITS = 3;

  /**
   * It begins within minutes after the first touchpoint turned bad, but not all of them are looked
   * at within seconds: shorter spans see it sooner, longer ones see it in small plans.
   */
  private static final List<Integer> PARTS = List.of(15, 5, 1);

  /**
   * When there is a storm.
   *
   * @param share so many of a hundred touchpoints that were looked at
   * @param atLeast and so many in all
   * @param within in that time, or a part of it
   * @param hold the longest that messages are held
   */
  public record Terms(int share, int atLeast, Duration within, Duration hold) {
    public static final Terms USUAL =
        new Terms(30, 10, Duration.ofMinutes(5), Duration.ofMinutes(15));
  }

  /**
   * What was lately seen of one check.
   *
   * @param lookedAt the last look that saw anything
   * @param turnedAt when it turned from fine to bad; null if it did not, or is fine again
   */
  public record Sight(CheckId check, Instant lookedAt, @Nullable Instant turnedAt) {
    private boolean turnedAfter(Instant moment) {
      return turnedAt != null && turnedAt.isAfter(moment);
    }
  }

  /**
   * The storm that these sights are, if they are one.
   *
   * @param after what turned bad up to then is known already
   */
  public static Optional<Storm> in(
      Collection<Sight> sights, Terms terms, Instant after, Instant now) {
    for (int part : PARTS) {
      Instant start = now.minus(terms.within().dividedBy(part));
      Instant from = start.isAfter(after) ? start : after;
      Set<String> looked = new HashSet<>();
      Set<String> turned = new HashSet<>();
      Instant first = now;
      for (Sight sight : sights) {
        if (sight.lookedAt().isAfter(start)) {
          looked.add(sight.check().touchpoint());
        }
        Instant at = sight.turnedAt();
        if (at != null && sight.turnedAfter(from)) {
          turned.add(sight.check().touchpoint());
          first = at.isBefore(first) ? at : first;
        }
      }
      looked.addAll(turned);
      if (turned.size() >= terms.atLeast()
          && turned.size() * 100 >= looked.size() * terms.share()) {
        return Optional.of(begin(first, looked.size(), turned.size(), terms, now));
      }
    }
    return Optional.empty();
  }

  private static Storm begin(Instant first, int looked, int turned, Terms terms, Instant now) {
    return new Storm(
        Ids.of("storm", Long.toString(now.toEpochMilli())),
        "wellkept",
        first,
        now.plus(terms.hold()),
        now,
        now.plus(terms.hold().dividedBy(CRITICAL_WAITS)),
        looked,
        turned);
  }

  /**
   * Whether the check turned from fine to bad by a look; what was never seen fine has not turned.
   *
   * @param open the check's incidents before the look
   */
  public static boolean turnedBad(
      CheckState before, Collection<Incident> open, Incidents.Step step) {
    boolean wasBad = !before.suspicions().isEmpty() || open.stream().anyMatch(Storm::concerns);
    return before.lastSeen() != null && !wasBad && isBad(step);
  }

  /** Whether the check looks bad after a look. */
  public static boolean isBad(Incidents.Step step) {
    return !step.next().suspicions().isEmpty()
        || step.changed().stream().anyMatch(i -> concerns(i) && !i.resolved());
  }

  private static boolean concerns(Incident incident) {
    return incident.audience() == Audience.OWNERS;
  }

  /** Whether the incident, or the latest news of it, came with this storm. */
  public boolean brought(Incident incident) {
    return concerns(incident) && (within(incident.openedAt()) || within(incident.newsAt()));
  }

  private boolean within(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(until);
  }

  /** Until when a message about what it brought is held. */
  public Instant holdsUntil(Severity severity) {
    return severity == Severity.CRITICAL && criticalUntil.isBefore(until) ? criticalUntil : until;
  }

  /** Whether a message about what it brought is held. */
  public boolean holds(Severity severity, Instant now) {
    return now.isBefore(holdsUntil(severity));
  }
}
