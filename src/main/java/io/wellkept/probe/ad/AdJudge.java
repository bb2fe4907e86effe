package io.wellkept.probe.ad;

import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.ad.AdMemory.Held;
import io.wellkept.probe.ad.AdMemory.Place;
import io.wellkept.probe.ad.AdWords.Wrong;
import io.wellkept.probe.destination.Found;
import io.wellkept.probe.destination.Trouble;
import io.wellkept.probe.destination.Visit;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Spans;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says what the facts about ads mean. */
final class AdJudge {
  /** When a round goes on that one look had no time for. */
  private static final Duration NEXT_PART = Duration.ofMinutes(1);

  /** More ads than these with the same fault at the same place have one fault together. */
  private static final int MOST_AT_ONE_PLACE = 10;

  /** More than these with the same fault anywhere: something befell all of them. */
  private static final int MOST_OF_ONE_CODE = 50;

  /** Of a fault that many ads share, so many are remembered: all of them vanish, or few do. */
  private static final int MOST_IDS = 20;

  /** Told as a possibility: below {@link AdProbe#THRESHOLD}. */
  private static final double SHOWN_ONLY = 0.3;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private final AdSettings settings;
  private final Live live;
  private final AdMemory memory;
  private final Instant now;
  private final List<Wrong> wrongs = new ArrayList<>();

  private AdJudge(Look<AdSettings> look, Memory memory, Instant now) {
    this.settings = look.settings();
    this.live = look.touchpoint().live();
    this.memory = AdMemory.of(memory);
    this.now = now;
  }

  static Judgement judge(Look<AdSettings> look, AdFacts facts, Memory memory, Instant now) {
    return switch (facts) {
      case AdFacts.Barred barred ->
          new Judgement(new Observation.Blind(barred.fault()), AdMemory.of(memory).memory());
      case AdFacts.Seen seen -> new AdJudge(look, memory, now).judge(seen);
    };
  }

  private Judgement judge(AdFacts.Seen seen) {
    List<Entry> running = in(seen, Entry.State.RUNS);
    List<Stop> stops = Stop.of(settings, running).stream().limit(AdProbe.MOST_STOPS).toList();
    List<String> keys = stops.stream().map(Stop::key).toList();
    memory.keepOnly(keys);
    seen.visits().forEach((stop, visit) -> remember(stop, visit, seen.round()));
    memory.round(seen.round());
    memory.left(seen.left());
    Instant again = seen.left() ? now.plus(NEXT_PART) : null;
    Optional<Fault> blind = blind(keys, seen);
    if (blind.isPresent()) {
      return new Judgement(new Observation.Blind(blind.get()), memory.memory(), again);
    }
    running.forEach(this::destinations);
    Standing standing = new Standing(seen, memory.held(), live, now);
    vendor(seen, standing);
    List<Held> all = standing.with(found(standing));
    memory.hold(all);
    List<Finding> findings = new ArrayList<>(all.stream().map(Held::finding).toList());
    asides(seen, findings);
    return new Judgement(
        new Observation.Seen(findings, measurements(running, keys)), memory.memory(), again);
  }

  private List<Entry> in(AdFacts.Seen seen, Entry.State state) {
    return seen.entries().stream().filter(one -> one.state(live, now) == state).toList();
  }

  private void remember(Stop stop, Visit visit, int round) {
    Place before = memory.place(stop.key()).orElse(null);
    Found known = before == null ? null : before.found();
    String claims = AdMemory.fingerprint(stop.claims());
    Place place =
        switch (visit) {
          case Visit.Arrived arrived ->
              new Place(
                  round,
                  claims,
                  false,
                  Found.of(arrived, settings.tracking(), known, settings.zone(), now));
          case Visit.Nowhere nowhere -> new Place(round, claims, false, Found.of(nowhere, now));
          case Visit.Unknown unknown -> new Place(round, claims, true, known);
        };
    memory.put(stop.key(), place);
  }

  /** Why nothing can be said, if none of the destinations can be seen. */
  private Optional<Fault> blind(List<String> keys, AdFacts.Seen seen) {
    boolean unseen =
        keys.stream().allMatch(key -> memory.place(key).map(Place::unknown).orElse(true));
    return unseen
        ? seen.visits().values().stream()
            .filter(Visit.Unknown.class::isInstance)
            .map(visit -> ((Visit.Unknown) visit).fault())
            .findFirst()
        : Optional.empty();
  }

