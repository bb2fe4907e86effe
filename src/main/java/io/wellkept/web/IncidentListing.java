package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.Plan;
import io.wellkept.report.History;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Which incidents are asked for, and in which order. */
final class IncidentListing {
  /** How long ago those ended that are shown; older ones are found by their touchpoint. */
  static final Duration BACK = Duration.ofDays(History.DAYS);

  private static final Comparator<Incident> WORST_FIRST =
      Comparator.comparing(Incident::severity)
          .reversed()
          .thenComparing(Incident::since)
          .thenComparing(Incident::id);

  private IncidentListing() {}

  /**
   * @param resolved those that are over, and not those that are open
   * @param owner id of a person, empty for anybody's
   * @param taken {@code yes}, {@code no}, or empty for both; nothing that is over is taken, so it
   *     is always empty there
   * @param condition as addresses write it, empty for any
   */
  record Filter(boolean resolved, String owner, String taken, String condition) {
    static Filter of(Context ctx) {
      boolean resolved = Listing.query(ctx, "resolved").equals("true");
      String taken = resolved ? "" : Listing.query(ctx, "taken");
      String owner = Listing.query(ctx, "owner");
      return new Filter(resolved, owner, taken, Listing.query(ctx, "condition"));
    }
  }

  /** Everything that passes: what is open worst first, what is over latest first. */
  static List<Incident> of(Ledger.View view, Filter filter, Plan present, Instant now) {
    List<Incident> all =
        filter.resolved()
            ? view.resolvedIncidents(now.minus(BACK))
            : view.openIncidents().stream().sorted(WORST_FIRST).toList();
    return all.stream().filter(incident -> passes(incident, filter, present)).toList();
  }

  private static boolean passes(Incident incident, Filter filter, Plan present) {
    return (filter.owner().isEmpty() || isOf(incident, filter.owner(), present))
        && (filter.taken().isEmpty()
            || incident.taken().isPresent() == filter.taken().equals("yes"))
        && (filter.condition().isEmpty()
            || Listing.value(incident.condition()).equals(filter.condition()));
  }

  private static boolean isOf(Incident incident, String owner, Plan present) {
    return present
        .touchpoint(incident.check().touchpoint())
        .map(Touchpoint::owner)
        .filter(owner::equals)
        .isPresent();
  }
}
