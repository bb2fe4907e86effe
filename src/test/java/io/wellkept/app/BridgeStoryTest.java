package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anna's page leads to the offer of Otto, until somebody takes the link off it. */
final class BridgeStoryTest {
  private static final Map<String, String> NONE = Map.of();

  @TempDir Path home;

  @Test
  void brokenBridgeBelongsToWhereItBeginsAndWhereItLeadsHearsOfIt() {
    try (House house = new House(home)) {
      house.with(
          House.touchpoint("page", "checks: {page: {every: 1h}}"),
          House.touchpoint("offer", "owner: otto", "backup: ben", "checks: {page: {every: 1h}}"));
      house.file("config/journey.yaml", "edges: [{from: page, to: offer, every: 30m}]\n");
      house.site.answers("/page", 200, "<a href=/offer>The offer</a>", NONE);
      house.opens().passes(Duration.ofHours(1));
      assertThat(house.whoHeard()).isEmpty();

      house.site.answers("/page", 200, "<a href=/page>No offer</a>", NONE);
      house.passes(Duration.ofMinutes(50));

      List<MimeMessage> mails = house.newMail();
      assertThat(mails).extracting(House::person).containsExactlyInAnyOrder("anna", "otto");
      MimeMessage information = house.lastMailTo("otto").orElseThrow();
      assertThat(House.subject(information)).startsWith("For your information: The page offers no");
      assertThat(House.text(information)).contains("This belongs to Anna Berg.");
      assertThat(House.text(information)).doesNotContain("I take it");

      house.restarts();
      house.passes(Duration.ofHours(1));
      assertThat(house.whoHeard()).doesNotContain("otto", "anna");

      house.site.answers("/page", 200, "<a href=/offer>The offer</a>", NONE);
      house.passes(Duration.ofHours(1));
      assertThat(house.whoHeard()).contains("anna", "otto");
    }
  }
}
