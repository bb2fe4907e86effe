package io.wellkept.app;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Escalation;
import io.wellkept.incident.HandOver;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Outlook;
import io.wellkept.incident.Rhythm;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Told;
import io.wellkept.ledger.Ledger;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Spans;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a touchpoint is as it is: what was seen, what is wrong, who was told, who is next and when,
 * and what is held back. Every field is a sentence or a name for a reader.
 *
 * @param owner the accountable person's name
 * @param maintenance until when it is under maintenance; null if it is not
 */
record Explanation(
    String touchpoint,
    String name,
    String owner,
    List<String> backups,
    List<CheckPart> checks,
    List<IncidentPart> incidents,
    @Nullable String maintenance) {

  /**
   * @param found what the last look that saw found, also what is muted or unsure
   */
  record CheckPart(String check, String lastLook, List<String> found, @Nullable String blind) {}

  /**
   * @param told one line for everybody who was told or passed over
   * @param now what is decided at this moment, or what holds everything back
   * @param next who is next if nobody reacts, and when; null if nobody
   */
  record IncidentPart(
      String id,
      String since,
      List<String> wrong,
      List<String> told,
      String standing,
      String now,
      @Nullable String next) {}

  /** Explains a touchpoint, or one check of it. */
  static Explanation of(Ledger.View view, Touchpoint touchpoint, Present present) {
    return new Telling(view, present).explain(touchpoint);
  }

  /** The explanation as text, a line each. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(name + " (" + touchpoint + ")");
    lines.add("  owner " + owner + ", stands in: " + String.join(", ", backups));
    if (maintenance != null) {
      lines.add("  " + maintenance);
    }
    if (checks.isEmpty()) {
      lines.add("  nothing looks at it: it has no check");
    }
    for (CheckPart part : checks) {
      lines.add("  " + part.check() + ": " + part.lastLook());
      part.found().forEach(found -> lines.add("    found: " + found));
      if (part.blind() != null) {
        lines.add("    " + part.blind());
      }
    }
    if (incidents.isEmpty()) {
      lines.add("  no incident is open");
    }
    for (IncidentPart part : incidents) {
      lines.add("  incident " + part.id() + ", " + part.since());
      part.wrong().forEach(wrong -> lines.add("    wrong: " + wrong));
      part.told().forEach(told -> lines.add("    " + told));
      lines.add("    " + part.standing());
      lines.add("    now: " + part.now());
      lines.add("    next: " + (part.next() == null ? "nobody" : part.next()));
    }
    return String.join("\n", lines);
  }

  private record Telling(Ledger.View view, Present present) {
    private static final DateTimeFormatter MOMENT =
        DateTimeFormatter.ofPattern("EEE d MMM HH:mm:ss", Locale.ENGLISH);

    Explanation explain(Touchpoint touchpoint) {
      List<CheckPart> checks = touchpoint.checks().stream().map(this::check).toList();
      List<IncidentPart> incidents =
          view.incidentsOf(touchpoint.id(), 100).stream()
              .filter(incident -> !incident.resolved())
              .map(this::incident)
              .toList();
      return new Explanation(
          touchpoint.id(),
          touchpoint.name(),
          nameOf(touchpoint.owner()),
          touchpoint.backups().stream().map(this::nameOf).toList(),
          checks,
          incidents,
          maintenance(touchpoint));
    }

    private @Nullable String maintenance(Touchpoint touchpoint) {
      Instant now = present.now();
      return present
          .plan()
          .windows()
          .since(touchpoint, now, now)
          .at(now)
          .map(lasting -> "under maintenance until " + moment(lasting.until()))
          .orElse(null);
    }

    private CheckPart check(Check check) {
      Optional<CheckState> state = view.check(check.id());
      Instant last = state.map(CheckState::lastLook).orElse(null);
      List<String> found =
          state.stream().flatMap(s -> s.findings().stream()).map(f -> found(check, f)).toList();
      String looked = last == null ? "has not looked yet" : "looked " + moment(last);
      return new CheckPart(check.id().check(), looked, found, state.map(this::blind).orElse(null));
    }

    private String found(Check check, Finding finding) {
      if (present.terms(check, present.now()).muted().contains(finding.key())) {
        return finding.headline() + " (muted)";
      }
      boolean unsure = finding.confidence() < check.kind().threshold();
      return finding.headline() + (unsure ? " (not sure enough to tell anybody)" : "");
    }

    private @Nullable String blind(CheckState state) {
      Instant since = state.blindSince();
      return since == null || state.fault() == null
          ? null
          : "cannot look since " + moment(since) + ": " + state.fault().words();
    }

    private IncidentPart incident(Incident incident) {
      CheckState state = view.check(incident.check()).orElse(null);
      Escalation.Situation situation = present.situation(incident, state, view);
      Outlook outlook = Escalation.outlook(incident, situation, present.now());
      Escalation.Forecast next = outlook.next();
      return new IncidentPart(
          incident.id(),
          since(incident) + audience(incident),
          incident.findings().stream().map(this::wrong).toList(),
          incident.told().stream().map(this::told).toList(),
          standing(incident.standing()) + handed(incident),
          now(outlook),
          next == null ? null : next(next));
    }

    private String handed(Incident incident) {
      HandOver over = incident.handOver();
      return over == null || incident.resolved()
          ? ""
          : "; "
              + nameOf(over.by())
              + " asked "
              + nameOf(over.to())
              + " to take it "
              + moment(over.at());
    }

    private String since(Incident incident) {
      Rhythm rhythm = incident.unsteady();
      return rhythm == null
          ? "wrong since " + moment(incident.since())
          : "unsteady since " + moment(rhythm.since()) + ": " + rhythm.words();
    }

    private static String audience(Incident incident) {
      return switch (incident.audience()) {
        case OWNERS -> "";
        case OPERATORS -> ", told to the operators";
        case PERSON, LEAD, STAND_INS -> ", about who looks after it";
        case MAINTAINED -> ", told to the owners of what it covers";
      };
    }

    private String wrong(Finding finding) {
      List<String> evidence =
          finding.evidence().stream().map(e -> e.label() + ": " + e.text()).toList();
      return finding.headline()
          + " ["
          + finding.severity().name().toLowerCase(Locale.ROOT)
          + "]"
          + (evidence.isEmpty() ? "" : "; " + String.join("; ", evidence));
    }

    private String told(Told told) {
      String who = nameOf(told.person());
      Told.Outcome outcome = told.outcome();
      if (outcome == null) {
        return who
            + ": "
            + told.kind().words()
            + " is on its way since "
            + moment(told.decidedAt());
      }
      Instant at = told.settledAt() == null ? told.decidedAt() : told.settledAt();
      return switch (outcome) {
        case SENT -> who + " was told " + told.kind().words() + " " + moment(at);
        case FAILED -> who + " could not be told " + told.kind().words() + " " + moment(at);
        case WITHDRAWN -> who + " was spared " + told.kind().words() + " " + moment(at);
        case SKIPPED -> who + " was passed over " + moment(at) + ": " + told.why().words();
      };
    }

    private String standing(Standing standing) {
      return switch (standing) {
        case Standing.Open() -> "nobody has taken it";
        case Standing.Taken taken ->
            nameOf(taken.by()) + " took it and promised it until " + moment(taken.until());
        case Standing.Resolved(Instant at, var because) ->
            "over since " + moment(at) + ": " + because.words();
      };
    }

    private String now(Outlook outlook) {
      String held = outlook.by();
      Instant until = outlook.until();
      String by =
          held == null
              ? ""
              : ": " + present.plan().touchpoint(held).map(Touchpoint::name).orElse(held);
      return outlook.why().words() + by + (until == null ? "" : ", until " + moment(until));
    }

    private String next(Escalation.Forecast forecast) {
      List<String> names = forecast.persons().stream().map(Person::name).toList();
      return String.join(" and ", names) + " " + moment(forecast.at());
    }

    private String nameOf(String person) {
      return present.plan().people().nameOf(person);
    }

    private String moment(Instant moment) {
      ZoneId zone = present.plan().daemon().zone();
      Duration ago = Duration.between(moment, present.now());
      String distance = ago.isNegative() ? "in " + Spans.words(ago) : Spans.words(ago) + " ago";
      return MOMENT.format(moment.atZone(zone)) + " (" + distance + ")";
    }
  }
}
