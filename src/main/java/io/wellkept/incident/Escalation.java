package io.wellkept.incident;

import io.wellkept.touchpoint.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what, and when, about one incident. It compares what should have been said by now
 * with what was said, so asking twice gives nothing twice.
 */
public final class Escalation {
  private Escalation() {}

  /**
   * What the ladder must know beside the incident.
   *
   * @param reachable whether any road leads to the person
   * @param observedUntil until when the touchpoint is new and only observed
   * @param parentBad whether something that the touchpoint depends on is wrong
   * @param storm with which the incident, or the latest news of it, came; null if with none
   */
  public record Situation(
      Policy policy,
      Roster roster,
      Predicate<Person> reachable,
      Instant observedUntil,
      boolean parentBad,
      @Nullable Storm storm,
      Timing timing) {
    boolean heldByStorm(Incident incident, Instant now) {
      return storm != null && storm.holds(incident.severity(), now);
    }
  }

  /**
   * What follows.
   *
   * @param next the incident to store, with the moment at which to ask again
   * @param notices for the outbox
   * @param why what was decided, or what holds everything back
   * @param nobody whether nobody on the whole ladder can be reached: the operators must hear it
   */
  public record Decision(
      Incident next, List<Notice> notices, List<Event> events, Reason why, boolean nobody) {}

  /** Who is next if nobody reacts, and when. */
  public record Forecast(List<Person> persons, Instant at) {}

  public static Decision next(Incident incident, Situation situation, Instant now) {
    return new Climb(incident, situation, now).decide();
  }

  /**
   * The rung after the present one that has somebody to tell; empty when there is none or when the
   * incident is over, taken or snoozed.
   */
  public static Optional<Forecast> forecast(Incident incident, Situation situation, Instant now) {
    if (incident.resolved() || incident.taken().isPresent() || incident.snoozedUntil() != null) {
      return Optional.empty();
    }
    return new Climb(incident, situation, now).forecast();
  }

  private static final class Climb {
    private final Situation situation;
    private final Policy policy;
    private final Instant now;
    private final List<Notice> notices = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private Incident incident;

    Climb(Incident incident, Situation situation, Instant now) {
      this.situation = situation;
      this.policy = situation.policy();
      this.now = now;
      // a changed plan may have a shorter ladder
      this.incident = incident.onRung(Math.min(incident.rung(), policy.rungs().size() - 1));
    }

    Decision decide() {
      if (incident.standing() instanceof Standing.Resolved resolved) {
        return over(resolved);
      }
      Standing.Taken taken = incident.taken().orElse(null);
      if (taken != null && now.isBefore(taken.until())) {
        return keep(taken);
      }
      if (incident.fineSince() != null) {
        // also a promise that has passed waits: whether it was kept shows at the second look
        return hold(Reason.WAITING_FOR_CERTAINTY, null);
      }
      Instant observed = situation.observedUntil();
      if (now.isBefore(observed)) {
        return hold(Reason.OBSERVING, observed);
      }
      Instant snoozed = incident.snoozedUntil();
      if (snoozed != null && now.isBefore(snoozed)) {
        return hold(Reason.SNOOZED, snoozed);
      }
      if (taken != null) {
        return lapse(taken);
      }
      if (snoozed != null) {
        return endSnooze();
      }
      if (situation.parentBad() && incident.reached().isEmpty()) {
        // its people would hear of one fault twice; what outlives the parent's is told then
        return hold(Reason.PARENT_IS_BAD, now.plus(situation.timing().listAfter()));
      }
      Storm storm = situation.storm();
      if (storm != null && situation.heldByStorm(incident, now)) {
        return heldBy(storm);
      }
      tellNews();
      return climb();
    }

    /** What was told before goes on as usual, but for the news that the storm brought. */
    private Decision heldBy(Storm storm) {
      Instant until = storm.holdsUntil(incident.severity());
      return incident.reached().isEmpty() ? hold(Reason.STORM, until) : climb();
    }

