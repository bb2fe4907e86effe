package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A customer has written, and the clock that counts is the customer's. */
final class ReviewStoryTest {
  private static final Duration HOUR = Duration.ofHours(1);

  /** A Friday afternoon at four, where Anna works from nine to five. */
  private static final Instant FRIDAY = Instant.parse("2026-06-05T14:00:00Z");

  @TempDir Path home;
  private final List<String> board = new ArrayList<>();

  private House house(String settings) {
    House house = new House(home);
    house.edit("config/people.yaml", "hours: always", "hours: {mon-fri: \"09:00-17:00\"}");
    house.edit(
        "config/policies.yaml",
        "ladders:\n",
        """
        ladders:
          clock:
            rungs: [{tell: owner}, {tell: backup, after: 2h}]
            around-the-clock: true
            promise-at-most: 1d
            remind-every: 4h
            retry-for: 24h
        """);
    house.edit(
        "config/policies.yaml",
        "normal: {minor: usual, major: usual, critical: usual}",
        "normal: {minor: usual, major: usual, critical: clock}");
    house.environment.put("BOARD", house.site.url() + "/board.json");
    house.with(
        House.touchpoint(
            "board",
            "checks:",
            "  reviews:",
            "    source:",
            "      json:",
            "        url: ${env:BOARD}",
            "        fields: {reply: reply, reply-at: replied, reply-state: state}",
            "    every: 30m",
            settings));
    shows(house);
    house.clock.moveTo(FRIDAY.minus(Duration.ofMinutes(45)));
    house.opens().passes(Duration.ofMinutes(45));
    assertThat(house.heard()).isEmpty();
    return house;
  }

  private void shows(House house) {
    house.site.answers("/board.json", 200, board.toString(), Map.of());
  }

  private void writes(House house, String id, int stars, String text, String more) {
    board.removeIf(review -> review.contains("\"id\": \"" + id + "\""));
    String review =
        "{\"id\": \"%s\", \"stars\": %d, \"at\": \"%s\", \"text\": \"%s\"%s}"
            .formatted(id, stars, FRIDAY, text, more);
    board.add(review);
    shows(house);
  }

  private static void passesUntil(House house, String moment) {
    house.passes(Duration.between(house.clock.instant(), Instant.parse(moment)));
  }

  private static String mail(House house, String person) {
    return House.text(house.lastMailTo(person).orElseThrow());
  }

