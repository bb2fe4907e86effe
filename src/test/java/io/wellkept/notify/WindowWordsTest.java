package io.wellkept.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Reason;
import io.wellkept.notify.Message.Item;
import io.wellkept.notify.Message.Where;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Language;
import io.wellkept.touchpoint.Severity;
import io.wellkept.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What owners read of a window of maintenance, in each language, before it, in it and after it. */
final class WindowWordsTest {
  private static final Instant TOMORROW = Instant.parse("2026-11-24T21:00:00Z");
  private static final Where PLACE =
      new Where("wellkept", "Planned maintenance", null, null, null, Importance.NORMAL, null, null);

  private static Finding once(Instant from) {
    return finding(from).due(from.plus(Duration.ofHours(6)));
  }

  private static Finding weekly() {
    return finding(Samples.NOW).with("weekly", "sun 02:00-04:00 (Europe/Berlin)");
  }

  private static Finding finding(Instant since) {
    return Finding.of(
        "maintenance.planned", Severity.MINOR, Condition.UNKNOWN, "Server move", since);
  }

  private static Incident incident(Finding finding) {
    return Incidents.about(
        Ownership.MAINTENANCE, "w", Audience.MAINTAINED, List.of(finding), Samples.NOW);
  }

  private static Letter letter(NoticeKind kind, Incident incident, Words words) {
    Item item = Samples.item(kind, Samples.ANNA, Reason.FIRST_TOLD, incident, PLACE);
    return Wording.of(Samples.message("p", Samples.ANNA, List.of(item)), 1, words);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void hasWordsForEveryWindowInEachLanguage(Language language) {
    Words words = Words.of(language);
    for (Finding finding : List.of(once(TOMORROW), once(Samples.SINCE), weekly())) {
      assertThat(letter(NoticeKind.INFORMED, incident(finding), words).opening())
          .as(finding.toString())
          .hasSize(2)
          .noneMatch(String::isBlank);
      for (Reason why :
          List.of(Reason.MAINTENANCE_ENDED, Reason.CALLED_OFF, Reason.REMOVED_FROM_PLAN)) {
        Incident over = Incidents.close(incident(finding), why, Samples.NOW);
        assertThat(letter(NoticeKind.RESOLVED, over, words).opening())
            .isNotEmpty()
            .noneMatch(String::isBlank);
      }
    }
  }

  @Test
  void readsAsItIsBeforeItAndInIt() {
    Words words = Words.of(Language.EN);
    Letter planned = letter(NoticeKind.INFORMED, incident(once(TOMORROW)), words);
    assertThat(planned.opening())
        .first()
        .isEqualTo("Maintenance is planned: Tue 24 Nov at 22:00 – Wed 25 Nov at 04:00.");
    assertThat(planned.preview())
        .startsWith("Planned maintenance. Maintenance is planned: Tue 24 Nov");
    Letter lasts = letter(NoticeKind.INFORMED, incident(once(Samples.SINCE)), words);
    assertThat(lasts.opening())
        .first()
        .isEqualTo("Maintenance is under way: Mon 23 Nov at 09:12 – 15:12.");
  }

  @Test
  void itsSubjectSaysHowItEnded() {
    Words words = Words.of(Language.EN);
    Incident window = incident(once(TOMORROW));
    assertThat(subject(window, Reason.MAINTENANCE_ENDED, words)).startsWith("Over: ");
    assertThat(subject(window, Reason.CALLED_OFF, words)).startsWith("Called off: ");
    assertThat(subject(window, Reason.REMOVED_FROM_PLAN, words)).startsWith("No longer planned: ");
  }

  private static String subject(Incident window, Reason why, Words words) {
    Incident over = Incidents.close(window, why, Samples.NOW);
    return letter(NoticeKind.RESOLVED, over, words).subject();
  }
}
