package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Incident;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page that is bad and fine by turns, from its first look to the last mail about it. */
final class UnsteadyStoryTest {
  @TempDir Path home;

  @Test
  void aPageThatFlapsEveryTenMinutesForADayIsAHandfulOfMails() {
    try (House house = new House(home).withOnePage().opens()) {
      house.passes(Duration.ofMinutes(1));
      flaps(house, 6 * 24);
      List<MimeMessage> mails = house.newMail();
      // two that open and end, the third stays: Anna's end and beginning go as one bundle
      assertThat(mails)
          .extracting(House::person)
          .containsExactly("anna", "anna", "anna", "anna", "ben", "carla");
      assertThat(House.text(mails.get(3)))
          .contains("Unsteady since")
          .containsPattern("bad \\d times, about every \\d+ minutes for about [345] minutes");
      assertThat(House.subject(mails.get(4))).startsWith("Unsteady: ");
      assertThat(House.text(mails.get(4)))
          .containsPattern("bad 1\\d times")
          .contains("counts as over when");
      assertThat(house.open()).hasSize(1);
      Incident open = house.open().get(0);
      assertThat(house.get(house.at("/incidents/" + open.id())).body())
          .contains("Unsteady since")
          .containsPattern("bad 14\\d times");

      house.passes(Duration.ofMinutes(75));
      List<MimeMessage> over = house.newMail();
      assertThat(over).extracting(House::person).containsExactlyInAnyOrder("anna", "ben", "carla");
      assertThat(over)
          .allMatch(mail -> House.text(mail).contains("It was wrong by turns from"))
          .allMatch(mail -> House.subject(mail).startsWith("Over: "));
      assertThat(house.open()).isEmpty();
    }
  }

  private static void flaps(House house, int times) {
    for (int i = 0; i < times; i++) {
      house.site.breaks("/page");
      house.passes(Duration.ofMinutes(5));
      house.site.isMended("/page");
      house.passes(Duration.ofMinutes(5));
    }
  }
}
