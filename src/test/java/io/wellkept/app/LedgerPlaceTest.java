package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.app.Shell.Result;
import io.wellkept.ledger.Postgres;
import io.wellkept.ledger.PostgresPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the ledger is, by environment and command line, and that both are used. */
final class LedgerPlaceTest {
  private static final String ADDRESS = "postgresql://db.example.org/kept";

  @TempDir Path folder;

  @Test
  void isTheDataFolderUnlessTheEnvironmentNamesADatabase() {
    assertThat(LedgerPlace.of(Map.of(), folder)).isEqualTo(new LedgerPlace(folder, null));
    assertThat(LedgerPlace.of(Map.of("WELLKEPT_LEDGER", " "), folder).shared()).isFalse();
    assertThat(LedgerPlace.of(Map.of("WELLKEPT_LEDGER", ADDRESS), folder).database())
        .isEqualTo(new PostgresPlace("jdbc:" + ADDRESS, null, null));
  }

  @Test
  void takesThePasswordFromTheEnvironmentOrFromAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "canary-1\n");
    for (Map.Entry<String, String> given :
        List.of(
            Map.entry("WELLKEPT_LEDGER_PASSWORD", "canary-1"),
            Map.entry("WELLKEPT_LEDGER_PASSWORD_FILE", file.toString()))) {
      LedgerPlace place =
          LedgerPlace.of(
              Map.of(
                  "WELLKEPT_LEDGER",
                  ADDRESS,
                  "WELLKEPT_LEDGER_USER",
                  "anna",
                  given.getKey(),
                  given.getValue()),
              folder);
      assertThat(place.database())
          .isEqualTo(new PostgresPlace("jdbc:" + ADDRESS, "anna", "canary-1"));
      assertThat(place).hasToString("postgresql://anna@db.example.org/kept");
    }
  }

  @Test
  void refusesWhatIsNoAddressAndAPasswordGivenTwiceWithoutRepeatingThem() {
    assertThatThrownBy(
            () -> LedgerPlace.of(Map.of("WELLKEPT_LEDGER", "mysql://a:canary@db/x"), folder))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("WELLKEPT_LEDGER must be like")
        .hasMessageNotContaining("canary");
    assertThatThrownBy(() ->
            LedgerPlace.of(
                Map.of(
                    "WELLKEPT_LEDGER",
                    ADDRESS,
                    "WELLKEPT_LEDGER_PASSWORD",
                    "canary",
                    "WELLKEPT_LEDGER_PASSWORD_FILE",
                    "/canary"),
                folder))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("not both")
        .hasMessageNotContaining("canary");
  }

  @Test
  void answersBesideTheDaemonThatKeepsItsLedgerInPostgres() throws InterruptedException {
    PostgresPlace database = Postgres.database();
    try (Shell shell = new Shell(folder.resolve("home")).house()) {
      String address = database.toString();
      assertThat(shell.types("list", "--ledger", address).err()).contains("there is no ledger");
      shell.environment.put("WELLKEPT_LEDGER", address);
      shell.breaksPages();
      shell.letsTheDaemonLook();
      assertThat(shell.has("data/wellkept.db")).isFalse();
      assertThat(shell.types("list").out()).startsWith("broken");
      assertThat(shell.types("explain", "summer").out()).contains("500");
    }
    try (Shell shell = new Shell(folder.resolve("home"))) {
      Result elsewhere = shell.types("explain", "summer", "--ledger", database.toString());
      assertThat(elsewhere.out()).as(elsewhere.all()).contains("500");
    }
  }

  @Test
  void takesNoPasswordOnTheCommandLine() {
    try (Shell shell = new Shell(folder.resolve("home")).house()) {
      Result refused = shell.types("list", "--ledger", "postgresql://anna:canary@db/kept");
      assertThat(refused.code()).isEqualTo(Exit.USAGE);
      assertThat(refused.all()).contains("WELLKEPT_LEDGER_PASSWORD").doesNotContain("canary");
    }
  }

  @Test
  void tellsTheOwnerAndGoesOnAfterARestartWithALedgerInPostgres() {
    PostgresPlace database = Postgres.database();
    try (House house = new House(folder.resolve("home")).withOnePage()) {
      house.knows("WELLKEPT_LEDGER", database.toString());
      house.opens().site.breaks("/page");
      house.passes(Duration.ofMinutes(10));
      // the operators hear that the clock of the story is not the database's
      assertThat(house.whoHeard()).filteredOn(who -> !who.equals("otto")).containsExactly("anna");
      house.restarts().passes(Duration.ofMinutes(10));
      assertThat(house.whoHeard()).doesNotContain("anna");
      assertThat(house.takes("anna", Duration.ofHours(4)).statusCode()).isLessThan(400);
      house.site.isMended("/page");
      house.passes(Duration.ofMinutes(20));
      assertThat(house.open()).extracting(one -> one.check().touchpoint()).doesNotContain("page");
      assertThat(folder.resolve("home/data/wellkept.db")).doesNotExist();
    }
  }

  @Test
  void saysThatNobodyAnswersWhereTheLedgerShouldBe() {
    try (House house = new House(folder.resolve("home")).withOnePage()) {
      house.knows("WELLKEPT_LEDGER", Postgres.database() + "-not-there");
      assertThatThrownBy(house::opens)
          .isInstanceOf(StartException.class)
          .hasMessageContaining("there is no database");
    }
  }
}
