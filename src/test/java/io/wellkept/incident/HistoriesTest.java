package io.wellkept.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.touchpoint.Absence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds in every history, tried on thousands of random ones; a failure names its seed. */
final class HistoriesTest {
  private static final int HISTORIES = 2_000;
  private static final int STEPS = 40;
  private static final List<String> EVERYBODY = List.of("anna", "ben", "carla", "dora");
  private static final List<ZoneId> ZONES =
      List.of(Story.BERLIN, ZoneId.of("America/Santiago"), ZoneId.of("Pacific/Auckland"));
  private static final List<Policy> LADDERS =
      List.of(
          Story.USUAL,
          Story.policy(true, Story.rung("owner", "PT0S"), Story.rung("backup", "PT15M")),
          Story.policy(false, Story.rung("owner", "PT0S")),
          Story.policy(
              false,
              Story.rung("owner", "PT0S"),
              Story.rung("backup", "PT1H"),
              Story.rung("person:dora", "PT1H"),
              Story.rung("team:web", "PT4H"),
              Story.rung("lead", "PT4H")));

  @Test
  void noHistoryBreaksWhatIsPromised() {
    for (int seed = 0; seed < HISTORIES; seed++) {
      History history = new History(seed);
      try {
        history.run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("history " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private static final class History {
    private final Random random;
    private final Story story = new Story();
    private boolean doraWasGone;

    History(long seed) {
      random = new Random(seed);
      for (String id : EVERYBODY) {
        story.persons.put(id, somebody(id));
      }
      story.backups = random.nextBoolean() ? List.of("ben") : List.of("ben", "dora");
      story.policy = pick(LADDERS);
      story.confirm = random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(30);
      if (random.nextInt(4) == 0) {
        story.observedUntil = story.now.plus(Duration.ofDays(1));
      }
    }

    private Person somebody(String id) {
      WorkingHours hours = random.nextInt(3) == 0 ? WorkingHours.ALWAYS : WorkingHours.USUAL;
      LocalDate from = LocalDate.parse("2026-06-01").plusDays(random.nextInt(20));
      Absence away = new Absence(from, from.plusDays(random.nextInt(12)));
      Person person = Story.someone(id, pick(ZONES), hours);
      return random.nextInt(3) == 0 ? person.alsoAway(List.of(away)) : person;
    }

    private <T> T pick(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }

    void run() {
      for (int i = 0; i < STEPS; i++) {
        happens();
        check();
      }
      story.delivering = true;
      story.deaf.clear();
      story.withoutRoad.clear();
      somebodyIsToldWhileItStaysBad();
      check();
      everybodyReachedHearsTheEndOnce();
    }

    private void happens() {
      story.passes(Duration.ofSeconds(1));
      switch (random.nextInt(17)) {
        case 0, 1, 2 -> story.looks(someFinding());
        case 3 -> story.looks(someFinding(), someFinding());
        case 4 -> story.looksFine();
        case 5 -> story.looksInVain();
        case 6, 7, 8 -> story.passes(Duration.ofMinutes(random.nextInt(600)));
        case 9 -> story.passes(Duration.ofDays(random.nextInt(4)));
        case 10 -> toggle(story.deaf);
        case 11 -> toggle(story.withoutRoad);
        case 12 -> story.delivering = !story.delivering;
        case 13 -> planChanges();
        case 14 -> storms();
        default -> somebodyActs();
      }
    }

    /** Many others turned bad, too; every storm has its end. */
    private void storms() {
      if (story.storm != null && story.storm.inForce(story.now)) {
        return;
      }
      Instant from = story.now.minusSeconds(random.nextInt(300));
      Instant until = story.now.plusSeconds(random.nextInt(900));
      Instant critical = story.now.plusSeconds(300);
      story.storm = new Storm("s", "wellkept", from, until, story.now, critical, 40, 40);
    }

    private Finding someFinding() {
      String code = pick(List.of("page.status", "page.slow", "page.title"));
      return Story.finding(code, pick(List.of(Severity.values())));
    }

    private void toggle(Set<String> whom) {
      String id = pick(EVERYBODY);
      if (!whom.remove(id)) {
        whom.add(id);
      }
    }

    private void planChanges() {
      switch (random.nextInt(3)) {
        case 0 -> story.policy = pick(LADDERS);
        case 1 -> {
          story.persons.remove("dora");
          doraWasGone = true;
        }
        default -> story.persons.put("dora", somebody("dora"));
      }
    }

    private void somebodyActs() {
      if (story.incidents.isEmpty()) {
        return;
      }
      Incident incident = story.incident();
      String person = pick(EVERYBODY);
      var until = story.now.plus(Duration.ofHours(1 + random.nextInt(100)));
      switch (random.nextInt(5)) {
        case 0 -> story.acts(Acts.giveBack(incident, person, "api", story.now));
        case 1 -> story.acts(Acts.snooze(incident, person, until, story.policy, story.now));
        case 2 -> story.acts(Acts.snooze(incident, person, story.now, story.policy, story.now));
        default ->
            story.acts(Acts.take(incident, person, until, "", "api", story.policy, story.now));
      }
    }

    private void check() {
      assertThat(story.decided).extracting(Notice::id).doesNotHaveDuplicates();
      whatAStormHoldsHasAnEnd();
      for (Incident incident : story.incidents.values()) {
        nothingIsForgotten(incident);
        nobodyIsAskedTwice(incident);
      }
    }

    private void nothingIsForgotten(Incident incident) {
      boolean onItsWay = incident.told().stream().anyMatch(Told::pending);
      boolean waitsForALook = incident.resolved() || incident.fineSince() != null;
      assertThat(incident.wakeAt() != null || onItsWay || waitsForALook)
          .as("nothing will ever wake %s", incident)
          .isTrue();
    }

    private void whatAStormHoldsHasAnEnd() {
      Escalation.Decision decision = story.decision;
      if (decision != null && decision.why() == Reason.STORM) {
        assertThat(decision.notices()).isEmpty();
        assertThat(decision.next().wakeAt()).isNotNull().isBeforeOrEqualTo(story.storm.until());
      }
    }

    private void nobodyIsAskedTwice(Incident incident) {
      List<Told> asked = incident.told().stream().filter(t -> t.kind().asksToAct()).toList();
      assertThat(asked.stream().filter(Told::pending).map(Told::person).toList())
          .as("two on their way to one person, of %s", asked)
          .doesNotHaveDuplicates();
      assertThat(
              asked.stream()
                  .filter(Told::sent)
                  .filter(t -> t.kind() == NoticeKind.OPENED || t.kind().goesAsList())
                  .map(Told::person)
                  .toList())
          .as("told for the first time twice, of %s", asked)
          .doesNotHaveDuplicates();
      assertThat(
              asked.stream()
                  .filter(Told::sent)
                  .map(t -> t.person() + " on rung " + t.rung() + " " + t.decidedAt())
                  .toList())
          .as("asked twice on a rung at one moment, of %s", asked)
          .doesNotHaveDuplicates();
    }

    private void somebodyIsToldWhileItStaysBad() {
      Finding same = Story.finding("page.status", Severity.MAJOR);
      story.looks(same).passes(Duration.ofSeconds(30)).looks(same);
      story.passes(Duration.ofDays(30)).looks(same).passes(Duration.ofDays(3));
      assertThat(story.incidents.values().stream().filter(i -> !i.resolved()))
          .as("nobody was told, because %s", story.decision.why())
          .isNotEmpty()
          .allMatch(i -> i.told().stream().anyMatch(t -> t.sent() && t.kind().asksToAct()));
    }

    private void everybodyReachedHearsTheEndOnce() {
      story.isMended().passes(Duration.ofDays(30));
      for (Incident incident : story.incidents.values()) {
        assertThat(incident.resolved()).isTrue();
        List<String> heard =
            incident.told().stream()
                .filter(t -> t.kind() == NoticeKind.RESOLVED)
                .filter(t -> t.outcome() == Told.Outcome.SENT || t.outcome() == Told.Outcome.FAILED)
                .map(Told::person)
                .toList();
        assertThat(heard).doesNotHaveDuplicates();
        Set<String> reached = new HashSet<>(incident.reached());
        if (doraWasGone) {
          // whoever was not there at the end did not hear of it
          reached.remove("dora");
        }
        assertThat(reached)
            .as("told, and not that it is over: %s", incident.told())
            .isSubsetOf(heard);
      }
    }
  }
}
