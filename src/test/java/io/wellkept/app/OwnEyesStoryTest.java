package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.touchpoint.CheckId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When our own network is out, nobody is blamed. */
final class OwnEyesStoryTest {
  @TempDir Path home;

  private final List<Site> references = List.of(new Site(), new Site(), new Site());

  @AfterEach
  void close() {
    references.forEach(Site::close);
  }

  private House house() {
    return new House(home).withReferences(references.toArray(Site[]::new));
  }

  private void networkIsClosed(House house, boolean closed) {
    house.site.isAway(closed);
    references.forEach(reference -> reference.isAway(closed));
  }

  @Test
  void aClosedNetworkIsOneMessageToTheOperatorsAndOneThatItIsOver() {
    try (House house = house().withPages(20, 20).opens().passes(minutes(11))) {
      networkIsClosed(house, true);
      house.passes(minutes(120));
      assertThat(house.heard())
          .singleElement()
          .asString()
          .startsWith("otto: ")
          .contains("Our own network is closed: none of 3");
      assertThat(House.text(house.lastMailTo("otto").orElseThrow()))
          .contains("none of 3 references answered since");
      assertThat(house.get(house.at("/")).body()).contains("Our own network is closed since");
      assertThat(house.get(house.at("/metrics")).body()).contains("wellkept_network_open 0");

      networkIsClosed(house, false);
      house.passes(minutes(10));
      assertThat(house.heard()).singleElement().asString().startsWith("otto: Over");
      assertThat(house.open()).isEmpty();
      assertThat(house.get(house.at("/metrics")).body()).contains("wellkept_network_open 1");
    }
  }

  @Test
  void whatIsBlindByItIsLookedAtSoonAfterItOpens() {
    try (House house =
        house()
            .with(House.touchpoint("daily", "checks: {page: {every: 1d}}"))
            .with(
                House.touchpoint("daily", "checks: {page: {every: 1d}}"), House.touchpoint("page"))
            .opens()) {
      networkIsClosed(house, true);
      house.passes(Duration.ofHours(25));
      assertThat(blind(house, "daily")).isTrue();
      networkIsClosed(house, false);
      house.passes(minutes(7));
      assertThat(blind(house, "daily")).isFalse();
    }
  }

  private static boolean blind(House house, String touchpoint) {
    return house
            .running()
            .ledger()
            .read(view -> view.check(new CheckId(touchpoint, "page")).orElseThrow().blindSince())
        != null;
  }

  @Test
  void eachReferenceIsAskedOnceForAHundredLooksThatFail() {
    try (House house = house().withPages(100, 0).opens().passes(minutes(1))) {
      int before = references.get(0).requests();
      networkIsClosed(house, true);
      house.passes(minutes(5));
      // the asking now and then, the looks that failed, and two while it is closed
      assertThat(references.get(0).requests() - before).isBetween(1, 8);
    }
  }

  @Test
  void whatWasBadBeforeGoesOnAndIsNotToldTwice() {
    try (House house = house().withPages(10, 0).opens().passes(minutes(6))) {
      IntStream.range(0, 3).forEach(i -> house.site.breaks("/page" + i));
      house.passes(minutes(20));
      assertThat(house.whoHeard()).containsOnly("anna");
      networkIsClosed(house, true);
      house.passes(minutes(60));
      assertThat(house.whoHeard()).containsExactly("otto");
      house.passes(minutes(60));
      // nobody took it: that Ben stands in is told as ever
      assertThat(house.whoHeard()).containsOnly("ben");
      networkIsClosed(house, false);
      house.passes(minutes(15));
      assertThat(house.heard()).anyMatch(line -> line.startsWith("otto: Over"));
      assertThat(house.open()).hasSize(3);
    }
  }

