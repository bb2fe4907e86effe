package io.wellkept.probe.stock;

import io.wellkept.probe.Look;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.RealTime;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Where to take stock, and how far. */
@Doc("Whether a site shows touchpoints that nobody registered, or promotes dead ones")
public record InventorySettings(
    @Doc(
            value = "Where to begin; the touchpoint's own address if left out",
            example = "https://shop.example.org/")
        @Nullable String url,
    @Doc(value = "How many pages are read at most, 1 to 500", standard = "50")
        @Nullable Integer pages,
    @Doc(value = "How many links away from the beginning, 0 to 5", standard = "2")
        @Nullable Integer depth,
    @Doc(value = "Whether the pages in the site's sitemap count too", standard = "true")
        @Nullable Boolean sitemap,
    @Doc(
            value =
                "What nobody needs to answer for: addresses, in which * stands for anything, or"
                    + " parts of numbers and names",
            example = "[shop.example.org/legal/*, \"*.example.com/*\", Crisp]")
        @Nullable List<String> except,
    @Doc(
            value = "A promoted channel or feed without a new entry for so long has fallen silent",
            standard = "180d")
        @Nullable Duration silentAfter,
    @Doc(value = "When to give up on one page, at most 30s", standard = "10s") @RealTime
        @Nullable Duration timeout) {
  private static final int USUAL_PAGES = 50;
  private static final int MOST_PAGES = 500;
  private static final int DEEPEST = 5;

  public InventorySettings {
    if (url != null && HttpUrl.parse(url) == null) {
      throw new IllegalArgumentException(
          "url '" + url + "' is not an address that begins with https:// or http://");
    }
    pages = pages == null ? USUAL_PAGES : pages;
    if (pages < 1 || pages > MOST_PAGES) {
      throw new IllegalArgumentException("pages " + pages + " is not between 1 and " + MOST_PAGES);
    }
    depth = depth == null ? 2 : depth;
    if (depth < 0 || depth > DEEPEST) {
      throw new IllegalArgumentException("depth " + depth + " is not between 0 and " + DEEPEST);
    }
    sitemap = sitemap == null || sitemap;
    except = except == null ? List.of() : List.copyOf(except);
    if (except.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("except holds an empty text, which would fit everything");
    }
    silentAfter = silentAfter == null ? Duration.ofDays(180) : silentAfter;
    if (silentAfter.isNegative() || silentAfter.isZero()) {
      throw new IllegalArgumentException("silent-after must be more than nothing");
    }
    timeout = timeout == null ? Duration.ofSeconds(10) : timeout;
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Look.DEADLINE) > 0) {
      throw new IllegalArgumentException(
          "timeout " + Spans.text(timeout) + " is not between 0s and 30s");
    }
  }

  Optional<String> target() {
    return Optional.ofNullable(url);
  }

  Crawl.Bounds bounds() {
    return new Crawl.Bounds(
        Objects.requireNonNull(pages),
        Objects.requireNonNull(depth),
        Objects.requireNonNull(sitemap),
        timeout());
  }

  @Override
  public List<String> except() {
    return Objects.requireNonNull(except);
  }

  @Override
  public Duration silentAfter() {
    return Objects.requireNonNull(silentAfter);
  }

  @Override
  public Duration timeout() {
    return Objects.requireNonNull(timeout);
  }
}
