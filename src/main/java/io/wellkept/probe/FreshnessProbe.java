package io.wellkept.probe;

import io.wellkept.probe.FreshnessFacts.Contents;
import io.wellkept.probe.freshness.Sign;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Schedule;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Looks how old a page is, and whether it says what is wrong by now. */
public final class FreshnessProbe implements Probe<FreshnessSettings, FreshnessFacts> {
  /** Findings with less confidence are shown and alarm nobody. */
  static final double THRESHOLD = 0.6;

  public static final Kind KIND =
      new Kind(
          "freshness",
          FreshnessSettings.class,
          new Schedule(Duration.ofHours(6), Duration.ofHours(1)),
          THRESHOLD,
          true,
          true,
          settings -> ((FreshnessSettings) settings).target());

  private static final int TOO_MANY_REQUESTS = 429;
  private static final long KEPT_BYTES = 96_000_000;

  /** What feed and sitemap say is believed so long, unless the page itself is another. */
  private static final Duration ELSEWHERE_EVERY = Duration.ofHours(12);

  /** A server that wrongly says "not modified" is believed no longer than this. */
  private static final Duration WHOLE_EVERY = Duration.ofDays(2);

  /**
   * A page that is read whole takes some twenty times the memory of its source: they take turns.
   */
  private static final int AT_ONCE = 4;

  private final Http http;
  private final Semaphore reading = new Semaphore(AT_ONCE);
  private final Kept<CheckId, Remembered> kept = new Kept<>(KEPT_BYTES, Remembered::weight);

  /**
   * What the last good look found, to be used again as long as the page is the same.
   *
   * @param fingerprint of the body that it was read from
   * @param elsewhereAt when feed and sitemap were asked; null if they were not
   */
  private record Remembered(
      FreshnessSettings settings,
      String fingerprint,
      Ask.@Nullable Known marks,
      Instant since,
      Contents contents,
      List<Sign> elsewhere,
      @Nullable Instant elsewhereAt) {
    long weight() {
      return 800 + contents.weight();
    }

    Remembered elsewhere(List<Sign> signs, Instant at) {
      return new Remembered(settings, fingerprint, marks, since, contents, signs, at);
    }
  }

  public FreshnessProbe(Http http) {
    this.http = http;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public FreshnessFacts look(Look<FreshnessSettings> look) throws InterruptedException {
    long start = System.nanoTime();
    Remembered before = remembered(look).orElse(null);
    Ask ask = ask(look, before);
    URI address = ask.url();
    return switch (http.ask(ask)) {
      case Answer.Barred barred -> new FreshnessFacts.Barred(barred.fault());
      case Answer.NoAnswer none -> new FreshnessFacts.Silent(address, none.cause(), ask.timeout());
      case Answer.Got got -> got(look, address, got, before, start);
      case Answer.Unchanged same when before != null ->
          seen(look, address, 200, same.way(), before, before, start);
      case Answer.Unchanged same ->
          throw new IllegalStateException("not modified, although not asked: " + same);
    };
  }

  private Optional<Remembered> remembered(Look<FreshnessSettings> look) {
    return look.fresh()
        ? Optional.empty()
        : kept.get(look.check().id()).filter(last -> last.settings.equals(look.settings()));
  }

  private Ask ask(Look<FreshnessSettings> look, @Nullable Remembered before) {
    boolean believed = before != null && http.now().isBefore(before.since.plus(WHOLE_EVERY));
    return look.settings().ask(look).known(before != null && believed ? before.marks : null);
  }

  private FreshnessFacts got(
      Look<FreshnessSettings> look,
      URI address,
      Answer.Got got,
      @Nullable Remembered before,
      long start)
      throws InterruptedException {
    String protection = BotProtection.markOf(got.status(), got.headers(), got.body()).orElse(null);
    if (got.status() == TOO_MANY_REQUESTS && protection == null) {
      return new FreshnessFacts.Barred(
          new Fault.Throttled(got.way().address().getHost() + " answered 429"));
    }
    if (protection != null || got.status() < 200 || got.status() > 299) {
      return new FreshnessFacts.Seen(address, got.status(), got.way(), protection, null, List.of());
    }
    Remembered now = read(look, got, before);
    return seen(look, address, got.status(), got.way(), before, now, start);
  }

  private Remembered read(Look<FreshnessSettings> look, Answer.Got got, @Nullable Remembered before)
      throws InterruptedException {
    String fingerprint = got.body().fingerprint();
    if (before != null && before.fingerprint.equals(fingerprint)) {
      return new Remembered(
          look.settings(),
          fingerprint,
          got.marks(),
          http.now(),
          before.contents,
          before.elsewhere,
          before.elsewhereAt);
    }
    Contents contents = contents(look.settings(), got);
    return new Remembered(
        look.settings(), fingerprint, got.marks(), http.now(), contents, List.of(), null);
  }

  private Contents contents(FreshnessSettings settings, Answer.Got got)
      throws InterruptedException {
    reading.acquire();
    try {
      return FreshnessReader.read(settings, got, http.now());
    } finally {
      reading.release();
    }
  }

  private FreshnessFacts seen(
      Look<FreshnessSettings> look,
      URI address,
      int status,
      Answer.Way way,
      @Nullable Remembered before,
      Remembered page,
      long start)
      throws InterruptedException {
    Remembered whole = page;
    if (asksElsewhere(look, page)) {
      Duration left = look.deadline().minusNanos(System.nanoTime() - start);
      List<Sign> signs =
          new SiteDates(http, look.settings(), way.address(), page.contents, left).ask();
      whole = page.elsewhere(signs, http.now());
    }
    if (!whole.equals(before)) {
      kept.put(look.check().id(), whole);
    }
    return new FreshnessFacts.Seen(address, status, way, null, whole.contents, whole.elsewhere);
  }

  /** Only when it matters: when what the page says of itself is too old, or nothing. */
  private boolean asksElsewhere(Look<FreshnessSettings> look, Remembered page) {
    FreshnessSettings settings = look.settings();
    Duration maxAge = settings.maxAge();
    boolean content = settings.counts() == FreshnessSettings.Counts.CONTENT;
    if (maxAge == null || content || look.touchpoint().live().over(http.now())) {
      return false;
    }
    Instant asked = page.elsewhereAt;
    if (asked != null && http.now().isBefore(asked.plus(ELSEWHERE_EVERY))) {
      return false;
    }
    return FreshnessJudge.newest(settings.counts(), page.contents.dated(), List.of())
        .filter(newest -> newest.at().isAfter(http.now().minus(maxAge)))
        .isEmpty();
  }

  @Override
  public Judgement judge(
      Look<FreshnessSettings> look, FreshnessFacts facts, Memory memory, Instant now) {
    return FreshnessJudge.judge(look, facts, memory, now);
  }
}
