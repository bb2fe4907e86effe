package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.ledger.Ledger;
import io.wellkept.touchpoint.CheckId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that call in. */
final class BeatsTest {
  @TempDir Path folder;
  private House house;
  private String address;

  @BeforeEach
  void open() {
    house = new House(folder);
    address = "/beat/" + house.tokens.beat(House.NIGHTLY);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void keepsTheBeatAndHasTheCheckLookAtOnce() {
    assertThat(house.get(address).body()).isEqualTo("OK\n");

    assertThat(beats()).containsExactly(new Ledger.Beat(House.START, true, ""));
    assertThat(house.isDue(House.NIGHTLY)).isTrue();
  }

  @Test
  void aPostKeepsItsBody() {
    plain(address, "took 3 minutes — all good");
    assertThat(beats().get(0).body()).isEqualTo("took 3 minutes — all good");
  }

  @Test
  void aHeadCountsForNothing() {
    for (String path : List.of(address, address + "/fail")) {
      House.Answer refused = house.send(house.request(path).head().build());
      assertThat(refused.status()).isEqualTo(405);
      assertThat(refused.header("Allow")).isEqualTo("GET, POST");
    }
    assertThat(beats()).isEmpty();
  }

  @Test
  void anAddressOutlivesTheRenamingOfItsTouchpoint() {
    String old = "/beat/" + house.tokens.beat(new CheckId("price-list", "nightly"));
    assertThat(house.get(old).status()).isEqualTo(404);

    house.formerly(House.NIGHTLY.touchpoint(), "price-list");
    assertThat(house.get(old).status()).isEqualTo(200);
    assertThat(beats()).hasSize(1);
    assertThat(house.isDue(House.NIGHTLY)).isTrue();

    String other = "/beat/" + house.tokens.beat(new CheckId("price-list", "weekly"));
    assertThat(house.get(other).status()).isEqualTo(404);
  }

  @Test
  void aFailureIsKeptAsOne() {
    plain(address + "/fail", "exit code 3");
    assertThat(beats()).containsExactly(new Ledger.Beat(House.START, false, "exit code 3"));
  }

  @Test
  void cutsALongBodyInsteadOfRefusingIt() {
    assertThat(plain(address, "x".repeat(300_000)).status()).isEqualTo(200);
    assertThat(beats().get(0).body()).hasSize(10 * 1024);
  }

  @Test
  void knowsNoForgedToken() {
    assertThat(house.get(address + "x").status()).isEqualTo(404);
    assertThat(house.get("/beat/" + house.tokens.incident("inc1", "anna", House.START)).status())
        .isEqualTo(404);
    assertThat(beats()).isEmpty();
  }

  @Test
  void takesSixtyBeatsAMinute() {
    for (int i = 0; i < 60; i++) {
      assertThat(house.get(address).status()).isEqualTo(200);
    }
    House.Answer refused = house.get(address);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isEqualTo("60");

    house.clock.forward(Duration.ofMinutes(1));
    assertThat(house.get(address).status()).isEqualTo(200);
  }

  private House.Answer plain(String path, String body) {
    RequestBody plain = RequestBody.create(body, MediaType.get("text/plain"));
    return house.send(house.request(path).post(plain).build());
  }

  private List<Ledger.Beat> beats() {
    return house.ledger.read(view -> view.lastBeats(House.NIGHTLY, 100));
  }
}
