package io.wellkept.app;

import io.wellkept.incident.Delivery;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Timing;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.Report;
import io.wellkept.notify.Correspondent;
import io.wellkept.notify.Reply;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Language;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends answers to those who reported something and left an address, which is forgotten then. */
final class Answers implements Round {
  private static final Logger log = LoggerFactory.getLogger(Answers.class);

  private static final int AT_ONCE = 5;

  private static final Duration LONGEST_PAUSE = Duration.ofHours(2);

  /** An answer that comes later than this is none any more. */
  private static final Duration GIVEN_UP_AFTER = Duration.ofHours(24);

  /** Nothing finds out that it would work again, where nobody else waits for an answer. */
  private static final Duration TROUBLE_LASTS = Duration.ofDays(2);

  /** The subjects of the troubles: the other side refused one, or it was tried for too long. */
  private static final String REFUSED = "refused";

  private static final String GIVEN_UP = "given-up";

  private final Ledger ledger;
  private final Supplier<Plan> plan;
  private final Supplier<Optional<Correspondent>> correspondent;
  private final Duration claim;

  Answers(
      Ledger ledger,
      Supplier<Plan> plan,
      Supplier<Optional<Correspondent>> correspondent,
      Duration claim) {
    this.ledger = ledger;
    this.plan = plan;
    this.correspondent = correspondent;
    this.claim = claim;
  }

  @Override
  public String name() {
    return "answers";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(10);
  }

  @Override
  public boolean run(Instant now) {
    endOldTroubles(now);
    if (ledger.read(view -> view.nextAnswer()).filter(due -> !due.isAfter(now)).isEmpty()) {
      return false;
    }
    String token = UUID.randomUUID().toString();
    List<Report> due =
        ledger.write(work -> work.claimAnswers(now, now.plus(claim), token, AT_ONCE));
    for (Report report : due) {
      try {
        send(report, token, now);
      } catch (InterruptedException e) {
        // Wellkept stops: the answer, under the same id, goes after the next start
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return !due.isEmpty();
  }

  private void send(Report report, String token, Instant now) throws InterruptedException {
    String address = report.address();
    String answer = report.answer();
    Optional<Correspondent> road = correspondent.get();
    if (address == null || answer == null) {
      ledger.write(work -> work.settleAnswer(report.id(), token));
      return;
    }
    if (road.isEmpty()) {
      later(report, token, null, "no notifier of kind email is configured", now);
      return;
    }
    Delivery delivery = road.get().answer(reply(report, address, answer, now));
    // what the other side says may hold the address: it stays out of the log and the troubles
    switch (delivery) {
      case Delivery.Sent sent -> sent(report, token, now);
      case Delivery.Refused refused -> {
        boolean ended =
            giveUp(report, token, Reason.REFUSED, REFUSED, "the mail server refused it", now);
        if (ended) {
          log.warn(
              "An answer was refused by the other side and is given up touchpoint={}",
              report.touchpoint());
        }
      }
      case Delivery.TryLater(String why, @Nullable Duration wait) ->
          later(report, token, wait, "the mail server did not take it", now);
    }
  }

  /** Whoever looks after it wrote the answer: what is around it is in their language. */
  private Reply reply(Report report, String address, String answer, Instant now) {
    Optional<Touchpoint> touchpoint = plan.get().touchpoint(report.touchpoint());
    Language language =
        touchpoint
            .flatMap(known -> plan.get().people().person(known.owner()))
            .map(Person::language)
            .orElse(Language.EN);
    String about = touchpoint.map(Touchpoint::name).orElse("");
    return new Reply("answer-" + report.id(), address, about, answer, language, now);
  }

  private void sent(Report report, String token, Instant now) {
    ledger.change(work -> {
      if (work.settleAnswer(report.id(), token)) {
        Troubles.clear(work, Troubles.ANSWERS, REFUSED, now);
        Troubles.clear(work, Troubles.ANSWERS, GIVEN_UP, now);
      }
    });
    log.info("Somebody who reported a fault was answered touchpoint={}", report.touchpoint());
  }

  private void later(
      Report report, String token, @Nullable Duration wait, String why, Instant now) {
    Duration tried = ledger.read(view -> tried(view, report, now));
    if (tried.compareTo(GIVEN_UP_AFTER) >= 0) {
      if (giveUp(report, token, Reason.GAVE_UP, GIVEN_UP, why, now)) {
        log.warn("An answer did not leave and is given up touchpoint={}", report.touchpoint());
      }
      return;
    }
    Duration pause = pause(tried, plan.get().daemon().timing());
    Duration asked = wait != null && wait.compareTo(pause) > 0 ? wait : pause;
    Duration left = GIVEN_UP_AFTER.minus(tried);
    Instant next = now.plus(asked.compareTo(left) < 0 ? asked : left);
    ledger.change(work -> work.postponeAnswer(report.id(), next, token));
  }

  /** Each pause is as long as it was tried before, so that they double. */
  private static Duration pause(Duration tried, Timing timing) {
    Duration atLeast = tried.compareTo(timing.retryFirst()) > 0 ? tried : timing.retryFirst();
    return atLeast.compareTo(LONGEST_PAUSE) < 0 ? atLeast : LONGEST_PAUSE;
  }

  /** Since it was settled; times in which Wellkept stood still tried nothing. */
  private static Duration tried(Ledger.View view, Report report, Instant now) {
    Instant since =
        view.incident(report.incident())
            .map(Incident::standing)
            .filter(Standing.Resolved.class::isInstance)
            .map(standing -> ((Standing.Resolved) standing).at())
            .orElse(report.at());
    Duration tried = view.pauses(since).between(since, now);
    return tried.isNegative() ? Duration.ZERO : tried;
  }

  /** Says nothing of whom it was for and of what was to be said. */
  private boolean giveUp(
      Report report, String token, Reason because, String subject, String why, Instant now) {
    return ledger.write(work -> {
      if (!work.settleAnswer(report.id(), token)) {
        return false;
      }
      CheckId check = new CheckId(report.touchpoint(), Incidents.REPORTED);
      work.append(
          new Event(
              now,
              Event.Type.NOT_ANSWERED,
              check,
              report.incident(),
              null,
              because,
              why + "; the address was deleted"));
      Troubles.raise(
          work,
          Troubles.ANSWERS,
          subject,
          Severity.MINOR,
          "An answer to somebody who reported something was given up: " + why,
          now);
      return true;
    });
  }

  /** What still does not work is raised anew by the next answer. */
  private void endOldTroubles(Instant now) {
    List<Incident> old =
        ledger.read(view -> view.openIncidents(List.of(Troubles.ANSWERS))).stream()
            .filter(trouble -> !now.isBefore(trouble.openedAt().plus(TROUBLE_LASTS)))
            .toList();
    if (!old.isEmpty()) {
      ledger.change(work ->
          old.forEach(trouble ->
              Troubles.clear(work, Troubles.ANSWERS, trouble.subject(), Reason.VANISHED, now)));
    }
  }
}