    private Decision over(Standing.Resolved resolved) {
      for (String person : incident.reached()) {
        boolean heard = told().anyMatch(t -> t.person().equals(person) && isEnd(t));
        if (!heard) {
          tellInHours(NoticeKind.RESOLVED, person, -1, resolved.because());
        }
      }
      return decided(notices.isEmpty() ? Reason.SETTLED : resolved.because(), null);
    }

    private static boolean isEnd(Told told) {
      return told.kind() == NoticeKind.RESOLVED;
    }

    private Decision keep(Standing.Taken taken) {
      if (notSaidSince(NoticeKind.RECEIPT, taken.by(), taken.at())) {
        tell(NoticeKind.RECEIPT, taken.by(), -1, now, Reason.SOMEBODY_TOOK_IT);
      }
      for (String person : incident.reached()) {
        if (!person.equals(taken.by()) && notSaidSince(NoticeKind.TAKEN, person, taken.at())) {
          tellInHours(NoticeKind.TAKEN, person, -1, Reason.SOMEBODY_TOOK_IT);
        }
      }
      return decided(notices.isEmpty() ? Reason.TAKEN : Reason.SOMEBODY_TOOK_IT, taken.until());
    }

    private boolean notSaidSince(NoticeKind kind, String person, Instant moment) {
      return told()
          .filter(t -> t.kind() == kind && t.person().equals(person))
          .allMatch(t -> t.decidedAt().isBefore(moment));
    }

    private Decision lapse(Standing.Taken taken) {
      incident = incident.standing(new Standing.Open()).snoozedUntil(null);
      note(Event.Type.PROMISE_PASSED, taken.by(), Reason.PROMISE_PASSED);
      int next = nextRung();
      boolean last = next == policy.rungs().size();
      // a taker who stands on the next rung is told there, not twice
      int rung = !last && standsOn(next, taken.by()) ? next : incident.rung();
      tellInHours(NoticeKind.LAPSED, taken.by(), rung, Reason.PROMISE_PASSED);
      if (last) {
        remind(Reason.PROMISE_PASSED, taken.by());
        return decided(Reason.PROMISE_PASSED, null);
      }
      return climbFrom(next, Reason.PROMISE_PASSED);
    }

    /** The lowest rung that was not told yet: the present one, if it was held back or withdrawn. */
    private int nextRung() {
      int rung = incident.rung();
      boolean told = rung >= 0 && onRung(rung).anyMatch(t -> t.pending() || t.sent());
      return told ? rung + 1 : Math.max(rung, 0);
    }

    private boolean standsOn(int rung, String person) {
      return situation.roster().on(policy.rungs().get(rung).tell()).stream()
          .anyMatch(p -> p.id().equals(person));
    }

    private Decision endSnooze() {
      incident = incident.snoozedUntil(null);
      note(Event.Type.UNSNOOZED, null, Reason.SNOOZE_ENDED);
      if (incident.rung() < 0) {
        return climb();
      }
      remind(Reason.SNOOZE_ENDED, null);
      return notices.isEmpty() ? climb() : decided(Reason.SNOOZE_ENDED, null);
    }

    /** Whoever was told before the news, and is told nothing else at this moment, hears them. */
    private void tellNews() {
      for (String person : incident.reached()) {
        boolean knows = told().filter(t -> t.person().equals(person)).anyMatch(this::saysTheNews);
        if (!knows) {
          tellInHours(NoticeKind.UPDATED, person, incident.rung(), Reason.NEW_FINDING);
        }
      }
    }

    /** A receipt that was decided before the news and left after them does not tell them. */
    private boolean saysTheNews(Told told) {
      boolean decidedAfter = !told.decidedAt().isBefore(incident.newsAt());
      boolean leftAfter = told.pending() || !settledAt(told).isBefore(incident.newsAt());
      return decidedAfter || (told.kind().asksToAct() && leftAfter);
    }

