package io.wellkept.probe.links;

import io.wellkept.probe.AtPage;
import io.wellkept.probe.Landing;
import io.wellkept.probe.PageSettings;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.RealTime;
import io.wellkept.touchpoint.Spans;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which links are looked at. Everything may be left out. */
@Doc("Whether everything that a page links to, or fetches, is there")
public record LinksSettings(
    @Doc(
            value = "The address to look at; the touchpoint's own if left out",
            example = "https://shop.example.org/summer")
        @Nullable String url,
    @Doc(
            value =
                "How many clicks deep the pages of the own site are read too, at most 5; 0 for this"
                    + " page alone",
            standard = "0")
        @Nullable Integer depth,
    @Doc(value = "How many pages are read at most, from 1 to 500", standard = "50")
        @Nullable Integer pages,
    @Doc(
            value =
                "Hosts that count as our own beside those of the page's domain and of own-hosts:"
                    + " whatever is not there is a finding",
            example = "[cdn.example.net, \"*.example.com\"]")
        @Nullable List<String> own,
    @Doc(
            value =
                "Addresses that are not looked at: whole ones, or host and path in which * stands"
                    + " for anything",
            example = "[\"*/logout\", \"www.linkedin.com/*\"]")
        @Nullable List<String> except,
    @Doc(value = "Whether the links to others are looked at too", standard = "true")
        @Nullable Boolean foreign,
    @Doc(
            value =
                "How often a link to others is looked at; it counts as dead when two looks so far"
                    + " apart find nothing there",
            standard = "24h")
        @Nullable Duration foreignEvery,
    @Doc(
            value = "Headers to send along to the page's own server; never shown anywhere",
            example = "{Authorization: \"Bearer ${env:PREVIEW_TOKEN}\"}")
        @Nullable Map<String, String> headers,
    @Doc(value = "When to give up on an answer, at most 10s", standard = "10s") @RealTime
        @Nullable Duration timeout)
    implements AtPage {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration A_DAY = Duration.ofHours(24);
  private static final int DEEPEST = 5;
  private static final int MOST_PAGES = 500;
  private static final int USUAL_PAGES = 50;
  private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-zA-Z0-9.-]+");

  /** Looks at the links of one page. */
  public static final LinksSettings USUAL =
      new LinksSettings(null, null, null, null, null, null, null, null, null);

  public LinksSettings {
    PageSettings.requireAddress(url);
    depth = between("depth", depth == null ? 0 : depth, 0, DEEPEST);
    pages = between("pages", pages == null ? USUAL_PAGES : pages, 1, MOST_PAGES);
    own = own == null ? List.of() : List.copyOf(own);
    own.forEach(LinksSettings::requireHost);
    except = except == null ? List.of() : List.copyOf(except);
    except.forEach(LinksSettings::requirePattern);
    foreign = foreign == null || foreign;
    foreignEvery = foreignEvery == null ? A_DAY : foreignEvery;
    if (foreignEvery.isZero() || foreignEvery.isNegative()) {
      throw new IllegalArgumentException(
          "foreign-every " + Spans.text(foreignEvery) + " is no time: write for example 24h");
    }
    headers =
        headers == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    headers.forEach(PageSettings::requireHeader);
    timeout = PageSettings.within("timeout", timeout == null ? LONGEST : timeout, LONGEST);
  }

  private static int between(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " " + value + " is not between " + least + " and " + most);
    }
    return value;
  }

  private static void requireHost(String host) {
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "own '" + host + "' is not a host: write for example cdn.example.net or *.example.com");
    }
  }

  private static void requirePattern(String pattern) {
    if (pattern.isBlank()) {
      throw new IllegalArgumentException("except has an empty address: leave it out");
    }
  }

  boolean excepts(URI address) {
    return except().stream().anyMatch(pattern -> Landing.matches(pattern, address));
  }

  @Override
  public Integer depth() {
    return Objects.requireNonNull(depth);
  }

  @Override
  public Integer pages() {
    return Objects.requireNonNull(pages);
  }

  @Override
  public List<String> own() {
    return Objects.requireNonNull(own);
  }

  @Override
  public List<String> except() {
    return Objects.requireNonNull(except);
  }

  @Override
  public Boolean foreign() {
    return Objects.requireNonNull(foreign);
  }

  @Override
  public Duration foreignEvery() {
    return Objects.requireNonNull(foreignEvery);
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
    return "LinksSettings[" + shown() + "]";
  }
}
