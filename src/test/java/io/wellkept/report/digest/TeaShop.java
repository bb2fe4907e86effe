package io.wellkept.report.digest;

import static io.wellkept.touchpoint.Condition.BROKEN;
import static io.wellkept.touchpoint.Condition.DEGRADED;
import static io.wellkept.touchpoint.Condition.STALE;
import static io.wellkept.touchpoint.Condition.UNANSWERED;
import static io.wellkept.touchpoint.Importance.HIGH;
import static io.wellkept.touchpoint.Importance.LOW;
import static io.wellkept.touchpoint.Importance.NORMAL;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.ledger.Ledger.Carried;
import io.wellkept.ledger.Said;
import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.Digest.Scope;
import io.wellkept.report.digest.Digest.Tried;
import io.wellkept.report.digest.Digest.Whose;
import io.wellkept.report.digest.Watched.Sight;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Journey.Place;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tea shop whose autumn had its troubles: one list of touchpoints and one of what was wrong, of
 * which every figure of its digest is reckoned as those of a house are.
 */
final class TeaShop {
  private static final Period WEEK = Digests.WEEK;
  private static final Instant BEFORE = WEEK.from().minus(Duration.ofDays(7));
  private static final Instant LONG_AGO = BEFORE.minus(Duration.ofDays(90));
  private static final Duration BLIND_FOR = Duration.ofHours(1);
  private static final Schedule OFTEN = new Schedule(Duration.ofMinutes(5), Duration.ZERO);

  private static final List<Thing> THINGS =
      List.of(
          new Thing("landing-page", "Landing page", "discover", "website", "nora", HIGH),
          new Thing("home", "Home page", "discover", "website", "nora", HIGH),
          new Thing("stories", "Tea stories", "discover", "website", "nora", LOW),
          new Thing("ads-autumn", "Autumn box, search", "discover", "ads", "nora", NORMAL),
          new Thing("ads-gifts", "Gift sets, search", "discover", "ads", "nora", NORMAL),
          new Thing(
              "wall", "Our profile on the tea houses' wall", "discover", "social", "ida", NORMAL),
          new Thing("sign", "Sign above the door", "discover", "store", "tom", LOW),
          new Thing("poster", "Poster in the window", "discover", "store", "carla", LOW),
          new Thing("finder", "Tea finder", "consider", "website", "tom", NORMAL),
          new Thing("green", "Green teas", "consider", "website", "tom", NORMAL),
          new Thing("black", "Black teas", "consider", "website", "tom", NORMAL),
          new Thing("herbs", "Herbal teas", "consider", "website", "tom", NORMAL),
          new Thing("search", "Search in the shop", "consider", "website", "tom", NORMAL),
          new Thing("reviews", "Reviews on the Tea Board", "consider", "reviews", "ida", HIGH),
          new Thing("map", "Reviews on the city map", "consider", "reviews", "ida", NORMAL),
          new Thing("mailbox", "hello@ mailbox", "consider", "email", "ida", NORMAL),
          new Thing("checkout", "Checkout", "buy", "website", "tom", HIGH),
          new Thing("gift-cards", "Gift cards", "buy", "website", "tom", NORMAL),
          new Thing("orders", "Mails about orders", "buy", "email", "tom", NORMAL),
          new Thing("terminal", "Card terminal", "buy", "systems", "tom", NORMAL),
          new Thing("stock-export", "Stock export", "buy", "systems", "tom", NORMAL),
          new Thing("newsletter", "Newsletter sign-up", "stay", "email", "ida", NORMAL),
          new Thing("parcels", "Where is my parcel?", "stay", "systems", "tom", NORMAL));

