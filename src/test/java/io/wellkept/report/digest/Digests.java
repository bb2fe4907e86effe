package io.wellkept.report.digest;

import io.wellkept.report.digest.Digest.Act;
import io.wellkept.report.digest.Digest.Better;
import io.wellkept.report.digest.Digest.BlindSpot;
import io.wellkept.report.digest.Digest.Broken;
import io.wellkept.report.digest.Digest.Hole;
import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.Digest.Place;
import io.wellkept.report.digest.Digest.Promises;
import io.wellkept.report.digest.Digest.Proof;
import io.wellkept.report.digest.Digest.Reviews;
import io.wellkept.report.digest.Digest.Scope;
import io.wellkept.report.digest.Digest.Score;
import io.wellkept.report.digest.Digest.Stand;
import io.wellkept.report.digest.Digest.Tried;
import io.wellkept.report.digest.Digest.Waste;
import io.wellkept.report.digest.Digest.Whose;
import io.wellkept.report.digest.Digest.Worst;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Importance;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Digests as they really occur: a tea shop, whose autumn had its troubles. */
public final class Digests {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  static final Period WEEK =
      new Period(
          Instant.parse("2026-11-15T23:00:00Z"),
          Instant.parse("2026-11-22T23:00:00Z"),
          BERLIN,
          "2026-W47");

  private static final String[][] STAGES = {
    {"discover", "Discovers us"},
    {"consider", "Looks around"},
    {"buy", "Buys"},
    {"stay", "Stays with us"}
  };
  private static final String[][] CHANNELS = {
    {"website", "Website"},
    {"ads", "Ads"},
    {"email", "E-mail"},
    {"reviews", "Reviews"},
    {"store", "The shop in Mill Lane"},
    {"systems", "Behind the counter"},
    {"social", "Social networks"}
  };

  private Digests() {}

  /** Something of everything. */
  public static Digest rich() {
    return new Digest(
        Scope.COMPANY,
        WEEK,
        new Score(87.4, 83.2, days(82.0, 79.5, 84.0, null, 88.5, 91.0, 92.0), 23),
        stands(),
        places(),
        worst(),
        next(),
        better(),
        new Promises(
            6,
            1,
            2,
            List.of(
                new Broken(
                    "Tom Arslan",
                    "Stock export",
                    "the export is 31 hours old; 24 are allowed",
                    Instant.parse("2026-11-18T16:00:00Z")))),
        new Reviews(
            41,
            37,
            3,
            4,
            0.925,
            Duration.ofHours(5).plusMinutes(20),
            Instant.parse("2026-11-17T13:05:00Z"),
            "Reviews on the Tea Board"),
        List.of(
            new Waste(
                "ads-autumn",
                "Autumn box, search",
                "the ad leads to a page that is not there",
                Duration.ofHours(19),
                1_240.5,
                "EUR")),
        List.of(
            new BlindSpot(
                "social", "Our profile on the tea houses' wall", 0.62, "its access was refused"),
            new BlindSpot("sign", "Sign above the door", 0, BlindSpot.NO_CHECK)),
        List.of(new Hole("poster", "Poster in the window", Hole.OWNER_LEFT)),
        List.of(
            new Tried(
                "i1",
                "checkout",
                "Checkout",
                "one page in place of three",
                "ANSWER_TIME",
                86_400.0,
                3_600.0,
                true,
                null),
            new Tried(
                "i2",
                "newsletter",
                "Newsletter sign-up",
                "asks for the address alone",
                "CONDITION",
                0.925,
                0.98,
                false,
                "KEEP")),
        new Proof(0.9987, 120_431, 312, 57, 4, 1, 0));
  }

  /** All was well. */
  public static Digest green() {
    List<Stand> stands =
        stands().stream()
            .map(s ->
                new Stand(
                    s.touchpoint(), s.name(), s.importance(), 1, 1.0, Condition.HEALTHY, false))
            .toList();
    List<Place> places =
        places().stream().map(place -> place.worst() == null ? place : calm(place)).toList();
    return new Digest(
        Scope.COMPANY,
        WEEK,
        new Score(100.0, 100.0, days(100.0, 100.0, 100.0, 100.0, 100.0, 100.0, 100.0), 23),
        stands,
        places,
        List.of(),
        List.of(),
        List.of(),
        new Promises(0, 0, 0, List.of()),
        new Reviews(12, 12, 0, 0, 1.0, Duration.ofHours(3), null, null),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Proof(1, 118_204, 0, 1, 0, 0, 0));
  }

