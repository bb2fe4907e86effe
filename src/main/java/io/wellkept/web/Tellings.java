package io.wellkept.web;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Escalation;
import io.wellkept.incident.Escalation.Forecast;
import io.wellkept.incident.HandOver;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Outlook;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Storm;
import io.wellkept.incident.Told;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says of an incident who was told, by which road, and who is next. */
final class Tellings {
  private final Plan plan;
  private final Words words;
  private final ZoneId zone;
  private final Instant now;

  /**
   * @param plan as it is configured
   * @param zone the reader's
   */
  Tellings(Plan plan, Words words, ZoneId zone, Instant now) {
    this.plan = plan;
    this.words = words;
    this.zone = zone;
    this.now = now;
  }

  NextView view(Incident incident, Ledger.View ledger) {
    Outlook outlook = outlook(incident, ledger);
    Forecast next = outlook.next();
    return new NextView(
        tellings(incident, ledger),
        incident.resolved() ? null : atPresent(incident, outlook),
        incident.resolved() || next == null ? null : next(incident, next),
        handing(incident),
        incident.taken().map(Standing.Taken::by).orElse(""),
        Ownership.isAboutPeople(incident) ? List.of() : others(incident));
  }

  /** What the ladder knows, with who is away by now. */
  private Outlook outlook(Incident incident, Ledger.View ledger) {
    Instant born = ledger.check(incident.check()).map(CheckState::born).orElse(null);
    List<PlanOverride> overrides = ledger.overrides();
    Storm storm = EffectivePlan.storm(overrides, incident).orElse(null);
    Plan present = EffectivePlan.of(plan, overrides, now);
    return Escalation.outlook(incident, present.situation(incident, born, ledger, storm, now), now);
  }

  // ---- what was said

  private List<NextView.Telling> tellings(Incident incident, Ledger.View ledger) {
    List<NextView.Telling> all = new ArrayList<>();
    record Line(Instant at, NextView.Telling telling) {}
    List<Line> lines = new ArrayList<>();
    for (Ledger.Posted posted : ledger.postings(incident.id())) {
      lines.add(new Line(posted.posting().notice().decidedAt(), telling(posted)));
    }
    for (Told told : incident.told()) {
      if (told.outcome() == Told.Outcome.SKIPPED) {
        lines.add(new Line(told.decidedAt(), skipped(told)));
      }
    }
    lines.sort(Comparator.comparing(Line::at));
    lines.forEach(line -> all.add(line.telling()));
    return all;
  }

  private NextView.Telling telling(Ledger.Posted posted) {
    Posting posting = posted.posting();
    Posting.Ending ending = posted.ending();
    Instant settled = posted.settledAt();
    String mark =
        switch (ending) {
          case null -> "plain";
          case Posting.Ending.Sent sent -> "good";
          case Posting.Ending.Withdrawn withdrawn -> "plain";
          case Posting.Ending.Rerouted rerouted -> "bad";
        };
    return new NextView.Telling(
        name(posting.notice().person()),
        words.say("incident.kind." + posting.notice().kind().name()),
        posting.notifier(),
        When.of(settled == null ? posting.notice().decidedAt() : settled, zone, now, words),
        mark,
        ending(posting, ending));
  }

  private String ending(Posting posting, Posting.@Nullable Ending ending) {
    return switch (ending) {
      case null ->
          posting.dueAt().isAfter(now)
              ? words.say("incident.ending.waits", moment(posting.dueAt()))
              : words.say("incident.ending.on-its-way");
      case Posting.Ending.Sent sent -> words.say("incident.ending.sent");
      case Posting.Ending.Withdrawn withdrawn ->
          words.say("incident.ending.withdrawn", words.say("reason." + withdrawn.because().name()));
      case Posting.Ending.Rerouted rerouted ->
          words.say("incident.ending.failed", words.say("reason." + rerouted.because().name()));
    };
  }

  private NextView.Telling skipped(Told told) {
    return new NextView.Telling(
        name(told.person()),
        words.say("incident.kind." + told.kind().name()),
        "",
        When.of(told.decidedAt(), zone, now, words),
        "bad",
        words.say("incident.ending.skipped", words.say("reason." + told.why().name())));
  }

  // ---- what will be said

  private String atPresent(Incident incident, Outlook outlook) {
    Instant until = outlook.until();
    String when = until == null ? "" : moment(until);
    String by = outlook.by();
    String name = by == null ? "" : plan.touchpoint(by).map(Touchpoint::name).orElse(by);
    return switch (outlook.why()) {
      case TAKEN, SOMEBODY_TOOK_IT ->
          words.say(
              "incident.now.taken",
              incident.taken().map(taken -> name(taken.by())).orElse(""),
              incident.taken().map(taken -> moment(taken.until())).orElse(""));
      case SNOOZED -> words.say("incident.now.snoozed", when);
      case STORM -> words.say("incident.now.storm", when);
      case OBSERVING -> words.say("incident.now.observing", when);
      case WAITING_FOR_CERTAINTY -> words.say("incident.now.certainty");
      case PARENT_IS_BAD -> words.say("incident.now.parent-is-bad", name);
      case PARENT_TO_BE_SEEN, PARENT_RECOVERED -> words.say("incident.now.parent", name);
      case OUT_OF_HOURS -> words.say("incident.now.out-of-hours", when);
      case THERE_IS_TIME -> words.say("incident.now.there-is-time", when);
      case WAITING_FOR_REACTION ->
          outlook.next() == null
              ? words.say("incident.now.all-told")
              : words.say("incident.now.reaction", when);
      case WAITING_FOR_DELIVERY -> words.say("incident.now.delivery");
      case NOBODY_REACHABLE -> words.say("incident.now.nobody");
      default ->
          words.say(
              outlook.held() ? "incident.now.held" : "incident.now.other",
              words.say("reason." + outlook.why().name()));
    };
  }

  private String next(Incident incident, Forecast next) {
    String who = String.join(", ", next.persons().stream().map(Person::name).toList());
    String key = incident.taken().isPresent() ? "incident.next.promise" : "incident.next.nobody";
    return next.at().isAfter(now)
        ? words.say(key, who, moment(next.at()))
        : words.say("incident.next.now", who);
  }

  private @Nullable String handing(Incident incident) {
    HandOver over = incident.handOver();
    if (over == null || incident.resolved()) {
      return null;
    }
    return words.say(
        over.why().isEmpty() ? "incident.handing" : "incident.handing-because",
        name(over.by()),
        name(over.to()),
        moment(over.at()),
        over.why());
  }

  private List<ActForm.Choice> others(Incident incident) {
    String holder = incident.taken().map(Standing.Taken::by).orElse("");
    return plan.people().persons().values().stream()
        .filter(person -> !person.id().equals(holder) && !person.hasLeft(now))
        .map(ActForm.Choice::of)
        .toList();
  }

  private String name(String person) {
    return plan.people().nameOf(person);
  }

  private String moment(Instant moment) {
    return words.moment(moment, zone, now);
  }
}