    private Decision climb() {
      return incident.rung() < 0 ? climbFrom(0, firstReason()) : stay(incident.rung());
    }

    private Reason firstReason() {
      if (foundWhileNew()) {
        return Reason.OBSERVED;
      }
      return situation.storm() == null ? Reason.FIRST_TOLD : Reason.OUTLASTED_STORM;
    }

    private boolean foundWhileNew() {
      return incident.openedAt().isBefore(situation.observedUntil());
    }

    /** On a rung that was told already: tells who is not told yet, waits, or goes on. */
    private Decision stay(int rung) {
      Optional<Instant> start = tellRung(rung, whyOn(rung));
      if (onRung(rung).anyMatch(Told::sent)) {
        return waitForReaction(rung, start.orElse(null));
      }
      if (onRung(rung).anyMatch(Told::pending)) {
        return decided(Reason.WAITING_FOR_DELIVERY, start.orElse(null));
      }
      if (start.isPresent()) {
        return hold(Reason.OUT_OF_HOURS, start.get());
      }
      boolean failed = onRung(rung).anyMatch(t -> t.outcome() == Told.Outcome.FAILED);
      return climbFrom(rung + 1, failed ? Reason.RUNG_FAILED : Reason.NOBODY_ON_RUNG);
    }

    /** Why it is this rung's turn, for those on it who could not be told at once. */
    private Reason whyOn(int rung) {
      if (rung == 0) {
        return firstReason();
      }
      if (onRung(rung - 1).anyMatch(Told::sent)) {
        return Reason.NO_REACTION;
      }
      boolean failed = onRung(rung - 1).anyMatch(t -> t.outcome() == Told.Outcome.FAILED);
      return failed ? Reason.RUNG_FAILED : Reason.NOBODY_ON_RUNG;
    }

    private Decision waitForReaction(int rung, @Nullable Instant othersStart) {
      if (rung == policy.rungs().size() - 1) {
        return waitOnTop(rung, othersStart);
      }
      Duration wait = policy.rungs().get(rung + 1).after();
      Optional<Instant> patience = patience(lastWordByPerson(rung, false), wait);
      if (patience.isEmpty()) {
        return decided(Reason.WAITING_FOR_DELIVERY, othersStart);
      }
      Instant until = patience.get();
      if (now.isBefore(until)) {
        return decided(Reason.WAITING_FOR_REACTION, earlier(until, othersStart));
      }
      return climbFrom(rung + 1, Reason.NO_REACTION);
    }

    /** On the last rung each is reminded when their own wait is over, who is away after that. */
    private Decision waitOnTop(int rung, @Nullable Instant othersStart) {
      Instant soonest = othersStart;
      List<String> due = new ArrayList<>();
      for (Map.Entry<String, Instant> word : lastWordByPerson(rung, true).entrySet()) {
        Person person = known(word.getKey());
        Instant turn = after(person, word.getValue(), policy.remindEvery());
        if (isAway(person)) {
          turn = latest(turn, WorkingTime.nextStart(person, now));
        }
        if (turn.isAfter(now)) {
          soonest = earlier(turn, soonest);
        } else {
          due.add(person.id());
        }
      }
      due.forEach(id -> tellInHours(NoticeKind.REMINDER, id, rung, Reason.REMINDER));
      if (!due.isEmpty()) {
        return decided(Reason.REMINDER, soonest);
      }
      return decided(
          soonest == null ? Reason.WAITING_FOR_DELIVERY : Reason.WAITING_FOR_REACTION, soonest);
    }

    /**
     * When each person on the rung last got a message, without those to whom one is on its way.
     *
     * @param failedCounts whether a message that could not be delivered is waited for, too: a
     *     reminder that failed must not be repeated at once
     */
    private Map<String, Instant> lastWordByPerson(int rung, boolean failedCounts) {
      Map<String, Instant> sent = new HashMap<>();
      onRung(rung)
          .filter(t -> t.sent() || (failedCounts && t.outcome() == Told.Outcome.FAILED))
          .forEach(t -> sent.merge(t.person(), settledAt(t), (a, b) -> a.isAfter(b) ? a : b));
      onRung(rung).filter(Told::pending).forEach(t -> sent.remove(t.person()));
      return sent;
    }

