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
  private static final int PAGES = 16;

  @TempDir Path folder;

  @Test
  void allGoOnWhenItIsBackAndTellWhatWasDecided() {
    try (Postgres server = Postgres.own(folder.resolve("database"));
        Several several = new Several(folder, server.place(), PAGES, "1s")) {
      List<Daemon> both =
          List.of(
              several.beginsWithShortClaims("shop-a").isUp(),
              several.beginsWithShortClaims("shop-b").isUp());

      breaks(several, 0, 4);
      server.crashes();
      breaks(several, 4, 8);
      server.comesBack();
      settles(both.get(0), several, 0, 8);

      breaks(several, 8, 12);
      server.close();
      breaks(several, 12, PAGES);
      server.comesBack();
      settles(both.get(1), several, 8, PAGES);

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
