package io.wellkept.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresPlaceTest {
  @ParameterizedTest
  @CsvSource({
    "postgresql://db/kept, jdbc:postgresql://db/kept,,",
    "postgres://db:5433/kept, jdbc:postgresql://db:5433/kept,,",
    "'jdbc:postgresql://a:1,b:2/kept?ssl=true','jdbc:postgresql://a:1,b:2/kept?ssl=true',,",
    "POSTGRESQL://anna@db/kept, jdbc:postgresql://db/kept, anna,",
    "postgresql://anna:p%40ss+1@db/kept, jdbc:postgresql://db/kept, anna, p@ss+1",
    "postgresql://db/kept?user=ben&password=secret&ssl=true, "
        + "jdbc:postgresql://db/kept?ssl=true, ben, secret",
    "postgresql://[::1]:5432/kept, jdbc:postgresql://[::1]:5432/kept,,"
  })
  void readsAnAddressAndTakesUserAndPasswordOutOfIt(
      String text, String url, String user, String password) {
    assertThat(PostgresPlace.parse(text, null, null))
        .isEqualTo(new PostgresPlace(url, user, password));
  }

  @Test
  void whatTheAddressSaysWinsOverWhatIsGivenBesideIt() {
    assertThat(PostgresPlace.parse("postgresql://anna@db/kept", "ben", "secret"))
        .isEqualTo(new PostgresPlace("jdbc:postgresql://db/kept", "anna", "secret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "canary",
        "mysql://root:canary@db/kept",
        "postgresql://anna:canary@db",
        "postgresql://anna:canary@db/",
        "postgresql:///canary",
        "postgresql://anna:canary%@db/kept",
        "postgresql://anna:canary@/kept"
      })
  void refusesWhatIsNoAddressWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> PostgresPlace.parse(text, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be like")
        .hasMessageNotContaining("canary");
  }

  @Test
  void neverShowsThePassword() {
    PostgresPlace place =
        PostgresPlace.parse(
            "postgresql://anna:canary@db/kept?password=canary&ssl=true", null, null);
    assertThat(place).hasToString("postgresql://anna@db/kept");
    assertThat(place.url()).doesNotContain("canary");
  }
}
