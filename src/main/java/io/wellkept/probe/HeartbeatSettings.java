package io.wellkept.probe;

import io.wellkept.touchpoint.Called;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How often somebody else must call us. */
@Doc("Whether somebody else's job calls us as often as it should")
public record HeartbeatSettings(
    @Doc(value = "The longest time between two calls", example = "1d") Duration expectEvery,
    @Doc(
            value =
                "How much later a call may come before it is late; a tenth of expect-every and at"
                    + " least 1m if left out",
            example = "1h")
        @Nullable Duration grace)
    implements Called {
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  public HeartbeatSettings {
    // Reflection may hand over nothing where the YAML says nothing.
    if (expectEvery == null) {
      throw new IllegalArgumentException("expect-every is missing: say how often a call must come");
    }
    if (expectEvery.isNegative() || expectEvery.isZero()) {
      throw new IllegalArgumentException("expect-every must be more than nothing");
    }
    grace = grace == null ? longer(expectEvery.dividedBy(10), SHORTEST) : grace;
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace " + Spans.text(grace) + " is less than nothing");
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  @Override
  public String door() {
    return BEAT;
  }

  @Override
  public Wants wants() {
    return Wants.BEAT;
  }

  @Override
  public Duration grace() {
    return Objects.requireNonNull(grace);
  }
}
