package io.wellkept.incident;

import io.wellkept.touchpoint.Absence;
import io.wellkept.touchpoint.CheckId;
import java.time.Instant;
import java.time.LocalDate;
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
}
