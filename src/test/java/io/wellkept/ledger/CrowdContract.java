package io.wellkept.ledger;

import static io.wellkept.ledger.Samples.LANDING;
import static io.wellkept.ledger.Samples.NOON;
import static io.wellkept.ledger.Samples.OFFER;
import static io.wellkept.ledger.Samples.classes;
import static io.wellkept.ledger.Samples.event;
import static io.wellkept.ledger.Samples.full;
import static io.wellkept.ledger.Samples.healthy;
import static io.wellkept.ledger.Samples.incident;
import static io.wellkept.ledger.Samples.posting;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Tally;
import io.wellkept.ledger.Ledger.ClaimedLook;
import io.wellkept.ledger.Ledger.Mail;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.touchpoint.CheckId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for {@link Ledger} while several are at work at once. */
abstract class CrowdContract {
  private static final int THREADS = 8;
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final Instant MUCH_LATER = NOON.plusSeconds(600);
  private static final Posting.Ending SENT = new Posting.Ending.Sent("r");

  @TempDir Path folder;
  private List<Ledger> ledgers = List.of();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  /**
   * Opens the same ledger a few times, as processes do; the same one again where one process has
   * it.
   */
  abstract List<Ledger> openSeveral(Path folder);

  @BeforeEach
  void open() {
    ledgers = openSeveral(folder);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    ledgers.forEach(Ledger::close);
  }

  private interface Job<T> {
    T run(Ledger ledger, int number) throws Exception;
  }

  /** Does the job in every thread at once, each with one of the ledgers. */
  private <T> List<T> allAtOnce(Job<T> job) {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Callable<T>> all =
        IntStream.range(0, THREADS)
            .<Callable<T>>mapToObj(number ->
                () -> {
                  start.await();
                  return job.run(ledgers.get(number % ledgers.size()), number);
                })
            .toList();
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> done : threads.invokeAll(all)) {
        results.add(done.get());
      }
      return results;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private Ledger one() {
    return ledgers.get(0);
  }

  private Ledger another() {
    return ledgers.get(ledgers.size() - 1);
  }

  private static CheckId check(int number) {
    return new CheckId("touchpoint-" + number, "page");
  }

  private void bear(int checks) {
    one()
        .change(
            work -> IntStream.range(0, checks).forEach(i -> work.bear(healthy(check(i)), NOON)));
  }

  @Test
  void whatOneWritesTheOthersReadAtOnce() {
    one()
        .change(work -> {
          work.pulse("looks", NOON);
          work.savePlan(new TreeMap<>(Map.of("a.yaml", "x")), NOON, "first");
          work.add(Samples.OVERRIDES.get(0));
        });
    another().change(work -> work.pulse("courier", LATER));
    for (Ledger each : ledgers) {
      assertThat(each.read(View::pulses)).isEqualTo(Map.of("looks", NOON, "courier", LATER));
      assertThat(each.read(View::latestPlan)).isPresent();
      assertThat(each.read(View::overrides)).hasSize(1);
    }
  }

  // ---- looks

  @Test
  void givesEachCheckToOneAndNobodyMoreThanAsked() {
    bear(500);
    Set<CheckId> taken = ConcurrentHashMap.newKeySet();
    AtomicInteger twice = new AtomicInteger();
    allAtOnce((ledger, number) -> {
      List<ClaimedLook> mine;
      do {
        mine = ledger.write(work -> work.claimLooks(NOON, LATER, "t" + number, 7));
        assertThat(mine).hasSizeLessThanOrEqualTo(7);
        mine.stream()
            .filter(look -> !taken.add(look.state().check()))
            .forEach(look -> twice.incrementAndGet());
      } while (!mine.isEmpty());
      return true;
    });
    assertThat(twice).hasValue(0);
    assertThat(taken).hasSize(500);
  }

