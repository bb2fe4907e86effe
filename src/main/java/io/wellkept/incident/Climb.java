package io.wellkept.incident;

import io.wellkept.incident.Escalation.Decision;
import io.wellkept.incident.Escalation.Forecast;
import io.wellkept.incident.Escalation.Situation;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The way of one incident up its ladder, at one moment. */
final class Climb {
  private final Situation situation;
  private final Policy policy;
  private final Instant now;
  private final Patience patience;
  private final Speaker speaker;

  Climb(Incident incident, Situation situation, Instant now) {
    this.situation = situation;
    this.policy = situation.policy();
    this.now = now;
    this.patience = new Patience(policy, situation.roster().people(), now, situation.maintenance());
    // a changed plan may have a shorter ladder
    int rung = Math.min(incident.rung(), policy.rungs().size() - 1);
    this.speaker = new Speaker(incident.notBeyond(now).onRung(rung), situation, patience, now);
  }

  private Incident incident() {
    return speaker.incident();
  }

  private Said said() {
    return speaker.said();
  }

  Decision decide() {
    if (incident().standing() instanceof Standing.Resolved resolved) {
      return over(resolved);
    }
    if (incident().audience().isAskedNothing()) {
      informAll();
      return decided(somethingSaid() ? Reason.CONCERNED : Reason.SETTLED, null);
    }
    handOver();
    Standing.Taken taken = incident().taken().orElse(null);
    if (taken != null && now.isBefore(taken.until())) {
      return keep(taken);
    }
    Optional<Hold> hold = Hold.on(incident(), situation, now);
    if (hold.isPresent()) {
      return decided(hold.get().why(), hold.get().until()).heldBy(hold.get());
    }
    if (taken != null) {
      return lapse(taken);
    }
    if (incident().snoozedUntil() != null) {
      return endSnooze();
    }
    if (!situation.heldByStorm(incident(), now)) {
      // what was told before goes on as usual, but for the news that a storm brought
      tellNews();
    }
    inform();
    return climb();
  }

  /** Whoever is asked by name hears it, whatever holds the ladder back. */
  private void handOver() {
    HandOver over = incident().handOver();
    if (over != null && said().notSince(NoticeKind.HANDED, over.to(), over.at())) {
      speaker.tellInHours(NoticeKind.HANDED, over.to(), -1, Reason.HANDED_TO);
    }
  }

  /** Those whom it concerns hear of it once somebody was told whose matter it is. */
  private void inform() {
    if (said().anybodyWasAsked()) {
      informAll();
    }
  }

  private void informAll() {
    for (String person : situation.concerned()) {
      if (!said().knowsOfIt(person)) {
        speaker.tellInHours(NoticeKind.INFORMED, person, -1, Reason.CONCERNED);
      }
    }
  }

  private Decision over(Standing.Resolved resolved) {
    for (String person : hearTheEnd()) {
      if (said().toldTheEnd(person)) {
        continue;
      }
      if (incident().audience() == Audience.MAINTAINED) {
        tellLater(person, resolved.because());
      } else {
        speaker.tellInHours(NoticeKind.RESOLVED, person, -1, resolved.because());
      }
    }
    return decided(somethingSaid() ? resolved.because() : Reason.SETTLED, null);
  }

  /** What stands after the maintenance goes first: it must not wait behind this in a bundle. */
  private void tellLater(String id, Reason because) {
    Instant soon = now.plus(situation.timing().lookFirst());
    situation
        .roster()
        .people()
        .person(id)
        .ifPresent(person ->
            speaker.tell(NoticeKind.RESOLVED, id, -1, patience.startOf(person, soon), because));
  }

  /**
   * Everybody who heard of it. Who was asked has answered, or did not; who wants to know the answer
   * hears it, however it was asked.
   */
  private List<String> hearTheEnd() {
    return switch (incident().audience()) {
      case OWNERS, OPERATORS, LEAD, MAINTAINED -> incident().heard();
      case STAND_INS -> List.of();
      case PERSON ->
          Stream.concat(said().all().map(Told::person), situation.concerned().stream())
              .filter(person -> !person.equals(incident().subject()))
              .distinct()
              .toList();
    };
  }

  private boolean somethingSaid() {
    return !speaker.notices().isEmpty();
  }

