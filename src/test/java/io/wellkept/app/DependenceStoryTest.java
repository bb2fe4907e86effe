package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Touchpoint;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host and the pages on it: one fault is one message, what outlives it is told. */
final class DependenceStoryTest {
  @TempDir Path home;

  private House hostAndPages(int pages) {
    List<String> yaml = new ArrayList<>();
    yaml.add(House.touchpoint("host", "owner: carla", "backup: otto"));
    for (int i = 0; i < pages; i++) {
      String owner = i % 2 == 0 ? "owner: anna" : "owner: ben";
      yaml.add(House.touchpoint("page" + i, owner, "backup: otto", "depends-on: [host]"));
    }
    House house = new House(home).with(yaml.toArray(String[]::new)).opens();
    return house.passes(Duration.ofMinutes(12));
  }

  private static void allFall(House house, int pages) {
    house.site.breaks("/host");
    for (int i = 0; i < pages; i++) {
      house.site.breaks("/page" + i);
    }
  }

  @Test
  void theHostsOwnerHearsOnceAndThePagesOwnersOnlyOfTheTwoThatStayBroken() {
    try (House house = hostAndPages(30)) {
      allFall(house, 30);
      house.passes(Duration.ofMinutes(90));
      // the operators heard that much fell at once
      List<MimeMessage> mails =
          house.newMail().stream().filter(mail -> !House.person(mail).equals("otto")).toList();
      assertThat(mails).extracting(House::person).containsExactly("carla");
      assertThat(House.text(mails.get(0)))
          .contains("Also affected")
          .contains("30 touchpoints depend on it")
          .contains("The page");
      assertThat(house.open()).hasSize(31);
      assertThat(house.history("page7")).contains(Event.Type.OPENED);
      assertThat(house.get(house.at("/api/v1/touchpoints/page7")).body())
          .containsIgnoringCase(Condition.BROKEN.name());

      house.site.isMended("/host");
      for (int i = 2; i < 30; i++) {
        house.site.isMended("/page" + i);
      }
      house.passes(Duration.ofMinutes(9));
      List<String> after = house.heard();
      assertThat(after)
          .filteredOn(l -> l.startsWith("carla"))
          .singleElement()
          .asString()
          .startsWith("carla: Over");
      assertThat(after)
          .filteredOn(line -> !line.startsWith("carla"))
          .hasSize(2)
          .anyMatch(line -> line.startsWith("anna") && line.contains("The page0"))
          .anyMatch(line -> line.startsWith("ben") && line.contains("The page1"));
      house.passes(Duration.ofMinutes(30));
      assertThat(house.heard()).isEmpty();
      assertThat(house.open()).hasSize(2);
    }
  }

  @Test
  void thePageAndExplainSayByWhatItIsHeld() {
    try (House house = hostAndPages(1)) {
      allFall(house, 1);
      house.passes(Duration.ofMinutes(10));
      String incident =
          house.open().stream()
              .filter(one -> one.check().touchpoint().equals("page0"))
              .findFirst()
              .orElseThrow()
              .id();
      assertThat(house.get(house.at("/incidents/" + incident)).body())
          .contains("Nobody is told as long as “The host”, on which it depends, is wrong");
      assertThat(explained(house)).contains("and its people know that: The host");
    }
  }

  private static String explained(House house) {
    Touchpoint page = house.running().plan().touchpoint("page0").orElseThrow();
    return house
        .running()
        .ledger()
        .read(view ->
            Explanation.of(
                view,
                page,
                Present.of(house.running().plan(), view.overrides(), house.clock.instant())))
        .text();
  }

  @Test
  void aPageThatIsFreedOfItsHostInThePlanIsToldAtOnce() {
    try (House house = hostAndPages(1)) {
      allFall(house, 1);
      house.passes(Duration.ofMinutes(10));
      assertThat(house.whoHeard()).containsExactly("carla");
      house.edit("monitors/site.yaml", "    depends-on: [host]\n", "");
      assertThat(house.reloads().problems()).isEmpty();
      house.passes(Duration.ofMinutes(1));
      assertThat(house.whoHeard()).containsExactly("anna");
    }
  }

  @Test
  void aPageWhoseHostLeavesThePlanMustSayOnWhatItDependsNow() {
    try (House house = hostAndPages(6)) {
      house.edit("monitors/site.yaml", "id: host", "id: center");
      assertThat(house.reloads().problems()).isNotEmpty();
      house.edit("monitors/site.yaml", "id: center", "id: center\n    was: [host]");
      house.edit("monitors/site.yaml", "depends-on: [host]", "depends-on: [center]");
      assertThat(house.reloads().problems()).isEmpty();
      allFall(house, 6);
      house.site.breaks("/center");
      house.passes(Duration.ofMinutes(30));
      // beside Otto, who operates and hears of the plan that was refused
      assertThat(house.whoHeard()).filteredOn(who -> !who.equals("otto")).containsExactly("carla");
    }
  }

  @Test
  void whatIsSeldomLookedAtIsLookedAtAsSoonAsItsHostIsWell() {
    try (House house = new House(home)) {
      String seldom = "checks: {page: {every: 6h}}";
      house.with(
          House.touchpoint("host", "owner: carla", "backup: otto"),
          House.touchpoint("page0", "depends-on: [host]", seldom));
      allFall(house, 1);
      house.opens().passes(Duration.ofMinutes(20));
      assertThat(house.whoHeard()).containsExactly("carla");
      house.site.isMended("/host");
      house.passes(Duration.ofMinutes(7));
      assertThat(house.whoHeard()).containsExactlyInAnyOrder("carla", "anna");
    }
  }

  @Test
  void aRestartInBetweenForgetsNothing() {
    try (House house = hostAndPages(2)) {
      allFall(house, 2);
      house.passes(Duration.ofMinutes(30));
      assertThat(house.whoHeard()).containsExactly("carla");
      house.stops();
      house.site.isMended("/host");
      house.site.isMended("/page0");
      house.opens().passes(Duration.ofMinutes(20));
      assertThat(house.whoHeard()).containsExactlyInAnyOrder("carla", "ben");
    }
  }
}
