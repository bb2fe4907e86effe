package io.wellkept.incident;

import io.wellkept.touchpoint.Absence;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Team;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.touchpoint.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Drives the pure core as the application would, with a clock that is moved by hand: one check of
 * one touchpoint, its people, and the messages that they hear. Anna owns it, Ben stands in, Carla
 * leads their team; it is Monday, ten in the morning in Berlin.
 */
final class Story {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  static final CheckId CHECK = new CheckId("summer-landing", "page");
  static final Policy USUAL =
      policy(
          false,
          new Policy.Rung(new Addressee.Owner(), Duration.ZERO),
          new Policy.Rung(new Addressee.Backup(), Duration.ofHours(4)),
          new Policy.Rung(new Addressee.OwnersLead(), Duration.ofHours(2)));

  final Map<String, Person> persons = new LinkedHashMap<>();
  final Map<String, Incident> incidents = new LinkedHashMap<>();
  final List<Notice> outbox = new ArrayList<>();
  final List<Notice> decided = new ArrayList<>();
  final List<Event> events = new ArrayList<>();
  final Set<String> withoutRoad = new HashSet<>();
  final Set<String> deaf = new HashSet<>();
  final Set<String> muted = new HashSet<>();
  List<String> backups = List.of("ben");
  String owner = "anna";
  Policy policy = USUAL;
  Duration confirm = Duration.ofSeconds(30);
  Instant observedUntil = Instant.EPOCH;
  boolean parentBad;
  Storm storm;
  boolean delivering = true;
  CheckState state;
  Incidents.Step step;
  Escalation.Decision decision;
  Instant now;
  private final List<String> heard = new ArrayList<>();

  Story() {
    this("2026-06-01T10:00");
  }

  Story(String berlinTime) {
    now = at(berlinTime);
    state = CheckState.born(CHECK, now);
    person("anna", BERLIN);
    person("ben", BERLIN);
    person("carla", BERLIN);
  }

  static Instant at(String berlinTime) {
    return LocalDateTime.parse(berlinTime).atZone(BERLIN).toInstant();
  }

  static Policy policy(boolean aroundTheClock, Policy.Rung... rungs) {
    return new Policy(
        "usual",
        List.of(rungs),
        aroundTheClock,
        Duration.ofDays(7),
        Duration.ofHours(8),
        Duration.ofHours(24));
  }

  static Policy.Rung rung(String tell, String after) {
    return new Policy.Rung(Addressee.parse(tell), Duration.parse(after));
  }

  static Person someone(String id, ZoneId zone, WorkingHours hours, Absence... away) {
    return new Person(
        id, id, Map.of("email", id + "@example.org"), List.of(), zone, hours, List.of(away));
  }

  Story person(String id, ZoneId zone) {
    persons.put(id, someone(id, zone, WorkingHours.USUAL));
    return this;
  }

  Story always(String id) {
    persons.put(id, someone(id, persons.get(id).zone(), WorkingHours.ALWAYS));
    return this;
  }

  Story away(String id, String from, String until) {
    Absence absence = new Absence(LocalDate.parse(from), LocalDate.parse(until));
    persons.computeIfPresent(id, (key, person) -> person.alsoAway(List.of(absence)));
    return this;
  }

  static Finding finding(String code, Severity severity) {
    return Finding.of(code, severity, Condition.BROKEN, "It is " + code, Instant.EPOCH);
  }

  Story looks(Finding... findings) {
    return looks(new Observation.Seen(List.of(findings), List.of()));
  }

  Story looksBad() {
    return looks(finding("page.status", Severity.MAJOR).since(now));
  }

  Story looksFine() {
    return looks();
  }

  Story looksInVain() {
    return looks(new Observation.Blind(new Fault.OwnNetwork("no route")));
  }

  Story took(double seconds) {
    List<Measurement> latency = List.of(new Measurement(Measurement.LATENCY, seconds));
    return looks(new Observation.Seen(List.of(), latency));
  }

  private Story looks(Observation observation) {
    List<Incident> open = incidents.values().stream().filter(i -> !i.resolved()).toList();
    step = Incidents.step(state, open, observation, Memory.EMPTY, terms(), now);
    state = step.next();
    events.addAll(step.events());
    step.changed().forEach(incident -> incidents.put(incident.id(), incident));
    return settle();
  }

  Incidents.Terms terms() {
    return new Incidents.Terms(
        new Schedule(Duration.ofMinutes(5), confirm), 0.5, muted, Duration.ofHours(1));
  }

  /** Bad, and bad again at the second look. */
  Story breaks() {
    return looksBad().passes(confirm).looksBad();
  }

  /** Fine, and fine again at the second look. */
  Story isMended() {
    return looksFine().passes(confirm).looksFine();
  }

  Story passes(Duration time) {
    return until(now.plus(time));
  }