  private static final List<Fault> FAULTS =
      List.of(
          new Fault(
              "inc-1",
              "landing-page",
              BROKEN,
              "page.text",
              "“Order now” is missing from the page",
              "2026-11-21T09:12:00Z",
              null),
          new Fault(
              "inc-2",
              "reviews",
              UNANSWERED,
              "review.unanswered",
              "a review of two stars waits for an answer since Tuesday",
              "2026-11-18T13:05:00Z",
              null),
          new Fault(
              "inc-3",
              "stock-export",
              STALE,
              "freshness.old",
              "the export is 31 hours old; 24 are allowed",
              "2026-11-17T06:00:00Z",
              "2026-11-19T08:00:00Z"),
          new Fault(
              "inc-4",
              "ads-autumn",
              BROKEN,
              "ad.broken",
              "the ad leads to a page that is not there",
              "2026-11-19T15:00:00Z",
              "2026-11-20T10:00:00Z"),
          new Fault(
              "inc-5",
              "search",
              DEGRADED,
              "page.slow",
              "the page takes 6 seconds to open; 3 are allowed",
              "2026-11-22T06:00:00Z",
              null),
          new Fault(
              "inc-6",
              "checkout",
              DEGRADED,
              "page.slow",
              "the page takes 9 seconds to open; 3 are allowed",
              "2026-11-19T07:00:00Z",
              "2026-11-19T14:30:00Z"),
          // the week before
          new Fault(
              "inc-7",
              "reviews",
              UNANSWERED,
              "review.unanswered",
              "a review of one star waits for an answer",
              "2026-11-09T12:00:00Z",
              "2026-11-14T12:00:00Z"),
          new Fault(
              "inc-8",
              "landing-page",
              BROKEN,
              "page.status",
              "the page answers 500 (server error)",
              "2026-11-12T06:00:00Z",
              "2026-11-13T18:00:00Z"),
          new Fault(
              "inc-9",
              "stock-export",
              STALE,
              "freshness.old",
              "the export is 40 hours old; 24 are allowed",
              "2026-11-09T00:00:00Z",
              "2026-11-14T00:00:00Z"),
          new Fault(
              "inc-10",
              "parcels",
              DEGRADED,
              "page.slow",
              "the page takes 5 seconds to open; 3 are allowed",
              "2026-11-09T23:00:00Z",
              "2026-11-14T23:00:00Z"));

  /** Who took what, and what came of it. */
  private static final List<Event> ACTS =
      List.of(
          act("2026-11-17T08:00:00Z", Event.Type.TAKEN, "inc-3", "tom"),
          act("2026-11-18T16:00:00Z", Event.Type.PROMISE_PASSED, "inc-3", "tom"),
          act("2026-11-18T17:00:00Z", Event.Type.TAKEN, "inc-3", "tom"),
          act("2026-11-19T07:20:00Z", Event.Type.TAKEN, "inc-6", "tom"),
          act("2026-11-19T08:00:00Z", Event.Type.RESOLVED, "inc-3", null),
          act("2026-11-19T14:30:00Z", Event.Type.RESOLVED, "inc-6", null),
          act("2026-11-19T16:00:00Z", Event.Type.TAKEN, "inc-4", "nora"),
          act("2026-11-20T10:00:00Z", Event.Type.RESOLVED, "inc-4", null),
          act("2026-11-21T10:00:00Z", Event.Type.TAKEN, "inc-1", "nora"),
          act("2026-11-22T09:00:00Z", Event.Type.TAKEN, "inc-5", "tom"));

  private static final List<Tried> TRIED =
      List.of(
          new Tried(
              "i1",
              "mailbox",
              "hello@ mailbox",
              "ready answers to what is asked most",
              "ANSWER_TIME",
              86_400.0,
              3_600.0,
              true,
              null,
              "DOWN",
              7_200.0,
              "REACHED",
              "Ida Castell"),
          new Tried(
              "i2",
              "newsletter",
              "Newsletter sign-up",
              "asks for the address alone",
              "CONDITION",
              0.925,
              0.98,
              false,
              "KEEP",
              "UP",
              null,
              "AS_HOPED",
              "Ida Castell"));

  private TeaShop() {}

  private record Thing(
      String id, String name, String stage, String channel, String owner, Importance importance) {
    Touchpoint touchpoint() {
      boolean watched = !id.equals("sign");
      CheckId check = new CheckId(id, "page");
      return new Touchpoint(
          id,
          name,
          null,
          importance,
          owner,
          List.of(owner.equals("ida") ? "tom" : "ida"),
          stage,
          channel,
          Set.of(),
          Set.of(),
          null,
          Live.ALWAYS,
          Set.of(),
          Set.of(),
          Duration.ZERO,
          watched ? List.of(new Check(check, Shop.PAGE, new Shop.Nothing(), OFTEN)) : List.of());
    }

    Watched watched() {
      Stretches whole = Stretches.of(BEFORE, WEEK.until());
      Stretches seen =
          switch (id) {
            case "sign" -> Stretches.NONE;
            case "wall" -> Stretches.of(BEFORE, WEEK.from().plus(Duration.ofHours(104)));
            default -> whole;
          };
      String why = id.equals("wall") ? "its access was refused" : null;
      return new Watched(
          touchpoint(),
          whole,
          seen,
          Stretches.NONE,
          FAULTS.stream().filter(one -> one.touchpoint().equals(id)).map(Fault::trouble).toList(),
          spend(),
          id.equals("sign") ? List.of() : List.of(new Sight("page", whole, seen, why)),
          BLIND_FOR);
    }

    /** A week. */
    private Map<String, Double> spend() {
      return switch (id) {
        case "ads-autumn" -> Map.of("EUR", 3_480.0);
        case "ads-gifts" -> Map.of("EUR", 720.0);
        default -> Map.of();
      };
    }
  }

