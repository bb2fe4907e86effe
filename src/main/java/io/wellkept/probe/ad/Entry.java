package io.wellkept.probe.ad;

import io.wellkept.probe.destination.Agreed;
import io.wellkept.touchpoint.Live;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An ad with all that is known of it: by its source, and by whoever wrote the settings.
 *
 * @param listed whether a source tells of it, and so whether it runs
 * @param stops when the vendor stops it by itself, whatever it goes on calling it; null if nobody
 *     does
 */
record Entry(Ad ad, boolean listed, List<String> landsAt, @Nullable Instant stops) {
  /** A vendor may need that long to stop an ad. */
  private static final Duration GRACE = Duration.ofHours(1);

  private static final BigDecimal WEEK = BigDecimal.valueOf(Duration.ofDays(7).toSeconds());

  /** What an ad does, as far as we must care. */
  enum State {
    RUNS,
    /** It is shown although it should not be any more. */
    RUNS_ON,
    /** Nobody is shown it, or nobody knows. */
    RESTS
  }

  /**
   * All ads, those that cost most first.
   *
   * @param listed what the source tells; empty without a source
   */
  static List<Entry> of(AdSettings settings, List<Ad> listed) {
    Map<String, WrittenAd> written = new LinkedHashMap<>();
    settings.ads().forEach(ad -> written.put(ad.id(), ad));
    List<Entry> entries = new ArrayList<>();
    for (Ad ad : listed) {
      WrittenAd more = written.remove(ad.id());
      Ad whole = more == null ? ad : joined(ad, more.ad(settings.zoneOrLast()));
      entries.add(entry(settings, whole, true, more, settings.vendor() ? ad.endsAt() : null));
    }
    for (WrittenAd ad : written.values()) {
      // Without an address it only adds to what the source tells, and the source knows no such ad.
      if (!ad.addresses().isEmpty()) {
        entries.add(entry(settings, ad.ad(settings.zoneOrLast()), false, ad, null));
      }
    }
    entries.sort((one, other) -> other.weekly().compareTo(one.weekly()));
    return entries;
  }

  private static Entry entry(
      AdSettings settings,
      Ad ad,
      boolean listed,
      @Nullable WrittenAd written,
      @Nullable Instant stops) {
    List<String> own = written == null ? List.of() : written.landsAt();
    return new Entry(ad, listed, own.isEmpty() ? settings.landsAt() : own, stops);
  }

  private static Ad joined(Ad told, Ad written) {
    return new Ad(
        told.id(),
        written.name().equals(written.id()) ? told.name() : written.name(),
        told.campaign().isEmpty() ? written.campaign() : told.campaign(),
        both(told.destinations(), written.destinations()),
        told.parameters(),
        earlier(told.endsAt(), written.endsAt()),
        told.running(),
        told.said(),
        told.review(),
        told.spend() == null ? written.spend() : told.spend(),
        told.link(),
        both(told.claims(), written.claims()),
        told.source());
  }

  private static List<String> both(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).distinct().toList();
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  /** When nobody should be shown it any more; null if that is open. */
  @Nullable Instant endsAt(Live live) {
    return earlier(ad.endsAt(), live.until());
  }

  State state(Live live, Instant now) {
    Instant end = endsAt(live);
    boolean over = end != null && !now.isBefore(end);
    return switch (ad.running()) {
      case RUNNING -> !over ? State.RUNS : runsOn(end, now) ? State.RUNS_ON : State.RESTS;
      // The vendor has a new word for it: better looked at once too often.
      case UNKNOWN -> over ? State.RESTS : State.RUNS;
      case PAUSED -> State.RESTS;
      case ENDED -> shownSince(end, now) ? State.RUNS_ON : State.RESTS;
    };
  }

  private boolean runsOn(@Nullable Instant end, Instant now) {
    if (stops != null && !now.isBefore(stops)) {
      return shownSince(stops, now);
    }
    return listed && end != null && now.isAfter(end.plus(GRACE));
  }

  /** Whether all the time in which it was shown lies after its end. */
  private boolean shownSince(@Nullable Instant end, Instant now) {
    Ad.Spend spend = ad.spend();
    return end != null
        && spend != null
        && spend.impressions() > 0
        && now.isAfter(end.plus(spend.over()).plus(Duration.ofDays(1)));
  }

  /** Whether the source says that nobody was shown it lately. */
  boolean unseen() {
    Ad.Spend spend = ad.spend();
    return listed
        && spend != null
        && spend.impressions() == 0
        && ad.running() == Ad.Running.RUNNING;
  }

  /** Whether anybody says to how many it was shown. */
  boolean figures() {
    Ad.Spend spend = ad.spend();
    return spend != null && spend.impressions() >= 0;
  }

  /** What it costs in a week; zero if nobody says. */
  BigDecimal weekly() {
    Ad.Spend spend = ad.spend();
    if (spend == null || spend.over().toSeconds() < 1) {
      return BigDecimal.ZERO;
    }
    BigDecimal seconds = BigDecimal.valueOf(spend.over().toSeconds());
    return spend.amount().multiply(WEEK).divide(seconds, 2, RoundingMode.HALF_UP);
  }

  /** Three letters; empty if nobody says. */
  String currency() {
    Ad.Spend spend = ad.spend();
    return spend == null ? "" : spend.currency();
  }

  /** What must be on the pages it leads to. */
  List<String> claims(AdSettings settings) {
    return both(ad.claims(), settings.claims());
  }

  Agreed agreed(AdSettings settings, Live live) {
    return new Agreed(claims(settings), landsAt, endsAt(live), settings.warnAhead());
  }
}
