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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A random history of a host, a page on it and a form on the page, with people who act, go away and
 * cannot be reached, plans that change, processes that restart and clocks that are set back.
 */
final class History {
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

  private final Story host = new Story();
  private final Story page = host.another("page").dependsOn(host);
  private final Story form = host.another("form").dependsOn(page);
  private final List<Story> all = List.of(host, page, form);
  private final Set<String> mayMissTheEnd = new HashSet<>();
  private final List<String> done = new ArrayList<>();
  private final Map<String, Integer> decidedBefore = new HashMap<>();
  private Random random;

  History(long seed) {
    random = new Random(seed);
    for (String id : EVERYBODY) {
      Person person = somebody(id);
      all.forEach(story -> story.persons.put(id, person));
    }
    for (Story story : all) {
      story.backups = random.nextBoolean() ? List.of("ben") : List.of("ben", "dora");
      story.policy = pick(LADDERS);
      story.concerned = random.nextBoolean() ? List.of("dora") : List.of();
      story.every = Duration.ofHours(1);
      story.confirm = random.nextInt(3) == 0 ? Duration.ZERO : Duration.ofSeconds(30);
      if (random.nextInt(4) == 0) {
        story.observe = Duration.ofDays(1);
        story.observedUntil = story.now.plus(story.observe);
      }
    }
  }

