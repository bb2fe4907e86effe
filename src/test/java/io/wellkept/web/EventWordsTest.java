package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import io.wellkept.words.Words;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What was made of parts is made again of them, and what people wrote is left alone. */
final class EventWordsTest {
  private static final EventWords GERMAN = new EventWords(Words.of("de"));
  private static final EventWords ENGLISH = new EventWords(Words.ENGLISH);

  private static Event event(Event.Type type, String text) {
    return new Event(House.START, type, null, null, null, null, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OPENED|not settled after all, by page|doch nicht erledigt, auf einer Seite
          RESOLVED|by link|über einen Link
          TAKEN|promised within 1 day 2 hours, by slack|Frist der Zusage: 1 Tag 2 Stunden, in Slack
          TAKEN|promised within 20 minutes, by api: to be seen|Frist der Zusage: 20 Minuten, über die API: to be seen
          UNTAKEN|by page|auf einer Seite
          HANDED|to Ben Okafor, by page: you know, by link|an Ben Okafor, auf einer Seite: you know, by link
          SNOOZED|for 9 seconds|Dauer: 9 Sekunden
          MUTED|It took 6 seconds, until 2026-11-30T12:00:00Z: we know (by link)|It took 6 seconds, bis 2026-11-30T12:00:00Z: we know (über einen Link)
          UNMUTED|we know (by page)|we know (auf einer Seite)
          ATTESTED|not fine (by link)|nicht in Ordnung (über einen Link)
          ATTESTED|fine (by page)|in Ordnung (auf einer Seite)
          NOT_ANSWERED|the mail server refused it; the address was deleted|der Mailserver hat es abgelehnt; die Adresse wurde gelöscht
          OWNER_CONFIRMED|1 touchpoint (by link)|1 Kontaktpunkt (über einen Link)
          OWNER_CONFIRMED|12 touchpoints (by page)|12 Kontaktpunkte (auf einer Seite)
          OWNER_CONFIRMED|theirs after all (by page)|doch zuständig (auf einer Seite)
          DISOWNED|it is the agency (by link)|it is the agency (über einen Link)
          OWNER_CONFIRMED|for Anna Berger: 12 touchpoints (by page)|für Anna Berger: 12 Kontaktpunkte (auf einer Seite)
          DISOWNED|for Anna Berger: it is the agency: ask (by page)|für Anna Berger: it is the agency: ask (auf einer Seite)
          HANDED_OVER|for Ben Okafor: from Anna Berger to Ben Okafor (by api)|für Ben Okafor: von Anna Berger an Ben Okafor (über die API)
          OFFERED|to Ben Okafor: over the summer (by page)|an Ben Okafor: over the summer (auf einer Seite)
          NOT_HANDED_OVER|to Ben Okafor (by api)|an Ben Okafor (über die API)
          HANDED_OVER|from Anna Berger to Ben Okafor (by link)|von Anna Berger an Ben Okafor (über einen Link)
          HAND_OVER_ENDED|the file names Ben Okafor as owner by now|in der Datei ist inzwischen Ben Okafor zuständig
          HAND_OVER_ENDED|to Ben Okafor; the file names Carla Ruiz|an Ben Okafor; in der Datei ist Carla Ruiz zuständig
          AWAY|from 24 December 2026 until 2 January 2027 (by page)|vom 24. Dezember 2026 bis 2. Januar 2027 (auf einer Seite)
          AWAY|for Anna Berger: from 1 December 2026 until 5 December 2026 (by page)|für Anna Berger: vom 1. Dezember 2026 bis 5. Dezember 2026 (auf einer Seite)
          AWAY|back again (by link)|wieder da (über einen Link)
          JUDGED|keep: it works (by page)|beibehalten: it works (auf einer Seite)
          TOLD|a receipt|eine Bestätigung
          NOT_TOLD|what is wrong, after a storm, 550 no such user|was nach einer Störungswelle nicht in Ordnung ist, 550 no such user
          MAINTENANCE_PLANNED|new servers, from 2026-11-25T10:00:00Z until 2026-11-26T10:00:00Z|new servers, von 2026-11-25T10:00:00Z bis 2026-11-26T10:00:00Z
          MAINTENANCE_BEGAN|backup, sun 02:00-04:00 (UTC), now until 2026-11-29T04:00:00Z|backup, sun 02:00-04:00 (UTC), jetzt bis 2026-11-29T04:00:00Z
          MAINTENANCE_ENDED|snoozed: we know|ruht: we know
          SIGNED_IN|by password from 127.0.0.1 (local:zoe)|mit Kennwort von 127.0.0.1 (local:zoe)
          NOT_SIGNED_IN|wrong name or password, from 127.0.0.1|Name oder Kennwort falsch, von 127.0.0.1
          SIGNED_OUT|everywhere|überall
          ACCOUNT_CHANGED|added zoe as viewer, the person anna|zoe angelegt, Rolle Leserecht, Person anna
          ACCOUNT_CHANGED|made zoe admin|neue Rolle von zoe: Verwaltung
          TOKEN_CHANGED|made the token t1 "ci", owner, to look only|Token t1 „ci“ erstellt, zuständig, nur zum Ansehen
          """)
  void saysItInTheLanguageOfWhoeverReads(Event.Type type, String kept, String german) {
    assertThat(GERMAN.of(event(type, kept))).isEqualTo(german);
    assertThat(ENGLISH.of(event(type, kept))).isEqualTo(kept);
  }

  @ParameterizedTest
  @EnumSource(Event.Type.class)
  void leavesWhateverElseWasSaid(Event.Type type) {
    for (String text : List.of("", "The page does not say {0} \"Add to basket\"", "by word: no")) {
      assertThat(GERMAN.of(event(type, text))).isEqualTo(text);
    }
  }

  @Test
  void leavesWhatPeopleNoted() {
    String note = "seen (by page)";
    assertThat(GERMAN.of(event(Event.Type.COMMENTED, note))).isEqualTo(note);
  }
}