  private Decision keep(Standing.Taken taken) {
    if (said().notSince(NoticeKind.RECEIPT, taken.by(), taken.at())) {
      speaker.tell(NoticeKind.RECEIPT, taken.by(), -1, now, Reason.SOMEBODY_TOOK_IT);
    }
    for (String person : incident().reached()) {
      if (!person.equals(taken.by()) && !knowsWhoHasIt(person, taken)) {
        speaker.tellInHours(NoticeKind.TAKEN, person, -1, Reason.SOMEBODY_TOOK_IT);
      }
    }
    return decided(somethingSaid() ? Reason.SOMEBODY_TOOK_IT : Reason.TAKEN, taken.until());
  }

  /** Whoever is asked to take it from them knows it, too. */
  private boolean knowsWhoHasIt(String person, Standing.Taken taken) {
    return !said().notSince(NoticeKind.TAKEN, person, taken.at())
        || !said().notSince(NoticeKind.HANDED, person, taken.at());
  }

  private Decision lapse(Standing.Taken taken) {
    speaker.change(incident().standing(new Standing.Open()).snoozedUntil(null));
    speaker.note(Event.Type.PROMISE_PASSED, taken.by(), Reason.PROMISE_PASSED);
    int next = nextRung();
    boolean last = next == policy.rungs().size();
    // a taker who stands on the next rung is told there, not twice
    int rung = !last && standsOn(next, taken.by()) ? next : incident().rung();
    speaker.tellInHours(NoticeKind.LAPSED, taken.by(), rung, Reason.PROMISE_PASSED);
    if (last) {
      remind(Reason.PROMISE_PASSED, taken.by());
      return decided(Reason.PROMISE_PASSED, null);
    }
    return climbFrom(next, Reason.PROMISE_PASSED);
  }

  /** The lowest rung that was not told yet: the present one, if it was held back or withdrawn. */
  private int nextRung() {
    int rung = incident().rung();
    boolean told = rung >= 0 && (said().pendingOn(rung) || said().sentOn(rung));
    return told ? rung + 1 : Math.max(rung, 0);
  }

  private boolean standsOn(int rung, String person) {
    return standing(rung).stream().anyMatch(p -> p.id().equals(person));
  }

  private List<Person> standing(int rung) {
    return situation.roster().on(policy.rungs().get(rung).tell());
  }

  private Decision endSnooze() {
    speaker.change(incident().snoozedUntil(null));
    speaker.note(Event.Type.UNSNOOZED, null, Reason.SNOOZE_ENDED);
    if (incident().rung() < 0) {
      return climb();
    }
    remind(Reason.SNOOZE_ENDED, null);
    return somethingSaid() ? decided(Reason.SNOOZE_ENDED, null) : climb();
  }

  /** Whoever was told before the news, and is told nothing else at this moment, hears them. */
  private void tellNews() {
    for (String person : incident().reached()) {
      if (!said().knowsTheNews(person)) {
        speaker.tellInHours(NoticeKind.UPDATED, person, incident().rung(), Reason.NEW_FINDING);
      }
    }
  }

  private Decision climb() {
    return incident().rung() < 0 ? climbFrom(0, firstReason()) : stay(incident().rung());
  }

  private Reason firstReason() {
    if (foundWhileNew()) {
      return Reason.OBSERVED;
    }
    if (situation.maintenance().at(incident().openedAt()).isPresent()) {
      return Reason.OUTLASTED_MAINTENANCE;
    }
    return situation.storm() == null ? Reason.FIRST_TOLD : Reason.OUTLASTED_STORM;
  }

  private boolean foundWhileNew() {
    return incident().openedAt().isBefore(situation.observedUntil());
  }

  /** On a rung that was told already: tells who is not told yet, waits, or goes on. */
  private Decision stay(int rung) {
    Optional<Instant> start = tellRung(rung, whyOn(rung));
    if (said().sentOn(rung)) {
      return waitForReaction(rung, start.orElse(null));
    }
    if (said().pendingOn(rung)) {
      return decided(Reason.WAITING_FOR_DELIVERY, start.orElse(null));
    }
    if (start.isPresent()) {
      return decided(Reason.OUT_OF_HOURS, start.get());
    }
    return climbFrom(rung + 1, said().failedOn(rung) ? Reason.RUNG_FAILED : Reason.NOBODY_ON_RUNG);
  }

  /** Why it is this rung's turn, for those on it who could not be told at once. */
  private Reason whyOn(int rung) {
    if (rung == 0) {
      return firstReason();
    }
    if (said().sentOn(rung - 1)) {
      return Reason.NO_REACTION;
    }
    return said().failedOn(rung - 1) ? Reason.RUNG_FAILED : Reason.NOBODY_ON_RUNG;
  }

