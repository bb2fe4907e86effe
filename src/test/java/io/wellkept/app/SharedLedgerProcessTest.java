package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two and three processes on one ledger do what one does, together. */
final class SharedLedgerProcessTest {
  private static final int PAGES = 24;
  private static final int BROKEN = 8;
  private static final Pattern LOOKS = Pattern.compile("wellkept_looks_total\\{[^}]*\\} ([0-9.]+)");

  @TempDir Path folder;

  @Test
  void takeEachLookOnceTellEachNoticeOnceAndRunOnePlan() throws IOException {
    try (Several several = new Several(folder, Postgres.database(), PAGES, "2s")) {
      Daemon a = several.begins("shop-a").isUp();
      Daemon b = several.begins("shop-b");
      Daemon c = several.begins("shop-c");
      List<Daemon> all = List.of(a, b.isUp(), c.isUp());

      for (int page = 0; page < BROKEN; page++) {
        several.house.site.breaks("/t" + page);
      }
      for (int page = 0; page < BROKEN; page++) {
        int broken = page;
        a.await(() -> several.isSettled(broken));
      }

      Files.writeString(
          several.home("shop-b").resolve("monitors/site.yaml"),
          several.touchpoint(3, "t" + PAGES, "2s"),
          StandardOpenOption.APPEND);
      all.forEach(one -> one.await(() -> one.body("/api/v1/plan").contains("\"generation\":2")));
      a.await(() -> several.looks(PAGES) > 0);
      all.forEach(one -> one.await(() -> looks(one) > 0));
      assertThat(several.<List<Ledger.Presence>>reads(Ledger.View::processes))
          .extracting(Ledger.Presence::process)
          .containsExactly("shop-a", "shop-b", "shop-c");

      all.forEach(one -> one.signal("TERM"));
      all.forEach(one -> assertThat(one.exitCode()).as(one.log()).isZero());
      for (int page = 0; page <= PAGES; page++) {
        assertThat(several.looks(page))
            .as("looks at page %s", page)
            .isEqualTo(several.house.site.requests("/t" + page));
      }
      for (int page = 0; page < BROKEN; page++) {
        assertThat(several.mailTo("p" + page)).hasSize(1);
        assertThat(several.told(page)).isOne();
      }
      assertThat(several.post.taken()).hasSize(BROKEN);
      assertThat(several.<List<Ledger.Gap>>reads(view -> view.gaps(Instant.EPOCH))).isEmpty();
      assertThat(several.<List<Ledger.Presence>>reads(Ledger.View::processes)).isEmpty();
    }
  }

  private static double looks(Daemon daemon) {
    Matcher found = LOOKS.matcher(daemon.body("/metrics"));
    double sum = 0;
    while (found.find()) {
      sum += Double.parseDouble(found.group(1));
    }
    return sum;
  }
}
