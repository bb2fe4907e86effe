package io.wellkept.app;

import io.wellkept.incident.Bundling;
import io.wellkept.incident.Bundling.Parcel;
import io.wellkept.incident.CheckState;
import io.wellkept.incident.Delivery;
import io.wellkept.incident.Event;
import io.wellkept.incident.Ids;
import io.wellkept.incident.Incident;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Policy;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Posting.Ending;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Timing;
import io.wellkept.incident.Told;
import io.wellkept.incident.Truth;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.Mail;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.ledger.LedgerException;
import io.wellkept.notify.Message;
import io.wellkept.notify.Notifier;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what waits in the outbox. Before anything leaves it asks once more whether it is still
 * true, and decides what goes together. Whatever happens to a message, its rows are settled, tried
 * again, or handed to the next road.
 */
final class Courier implements Round {
  private static final Logger log = LoggerFactory.getLogger(Courier.class);

  /** Messages under way at once by one notifier: one that hangs holds up no other. */
  private static final int AT_ONE_NOTIFIER = 50;

  /** How long a message that has left waits before it is written down once more. */
  private static final Duration SETTLE_AGAIN = Duration.ofSeconds(5);

  private final Ledger ledger;
  private final Supplier<Plan> plan;
  private final Predicate<View> rules;
  private final Duration claim;
  private final Function<String, Optional<Notifier>> notifiers;
  private final Writing writing;
  private final Figures figures;
  private final InstantSource clock;
  private final ExecutorService threads;
  private final Supplier<Instant> listeningSince;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Map<String, Integer> underWayBy = new ConcurrentHashMap<>();

  /** Why each notifier failed last, while it does. */
  private final Map<String, String> failing = new ConcurrentHashMap<>();

  /** What deliveries are counted in. */
  interface Figures {
    void ended(NoticeKind kind, String notifier, Ending ending);

    void attempted(String notifier, Delivery delivery);
  }

  /** Makes the message for a person out of what was decided. */
  interface Writing {
    /**
     * @throws Unwritable if what it is to say cannot be read
     */
    Message write(Parcel parcel, Person to, String notifier, Present present);
  }