  Story passes(String time) {
    return passes(Duration.parse(time));
  }

  Story until(String berlinTime) {
    return until(at(berlinTime));
  }

  /** Moves the clock from due moment to due moment, as the rounds would. */
  Story until(Instant end) {
    while (true) {
      Instant next = nextDue();
      if (next == null || next.isAfter(end)) {
        now = end;
        return settle();
      }
      now = next;
      settle();
    }
  }

  private Instant nextDue() {
    List<Instant> moments = new ArrayList<>();
    incidents.values().stream()
        .filter(i -> i.wakeAt() != null)
        .forEach(i -> moments.add(i.wakeAt()));
    if (delivering) {
      outbox.stream().map(Notice::dueAt).forEach(moments::add);
    }
    return moments.stream().filter(m -> m.isAfter(now)).min(Instant::compareTo).orElse(null);
  }

  /** Lets the ladder decide and the messages leave until nothing more happens at this moment. */
  Story settle() {
    for (int i = 0; i < 60; i++) {
      boolean worked = wake();
      if (delivering) {
        worked |= deliver();
      }
      if (!worked) {
        return this;
      }
    }
    throw new AssertionError("the ladder does not come to rest at " + now + ": " + heard);
  }

  private boolean wake() {
    boolean worked = false;
    for (Incident incident : List.copyOf(incidents.values())) {
      if (incident.wakeAt() != null && !incident.wakeAt().isAfter(now)) {
        decide(incident);
        worked = true;
      }
    }
    return worked;
  }

  private void decide(Incident incident) {
    decision = Escalation.next(incident, situation(incident), now);
    if (incident.resolved() && decision.notices().stream().anyMatch(n -> n.kind().asksToAct())) {
      throw new AssertionError("asks to act although it is over: " + decision.notices());
    }
    incidents.put(incident.id(), decision.next());
    events.addAll(decision.events());
    outbox.addAll(decision.notices());
    decided.addAll(decision.notices());
  }

  Escalation.Situation situation() {
    return situation(incident());
  }

  private Escalation.Situation situation(Incident incident) {
    return new Escalation.Situation(
        policy,
        new Roster(people(), touchpoint()),
        person -> !withoutRoad.contains(person.id()),
        observedUntil,
        parentBad,
        storm != null && storm.brought(incident) ? storm : null,
        Timing.USUAL);
  }

  private People people() {
    return People.of(
        persons.values(), List.of(new Team("web", "Web", "carla", List.of("anna", "ben"))));
  }

  private Touchpoint touchpoint() {
    return new Touchpoint(
        "summer-landing",
        "Summer landing page",
        null,
        Importance.NORMAL,
        owner,
        backups,
        null,
        null,
        Set.of(),
        Set.of(),
        null,
        Live.ALWAYS,
        Set.of(),
        Set.of(),
        Duration.ofDays(1),
        List.of());
  }

  /** Sends what is due, as long as it is true. */
  boolean deliver() {
    boolean worked = false;
    for (Notice notice : List.copyOf(outbox)) {
      if (notice.dueAt().isAfter(now)) {
        continue;
      }
      Incident incident = incidents.get(notice.incident());
      Told.Outcome outcome =
          switch (Truth.of(notice, incident, persons.containsKey(notice.person()))) {
            case Truth.Stands() ->
                deaf.contains(notice.person()) ? Told.Outcome.FAILED : Told.Outcome.SENT;
            case Truth.Gone gone -> Told.Outcome.WITHDRAWN;
            case Truth.Unsure unsure -> null;
          };
      if (outcome != null) {
        end(notice, outcome);
        worked = true;
      }
    }
    return worked;
  }

  void end(Notice notice, Told.Outcome outcome) {
    outbox.remove(notice);
    incidents.computeIfPresent(
        notice.incident(), (id, incident) -> incident.settled(notice.id(), outcome, now));
    if (outcome == Told.Outcome.SENT) {
      heard.add(notice.person() + " " + notice.kind());
    }
  }

  Story takes(String person, String until) {
    return acts(Acts.take(incident(), person, at(until), "on it", "link", policy, now));
  }

  Story givesBack(String person) {
    return acts(Acts.giveBack(incident(), person, "link", now));
  }

  Story snoozes(String person, String until) {
    return acts(Acts.snooze(incident(), person, at(until), policy, now));
  }

  Story acts(Acts.Result result) {
    if (!(result instanceof Acts.Result.Done done)) {
      return this;
    }
    incidents.put(done.incident().id(), done.incident());
    events.addAll(done.events());
    return settle();
  }

  /** The latest incident. */
  Incident incident() {
    return List.copyOf(incidents.values()).get(incidents.size() - 1);
  }

  /** "anna OPENED" and so on, since this was asked last. */
  List<String> heard() {
    List<String> lately = List.copyOf(heard);
    heard.clear();
    return lately;
  }
}
