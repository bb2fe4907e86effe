package io.wellkept.web;

import io.wellkept.incident.Audience;
import io.wellkept.incident.CheckState;
import io.wellkept.incident.Escalation;
import io.wellkept.incident.Event;
import io.wellkept.incident.Hold;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Rhythm;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Storm;
import io.wellkept.incident.Told;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns an incident into what a page shows of it, for readers of one language in one zone. */
final class IncidentViews {
  private final Plan plan;
  private final Words words;
  private final ZoneId zone;
  private final Instant now;

  IncidentViews(Plan plan, Words words, ZoneId zone, Instant now) {
    this.plan = plan;
    this.words = words;
    this.zone = zone;
    this.now = now;
  }

  /** The language of its readers. */
  Words words() {
    return words;
  }

  IncidentView view(Incident incident, Ledger.View ledger) {
    Touchpoint touchpoint =
        EffectivePlan.of(plan, ledger.overrides(), now)
            .touchpoint(incident.check().touchpoint())
            .orElse(null);
    String playbook = touchpoint == null ? null : touchpoint.playbook();
    boolean ours = incident.audience() != Audience.OWNERS;
    return new IncidentView(
        incident.id(),
        words.of(incident.worst()),
        incident.check().touchpoint(),
        touchpoint == null ? nameOf(incident) : touchpoint.name(),
        incident.check().check(),
        touchpoint == null ? null : browsable(touchpoint.address()),
        touchpoint == null ? placeOf(incident) : place(touchpoint),
        incident.condition(),
        words(incident.severity()),
        when(incident.since()),
        standing(incident),
        incident.taken().isPresent(),
        incident.resolved(),
        snoozed(incident),
        !incident.resolved() && !incident.audience().isAskedNothing(),
        !incident.resolved()
            && !Incidents.isReported(incident)
            && !Ownership.isAboutPeople(incident),
        findings(incident, ledger),
        playbook,
        browsable(playbook),
        touchpoint == null || ours ? null : plan.people().nameOf(touchpoint.owner()),
        touchpoint == null ? List.of() : names(touchpoint.backups()),
        knows(incident),
        next(incident, ledger),
        ledger.eventsOfIncident(incident.id()).stream().map(event -> line(event, false)).toList(),
        Moments.place(zone),
        look(incident, ledger),
        words);
  }

  private @Nullable String look(Incident incident, Ledger.View ledger) {
    Check check = Acting.lookedAt(incident, plan).orElse(null);
    if (check == null) {
      return null;
    }
    return ledger
        .check(check.id())
        .map(CheckState::lastLook)
        .map(looked ->
            words.say(
                "link.looks",
                words.fromNow(looked, now),
                words.fromNow(check.schedule().next(looked, now), now)))
        .orElseGet(() -> words.say("link.looks-soon"));
  }

  private String nameOf(Incident incident) {
    if (incident.audience() == Audience.MAINTAINED) {
      return words.say("windows.label");
    }
    return Ownership.isAboutPeople(incident)
        ? plan.people().nameOf(incident.subject())
        : incident.check().touchpoint();
  }

  private String placeOf(Incident incident) {
    if (incident.audience() == Audience.MAINTAINED) {
      return words.say("windows.title");
    }
    return words.say(
        Ownership.isAboutPeople(incident) ? "link.about-an-owner" : "link.not-in-the-plan");
  }

  When when(Instant moment) {
    return When.of(moment, zone, now, words);
  }

  /** Importance, stage and channel in one line. */
  String place(Touchpoint touchpoint) {
    List<String> parts = new ArrayList<>();
    String stage = touchpoint.stage();
    String channel = touchpoint.channel();
    if (stage != null) {
      parts.add(name(plan.journey().stages(), stage));
    }
    if (channel != null) {
      parts.add(name(plan.journey().channels(), channel));
    }
    parts.add(words.say("link.importance", words.of(touchpoint.importance())));
    return String.join(" · ", parts);
  }

  static String name(List<Journey.Place> places, String id) {
    return Journey.find(places, id).map(Journey.Place::name).orElse(id);
  }

