package io.wellkept.ledger;

import io.wellkept.incident.Audience;
import io.wellkept.incident.CheckState;
import io.wellkept.incident.Event;
import io.wellkept.incident.HandOver;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Notice;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Rhythm;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Storm;
import io.wellkept.incident.Suspicion;
import io.wellkept.incident.Swings;
import io.wellkept.incident.Tally;
import io.wellkept.incident.Told;
import io.wellkept.incident.Window;
import io.wellkept.touchpoint.Absence;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records as the daemon makes them, every field filled. */
final class Samples {
  static final Instant NOON = Instant.parse("2026-06-01T12:00:00.123Z");
  static final CheckId LANDING = new CheckId("landing", "page");
  static final CheckId OFFER = new CheckId("offer", "page");

  private Samples() {}

  /** What most rows look like: a page that is fine. */
  static CheckState healthy(CheckId check) {
    return new CheckState(
        check,
        NOON.minusSeconds(86_400),
        NOON,
        NOON,
        null,
        null,
        List.of(),
        List.of(new Measurement(Measurement.LATENCY, 0.0427), new Measurement("size_bytes", 28113)),
        Map.of(),
        new Memory(1, Map.of("certificate-until", "1798761600000")),
        new Tally(NOON.minusMillis(123), 60, 0, 0, classes(17, 60)),
        Map.of());
  }

  static CheckState full(CheckId check) {
    return new CheckState(
        check,
        NOON.minusSeconds(86_400),
        NOON,
        NOON.minusSeconds(60),
        NOON,
        new Fault.Blocked("cf-challenge"),
        List.of(finding()),
        List.of(new Measurement(Measurement.LATENCY, 1.5)),
        Map.of("", new Suspicion(NOON, List.of(finding()))),
        new Memory(3, Map.of("reviews", "a,b", "empty", "")),
        new Tally(NOON.minusMillis(123), 3, 2, 1, classes(3, 2)),
        Map.of(
            "",
            new Swings(
                List.of(
                    new Swings.Swing(NOON.minusSeconds(600), NOON.minusSeconds(300), false),
                    new Swings.Swing(NOON, null, true)))));
  }

  /** Looks of one class of latency. */
  static List<Integer> classes(int index, int looks) {
    List<Integer> classes = new ArrayList<>(Collections.nCopies(index, 0));
    classes.add(looks);
    return classes;
  }

  static Finding finding() {
    return Finding.of(
            "page.text",
            Severity.MAJOR,
            Condition.BROKEN,
            "\"Add to basket\" is not on the page; für 5 € ☂",
            NOON.minusSeconds(30))
        .with("expected", "Add to basket");
  }

  static Incident incident(String id, CheckId check, @Nullable Instant wakeAt) {
    return new Incident(
        id,
        check,
        Finding.WHOLE,
        Audience.OWNERS,
        NOON.minusSeconds(30),
        NOON,
        List.of(finding()),
        Map.of("page.text", Severity.MAJOR, "page.slow", Severity.MINOR),
        NOON,
        NOON,
        NOON.plusSeconds(1),
        new Standing.Open(),
        NOON.plusSeconds(3_600),
        1,
        List.of(
            new Told(
                "n1",
                NoticeKind.OPENED,
                "anna",
                0,
                NOON,
                NOON,
                Told.Outcome.SENT,
                Reason.FIRST_TOLD),
            new Told("n2", NoticeKind.REMINDER, "ben", 1, NOON, null, null, Reason.REMINDER)),
        wakeAt,
        new Rhythm(
            NOON.minusSeconds(600),
            4,
            Duration.ofMinutes(10),
            Duration.ofMinutes(12),
            Duration.ofMinutes(5),
            false),
        3,
        new HandOver("anna", "ben", NOON, "you know the form"));
  }

  static Incident standing(Incident of, Standing standing) {
    return new Incident(
        of.id(),
        of.check(),
        of.subject(),
        of.audience(),
        of.since(),
        of.openedAt(),
        of.findings(),
        of.seen(),
        of.newsAt(),
        of.lastBadAt(),
        of.fineSince(),
        standing,
        of.snoozedUntil(),
        of.rung(),
        of.told(),
        standing instanceof Standing.Resolved ? null : of.wakeAt(),
        of.unsteady(),
        of.untold(),
        of.handOver());
  }

  static Incident resolved(String id, CheckId check, Instant at) {
    return standing(incident(id, check, null), new Standing.Resolved(at, Reason.RECOVERED));
  }

  static Posting posting(String notice, String incident, String person, Instant dueAt) {
    return Posting.of(
        new Notice(notice, incident, NoticeKind.OPENED, person, 0, NOON, dueAt, Reason.FIRST_TOLD),
        0,
        "mail",
        dueAt);
  }

  static Event event(Instant at, Event.Type type, @Nullable CheckId check, String text) {
    return new Event(at, type, check, check == null ? null : "i1", "anna", Reason.CONFIRMED, text);
  }

  static final List<Fault> FAULTS =
      List.of(
          new Fault.Blocked("a"),
          new Fault.OwnNetwork("b"),
          new Fault.NetworkClosed(3, NOON),
          new Fault.Forbidden("c"),
          new Fault.Crowded("d"),
          new Fault.Throttled("e"),
          new Fault.NoAccess("f", "g"),
          new Fault.NotConfigured("m", "n"),
          new Fault.ToolFailed("o", "p"),
          new Fault.ToolBusy("q", "r"),
          new Fault.CutOff("i"),
          new Fault.NoLeave("l"),
          new Fault.ServiceFails("j", "k"),
          new Fault.OurBug("h"));

  static final List<Standing> STANDINGS =
      List.of(
          new Standing.Open(),
          new Standing.Taken("anna", NOON, NOON.plusSeconds(60), "", "link"),
          new Standing.Resolved(NOON, Reason.RECOVERED));

  static final List<PlanOverride> OVERRIDES =
      List.of(
          new PlanOverride.Mute(
              "m1", "anna", NOON, NOON.plusSeconds(60), LANDING, "page.text", "known"),
          new PlanOverride.Away(
              "a1",
              "anna",
              NOON,
              NOON.plusSeconds(90),
              "anna",
              new Absence(LocalDate.of(2026, 12, 24), LocalDate.of(2027, 1, 2))),
          new PlanOverride.LinksVoid("v1", "anna", NOON, null, "anna"),
          new PlanOverride.Holidays(
              "y1", "wellkept", NOON, null, "bavaria", List.of(LocalDate.of(2026, 12, 25))),
          new PlanOverride.Offer(
              "o1", "anna", NOON, NOON.plusSeconds(90), "landing", "anna", "ben", "new team"),
          new PlanOverride.Maintenance(
              "w1",
              "anna",
              NOON,
              NOON.plusSeconds(90),
              new Window.Scope(
                  List.of("landing"), List.of("shop"), List.of("buy"), List.of("website")),
              "sun 02:00-04:00",
              ZoneId.of("Europe/Berlin"),
              "new servers",
              true,
              "ben"),
          new PlanOverride.HandedOver("h1", "anna", NOON, null, "landing", "anna", "ben"),
          new Storm(
              "s1",
              "wellkept",
              NOON,
              NOON.plusSeconds(900),
              NOON.plusSeconds(20),
              NOON.plusSeconds(300),
              40,
              12));

  static final List<Posting.Ending> ENDINGS =
      List.of(
          new Posting.Ending.Sent("<id@host>"),
          new Posting.Ending.Withdrawn(Reason.RECOVERED),
          new Posting.Ending.Rerouted(Reason.REFUSED, "550 no such user"));
}