  @Test
  void takesOneResultOfACheckThatHadToBeTakenOver() {
    bear(300);
    one().change(work -> work.claimLooks(NOON, LATER, "frozen", 300));
    Map<CheckId, AtomicInteger> settled = new ConcurrentHashMap<>();
    allAtOnce((ledger, number) -> {
      for (int i = 0; i < 300; i++) {
        if (number % 2 == 0) {
          settle(ledger, check(i), "frozen", settled);
        } else {
          String token = "t" + number;
          ledger.write(work -> work.claimLooks(LATER, MUCH_LATER, token, 2)).stream()
              .forEach(look -> settle(ledger, look.state().check(), token, settled));
        }
      }
      return true;
    });
    assertThat(settled).hasSize(300);
    assertThat(settled.values()).allMatch(times -> times.get() == 1);
  }

  private static void settle(
      Ledger ledger, CheckId check, String token, Map<CheckId, AtomicInteger> settled) {
    if (ledger.write(work -> work.settleLook(full(check), MUCH_LATER, token))) {
      settled.computeIfAbsent(check, any -> new AtomicInteger()).incrementAndGet();
    }
  }

  @Test
  void addsUpWhatAllSawInAnHour() {
    Instant hour = healthy(LANDING).tally().hour();
    allAtOnce((ledger, number) -> {
      for (int i = 0; i < 20; i++) {
        ledger.change(work -> work.addRollup(LANDING, new Tally(hour, 2, 1, 0, classes(3, 1))));
      }
      return true;
    });
    assertThat(one().<List<Tally>>read(view -> view.rollups(LANDING, hour)))
        .containsExactly(new Tally(hour, 320, 160, 0, classes(3, 160)));
  }

  // ---- incidents

  /** A look, a click, the courier and the ladder change the same incident, each in its own way. */
  @Test
  void losesNoChangeOfAnIncident() {
    one().change(work -> work.save(incident("i1", LANDING, NOON)));
    allAtOnce((ledger, number) -> {
      for (int i = 0; i < 12; i++) {
        while (!ledger.write(work -> putOff(work, number % 4))) {
          Thread.onSpinWait();
        }
      }
      return true;
    });
    Incident after = one().read(view -> view.incident("i1")).orElseThrow();
    assertThat(after).isEqualTo(incident("i1", LANDING, NOON.plusMillis(THREADS * 12)));
  }

  /** By a millisecond; false if somebody else has the incident. */
  private static boolean putOff(Work work, int way) {
    List<Incident> read =
        switch (way) {
          case 0 -> work.incident("i1").stream().toList();
          case 1 -> work.openIncidents(List.of(OFFER, LANDING));
          case 2 -> work.openIncidents();
          default -> work.dueIncidents(LATER, 9);
        };
    read.forEach(incident -> work.save(incident.wakeAt(incident.wakeAt().plusMillis(1))));
    return !read.isEmpty();
  }

  @Test
  void opensOnceWhatAllFindMissing() {
    for (int round = 0; round < 20; round++) {
      CheckId check = check(round);
      allAtOnce((ledger, number) ->
          ledger.write(work -> {
            work.alone("opening");
            if (work.openIncidents(List.of(check)).isEmpty()) {
              work.save(incident(check.touchpoint() + "." + number, check, NOON));
            }
            return true;
          }));
    }
    assertThat(one().<List<Incident>>read(View::openIncidents)).hasSize(20);
  }

  // ---- outbox

  @Test
  void carriesAllMailOfAPersonByOneAtATimeAndEndsEachRowOnce() {
    AtomicInteger posted = new AtomicInteger();
    one().change(work -> IntStream.range(0, 60).forEach(i -> post(work, posted, i % 10)));
    Map<String, String> held = new ConcurrentHashMap<>();
    ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();
    AtomicInteger together = new AtomicInteger();
    allAtOnce((ledger, number) -> {
      for (int i = 0; i < 15; i++) {
        String token = number + "." + i;
        int person = (number + i) % 10;
        ledger.change(work -> post(work, posted, person));
        for (Mail mail : ledger.write(work -> work.claimMail(NOON, LATER, token, 3))) {
          if (held.putIfAbsent(mail.person(), token) != null) {
            together.incrementAndGet();
          }
          held.remove(mail.person());
          List<String> mine =
              ledger.write(work ->
                  mail.postings().stream()
                      .map(Posting::id)
                      .filter(id -> work.settle(id, SENT, true, NOON, token))
                      .toList());
          assertThat(mine).hasSameSizeAs(mail.postings());
          ended.addAll(mine);
        }
      }
      return true;
    });
    List<Posting> left = one().read(view -> view.waiting(1_000));
    assertThat(together).hasValue(0);
    assertThat(ended).doesNotHaveDuplicates().hasSize(posted.get() - left.size());
  }

