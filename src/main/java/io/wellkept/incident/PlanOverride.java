package io.wellkept.incident;

import io.wellkept.touchpoint.Absence;
import io.wellkept.touchpoint.CheckId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person, or Wellkept itself, changed at run time: a dated row in the ledger, never an edit
 * of the YAML.
 */
public sealed interface PlanOverride
    permits PlanOverride.Mute,
        PlanOverride.Away,
        PlanOverride.LinksVoid,
        PlanOverride.Holidays,
        PlanOverride.Offer,
        PlanOverride.HandedOver,
        PlanOverride.Maintenance,
        Storm {
  /** Its row in the ledger. */
  String id();

  /** Who did it. */
  String by();

  Instant from();

  /** When it ends by itself; null if it does not. */
  @Nullable Instant until();

  default boolean inForce(Instant now) {
    Instant end = until();
    return !now.isBefore(from()) && (end == null || now.isBefore(end));
  }

  /** One finding, known by its key, is not a fault until then. */
  record Mute(
      String id,
      String by,
      Instant from,
      Instant until,
      CheckId check,
      String findingKey,
      String reason)
      implements PlanOverride {}

  /** A person is away, beyond what the YAML says. */
  record Away(String id, String by, Instant from, Instant until, String person, Absence days)
      implements PlanOverride {}

  /** Links that were sent to the person before {@code from} are void. */
  record LinksVoid(String id, String by, Instant from, @Nullable Instant until, String person)
      implements PlanOverride {}

  /**
   * What a calendar that was fetched says.
   *
   * @param by the process that fetched it
   * @param calendar its id in the plan
   */
  record Holidays(
      String id,
      String by,
      Instant from,
      @Nullable Instant until,
      String calendar,
      List<LocalDate> days)
      implements PlanOverride {
    public Holidays {
      days = List.copyOf(days);
    }
  }

  /**
   * Somebody is asked to answer for a touchpoint from now on; until they say yes, whoever does goes
   * on doing so.
   *
   * @param by who wants it handed over
   * @param until when an answer is expected; as early as {@code from} once it was answered
   * @param owner who answers for it meanwhile
   * @param why may be empty
   */
  record Offer(
      String id,
      String by,
      Instant from,
      Instant until,
      String touchpoint,
      String owner,
      String to,
      String why)
      implements PlanOverride {
    /** The same, with so much more time as nobody could have answered in. */
    public Offer less(Pauses pauses) {
      Instant later = pauses.after(from, Duration.between(from, until));
      return later.equals(until)
          ? this
          : new Offer(id, by, from, later, touchpoint, owner, to, why);
    }
  }

  /**
   * Somebody took a touchpoint over, and the file does not say so yet.
   *
   * @param by who handed it over
   * @param owner whom the file names
   * @param to who answers for it instead
   */
  record HandedOver(
      String id,
      String by,
      Instant from,
      @Nullable Instant until,
      String touchpoint,
      String owner,
      String to)
      implements PlanOverride {}

  /**
   * A maintenance window that somebody made, or a touchpoint that somebody snoozed.
   *
   * @param until the end of the last time; not after {@code from} if it was called off
   * @param weekly days and hours as {@link Window.Weekly} reads them; null if it is once
   * @param zone by whose clocks those are; null if it is once
   * @param endedBy who ended it early, or called it off; null if nobody did
   */
  record Maintenance(
      String id,
      String by,
      Instant from,
      Instant until,
      Window.Scope scope,
      @Nullable String weekly,
      @Nullable ZoneId zone,
      String reason,
      boolean snooze,
      @Nullable String endedBy)
      implements PlanOverride {
    /** As the plan has it. */
    public Window window() {
      Window.Times times =
          weekly == null || zone == null
              ? new Window.Once(from, until)
              : Window.Weekly.parse(weekly, zone, from, until);
      return new Window(id, by, scope, times, reason, snooze);
    }
  }
}
