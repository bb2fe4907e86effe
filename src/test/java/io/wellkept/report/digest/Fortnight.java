package io.wellkept.report.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Audience;
import io.wellkept.incident.CheckState;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Notice;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Tally;
import io.wellkept.incident.Window;
import io.wellkept.incident.Windows;
import io.wellkept.ledger.Initiative;
import io.wellkept.ledger.Initiative.Direction;
import io.wellkept.ledger.Initiative.Measure;
import io.wellkept.ledger.Initiative.Verdict;
import io.wellkept.ledger.Initiative.Word;
import io.wellkept.ledger.Ledger;
import io.wellkept.report.Maintained;
import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.DigestReading.House;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Journey.Place;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.touchpoint.Voice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two weeks of eight touchpoints with everything that can happen to them, thrown by dice that
 * always fall the same. All that begins or ends does so at a whole minute, maintenance and time in
 * which nobody listened at a whole hour: so both can be counted.
 */
final class Fortnight {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  static final Period WEEK = Periods.week("2026-W24", BERLIN).orElseThrow();
  static final Instant BEFORE = WEEK.from().minus(Duration.ofDays(7));

  /** Has a second check, which sees half of the time. */
  static final String TWICE = Shop.TWICE;

  private static final LocalDate LAST_DAY = LocalDate.of(2026, 6, 10);
  private static final int HOURS = 14 * 24;

  static final List<Touchpoint> TOUCHPOINTS =
      List.of(
          touchpoint(0, "anna", "ben"),
          touchpoint(1, "nobody", "ben"),
          touchpoint(2, "gone", "ben"),
          touchpoint(3, "anna", "gone"),
          touchpoint(4, "dora", "ben"),
          touchpoint(5, "emil", "ben"),
          touchpoint(6, "anna", "ben"),
          touchpoint(7, "frank", "ben"));

  private static final Window.Once STILL =
      new Window.Once(inTheWeek(150), WEEK.until().plus(Duration.ofDays(1)));
  private static final Windows WINDOWS =
      new Windows(List.of(new Window("w", null, Window.Scope.of("t3"), STILL, "work", false)));

  static final People PEOPLE =
      People.of(
          Stream.concat(
                  Stream.of("anna", "ben", "dora", "emil", "frank").map(Shop::person),
                  Stream.of(Shop.person("gone").leaving(LAST_DAY)))
              .toList(),
          List.of());

  /** One more stage than there are touchpoints for, and places that have none. */
  private static final Journey JOURNEY =
      new Journey(
          Stream.of("s0", "s1", "s2", "s3").map(id -> new Place(id, "The " + id)).toList(),
          Stream.of("web", "shop").map(id -> new Place(id, "The " + id)).toList(),
          List.of());

  private final Random dice = new Random(47);
  private final Ledger.Work work;

  private Fortnight(Ledger.Work work) {
    this.work = work;
  }

  private static Touchpoint touchpoint(int number, String owner, String backup) {
    Importance importance = Importance.values()[number % 3];
    String channel = number < 6 ? "web" : "shop";
    return Shop.touchpoint("t" + number, importance, owner, backup, "s" + number % 3, channel);
  }

  /**
   * @param silentSince since when nobody listens; null if somebody does
   */
  static House house(Ledger.View view, @Nullable Instant silentSince) {
    return new House(
        TOUCHPOINTS,
        PEOPLE,
        JOURNEY,
        Duration.ofHours(25),
        Duration.ofHours(1),
        silentSince,
        Maintained.within(view, WINDOWS, BEFORE, WEEK.until())::of,
        touchpoints -> Trying.tried(view, touchpoints, PEOPLE, WINDOWS, WEEK));
  }

  static void fill(Ledger.Work work) {
    new Fortnight(work).fill();
  }

