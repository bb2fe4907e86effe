package io.wellkept.probe.social;

import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.Probe;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Looks whether a profile is there, something is posted, and who speaks to us is answered. */
public final class SocialProbe implements Probe<SocialSettings, Profile> {
  /** One look is enough for an answer; what must be seen twice is counted by the judge. */
  public static final Kind KIND =
      new Kind(
          "social",
          SocialSettings.class,
          new Schedule(Duration.ofHours(1), Duration.ZERO),
          0,
          false,
          false,
          settings -> ((SocialSettings) settings).source().target());

  /** Comments come soon after a post, or below one of which somebody waits already. */
  private static final Duration YOUNG = Duration.ofDays(60);

  private final SocialSources sources;
  private final InstantSource clock;

  /**
   * @param clock tells which posts are young
   */
  public SocialProbe(SocialSources sources, InstantSource clock) {
    this.sources = sources;
    this.clock = clock;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Profile look(Look<SocialSettings> look) throws InterruptedException {
    SocialSettings settings = look.settings();
    TimeLeft time = TimeLeft.of(look.atMost(settings.timeout()));
    SocialSource.Wanted wanted =
        new SocialSource.Wanted(
            settings.comments(), clock.instant().minus(YOUNG), SocialMemory.threads(look.memory()));
    return sources
        .of(settings.source(), look.check().id().toString())
        .look(wanted, time, look.fresh());
  }

  @Override
  public Judgement judge(Look<SocialSettings> look, Profile facts, Memory memory, Instant now) {
    return SocialJudge.judge(look, facts, memory, now);
  }
}
