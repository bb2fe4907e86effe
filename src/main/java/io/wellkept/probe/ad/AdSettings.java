package io.wellkept.probe.ad;

import io.wellkept.probe.Look;
import io.wellkept.probe.Wording;
import io.wellkept.probe.destination.Tracking;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.RealTime;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What ads there are, and what must be where they lead. */
@Doc("Whether ads lead where they should, and keep what they promise")
public record AdSettings(
    @Doc("Ads written here; with a source, what is added to its ads") @Nullable List<WrittenAd> ads,
    @Doc("Where the ads come from") @Nullable SourceSettings source,
    @Doc(
            value =
                "Where visitors must end up, one of them: addresses, or host and path in which *"
                    + " stands for anything",
            example = "[shop.example.org/autumn*]")
        @Nullable List<String> landsAt,
    @Doc(
            value = "Texts that must be on every page that an ad leads to",
            example = "[Add to basket]")
        @Nullable List<String> claims,
    @Doc(
            value =
                "Parameters that every redirect must hand on; those that the large vendors and"
                    + " tools use if left out",
            example = "[utm_*, gclid, partner]")
        @Nullable List<String> keep,
    @Doc(
            value =
                "Whether the vendor adds a parameter at each click: we add one with a test value,"
                    + " gclid, or fbclid where the source is Meta",
            standard = "false")
        @Nullable Boolean autoTag,
    @Doc(
            value =
                "Words that say that there is nothing left, wherever they stand on the page;"
                    + " the usual ones of several languages if left out",
            example = "[All places are taken]")
        @Nullable List<String> soldOut,
    @Doc(
            value =
                "A running ad that nobody was shown for so long is a finding; never if left"
                    + " out",
            example = "3d")
        @Nullable Duration noImpressionsFor,
    @Doc(value = "What is wrong with an ad that costs so much a week is critical", standard = "100")
        @Nullable Double criticalSpend,
    @Doc(
            value = "How long before the end of the page's offer it is told that the ad runs on",
            standard = "3d")
        @Nullable Duration warnAhead,
    @Doc(
            value =
                "Where days end, of ads written here and on pages; a day is over when it is over"
                    + " everywhere on Earth if left out",
            example = "Europe/Berlin")
        @Nullable ZoneId zone,
    @Doc(value = "When to give up on a page, at most 30s", standard = "15s") @RealTime
        @Nullable Duration timeout) {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration USUAL_AHEAD = Duration.ofDays(3);
  private static final double USUAL_CRITICAL = 100;
  private static final int MOST_WRITTEN = 5_000;

  public AdSettings {
    ads = ads == null ? List.of() : List.copyOf(ads);
    if (ads.isEmpty() && source == null) {
      throw new IllegalArgumentException(
          "there are no ads: write some under ads, or name a source");
    }
    if (ads.size() > MOST_WRITTEN) {
      throw new IllegalArgumentException("more than " + MOST_WRITTEN + " ads: use a source");
    }
    requireIds(ads);
    boolean alone = source == null;
    ads.forEach(ad -> requireAddress(ad, alone));
    landsAt = texts("lands-at", landsAt);
    claims = texts("claims", claims);
    keep = texts("keep", keep);
    Tracking.of(keep);
    autoTag = autoTag != null && autoTag;
    soldOut = texts("sold-out", soldOut);
    requirePositive("no-impressions-for", noImpressionsFor);
    criticalSpend = criticalSpend == null ? USUAL_CRITICAL : criticalSpend;
    if (criticalSpend < 0) {
      throw new IllegalArgumentException(
          "critical-spend " + criticalSpend + " is less than nothing");
    }
    warnAhead = warnAhead == null ? USUAL_AHEAD : warnAhead;
    if (warnAhead.isNegative()) {
      throw new IllegalArgumentException("warn-ahead is less than nothing");
    }
    timeout = timeout == null ? USUAL_TIMEOUT : timeout;
    requirePositive("timeout", timeout);
    if (timeout.compareTo(Look.DEADLINE) > 0) {
      throw new IllegalArgumentException("timeout is more than 30s");
    }
  }

  private static void requireIds(List<WrittenAd> ads) {
    Set<String> ids = new HashSet<>();
    for (WrittenAd ad : ads) {
      if (!ids.add(ad.id())) {
        throw new IllegalArgumentException("two ads have the id '" + ad.id() + "'");
      }
    }
  }

  private static void requireAddress(WrittenAd ad, boolean alone) {
    if (alone && ad.addresses().isEmpty()) {
      throw new IllegalArgumentException(
          "ad '" + ad.id() + "' leads nowhere: give it a url, or name the source that knows it");
    }
  }

  private static void requirePositive(String name, @Nullable Duration span) {
    if (span != null && (span.isNegative() || span.isZero())) {
      throw new IllegalArgumentException(name + " must be more than nothing");
    }
  }

  static List<String> texts(String name, @Nullable List<String> texts) {
    List<String> copy = texts == null ? List.of() : List.copyOf(texts);
    for (String text : copy) {
      if (Wording.plain(text).isEmpty()) {
        throw new IllegalArgumentException(name + " has an empty text: leave it out");
      }
    }
    return copy;
  }

  /** The host that most of its looks are at, as far as that is written here. */
  Optional<String> target() {
    return ads().stream().flatMap(ad -> ad.addresses().stream()).findFirst();
  }

  /** Whether the ads come from where they are booked, and not from somebody's list. */
  boolean vendor() {
    return source != null && (source.google() != null || source.meta() != null);
  }

  Tracking tracking() {
    return Tracking.of(keep());
  }

  ZoneId zoneOrLast() {
    return zone == null ? ZoneOffset.ofHours(-12) : zone;
  }

  @Override
  public List<WrittenAd> ads() {
    return Objects.requireNonNull(ads);
  }

  @Override
  public List<String> landsAt() {
    return Objects.requireNonNull(landsAt);
  }

  @Override
  public List<String> claims() {
    return Objects.requireNonNull(claims);
  }

  @Override
  public List<String> keep() {
    return Objects.requireNonNull(keep);
  }

  @Override
  public Boolean autoTag() {
    return Objects.requireNonNull(autoTag);
  }

  /** What the vendor adds at each click. */
  String clickParameter() {
    return source != null && source.meta() != null ? "fbclid" : "gclid";
  }

  @Override
  public List<String> soldOut() {
    return Objects.requireNonNull(soldOut);
  }

  @Override
  public Double criticalSpend() {
    return Objects.requireNonNull(criticalSpend);
  }

  @Override
  public Duration warnAhead() {
    return Objects.requireNonNull(warnAhead);
  }

  @Override
  public Duration timeout() {
    return Objects.requireNonNull(timeout);
  }
}
