package io.wellkept.report.digest;

import io.wellkept.report.Hue;
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
import io.wellkept.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Digests as they really occur: a tea shop, whose autumn had its troubles. */
public final class Digests {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  static final Period WEEK =
      new Period(
          Instant.parse("2026-11-15T23:00:00Z"),
          Instant.parse("2026-11-22T23:00:00Z"),
          BERLIN,
          "2026-W47");

  private static final Map<Condition, Hue> HUES =
      Arrays.stream(Condition.values())
          .collect(
              Collectors.toMap(
                  Function.identity(), Hue::of, (a, b) -> a, () -> new EnumMap<>(Condition.class)));

  private Digests() {}

  /** Something of everything. */
  public static Digest rich() {
    return TeaShop.week();
  }

  /** The same, of which nothing was seen on Thursday. */
  public static Digest unseenOnThursday() {
    Digest rich = rich();
    List<Double> days = new ArrayList<>(rich.score().days());
    days.set(3, null);
    Score score = rich.score();
    return with(rich, new Score(score.now(), score.before(), days, score.touchpoints()));
  }

  /** What the pictures of it show, apart from their letters: those differ between machines. */
  public static String drawn() {
    Digest rich = rich();
    MapGrid map = MapGrid.of(rich.places(), new DigestWords(Words.ENGLISH, BERLIN));
    return map + " " + rich.score() + Palette.LIGHT + Palette.DARK + HUES;
  }

  /** All was well. */
  public static Digest green() {
    List<Stand> stands =
        rich().stands().stream()
            .map(s ->
                new Stand(
                    s.touchpoint(), s.name(), s.importance(), 1, 1.0, Condition.HEALTHY, false))
            .toList();
    List<Place> places =
        rich().places().stream().map(place -> place.worst() == null ? place : calm(place)).toList();
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
    return TeaShop.sunday();
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
      tried.add(
          new Tried(
              "i" + i, id, name, name, name, 1.0, 2.0, false, name, "UP", 3.0, "HARDLY", name));
      broken.add(new Broken(name, name, name, at));
      List<String> three = List.of(name, name, name);
      acts.add(new Act(id, name, id, name, 1, 1.0, three, three, 3, 2, 12.0, "EUR"));
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
    return with(digest, new Score(now, before, score.days(), score.touchpoints()));
  }

  static Digest placed(List<Place> places) {
    return with(rich(), rich().score(), places, rich().next());
  }

  static Digest acting(Digest digest, List<Act> next) {
    return with(digest, digest.score(), digest.places(), next);
  }

  private static Digest with(Digest digest, Score score) {
    return with(digest, score, digest.places(), digest.next());
  }

  private static Digest with(Digest digest, Score score, List<Place> places, List<Act> next) {
    return new Digest(
        digest.scope(),
        digest.period(),
        score,
        digest.stands(),
        places,
        digest.worst(),
        next,
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
}