  private void destinations(Entry entry) {
    Set<String> seen = new HashSet<>();
    for (String written : entry.ad().destinations()) {
      switch (Stop.lead(settings, entry.ad(), written)) {
        case Stop.Lead.Page page -> {
          if (seen.add(page.key())) {
            destination(entry, page.key());
          }
        }
        case Stop.Lead.Nonsense nonsense ->
            add(
                entry,
                Trouble.of(
                        "bad-address",
                        Severity.MAJOR,
                        Condition.BROKEN,
                        "leads to what is no address")
                    .with("found", nonsense.written()));
        case Stop.Lead.Elsewhere elsewhere -> {}
      }
    }
  }

  private void destination(Entry entry, String key) {
    Found found = memory.place(key).map(Place::found).orElse(null);
    if (found != null) {
      for (Trouble trouble : found.troubles(entry.agreed(settings, live), now)) {
        wrongs.add(new Wrong(entry, key, trouble));
      }
    }
  }

  private void add(Entry entry, Trouble trouble) {
    wrongs.add(new Wrong(entry, "", trouble));
  }

  /** What the source says of its ads, without a look at where they lead. */
  private void vendor(AdFacts.Seen seen, Standing standing) {
    for (Entry entry : in(seen, Entry.State.RUNS_ON)) {
      runsOn(entry);
    }
    List<Entry> running = in(seen, Entry.State.RUNS);
    List<Entry> unseen = running.stream().filter(Entry::unseen).toList();
    memory.quiet(unseen.stream().map(entry -> entry.ad().id()).toList(), standing::unsure, now);
    for (Entry entry : running) {
      review(entry);
    }
    unseen.forEach(this::quiet);
  }

  private void runsOn(Entry entry) {
    Instant end = entry.endsAt(live);
    ZoneId zone = settings.zone() == null ? ZoneOffset.UTC : settings.zone();
    if (end != null) {
      // An end at midnight is the end of the day before.
      String day = DAY.format(end.minusMillis(1).atZone(zone));
      add(
          entry,
          new Trouble(
                  "after-end",
                  "",
                  Severity.MAJOR,
                  Condition.STALE,
                  1,
                  "runs on, although it should have ended on " + day,
                  List.of(),
                  end)
              .with("expected", "stopped since " + end)
              .with("found", said(entry.ad())));
    }
  }

  private static String said(Ad ad) {
    String word = ad.said().isEmpty() ? "running" : ad.said();
    return ad.source().isEmpty() ? word : ad.source() + " says: " + word;
  }

  private void review(Entry entry) {
    Ad.Review review = entry.ad().review();
    String reasons = String.join(", ", review.reasons());
    String why = reasons.isEmpty() ? "" : ": " + reasons;
    switch (review.verdict()) {
      case DISAPPROVED ->
          add(
              entry,
              reviewed("disapproved", Severity.MAJOR, Condition.BROKEN, "was disapproved" + why)
                  .with("found", said(entry.ad(), review)));
      case LIMITED ->
          add(
              entry,
              reviewed(
                      "limited",
                      Severity.MINOR,
                      Condition.DEGRADED,
                      "is shown to fewer people than it could be" + why)
                  .with("found", said(entry.ad(), review)));
      case APPROVED, PENDING, UNKNOWN -> {}
    }
  }

  private static Trouble reviewed(
      String code, Severity severity, Condition leadsTo, String clause) {
    return Trouble.of(code, severity, leadsTo, clause);
  }

  private static String said(Ad ad, Ad.Review review) {
    String word = review.said().isEmpty() ? review.verdict().name() : review.said();
    return ad.source().isEmpty() ? word : ad.source() + " says: " + word;
  }

