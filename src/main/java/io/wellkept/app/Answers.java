package io.wellkept.app;

import io.wellkept.incident.Delivery;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.Report;
import io.wellkept.notify.Correspondent;
import io.wellkept.notify.Reply;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends answers to those who reported something and left an address, which is forgotten then. */
final class Answers implements Round {
  private static final Logger log = LoggerFactory.getLogger(Answers.class);

  private static final int AT_ONCE = 5;
  private static final Duration AGAIN = Duration.ofMinutes(10);

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
      ledger.write(work -> work.postponeAnswer(report.id(), now.plus(AGAIN), token));
      return;
    }
    String about =
        plan.get().touchpoint(report.touchpoint()).map(Touchpoint::name).orElse("our shop");
    Delivery delivery =
        road.get().answer(new Reply("answer-" + report.id(), address, about, answer, now));
    // what the other side says may hold the address: it stays out of the log
    switch (delivery) {
      case Delivery.Sent sent -> {
        ledger.write(work -> work.settleAnswer(report.id(), token));
        log.info("Somebody who reported a fault was answered touchpoint={}", report.touchpoint());
      }
      case Delivery.Refused refused -> {
        ledger.write(work -> work.settleAnswer(report.id(), token));
        log.warn(
            "An answer was refused by the other side and is given up touchpoint={}",
            report.touchpoint());
      }
      case Delivery.TryLater later ->
          ledger.write(work -> work.postponeAnswer(report.id(), now.plus(AGAIN), token));
    }
  }
}
