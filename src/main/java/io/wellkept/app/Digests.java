package io.wellkept.app;

import io.wellkept.incident.Ids;
import io.wellkept.incident.Notice;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Reason;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.DigestDue;
import io.wellkept.ledger.Ledger.KeptDigest;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.ledger.LedgerException;
import io.wellkept.plan.DigestSetup;
import io.wellkept.plan.DigestSetup.Audience;
import io.wellkept.plan.DigestTime;
import io.wellkept.plan.Plan;
import io.wellkept.report.digest.Digest;
import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.Digest.Scope;
import io.wellkept.report.digest.Digest.Whose;
import io.wellkept.report.digest.DigestJson;
import io.wellkept.report.digest.DigestReading;
import io.wellkept.report.digest.Edition;
import io.wellkept.report.digest.Periods;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Team;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes digests when they are due and puts them into the outbox. When that is stands in the
 * ledger, so that one that was missed is written late, once, however many processes there are.
 */
final class Digests implements Round {
  private static final Logger log = LoggerFactory.getLogger(Digests.class);

  private static final String WORD = "digests";

  /** What failed is not tried at every tick: much is read for it. */
  private static final Duration AGAIN_AFTER = Duration.ofMinutes(10);

  private final Map<String, Instant> putAside = new HashMap<>();
  private final Ledger ledger;
  private final Supplier<Plan> plan;
  private final Predicate<View> rules;
  private final Consumer<Whose> wrote;

  /** A digest and who reads it. */
  private record Written(KeptDigest digest, Whose whose, List<Person> readers) {}

  /**
   * @param rules whether the plan here is the one that is in force everywhere
   * @param wrote hears of each digest that was written
   */
  Digests(Ledger ledger, Supplier<Plan> plan, Predicate<View> rules, Consumer<Whose> wrote) {
    this.ledger = ledger;
    this.plan = plan;
    this.rules = rules;
    this.wrote = wrote;
  }

  @Override
  public String name() {
    return WORD;
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(2);
  }

  @Override
  public boolean run(Instant now) {
    Plan current = plan.get();
    List<DigestSetup> setups = current.daemon().digests();
    // found before anything is held: that time nobody listened must be known first
    Optional<List<DigestDue>> known = ledger.read(view -> known(view, now));
    if (known.isEmpty()) {
      return false;
    }
    List<DigestDue> due = known.get();
    if (!isPlanned(setups, due)) {
      ledger.change(work -> plan(work, setups, now));
      return true;
    }
    boolean any = false;
    for (DigestDue one : due) {
      Instant aside = putAside.getOrDefault(one.name(), now);
      if (!one.dueAt().isAfter(now) && !aside.isAfter(now)) {
        any |= tryToWrite(current, setup(setups, one.name()), one, now);
      }
    }
    return any;
  }

  /** One that cannot be written does not keep the others from being. */
  private boolean tryToWrite(Plan current, DigestSetup setup, DigestDue due, Instant now) {
    try {
      boolean mine = write(current, setup, due, now);
      putAside.remove(setup.name());
      return mine;
    } catch (RuntimeException e) {
      if (LedgerException.isOfTheLedger(e)) {
        throw e;
      }
      if (putAside.put(setup.name(), now.plus(AGAIN_AFTER)) == null) {
        log.error("A digest cannot be written and is tried again name={}", setup.name(), e);
      }
      ledger.change(work -> sayUnwritten(work, due, now));
      return true;
    }
  }

  /** Not if another process has written it meanwhile: nothing would end that for a week. */
  private static void sayUnwritten(Work work, DigestDue due, Instant now) {
    work.alone(WORD);
    if (work.digestsDue().contains(due)) {
      Troubles.unwritten(work, due.name(), now);
    }
  }

  private Optional<List<DigestDue>> known(View view, Instant now) {
    return rules.test(view) && !Listening.isBehind(view, now)
        ? Optional.of(view.digestsDue())
        : Optional.empty();
  }