    private Instant settledAt(Told told) {
      return told.settledAt() == null ? now : told.settledAt();
    }

    private Optional<Instant> soonest(Map<String, Instant> words, Duration wait) {
      return words.entrySet().stream()
          .map(word -> after(known(word.getKey()), word.getValue(), wait))
          .min(Comparator.naturalOrder());
    }

    /** Waits for those who stay; when all of them go away, until the last one is gone. */
    private Optional<Instant> patience(Map<String, Instant> words, Duration wait) {
      Map<String, Instant> staying = new HashMap<>(words);
      staying.keySet().removeIf(id -> leaving(id, words, wait).isPresent());
      return staying.isEmpty()
          ? words.keySet().stream()
              .flatMap(id -> leaving(id, words, wait).stream())
              .max(Comparator.naturalOrder())
          : soonest(staying, wait);
    }

    /** When the person goes away, if that is before the wait is over. */
    private Optional<Instant> leaving(String id, Map<String, Instant> words, Duration wait) {
      Instant from = Objects.requireNonNull(words.get(id), "one of those told");
      Person person = known(id);
      return WorkingTime.firstDayAway(person, from, after(person, from, wait));
    }

    /** Somebody of {@link #onRung}, all of whom the plan knows. */
    private Person known(String id) {
      return situation.roster().people().person(id).orElseThrow();
    }

    private Instant after(Person person, Instant from, Duration wait) {
      return policy.aroundTheClock() ? from.plus(wait) : WorkingTime.plus(person, from, wait);
    }

    private static Instant earlier(Instant a, @Nullable Instant b) {
      return b != null && b.isBefore(a) ? b : a;
    }

    /** Goes up to the first rung, from this one on, with anybody to tell now or later. */
    private Decision climbFrom(int first, Reason why) {
      Reason because = why;
      for (int rung = first; rung < policy.rungs().size(); rung++) {
        incident = incident.onRung(rung);
        Optional<Instant> start = tellRung(rung, because);
        if (onRung(rung).anyMatch(Told::pending)) {
          return decided(because, start.orElse(null));
        }
        if (onRung(rung).anyMatch(Told::sent)) {
          // told before, when a changed plan had brought the incident further down again
          return waitForReaction(rung, start.orElse(null));
        }
        if (start.isPresent()) {
          return hold(Reason.OUT_OF_HOURS, start.get());
        }
        because = Reason.NOBODY_ON_RUNG;
      }
      return nobodyLeft();
    }

    private Decision nobodyLeft() {
      if (told().anyMatch(t -> t.pending() && t.kind().asksToAct())) {
        return decided(Reason.WAITING_FOR_DELIVERY, null);
      }
      Instant again = now.plus(situation.timing().tryLadderAgain());
      if (anybodyReached()) {
        return remindThoseReached();
      }
      incident = incident.onRung(-1);
      Decision decision = decided(Reason.NOBODY_REACHABLE, again);
      return new Decision(
          decision.next(), decision.notices(), decision.events(), decision.why(), true);
    }

    /** The top of the ladder is empty: those who were reached further down are all there is. */
    private Decision remindThoseReached() {
      Optional<Instant> lastWord =
          told()
              .filter(t -> t.kind().asksToAct())
              .filter(t -> t.sent() || t.kind() == NoticeKind.REMINDER)
              .map(this::settledAt)
              .max(Comparator.naturalOrder());
      Instant notBefore = lastWord.map(at -> at.plus(policy.remindEvery())).orElse(now);
      if (now.isBefore(notBefore)) {
        return hold(Reason.WAITING_FOR_REACTION, notBefore);
      }
      remind(Reason.REMINDER, null);
      return decided(Reason.REMINDER, null);
    }

