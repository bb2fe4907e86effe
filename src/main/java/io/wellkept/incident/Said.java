package io.wellkept.incident;

import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was said about an incident, without what was withdrawn before it left and who was passed
 * over.
 *
 * @param people those whom the plan knows now
 */
record Said(Incident incident, People people, Instant now) {
  Stream<Told> all() {
    return incident.told().stream()
        .filter(t -> t.outcome() != Told.Outcome.WITHDRAWN)
        .filter(t -> t.outcome() != Told.Outcome.SKIPPED);
  }

  /** What was said on the rung to those who are still in the plan. */
  Stream<Told> onRung(int rung) {
    return calls().filter(t -> t.rung() == rung).filter(t -> isKnown(t.person()));
  }

  /** What the ladder said; that a person hands it to another is none of it. */
  private Stream<Told> calls() {
    return asking().filter(t -> t.kind() != NoticeKind.HANDED);
  }

  private Stream<Told> asking() {
    return all().filter(t -> t.kind().asksToAct());
  }

  boolean isKnown(String person) {
    return people.person(person).isPresent();
  }

  /** Whether the person heard of the end, or is about to. */
  boolean toldTheEnd(String person) {
    return all().anyMatch(t -> t.person().equals(person) && t.kind() == NoticeKind.RESOLVED);
  }

  /** Whether the person was told anything of it, or is about to be. */
  boolean knowsOfIt(String person) {
    return all().anyMatch(t -> t.person().equals(person));
  }

  boolean notSince(NoticeKind kind, String person, Instant moment) {
    return all()
        .filter(t -> t.kind() == kind && t.person().equals(person))
        .allMatch(t -> t.decidedAt().isBefore(moment));
  }

  boolean knowsTheNews(String person) {
    return all().filter(t -> t.person().equals(person)).anyMatch(this::saysTheNews);
  }

  /** A receipt that was decided before the news and left after them does not tell them. */
  private boolean saysTheNews(Told told) {
    boolean decidedAfter = !told.decidedAt().isBefore(incident.newsAt());
    boolean leftAfter = told.pending() || !settledAt(told).isBefore(incident.newsAt());
    return decidedAfter || (told.kind().asksToAct() && leftAfter);
  }

  /** What is on its way will say it as it is when it leaves. */
  boolean isBeingTold(String person) {
    return asking().anyMatch(t -> t.pending() && t.person().equals(person));
  }

  boolean anybodyIsBeingTold() {
    return asking().anyMatch(Told::pending);
  }

  boolean wasAsked(String person) {
    return calls().anyMatch(t -> t.sent() && t.person().equals(person));
  }

  boolean anybodyWasAsked() {
    return calls().anyMatch(t -> t.sent() && isKnown(t.person()));
  }

  boolean sentOn(int rung) {
    return onRung(rung).anyMatch(Told::sent);
  }

  boolean pendingOn(int rung) {
    return onRung(rung).anyMatch(Told::pending);
  }

  boolean failedOn(int rung) {
    return onRung(rung).anyMatch(t -> t.outcome() == Told.Outcome.FAILED);
  }

  /** Those whom a message on the rung reached, first reached first. */
  List<String> reachedOn(int rung) {
    return onRung(rung).filter(Told::sent).map(Told::person).distinct().toList();
  }

  /**
   * When each person on the rung last got a message, without those to whom one is on its way. One
   * that could not be delivered counts, too: a reminder that failed must not be repeated at once.
   */
  Map<String, Instant> lastWordByPerson(int rung) {
    Map<String, Instant> sent = new HashMap<>();
    onRung(rung)
        .filter(t -> t.sent() || t.outcome() == Told.Outcome.FAILED)
        .forEach(t -> sent.merge(t.person(), settledAt(t), (a, b) -> a.isAfter(b) ? a : b));
    onRung(rung).filter(Told::pending).forEach(t -> sent.remove(t.person()));
    return sent;
  }

  /**
   * Since when each person on the rung is waited for, without those to whom a message is on its
   * way. News do not begin the wait anew: else it would never end while more and more goes wrong.
   */
  Map<String, Instant> waitedForSince(int rung) {
    Map<String, Instant> since = new HashMap<>();
    onRung(rung)
        .filter(t -> t.sent() && t.kind() != NoticeKind.UPDATED)
        .forEach(t -> since.merge(t.person(), settledAt(t), (a, b) -> a.isAfter(b) ? a : b));
    Map<String, Instant> news = new HashMap<>();
    onRung(rung)
        .filter(t -> t.sent() && !since.containsKey(t.person()))
        .forEach(t -> news.merge(t.person(), settledAt(t), (a, b) -> a.isBefore(b) ? a : b));
    since.putAll(news);
    onRung(rung)
        .filter(t -> t.pending() && t.kind() != NoticeKind.UPDATED)
        .forEach(t -> since.remove(t.person()));
    return since;
  }

  Instant settledAt(Told told) {
    return told.settledAt() == null ? now : told.settledAt();
  }

  /** Somebody of {@link #onRung}, all of whom the plan knows. */
  Person known(String id) {
    return people.person(id).orElseThrow();
  }
}
