package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.ledger.Postgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that stands still, or is no more, while it holds claims: another does its work. */
final class LostProcessTest {
  private static final int TOLD = 0;
  private static final int LOOKED = 1;

  /** More by {@code -Dwellkept.force.rounds=20}. */
  private static final int ROUNDS = Integer.getInteger("wellkept.force.rounds", 1);

  @TempDir Path folder;

  @Test
  void whatAFrozenOneHeldIsDoneByAnotherAndItsLateWordIsRefused() {
    for (int round = 0; round < ROUNDS; round++) {
      isFrozen(folder.resolve("round-" + round));
    }
  }

  private static void isFrozen(Path folder) {
    try (Several several = new Several(folder, Postgres.database(), 4, "1s")) {
      Daemon frozen = holdsALookAndAMessage(several);
      frozen.signal("STOP");
      letGo(several);
      Daemon other = several.beginsWithShortClaims("shop-b").isUp();
      other.await(() -> several.isSettled(TOLD) && several.isSettled(LOOKED));

      frozen.signal("CONT");
      frozen.await(() -> frozen.log().contains("A late look was refused"));
      int before = several.house.site.requests("/t2");
      other.await(() -> several.house.site.requests("/t2") > before + 3);

      List<String> twice = several.mailTo("p" + TOLD);
      assertThat(twice).hasSize(2).as("both with one id").containsOnly(twice.get(0));
      assertThat(several.mailTo("p" + LOOKED)).hasSize(1);
      assertThat(several.told(TOLD)).isOne();
      assertThat(several.told(LOOKED)).isOne();
      assertThat(several.mailTo("otto")).isEmpty();
    }
  }

  @Test
  void whatAKilledOneHeldIsDoneByAnother() {
    for (int round = 0; round < ROUNDS; round++) {
      isKilled(folder.resolve("round-" + round));
    }
  }

  private static void isKilled(Path folder) {
    try (Several several = new Several(folder, Postgres.database(), 4, "1s")) {
      Daemon killed = holdsALookAndAMessage(several);
      Daemon other = several.beginsWithShortClaims("shop-b").isUp();
      killed.kill();
      letGo(several);
      other.await(() -> several.isSettled(TOLD) && several.isSettled(LOOKED));

      List<String> mails = several.mailTo("p" + TOLD);
      assertThat(mails).isNotEmpty().containsOnly(mails.get(0));
      assertThat(several.mailTo("p" + LOOKED)).hasSize(1);
      assertThat(several.told(TOLD)).isOne();
      assertThat(several.told(LOOKED)).isOne();
    }
  }

  /** One process alone, in the middle of a look that is not answered and of a message as well. */
  private static Daemon holdsALookAndAMessage(Several several) {
    several.post.holds();
    several.house.site.hangs("/t" + LOOKED);
    several.house.site.breaks("/t" + TOLD);
    Daemon alone = several.beginsWithShortClaims("shop-a").isUp();
    alone.await(
        () -> several.house.site.requests("/t" + LOOKED) > 0 && !several.post.offered().isEmpty());
    return alone;
  }

  /** What is asked from now on is answered: the page is broken, and mail is taken. */
  private static void letGo(Several several) {
    several.house.site.breaks("/t" + LOOKED);
    several.house.site.goesOn("/t" + LOOKED);
    several.post.goesOn();
  }
}
