package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WhoseTest {
  @ParameterizedTest
  @CsvSource({
    "https://shop.example.org/a, http://www.shop.example.org/a/, true",
    "https://shop.example.org, SHOP.example.org./, true",
    "https://shop.example.org:443/a, shop.example.org/a?x=1#y, true",
    "https://shop.example.org/a, https://shop.example.org:8443/a, false",
    "https://shop.example.org/a, https://blog.example.org/a, false",
    "https://shop.example.org/a/../b, https://shop.example.org/b, true",
    "https://bücher.example/x, https://xn--bcher-kva.example/x, true",
  })
  void tellsTheSamePage(String one, String other, boolean same) {
    assertThat(spot(one).samePage(spot(other))).isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example.org/, https://shop.example.org/a/b, true",
    "https://shop.example.org/a, https://shop.example.org/a/b, true",
    "https://shop.example.org/a, https://shop.example.org/ab, false",
    "https://shop.example.org/a/b, https://shop.example.org/a, false",
  })
  void tellsWhatIsAbove(String one, String other, boolean above) {
    assertThat(spot(one).above(spot(other))).isEqualTo(above);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ftp://x.example/", "mailto:a@x.example", "https://", "a b"})
  void refusesWhatIsNoAddress(String text) {
    assertThat(Whose.address(text)).isEmpty();
  }

  @Test
  void makesIdsOfAddresses() {
    assertThat(Slug.of(URI.create("https://www.Shop.example.org/Summer_Sale/")))
        .isEqualTo("shop-example-org-summer-sale");
    assertThat(Slug.of(URI.create("https://x.example/" + "a".repeat(100)))).hasSize(63);
    assertThat(Slug.of("李雷", "somebody")).isEqualTo("somebody");
    assertThat(Slug.of("Jörg Groß", "somebody")).isEqualTo("jorg-gross");
  }

  private static Whose.Spot spot(String text) {
    return Whose.spot(Whose.address(text).orElseThrow());
  }
}