  private Decision waitForReaction(int rung, @Nullable Instant othersStart) {
    if (incident().hasTime(now)) {
      // a reminder of what is not late yet is between us and whoever it is for
      return decided(Reason.THERE_IS_TIME, earlier(lateFrom(), othersStart));
    }
    if (rung == policy.rungs().size() - 1) {
      return waitOnTop(rung, othersStart);
    }
    Duration wait = policy.rungs().get(rung + 1).after();
    Optional<Instant> waited = patience.until(waitedForSince(rung), wait);
    if (waited.isEmpty()) {
      return decided(Reason.WAITING_FOR_DELIVERY, othersStart);
    }
    Instant until = waited.get();
    if (now.isBefore(until)) {
      return decided(Reason.WAITING_FOR_REACTION, earlier(until, othersStart));
    }
    return climbFrom(rung + 1, Reason.NO_REACTION);
  }

  /** Nobody is waited for while there is time. */
  private Map<String, Instant> waitedForSince(int rung) {
    Map<String, Instant> words = said().waitedForSince(rung);
    words.replaceAll((person, word) -> latest(word, lateFrom()));
    return words;
  }

  private Instant lateFrom() {
    return incident().lateFrom().orElse(Instant.MIN);
  }

  /** On the last rung each is reminded when their own wait is over, who is away after that. */
  private Decision waitOnTop(int rung, @Nullable Instant othersStart) {
    Instant soonest = othersStart;
    List<String> due = new ArrayList<>();
    for (Map.Entry<String, Instant> word : said().lastWordByPerson(rung).entrySet()) {
      Person person = said().known(word.getKey());
      Instant turn = patience.after(person, word.getValue(), policy.remindEvery());
      if (patience.isAway(person)) {
        turn = latest(turn, WorkingTime.nextStart(person, now));
      }
      if (turn.isAfter(now)) {
        soonest = earlier(turn, soonest);
      } else {
        due.add(person.id());
      }
    }
    due.forEach(id -> speaker.tellInHours(NoticeKind.REMINDER, id, rung, Reason.REMINDER));
    if (!due.isEmpty()) {
      return decided(Reason.REMINDER, soonest);
    }
    return decided(
        soonest == null ? Reason.WAITING_FOR_DELIVERY : Reason.WAITING_FOR_REACTION, soonest);
  }

  private static Instant earlier(Instant a, @Nullable Instant b) {
    return b != null && b.isBefore(a) ? b : a;
  }

  /** Goes up to the first rung, from this one on, with anybody to tell now or later. */
  private Decision climbFrom(int first, Reason why) {
    Reason because = why;
    for (int rung = first; rung < policy.rungs().size(); rung++) {
      speaker.change(incident().onRung(rung));
      Optional<Instant> start = tellRung(rung, because);
      if (said().pendingOn(rung)) {
        return decided(because, start.orElse(null));
      }
      if (said().sentOn(rung)) {
        // told before, when a changed plan had brought the incident further down again
        return waitForReaction(rung, start.orElse(null));
      }
      if (start.isPresent()) {
        return decided(Reason.OUT_OF_HOURS, start.get());
      }
      because = Reason.NOBODY_ON_RUNG;
    }
    return nobodyLeft();
  }

  private Decision nobodyLeft() {
    if (said().anybodyIsBeingTold()) {
      return decided(Reason.WAITING_FOR_DELIVERY, null);
    }
    Instant again = now.plus(situation.timing().tryLadderAgain());
    if (said().anybodyWasAsked()) {
      return remindThoseReached();
    }
    speaker.change(incident().onRung(-1));
    return decided(Reason.NOBODY_REACHABLE, again).butNobody();
  }

