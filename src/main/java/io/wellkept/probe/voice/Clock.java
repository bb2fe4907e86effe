package io.wellkept.probe.voice;

import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Within;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A voice that waits, and since when that counts.
 *
 * @param word what an answer would be to was said then; a later word begins another clock
 * @param start when its time began, moved by the time in which the clock stood still
 * @param halfStart the same for its half, which once over stays over
 * @param told when its source told of it last
 * @param gone since when it is not there; null while it is
 */
record Clock(
    Voice voice,
    Instant word,
    Instant start,
    Instant halfStart,
    Instant told,
    @Nullable Instant gone) {
  /** When half of the time is over, and all of it. */
  record Times(Instant half, Instant end) {}

  /** One that begins. */
  static Clock begins(Voice voice, Instant start, Instant now) {
    return new Clock(voice, voice.lastWord(), start, start, now, null);
  }

  /** Whether it holds all that a clock has: what is remembered may be of another time. */
  boolean whole() {
    return voice != null
        && voice.source() != null
        && voice.id() != null
        && voice.at() != null
        && voice.reply() != null
        && word != null
        && start != null
        && halfStart != null
        && told != null;
  }

  Times times(Within within, Person owner) {
    return new Times(within.halfAfter(owner, halfStart), within.after(owner, start));
  }

  /** The same clock, after it stood still. What was over before does not become young again. */
  Clock stoodStill(Instant from, Instant until, Times times) {
    Duration span = Duration.between(from, until);
    if (span.isNegative()) {
      return this;
    }
    Instant later = from.isBefore(times.end) ? start.plus(span) : start;
    Instant laterHalf = from.isBefore(times.half) ? halfStart.plus(span) : halfStart;
    return new Clock(voice, word, later, laterHalf, told, gone);
  }

  /** The same clock, after its source told of it again. */
  Clock heard(Voice now, Instant when) {
    return new Clock(now, word, start, halfStart, when, null);
  }

  /** The same voice, whose time began anew. */
  Clock startsAt(Instant moment) {
    return new Clock(voice, word, moment, moment, told, gone);
  }

  Clock saying(String words) {
    return new Clock(voice.saying(words), word, start, halfStart, told, gone);
  }

  Clock goneSince(Instant when) {
    return new Clock(voice, word, start, halfStart, told, when);
  }
}
