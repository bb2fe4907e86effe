package io.wellkept.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.incident.Tokens;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Postgres;
import io.wellkept.ledger.PostgresLedger;
import io.wellkept.ledger.PostgresPlace;
import io.wellkept.ledger.SqliteLedger;
import io.wellkept.touchpoint.CheckId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the keys that sign links come from, and what becomes of links when they change. */
final class KeysTest {
  private static final CheckId CHECK = new CheckId("newsletter", "sent");
  private static final String OLD = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);
  private static final String NEW =
      "k2:"
          + Base64.getEncoder().encodeToString("another secret of 32 bytes or so".getBytes(UTF_8));

  @TempDir Path data;
  private Ledger ledger;

  @BeforeEach
  void open() {
    ledger = SqliteLedger.open(data.resolve("ledger"));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private Tokens given(String keys) {
    return Keys.tokens(Map.of("WELLKEPT_LINK_KEYS", keys), data, ledger);
  }

  @Test
  void makesAKeyOnceAndKeepsIt() throws IOException {
    String first = Keys.tokens(Map.of(), data, ledger).beat(CHECK);
    assertThat(Keys.tokens(Map.of(), data, ledger).beat(CHECK)).isEqualTo(first);
    assertThat(Files.readString(data.resolve("link-key"))).hasSize(45);
  }

  @Test
  void knowsOldLinksWhileTheOldKeyIsTheSecond() {
    String sent = given(OLD).beat(CHECK);
    assertThat(given(NEW + "," + OLD).readBeat(sent)).contains(CHECK);
    assertThat(given(NEW + "," + OLD).beat(CHECK)).startsWith("k2.");
    assertThat(given(NEW).readBeat(sent)).isEmpty();
  }

  @Test
  void takesTheMadeKeyIntoTheVariable() throws IOException {
    String sent = Keys.tokens(Map.of(), data, ledger).beat(CHECK);
    String made = Files.readString(data.resolve("link-key")).strip();
    assertThat(given(NEW + ",k1:" + made).readBeat(sent)).contains(CHECK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"canary", "k1:canary", "k1:Y2FuYXJ5", "Big One:" + LONG})
  void cannotStartWithWhatIsNoKeyAndDoesNotRepeatIt(String keys) {
    assertThatThrownBy(() -> given(keys))
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith("WELLKEPT_LINK_KEYS")
        .hasMessageNotContainingAny("canary", "Y2FuYXJ5", LONG);
  }

  @Test
  void isTheSameInEveryProcessThatSharesALedger(@TempDir Path elsewhere) {
    PostgresPlace place = Postgres.database();
    try (Ledger one = PostgresLedger.open(place);
        Ledger other = PostgresLedger.open(place)) {
      String sent = Keys.tokens(Map.of(), data, one).beat(CHECK);
      assertThat(Keys.tokens(Map.of(), elsewhere, other).readBeat(sent)).contains(CHECK);
      assertThat(data.resolve("link-key")).doesNotExist();
    }
  }

  private static final String LONG = "Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5";

  @Test
  void cannotStartWithADamagedFile() throws IOException {
    Files.writeString(data.resolve("link-key"), "canary\n");
    assertThatThrownBy(() -> Keys.tokens(Map.of(), data, ledger))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("link-key");
  }
}