  private void quiet(Entry entry) {
    Duration most = settings.noImpressionsFor();
    Instant since = memory.quietSince(entry.ad().id()).orElse(now);
    Duration quiet = Duration.between(since, now);
    if (most != null && quiet.compareTo(most) >= 0) {
      add(
          entry,
          new Trouble(
                  "no-impressions",
                  "",
                  Severity.MINOR,
                  Condition.DEGRADED,
                  1,
                  "runs, and nobody has been shown it for " + Spans.words(quiet),
                  List.of(),
                  since)
              .with("expected", "shown at least once within " + Spans.words(most))
              .with("found", said(entry.ad())));
    }
  }

  /** Each ad is its own subject, except where many share one fault, or did as far as we know. */
  private List<Held> found(Standing standing) {
    AdWords words = new AdWords(settings.criticalSpend(), now);
    List<Wrong> apart = new ArrayList<>();
    List<Held> found = new ArrayList<>();
    for (List<Wrong> same : by(wrongs, Wrong::cause)) {
      Wrong first = same.get(0);
      if (same.size() > MOST_AT_ONE_PLACE && !first.place().isEmpty()) {
        found.add(new Held(words.many(same, first.cause()), some(same)));
      } else if (!standing.stands(AdWords.key(first.trouble().code(), first.cause()))) {
        apart.addAll(same);
      }
    }
    for (List<Wrong> same : by(apart, wrong -> wrong.trouble().code())) {
      if (same.size() > MOST_OF_ONE_CODE) {
        found.add(new Held(words.many(same, ""), some(same)));
      } else if (!standing.stands(AdWords.key(same.get(0).trouble().code(), ""))) {
        same.forEach(wrong -> found.add(new Held(words.one(wrong), some(List.of(wrong)))));
      }
    }
    return found;
  }

  private static List<String> some(List<Wrong> same) {
    return same.stream().limit(MOST_IDS).map(wrong -> wrong.entry().ad().id()).toList();
  }

  private static Iterable<List<Wrong>> by(
      List<Wrong> wrongs, java.util.function.Function<Wrong, String> what) {
    return wrongs.stream()
        .collect(Collectors.groupingBy(what, LinkedHashMap::new, Collectors.toList()))
        .values();
  }

  /** What people may want to know, and nobody needs to be told. */
  private void asides(AdFacts.Seen seen, List<Finding> findings) {
    if (!seen.notes().isEmpty()) {
      String some = seen.notes().stream().limit(5).collect(Collectors.joining("; "));
      findings.add(
          aside("ad.list-incomplete", "Part of the list of ads could not be read")
              .with("found", some));
    }
    if (seen.beyond() > 0) {
      findings.add(
          aside(
              "ad.too-many",
              seen.beyond() + " destinations of the ads that cost least are not looked at"));
    }
  }

  private Finding aside(String code, String headline) {
    return new Finding(
        code,
        code,
        Finding.WHOLE,
        Severity.MINOR,
        Condition.UNKNOWN,
        SHOWN_ONLY,
        headline,
        List.of(),
        now);
  }

  private List<Measurement> measurements(List<Entry> running, List<String> keys) {
    Map<String, BigDecimal> wrong = new LinkedHashMap<>();
    for (Wrong one : wrongs) {
      if (one.trouble().confidence() >= AdProbe.THRESHOLD) {
        wrong.put(one.entry().ad().id(), one.entry().weekly());
      }
    }
    long unknown =
        keys.stream().filter(key -> memory.place(key).map(Place::unknown).orElse(true)).count();
    double spend = wrong.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue();
    List<Measurement> all =
        new ArrayList<>(
            List.of(
                new Measurement("ads_running", running.size()),
                new Measurement("ads_wrong", wrong.size()),
                new Measurement("spend_wrong_per_week", spend),
                new Measurement("destinations", keys.size()),
                new Measurement("destinations_unknown", unknown)));
    all.addAll(spend(running));
    return all;
  }

  /** What is counted in different money is not added up. */
  private static List<Measurement> spend(List<Entry> running) {
    Map<String, BigDecimal> weekly = new TreeMap<>();
    for (Entry entry : running) {
      if (entry.weekly().signum() > 0) {
        weekly.merge(entry.currency().toLowerCase(Locale.ROOT), entry.weekly(), BigDecimal::add);
      }
    }
    return weekly.entrySet().stream()
        .map(one -> new Measurement(Measurement.SPEND + one.getKey(), one.getValue().doubleValue()))
        .toList();
  }
}