  /** What a message is to say cannot be read here, and no other try would change that. */
  static final class Unwritable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unwritable(String why, Throwable cause) {
      super(why, cause);
    }
  }

  /**
   * @param rules whether the plan here is the one that is in force everywhere
   * @param claim longer than any notifier may take to send
   */
  Courier(
      Ledger ledger,
      Supplier<Plan> plan,
      Predicate<View> rules,
      Duration claim,
      Function<String, Optional<Notifier>> notifiers,
      Writing writing,
      Figures figures,
      InstantSource clock,
      Supplier<Instant> listeningSince,
      ExecutorService threads) {
    this.ledger = ledger;
    this.plan = plan;
    this.rules = rules;
    this.claim = claim;
    this.notifiers = notifiers;
    this.writing = writing;
    this.figures = figures;
    this.clock = clock;
    this.listeningSince = listeningSince;
    this.threads = threads;
  }

  @Override
  public String name() {
    return "courier";
  }

  @Override
  public Duration every() {
    return Duration.ofMillis(250);
  }

  int underWay() {
    return underWay.get();
  }

  /** Waits until nothing is under way. */
  void awaitAll() throws InterruptedException {
    while (underWay.get() > 0) {
      Thread.sleep(1);
    }
  }

  @Override
  public boolean run(Instant now) {
    String token = UUID.randomUUID().toString();
    List<Mail> claimed = ledger.write(work -> claim(work, token, now));
    claimed.forEach(mail -> begin(mail, token));
    return !claimed.isEmpty();
  }

  private List<Mail> claim(Work work, String token, Instant now) {
    return rules.test(work) ? work.claimMail(now, now.plus(claim), token, this::room) : List.of();
  }

  private int room(String notifier) {
    return AT_ONE_NOTIFIER - underWayBy.getOrDefault(notifier, 0);
  }

  private void done(Mail mail) {
    underWayBy.merge(mail.notifier(), -1, Integer::sum);
    underWay.decrementAndGet();
  }

  private void begin(Mail mail, String token) {
    underWay.incrementAndGet();
    underWayBy.merge(mail.notifier(), 1, Integer::sum);
    boolean begun = false;
    try {
      threads.execute(() -> carryAndCount(mail, token));
      begun = true;
    } finally {
      if (!begun) {
        done(mail);
      }
    }
  }

  private void carryAndCount(Mail mail, String token) {
    try {
      carry(mail, token);
    } catch (InterruptedException e) {
      // Wellkept stops: the message, under the same id, goes after the next start
      Thread.currentThread().interrupt();
    } catch (LedgerException e) {
      waitsForLedger(mail, e);
    } catch (RuntimeException | Error e) {
      log.error("A message could not be made and is tried again later person={}", mail.person(), e);
      putAside(mail, token);
    } finally {
      done(mail);
    }
  }

  private static void waitsForLedger(Mail mail, LedgerException e) {
    log.warn(
        "A message waits for the ledger and goes when its claim ends person={} why=\"{}\"",
        mail.person(),
        e.getMessage());
  }

  private void putAside(Mail mail, String token) {
    Instant now = clock.instant();
    try {
      ledger.change(work -> {
        Instant later = now.plus(plan.get().daemon().timing().retryLongest());
        mail.postings().forEach(p -> work.postpone(p.id(), later, true, token));
        raise(work, mail, now);
      });
    } catch (LedgerException e) {
      waitsForLedger(mail, e);
    }
  }

  private void carry(Mail mail, String token) throws InterruptedException {
    Instant now = clock.instant();
    Deque<Parcel> parcels = new ArrayDeque<>(ledger.write(work -> sort(work, mail, token, now)));
    while (!parcels.isEmpty()) {
      if (clock.instant().isAfter(now.plus(claim))) {
        log.warn("A message was late, whoever has its claim sends it person={}", mail.person());
        return;
      }
      Parcel parcel = parcels.remove();
      try {
        send(mail, parcel, token);
      } catch (LedgerException e) {
        throw e;
      } catch (RuntimeException e) {
        parcels.addAll(apart(mail, parcel, token, e));
      }
    }
  }

  /**
   * What cannot be made holds up nothing else: what was to leave with it leaves without it, and it
   * goes by the next road.
   */
  private List<Parcel> apart(Mail mail, Parcel parcel, String token, RuntimeException failure)
      throws InterruptedException {
    if (parcel.postings().size() > 1) {
      return parcel.postings().stream()
          .map(posting -> new Parcel(Ids.of(posting.id()), List.of(posting)))
          .toList();
    }
    log.error(
        "A message could not be made and goes by the next road notifier={} person={}",
        mail.notifier(),
        mail.person(),
        failure);
    Instant now = clock.instant();
    settle(parcel, new Delivery.Refused("it could not be made"), token, now.plus(claim));
    ledger.change(work -> raise(work, mail, now));
    return List.of();
  }

  private static void raise(Work work, Mail mail, Instant now) {
    Troubles.raise(
        work,
        Troubles.ROWS,
        "mail-" + mail.person(),
        "A message to " + mail.person() + " could not be made: see the log",
        now);
  }

  /** Withdraws what is no longer true and fixes what goes together. */
  private List<Parcel> sort(Work work, Mail mail, String token, Instant now) {
    Present present = Present.of(plan.get(), work.overrides(), now);
    Timing timing = present.plan().daemon().timing();
    boolean known = present.plan().people().person(mail.person()).isPresent();
    List<Posting> standing = new ArrayList<>();
    for (Posting posting : mail.postings()) {
      Incident incident = work.incident(posting.notice().incident()).orElse(null);
      Truth.Case about = incident == null ? null : about(work, incident, present);
      switch (Truth.of(posting.notice(), about, known, now)) {
        case Truth.Stands() when notSeenSince(work, posting, incident, now) ->
            work.postpone(posting.id(), now.plus(timing.retryFirst()), false, token);
        case Truth.Stands() -> standing.add(posting);
        case Truth.Unsure(Reason because) ->
            work.postpone(posting.id(), now.plus(timing.retryFirst()), false, token);
        case Truth.Gone(Reason because) when isHeld(because) && posting.parcel() != null ->
            // it was about to leave, and perhaps has
            standing.add(posting);
        case Truth.Gone(Reason because) -> withdraw(work, posting, because, token, now);
      }
    }
    Bundling.Plan bundles = Bundling.decide(standing, mail.lastSent(), timing, now);
    bundles.later().forEach(p -> work.postpone(p.id(), bundles.laterAt(), false, token));
    return bundles.now().stream().filter(parcel -> pack(work, parcel, token, now)).toList();
  }

  private static boolean isHeld(Reason because) {
    return because == Reason.STORM || because == Reason.MAINTENANCE;
  }

  private static Truth.Case about(Work work, Incident incident, Present present) {
    CheckState state = work.check(incident.check()).orElse(null);
    return new Truth.Case(incident, present.situation(incident, state, work));
  }

  /** What was decided before nobody listened may be repaired meanwhile: a look comes first. */
  private boolean notSeenSince(
      Work work, Posting posting, @Nullable Incident incident, Instant now) {
    Instant from = listeningSince.get();
    return incident != null
        && posting.notice().kind().tellsOfFault()
        && posting.notice().decidedAt().isBefore(from)
        && !now.isBefore(from)
        && now.isBefore(from.plus(Activation.FIRST_LOOKS))
        && work.check(incident.check())
            .map(state -> state.lastLook() == null || state.lastLook().isBefore(from))
            .orElse(false);
  }

  private boolean pack(Work work, Parcel parcel, String token, Instant now) {
    List<String> rows = parcel.postings().stream().map(Posting::id).toList();
    return work.pack(rows, parcel.id(), now, token);
  }

  private void withdraw(Work work, Posting posting, Reason because, String token, Instant now) {
    if (!end(work, posting, new Ending.Withdrawn(because), token, now)) {
      return;
    }
    if (mayHaveLeft(posting)) {
      conclude(work, posting, Told.Outcome.SENT, because, "perhaps: it left as we stopped", now);
    } else {
      conclude(work, posting, Told.Outcome.WITHDRAWN, because, "", now);
    }
  }

  /**
   * An attempt was begun and nobody wrote down how it ended: we were killed. Whoever may have heard
   * what is wrong must hear how it goes on.
   */
  private static boolean mayHaveLeft(Posting posting) {
    return posting.firstTriedAt() != null
        && posting.attempts() == 0
        && posting.notice().kind().tellsOfFault();
  }

  private void send(Mail mail, Parcel parcel, String token) throws InterruptedException {
    Instant now = clock.instant();
    Present present = ledger.read(view -> Present.of(plan.get(), view.overrides(), now));
    Delivery delivery = deliver(mail, parcel, present);
    figures.attempted(mail.notifier(), delivery);
    say(mail, parcel, delivery);
    settle(parcel, delivery, token, now.plus(claim));
  }

  /** What has left must not be forgotten, or it would leave again: tries until the claim ends. */
  private void settle(Parcel parcel, Delivery delivery, String token, Instant until)
      throws InterruptedException {
    while (true) {
      Instant now = clock.instant();
      try {
        ledger.change(work ->
            parcel.postings().forEach(posting -> settle(work, posting, delivery, token, now)));
        return;
      } catch (LedgerException e) {
        if (now.plus(SETTLE_AGAIN).isAfter(until)) {
          throw e;
        }
        Thread.sleep(SETTLE_AGAIN);
      }
    }
  }

  /** One line for each attempt, however much the message holds; what is known is not repeated. */
  private void say(Mail mail, Parcel parcel, Delivery delivery) {
    switch (delivery) {
      case Delivery.Sent sent -> failing.remove(mail.notifier());
      case Delivery.Refused(String why) ->
          log.warn(
              "A message was refused notifier={} person={} notices={} why=\"{}\"",
              mail.notifier(),
              mail.person(),
              parcel.postings().size(),
              why);
      case Delivery.TryLater(String why, @Nullable Duration wait) -> {
        boolean known = why.equals(failing.put(mail.notifier(), why));
        log.info(
            "A message did not leave notifier={} person={} notices={} attempt={} why=\"{}\"",
            mail.notifier(),
            mail.person(),
            parcel.postings().size(),
            parcel.postings().get(0).attempts() + 1,
            known ? "as before" : why);
      }
    }
  }

  private Delivery deliver(Mail mail, Parcel parcel, Present present) throws InterruptedException {
    Optional<Notifier> notifier = notifiers.apply(mail.notifier());
    Optional<Person> person = present.plan().people().person(mail.person());
    if (notifier.isEmpty() || person.isEmpty()) {
      return new Delivery.Refused("the plan has no " + mail.notifier() + " for them any more");
    }
    Message message;
    try {
      message = writing.write(parcel, person.get(), mail.notifier(), present);
    } catch (Unwritable e) {
      return new Delivery.Refused(Objects.requireNonNull(e.getMessage()));
    }
    return notifier.get().send(message);
  }

  private void settle(Work work, Posting posting, Delivery delivery, String token, Instant now) {
    switch (delivery) {
      case Delivery.Sent(String reference) -> {
        if (end(work, posting, new Ending.Sent(reference), token, now)) {
          Troubles.clear(work, Troubles.ROADS, posting.notifier(), now);
          if (posting.notice().kind() == NoticeKind.DIGEST) {
            work.digest(posting.notice().incident())
                .ifPresent(digest -> Troubles.sent(work, digest, posting.notice().person(), now));
          }
          conclude(
              work, posting, Told.Outcome.SENT, Reason.DELIVERED, "by " + posting.notifier(), now);
        }
      }
      case Delivery.TryLater(String why, @Nullable Duration wait) ->
          retry(work, posting, why, wait, token, now);
      case Delivery.Refused(String why) -> reroute(work, posting, Reason.REFUSED, why, token, now);
    }
  }

  private void retry(
      Work work, Posting posting, String why, @Nullable Duration wait, String token, Instant now) {
    Plan current = plan.get();
    Instant first = posting.firstTriedAt() == null ? now : posting.firstTriedAt();
    Duration patience = policy(work, posting, current, now).retryFor();
    if (!now.isBefore(first.plus(patience))) {
      log.warn(
          "A message was given up on this road notifier={} person={}",
          posting.notifier(),
          posting.notice().person());
      reroute(work, posting, Reason.GAVE_UP, why, token, now);
      return;
    }
    if (!now.isBefore(first.plus(current.daemon().timing().blindFor()))) {
      Troubles.raise(
          work,
          Troubles.ROADS,
          posting.notifier(),
          "The notifier \"" + posting.notifier() + "\" takes no message: " + why,
          now);
    }
    Duration next = backoff(posting.attempts(), current.daemon().timing());
    Duration pause = wait != null && wait.compareTo(next) > 0 ? wait : next;
    work.postpone(posting.id(), now.plus(pause), true, token);
  }

  /** Doubles from the first wait to the longest; the same for all rows of a message. */
  private static Duration backoff(int attempts, Timing timing) {
    Duration wait = timing.retryFirst().multipliedBy(1L << Math.min(attempts, 20));
    return wait.compareTo(timing.retryLongest()) < 0 ? wait : timing.retryLongest();
  }

  private Policy policy(Work work, Posting posting, Plan current, Instant now) {
    return work.incident(posting.notice().incident())
        .map(incident -> Present.of(current, List.of(), now).policy(incident))
        .orElse(current.policies().operators());
  }

  private void reroute(
      Work work, Posting posting, Reason because, String detail, String token, Instant now) {
    if (!end(work, posting, new Ending.Rerouted(because, detail), token, now)) {
      return;
    }
    List<String> roads =
        plan.get()
            .people()
            .person(posting.notice().person())
            .map(person -> roads(work, posting, person))
            .orElse(List.of());
    int next = posting.road() + 1;
    if (next < roads.size()) {
      work.post(Posting.of(posting.notice(), next, roads.get(next), now));
      return;
    }
    if (posting.notice().kind() == NoticeKind.DIGEST) {
      work.digest(posting.notice().incident())
          .ifPresent(
              digest -> Troubles.unsent(work, digest, posting.notice().person(), detail, now));
    }
    conclude(work, posting, Told.Outcome.FAILED, because, detail, now);
  }

  private List<String> roads(Work work, Posting posting, Person person) {
    if (posting.notice().kind() == NoticeKind.DIGEST) {
      return work.digest(posting.notice().incident())
          .map(digest -> Roads.of(digest, person, plan.get().daemon()))
          .orElse(List.of());
    }
    return work.incident(posting.notice().incident())
        .map(incident -> Roads.to(person, plan.get().daemon(), incident))
        .orElse(List.of());
  }

  private boolean end(Work work, Posting posting, Ending ending, String token, Instant now) {
    boolean counts = !posting.notice().kind().goesAlone();
    boolean ended = work.settle(posting.id(), ending, counts, now, token);
    if (ended) {
      figures.ended(posting.notice().kind(), posting.notifier(), ending);
    }
    return ended;
  }

  /** Tells the incident how its notice ended, and history with it. */
  private static void conclude(
      Work work,
      Posting posting,
      Told.Outcome outcome,
      Reason because,
      String detail,
      Instant now) {
    String id = posting.notice().incident();
    Optional<Incident> incident = work.incident(id);
    incident.ifPresent(i -> work.save(i.settled(posting.notice().id(), outcome, now)));
    CheckId check = incident.map(Incident::check).orElse(null);
    Event.Type type = outcome == Told.Outcome.SENT ? Event.Type.TOLD : Event.Type.NOT_TOLD;
    String text = posting.notice().kind().words() + (detail.isBlank() ? "" : ", " + detail);
    Reason reason = outcome == Told.Outcome.SENT ? null : because;
    work.append(new Event(now, type, check, id, posting.notice().person(), reason, text));
  }
}
