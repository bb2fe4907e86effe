package io.wellkept.touchpoint;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Settings of a check that others may call instead of us looking. */
public interface Called {
  /** Where others say that they are alive, or a number. */
  String BEAT = "beat";

  /** Where others say which customer came to which stage. */
  String PASSAGES = "passages";

  /** By which door, the first part of the address; null if nobody calls. */
  @Nullable String door();

  /** What others may send. */
  enum Wants {
    /** That a job ran, or failed. */
    BEAT,
    NUMBER,
    PASSAGES
  }

  /** What is to be sent there. */
  Wants wants();

  /** For how long it is kept who reached which stage. */
  default Duration keepsPassages() {
    return Duration.ZERO;
  }
}
