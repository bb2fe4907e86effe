package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.ledger.Postgres;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database goes away under load, in order or not, and comes back. */
final class LostDatabaseProcessTest {
  /** More by {@code -Dwellkept.force.rounds=20}. */
  private static final int ROUNDS = Integer.getInteger("wellkept.force.rounds", 1);

  private static final int PAGES = 16 * ROUNDS;

  @TempDir Path folder;

  @Test
  void allGoOnWhenItIsBackAndTellWhatWasDecided() {
    try (Postgres server = Postgres.own(folder.resolve("database"));
        Several several = new Several(folder, server.place(), PAGES, "1s")) {
      List<Daemon> both =
          List.of(
              several.beginsWithShortClaims("shop-a").isUp(),
              several.beginsWithShortClaims("shop-b").isUp());

      for (int first = 0; first < PAGES; first += 16) {
        breaks(several, first, first + 4);
        server.crashes();
        breaks(several, first + 4, first + 8);
        server.comesBack();
        settles(both.get(0), several, first, first + 8);

        breaks(several, first + 8, first + 12);
        server.close();
        breaks(several, first + 12, first + 16);
        server.comesBack();
        settles(both.get(1), several, first + 8, first + 16);
      }

      both.forEach(one -> one.await(() -> one.status("/health/engine") == 200));
      for (int page = 0; page < PAGES; page++) {
        List<String> mails = several.mailTo("p" + page);
        assertThat(mails).isNotEmpty().containsOnly(mails.get(0));
        assertThat(several.told(page)).isOne();
      }
      assertThat(several.mailTo("otto")).as("a short absence is no news").isEmpty();
    }
  }

  private static void breaks(Several several, int from, int until) {
    IntStream.range(from, until).forEach(page -> several.house.site.breaks("/t" + page));
  }

  private static void settles(Daemon daemon, Several several, int from, int until) {
    daemon.await(() -> IntStream.range(from, until).allMatch(several::isSettled));
  }
}
