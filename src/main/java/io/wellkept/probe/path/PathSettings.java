package io.wellkept.probe.path;

import io.wellkept.probe.AtPage;
import io.wellkept.probe.PageSettings;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.RealTime;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a way must lead to, and how long it may be. */
@Doc("Whether the page really offers a way to another touchpoint")
public record PathSettings(
    @Doc(value = "Id of the touchpoint to which the way leads", example = "autumn-offer") String to,
    @Doc(value = "How many clicks the way may take, from 1 to 4", standard = "1")
        @Nullable Integer within,
    @Doc(value = "What the way may be: link, form, or any of both", standard = "any")
        Journey.@Nullable Means by,
    @Doc(value = "The address where the way begins; the touchpoint's own if left out")
        @Nullable String url,
    @Doc(value = "How many pages are read at most, from 1 to 100", standard = "30")
        @Nullable Integer pages,
    @Doc(
            value = "Headers to send along to the page's own server; never shown anywhere",
            example = "{Authorization: \"Bearer ${env:PREVIEW_TOKEN}\"}")
        @Nullable Map<String, String> headers,
    @Doc(value = "When to give up on an answer, at most 10s", standard = "10s") @RealTime
        @Nullable Duration timeout)
    implements AtPage {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int USUAL_PAGES = 30;
  private static final int MOST_PAGES = 100;

  public PathSettings {
    // reflection may hand over nothing where the YAML says nothing
    if (to == null || to.isBlank()) {
      throw new IllegalArgumentException("to is missing: say to which touchpoint the way leads");
    }
    within = between("within", within == null ? 1 : within, Journey.Edge.LONGEST);
    by = by == null ? Journey.Means.ANY : by;
    PageSettings.requireAddress(url);
    pages = between("pages", pages == null ? USUAL_PAGES : pages, MOST_PAGES);
    headers =
        headers == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    headers.forEach(PageSettings::requireHeader);
    timeout = PageSettings.within("timeout", timeout == null ? LONGEST : timeout, LONGEST);
  }

  private static int between(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " " + value + " is not between 1 and " + most);
    }
    return value;
  }

  @Override
  public Integer within() {
    return Objects.requireNonNull(within);
  }

  @Override
  public Journey.Means by() {
    return Objects.requireNonNull(by);
  }

  @Override
  public Integer pages() {
    return Objects.requireNonNull(pages);
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
    return "PathSettings[to " + to + ", within " + within + ", " + shown() + "]";
  }
}
