package io.wellkept.probe;

import io.wellkept.probe.PageFacts.Contents;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Looks whether a page is there, and is what it should be. */
public final class PageProbe implements Probe<PageSettings, PageFacts> {
  /** Findings with less confidence are shown and alarm nobody. */
  static final double THRESHOLD = 0.5;

  public static final Kind KIND =
      new Kind(
          "page",
          PageSettings.class,
          new Schedule(Duration.ofMinutes(5), Duration.ofSeconds(30)),
          THRESHOLD,
          true,
          true,
          settings -> ((PageSettings) settings).target());

  /** A server that wrongly says "not modified" is believed no longer than this. */
  private static final Duration WHOLE_EVERY = Duration.ofHours(1);

  /** Enough for the facts of some 120,000 checks. */
  private static final long KEPT_BYTES = 128_000_000;

  private static final int TOO_MANY_REQUESTS = 429;

  /** Larger pages take turns: a parsed page takes some twenty times the memory of its source. */
  private static final int LARGE = 500_000;

  private static final int LARGE_AT_ONCE = 2;

  private final Http http;
  private final Semaphore large = new Semaphore(LARGE_AT_ONCE);
  private final Kept<CheckId, Remembered> kept = new Kept<>(KEPT_BYTES, Remembered::weight);

  /**
   * What the last good look found, to be used again as long as the page is the same.
   *
   * @param source what the contents were read from; null if nothing was asked about them
   */
  private record Remembered(
      PageSettings settings,
      @Nullable Source source,
      Ask.@Nullable Known marks,
      Instant since,
      long bytes,
      Contents contents) {
    long weight() {
      return 600 + contents.weight();
    }
  }

  /** Equal sources have equal contents. */
  private record Source(String fingerprint, List<String> headers) {
    static Source of(Answer.Got got) {
      return new Source(
          got.body().fingerprint(),
          List.of(
              got.body().contentType().orElse(""),
              String.valueOf(got.headers().get("Content-Language")),
              String.join("\n", got.headers().values("X-Robots-Tag"))));
    }
  }

  public PageProbe(Http http) {
    this.http = http;
  }

  /** Whether a check of the touchpoint tells when the page is not there, so that no other need. */
  public static boolean looksAt(URI page, Touchpoint touchpoint) {
    return touchpoint.checks().stream()
        .anyMatch(check ->
            check.settings() instanceof PageSettings settings
                && Landing.samePage(settings.addressOr(touchpoint.address()), page));
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public PageFacts look(Look<PageSettings> look) throws InterruptedException {
    Remembered before = remembered(look).orElse(null);
    Ask ask = ask(look, before);
    URI address = ask.url();
    return switch (http.ask(ask)) {
      case Answer.Barred barred -> new PageFacts.Barred(barred.fault());
      case Answer.NoAnswer none -> new PageFacts.Silent(address, none.cause(), ask.timeout());
      case Answer.Got got -> seen(look, address, got, before);
      case Answer.Unchanged same when before != null ->
          new PageFacts.Seen(address, 200, same.way(), before.bytes, false, null, before.contents);
      case Answer.Unchanged same ->
          throw new IllegalStateException("not modified, although not asked: " + same);
    };
  }

  private Optional<Remembered> remembered(Look<PageSettings> look) {
    return look.fresh()
        ? Optional.empty()
        : kept.get(look.check().id()).filter(last -> last.settings.equals(look.settings()));
  }

  private Ask ask(Look<PageSettings> look, @Nullable Remembered before) {
    boolean believed = before != null && http.now().isBefore(before.since.plus(WHOLE_EVERY));
    return look.settings()
        .ask(look)
        .known(before != null && believed ? before.marks : null)
        .certificateDays(look.settings().certificateDays());
  }

  private PageFacts seen(
      Look<PageSettings> look, URI address, Answer.Got got, @Nullable Remembered before)
      throws InterruptedException {
    PageSettings settings = look.settings();
    String protection = BotProtection.markOf(got.status(), got.headers(), got.body()).orElse(null);
    if (got.status() == TOO_MANY_REQUESTS
        && protection == null
        && !settings.accepts(TOO_MANY_REQUESTS)) {
      return new PageFacts.Barred(
          new Fault.Throttled(got.way().address().getHost() + " answered 429"));
    }
    boolean right = settings.accepts(got.status()) && protection == null;
    return new PageFacts.Seen(
        address,
        got.status(),
        got.way(),
        got.body().size(),
        got.body().truncated(),
        protection,
        right ? contents(look, got, before) : Contents.NOTHING);
  }

  private Contents contents(Look<PageSettings> look, Answer.Got got, @Nullable Remembered before)
      throws InterruptedException {
    Source source = look.settings().asksAboutContents() ? Source.of(got) : null;
    boolean same = before != null && source != null && source.equals(before.source);
    Contents contents = same && before != null ? before.contents : read(look.settings(), got);
    Ask.Known marks = got.marks();
    if (source != null || marks != null) {
      kept.put(
          look.check().id(),
          new Remembered(look.settings(), source, marks, http.now(), got.body().size(), contents));
    }
    return contents;
  }

  private Contents read(PageSettings settings, Answer.Got got) throws InterruptedException {
    if (!settings.asksAboutElements() || got.body().size() < LARGE) {
      return PageReader.read(settings, got);
    }
    large.acquire();
    try {
      return PageReader.read(settings, got);
    } finally {
      large.release();
    }
  }

  @Override
  public Judgement judge(Look<PageSettings> look, PageFacts facts, Memory memory, Instant now) {
    return PageJudge.judge(look.touchpoint(), look.settings(), facts, memory, now);
  }
}
