package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told, when some cannot be. */
final class LadderStoryTest {
  private static final String AWAY = ", away: [{from: 2026-06-01, until: 2026-06-20}]}";

  @TempDir Path home;

  @Test
  void passesOverWhoeverIsAwayAtOnceAndSaysSo() {
    try (House house = new House(home).withOnePage()) {
      away(house, "Anna Berg, email: anna@shop.example");
      house.opens().site.breaks("/page");
      house.passes(Duration.ofMinutes(10));
      List<MimeMessage> mails = house.newMail();
      assertThat(mails).extracting(House::person).containsExactly("ben");
      assertThat(House.text(mails.get(0))).contains("Anna Berg").containsIgnoringCase("away");
    }
  }

  @Test
  void theOperatorsHearOnceThatNobodyAtAllCanBeReached() {
    try (House house = new House(home).withOnePage()) {
      away(house, "Anna Berg, email: anna@shop.example");
      away(house, "Ben Maurer, email: ben@shop.example");
      away(house, "Carla Ruiz, email: carla@shop.example");
      house.opens().site.breaks("/page");
      house.passes(Duration.ofHours(20));
      List<MimeMessage> mails = house.newMail();
      assertThat(mails).extracting(House::person).containsExactly("otto");
      assertThat(House.text(mails.get(0))).contains("can be reached").contains("page");
      // Ben is back: he is told, and the operators hear that this is over
      String gone = "Ben Maurer, email: ben@shop.example, zone: Europe/Berlin, hours: always";
      house.edit("config/people.yaml", gone + AWAY, gone + "}").reloads();
      house.passes(Duration.ofMinutes(90));
      assertThat(house.whoHeard()).containsExactlyInAnyOrder("ben", "otto");
    }
  }

  private static void away(House house, String who) {
    String line = who + ", zone: Europe/Berlin, hours: always";
    house.edit("config/people.yaml", line + "}", line + AWAY);
  }

  @Test
  void holdsTheUsualOverAWeekendAndTheCriticalNot() {
    try (House house = new House(home)) {
      String hours = "hours: {mon-fri: \"09:00-17:00\"}}";
      house.edit("config/people.yaml", "hours: always}", hours);
      house.edit("config/policies.yaml", "table:", URGENT + "table:");
      house.edit(
          "config/policies.yaml",
          "high: {minor: usual, major: usual, critical: usual}",
          "high: {minor: urgent, major: urgent, critical: urgent}");
      String hourly = "checks: {page: {every: 1h}}";
      house.with(
          House.touchpoint("calm", hourly), House.touchpoint("vital", hourly, "importance: high"));
      house.clock.moveTo(Instant.parse("2026-06-05T16:00:00Z")); // a Friday, after work
      house.opens().site.breaks("/calm");
      house.passes(Duration.ofHours(20));
      assertThat(house.heard()).isEmpty();
      house.site.breaks("/vital");
      house.passes(Duration.ofMinutes(70));
      assertThat(house.heard()).singleElement().asString().startsWith("anna").contains("The vital");
      house.passes(Duration.ofHours(2));
      assertThat(house.whoHeard()).containsExactly("ben");
      house.site.isMended("/vital");
      passUntil(house, "2026-06-08T06:59:00Z");
      assertThat(house.heard()).noneMatch(line -> line.contains("calm"));
      passUntil(house, "2026-06-08T07:20:00Z"); // Monday, nine in Berlin
      assertThat(house.heard()).anyMatch(l -> l.startsWith("anna") && l.contains("The calm"));
      passUntil(house, "2026-06-08T08:50:00Z");
      assertThat(house.whoHeard()).doesNotContain("ben");
      passUntil(house, "2026-06-08T09:20:00Z"); // two working hours later
      assertThat(house.whoHeard()).contains("ben");
    }
  }

  private static final String URGENT =
      """
        urgent:
          rungs: [{tell: owner}, {tell: backup, after: 1h}]
          around-the-clock: true
          promise-at-most: 1d
          remind-every: 4d
      """;

  private static void passUntil(House house, String moment) {
    house.passes(Duration.between(house.clock.instant(), Instant.parse(moment)));
  }

  @Test
  void theNewOwnerIsToldWhenTheOldOneWasTheLastToBeTold() {
    try (House house = new House(home).withOnePage().opens()) {
      house.site.breaks("/page");
      house.passes(Duration.ofMinutes(10));
      assertThat(house.whoHeard()).containsExactly("anna");
      house.edit("monitors/site.yaml", "owner: anna", "owner: carla");
      assertThat(house.reloads().problems()).isEmpty();
      house.passes(Duration.ofMinutes(20));
      assertThat(house.whoHeard()).containsExactly("carla");
    }
  }

  @Test
  void whatLeavesThePlanIsOverAndThoseToldHearWhy() {
    try (House house = new House(home)) {
      house.file("monitors/site.yaml", House.touchpoints("a", "b", "c", "d", "e", "f"));
      house.opens().site.breaks("/a");
      house.passes(Duration.ofMinutes(10));
      assertThat(house.whoHeard()).containsExactly("anna");
      house.file("monitors/site.yaml", House.touchpoints("b", "c", "d", "e", "f"));
      assertThat(house.reloads().held()).isNull();
      house.passes(Duration.ofMinutes(20));
      List<MimeMessage> mails = house.newMail();
      assertThat(mails).extracting(House::person).containsExactly("anna");
      assertThat(House.text(mails.get(0)))
          .contains("taken off the list")
          .doesNotContain("It is over at");
      assertThat(house.open()).isEmpty();
    }
  }
}
