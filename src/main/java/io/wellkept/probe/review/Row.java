package io.wellkept.probe.review;

import io.wellkept.touchpoint.Voice;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One review as a service lists it.
 *
 * @param listedBy the time by which the service sorts its list
 */
record Row(Voice voice, Instant listedBy) {
  /** Some services stamp a review, too, when its answer comes in. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  /**
   * When a review was written anew; null if it was not.
   *
   * @param at when it was written first
   * @param updated when it was changed last, as the service says
   * @param answered when the answer was given
   */
  static @Nullable Instant editedAt(
      Instant at, @Nullable Instant updated, @Nullable Instant answered) {
    if (updated == null || !updated.isAfter(at)) {
      return null;
    }
    boolean byTheAnswer =
        answered != null && updated.isAfter(answered) && !updated.isAfter(answered.plus(SLACK));
    return byTheAnswer ? null : updated;
  }

  /** The stars, where it is one of five that are given; null for anything else. */
  static @Nullable Double stars(double number) {
    return number >= 1 && number <= 5 ? number : null;
  }

  /** Where people read it; null if the id is none that belongs into an address. */
  static @Nullable String link(String place, String id) {
    return id.matches("[\\w.:-]{1,200}") ? place + id : null;
  }

  /** Title and text as one; either may be missing. */
  static String text(String title, String body) {
    String head = title.strip();
    String rest = body.strip();
    return head.isEmpty() || rest.isEmpty() || rest.startsWith(head)
        ? (rest.isEmpty() ? head : rest)
        : head + "\n" + rest;
  }
}