  @Test
  void deadReferencesAreTheOperatorsMatterAndOwnersHearOfTheirs() {
    try (House house = house().withPages(5, 0).opens().passes(minutes(6))) {
      references.forEach(reference -> reference.isAway(true));
      house.passes(minutes(30));
      assertThat(house.heard())
          .singleElement()
          .asString()
          .startsWith("otto: ")
          .contains("No reference answers, though others do");
      house.site.answers("/page0", 200, "", Map.of("Content-Length", "oops"));
      house.site.breaks("/page1");
      house.passes(minutes(15));
      assertThat(house.whoHeard()).contains("anna").doesNotContain("otto");
      references.forEach(reference -> reference.isAway(false));
      house.passes(minutes(15));
      assertThat(house.heard()).anyMatch(line -> line.startsWith("otto: Over"));
    }
  }

  @Test
  void oneDeadReferenceIsToldMildlyAfterADay() {
    String hourly = House.touchpoint("page", "checks: {page: {every: 1h}}");
    try (House house = house().with(hourly).opens()) {
      references.get(1).isAway(true);
      house.passes(Duration.ofHours(23));
      assertThat(house.heard()).isEmpty();
      house.passes(Duration.ofHours(2));
      assertThat(house.heard()).singleElement().asString().startsWith("otto: ").contains("is dead");
      references.get(1).isAway(false);
      house.passes(Duration.ofHours(1));
      assertThat(house.heard()).singleElement().asString().startsWith("otto: Over");
    }
  }

  @Test
  void aLoginPageInThePlaceOfEverythingBlamesNobody() {
    try (House house = house()) {
      house
          .edit("config/daemon.yaml", "own-hosts: [", "own-hosts: [localhost, ")
          .with(
              House.touchpoint("basket", "checks: {page: {contains: [\"Add to basket\"]}}"),
              House.touchpoint("plain"))
          .opens()
          .passes(minutes(6));
      // a portal sends whoever is not known to it to its own page
      references.forEach(reference -> reference.answersEverywhere(302, "", toPortal(house)));
      house.site.answersEverywhere(
          200, "<html lang=en><title>Log in</title>Log in</html>", Map.of());
      house.passes(minutes(60));
      assertThat(house.heard()).singleElement().asString().startsWith("otto: ").contains("closed");
      references.forEach(reference -> reference.isMended("*"));
      house.site.isMended("*");
      house.passes(minutes(15));
      assertThat(house.heard()).singleElement().asString().startsWith("otto: Over");
    }
  }

  /** Another host, which answers. */
  private static Map<String, String> toPortal(House house) {
    return Map.of("Location", house.site.url().replace("127.0.0.1", "localhost") + "/login");
  }

  @Test
  void aRestartWhileItIsClosedTellsNobodyAgain() {
    try (House house = house().withPages(4, 0).opens().passes(minutes(6))) {
      networkIsClosed(house, true);
      house.passes(minutes(20));
      assertThat(house.whoHeard()).containsExactly("otto");
      house.restarts().passes(minutes(30));
      assertThat(house.heard()).isEmpty();
      networkIsClosed(house, false);
      house.passes(minutes(10));
      assertThat(house.heard()).singleElement().asString().startsWith("otto: Over");
    }
  }

  @Test
  void aJobThatCouldNotReachUsIsNotLate() {
    try (House house = house()) {
      house
          .file(
              "monitors/site.yaml",
              """
              touchpoints:
                - id: job
                  name: The export
                  owner: anna
                  backup: ben
                  checks: {hourly: {kind: heartbeat, expect-every: 1h, grace: 10m}}
              """)
          .opens()
          .passes(minutes(30));
      networkIsClosed(house, true);
      house.passes(minutes(180));
      assertThat(house.whoHeard()).containsExactly("otto");
      networkIsClosed(house, false);
      house.passes(minutes(60));
      assertThat(house.whoHeard()).containsExactly("otto");
      house.passes(minutes(20));
      assertThat(house.whoHeard()).containsExactly("anna");
    }
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }
}
