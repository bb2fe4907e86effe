package io.wellkept.ledger;

import static io.wellkept.ledger.Samples.NOON;
import static io.wellkept.ledger.Samples.event;
import static io.wellkept.ledger.Samples.healthy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.incident.Event;
import io.wellkept.ledger.Ledger.ClaimedLook;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.touchpoint.CheckId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server goes away under load and comes back. */
final class PostgresRestartTest {
  private static final int CHECKS = 1_500;
  private static final Instant DONE = NOON.plus(Duration.ofDays(1));

  @TempDir Path folder;

  @Test
  void losesNothingAndSettlesNothingTwiceWhenTheServerCrashesUnderLoad() {
    try (Postgres server = Postgres.own(folder.resolve("data"));
        Ledger one = PostgresLedger.open(server.place());
        Ledger other = PostgresLedger.open(server.place())) {
      one.change(
          work -> IntStream.range(0, CHECKS).forEach(i -> work.bear(healthy(check(i)), NOON)));
      AtomicInteger settled = new AtomicInteger();
      AtomicInteger failed = new AtomicInteger();
      AtomicBoolean back = new AtomicBoolean();
      List<CompletableFuture<Void>> workers = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
        for (int i = 0; i < 8; i++) {
          Worker worker = new Worker(i % 2 == 0 ? one : other, "t" + i, settled, failed, back);
          workers.add(CompletableFuture.runAsync(worker, threads));
        }
        await(() -> settled.get() > CHECKS / 5);
        server.crashes();
        await(() -> failed.get() > 8);
        assertThatThrownBy(() -> one.read(View::pulses)).isInstanceOf(LedgerException.class);
        server.comesBack();
        back.set(true);
        workers.forEach(CompletableFuture::join);
      }
      // one word in history for each result, also where nobody heard whether it was stored
      assertThat(one.read(View::sizes)).containsEntry("events", (long) CHECKS);
      assertThat(one.read(View::nextDue)).contains(DONE);
      assertThat(settled.get()).isBetween(CHECKS - failed.get() * Worker.AT_ONCE, CHECKS);
    }
  }

  private static CheckId check(int number) {
    return new CheckId("touchpoint-" + number, "page");
  }

  private static void await(java.util.function.BooleanSupplier so) {
    while (!so.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  /**
   * Claims and settles until the server is back and nothing is due; its clock moves on, so that
   * lost claims run out.
   */
  private static final class Worker implements Runnable {
    static final int AT_ONCE = 5;

    private final Ledger ledger;
    private final String name;
    private final AtomicInteger settled;
    private final AtomicInteger failed;
    private final AtomicBoolean back;
    private int round;

    Worker(
        Ledger ledger,
        String name,
        AtomicInteger settled,
        AtomicInteger failed,
        AtomicBoolean back) {
      this.ledger = ledger;
      this.name = name;
      this.settled = settled;
      this.failed = failed;
      this.back = back;
    }

    @Override
    public void run() {
      boolean more = true;
      while (more) {
        try {
          more = goRound() || !back.get();
        } catch (LedgerException e) {
          failed.incrementAndGet();
        }
      }
    }

    private boolean goRound() {
      String token = name + "." + round++;
      Instant now = NOON.plusSeconds(round);
      List<ClaimedLook> mine =
          ledger.write(work -> work.claimLooks(now, now.plusSeconds(60), token, AT_ONCE));
      for (ClaimedLook look : mine) {
        settle(look.state().check(), token);
      }
      return ledger.read(View::nextDue).orElseThrow().isBefore(DONE);
    }

    private void settle(CheckId check, String token) {
      boolean mine =
          ledger.write(work -> {
            boolean stands = work.settleLook(healthy(check), DONE, token);
            if (stands) {
              work.append(event(NOON, Event.Type.UPDATED, check, ""));
            }
            return stands;
          });
      if (mine) {
        settled.incrementAndGet();
      }
    }
  }
}