  private static DigestSetup setup(List<DigestSetup> setups, String name) {
    return setups.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  // ---- when

  private static boolean isPlanned(List<DigestSetup> setups, List<DigestDue> due) {
    Map<String, String> wanted =
        setups.stream().collect(Collectors.toMap(DigestSetup::name, Digests::schedule));
    return wanted.equals(
        due.stream().collect(Collectors.toMap(DigestDue::name, DigestDue::schedule)));
  }

  private static String schedule(DigestSetup setup) {
    return setup.when().text() + " " + setup.when().every() + " " + setup.zone();
  }

  /** What is new is due when its time comes next, not for the time before anybody wanted it. */
  private void plan(Work work, List<DigestSetup> setups, Instant now) {
    if (!rules.test(work)) {
      return;
    }
    work.alone(WORD);
    Map<String, DigestDue> known =
        work.digestsDue().stream().collect(Collectors.toMap(DigestDue::name, Function.identity()));
    for (DigestSetup setup : setups) {
      DigestDue before = known.remove(setup.name());
      if (before == null || !before.schedule().equals(schedule(setup))) {
        dueNext(work, setup, now);
      }
    }
    for (String gone : known.keySet()) {
      work.noDigestDue(gone);
      Troubles.noDigest(work, gone, now);
    }
  }

  private static void dueNext(Work work, DigestSetup setup, Instant after) {
    Instant next = setup.when().next(after, setup.zone());
    Instant never = Instant.parse("9999-01-01T00:00:00Z");
    work.digestDue(
        new DigestDue(setup.name(), schedule(setup), Objects.requireNonNullElse(next, never)));
  }

  /** Of several that were missed the last one: who reads it wants to know how it is. */
  private static Instant lastDue(DigestSetup setup, Instant due, Instant now) {
    DigestTime time = setup.when();
    Duration every = time.every();
    if (every != null) {
      return due.plus(every.multipliedBy(Duration.between(due, now).dividedBy(every)));
    }
    Instant last = due;
    Instant next = time.next(last, setup.zone());
    while (next != null && !next.isAfter(now)) {
      last = next;
      next = time.next(last, setup.zone());
    }
    return last;
  }

  // ---- what

  private boolean write(Plan current, DigestSetup setup, DigestDue due, Instant now) {
    Instant dueAt = lastDue(setup, due.dueAt(), now);
    // much is read, and nobody waits for it: only what follows is written under a lock
    List<Written> written =
        ledger.read(view -> {
          DigestReading reading = DigestSource.read(view, current, period(setup, dueAt), now);
          return issues(setup, current, reading).stream()
              .map(issue -> written(setup, issue, reading, dueAt, now))
              .toList();
        });
    boolean mine = ledger.write(work -> send(work, current, setup, due, dueAt, written, now));
    if (mine) {
      say(setup, due, dueAt, written, now);
    }
    return mine;
  }

  private static Period period(DigestSetup setup, Instant dueAt) {
    Duration every = setup.when().every();
    return every == null
        ? Periods.daysBefore(dueAt, setup.when().days(), setup.zone())
        : Periods.until(dueAt, every, setup.zone());
  }

  private record Issue(Scope scope, List<Person> readers) {}

  private static List<Issue> issues(DigestSetup setup, Plan current, DigestReading reading) {
    if (setup.audience() == Audience.OWNERS) {
      List<Issue> all = new ArrayList<>();
      for (Scope owner : reading.owners()) {
        current.people().person(owner.id()).ifPresent(p -> all.add(new Issue(owner, List.of(p))));
      }
      return all;
    }
    return List.of(new Issue(scope(setup, current), setup.readers(current.people())));
  }

  private static Scope scope(DigestSetup setup, Plan current) {
    String team = setup.team();
    if (team == null) {
      return Scope.COMPANY;
    }
    return new Scope(Whose.TEAM, team, current.people().team(team).map(Team::name).orElse(team));
  }

  private static Written written(
      DigestSetup setup, Issue issue, DigestReading reading, Instant dueAt, Instant now) {
    Digest digest = reading.digest(issue.scope());
    Period period = digest.period();
    String id =
        Ids.of("digest", setup.name(), issue.scope().id(), Long.toString(dueAt.toEpochMilli()));
    KeptDigest kept =
        new KeptDigest(
            id,
            setup.name(),
            issue.scope().whose().name(),
            issue.scope().id(),
            period.label(),
            period.from(),
            period.until(),
            dueAt,
            now,
            setup.by(),
            Edition.gist(digest),
            DigestJson.write(digest));
    return new Written(kept, issue.scope().whose(), issue.readers());
  }

  /** Not if another process was first. */
  private boolean send(
      Work work,
      Plan current,
      DigestSetup setup,
      DigestDue due,
      Instant dueAt,
      List<Written> written,
      Instant now) {
    work.alone(WORD);
    if (!rules.test(work) || !work.digestsDue().contains(due)) {
      return false;
    }
    for (Written one : written) {
      if (work.keep(one.digest())) {
        one.readers().forEach(reader -> post(work, current, one.digest(), reader, now));
      }
    }
    Troubles.written(work, setup.name(), readers(written), ifNone(setup), now);
    dueNext(work, setup, dueAt);
    return true;
  }

  private static String ifNone(DigestSetup setup) {
    return setup.audience() == Audience.OWNERS
        ? "nobody owns a touchpoint"
        : "name somebody in its 'to', or remove it";
  }

  private static Set<String> readers(List<Written> written) {
    return written.stream()
        .flatMap(one -> one.readers().stream())
        .map(Person::id)
        .collect(Collectors.toSet());
  }

  private static void post(Work work, Plan current, KeptDigest digest, Person reader, Instant now) {
    List<String> roads = Roads.of(digest, reader, current.daemon());
    if (roads.isEmpty() || reader.hasLeft(now)) {
      log.warn("A digest has no way to its reader name={} person={}", digest.name(), reader.id());
      String why = reader.hasLeft(now) ? "they left the company" : "no notifier knows the way";
      Troubles.unsent(work, digest, reader.id(), why, now);
      return;
    }
    Notice notice =
        new Notice(
            Ids.of(digest.id(), reader.id()),
            digest.id(),
            NoticeKind.DIGEST,
            reader.id(),
            -1,
            now,
            now,
            Reason.DIGEST_DUE);
    work.post(Posting.of(notice, 0, roads.getFirst(), now));
  }

  private void say(
      DigestSetup setup, DigestDue due, Instant dueAt, List<Written> written, Instant now) {
    written.forEach(one -> wrote.accept(one.whose()));
    boolean late = Edition.isLate(dueAt, now);
    log.info(
        "{} name={} about={} due={} digests={}",
        late ? "A digest was written late" : "A digest was written",
        setup.name(),
        written.isEmpty() ? "nobody" : written.getFirst().digest().label(),
        dueAt,
        written.size());
    if (dueAt.isAfter(due.dueAt())) {
      log.warn(
          "Digests were missed while nobody was there, only the last is sent name={} since={}",
          setup.name(),
          due.dueAt());
    }
  }
}