    /**
     * Tells everybody on the rung who can be told now, and says who is passed over.
     *
     * @return when the first of those begins to work who are not working now; empty if none
     */
    private Optional<Instant> tellRung(int rung, Reason why) {
      List<Instant> starts = new ArrayList<>();
      for (Person person : situation.roster().on(policy.rungs().get(rung).tell())) {
        if (onRung(rung).anyMatch(t -> t.person().equals(person.id()) && !mayBeTriedAgain(t))) {
          continue;
        }
        if (isBeingTold(person.id())) {
          continue;
        }
        if (!situation.reachable().test(person)) {
          skip(person, rung, Reason.NO_ROAD);
        } else if (isAway(person)) {
          skip(person, rung, Reason.PERSON_AWAY);
        } else if (!policy.aroundTheClock() && !WorkingTime.within(person, now)) {
          starts.add(WorkingTime.nextStart(person, now));
        } else {
          tellOnRung(person, rung, why);
        }
      }
      return starts.stream().min(Comparator.naturalOrder());
    }

    /** As long as nobody at all was reached, what failed a while ago is worth another attempt. */
    private boolean mayBeTriedAgain(Told told) {
      Instant longAgo = now.minus(situation.timing().tryLadderAgain());
      return told.outcome() == Told.Outcome.FAILED
          && !settledAt(told).isAfter(longAgo)
          && !anybodyReached();
    }

    private boolean anybodyReached() {
      return told().anyMatch(t -> t.sent() && t.kind().asksToAct() && isKnown(t.person()));
    }

    private void tellOnRung(Person person, int rung, Reason why) {
      NoticeKind kind = kindFor(person, rung);
      Instant due = kind.goesAsList() ? now.plus(situation.timing().listAfter()) : now;
      tell(kind, person.id(), rung, due, why);
    }

    private NoticeKind kindFor(Person person, int rung) {
      boolean first = incident.reached().isEmpty();
      if (first && rung == 0 && foundWhileNew()) {
        return NoticeKind.FIRST_LIST;
      }
      return first && situation.storm() != null ? NoticeKind.AFTER_STORM : firstOrAgain(person);
    }

    /** One person may stand on several rungs. */
    private NoticeKind firstOrAgain(Person person) {
      boolean again =
          told().anyMatch(t -> t.sent() && t.kind().asksToAct() && t.person().equals(person.id()));
      return again ? NoticeKind.REMINDER : NoticeKind.OPENED;
    }

    private void skip(Person person, int rung, Reason why) {
      Told skipped = Told.skipped(incident.id(), person.id(), rung, now, why);
      boolean said = incident.told().stream().anyMatch(t -> t.notice().equals(skipped.notice()));
      if (!said) {
        incident = incident.telling(skipped);
        note(Event.Type.SKIPPED, person.id(), why);
      }
    }

    private void remind(Reason why, @Nullable String except) {
      int rung = incident.rung();
      List<String> persons = onRung(rung).filter(Told::sent).map(Told::person).distinct().toList();
      List<String> whom = persons.isEmpty() ? incident.reached() : persons;
      for (String person : whom) {
        if (!person.equals(except)) {
          tellInHours(NoticeKind.REMINDER, person, rung, why);
        }
      }
    }

    /** What is on its way will say it as it is when it leaves. */
    private boolean isBeingTold(String person) {
      return told().anyMatch(t -> t.pending() && t.kind().asksToAct() && t.person().equals(person));
    }

    Optional<Forecast> forecast() {
      int first = nextRung();
      boolean waits = first > 0 && first > incident.rung();
      Instant turn = waits ? turnAfter(incident.rung(), first) : now;
      Storm storm = situation.storm();
      Instant held =
          storm == null || !incident.reached().isEmpty()
              ? now
              : storm.holdsUntil(incident.severity());
      Instant at = latest(turn, now, situation.observedUntil(), held);
      for (int rung = first; rung < policy.rungs().size(); rung++) {
        List<Person> persons =
            situation.roster().on(policy.rungs().get(rung).tell()).stream()
                .filter(this::available)
                .toList();
        if (!persons.isEmpty()) {
          return Optional.of(new Forecast(persons, startOf(persons, at)));
        }
      }
      return Optional.empty();
    }