  /** One person's day. */
  public static Digest ofOwner() {
    return new Digest(
        new Scope(Whose.OWNER, "nora", "Nora Winter"),
        new Period(
            Instant.parse("2026-11-21T23:00:00Z"),
            Instant.parse("2026-11-22T23:00:00Z"),
            BERLIN,
            "2026-11-22"),
        new Score(71.6, 90.0, days(71.6), 4),
        stands().subList(0, 4),
        List.of(),
        worst().subList(0, 1),
        List.of(),
        List.of(),
        new Promises(1, 0, 1, List.of()),
        new Reviews(0, 0, 0, 0, null, null, null, null),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Proof(1, 5_760, 0, 3, 0, 0, 0));
  }

  /** A plan without a touchpoint, of which nothing was seen. */
  static Digest empty() {
    return new Digest(
        new Scope(Whose.TEAM, "shop", "Shop and systems"),
        WEEK,
        new Score(null, null, days(null, null, null, null, null, null, null), 0),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Promises(0, 0, 0, List.of()),
        new Reviews(0, 0, 0, 0, null, null, null, null),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Proof(0, 0, 0, 0, 0, 0, 0));
  }

  /** As much as there can be, of names that mean harm. */
  public static Digest hostile(int touchpoints) {
    String name = "<script>alert(1)</script>\u202E\r\nBcc: x@evil.example \"&'".repeat(5);
    List<Stand> stands = new ArrayList<>();
    List<Worst> worst = new ArrayList<>();
    List<Hole> holes = new ArrayList<>();
    List<BlindSpot> blind = new ArrayList<>();
    List<Waste> waste = new ArrayList<>();
    List<Tried> tried = new ArrayList<>();
    List<Broken> broken = new ArrayList<>();
    List<Act> acts = new ArrayList<>();
    List<Better> better = new ArrayList<>();
    for (int i = 0; i < touchpoints; i++) {
      String id = "t" + i;
      Instant at = WEEK.from().plusSeconds(i);
      stands.add(new Stand(id, name, Importance.HIGH, 1, 0.1, Condition.BROKEN, false));
      worst.add(
          new Worst(
              id,
              name,
              name,
              Importance.HIGH,
              Condition.BROKEN,
              name,
              "inc" + i,
              at,
              Duration.ofHours(i + 1L),
              true,
              name));
      holes.add(new Hole(id, name, name));
      blind.add(new BlindSpot(id, name, 0.5, name));
      waste.add(new Waste(id, name, name, Duration.ofHours(2), 12.0, "<b>"));
      tried.add(new Tried("i" + i, id, name, name, name, 1.0, 2.0, false, name));
      broken.add(new Broken(name, name, name, at));
      acts.add(new Act(name, name, 1, List.of(name, name, name), 3, 2, 12.0, "EUR"));
      better.add(new Better(id, name, name, name, Duration.ofHours(1), at));
    }
    List<Place> places = new ArrayList<>();
    for (int stage = 0; stage < 12; stage++) {
      for (int channel = 0; channel < 15; channel++) {
        places.add(
            new Place(
                "s" + stage,
                name,
                "c" + channel,
                name,
                Map.of(Condition.BROKEN, 11),
                Condition.BROKEN,
                0.0));
      }
    }
    return new Digest(
        new Scope(Whose.TEAM, "shop", name),
        WEEK,
        new Score(1.0, 2.0, days(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0), touchpoints),
        stands,
        places,
        worst,
        acts,
        better,
        new Promises(1, touchpoints, 1, broken),
        new Reviews(9, 9, 9, 9, 0.1, Duration.ofDays(3), WEEK.from(), name),
        waste,
        blind,
        holes,
        tried,
        new Proof(0.5, 1, 1, 1, 1, 1, 1));
  }

  static Digest scored(Digest digest, Double now, Double before) {
    Score score = digest.score();
    return with(digest, new Score(now, before, score.days(), score.touchpoints()), digest.places());
  }

  static Digest placed(List<Place> places) {
    return with(rich(), rich().score(), places);
  }

  private static Digest with(Digest digest, Score score, List<Place> places) {
    return new Digest(
        digest.scope(),
        digest.period(),
        score,
        digest.stands(),
        places,
        digest.worst(),
        digest.next(),
        digest.better(),
        digest.promises(),
        digest.reviews(),
        digest.waste(),
        digest.blindSpots(),
        digest.unowned(),
        digest.initiatives(),
        digest.proof());
  }

