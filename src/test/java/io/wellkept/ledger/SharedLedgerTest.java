package io.wellkept.ledger;

import static io.wellkept.ledger.Samples.LANDING;
import static io.wellkept.ledger.Samples.NOON;
import static io.wellkept.ledger.Samples.OFFER;
import static io.wellkept.ledger.Samples.full;
import static io.wellkept.ledger.Samples.healthy;
import static io.wellkept.ledger.Samples.incident;
import static io.wellkept.ledger.Samples.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger.Changes;
import io.wellkept.touchpoint.CheckId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What several processes ask of one ledger. */
final class SharedLedgerTest {
  private final PostgresPlace place = Postgres.database();
  private Ledger mine;
  private Ledger theirs;

  @BeforeEach
  void open() {
    mine = PostgresLedger.open(place);
    theirs = PostgresLedger.open(place);
  }

  @AfterEach
  void close() {
    mine.close();
    theirs.close();
  }

  @Test
  void tellsWhatOthersChangedAndNothingElse() {
    mine.change(work -> {
      work.bear(healthy(LANDING), NOON);
      work.bear(healthy(OFFER), NOON);
      work.save(incident("i1", LANDING, NOON));
    });
    long settled = mine.read(Ledger.View::settled);
    assertThat(changes(settled).checks()).isEmpty();

    theirs.change(work -> {
      work.claimLooks(NOON, NOON.plusSeconds(9), "t", 9);
      work.settleLook(full(OFFER), NOON, "t");
      work.save(resolved("i1", LANDING, NOON));
    });
    Changes seen = changes(settled);
    assertThat(seen.checks()).containsExactly(full(OFFER));
    assertThat(seen.incidents()).extracting(Incident::resolved).containsExactly(true);
    assertThat(changes(seen.settled()).checks()).isEmpty();
  }

  /** A number is given when work begins; what is committed later must not be passed over. */
  @Test
  void tellsAlsoWhatWasBegunBeforeTheLastReadingAndCommittedAfterIt() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    Thread slow =
        Thread.ofPlatform()
            .start(() ->
                theirs.change(work -> {
                  work.bear(healthy(LANDING), NOON);
                  begun.countDown();
                  await(asked);
                }));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    mine.change(work -> work.bear(healthy(OFFER), NOON));
    Changes first = changes(mine.read(Ledger.View::settled));
    assertThat(first.checks()).containsExactly(healthy(OFFER));
    asked.countDown();
    slow.join();
    assertThat(changes(first.settled()).checks()).contains(healthy(LANDING));
  }

  @Test
  void passesOverNumbersThatADatabaseBroughtAlongFromElsewhere() {
    mine.change(work -> work.bear(healthy(new CheckId("moved", "page")), NOON));
    long settled = mine.read(Ledger.View::settled);
    Postgres.execute(place, "UPDATE checks SET changed = 4000000000000");
    assertThat(changes(settled).checks()).isEmpty();
  }

  @Test
  void whatIsMadeOnceIsTheSameForAllWhoMakeItAtOnce() throws InterruptedException {
    Set<String> kept = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 40; i++) {
        String value = "v" + i;
        Ledger ledger = i % 2 == 0 ? mine : theirs;
        threads.execute(() -> kept.add(ledger.write(work -> work.makeOnce("key", value))));
      }
    }
    assertThat(kept).hasSize(1);
  }

  @Test
  void whatIsAskedAloneStaysSo() throws InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 24; i++) {
        Ledger ledger = i % 2 == 0 ? mine : theirs;
        threads.execute(() ->
            ledger.change(work -> {
              work.alone("a word");
              int known = work.openIncidents(List.of(LANDING)).size();
              if (known == 0) {
                work.save(incident("i" + Thread.currentThread().threadId(), LANDING, null));
              }
            }));
      }
    }
    List<Incident> made = mine.read(Ledger.View::openIncidents);
    assertThat(made).hasSize(1);
  }

  @Test
  void showsTheClockOfTheDatabase() {
    assertThat(mine.read(Ledger.View::clock)).isPresent();
  }

  private Changes changes(long since) {
    return mine.read(view -> view.changes(since));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
