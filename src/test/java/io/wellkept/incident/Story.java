package io.wellkept.incident;

import io.wellkept.touchpoint.Absence;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Kind;
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
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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

  private static final Kind KIND =
      new Kind(
          "page",
          NoSettings.class,
          new Schedule(Duration.ofMinutes(5), Duration.ofSeconds(30)),
          0.5,
          false,
          false,
          settings -> Optional.empty());

  record NoSettings() {}

  /** A message that left. */
  record Sent(Notice notice, Instant at) {}

  final Map<String, Person> persons = new LinkedHashMap<>();
  final Map<String, Incident> incidents = new LinkedHashMap<>();
  final List<Notice> outbox = new ArrayList<>();
  final List<Notice> decided = new ArrayList<>();
  final Map<String, Told.Outcome> ended = new HashMap<>();
  final List<Sent> sent = new ArrayList<>();
  final List<Event> events = new ArrayList<>();
  final Set<String> withoutRoad = new HashSet<>();
  final Set<String> deaf = new HashSet<>();
  final Set<String> muted = new HashSet<>();
  List<String> backups = List.of("ben");
  List<String> concerned = List.of();
  String owner = "anna";
  Policy policy = USUAL;
  Duration observe = Duration.ZERO;
  Duration every = Duration.ofMinutes(5);
  Duration confirm = Duration.ofSeconds(30);
  Instant observedUntil = Instant.EPOCH;
  final String id;
  final CheckId check;
  private final Map<String, Instant> later = new HashMap<>();

  /** Its id while something waits for a look at it. */
  final Set<String> wanted = new HashSet<>();

  private final List<Story> parents = new ArrayList<>();
  private List<Story> kin = new ArrayList<>(List.of(this));
  Live live = Live.ALWAYS;
  Importance importance = Importance.NORMAL;
  Storm storm;
  final List<Pauses.Pause> windows = new ArrayList<>();
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
    this("summer-landing", at(berlinTime));
  }

  private Story(String id, Instant begin) {
    this.id = id;
    check = new CheckId(id, "page");
    now = begin;
    state = CheckState.born(check, now);
    person("anna", BERLIN);
    person("ben", BERLIN);
    person("carla", BERLIN);
  }

  /** Another touchpoint with people, looks and messages of its own, in the same time. */
  Story another(String name) {
    Story other = new Story(name, now);
    other.policy = policy;
    kin.add(other);
    other.kin = kin;
    return other;
  }

  /** Nearest first, as the plan gives them. */
  Story dependsOn(Story... on) {
    parents.addAll(List.of(on));
    return this;
  }

  /** A start lets a look come first, and asks every ladder after that. */
  void restarts() {
    Instant wake = now.plus(Duration.ofMinutes(2));
    kin.forEach(one ->
        one.incidents.replaceAll(
            (key, incident) -> incident.resolved() ? incident : incident.wakeAt(wake)));
  }

  /** The clock of the machine is set back; what is due moves with it, and every ladder is asked. */
  void clockGoesBack(Duration by) {
    for (Story one : kin) {
      one.now = one.now.minus(by);
      one.outbox.forEach(notice -> one.later.put(notice.id(), one.dueAt(notice).minus(by)));
      one.incidents.replaceAll(
          (key, incident) -> incident.wakeAt() == null ? incident : incident.wakeAt(one.now));
    }
    settle();
  }

  /** As after a reload: who is concerned is asked at once. */
  Story leaves(Story parent) {
    parents.remove(parent);
    return reloads();
  }

  /** Another plan: every open incident asks again who must know. */
  Story reloads() {
    kin.forEach(Story::wakes);
    return settle();
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
    wanted.remove(id);
    events.addAll(step.events());
    // what depends on others, or was worked on, may have been held until this very look
    boolean wakes = !parents.isEmpty() || !windows.isEmpty();
    step.changed().forEach(i -> incidents.put(i.id(), wakes ? i.wakeAt(now) : i));
    if (!step.events().isEmpty()) {
      kin.stream().filter(one -> one.ancestors().contains(this)).forEach(Story::wakes);
    }
    return settle();
  }

  /** Looks as the schedule says for that long, at something that is bad at these moments. */
  Story lives(Duration span, Predicate<Instant> bad) {
    Instant end = now.plus(span);
    Instant regular = now;
    while (now.isBefore(end)) {
      if (bad.test(now)) {
        looksBad();
      } else {
        looksFine();
      }
      if (!now.isBefore(regular)) {
        regular = regular.plus(every);
      }
      Instant again = step.lookAgainAt();
      Instant due = again != null && again.isBefore(regular) ? again : regular;
      until(due.isBefore(end) ? due : end);
    }
    return this;
  }

  /** It is worked on from now on. */
  Story isMaintainedFor(Duration span) {
    windows.add(new Pauses.Pause(now, now.plus(span)));
    return this;
  }

  private void wakes() {
    incidents.replaceAll((key, incident) -> incident.resolved() ? incident : incident.wakeAt(now));
  }

  Set<Story> ancestors() {
    Set<Story> all = new LinkedHashSet<>(parents);
    parents.forEach(parent -> all.addAll(parent.ancestors()));
    return all;
  }

  Incidents.Terms terms() {
    boolean maintenance = new Pauses(windows).at(now).isPresent();
    return new Incidents.Terms(new Schedule(every, confirm), 0.5, muted, Timing.USUAL, maintenance);
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
      Instant next =
          kin.stream().flatMap(one -> one.nextDue().stream()).min(Instant::compareTo).orElse(end);
      Instant moment = next.isAfter(end) ? end : next;
      kin.forEach(one -> one.now = moment);
      settle();
      if (!moment.isBefore(end)) {
        return this;
      }
    }
  }

  private Optional<Instant> nextDue() {
    List<Instant> moments = new ArrayList<>();
    incidents.values().stream()
        .filter(i -> i.wakeAt() != null)
        .forEach(i -> moments.add(i.wakeAt()));
    if (delivering) {
      outbox.stream().map(this::dueAt).forEach(moments::add);
    }
    return moments.stream().filter(m -> m.isAfter(now)).min(Instant::compareTo);
  }

  /** Lets the ladder decide and the messages leave until nothing more happens at this moment. */
  Story settle() {
    for (int i = 0; i < 60; i++) {
      boolean worked = false;
      for (Story one : kin) {
        worked |= one.wake();
        worked |= one.delivering && one.deliver();
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
    if (decision.hold() != null) {
      decision
          .hold()
          .lookFirst()
          .forEach(look -> named(look.touchpoint()).wanted.add(look.touchpoint()));
    }
    events.addAll(decision.events());
    outbox.addAll(decision.notices());
    decided.addAll(decision.notices());
  }

  private Story named(String name) {
    return kin.stream().filter(one -> one.id.equals(name)).findFirst().orElseThrow();
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
        ancestors().stream().map(Story::asAncestor).toList(),
        concerned,
        storm != null && storm.brought(incident) ? storm : null,
        Timing.USUAL,
        new Pauses(windows));
  }

  private Ancestor asAncestor() {
    List<Incident> newestFirst = new ArrayList<>(incidents.values());
    Collections.reverse(newestFirst);
    return new Ancestor(touchpoint(), List.of(state), newestFirst, policies());
  }

  private Policies policies() {
    Map<Severity, String> row = new HashMap<>();
    Map<Importance, Map<Severity, String>> table = new HashMap<>();
    List.of(Severity.values()).forEach(severity -> row.put(severity, policy.id()));
    List.of(Importance.values()).forEach(one -> table.put(one, row));
    return new Policies(Map.of(policy.id(), policy), table, policy);
  }

  private People people() {
    return People.of(
        persons.values(), List.of(new Team("web", "Web", "carla", List.of("anna", "ben"))));
  }

  private Touchpoint touchpoint() {
    return new Touchpoint(
        id,
        id,
        null,
        importance,
        owner,
        backups,
        null,
        null,
        Set.of(),
        Set.of(),
        null,
        live,
        parents.stream().map(parent -> parent.id).collect(Collectors.toSet()),
        Set.of(),
        observe,
        List.of(new Check(check, KIND, new NoSettings(), new Schedule(every, confirm))));
  }

  /** Sends what is due, as long as it is true. */
  boolean deliver() {
    boolean worked = false;
    for (Notice notice : List.copyOf(outbox)) {
      if (dueAt(notice).isAfter(now)) {
        continue;
      }
      Incident incident = incidents.get(notice.incident());
      Told.Outcome outcome =
          switch (Truth.of(
              notice,
              new Truth.Case(incident, situation(incident)),
              persons.containsKey(notice.person()),
              now)) {
            case Truth.Stands() ->
                deaf.contains(notice.person()) ? Told.Outcome.FAILED : Told.Outcome.SENT;
            case Truth.Gone gone -> Told.Outcome.WITHDRAWN;
            case Truth.Unsure unsure -> null;
          };
      if (outcome == null) {
        later.put(notice.id(), now.plus(Timing.USUAL.retryFirst()));
      } else {
        end(notice, outcome);
        worked = true;
      }
    }
    return worked;
  }

  private Instant dueAt(Notice notice) {
    return later.getOrDefault(notice.id(), notice.dueAt());
  }

  void end(Notice notice, Told.Outcome outcome) {
    if (!outbox.remove(notice) || ended.put(notice.id(), outcome) != null) {
      throw new AssertionError("ended twice: " + notice);
    }
    if (outcome == Told.Outcome.SENT) {
      sent.add(new Sent(notice, now));
    }
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
