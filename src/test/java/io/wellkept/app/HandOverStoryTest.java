package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event.Type;
import io.wellkept.incident.Incident;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one took, another takes over; everybody whom it concerns hears it, and nobody else. */
final class HandOverStoryTest {
  @TempDir Path home;

  private House taken() {
    House house = new House(home).withOnePage().opens();
    house.site.breaks("/page");
    house.passes(Duration.ofMinutes(10));
    house.takes("anna", Duration.ofHours(5));
    house.passes(Duration.ofMinutes(15));
    house.heard();
    return house;
  }

  private static int handsOver(House house, String to, String why) {
    String form = "to=" + to + "&why=" + URLEncoder.encode(why, StandardCharsets.UTF_8);
    return house.press(house.linkOf("anna") + "/hand-over", form + "&holder=anna").statusCode();
  }

  private static Incident incident(House house) {
    return house.open().get(0);
  }

  @Test
  void whoeverIsAskedHearsWhoAsksAndWhyAndTakesIt() {
    try (House house = taken()) {
      assertThat(handsOver(house, "carla", "You know the form")).isEqualTo(303);
      house.settles();

      assertThat(house.heard()).singleElement().asString().startsWith("carla: Handed to you: ");
      assertThat(house.lastMailTo("carla").map(HandOverStoryTest::text).orElse(""))
          .contains("Anna Berg hands this to you: “You know the form”")
          .contains("it stays with Anna Berg");
      assertThat(incident(house).taken().orElseThrow().by()).isEqualTo("anna");
      assertThat(house.history("page")).contains(Type.HANDED);

      house.takes("carla", Duration.ofHours(6));
      house.passes(Duration.ofMinutes(15));

      assertThat(incident(house).taken().orElseThrow().by()).isEqualTo("carla");
      assertThat(incident(house).handOver()).isNull();
      assertThat(house.heard())
          .hasSize(2)
          .anyMatch(line -> line.startsWith("carla: You took: "))
          .anyMatch(line -> line.startsWith("anna: Taken: "));
    }
  }

  @Test
  void ifNobodyTakesItTheOldPromisePassesAsEver() {
    try (House house = taken()) {
      handsOver(house, "carla", "");
      house.settles();
      house.heard();
      house.passes(Duration.ofHours(6));
      assertThat(house.whoHeard()).contains("anna", "ben");
      assertThat(incident(house).taken()).isEmpty();
    }
  }

  @Test
  void aNoteReachesThePageAndGoesOnlyWithWhatIsToldAnyway() {
    try (House house = taken()) {
      house.press(house.linkOf("anna") + "/comment", "text=The+supplier+%3Cb%3Eknows%3C%2Fb%3E");
      house.press(house.linkOf("anna") + "/comment", "text=The+supplier+%3Cb%3Eknows%3C%2Fb%3E");
      house.passes(Duration.ofMinutes(15));
      assertThat(house.heard()).isEmpty();
      assertThat(house.history("page")).filteredOn(Type.COMMENTED::equals).hasSize(1);
      assertThat(house.get(house.linkOf("anna")).body())
          .contains("The supplier &lt;b&gt;knows&lt;/b&gt;");

      house.press(house.linkOf("anna") + "/comment", "text=New+part+is+on+its+way");
      house.passes(Duration.ofHours(6));
      assertThat(house.whoHeard()).contains("anna", "ben");
      assertThat(house.lastMailTo("ben").map(HandOverStoryTest::text).orElse(""))
          .contains("Latest note: Anna Berg, on Tue 2 Jun at", "“New part is on its way”")
          .doesNotContain("The supplier");
      assertThat(house.lastMailTo("anna").map(HandOverStoryTest::text).orElse(""))
          .doesNotContain("New part");
    }
  }

  private static String text(jakarta.mail.internet.MimeMessage mail) {
    return House.text(mail).replaceAll("\\s+", " ");
  }
}