  /** Where it stands between people and us, as a sentence. */
  String standing(Incident incident) {
    Rhythm rhythm = incident.unsteady();
    return rhythm == null || incident.resolved()
        ? person(incident)
        : words.say("link.standing.unsteady", at(rhythm.since()), behaves(rhythm))
            + " "
            + person(incident);
  }

  private String behaves(Rhythm rhythm) {
    return words.unsteady(
        rhythm.times(), rhythm.roughlyEvery(), rhythm.roughlyLasting(), rhythm.unconfirmed());
  }

  private String person(Incident incident) {
    return switch (incident.standing()) {
      case Standing.Resolved over -> words.say("link.standing.over", at(over.at()));
      case Standing.Taken taken ->
          words.say(
              taken.reason().isBlank() ? "link.standing.taken" : "link.standing.taken-because",
              plan.people().nameOf(taken.by()),
              at(taken.until()),
              taken.reason());
      case Standing.Open open ->
          snoozed(incident)
              ? words.say("link.standing.snoozed", at(incident.snoozedUntil()))
              : words.say(
                  incident.fineSince() == null
                      ? "link.standing.open"
                      : incident.unsteady() == null
                          ? "link.standing.looks-fine"
                          : "link.standing.fine-for-now");
    };
  }

  private boolean snoozed(Incident incident) {
    Instant until = incident.snoozedUntil();
    return until != null && until.isAfter(now);
  }

  private String at(@Nullable Instant moment) {
    return moment == null ? "" : words.moment(moment, zone, now);
  }

  List<FindingView> findings(Incident incident, Ledger.View ledger) {
    List<Finding> worstFirst =
        incident.findings().stream()
            .sorted(Comparator.comparing(Finding::severity).reversed())
            .toList();
    List<FindingView> views = new ArrayList<>();
    for (Finding finding : worstFirst) {
      List<PlanOverride.Mute> mutes = Mutes.of(ledger, incident.check(), finding.key(), now);
      views.add(finding(finding, mutes.isEmpty() ? null : mutes.get(0)));
    }
    return views;
  }

  FindingView finding(Finding finding, PlanOverride.@Nullable Mute mute) {
    return new FindingView(
        finding.key(),
        words.of(finding),
        words(finding.severity()),
        when(finding.since()),
        finding.confidence() >= 1
            ? null
            : words.say("link.sure", Math.round(finding.confidence() * 100)),
        finding.evidence().stream().map(IncidentViews::piece).toList(),
        mute == null
            ? null
            : new FindingView.Mute(
                plan.people().nameOf(mute.by()), when(mute.until()), mute.reason()),
        words);
  }

  private static FindingView.Piece piece(Evidence evidence) {
    return evidence.isFile()
        ? new FindingView.Piece(evidence.label(), "", null, evidence.text())
        : new FindingView.Piece(
            evidence.label(),
            evidence.text(),
            evidence.isQuote() ? null : browsable(evidence.text()),
            null);
  }

  private List<IncidentView.Known> knows(Incident incident) {
    List<IncidentView.Known> all = new ArrayList<>();
    for (Told told : incident.told()) {
      if (!told.kind().answersAnAct()) {
        Instant settled = told.settledAt();
        Instant at = settled == null ? told.decidedAt() : settled;
        all.add(new IncidentView.Known(plan.people().nameOf(told.person()), how(told), when(at)));
      }
    }
    return all;
  }

  private String how(Told told) {
    String about = words.say("event.notice." + told.kind().name());
    Told.Outcome outcome = told.outcome();
    return switch (outcome) {
      case null -> words.say("link.told.on-its-way", about);
      case SENT -> words.say("link.told.sent", about);
      case WITHDRAWN -> words.say("link.told.withdrawn", about);
      case FAILED -> words.say("link.told.failed", about);
      case SKIPPED -> words.say("link.told.skipped", words.say("reason." + told.why().name()));
    };
  }

