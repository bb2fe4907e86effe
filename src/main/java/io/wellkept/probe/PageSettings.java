package io.wellkept.probe;

import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.RealTime;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jsoup.select.QueryParser;
import org.jspecify.annotations.Nullable;

/** What a page must be like. Everything may be left out. */
@Doc("Whether a page is there, and is what it should be")
public record PageSettings(
    @Doc(
            value = "The address to look at; the touchpoint's own if left out",
            example = "https://shop.example.org/summer")
        @Nullable String url,
    @Doc(
            value =
                "The answers that are right, as HTTP status codes; any from 200 to 299 if left out",
            example = "[200]")
        @Nullable List<Integer> status,
    @Doc(
            value =
                "Where a visitor must end up after all redirects: an address, or host and path in"
                    + " which * stands for anything",
            example = "shop.example.org/summer*")
        @Nullable String landsAt,
    @Doc(
            value =
                "Texts that a visitor must be able to read; case, blanks and the form of quotes do"
                    + " not matter",
            example = "[Add to basket]")
        @Nullable List<String> contains,
    @Doc(value = "Texts that a visitor must not read", example = "[Sold out, Lorem ipsum]")
        @Nullable List<String> containsNot,
    @Doc(value = "CSS selectors that must match an element", example = "[form#order]")
        @Nullable List<String> has,
    @Doc(value = "CSS selectors that must match nothing", example = "[.error]")
        @Nullable List<String> hasNot,
    @Doc(
            value = "Texts by CSS selector: one of the matching elements must contain the text",
            example = "{h1: Summer sale}")
        @Nullable Map<String, String> selectorText,
    @Doc(value = "What the page's title must contain", example = "Summer sale")
        @Nullable String title,
    @Doc(value = "The language that the page must declare; de also accepts de-AT", example = "de")
        @Nullable String language,
    @Doc(value = "A page that takes longer is a finding", standard = "10s") @RealTime
        @Nullable Duration slowerThan,
    @Doc(
            value = "A page whose HTML is larger is a finding, at most 5MB; unlimited if left out",
            example = "2MB")
        @Nullable String largerThan,
    @Doc(
            value = "Whether search engines must be allowed to list the page (no noindex)",
            standard = "false")
        @Nullable Boolean mustBeFound,
    @Doc(
            value = "A certificate that runs out within so many days is a finding; 0 to not care",
            standard = "14")
        @Nullable Integer certificateDays,
    @Doc(
            value = "Headers to send along; never shown anywhere",
            example = "{Authorization: \"Bearer ${env:PREVIEW_TOKEN}\"}")
        @Nullable Map<String, String> headers,
    @Doc(value = "When to give up, at most 30s", standard = "30s") @RealTime
        @Nullable Duration timeout)
    implements AtPage {
  private static final Duration LONGEST = Look.DEADLINE;
  private static final Duration SLOW = Duration.ofSeconds(10);
  private static final int USUAL_CERTIFICATE_DAYS = 14;
  private static final int MOST_CERTIFICATE_DAYS = 365;
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(B|KB|MB)?");

  /** They belong to the client; sending others would break what it promises. */
  private static final Set<String> RESERVED =
      Set.of(
          "accept-encoding",
          "connection",
          "content-length",
          "host",
          "if-modified-since",
          "if-none-match",
          "range",
          "transfer-encoding");

  /** Looks only whether the page is there. */
  public static final PageSettings USUAL =
      new PageSettings(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null);

  public PageSettings {
    requireAddress(url);
    status = listOf(status);
    status.forEach(PageSettings::requireStatus);
    requireText("lands-at", landsAt);
    contains = texts("contains", contains);
    containsNot = texts("contains-not", containsNot);
    has = selectors("has", has);
    hasNot = selectors("has-not", hasNot);
    selectorText = ordered(selectorText);
    selectors("selector-text", List.copyOf(selectorText.keySet()));
    selectorText.values().forEach(text -> requireText("selector-text", text));
    requireText("title", title);
    requireText("language", language);
    timeout = within("timeout", timeout == null ? LONGEST : timeout, LONGEST);
    slowerThan = slowerThan == null ? shorter(SLOW, timeout) : slowerThan;
    within("slower-than", slowerThan, timeout);
    requireSize(largerThan);
    mustBeFound = mustBeFound != null && mustBeFound;
    certificateDays = certificateDays == null ? USUAL_CERTIFICATE_DAYS : certificateDays;
    if (certificateDays < 0 || certificateDays > MOST_CERTIFICATE_DAYS) {
      throw new IllegalArgumentException(
          "certificate-days " + certificateDays + " is not between 0 and 365");
    }
    headers = ordered(headers);
    headers.forEach(PageSettings::requireHeader);
  }

  /**
   * Refuses what is no address of a page; null is none and will do.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static void requireAddress(@Nullable String url) {
    if (url != null && HttpUrl.parse(url) == null) {
      throw new IllegalArgumentException(
          "url '"
              + ShownAddress.of(url)
              + "' is not an address that begins with https:// or"
              + " http://");
    }
  }

  private static void requireStatus(int code) {
    if (code < 100 || code > 599) {
      throw new IllegalArgumentException(
          "status " + code + " is no HTTP status code: they go from 100 to 599");
    }
  }

  private static void requireText(String name, @Nullable String text) {
    if (text != null && Wording.plain(text).isEmpty()) {
      throw new IllegalArgumentException(name + " is empty: leave it out, or say what to look for");
    }
  }

  private static List<String> texts(String name, @Nullable List<String> texts) {
    List<String> copy = listOf(texts);
    copy.forEach(text -> requireText(name, text));
    return copy;
  }

  private static List<String> selectors(String name, @Nullable List<String> selectors) {
    List<String> copy = listOf(selectors);
    copy.forEach(selector -> requireSelector(name, selector));
    return copy;
  }

  /**
   * Refuses what is no CSS selector.
   *
   * @throws IllegalArgumentException naming the setting
   */
  public static void requireSelector(String name, String selector) {
    try {
      QueryParser.parse(selector);
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name + " '" + selector + "' is not a CSS selector: " + e.getMessage(), e);
    }
  }

  /**
   * Refuses a time that is not more than nothing and at most so long.
   *
   * @throws IllegalArgumentException naming the setting
   */
  public static Duration within(String name, Duration span, Duration most) {
    if (span.isNegative() || span.isZero() || span.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + " " + span.toMillis() + "ms is not between 1ms and " + most.toMillis() + "ms");
    }
    return span;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static void requireSize(@Nullable String size) {
    if (size != null) {
      bytes(size);
    }
  }

  private static long bytes(String size) {
    Matcher matcher = SIZE.matcher(size.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "larger-than '" + size + "' is not a size: write for example 500KB or 2MB");
    }
    long unit = unit(Objects.requireNonNullElse(matcher.group(2), "B"));
    long bytes = Long.parseLong(matcher.group(1)) * unit;
    if (bytes < 1 || bytes > Http.BODY_LIMIT) {
      throw new IllegalArgumentException(
          "larger-than '" + size + "' is not between 1B and 5MB, and no more of a page is read");
    }
    return bytes;
  }

  private static long unit(String name) {
    return switch (name) {
      case "KB" -> 1_000;
      case "MB" -> 1_000_000;
      default -> 1;
    };
  }

  /**
   * Refuses a header that we set ourselves or that nobody may send.
   *
   * @throws IllegalArgumentException without the value, which may be a secret
   */
  public static void requireHeader(String name, String value) {
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("header '" + name + "' is set by Wellkept itself");
    }
    try {
      Headers.of(name, value);
    } catch (IllegalArgumentException e) {
      // Not as a cause: its message holds the value, which may be a secret.
      throw new IllegalArgumentException(
          "header '" + name + "' has characters that no header may have");
    }
  }

  private static <T> List<T> listOf(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  private static Map<String, String> ordered(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  @Override
  public List<Integer> status() {
    return Objects.requireNonNull(status);
  }

  @Override
  public List<String> contains() {
    return Objects.requireNonNull(contains);
  }

  @Override
  public List<String> containsNot() {
    return Objects.requireNonNull(containsNot);
  }

  @Override
  public List<String> has() {
    return Objects.requireNonNull(has);
  }

  @Override
  public List<String> hasNot() {
    return Objects.requireNonNull(hasNot);
  }

  @Override
  public Map<String, String> selectorText() {
    return Objects.requireNonNull(selectorText);
  }

  @Override
  public Duration slowerThan() {
    return Objects.requireNonNull(slowerThan);
  }

  @Override
  public Boolean mustBeFound() {
    return Objects.requireNonNull(mustBeFound);
  }

  @Override
  public Integer certificateDays() {
    return Objects.requireNonNull(certificateDays);
  }

  @Override
  public Map<String, String> headers() {
    return Objects.requireNonNull(headers);
  }

  @Override
  public Duration timeout() {
    return Objects.requireNonNull(timeout);
  }

  OptionalLong mostBytes() {
    return largerThan == null ? OptionalLong.empty() : OptionalLong.of(bytes(largerThan));
  }

  boolean accepts(int code) {
    return status().isEmpty() ? code >= 200 && code < 300 : status().contains(code);
  }

  boolean asksAboutElements() {
    return !has().isEmpty() || !hasNot().isEmpty() || !selectorText().isEmpty();
  }

  public boolean asksAboutContents() {
    return asksAboutElements()
        || !contains().isEmpty()
        || !containsNot().isEmpty()
        || title != null
        || language != null
        || mustBeFound();
  }

  /** Without addresses' and headers' secrets. */
  @Override
  public String toString() {
    return "PageSettings[" + shown() + "]";
  }
}
