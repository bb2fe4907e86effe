package io.wellkept.probe;

import io.wellkept.probe.freshness.Rule;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.RealTime;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** How old a page may be. Everything may be left out. */
@Doc("Whether a page is kept up to date, and says nothing that is wrong by now")
public record FreshnessSettings(
    @Doc(
            value = "The address to look at; the touchpoint's own if left out",
            example = "https://shop.example.org/blog")
        @Nullable String url,
    @Doc(
            value =
                "How long nothing new may come; without it only what is wrong by now is looked for",
            example = "14d")
        @Nullable Duration maxAge,
    @Doc(
            value =
                "What counts as new: the newest of all, only what the page calls changed, only what"
                    + " it calls published, or only what we saw change ourselves",
            standard = "newest")
        @Nullable Counts counts,
    @Doc(
            value =
                "CSS selector of the main content, whose changes count; found by itself if left"
                    + " out",
            example = "main .content")
        @Nullable String main,
    @Doc(
            value = "CSS selectors of parts that do not count",
            example = "[.weather, \"#recently-viewed\"]")
        @Nullable List<String> ignore,
    @Doc(
            value =
                "Address of the feed that belongs to the page, or none; found by itself if left"
                    + " out",
            example = "https://shop.example.org/blog/feed.xml")
        @Nullable String feed,
    @Doc(
            value = "Address of the sitemap, or none; found by itself if left out",
            example = "https://shop.example.org/sitemap.xml")
        @Nullable String sitemap,
    @Doc(
            value =
                "Languages in which offers and notices are looked for: en, de, fr, es, it, nl, pl;"
                    + " the page's own and English if left out",
            example = "[de, en]")
        @Nullable List<String> languages,
    @Doc(
            value =
                "The zone in which the page's days end; if left out, a day is over when it is over"
                    + " everywhere on Earth",
            example = "Europe/Berlin")
        @Nullable ZoneId zone,
    @Doc(
            value = "What is wrong by now and yet is not to be looked for",
            example = "[copyright, season]")
        @Nullable List<Rule> without,
    @Doc(
            value = "Headers to send along; never shown anywhere",
            example = "{Authorization: \"Bearer ${env:PREVIEW_TOKEN}\"}")
        @Nullable Map<String, String> headers,
    @Doc(value = "When to give up, at most 30s", standard = "30s") @RealTime
        @Nullable Duration timeout)
    implements AtPage {
  private static final String NONE = "none";
  private static final Set<String> LANGUAGES = Set.of("en", "de", "fr", "es", "it", "nl", "pl");

  /** What counts as new. */
  public enum Counts {
    /** The newest of all that follows. */
    NEWEST,
    /** What the page calls changed. */
    CHANGED,
    /** What the page calls published. */
    PUBLISHED,
    /** That we saw its main content change. */
    CONTENT
  }

  /** Looks only for what is wrong by now. */
  public static final FreshnessSettings USUAL =
      new FreshnessSettings(null, null, null, null, null, null, null, null, null, null, null, null);

  public FreshnessSettings {
    PageSettings.requireAddress(url);
    if (maxAge != null && (maxAge.isZero() || maxAge.isNegative())) {
      throw new IllegalArgumentException(
          "max-age " + Spans.text(maxAge) + " is no time: write for example 14d");
    }
    counts = counts == null ? Counts.NEWEST : counts;
    if (main != null) {
      PageSettings.requireSelector("main", main);
    }
    ignore = ignore == null ? List.of() : List.copyOf(ignore);
    ignore.forEach(selector -> PageSettings.requireSelector("ignore", selector));
    requireAddressOrNone("feed", feed);
    requireAddressOrNone("sitemap", sitemap);
    languages = languages == null ? List.of() : List.copyOf(languages);
    languages.forEach(FreshnessSettings::requireLanguage);
    without = without == null ? List.of() : List.copyOf(without);
    headers =
        headers == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    headers.forEach(PageSettings::requireHeader);
    timeout =
        PageSettings.within("timeout", timeout == null ? Look.DEADLINE : timeout, Look.DEADLINE);
  }

  private static void requireAddressOrNone(String name, @Nullable String address) {
    if (address != null && !address.equals(NONE) && HttpUrl.parse(address) == null) {
      throw new IllegalArgumentException(
          name
              + " '"
              + ShownAddress.of(address)
              + "' is not an address that begins with https:// or http://, nor none");
    }
  }

  private static void requireLanguage(String language) {
    if (!LANGUAGES.contains(language)) {
      throw new IllegalArgumentException(
          "language '"
              + language
              + "' is not one of those that we can read: "
              + String.join(", ", new TreeSet<>(LANGUAGES)));
    }
  }

  boolean asksFeed() {
    return !NONE.equals(feed);
  }

  boolean asksSitemap() {
    return !NONE.equals(sitemap);
  }

  /** The zone for dates that name none. */
  ZoneId zoneOrUtc() {
    return zone == null ? ZoneOffset.UTC : zone;
  }

  @Override
  public Counts counts() {
    return Objects.requireNonNull(counts);
  }

  @Override
  public List<String> ignore() {
    return Objects.requireNonNull(ignore);
  }

  @Override
  public List<String> languages() {
    return Objects.requireNonNull(languages);
  }

  @Override
  public List<Rule> without() {
    return Objects.requireNonNull(without);
  }

  @Override
  public Map<String, String> headers() {
    return Objects.requireNonNull(headers);
  }

  @Override
  public Duration timeout() {
    return Objects.requireNonNull(timeout);
  }

  /** Without addresses' and headers' secrets. */
  @Override
  public String toString() {
    return "FreshnessSettings[" + shown() + "]";
  }
}
