package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wellkept.plan.DigestSetup.Audience;
import io.wellkept.touchpoint.Person;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Digests in the files. */
final class DigestsReadingTest {
  private final Map<String, String> files = Shop.files();

  private void written(String yaml) {
    files.merge("config/daemon.yaml", "\ndigests:\n" + yaml, String::concat);
  }

  @Test
  void readsWhoGetsWhatWhen() {
    written(
        """
          - {name: week, when: weekly mon 07:30, audience: company}
          - {name: web, when: daily 08:00, audience: "team:web", zone: Asia/Tokyo, language: de}
          - {name: fri, when: "0 0 8 ? * FRI", covers: day, audience: company,
             to: [ben, "team:web"]}
          - {name: mine, when: every 12h, audience: owners, by: [mail]}
        """);
    Plan plan = Shop.plan(files);
    assertThat(plan.daemon().digests())
        .extracting(
            DigestSetup::name, one -> one.when().days(), DigestSetup::zone, DigestSetup::audience)
        .containsExactly(
            tuple("week", 7, ZoneId.of("UTC"), Audience.COMPANY),
            tuple("web", 1, ZoneId.of("Asia/Tokyo"), Audience.TEAM),
            tuple("fri", 1, ZoneId.of("UTC"), Audience.COMPANY),
            tuple("mine", 0, ZoneId.of("UTC"), Audience.OWNERS));
    assertThat(plan.daemon().digests())
        .extracting(one -> one.readers(plan.people()).stream().map(Person::id).toList())
        .startsWith(List.of("carla", "ben"), List.of("carla"), List.of("ben", "anna", "carla"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{name: week, when: \"0 30 7 * * MON\", audience: company}"
            + "|'0 30 7 * * MON' is no time; expected \"weekly mon 07:30\"",
        "{name: week, when: weekly moon 07:30, audience: company}|'weekly moon 07:30' is no time",
        "{name: week, when: \"0 0 8 31 2 ?\", audience: company}|never comes",
        "{name: week, when: \"0 * * * * ?\", audience: company}|is too often",
        "{name: week, when: every 30m, audience: company}|is too often",
        "{name: week, when: daily 07:30, covers: week, audience: company}|only a cron needs it",
        "{name: week, when: daily 07:30, audience: company, zone: Europe/Bonn}|Europe/Bonn",
        "{name: week, when: daily 07:30, audience: everybody}|company, owners or team:ID",
        "{name: week, when: daily 07:30, audience: company, language: fr}|en or de",
        "{name: week, when: daily 07:30, audience: company, to: [ana]}"
            + "|nobody has the id 'ana'; did you mean 'anna'?",
        "{name: week, when: daily 07:30, audience: company, to: [\"team:wep\"]}"
            + "|no team has the id 'wep'; did you mean 'web'?",
        "{name: week, when: daily 07:30, audience: \"team:shop\"}|no team has the id 'shop'",
        "{name: week, when: daily 07:30, audience: owners, to: [anna]}|each owner gets their own",
        "{name: week, when: daily 07:30, audience: company, by: [male]}"
            + "|no notifier is called 'male'; expected mail",
        "{name: \"two words\", when: daily 07:30, audience: company}|letters, digits and dashes",
        "{when: daily 07:30, audience: company}|name",
        "{name: week, audience: company}|when",
        "{name: week, when: daily 07:30}|audience",
      })
  void refusesOneThatCannotBeMeantAndSaysWhy(String digest, String why) {
    written("  - " + digest + "\n");
    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("config/daemon.yaml:")
        .contains(why);
  }

  @Test
  void refusesTwoOfOneName() {
    written(
        """
          - {name: week, when: daily 07:30, audience: company}
          - {name: week, when: weekly mon 07:30, audience: owners}
        """);
    assertThat(problems())
        .singleElement()
        .asString()
        .contains("there is another digest called 'week'");
  }

  private List<String> problems() {
    return Shop.problems(Shop.reader(Map.of()).read(Sources.of(files)));
  }
}