    /** When those on a rung that was told have been waited for; a message on its way leaves now. */
    private Instant turnAfter(int rung, int next) {
      if (next == policy.rungs().size()) {
        return now;
      }
      Duration wait = policy.rungs().get(next).after();
      Map<String, Instant> words = lastWordByPerson(rung, false);
      if (words.isEmpty()) {
        onRung(rung).filter(Told::pending).forEach(t -> words.put(t.person(), now));
      }
      return patience(words, wait).orElse(now);
    }

    private static Instant latest(Instant... moments) {
      return Stream.of(moments).max(Comparator.naturalOrder()).orElseThrow();
    }

    private boolean available(Person person) {
      return situation.reachable().test(person) && !isAway(person);
    }

    private boolean isAway(Person person) {
      return policy.aroundTheClock() ? person.awayAt(now) : WorkingTime.awayNext(person, now);
    }

    private Instant startOf(List<Person> persons, Instant at) {
      if (policy.aroundTheClock()) {
        return at;
      }
      return persons.stream()
          .map(person -> WorkingTime.nextStart(person, at))
          .min(Comparator.naturalOrder())
          .orElse(at);
    }

    /** What was said, without what was withdrawn before it left and who was passed over. */
    private Stream<Told> told() {
      return incident.told().stream()
          .filter(t -> t.outcome() != Told.Outcome.WITHDRAWN)
          .filter(t -> t.outcome() != Told.Outcome.SKIPPED);
    }

    /** What was said on the rung to those who are still in the plan. */
    private Stream<Told> onRung(int rung) {
      return told()
          .filter(t -> t.rung() == rung && t.kind().asksToAct())
          .filter(t -> isKnown(t.person()));
    }

    private boolean isKnown(String person) {
      return situation.roster().people().person(person).isPresent();
    }

    /** Outside the person's hours it waits in the outbox, which asks again whether it is true. */
    private void tellInHours(NoticeKind kind, String id, int rung, Reason why) {
      Optional<Person> known = situation.roster().people().person(id);
      if (known.isEmpty()) {
        // would be withdrawn, and decided again, for ever
        return;
      }
      Person person = known.get();
      if (kind.asksToAct() && isBeingTold(id)) {
        return;
      }
      if (kind.asksToAct() && isAway(person)) {
        skip(person, rung, Reason.PERSON_AWAY);
        return;
      }
      tell(kind, id, rung, policy.aroundTheClock() ? now : WorkingTime.nextStart(person, now), why);
    }

    private void tell(NoticeKind kind, String person, int rung, Instant due, Reason why) {
      if (!isKnown(person)) {
        return;
      }
      String number = Integer.toString(incident.told().size());
      Notice notice =
          new Notice(
              Ids.of(incident.id(), kind.name(), person, number),
              incident.id(),
              kind,
              person,
              rung,
              now,
              due,
              why);
      notices.add(notice);
      incident = incident.telling(notice);
    }

    private void note(Event.Type type, @Nullable String person, Reason why) {
      events.add(new Event(now, type, incident.check(), incident.id(), person, why, ""));
    }

    private Decision hold(Reason why, @Nullable Instant until) {
      return decided(why, until);
    }

    private Decision decided(Reason why, @Nullable Instant wakeAt) {
      boolean somethingWillWake =
          wakeAt != null
              || incident.resolved()
              || incident.fineSince() != null
              || told().anyMatch(t -> t.pending() && t.kind().asksToAct());
      // an incident that nothing would ever wake again would be forgotten
      Instant wake = somethingWillWake ? wakeAt : now.plus(situation.timing().tryLadderAgain());
      return new Decision(incident.wakeAt(wake), notices, events, why, false);
    }
  }
}