  private record Fault(
      String id,
      String touchpoint,
      Condition condition,
      String code,
      String headline,
      String from,
      @Nullable String until) {
    Trouble trouble() {
      Instant since = Instant.parse(from);
      Finding finding = Finding.of(code, Severity.MAJOR, condition, headline, since);
      Standing standing =
          until == null
              ? new Standing.Open()
              : new Standing.Resolved(Instant.parse(until), Reason.RECOVERED);
      Incident incident =
          new Incident(
              id,
              new CheckId(touchpoint, "page"),
              "",
              Audience.OWNERS,
              since,
              since,
              List.of(code.startsWith("ad.") ? finding.with(Evidence.COSTS, "3480 EUR") : finding),
              Map.of(code, Severity.MAJOR),
              since,
              since,
              null,
              standing,
              null,
              0,
              List.of(),
              null,
              null,
              0);
      return Trouble.of(incident).orElseThrow();
    }
  }

  private static Event act(String at, Event.Type type, String incident, @Nullable String person) {
    Reason why = type == Event.Type.RESOLVED ? Reason.RECOVERED : null;
    return new Event(Instant.parse(at), type, null, incident, person, why, "");
  }

  /** The week of the whole shop. */
  static Digest week() {
    return digest(new Scope(Whose.COMPANY, "", ""), WEEK, voices(), TRIED);
  }

  /** Nora's Sunday. */
  static Digest sunday() {
    Period day =
        new Period(
            Instant.parse("2026-11-21T23:00:00Z"), WEEK.until(), Digests.BERLIN, "2026-11-22");
    return digest(new Scope(Whose.OWNER, "nora", "Nora Winter"), day, List.of(), List.of());
  }

  private static Digest digest(Scope scope, Period period, List<Said> voices, List<Tried> tried) {
    Instant asleep = period.from().plus(Duration.ofHours(2));
    return new Facts(
            scope,
            period,
            Periods.before(period),
            journey(),
            people(),
            THINGS.stream()
                .filter(one -> scope.id().isEmpty() || one.owner().equals(scope.id()))
                .map(Thing::watched)
                .toList(),
            ACTS,
            List.of(),
            voices,
            tried,
            LONG_AGO,
            Stretches.of(asleep, asleep.plus(Duration.ofMinutes(13))),
            120_431,
            312,
            new Carried(57, 4, 1, 0))
        .digest();
  }

  private static Journey journey() {
    return new Journey(
        List.of(
            new Place("discover", "Discovers us"),
            new Place("consider", "Looks around"),
            new Place("buy", "Buys"),
            new Place("stay", "Stays with us")),
        List.of(
            new Place("website", "Website"),
            new Place("ads", "Ads"),
            new Place("email", "E-mail"),
            new Place("reviews", "Reviews"),
            new Place("store", "The shop in Mill Lane"),
            new Place("systems", "Behind the counter"),
            new Place("social", "Social networks")),
        List.of());
  }

  private static People people() {
    return People.of(
        List.of(
            person("nora", "Nora Winter", null),
            person("ida", "Ida Castell", null),
            person("tom", "Tom Arslan", null),
            person("carla", "Carla", LocalDate.parse("2026-10-31"))),
        List.of());
  }

  private static Person person(String id, String name, @Nullable LocalDate until) {
    return new Person(
        id,
        name,
        Map.of(),
        List.of(),
        Digests.BERLIN,
        WorkingHours.ALWAYS,
        List.of(),
        Set.of(),
        until);
  }

  /** Thirty-seven that were answered within hours, and four that wait, one for too long. */
  private static List<Said> voices() {
    List<Said> voices = new ArrayList<>();
    for (int i = 0; i < 37; i++) {
      Instant at = WEEK.from().plus(Duration.ofHours(1 + 4L * i));
      voices.add(said("a" + i, at, at.plus(Duration.ofMinutes(140 + 10L * i))));
    }
    voices.add(said("w0", Instant.parse("2026-11-17T13:05:00Z"), null));
    for (int i = 1; i < 4; i++) {
      voices.add(said("w" + i, WEEK.until().minus(Duration.ofHours(3L * i)), null));
    }
    return voices;
  }

  private static Said said(String id, Instant at, @Nullable Instant answered) {
    Voice.Reply reply = answered == null ? Voice.Reply.NONE : Voice.Reply.PUBLISHED;
    Voice voice =
        Voice.said("board", id, at, reply, "").answered(answered).due(at.plus(Duration.ofDays(1)));
    return new Said(new CheckId("reviews", "page"), voice, at, at);
  }
}
