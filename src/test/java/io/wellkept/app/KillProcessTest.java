package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.SqliteLedger;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed at any moment loses no message; what leaves twice is the same one. */
final class KillProcessTest {
  private static final int KILLS = 8;

  /** Pages that break before each kill. */
  private static final int AT_ONCE = 3;

  @TempDir Path folder;

  @Test
  void everyNoticeLeavesAtLeastOnceAndRepeatsCarryTheSameId()
      throws IOException, InterruptedException, MessagingException {
    Path home = Files.createDirectory(folder.resolve("home"));
    // a seed that is said, so that a failure can be played again
    Random moments = new Random(42);
    try (House house = new House(home)) {
      house.file("config/people.yaml", people()).file("monitors/site.yaml", pages());
      // so many at once would be a storm, and wait
      house.edit(
          "config/daemon.yaml", "notifiers:", "own-eyes: {storm: {at-least: 1000}}\nnotifiers:");
      for (int turn = 0; turn < KILLS; turn++) {
        for (int page = turn * AT_ONCE; page < (turn + 1) * AT_ONCE; page++) {
          house.site.breaks("/t" + page);
        }
        try (Daemon daemon = Daemon.begin(home, house.environment)) {
          TimeUnit.MILLISECONDS.sleep(800 + moments.nextInt(2_500));
          daemon.kill();
        }
      }
      try (Daemon daemon = Daemon.start(home, house.environment)) {
        daemon.await(() -> sent(home).size() == KILLS * AT_ONCE && waiting(home) == 0);
      }
      List<String> sent = sent(home);
      List<String> arrived = new ArrayList<>();
      for (var mail : house.post.getReceivedMessages()) {
        arrived.add(mail.getMessageID());
      }
      assertThat(arrived).containsAll(sent);
      assertThat(sent).as("what arrived under another id").containsAll(arrived);
    }
  }

  /** Messages that are due and have not left; later ones are held back to be bundled. */
  private static long waiting(Path home) {
    return SqliteLedger.read(home.resolve("data")).stream()
        .mapToLong(ledger -> {
          try (ledger) {
            return ledger.read(view -> count(view));
          }
        })
        .sum();
  }

  private static long count(Ledger.View view) {
    return view.waiting(100).stream()
        .filter(posting -> !posting.dueAt().isAfter(java.time.Instant.now()))
        .count();
  }

  /** An owner for every page, so that no message waits to be bundled with another. */
  private static String people() {
    StringBuilder yaml = new StringBuilder("people:\n");
    for (int i = 0; i < KILLS * AT_ONCE; i++) {
      yaml.append(
          "  p%d: {name: Person %d, email: p%d@shop.example, hours: always}\n".formatted(i, i, i));
    }
    return yaml
        + """
        teams:
          web: {name: Web team, lead: p0, members: [p0, p1]}
          operations: {name: Operations, lead: p0, members: [p0]}
        """;
  }

  private static String pages() {
    StringBuilder yaml = new StringBuilder("touchpoints:\n");
    for (int i = 0; i < KILLS * AT_ONCE; i++) {
      yaml.append(
          """
            - id: t%d
              name: Page %d
              url: ${env:SITE}/t%d
              owner: p%d
              backup: p%d
              checks: {page: {every: 1s, confirm: 1s}}
          """
              .formatted(i, i, i, i, (i + 1) % (KILLS * AT_ONCE)));
    }
    return yaml.toString();
  }

  private static List<String> sent(Path home) {
    List<String> ids = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("data/wellkept.db"));
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT DISTINCT reference FROM postings WHERE reference <> ''")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return ids;
  }
}