  private @Nullable String next(Incident incident, Ledger.View ledger) {
    if (incident.resolved()) {
      return null;
    }
    if (incident.taken().isPresent()) {
      return words.say("link.next.taken");
    }
    if (snoozed(incident)) {
      return words.say("link.next.snoozed");
    }
    Escalation.Situation situation = situation(incident, ledger);
    Hold hold = Escalation.next(incident, situation, now).hold();
    if (hold != null && hold.by() != null) {
      return held(hold.why(), plan.touchpoint(hold.by()).map(Touchpoint::name).orElse(hold.by()));
    }
    Storm storm = situation.storm();
    if (storm != null && incident.uncalled() && storm.holds(incident.severity(), now)) {
      return words.say("link.next.storm", at(storm.holdsUntil(incident.severity())));
    }
    return Escalation.forecast(incident, situation, now)
        .map(this::next)
        .orElseGet(() -> words.say("link.next.reminders"));
  }

  private String held(Reason why, String by) {
    return words.say(
        why == Reason.PARENT_IS_BAD ? "link.next.parent-is-bad" : "link.next.parent", by);
  }

  private String next(Escalation.Forecast forecast) {
    String who = String.join(", ", forecast.persons().stream().map(Person::name).toList());
    String when = forecast.at().isAfter(now) ? at(forecast.at()) : words.say("link.now");
    return words.say("link.next.told", who, when);
  }

  /** What the ladder knows, with who is away by now. */
  private Escalation.Situation situation(Incident incident, Ledger.View ledger) {
    Instant born = ledger.check(incident.check()).map(CheckState::born).orElse(null);
    List<PlanOverride> overrides = ledger.overrides();
    Storm storm = EffectivePlan.storm(overrides, incident).orElse(null);
    return EffectivePlan.of(plan, overrides, now).situation(incident, born, ledger, storm, now);
  }

  List<String> names(List<String> ids) {
    return ids.stream().map(id -> plan.people().nameOf(id)).toList();
  }

  /** One line of a timeline. */
  LineView line(Event event, boolean withIncident) {
    List<String> parts = new ArrayList<>();
    if (event.person() != null) {
      parts.add(plan.people().nameOf(event.person()));
    }
    if (event.reason() != null) {
      parts.add(words.say("reason." + event.reason().name()));
    }
    if (!event.text().isBlank()) {
      parts.add(Moments.localised(new EventWords(words).of(event), zone, now, words));
    }
    return new LineView(
        when(event.at()),
        mark(event.type()),
        words.say("event.type." + event.type().name()),
        String.join(" · ", parts),
        withIncident ? event.incident() : null,
        words.say("link.incident"));
  }

  private static String mark(Event.Type type) {
    return switch (type) {
      case OPENED,
          UPDATED,
          RELAPSED,
          PROMISE_PASSED,
          BLIND,
          NOT_TOLD,
          NOT_ANSWERED,
          SKIPPED,
          PLAN_REFUSED ->
          "bad";
      case LOOKS_FINE, RESOLVED, SEES_AGAIN, OWNER_CONFIRMED, HANDED_OVER -> "good";
      case TOLD -> "told";
      case TAKEN,
          UNTAKEN,
          HANDED,
          COMMENTED,
          SNOOZED,
          MAINTENANCE_PLANNED,
          MAINTENANCE_BEGAN,
          MAINTENANCE_ENDED,
          UNSNOOZED,
          MUTED,
          UNMUTED,
          DISOWNED,
          OFFERED,
          NOT_HANDED_OVER,
          HAND_OVER_ENDED,
          AWAY,
          TRIED,
          JUDGED,
          ATTESTED,
          SIGNED_IN,
          NOT_SIGNED_IN,
          SIGNED_OUT,
          ACCOUNT_CHANGED,
          TOKEN_CHANGED,
          ACTED ->
          "person";
      case PLAN_CHANGED, STARTED, STOPPED -> "plain";
    };
  }

  static String words(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  /** The address, if it is one that a browser opens without harm. */
  static @Nullable String browsable(@Nullable URI address) {
    return address == null ? null : browsable(address.toString());
  }

  static @Nullable String browsable(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      URI uri = new URI(text.strip());
      String scheme = uri.getScheme();
      boolean web = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
      return web && uri.getHost() != null ? uri.toString() : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
