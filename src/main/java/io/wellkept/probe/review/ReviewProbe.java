package io.wellkept.probe.review;

import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.Probe;
import io.wellkept.probe.voice.AnswerClock;
import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.VoiceSource;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Looks at what customers write in public, and waits for its answer. */
public final class ReviewProbe implements Probe<ReviewSettings, Heard> {
  /** Findings with less confidence are shown and alarm nobody. */
  static final double THRESHOLD = 0.6;

  public static final Kind KIND =
      new Kind(
              "reviews",
              ReviewSettings.class,
              new Schedule(Duration.ofMinutes(30), Duration.ZERO),
              THRESHOLD,
              false,
              false,
              settings -> ((ReviewSettings) settings).target())
          .keeping("rating");

  private final ReviewSources sources;
  private final InstantSource clock;

  /**
   * @param clock tells from when on reviews are asked for
   */
  public ReviewProbe(ReviewSources sources, InstantSource clock) {
    this.sources = sources;
    this.clock = clock;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Heard look(Look<ReviewSettings> look) throws InterruptedException {
    ReviewSettings settings = look.settings();
    VoiceSource source = sources.of(settings.source(), look.check().id().toString());
    Instant since = ReviewJudge.since(settings, look.memory(), source.byChange(), clock.instant());
    return source.hear(
        since, AnswerClock.open(look.memory()), look.atMost(settings.timeout()), look.fresh());
  }

  @Override
  public Judgement judge(Look<ReviewSettings> look, Heard heard, Memory memory, Instant now) {
    return switch (heard) {
      case Heard.Deaf deaf -> new Judgement(new Observation.Blind(deaf.fault()), memory);
      case Heard.Told told -> ReviewJudge.judge(look, told, memory, now);
    };
  }
}