  private void fill() {
    TOUCHPOINTS.stream()
        .flatMap(one -> one.checks().stream())
        .forEach(check -> work.bear(CheckState.born(check.id(), BEFORE), WEEK.until()));
    for (int hour = 0; hour < HOURS; hour++) {
      hour(BEFORE.plus(Duration.ofHours(hour)));
    }
    for (int number = 0; number < 60; number++) {
      incident(number);
    }
    for (int number = 0; number < 80; number++) {
      voice(number);
    }
    for (int number = 0; number < 50; number++) {
      notice(number);
    }
    work.deaf(inTheWeek(30), inTheWeek(33));
    work.deaf(BEFORE.plus(Duration.ofHours(3)), BEFORE.plus(Duration.ofHours(4)));
    maintained();
    oneAdWithTwoFaults();
    whoAnswers();
    enoughVoices();
    initiatives();
  }

  private static Instant inTheWeek(int hours) {
    return WEEK.from().plus(Duration.ofHours(hours));
  }

  private void hour(Instant hour) {
    for (var touchpoint : TOUCHPOINTS) {
      CheckId check = touchpoint.checks().getFirst().id();
      boolean never = touchpoint.id().equals("t7");
      boolean seldom = touchpoint.id().equals("t6");
      int blind = never ? 12 : dice.nextInt(seldom ? 13 : 8);
      work.addRollup(check, new Tally(hour, 12, dice.nextInt(3), blind, List.of()));
      if (touchpoint.id().equals(TWICE)) {
        int unseen = hour.isBefore(WEEK.until().minus(Duration.ofHours(5))) ? 0 : 12;
        int half = hour.toEpochMilli() / 3_600_000 % 2 == 0 ? 12 : unseen;
        CheckId journey = new CheckId(touchpoint.id(), "journey");
        work.addRollup(journey, new Tally(hour, 12, 0, half, List.of()));
      }
      if (touchpoint.id().equals("t1") || touchpoint.id().equals("t2")) {
        work.addFigure(check, "spend_per_week_eur", hour, 500 + dice.nextInt(1000));
      }
      if (touchpoint.id().equals("t3")) {
        work.addFigure(check, "spend_per_week_usd", hour, 300);
      }
      if (touchpoint.id().equals("t0")) {
        work.addFigure(check, "spend_per_week_eur", hour, 400);
      }
      if (touchpoint.id().equals("t4")) {
        work.addFigure(check, "value", hour, hour.toEpochMilli() / 3_600_000 % 50);
      }
    }
  }

  /** Whole minutes: what is counted by minutes is counted exactly. */
  private Instant moment(int first, int hours) {
    return BEFORE.plus(Duration.ofMinutes(60L * first + dice.nextInt(60 * hours)));
  }

  private void incident(int number) {
    String touchpoint = "t" + dice.nextInt(8);
    CheckId check = new CheckId(touchpoint, "page");
    Instant opened = moment(0, HOURS - 2);
    Instant since = opened.minus(Duration.ofMinutes(dice.nextInt(300)));
    boolean over = dice.nextInt(10) < 8;
    Instant resolved = opened.plus(Duration.ofMinutes(30 + dice.nextInt(5000)));
    boolean ad = number % 6 == 0;
    Condition condition = ad ? Condition.STALE : Condition.values()[2 + dice.nextInt(5)];
    Finding finding =
        Finding.of(
            ad ? "ad.after-end" : "page.text",
            Severity.MAJOR,
            condition,
            "what is wrong number " + number,
            since);
    finding = ad ? finding.with(Evidence.COSTS, (100 + number) + ".00 EUR") : finding;
    finding = dice.nextInt(4) == 0 ? finding.due(since.plus(Duration.ofMinutes(100))) : finding;
    @Nullable Instant fine = over && dice.nextBoolean() ? resolved.minusSeconds(600) : null;
    Reason because = dice.nextInt(5) == 0 ? Reason.NO_LONGER_LIVE : Reason.RECOVERED;
    Standing standing = over ? new Standing.Resolved(resolved, because) : new Standing.Open();
    String id = "i" + (100 + number);
    work.save(incident(id, check, id, Audience.OWNERS, since, opened, finding, fine, standing));
    acts(check, id, opened, over ? resolved : null, because);
  }

