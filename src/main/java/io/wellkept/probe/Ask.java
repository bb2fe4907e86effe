package io.wellkept.probe;

import io.wellkept.touchpoint.CheckId;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be fetched, and how.
 *
 * @param headers sent along as long as redirects stay on the same origin; may hold secrets
 * @param timeout the longest that fetching may take, redirects and body included; waiting for its
 *     turn comes on top, at most {@link Manners#patience()}
 * @param fresh over a connection of its own, answered from nothing remembered
 * @param sharedBy the check that asks: equal asks by other checks of its touchpoint share the
 *     answer for a minute; null if it is not to be shared
 * @param known what the asker still has, so that the server may say "not modified"
 * @param certificateDays the certificate is shown again in time if it ends within so many days; 0
 *     if nobody asks about it
 * @param sending what is asked of the server; anything but {@link Sending#GET} is sent once, over a
 *     connection of its own, and answered from nothing remembered
 * @param cookies those of one visitor, sent and kept on the way; null to have none
 * @param limit how many bytes of the body are read at most
 */
public record Ask(
    URI url,
    Map<String, String> headers,
    Duration timeout,
    boolean fresh,
    @Nullable CheckId sharedBy,
    @Nullable Known known,
    int certificateDays,
    Sending sending,
    @Nullable Cookies cookies,
    int limit) {
  /**
   * The marks that a server gave to what it sent.
   *
   * @param address where it came from: redirects before it are followed without the marks
   */
  public record Known(URI address, @Nullable String tag, @Nullable String modified) {}

  /**
   * The method, and what is sent along. Its {@code toString} does not show the body, which may hold
   * secrets.
   *
   * @param type the body's media type; null if there is no body
   */
  public record Sending(String method, @Nullable String type, String body) {
    public static final Sending GET = new Sending("GET", null, "");
    public static final Sending HEAD = new Sending("HEAD", null, "");

    /** Something that is sent to the server to keep. */
    public static Sending post(String type, String body) {
      return new Sending("POST", type, body);
    }

    /** Whether asking twice is the same as asking once. */
    public boolean safe() {
      return method.equals("GET") || method.equals("HEAD");
    }

    @Override
    public String toString() {
      return method + (type == null ? "" : " " + type + ", " + body.length() + " characters");
    }
  }

  public Ask {
    headers = Map.copyOf(headers);
    if (limit < 1) {
      throw new IllegalArgumentException("a limit of " + limit + " bytes reads nothing");
    }
  }

  /** A plain look at an address. */
  public static Ask of(URI url, Duration timeout) {
    return new Ask(
        url, Map.of(), timeout, false, null, null, 0, Sending.GET, null, Http.BODY_LIMIT);
  }

  public Ask headers(Map<String, String> all) {
    return new Ask(
        url, all, timeout, fresh, sharedBy, known, certificateDays, sending, cookies, limit);
  }

  public Ask fresh(boolean whether) {
    return new Ask(
        url, headers, timeout, whether, sharedBy, known, certificateDays, sending, cookies, limit);
  }

  public Ask sharedBy(@Nullable CheckId check) {
    return new Ask(
        url, headers, timeout, fresh, check, known, certificateDays, sending, cookies, limit);
  }

  public Ask known(@Nullable Known marks) {
    return new Ask(
        url, headers, timeout, fresh, sharedBy, marks, certificateDays, sending, cookies, limit);
  }

  public Ask certificateDays(int days) {
    return new Ask(url, headers, timeout, fresh, sharedBy, known, days, sending, cookies, limit);
  }

  public Ask sending(Sending what) {
    return new Ask(
        url, headers, timeout, fresh, sharedBy, known, certificateDays, what, cookies, limit);
  }

  public Ask cookies(Cookies ofOneVisitor) {
    return new Ask(
        url,
        headers,
        timeout,
        fresh,
        sharedBy,
        known,
        certificateDays,
        sending,
        ofOneVisitor,
        limit);
  }

  public Ask limit(int bytes) {
    return new Ask(
        url, headers, timeout, fresh, sharedBy, known, certificateDays, sending, cookies, bytes);
  }

  /** Whether anybody else may have the answer too. */
  boolean shareable() {
    return !fresh && sending.equals(Sending.GET) && cookies == null && limit == Http.BODY_LIMIT;
  }

  /** Without the values of its headers, which may be secrets. */
  @Override
  public String toString() {
    return "Ask[" + sending + " " + ShownAddress.of(url) + ", headers " + headers.keySet() + "]";
  }
}
