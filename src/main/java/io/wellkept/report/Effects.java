package io.wellkept.report;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Pauses.Pause;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Tally;
import io.wellkept.incident.Windows;
import io.wellkept.ledger.Initiative;
import io.wellkept.ledger.Initiative.Measure;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the ledger knows of initiatives. */
public final class Effects {
  /** More than a touchpoint has within the times that are compared. */
  private static final int INCIDENTS = 1_000;

  private Effects() {}

  /**
   * The effect of an initiative.
   *
   * @param touchpoint where it was made; null if it is not in the plan any more
   * @param windows of the plan
   */
  public static Effect of(
      View view, Initiative one, @Nullable Touchpoint touchpoint, Windows windows, Instant now) {
    return Effect.of(one, facts(view, one, touchpoint, windows, now), now);
  }

  private static Effect.Facts facts(
      View view, Initiative one, @Nullable Touchpoint touchpoint, Windows windows, Instant now) {
    Measure measure = one.measure();
    Instant from = Effect.from(one, now);
    boolean judged = one.verdict() != null;
    Touchpoint watched = measure == Measure.CONDITION && !judged ? touchpoint : null;
    CheckId check =
        one.check() == null || judged ? null : new CheckId(one.touchpoint(), one.check());
    return new Effect.Facts(
        watched == null ? List.of() : seen(view, watched, windows, from, now),
        watched == null ? List.of() : bad(view, watched.id(), now),
        measure == Measure.ANSWER_TIME && !judged ? view.voices(one.touchpoint(), from) : List.of(),
        check == null || kept(measure).isEmpty()
            ? List.of()
            : view.figures(check, kept(measure).orElseThrow(), from),
        check == null || measure != Measure.RESPONSE_TIME ? List.of() : view.rollups(check, from));
  }

  /** The name of the measurement whose history is kept for it; empty if it is none. */
  public static Optional<String> kept(Measure measure) {
    return switch (measure) {
      case KPI -> Optional.of("value");
      case RATING -> Optional.of("rating");
      case CONDITION, ANSWER_TIME, RESPONSE_TIME -> Optional.empty();
    };
  }

  /** Hours in which it was worked on count neither way. */
  private static List<Instant> seen(
      View view, Touchpoint touchpoint, Windows windows, Instant from, Instant now) {
    List<Pause> work = Maintained.at(touchpoint, view, windows, from, now);
    return touchpoint.checks().stream()
        .map(Check::id)
        .flatMap(check -> view.rollups(check, from).stream())
        .filter(hour -> hour.looks() > hour.blind())
        .map(Tally::hour)
        .filter(hour -> work.stream().noneMatch(one -> touches(one, hour)))
        .toList();
  }

  private static boolean touches(Pause pause, Instant hour) {
    return pause.until().isAfter(hour) && pause.from().isBefore(hour.plus(Duration.ofHours(1)));
  }

  private static List<Pause> bad(View view, String touchpoint, Instant now) {
    return view.incidentsOf(touchpoint, INCIDENTS).stream()
        .filter(incident -> incident.audience() == Audience.OWNERS)
        .map(incident -> bad(incident, now))
        .filter(span -> span.from().isBefore(span.until()))
        .toList();
  }

  private static Pause bad(Incident incident, Instant now) {
    Instant from = incident.lateFrom().orElse(incident.since());
    Instant until = incident.standing() instanceof Standing.Resolved over ? over.at() : now;
    return new Pause(from, until);
  }
}