  private static List<Double> days(Double... days) {
    return Arrays.asList(days);
  }

  private static Place calm(Place place) {
    int all = place.counts().values().stream().mapToInt(Integer::intValue).sum();
    return new Place(
        place.stage(),
        place.stageName(),
        place.channel(),
        place.channelName(),
        Map.of(Condition.HEALTHY, all),
        Condition.HEALTHY,
        100.0);
  }

  private static List<Worst> worst() {
    return List.of(
        new Worst(
            "landing-page",
            "Landing page",
            "Nora Winter",
            Importance.HIGH,
            Condition.BROKEN,
            "“Order now” is missing from the page",
            "inc-1",
            Instant.parse("2026-11-21T09:12:00Z"),
            Duration.ofHours(37).plusMinutes(48),
            true,
            "Nora Winter"),
        new Worst(
            "reviews",
            "Reviews on the Tea Board",
            "Ida Castell",
            Importance.HIGH,
            Condition.UNANSWERED,
            "a review of two stars waits for an answer since Tuesday",
            "inc-2",
            Instant.parse("2026-11-17T13:05:00Z"),
            Duration.ofHours(129).plusMinutes(55),
            true,
            null),
        new Worst(
            "stock-export",
            "Stock export",
            "Tom Arslan",
            Importance.NORMAL,
            Condition.STALE,
            "the export is 31 hours old; 24 are allowed",
            "inc-3",
            Instant.parse("2026-11-17T06:00:00Z"),
            Duration.ofHours(50),
            false,
            "Tom Arslan"));
  }

  private static List<Act> next() {
    return List.of(
        new Act("Discovers us", "Ads", 31.5, List.of("Autumn box, search"), 1, 0, 3_480.0, "EUR"),
        new Act("Buys", "Website", 12, List.of("Landing page", "Checkout"), 2, 1, null, null),
        new Act("Stays with us", "", 3, List.of("Reviews on the Tea Board"), 1, 1, null, null));
  }

  private static List<Better> better() {
    return List.of(
        new Better(
            "checkout",
            "Checkout",
            "Tom Arslan",
            "the page takes 9 seconds to open; 3 are allowed",
            Duration.ofHours(7).plusMinutes(30),
            Instant.parse("2026-11-19T14:30:00Z")));
  }

  private static List<Stand> stands() {
    List<Stand> stands = new ArrayList<>();
    stands.add(stand("landing-page", "Landing page", Condition.BROKEN));
    stands.add(stand("reviews", "Reviews on the Tea Board", Condition.UNANSWERED));
    stands.add(stand("sign", "Sign above the door", Condition.UNKNOWN));
    for (int i = 4; i <= 23; i++) {
      stands.add(stand("place-" + i, "Place " + i, Condition.HEALTHY));
    }
    return stands;
  }

  private static Stand stand(String id, String name, Condition condition) {
    double share = condition == Condition.HEALTHY ? 1 : 0.4;
    return new Stand(id, name, Importance.HIGH, 3, share, condition, false);
  }

  private static List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (String[] channel : CHANNELS) {
      for (String[] stage : STAGES) {
        places.add(place(stage, channel));
      }
    }
    return places;
  }

  private static Place place(String[] stage, String[] channel) {
    Map<Condition, Integer> counts =
        switch (stage[0] + " " + channel[0]) {
          case "discover website" -> Map.of(Condition.BROKEN, 1, Condition.HEALTHY, 2);
          case "discover ads" -> Map.of(Condition.DEGRADED, 1, Condition.HEALTHY, 1);
          case "discover social" -> Map.of(Condition.UNKNOWN, 1);
          case "discover store" -> Map.of(Condition.OVERDUE, 1, Condition.HEALTHY, 1);
          case "consider website" -> Map.of(Condition.HEALTHY, 12);
          case "consider reviews" -> Map.of(Condition.UNANSWERED, 1, Condition.HEALTHY, 1);
          case "consider email", "buy website", "buy systems" -> Map.of(Condition.HEALTHY, 2);
          case "stay systems" -> Map.of(Condition.STALE, 1);
          case "stay email" -> Map.of(Condition.HEALTHY, 1);
          default -> Map.of();
        };
    Condition worst = counts.keySet().stream().max(Condition::compareTo).orElse(null);
    return new Place(stage[0], stage[1], channel[0], channel[1], counts, worst, null);
  }
}
