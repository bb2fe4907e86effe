package io.wellkept.app;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Pauses;
import io.wellkept.incident.Reason;
import io.wellkept.ledger.Initiative;
import io.wellkept.ledger.Initiative.Asked;
import io.wellkept.ledger.Initiative.Measure;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.report.Effect;
import io.wellkept.report.Effects;
import io.wellkept.report.Moving;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.touchpoint.WorkingTime;
import io.wellkept.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks owners what is to become of what they tried, when its time is up: once, and once more at
 * half time. Who does not answer is not asked again by a message; the pages go on asking.
 */
final class Verdicts {
  private static final Logger log = LoggerFactory.getLogger(Verdicts.class);

  private final Work work;
  private final Present present;
  private final BiFunction<String, Instant, Pauses> pauses;

  private Verdicts(Work work, Present present, BiFunction<String, Instant, Pauses> pauses) {
    this.work = work;
    this.present = present;
    this.pauses = pauses;
  }

  /**
   * Asks, and ends what was asked.
   *
   * @param pauses time since then in which a person could not answer
   */
  static void ask(Work work, Present present, BiFunction<String, Instant, Pauses> pauses) {
    Verdicts verdicts = new Verdicts(work, present, pauses);
    List<Initiative> all = work.initiatives();
    verdicts.closeJudged(all);
    all.stream().filter(one -> one.waits(present.now())).forEach(verdicts::ask);
  }

  /** Nothing could answer what was judged at the very moment in which it was asked. */
  private void closeJudged(List<Initiative> all) {
    List<CheckId> judged =
        all.stream()
            .filter(one -> one.asked() != null && one.verdict() != null)
            .map(one -> Ownership.verdict(one.touchpoint(), one.id()))
            .toList();
    List<Incident> open = judged.isEmpty() ? List.of() : work.openIncidents(judged);
    open.forEach(incident -> close(incident, Reason.JUDGED));
  }

  private void ask(Initiative one) {
    Asked before = one.asked();
    Optional<Incident> open = before == null ? Optional.empty() : open(one);
    open.ifPresent(incident -> goOn(one, incident));
    present
        .plan()
        .touchpoint(one.touchpoint())
        .filter(touchpoint -> before == null || !before.person().equals(touchpoint.owner()))
        .flatMap(touchpoint -> present.plan().people().person(touchpoint.owner()))
        .filter(owner -> !WorkingTime.awayNext(owner, present.now()))
        .filter(owner -> !present.plan().daemon().roadsTo(owner).isEmpty())
        .ifPresent(owner -> ask(one, owner));
  }

  private Optional<Incident> open(Initiative one) {
    CheckId check = Ownership.verdict(one.touchpoint(), one.id());
    return work.openIncidents(List.of(check)).stream().findFirst();
  }

  /** That somebody is asked is written with the question itself: never twice, never lost. */
  private void ask(Initiative one, Person owner) {
    Instant now = present.now();
    CheckId check = Ownership.verdict(one.touchpoint(), one.id());
    Finding question = figures(one, question(one, owner.id(), now), Words.of(owner.language()));
    Incident incident = Incidents.about(check, owner.id(), Audience.PERSON, List.of(question), now);
    if (!work.ask(one.id(), new Asked(owner.id(), now))) {
      // judged while we looked: a question would never be answered
      return;
    }
    work.save(incident);
    work.append(
        new Event(
            now, Event.Type.OPENED, check, incident.id(), owner.id(), null, question.headline()));
    log.info("An owner is asked for a verdict check={} person={}", check, owner.id());
  }

  /** One person is asked, so it is written in their language. */
  private Finding question(Initiative one, String owner, Instant asked) {
    Duration within = present.plan().daemon().ownership().answerWithin();
    Pauses none = pauses.apply(owner, asked);
    Words words =
        present
            .plan()
            .people()
            .person(owner)
            .map(person -> Words.of(person.language()))
            .orElse(Words.ENGLISH);
    String headline = words.say("initiatives.mail.headline", Ownership.shortened(one.what()));
    return Ownership.verdict(headline, asked, within, none, present.now());
  }

  private Finding figures(Initiative one, Finding question, Words words) {
    Touchpoint touchpoint = present.plan().touchpoint(one.touchpoint()).orElseThrow();
    Effect effect = Effects.of(work, one, touchpoint, present.plan().windows(), present.now());
    return question
        .with(
            words.say("initiatives.mail.what"),
            one.what() + " (" + present.plan().people().nameOf(one.person()) + ")")
        .with(words.say("initiatives.mail.moves"), Moving.name(words, one.measure()))
        .with(words.say("initiatives.before"), value(words, one.measure(), effect.was()))
        .with(words.say("initiatives.after"), value(words, one.measure(), effect.became()));
  }

  private static String value(Words words, Measure measure, @Nullable Double value) {
    return value == null
        ? words.say("initiatives.not-enough")
        : Moving.value(words, measure, value);
  }

  /** Half of the time is over, all of it is, or it is somebody else's to judge by now. */
  private void goOn(Initiative one, Incident incident) {
    String owner = present.plan().touchpoint(one.touchpoint()).map(Touchpoint::owner).orElse(null);
    if (owner == null) {
      close(incident, Reason.REMOVED_FROM_PLAN);
      return;
    }
    if (!owner.equals(incident.subject())) {
      close(incident, Reason.HANDED_OVER);
      return;
    }
    Finding question = question(one, owner, incident.openedAt());
    if (!question.hasTime(present.now())) {
      close(incident, Reason.NOT_ANSWERED);
      return;
    }
    for (Evidence said : incident.worst().evidence()) {
      question = question.with(said.label(), said.text());
    }
    Incident next = Incidents.still(incident, List.of(question), present.now());
    if (next != incident) {
      work.save(next);
    }
  }

  private void close(Incident incident, Reason because) {
    work.close(incident, because, present.now());
  }
}
