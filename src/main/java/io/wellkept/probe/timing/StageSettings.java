package io.wellkept.probe.timing;

import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.Names;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One stage, and how long customers are meant to take to it. */
@Doc("A stage of the way, in the customer's order")
public record StageSettings(
    @Doc(
            value = "Its id, as the events say it; called as in journey.yaml if it is there",
            example = "delivery")
        String stage,
    @Doc(
            value = "How long customers are meant to take to it from the stage before",
            example = "21d")
        @Nullable Duration within,
    @Doc(
            value = "How long nine in ten may take to it at most; not looked at if left out",
            example = "35d")
        @Nullable Duration nineInTenWithin) {
  public StageSettings {
    // Reflection may hand over nothing where the YAML says nothing.
    if (stage == null) {
      throw new IllegalArgumentException("a stage has no name: set stage");
    }
    Names.require("stage", stage);
    requirePositive("within", within);
    requirePositive("nine-in-ten-within", nineInTenWithin);
  }

  /**
   * After how long somebody is late who is not there yet; empty if nobody ever is.
   *
   * @param more so many times what was intended are still taken
   */
  Optional<Duration> most(double more) {
    Duration median = within;
    return median == null
        ? Optional.ofNullable(nineInTenWithin)
        : Optional.of(Duration.ofSeconds(Math.round(median.toSeconds() * more)));
  }

  private static void requirePositive(String name, @Nullable Duration span) {
    if (span != null && (span.isNegative() || span.isZero())) {
      throw new IllegalArgumentException(name + " must be more than nothing");
    }
  }
}