  /** The top of the ladder is empty: those who were reached further down are all there is. */
  private Decision remindThoseReached() {
    Optional<Instant> lastWord =
        said()
            .all()
            .filter(t -> t.kind().asksToAct())
            .filter(t -> t.sent() || t.kind() == NoticeKind.REMINDER)
            .map(said()::settledAt)
            .max(Comparator.naturalOrder());
    Instant notBefore = lastWord.map(at -> at.plus(policy.remindEvery())).orElse(now);
    if (now.isBefore(notBefore)) {
      return decided(Reason.WAITING_FOR_REACTION, notBefore);
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
    for (Person person : standing(rung)) {
      if (wasTriedOn(rung, person) || said().isBeingTold(person.id())) {
        continue;
      }
      if (!situation.reachable().test(person)) {
        speaker.skip(person, rung, Reason.NO_ROAD);
      } else if (patience.isAway(person)) {
        speaker.skip(person, rung, Reason.PERSON_AWAY);
      } else if (!patience.mayBeToldNow(person)) {
        starts.add(WorkingTime.nextStart(person, now));
      } else {
        tellOnRung(person, rung, why);
      }
    }
    return starts.stream().min(Comparator.naturalOrder());
  }

  private boolean wasTriedOn(int rung, Person person) {
    return said().onRung(rung).anyMatch(t -> t.person().equals(person.id()) && !mayBeTriedAgain(t));
  }

  /** As long as nobody at all was reached, what failed a while ago is worth another attempt. */
  private boolean mayBeTriedAgain(Told told) {
    Instant longAgo = now.minus(situation.timing().tryLadderAgain());
    return told.outcome() == Told.Outcome.FAILED
        && !said().settledAt(told).isAfter(longAgo)
        && !said().anybodyWasAsked();
  }

  private void tellOnRung(Person person, int rung, Reason why) {
    NoticeKind kind = kindFor(person, rung);
    Instant due = kind.goesAsList() ? now.plus(situation.timing().listAfter()) : now;
    speaker.tell(kind, person.id(), rung, due, why);
  }

  private NoticeKind kindFor(Person person, int rung) {
    boolean first = incident().uncalled();
    if (first && rung == 0 && foundWhileNew()) {
      return NoticeKind.FIRST_LIST;
    }
    return first && situation.storm() != null ? NoticeKind.AFTER_STORM : firstOrAgain(person);
  }

  /** One person may stand on several rungs. */
  private NoticeKind firstOrAgain(Person person) {
    return said().wasAsked(person.id()) ? NoticeKind.REMINDER : NoticeKind.OPENED;
  }

  private void remind(Reason why, @Nullable String except) {
    int rung = incident().rung();
    List<String> persons = said().reachedOn(rung);
    List<String> whom = persons.isEmpty() ? incident().reached() : persons;
    for (String person : whom) {
      if (!person.equals(except)) {
        speaker.tellInHours(NoticeKind.REMINDER, person, rung, why);
      }
    }
  }

  Optional<Forecast> forecast() {
    if (Dependence.hold(incident(), situation, now).isPresent()) {
      return Optional.empty();
    }
    int first = nextRung();
    boolean waits = first > 0 && first > incident().rung();
    Instant turn = waits ? turnAfter(incident().rung(), first) : now;
    return firstFrom(
        first, latest(turn, now, situation.observedUntil(), calmFrom(), maintainedUntil()));
  }

  /** Who hears it at once when a promise passes, beside whoever gave it. */
  Optional<Forecast> whenItLapses() {
    return firstFrom(nextRung(), now);
  }

  private Optional<Forecast> firstFrom(int first, Instant at) {
    for (int rung = first; rung < policy.rungs().size(); rung++) {
      List<Person> persons = standing(rung).stream().filter(this::available).toList();
      if (!persons.isEmpty()) {
        return Optional.of(new Forecast(persons, patience.startOf(persons, at)));
      }
    }
    return Optional.empty();
  }

  /** Until when a storm holds the first message. */
  private Instant calmFrom() {
    Storm storm = situation.storm();
    if (storm == null || !incident().uncalled()) {
      return now;
    }
    return storm.holdsUntil(incident().severity());
  }

  private Instant maintainedUntil() {
    return situation.maintenance().at(now).map(Pauses.Pause::until).orElse(now);
  }

  /** When those on a rung that was told have been waited for; a message on its way leaves now. */
  private Instant turnAfter(int rung, int next) {
    if (next == policy.rungs().size()) {
      return now;
    }
    Duration wait = policy.rungs().get(next).after();
    Map<String, Instant> words = waitedForSince(rung);
    if (words.isEmpty()) {
      said()
          .onRung(rung)
          .filter(Told::pending)
          .forEach(t -> words.put(t.person(), latest(now, lateFrom())));
    }
    return patience.until(words, wait).orElse(now);
  }

  static Instant latest(Instant... moments) {
    return Stream.of(moments).max(Comparator.naturalOrder()).orElseThrow();
  }

  private boolean available(Person person) {
    return situation.reachable().test(person) && !patience.isAway(person);
  }

  private Decision decided(Reason why, @Nullable Instant wakeAt) {
    boolean somethingWillWake =
        wakeAt != null || incident().resolved() || said().anybodyIsBeingTold();
    // an incident that nothing would ever wake again would be forgotten
    Instant wake = somethingWillWake ? wakeAt : now.plus(situation.timing().tryLadderAgain());
    return new Decision(
        incident().wakeAt(wake), speaker.notices(), speaker.events(), why, false, null);
  }
}
