package io.wellkept.probe;

import io.wellkept.probe.FreshnessFacts.Contents;
import io.wellkept.probe.FreshnessSettings.Counts;
import io.wellkept.probe.freshness.Sign;
import io.wellkept.probe.freshness.Sign.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How old a page is, and how we know.
 *
 * @param newest the moment of the last news
 * @param sign what says so; null if it is our own history
 * @param capped whether the sign claims more than our own history admits
 * @param confidence from 0 to 1: how sure it is that nothing newer has come
 */
record Age(Instant newest, @Nullable Sign sign, boolean capped, double confidence) {
  /** Signs below it are shown and decide nothing. */
  static final double BELIEVED = 0.5;

  /** We have looked all the time, and it has not changed. */
  private static final double WATCHED = 0.95;

  /** A day of first publication alone says little about later changes. */
  private static final double ONLY_PUBLISHED = 0.85;

  /** Another sign, too weak to be believed, may be right all the same. */
  private static final double IN_DOUBT = 0.5;

  private static final double WORTH_A_DOUBT = 0.3;
  private static final double OWN_CHANGE = 0.9;

  /** A whole day lasts to its end. */
  private static final Duration DAY = Duration.ofDays(1);

  Duration span(Instant now) {
    return Duration.between(newest, now);
  }

  /** What our own looks say, as far as they say anything. */
  private record Watched(@Nullable Instant since, @Nullable Instant changed) {
    static final Watched NOTHING = new Watched(null, null);

    static Watched of(Contents contents, FreshnessMemory memory) {
      boolean telling = contents.content().substantial() && !memory.isRestless();
      return telling ? new Watched(memory.unchangedSince(), memory.changed()) : NOTHING;
    }
  }

  /** Empty as long as nothing says how old the page is. */
  static Optional<Age> of(
      FreshnessSettings settings,
      Contents contents,
      List<Sign> elsewhere,
      FreshnessMemory memory,
      Instant now) {
    Watched watched = Watched.of(contents, memory);
    Counts counts = settings.counts();
    Sign sign = FreshnessJudge.newest(counts, contents.dated(), elsewhere).orElse(null);
    Instant changed = counts == Counts.NEWEST || counts == Counts.CONTENT ? watched.changed : null;
    if (sign == null && changed == null) {
      return undated(settings, watched, now);
    }
    Instant said = sign == null ? null : news(sign, watched.since);
    boolean own = said == null || (changed != null && changed.isAfter(said));
    Instant newest = own ? changed : said;
    if (newest == null) {
      return Optional.empty();
    }
    double base = own || sign == null ? OWN_CHANGE : sign.confidence();
    if (!own && sign != null && sign.equals(contents.dated().published())) {
      base *= ONLY_PUBLISHED;
    }
    boolean all = watchedLongEnough(settings, watched, now);
    double confidence = all ? Math.max(base, WATCHED) : base;
    if (!all && doubtful(settings, contents, now)) {
      confidence = Math.min(confidence, IN_DOUBT);
    }
    boolean capped = !own && sign != null && newest.isBefore(end(sign));
    return Optional.of(new Age(newest, own ? null : sign, capped, confidence));
  }

  /** Our first look says nothing of the time before it: only that it is at least that old. */
  private static Optional<Age> undated(FreshnessSettings settings, Watched watched, Instant now) {
    return watchedLongEnough(settings, watched, now) && watched.since != null
        ? Optional.of(new Age(watched.since, null, false, OWN_CHANGE))
        : Optional.empty();
  }

  private static boolean watchedLongEnough(
      FreshnessSettings settings, Watched watched, Instant now) {
    Duration most = settings.maxAge();
    return most != null
        && watched.since != null
        && Duration.between(watched.since, now).compareTo(most) > 0;
  }

  /**
   * When the news came: at the end of a whole day. A page whose main content we saw unchanged has
   * no news since, whatever its machines write into it; a feed speaks of other pages as well.
   */
  private static Instant news(Sign sign, @Nullable Instant unchangedSince) {
    Instant end = end(sign);
    if (unchangedSince == null || sign.source() == Source.FEED || !end.isAfter(unchangedSince)) {
      return end;
    }
    return later(unchangedSince, sign);
  }

  /** A sign of today's morning is no lie because we first looked at noon. */
  private static Instant later(Instant unchangedSince, Sign sign) {
    boolean sameDay = sign.wholeDay() && !sign.at().isAfter(unchangedSince);
    return sameDay ? end(sign) : unchangedSince;
  }

  private static Instant end(Sign sign) {
    return sign.wholeDay() ? sign.at().plus(DAY) : sign.at();
  }

  private static boolean doubtful(FreshnessSettings settings, Contents contents, Instant now) {
    Duration most = settings.maxAge();
    return most != null
        && contents.dated().signs().stream()
            .filter(sign -> sign.source() != Source.LAST_MODIFIED)
            .filter(sign -> sign.confidence() >= WORTH_A_DOUBT)
            .anyMatch(sign -> end(sign).isAfter(now.minus(most)));
  }
}