  private static Incident incident(
      String id,
      CheckId check,
      String subject,
      Audience audience,
      Instant since,
      Instant opened,
      Finding finding,
      @Nullable Instant fine,
      Standing standing) {
    return new Incident(
        id,
        check,
        subject,
        audience,
        since,
        opened,
        List.of(finding),
        Map.of(finding.code(), finding.severity()),
        opened,
        opened,
        fine,
        standing,
        null,
        0,
        List.of(),
        null,
        null,
        0);
  }

  private void acts(
      CheckId check, String id, Instant opened, @Nullable Instant resolved, Reason because) {
    List<Event.Type> acts = new ArrayList<>();
    switch (dice.nextInt(4)) {
      case 0 -> acts.add(Event.Type.TAKEN);
      case 1 -> acts.addAll(List.of(Event.Type.TAKEN, Event.Type.PROMISE_PASSED));
      case 2 -> acts.addAll(List.of(Event.Type.TAKEN, Event.Type.UNTAKEN));
      default -> {}
    }
    Instant at = opened;
    for (Event.Type act : acts) {
      at = at.plus(Duration.ofMinutes(5));
      work.append(new Event(at, act, check, id, "anna", null, ""));
    }
    if (resolved != null) {
      work.append(new Event(resolved, Event.Type.RESOLVED, check, id, null, because, ""));
    }
  }

  private void voice(int number) {
    CheckId check = new CheckId("t" + dice.nextInt(8), "page");
    Instant said = moment(0, HOURS);
    Voice voice = voice("v" + number, said, Voice.Reply.NONE);
    work.hear(check, List.of(voice), said);
    Instant later = said.plus(Duration.ofMinutes(100 + dice.nextInt(4000)));
    switch (dice.nextInt(5)) {
      case 0 -> {}
      case 1 -> work.hear(check, List.of(voice.gone(later)), later);
      default -> answer(check, "v" + number, said, later);
    }
  }

  private static Voice voice(String id, Instant said, Voice.Reply reply) {
    return Voice.said("google", id, said, reply, "words").due(said.plus(Duration.ofHours(24)));
  }

  private void answer(CheckId check, String id, Instant said, Instant at) {
    work.hear(check, List.of(voice(id, said, Voice.Reply.PUBLISHED).answered(at)), at);
  }

  /** So that there is a median on both sides of what was tried. */
  private void enoughVoices() {
    for (int i = 0; i < 8; i++) {
      Instant said = BEFORE.plus(Duration.ofHours(10 + 40 * i));
      answer(new CheckId("t5", "page"), "w" + i, said, said.plus(Duration.ofHours(5 + i)));
    }
  }

  private void notice(int number) {
    Instant at = moment(7 * 24 - 20, 6 * 24);
    Notice notice =
        new Notice(
            "n" + number, "i1", NoticeKind.OPENED, "p" + number, 0, at, at, Reason.FIRST_TOLD);
    Posting posting = Posting.of(notice, 0, "mail", at);
    work.post(posting);
    if (number % 10 == 9) {
      return;
    }
    work.claimMail(at, at.plusSeconds(60), "mine", 100);
    Posting.Ending ending =
        switch (number % 3) {
          case 0 -> new Posting.Ending.Sent("m" + number);
          case 1 -> new Posting.Ending.Withdrawn(Reason.RECOVERED);
          default -> new Posting.Ending.Rerouted(Reason.REFUSED, "no such box");
        };
    assertThat(work.settle(posting.id(), ending, true, at.plusSeconds(5), "mine")).isTrue();
    if (ending instanceof Posting.Ending.Rerouted && number % 2 == 0) {
      work.post(Posting.of(notice, 1, "slack", WEEK.until().plusSeconds(number)));
    }
  }

  /** Twice within these weeks, and once beyond their end: that one is still in the plan. */
  private void maintained() {
    maintenance(Event.Type.MAINTENANCE_BEGAN, "t4", BEFORE.plus(Duration.ofHours(50)));
    maintenance(Event.Type.MAINTENANCE_ENDED, "t4", BEFORE.plus(Duration.ofHours(60)));
    maintenance(Event.Type.MAINTENANCE_BEGAN, "t2", inTheWeek(40));
    maintenance(Event.Type.MAINTENANCE_ENDED, "t2", inTheWeek(64));
    maintenance(Event.Type.MAINTENANCE_BEGAN, "t3", STILL.from());
  }

