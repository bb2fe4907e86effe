package io.wellkept.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Ownership;
import io.wellkept.incident.Pauses;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What we compose ourselves is read in each reader's language; what checks say stays. */
final class HeadlinesTest {
  private static final Words GERMAN = Words.of("de");
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Pauses NONE = new Pauses(List.of());

  private static Finding finding(String key, String headline) {
    return Finding.of(key, Severity.MINOR, Condition.UNKNOWN, headline, NOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reported.by-people|Somebody reported that something is wrong|Jemand hat gemeldet, dass etwas nicht stimmt
          reported.by-people|Ben Okafor reported that something is wrong|Ben Okafor hat gemeldet, dass etwas nicht stimmt
          reported.more|Somebody reported something else, beside 20 reports that stand|Jemand hat noch etwas gemeldet, neben 20 Meldungen, die offen sind
          reported.more|Ben reported something else, beside 20 reports that stand|Ben hat noch etwas gemeldet, neben 20 Meldungen, die offen sind
          owner.away|Anna is away from 24 December 2026 until 2 January 2027|Anna ist abwesend vom 24. Dezember 2026 bis 2. Januar 2027
          owner.unreachable|No message reaches Anna: the last 3 failed for good|Keine Nachricht erreicht Anna: Die letzten 3 sind endgültig gescheitert
          owner.silent|Anna was told of 5 faults and reacted to none|Anna wurde über 5 Fehler benachrichtigt und hat auf keinen reagiert
          """)
  void saysInTheLanguageOfWhoeverReadsWhatNoCheckSaid(String key, String kept, String german) {
    assertThat(GERMAN.of(finding(key, kept))).isEqualTo(german);
    assertThat(Words.ENGLISH.of(finding(key, kept))).isEqualTo(kept);
  }

  @Test
  void saysWhenSomebodyLeaves() {
    Finding leaves = finding("owner.leaves", "Anna leaves on 2026-12-31 and owns 2 touchpoints");
    assertThat(GERMAN.of(leaves))
        .isEqualTo("Anna geht am 31. Dezember 2026 und ist zuständig für 2 Kontaktpunkte");
    Finding left = finding("owner.left", "Anna left on 2026-10-31 and owns 1 touchpoint");
    assertThat(GERMAN.of(left))
        .isEqualTo(
            "Anna ist seit dem 31. Oktober 2026 nicht mehr da und zuständig für 1 Kontaktpunkt");
    assertThat(Words.ENGLISH.of(left))
        .isEqualTo("Anna left on 31 October 2026 and owns 1 touchpoint");
  }

  @Test
  void saysWhatOwnersAreAsked() {
    Duration week = Duration.ofDays(7);
    assertThat(GERMAN.of(Ownership.confirm(List.of("A"), NOW, week, NONE, NOW)))
        .isEqualTo("1 Kontaktpunkt wartet auf Bestätigung");
    Finding late = Ownership.confirm(List.of("A", "B"), NOW, week, NONE, NOW.plus(week));
    assertThat(GERMAN.of(late)).isEqualTo("2 Kontaktpunkte warten auf Bestätigung");
    assertThat(GERMAN.of(Ownership.disowned("Anna", "Shop \"EU\"", "no", NOW)))
        .isEqualTo(
            "Anna sagt, nicht für „Shop \"EU\"“ zuständig zu sein: Es wird eine zuständige Person"
                + " gebraucht");
  }

  @Test
  void leavesWhatChecksSaid() {
    Finding said = finding("page.text", "Somebody reported that something is wrong");
    assertThat(GERMAN.of(said)).isEqualTo(said.headline());
    Finding other = finding("owner.away", "out of office");
    assertThat(GERMAN.of(other)).isEqualTo("out of office");
  }
}
