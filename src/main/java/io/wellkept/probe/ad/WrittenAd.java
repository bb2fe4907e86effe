package io.wellkept.probe.ad;

import io.wellkept.probe.PageSettings;
import io.wellkept.touchpoint.Doc;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One ad as somebody wrote it down, or what they add to what a source tells of it. */
@Doc("An ad, or what is added to the ad of that id in the source")
public record WrittenAd(
    @Doc(value = "What tells it from others; with a source, the vendor's id", example = "autumn-1")
        String id,
    @Doc(value = "What people call it; the id if left out", example = "Autumn box, search")
        @Nullable String name,
    @Doc(
            value = "Where it leads, with all parameters",
            example = "https://shop.example.org/autumn?utm_source=search")
        @Nullable String url,
    @Doc(
            value = "The addresses, if it leads to several",
            example = "[https://shop.example.org/tea, https://shop.example.org/cups]")
        @Nullable List<String> urls,
    @Doc(value = "Its campaign", example = "Autumn") @Nullable String campaign,
    @Doc(value = "The last day on which it should run", example = "2026-11-30")
        @Nullable LocalDate ends,
    @Doc(
            value = "What it promises: texts that must be on the page it leads to",
            example = "[Free delivery]")
        @Nullable List<String> claims,
    @Doc(
            value = "Where this one must end up, instead of what is said for all",
            example = "[shop.example.org/autumn*]")
        @Nullable List<String> landsAt,
    @Doc(value = "What it costs in a week, with the currency", example = "212 EUR")
        @Nullable String spend) {
  private static final Pattern SPEND =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,4})?)\\s*([A-Za-z]{3})?");
  private static final Duration WEEK = Duration.ofDays(7);

  public WrittenAd {
    if (id == null || id.isBlank()) {
      throw new IllegalArgumentException("an ad needs an id, to be told from others");
    }
    urls = urls == null ? List.of() : List.copyOf(urls);
    PageSettings.requireAddress(url);
    urls.forEach(PageSettings::requireAddress);
    claims = AdSettings.texts("claims", claims);
    landsAt = AdSettings.texts("lands-at", landsAt);
    if (spend != null && !SPEND.matcher(spend.strip()).matches()) {
      throw new IllegalArgumentException(
          "spend '" + spend + "' is not an amount such as 212 EUR or 9.50 EUR");
    }
  }

  List<String> addresses() {
    return Stream.concat(Stream.ofNullable(url), urls().stream()).distinct().toList();
  }

  @Override
  public List<String> urls() {
    return Objects.requireNonNull(urls);
  }

  @Override
  public List<String> claims() {
    return Objects.requireNonNull(claims);
  }

  @Override
  public List<String> landsAt() {
    return Objects.requireNonNull(landsAt);
  }

  Ad.@Nullable Spend costs() {
    if (spend == null) {
      return null;
    }
    Matcher matcher = SPEND.matcher(spend.strip());
    if (!matcher.matches()) {
      throw new IllegalStateException("spend " + spend + " passed the constructor");
    }
    String currency = matcher.group(2) == null ? "" : matcher.group(2);
    return new Ad.Spend(new BigDecimal(matcher.group(1)), currency, -1, -1, WEEK);
  }

  /** As if a source had told of it; whether it runs is for its end to say. */
  Ad ad(ZoneId zone) {
    return new Ad(
        id,
        name == null ? id : name,
        campaign == null ? "" : campaign,
        addresses(),
        "",
        ends == null ? null : ends.plusDays(1).atStartOfDay(zone).toInstant(),
        Ad.Running.RUNNING,
        "",
        Ad.Review.UNKNOWN,
        costs(),
        null,
        claims(),
        "");
  }
}
