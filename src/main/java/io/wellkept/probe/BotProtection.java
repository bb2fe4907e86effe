package io.wellkept.probe;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import okhttp3.Headers;

/**
 * Tells a page that takes us for a robot from one that is broken. Only marks that the protections
 * set themselves count: a plain 403 is the page's own word.
 */
public final class BotProtection {
  private static final Set<Integer> STATUSES = Set.of(403, 429, 503);
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;

  /** Challenges are short; what stands further down is somebody's page. */
  private static final int PRELUDE = 100_000;

  /** What stands in the page that is shown in place of the page, in lower case, and whose it is. */
  private record Mark(String text, String name) {}

  private static final List<Mark> MARKS =
      List.of(
          new Mark("cf-chl", "Cloudflare challenge"),
          new Mark("/cdn-cgi/challenge-platform/", "Cloudflare challenge"),
          new Mark("<title>just a moment", "Cloudflare challenge"),
          new Mark("<title>attention required! | cloudflare", "Cloudflare block page"),
          new Mark("_incapsula_resource", "Imperva Incapsula"),
          new Mark("incapsula incident id", "Imperva Incapsula"),
          new Mark("px-captcha", "HUMAN (PerimeterX) captcha"),
          new Mark("captcha-delivery.com", "DataDome captcha"),
          new Mark("sucuri website firewall", "Sucuri firewall"),
          new Mark("hcaptcha.com", "hCaptcha"),
          new Mark("h-captcha", "hCaptcha"),
          new Mark("g-recaptcha", "reCAPTCHA"),
          new Mark("google.com/recaptcha", "reCAPTCHA"),
          new Mark("challenges.cloudflare.com/turnstile", "Cloudflare Turnstile"),
          new Mark("cf-turnstile", "Cloudflare Turnstile"));

  private BotProtection() {}

  /** What gave the protection away; empty if nothing did. */
  public static Optional<String> markOf(int status, Headers headers, Body body) {
    return markOf(status, headers, body::text);
  }

  /**
   * @param text what is shown; asked for only if the status and the headers do not tell
   */
  public static Optional<String> markOf(int status, Headers headers, Supplier<String> text) {
    Optional<String> certain = certain(headers);
    if (certain.isPresent() || !STATUSES.contains(status)) {
      return certain;
    }
    Optional<String> byHeader = byHeader(status, headers);
    return byHeader.isPresent() ? byHeader : byBody(status, headers, text.get());
  }

  /** Headers that say it outright, with whatever status. */
  private static Optional<String> certain(Headers headers) {
    if ("challenge".equalsIgnoreCase(headers.get("cf-mitigated"))) {
      return Optional.of("Cloudflare challenge, cf-mitigated");
    }
    String action = headers.get("x-amzn-waf-action");
    return action == null ? Optional.empty() : Optional.of("AWS WAF, x-amzn-waf-action: " + action);
  }

  /** Headers of protections that also stand in good answers: only with a refusal do they count. */
  private static Optional<String> byHeader(int status, Headers headers) {
    if (headers.get("x-sucuri-block") != null) {
      return Optional.of("Sucuri firewall, x-sucuri-block");
    }
    if (headers.get("x-kpsdk-ct") != null) {
      return Optional.of("Kasada, x-kpsdk-ct");
    }
    if (status == UNAVAILABLE) {
      return Optional.empty();
    }
    if (headers.get("x-datadome") != null) {
      return Optional.of("DataDome, x-datadome");
    }
    return headers.get("x-iinfo") == null
        ? Optional.empty()
        : Optional.of("Imperva Incapsula, X-Iinfo");
  }

  private static Optional<String> byBody(int status, Headers headers, String text) {
    String start = text.substring(0, Math.min(text.length(), PRELUDE)).toLowerCase(Locale.ROOT);
    boolean reference = start.contains("reference #") || start.contains("reference&#32;&#35;");
    boolean akamai = "AkamaiGHost".equalsIgnoreCase(headers.get("Server"));
    if (status == FORBIDDEN && start.contains("access denied") && (akamai || reference)) {
      return Optional.of("Akamai, Access Denied with a reference");
    }
    return MARKS.stream()
        .filter(mark -> start.contains(mark.text))
        .map(mark -> mark.name + ", " + mark.text.replace("<title>", ""))
        .findFirst();
  }
}
