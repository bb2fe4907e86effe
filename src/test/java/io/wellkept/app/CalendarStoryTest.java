package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A review comes in on a Friday at four, an hour before Anna goes home, and is to be answered
 * within one working day: she is reminded after four hours of work and late at the same time of the
 * day.
 */
final class CalendarStoryTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final String EASTER_MONDAY =
      """
      BEGIN:VCALENDAR\r
      VERSION:2.0\r
      PRODID:-//shop//EN\r
      BEGIN:VEVENT\r
      DTSTART;VALUE=DATE:20260406\r
      RRULE:FREQ=YEARLY\r
      SUMMARY:Easter Monday\r
      END:VEVENT\r
      END:VCALENDAR\r
      """;

  @TempDir Path home;

  private static Instant berlin(String time) {
    return LocalDateTime.parse(time).atZone(BERLIN).toInstant();
  }

  private House house(Instant friday) {
    House house = new House(home);
    house.file("config/easter.ics", EASTER_MONDAY);
    house.edit("config/people.yaml", "hours: always", "hours: {mon-fri: \"09:00-17:00\"}");
    house.edit(
        "config/people.yaml",
        "teams:",
        "holidays: {easter: {file: easter.ics, for-everybody: true}}\nteams:");
    house.environment.put("BOARD", house.site.url() + "/board.json");
    house.with(
        House.touchpoint(
            "board",
            "checks:",
            "  reviews:",
            "    source:",
            "      json: {url: \"${env:BOARD}\", fields: {reply: reply}}",
            "    every: 1h"));
    house.site.answers("/board.json", 200, "[]", Map.of());
    house.clock.moveTo(friday.minus(Duration.ofMinutes(30)));
    house.opens().passes(Duration.ofMinutes(30));
    String review = "[{\"id\": \"1\", \"stars\": 1, \"at\": \"%s\", \"text\": \"Cold\"}]";
    house.site.answers("/board.json", 200, review.formatted(friday), Map.of());
    return house;
  }

  @ParameterizedTest
  @CsvSource({
    // an ordinary weekend
    "2026-06-05T16:00, 2026-06-08T12:00, 2026-06-08T16:00",
    // Easter: nobody works on Monday either
    "2026-04-03T16:00, 2026-04-07T12:00, 2026-04-07T16:00",
    // in the night to Sunday the clocks go forward
    "2026-03-27T16:00, 2026-03-30T12:00, 2026-03-30T16:00",
    // in the night to Sunday the clocks go back
    "2026-10-23T16:00, 2026-10-26T12:00, 2026-10-26T16:00",
  })
  void clockOfTheCustomerRunsInWorkingDays(String written, String half, String end) {
    Instant friday = berlin(written);
    try (House house = house(friday)) {
      house.passes(Duration.between(friday, berlin(end)).plusMinutes(5));
      List<MimeMessage> mails = house.newMail();
      assertThat(mails).extracting(House::person).containsExactly("anna", "anna");
      assertThat(mails.get(0)).extracting(House::sentAt).isEqualTo(berlin(half));
      assertThat(House.text(mails.get(0))).contains("waits for an answer");
      assertThat(mails.get(1)).extracting(House::sentAt).isEqualTo(berlin(end));
      assertThat(House.text(mails.get(1))).contains("is without an answer");
    }
  }
}
