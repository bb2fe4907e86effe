package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Much is wrong at once, and nobody drowns in messages. */
final class FloodStoryTest {
  @TempDir Path home;

  @Test
  void aHundredImportedBadAreOneListForEachOwnerAfterADayOfSilence() {
    List<String> yaml = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String owner = i < 40 ? "owner: anna" : "owner: ben";
      String backup = i < 40 ? "backup: ben" : "backup: carla";
      yaml.add(House.touchpoint("old" + i, owner, backup, "checks: {page: {every: 6h}}"));
    }
    yaml.add(House.touchpoint("good", "checks: {page: {every: 1h}}"));
    try (House house = new House(home).edit("config/daemon.yaml", "observe: 0s", "observe: 1d")) {
      house.with(yaml.toArray(String[]::new));
      IntStream.range(0, 100).forEach(i -> house.site.breaks("/old" + i));
      house.opens().passes(Duration.ofHours(10));
      house.site.isMended("/old7");
      house.passes(Duration.ofHours(13));
      assertThat(house.heard()).isEmpty();

      house.passes(Duration.ofHours(2));
      List<MimeMessage> lists = house.newMail();
      assertThat(lists).extracting(House::person).containsExactlyInAnyOrder("anna", "ben");
      MimeMessage anna =
          lists.stream().filter(m -> House.person(m).equals("anna")).findFirst().orElseThrow();
      assertThat(House.text(anna)).contains("old0", "old39").doesNotContain("The old7\n", "old41");
      assertThat(House.subject(anna)).contains("39");

      house.site.breaks("/good");
      house.passes(Duration.ofMinutes(70));
      assertThat(house.heard()).anyMatch(l -> l.startsWith("anna: ") && l.contains("The good"));
    }
  }

  @Test
  void nineOfOneOwnerThatBreakAtOnceAreTwoMessagesAndSoAreTheirRecoveries() {
    String[] ids = IntStream.range(0, 9).mapToObj(i -> "page" + i).toArray(String[]::new);
    try (House house = new House(home)) {
      house.file("monitors/site.yaml", House.touchpoints(ids)).opens().passes(span(10));
      for (String id : ids) {
        house.site.breaks("/" + id);
      }
      house.passes(span(6));
      List<MimeMessage> first = house.newMail();
      assertThat(first).extracting(House::person).containsExactly("anna");
      house.passes(span(11));
      List<MimeMessage> bundle = house.newMail();
      assertThat(bundle).extracting(House::person).containsExactly("anna");
      assertThat(House.subject(bundle.get(0))).contains("8");
      for (String id : ids) {
        String both = House.text(first.get(0)) + House.text(bundle.get(0));
        assertThat(both).contains("The " + id);
        house.site.isMended("/" + id);
      }
      house.passes(span(30));
      List<MimeMessage> over = house.newMail();
      assertThat(over).extracting(House::person).containsExactly("anna", "anna");
      house.passes(span(60));
      assertThat(house.heard()).isEmpty();
      assertThat(house.open()).isEmpty();
    }
  }

  private static Duration span(int minutes) {
    return Duration.ofMinutes(minutes);
  }
}