  private static Reason ending(House house) {
    return house.running().ledger().read(view -> view.incidentsOf("board", 10)).stream()
        .map(incident -> incident.standing())
        .filter(Standing.Resolved.class::isInstance)
        .map(standing -> ((Standing.Resolved) standing).because())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void ownerIsRemindedAtHalfTimeAndToldAtTheEndAndThenTheBackupOverAWeekend() {
    try (House house = house("")) {
      writes(house, "1", 1, "Three weeks and no tea", "");
      passesUntil(house, "2026-06-08T09:59:00Z");
      assertThat(house.heard()).as("nobody works at the weekend, and half is not over").isEmpty();

      passesUntil(house, "2026-06-08T10:35:00Z");
      assertThat(house.whoHeard()).containsExactly("anna");
      assertThat(mail(house, "anna"))
          .contains("A review with 1 star waits for an answer")
          .contains("There is time until")
          .contains("Three weeks and no tea");

      passesUntil(house, "2026-06-08T13:55:00Z");
      assertThat(house.heard()).as("there is time").isEmpty();
      passesUntil(house, "2026-06-08T14:35:00Z");
      assertThat(house.whoHeard()).containsExactly("anna");
      assertThat(mail(house, "anna")).contains("A review with 1 star is without an answer");
      assertThat(House.subject(house.lastMailTo("anna").orElseThrow())).startsWith("Late: ");

      passesUntil(house, "2026-06-09T08:50:00Z");
      assertThat(house.whoHeard()).containsExactly("ben");

      writes(house, "1", 1, "Three weeks and no tea", ", \"reply\": \"Sorry\"");
      house.passes(Duration.ofMinutes(31));
      assertThat(house.whoHeard()).containsExactlyInAnyOrder("anna", "ben");
      assertThat(mail(house, "ben")).contains("It waited from");
      assertThat(house.open()).isEmpty();
      assertThat(ending(house)).isEqualTo(Reason.RECOVERED);
    }
  }

  @Test
  void takingItDoesNotEndItAndTheEndOfTheTimeEndsTheTaking() {
    try (House house = house("    answer-within: {bad: 1h}")) {
      writes(house, "1", 2, "Cold", "");
      house.passes(Duration.ofMinutes(40));
      assertThat(house.whoHeard()).containsExactly("anna");
      house.takes("anna", HOUR.multipliedBy(3));
      house.settles();
      assertThat(house.open()).singleElement().satisfies(i -> assertThat(i.taken()).isPresent());

      house.passes(Duration.ofMinutes(30));
      assertThat(house.open())
          .singleElement()
          .satisfies(i -> assertThat(i.taken()).as("it is late now").isEmpty());
      assertThat(house.history("board")).contains(Event.Type.TAKEN, Event.Type.UNTAKEN);
      passesUntil(house, "2026-06-08T07:10:00Z");
      assertThat(mail(house, "anna")).contains("A review with 2 stars is without an answer");
    }
  }

  @Test
  void answerThatWasRejectedIsNone() {
    try (House house = house("    answer-within: {bad: 4h}")) {
      String rejected = ", \"reply\": \"Sorry\", \"state\": \"rejected\"";
      writes(house, "1", 1, "Cold", rejected);
      passesUntil(house, "2026-06-08T07:40:00Z");
      assertThat(mail(house, "anna"))
          .contains("A review with 1 star has an answer that nobody can read");
      assertThat(house.open()).hasSize(1);
      writes(house, "1", 1, "Cold", rejected.replace("rejected", "published"));
      house.passes(Duration.ofMinutes(31));
      assertThat(house.open()).isEmpty();
    }
  }

  @Test
  void eachReviewHasAnIncidentOfItsOwnAndOneThatVanishedWasNotAnswered() {
    try (House house = house("    answer-within: {bad: 1h}")) {
      writes(house, "1", 1, "Cold", "");
      writes(house, "2", 1, "Wet", "");
      house.passes(HOUR.multipliedBy(2));
      assertThat(house.open()).hasSize(2);
      board.remove(0);
      // the list goes on below it: it was not pushed off
      board.add("{\"id\": \"0\", \"at\": \"2026-05-01\", \"reply\": \"Thanks\"}");
      shows(house);
      house.passes(Duration.ofMinutes(31));
      assertThat(house.open()).hasSize(1);
      assertThat(ending(house)).isEqualTo(Reason.VANISHED);
      passesUntil(house, "2026-06-08T07:40:00Z");
      assertThat(house.newMail().stream().map(House::text).toList().toString())
          .contains("is not there any more");
    }
  }

  @Test
  void wordOfALawyerIsHeardAtNight() {
    try (House house = house("")) {
      writes(house, "1", 5, "You will hear from my lawyer", "");
      passesUntil(house, "2026-06-05T18:40:00Z");
      assertThat(mail(house, "anna")).contains("that says “lawyer”");
      assertThat(house.open().get(0).severity().name()).isEqualTo("CRITICAL");
    }
  }

  @Test
  void boardThatCannotBeReadMakesNobodyLate() {
    try (House house = house("    answer-within: {bad: 10h}")) {
      writes(house, "1", 1, "Cold", "");
      house.passes(HOUR.multipliedBy(3));
      house.site.breaks("/board.json");
      house.passes(HOUR.multipliedBy(30));
      assertThat(house.open()).noneMatch(incident -> incident.subject().equals("json/1"));
      house.site.isMended("/board.json");
      shows(house);
      house.passes(HOUR);
      assertThat(house.open()).noneMatch(incident -> incident.subject().equals("json/1"));
      house.passes(HOUR.multipliedBy(3));
      assertThat(house.open())
          .filteredOn(incident -> incident.subject().equals("json/1"))
          .singleElement()
          .satisfies(incident -> assertThat(incident.hasTime(house.clock.instant())).isTrue());
    }
  }
}