  /** What happened, for whoever must understand a failure. */
  List<String> done() {
    return done;
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

  void run(List<Long> steps) {
    for (long step : steps) {
      random = new Random(step);
      happens();
      all.forEach(this::check);
    }
    random = new Random(steps.size());
    everythingWorksAgain();
    somebodyIsToldWhileItStaysBad();
    all.forEach(this::check);
    everybodyReachedHearsTheEndOnce();
  }

  private void happens() {
    host.passes(Duration.ofSeconds(1));
    Story story = pick(all);
    switch (random.nextInt(24)) {
      case 0, 1, 2, 3 -> say(story, "is looked at and bad", s -> looks(s, 1));
      case 4 -> say(story, "is looked at and bad twice over", s -> looks(s, 2));
      case 5, 6 -> say(story, "is looked at and fine", s -> looks(s, 0));
      case 7 -> say(story, "cannot be looked at", Story::looksInVain);
      case 8, 9 -> say(story, "flaps", this::flaps);
      case 10, 11 -> time(Duration.ofMinutes(random.nextInt(600)));
      case 12 -> time(Duration.ofDays(random.nextInt(4)));
      case 13 -> somebodyIs("deaf or not", s -> s.deaf);
      case 14 -> somebodyIs("without a road or not", s -> s.withoutRoad);
      case 15 -> say(story, "has messages stopped or not", s -> s.delivering = !s.delivering);
      case 16, 17 -> planChanges(story);
      case 18 -> {
        done.add("a restart");
        host.restarts();
      }
      case 19 -> {
        Duration by = Duration.ofMinutes(random.nextInt(300));
        done.add("the clock goes back by " + by);
        host.clockGoesBack(by);
      }
      case 20 -> storms();
      case 21 -> {
        Duration span = Duration.ofMinutes(1 + random.nextInt(600));
        say(story, "is maintained for " + span, s -> s.isMaintainedFor(span));
      }
      default -> say(story, "is acted upon", this::somebodyActs);
    }
  }

  /** Many others turned bad, too; every storm has its end. */
  private void storms() {
    if (host.storm != null && host.now.isBefore(host.storm.until())) {
      return;
    }
    Instant from = host.now.minusSeconds(random.nextInt(300));
    Instant until = host.now.plusSeconds(random.nextInt(900));
    Instant critical = host.now.plusSeconds(300);
    Storm storm = new Storm("s", "wellkept", from, until, host.now, critical, 40, 40);
    done.add(host.now + " a storm until " + until);
    all.forEach(story -> story.storm = storm);
  }

  private void say(Story story, String what, Consumer<Story> happens) {
    done.add(story.now + " " + story.id + " " + what);
    happens.accept(story);
  }

  private void time(Duration span) {
    done.add("time passes " + span);
    host.passes(span);
  }

  /** A look, and most times its second look. */
  private void looks(Story story, int findings) {
    Finding[] found = new Finding[findings];
    for (int i = 0; i < findings; i++) {
      found[i] = someFinding();
    }
    look(story, found);
    Instant again = story.step.lookAgainAt();
    if (again != null && random.nextInt(4) > 0) {
      host.until(again);
      look(story, random.nextInt(5) == 0 ? new Finding[0] : found);
    }
  }

  private void look(Story story, Finding... found) {
    Set<String> before = Set.copyOf(story.incidents.keySet());
    boolean suspected = !story.state.suspicions().isEmpty();
    story.looks(found);
    if (!before.containsAll(story.incidents.keySet())) {
      boolean falseAlarms = story.incident().worst().code().equals(SwingsNow.CODE);
      assertThat(suspected || story.confirm.isZero())
          .as("opened without a second look: %s", story.incident())
          .isTrue();
      assertThat(falseAlarms || found.length > 0).isTrue();
    }
  }

  private void flaps(Story story) {
    for (int i = random.nextInt(6); i >= 0; i--) {
      Finding bad = someFinding();
      look(story, bad);
      host.passes(Duration.ofSeconds(30));
      if (random.nextInt(4) > 0) {
        look(story, bad);
      }
      host.passes(Duration.ofMinutes(1 + random.nextInt(20)));
      look(story);
      host.passes(Duration.ofSeconds(30));
      look(story);
      host.passes(Duration.ofMinutes(1 + random.nextInt(20)));
    }
  }

  private Finding someFinding() {
    String code = pick(List.of("page.status", "page.slow", "page.title"));
    return Story.finding(code, pick(List.of(Severity.values())));
  }

  private void somebodyIs(String what, Function<Story, Set<String>> set) {
    String id = pick(EVERYBODY);
    done.add(id + " is " + what);
    boolean there = set.apply(host).contains(id);
    for (Story story : all) {
      if (there) {
        set.apply(story).remove(id);
      } else {
        set.apply(story).add(id);
      }
    }
  }

  private void planChanges(Story story) {
    switch (random.nextInt(7)) {
      case 0 -> say(story, "has another ladder", s -> s.policy = pick(LADDERS));
      case 1 -> {
        done.add("dora leaves");
        all.forEach(s -> s.persons.remove("dora"));
        mayMissTheEnd.add("dora");
      }
      case 2 -> {
        done.add("dora comes");
        Person dora = somebody("dora");
        all.forEach(s -> s.persons.put("dora", dora));
      }
      case 3 -> say(story, "has another owner", s -> s.owner = pick(List.of("anna", "carla")));
      case 4 -> say(page, "depends on nothing", s -> s.leaves(host));
      case 5 -> say(page, "depends on the host", s -> s.leaves(host).dependsOn(host));
      default -> say(story, "has a finding muted or not", this::mutes);
    }
    host.reloads();
  }

  private void mutes(Story story) {
    String key = pick(List.of("page.status", "unsteady"));
    if (!story.muted.remove(key)) {
      story.muted.add(key);
    }
  }

  private void somebodyActs(Story story) {
    if (story.incidents.isEmpty()) {
      return;
    }
    Incident incident = story.incident();
    String person = pick(EVERYBODY);
    Instant now = story.now;
    Instant until = now.plus(Duration.ofHours(1 + random.nextInt(100)));
    switch (random.nextInt(5)) {
      case 0 -> story.acts(Acts.giveBack(incident, person, "api", now));
      case 1 -> story.acts(Acts.snooze(incident, person, until, story.policy, now));
      case 2 -> story.acts(Acts.snooze(incident, person, now, story.policy, now));
      default -> story.acts(Acts.take(incident, person, until, "", "api", story.policy, now));
    }
  }

  private static void whatAStormHoldsHasAnEnd(Story story) {
    Escalation.Decision decision = story.decision;
    if (decision != null && decision.why() == Reason.STORM) {
      assertThat(decision.notices()).isEmpty();
      assertThat(decision.next().wakeAt()).isNotNull().isBeforeOrEqualTo(story.storm.until());
    }
  }

  private void nobodyIsCalledUnderMaintenance(Story story) {
    int before = decidedBefore.getOrDefault(story.id, 0);
    Pauses windows = new Pauses(story.windows);
    story.decided.stream()
        .skip(before)
        .filter(notice -> notice.kind().tellsOfFault())
        .forEach(notice ->
            assertThat(windows.at(notice.decidedAt())).as("told while: %s", notice).isEmpty());
    decidedBefore.put(story.id, story.decided.size());
  }

  private void check(Story story) {
    nobodyIsCalledUnderMaintenance(story);
    everyNoticeEndsOnce(story);
    whatAStormHoldsHasAnEnd(story);
    story.incidents.values().forEach(incident -> nothingIsForgotten(story, incident));
    story.incidents.values().forEach(History::nobodyIsAskedTwice);
    nobodyHearsOfTheSameTwiceInARow(story);
  }

  private static void everyNoticeEndsOnce(Story story) {
    Set<String> decided = new HashSet<>();
    story.decided.forEach(
        notice -> assertThat(decided.add(notice.id())).as("decided twice: %s", notice).isTrue());
    Set<String> accounted = new HashSet<>(story.ended.keySet());
    story.outbox.forEach(
        notice -> assertThat(accounted.add(notice.id())).as("ended, and waits").isTrue());
    assertThat(accounted.equals(decided)).as("every decided notice waits or ended").isTrue();
  }

  private static void nothingIsForgotten(Story story, Incident incident) {
    boolean onItsWay =
        story.outbox.stream().anyMatch(notice -> notice.incident().equals(incident.id()));
    assertThat(incident.wakeAt() != null || onItsWay || incident.resolved())
        .as("nothing will ever wake %s", incident)
        .isTrue();
    assertThat(incident.told()).as("grows without bound").hasSizeLessThan(150);
  }

  private static void nobodyIsAskedTwice(Incident incident) {
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

  /** Between two that open there is the decision to tell the end of the first. */
  private void nobodyHearsOfTheSameTwiceInARow(Story story) {
    Set<String> ends = new HashSet<>();
    story.decided.stream()
        .filter(notice -> notice.kind() == NoticeKind.RESOLVED)
        .forEach(notice -> ends.add(notice.person() + notice.incident()));
    Map<String, String> last = new HashMap<>();
    for (Story.Sent sent : story.sent) {
      Notice notice = sent.notice();
      Incident about = story.incidents.get(notice.incident());
      if (notice.kind() != NoticeKind.OPENED || about.audience() == Audience.OPERATORS) {
        continue;
      }
      String person = notice.person();
      String before = last.put(person, notice.incident());
      assertThat(before == null || mayMissTheEnd.contains(person) || ends.contains(person + before))
          .as("%s opens again before the end of %s", notice, before)
          .isTrue();
    }
  }

  private void everythingWorksAgain() {
    for (Story story : all) {
      story.delivering = true;
      story.deaf.clear();
      story.withoutRoad.clear();
      story.muted.clear();
    }
    host.reloads();
    host.lives(Duration.ofDays(3), now -> false);
    assertThat(host.incidents.values()).allMatch(Incident::resolved);
  }

  /** The host is fine by now, so nothing explains the fault of the page. */
  private void somebodyIsToldWhileItStaysBad() {
    page.lives(Duration.ofDays(14), now -> true);
    assertThat(page.incidents.values().stream().filter(i -> !i.resolved()))
        .as("nobody was told, because %s", page.decision == null ? "?" : page.decision.why())
        .isNotEmpty()
        .allMatch(i -> i.told().stream().anyMatch(t -> t.sent() && t.kind().asksToAct()));
  }

  private void everybodyReachedHearsTheEndOnce() {
    for (Story story : all) {
      story.lives(Duration.ofDays(2), now -> false);
    }
    host.passes(Duration.ofDays(30));
    for (Story story : all) {
      story.incidents.values().forEach(this::everybodyReachedHeardTheEndOnce);
      assertThat(story.outbox).isEmpty();
    }
  }

  private void everybodyReachedHeardTheEndOnce(Incident incident) {
    assertThat(incident.resolved()).as("still open: %s", incident).isTrue();
    List<String> heard =
        incident.told().stream()
            .filter(t -> t.kind() == NoticeKind.RESOLVED)
            .filter(t -> t.outcome() == Told.Outcome.SENT || t.outcome() == Told.Outcome.FAILED)
            .map(Told::person)
            .toList();
    assertThat(heard).doesNotHaveDuplicates();
    assertThat(
            incident.told().stream()
                .filter(t -> t.kind() == NoticeKind.INFORMED && t.sent())
                .map(Told::person))
        .as("informed of it")
        .doesNotHaveDuplicates();
    Set<String> reached = new HashSet<>(incident.heard());
    // whoever was not there at the end did not hear of it
    reached.removeAll(mayMissTheEnd);
    assertThat(reached).as("told, and not that it is over: %s", incident.told()).isSubsetOf(heard);
  }
}
