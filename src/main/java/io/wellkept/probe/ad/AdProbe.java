package io.wellkept.probe.ad;

import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Kept;
import io.wellkept.probe.Look;
import io.wellkept.probe.Probe;
import io.wellkept.probe.destination.Destinations;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Looks where ads lead, and whether what they promise is there. */
public final class AdProbe implements Probe<AdSettings, AdFacts> {
  /** Findings with less confidence are shown and alarm nobody. */
  static final double THRESHOLD = 0.6;

  public static final Kind KIND =
      new Kind(
              "ad",
              AdSettings.class,
              new Schedule(Duration.ofHours(1), Duration.ofMinutes(5)),
              THRESHOLD,
              false,
              true,
              settings -> ((AdSettings) settings).target())
          .keeping(Measurement.SPEND);

  /** More destinations than these are not looked at by one check. */
  static final int MOST_STOPS = 500;

  /** What asking the source leaves of a look for the first destinations. */
  private static final Duration RESERVE = Duration.ofSeconds(5);

  private static final long KEPT_BYTES = 64_000_000;

  private final AdSources sources;
  private final Destinations destinations;
  private final InstantSource clock;
  private final Kept<CheckId, Listing> kept = new Kept<>(KEPT_BYTES, Listing::weight);

  /** What the source told, for the other looks of a round. */
  private record Listing(SourceSettings source, AdsSeen.Listed listed) {
    long weight() {
      return 500 + listed.ads().size() * 700L;
    }
  }

  /**
   * @param clock tells which ads are to run now
   */
  public AdProbe(Http http, AdSources sources, InstantSource clock) {
    this.sources = sources;
    this.destinations = new Destinations(http);
    this.clock = clock;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public AdFacts look(Look<AdSettings> look) throws InterruptedException {
    long start = System.nanoTime();
    AdMemory memory = AdMemory.of(look.memory());
    return switch (seen(look)) {
      case AdsSeen.Blind blind -> new AdFacts.Barred(blind.fault());
      case AdsSeen.Listed listed -> {
        AdFacts.Seen facts = look(look, memory, listed, start);
        if (!facts.left()) {
          kept.remove(look.check().id());
        }
        yield facts;
      }
    };
  }

  /** Within a round of looks the source is asked once: some count every question. */
  private AdsSeen seen(Look<AdSettings> look) throws InterruptedException {
    SourceSettings source = look.settings().source();
    if (source == null) {
      return new AdsSeen.Listed(List.of(), true, true, List.of(), ZoneOffset.UTC);
    }
    CheckId check = look.check().id();
    Optional<Listing> known =
        kept.get(check).filter(one -> !look.fresh() && one.source.equals(source));
    if (known.isPresent()) {
      return known.get().listed;
    }
    Duration within = look.deadline().minus(RESERVE);
    AdsSeen seen = sources.of(source, check.toString()).ads(within, look.fresh());
    // What lacks some is asked again: a long list goes on where it was left.
    if (seen instanceof AdsSeen.Listed listed && listed.complete()) {
      kept.put(check, new Listing(source, listed));
    }
    return seen;
  }

  private AdFacts.Seen look(
      Look<AdSettings> look, AdMemory memory, AdsSeen.Listed listed, long start)
      throws InterruptedException {
    Instant now = clock.instant();
    List<Entry> entries = Entry.of(look.settings(), listed.ads());
    List<Entry> running =
        entries.stream()
            .filter(one -> one.state(look.touchpoint().live(), now) == Entry.State.RUNS)
            .toList();
    List<Stop> all = Stop.of(look.settings(), running);
    List<Stop> stops = all.stream().limit(MOST_STOPS).toList();
    int round = memory.round() + (memory.left() ? 0 : 1);
    Tour tour = new Tour(look, destinations, start);
    boolean left = tour.go(tour.order(stops, memory, round), memory, round);
    return new AdFacts.Seen(
        entries,
        listed.complete(),
        listed.figures(),
        listed.notes(),
        tour.visits(),
        round,
        left,
        all.size() - stops.size());
  }

  @Override
  public Judgement judge(Look<AdSettings> look, AdFacts facts, Memory memory, Instant now) {
    return AdJudge.judge(look, facts, memory, now);
  }
}