  private static void post(Work work, AtomicInteger posted, int person) {
    work.post(posting("n" + posted.incrementAndGet(), "i1", "person-" + person, NOON));
  }

  @Test
  void givesNobodyARowThatIsJustBeingEnded() {
    for (int round = 0; round < 60; round++) {
      String id = "n" + round;
      String person = "person-" + round;
      one()
          .change(work -> {
            work.post(posting(id, "i1", person, NOON));
            work.claimMail(NOON, LATER, "frozen", 1);
          });
      List<Boolean> had =
          allAtOnce((ledger, number) ->
              number % 2 == 0
                  ? ledger.write(work -> work.settle(id + ".0", SENT, true, LATER, "frozen"))
                  : !ledger
                      .write(work -> work.claimMail(LATER, MUCH_LATER, "t" + number, 9))
                      .isEmpty());
      assertThat(had).filteredOn(yes -> yes).hasSize(1);
      another()
          .change(work ->
              IntStream.range(0, THREADS)
                  .forEach(i -> work.settle(id + ".0", SENT, true, LATER, "t" + i)));
    }
  }

  @Test
  void keepsTheRowsOfAParcelTogetherWhoeverTriesItAgain() {
    List<String> rows = IntStream.range(0, 6).mapToObj(i -> "n" + i + ".0").toList();
    one()
        .change(work -> {
          IntStream.range(0, 6).forEach(i -> work.post(posting("n" + i, "i1", "anna", NOON)));
          work.claimMail(NOON, LATER, "first", 1);
          work.pack(rows, "p1", NOON, "first");
          IntStream.range(0, 6)
              .forEach(i -> work.postpone("n" + i + ".0", LATER.plusSeconds(i), true, "first"));
        });
    List<List<Mail>> got =
        allAtOnce((ledger, number) ->
            ledger.write(work -> work.claimMail(LATER, MUCH_LATER, "t" + number, 9)));
    assertThat(got).filteredOn(mails -> !mails.isEmpty()).hasSize(1);
    assertThat(got.stream().flatMap(List::stream).flatMap(mail -> mail.postings().stream()))
        .extracting(Posting::id)
        .containsExactlyElementsOf(rows);
  }

  // ---- plans, retention

  @Test
  void numbersThePlansOfAll() {
    List<Long> numbers =
        allAtOnce((ledger, number) ->
            ledger.write(work ->
                work.savePlan(new TreeMap<>(Map.of("a.yaml", "x")), NOON, "plan " + number)));
    assertThat(numbers).doesNotHaveDuplicates();
    long latest = numbers.stream().mapToLong(Long::longValue).max().orElseThrow();
    assertThat(one().read(View::latestPlan).orElseThrow().number()).isEqualTo(latest);
  }

  @Test
  void forgetsEachRowOnceHoweverManyForget() {
    one()
        .change(work ->
            IntStream.range(0, 400)
                .forEach(i -> work.append(event(NOON, Event.Type.OPENED, check(i), ""))));
    List<Long> gone =
        allAtOnce((ledger, number) -> {
          long all = 0;
          long now;
          do {
            now = ledger.write(work -> work.forget(LATER, LATER, LATER, LATER, LATER, 10));
            all += now;
          } while (now == 10);
          return all;
        });
    assertThat(gone.stream().mapToLong(Long::longValue).sum()).isEqualTo(400);
    assertThat(one().read(View::sizes)).containsEntry("events", 0L);
  }
}
