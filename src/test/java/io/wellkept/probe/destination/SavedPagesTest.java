package io.wellkept.probe.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Http;
import io.wellkept.probe.RawServer;
import io.wellkept.probe.Scene;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages as shops have them, and what is wrong with leading people there at noon on 15 June. */
final class SavedPagesTest {
  private final Scene.Clock clock = new Scene.Clock();

  private static byte[] saved(String name) throws IOException {
    try (InputStream in = SavedPagesTest.class.getResourceAsStream(name + ".html")) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private Found found(String name, Set<String> claims) throws Exception {
    try (Http http = Scene.http(clock);
        RawServer server =
            RawServer.http(RawServer.page("text/html; charset=utf-8", saved(name)))) {
      URI address = server.at("/page");
      Visit visit =
          new Destinations(http)
              .visit(address, new Wants(claims, List.of()), Duration.ofSeconds(20), false);
      return Found.of((Visit.Arrived) visit, Tracking.USUAL, null, null, Scene.NOON);
    }
  }

  private static List<String> sure(Found found, List<String> claims, Instant now) {
    Agreed agreed = new Agreed(claims, List.of(), null, Duration.ZERO);
    return found.troubles(agreed, now).stream()
        .filter(trouble -> trouble.confidence() >= 0.6)
        .map(Trouble::code)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "variant-sold-out, ",
    "sold-out, sold-out",
    "listing, ",
    "offer-over, offer-over",
    "events, "
  })
  void isWrongWhereAVisitorWouldBeDisappointed(String name, String expected) throws Exception {
    assertThat(sure(found(name, Set.of()), List.of(), Scene.NOON))
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  @ParameterizedTest
  @CsvSource({"2026-07-05T11:00:00Z, false", "2026-07-05T13:00:00Z, true"})
  void aListOfEventsIsOverWhenTheLastOneIs(Instant now, boolean over) throws Exception {
    assertThat(sure(found("events", Set.of()), List.of(), now))
        .isEqualTo(over ? List.of("offer-over") : List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "offer-over|20 % Rabatt|true",
        "offer-over|Zu den Mänteln|true",
        "offer-over|30 % Rabatt|false",
        "variant-sold-out|Linen shirt|true"
      })
  void findsClaimsAsPeopleReadThem(String name, String claim, boolean there) throws Exception {
    assertThat(sure(found(name, Set.of(claim)), List.of(claim), Scene.NOON))
        .filteredOn("claim-missing"::equals)
        .hasSize(there ? 0 : 1);
  }
}
