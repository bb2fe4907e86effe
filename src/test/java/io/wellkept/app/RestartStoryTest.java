package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wellkept stops and comes back. */
final class RestartStoryTest {
  @TempDir Path home;

  @Test
  void wasBadAndStillBadIsSilent() {
    try (House house = new House(home).withOnePage().opens()) {
      house.site.breaks("/page");
      house.passes(minutes(10));
      assertThat(house.whoHeard()).containsExactly("anna");
      house.stops().clock.move(minutes(60));
      house.opens().passes(minutes(20));
      assertThat(house.heard()).isEmpty();
      house.restarts().restarts().passes(minutes(5));
      assertThat(house.heard()).isEmpty();
      assertThat(house.open()).hasSize(1);
    }
  }

  @Test
  void whatRecoveredMeanwhileIsToldOnceAndSaysBetweenWhichTimes() {
    try (House house = new House(home).withOnePage().opens()) {
      house.site.breaks("/page");
      house.passes(minutes(10));
      assertThat(house.whoHeard()).containsExactly("anna");
      house.stops().site.isMended("/page");
      // longer than the ladder waits for Anna: nobody may be told of a fault that is no more
      house.clock.move(minutes(5 * 60));
      house.opens().passes(minutes(20));
      List<MimeMessage> mails = house.newMail();
      assertThat(mails).extracting(House::person).containsExactly("anna");
      assertThat(House.text(mails.get(0))).contains("between").contains("09:").contains("14:");
      house.restarts().passes(minutes(60));
      assertThat(house.heard()).isEmpty();
    }
  }

  @Test
  void whatStillWaitedGoesAfterTheStartOnce() {
    try (House house = new House(home);
        Postbox post = new Postbox()) {
      post.isBusy(true);
      house.knows("SMTP_PORT", "" + post.port()).withOnePage().opens();
      house.site.breaks("/page");
      house.passes(minutes(10));
      assertThat(post.taken()).isEmpty();
      house.stops();
      post.isBusy(false);
      house.clock.move(minutes(30));
      house.opens().passes(minutes(60)).restarts().passes(minutes(10));
      assertThat(post.taken()).extracting(House::person).containsExactly("anna");
      assertThat(post.offered()).hasSizeGreaterThan(1);
      assertThat(post.offered().stream().distinct()).hasSize(1);
    }
  }

  @Test
  void aMessageThatWaitedForAFaultThatIsNoMoreDoesNotGo() {
    try (House house = new House(home);
        Postbox post = new Postbox()) {
      post.isBusy(true);
      house.knows("SMTP_PORT", "" + post.port()).withOnePage().opens();
      house.site.breaks("/page");
      house.passes(minutes(10)).stops();
      post.isBusy(false);
      house.site.isMended("/page");
      house.clock.move(minutes(30));
      house.opens().passes(minutes(60));
      assertThat(post.taken()).isEmpty();
      assertThat(house.open()).isEmpty();
    }
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }
}
