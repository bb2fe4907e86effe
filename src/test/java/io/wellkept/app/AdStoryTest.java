package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Incident;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ads of which nobody notices where they lead are found, each with a clock of its own. */
final class AdStoryTest {
  @TempDir Path home;

  private static void list(House house, String... lines) {
    StringBuilder csv = new StringBuilder("ad_id,name,url,status,cost,currency\n");
    for (String line : lines) {
      csv.append(line.replace("SITE", house.site.url())).append('\n');
    }
    house.file("ads.csv", csv.toString());
  }

  private static void shows(House house, String path, int status) {
    house.site.answers(path, status, "<html lang=en><h1>Tea</h1></html>", Map.of());
  }

  @Test
  void eachAdThatLeadsNowhereIsAnIncidentOfItsOwnAndEndsWhenItIsMendedOrGone() {
    String search = "s1,Autumn search,SITE/tea?utm_source=search,active,212,EUR";
    String social = "s2,Autumn social,SITE/cups?utm_source=social,active,7.50,EUR";
    String paused = "s3,Summer,SITE/summer,paused,0,EUR";
    try (House house = new House(home)) {
      house.with(
          House.touchpoint("ads", "checks:", "  ad: {source: {csv: {file: ads.csv}}, every: 30m}"));
      list(house, search, social, paused);
      shows(house, "/tea", 200);
      shows(house, "/cups", 200);
      shows(house, "/summer", 404);
      house.opens().passes(Duration.ofHours(1));
      assertThat(house.heard()).isEmpty();

      shows(house, "/tea", 404);
      shows(house, "/cups", 410);
      house.passes(Duration.ofMinutes(50));
      assertThat(house.open()).hasSize(2);
      String told = house.newMail().stream().map(House::text).collect(Collectors.joining());
      assertThat(told)
          .contains("The ad “Autumn search” costs 212 EUR a week and leads to an error page (404)")
          .contains(
              "The ad “Autumn social” costs 7.50 EUR a week and leads to an error page (410)");

      shows(house, "/tea", 200);
      house.passes(Duration.ofMinutes(70));
      assertThat(house.open()).as("the one is mended, the other is not").hasSize(1);

      house.without("ads.csv");
      house.passes(Duration.ofHours(2));
      assertThat(house.open())
          .as("without its list nothing is known, and nothing over")
          .extracting(Incident::subject)
          .contains("s2");

      list(house, search, paused);
      house.passes(Duration.ofMinutes(70));
      assertThat(house.open()).as("the other ad is not booked any more").isEmpty();
    }
  }
}
