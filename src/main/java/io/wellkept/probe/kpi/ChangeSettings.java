package io.wellkept.probe.kpi;

import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When a number is unusual for its hour. */
@Doc("When a number is unusual, compared with the same hours of the last weeks")
public record ChangeSettings(
    @Doc(
            value = "How many times the usual spread it must be away from what is usual",
            standard = "4")
        @Nullable Double sensitivity,
    @Doc(
            value = "How far away it must be at least, in its own unit",
            standard = "0",
            example = "10")
        @Nullable Double least,
    @Doc(value = "Which way is wrong", standard = "down") @Nullable Direction direction,
    @Doc(value = "For how many whole hours in a row, from 1 to 24", standard = "2")
        @Nullable Integer hours) {
  /** Which way a number goes. */
  public enum Direction {
    DOWN,
    UP,
    BOTH
  }

  private static final int MOST_HOURS = 24;
  private static final double USUAL_SENSITIVITY = 4;

  public ChangeSettings {
    sensitivity = sensitivity == null ? USUAL_SENSITIVITY : sensitivity;
    if (!(sensitivity >= 1 && sensitivity <= 1_000)) {
      throw new IllegalArgumentException("sensitivity must be between 1 and 1000");
    }
    least = least == null ? 0 : least;
    if (!(least >= 0) || least.isInfinite()) {
      throw new IllegalArgumentException("least must not be less than nothing");
    }
    direction = direction == null ? Direction.DOWN : direction;
    hours = hours == null ? 2 : hours;
    if (hours < 1 || hours > MOST_HOURS) {
      throw new IllegalArgumentException("hours must be between 1 and " + MOST_HOURS);
    }
  }

  @Override
  public Double sensitivity() {
    return Objects.requireNonNull(sensitivity);
  }

  @Override
  public Double least() {
    return Objects.requireNonNull(least);
  }

  @Override
  public Direction direction() {
    return Objects.requireNonNull(direction);
  }

  @Override
  public Integer hours() {
    return Objects.requireNonNull(hours);
  }

  /** Whether a difference of that sign is one that matters. */
  boolean matters(double difference) {
    return difference < 0 ? direction() != Direction.UP : direction() != Direction.DOWN;
  }
}