  private void maintenance(Event.Type type, String touchpoint, Instant at) {
    work.append(new Event(at, type, Ownership.maintained(touchpoint), null, null, null, "work"));
  }

  /** At a touchpoint that has other ads, too. */
  private void oneAdWithTwoFaults() {
    ad("i900", 24, 40, "100.00 EUR");
    ad("i901", 30, 50, "300.00 EUR");
  }

  private void ad(String id, int from, int until, String costs) {
    Finding finding =
        new Finding(
                "ad.dead-end",
                "ad.dead-end",
                "summer",
                Severity.MAJOR,
                Condition.BROKEN,
                1,
                "the ad of number " + id,
                List.of(),
                inTheWeek(from))
            .with(Evidence.COSTS, costs);
    Standing over = new Standing.Resolved(inTheWeek(until), Reason.RECOVERED);
    CheckId check = new CheckId("t1", "page");
    Instant since = inTheWeek(from);
    work.save(incident(id, check, id, Audience.OWNERS, since, since, finding, null, over));
  }

  /** What stands at the end of the week, what was over before it, and what has time. */
  private void whoAnswers() {
    Instant late = inTheWeek(100);
    Instant later = WEEK.until().plus(Duration.ofDays(2));
    person("p1", Ownership.PEOPLE, "dora", Audience.LEAD, null, null);
    person("p2", Ownership.CONFIRM, "emil", Audience.PERSON, late, null);
    person("p3", Ownership.disowned("t6"), "anna", Audience.LEAD, null, null);
    person("p4", Ownership.CONFIRM, "frank", Audience.PERSON, later, null);
    person("p5", Ownership.PEOPLE, "frank", Audience.LEAD, null, inTheWeek(90));
    person("p6", Ownership.disowned("t7"), "frank", Audience.LEAD, null, inTheWeek(95));
    person("p7", Ownership.AWAY, "anna", Audience.STAND_INS, null, null);
  }

  private void person(
      String id,
      CheckId about,
      String subject,
      Audience audience,
      @Nullable Instant due,
      @Nullable Instant resolved) {
    Instant opened = inTheWeek(20);
    Finding finding =
        Finding.of("owner", Severity.MINOR, Condition.UNKNOWN, "it is said in " + id, opened);
    Standing standing =
        resolved == null ? new Standing.Open() : new Standing.Resolved(resolved, Reason.RECOVERED);
    work.save(
        incident(id, about, subject, audience, opened, opened, finding.due(due), null, standing));
  }

  /** Hours from the week's begin: when it was changed, and when a verdict is wanted. */
  private void initiatives() {
    judged(tried("a-kept", "t2", Measure.CONDITION, -100, 40), Word.KEEP, 70);
    judged(tried("b-past", "t2", Measure.CONDITION, -150, -30), Word.UNDO, -20);
    tried("c-asked", "t4", Measure.CONDITION, -50, 110);
    tried("d-goes-on", "t4", Measure.KPI, 40, 500);
    judged(tried("e-judged-later", "t5", Measure.ANSWER_TIME, 0, 160), Word.ADJUST, 190);
    tried("f-to-come", "t4", Measure.KPI, 170, 500);
    tried("g-new", "t4", Measure.KPI, 156, 500);
  }

  private String tried(String id, String touchpoint, Measure measure, int changed, int until) {
    @Nullable String check = measure.ofOneCheck() ? "page" : null;
    assertThat(
            work.add(
                new Initiative(
                    id,
                    touchpoint,
                    "anna",
                    inTheWeek(changed),
                    inTheWeek(changed),
                    "what was tried in " + id,
                    measure,
                    check,
                    Direction.UP,
                    null,
                    inTheWeek(until),
                    null,
                    null,
                    null)))
        .isTrue();
    return id;
  }

  private void judged(String id, Word word, int at) {
    Verdict verdict = new Verdict(word, inTheWeek(at), "anna", "", 0.5, 0.75);
    assertThat(work.judge(id, verdict)).isTrue();
  }
}
