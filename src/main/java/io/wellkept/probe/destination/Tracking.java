package io.wellkept.probe.destination;

import io.wellkept.probe.Answer;
import io.wellkept.probe.ShownAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an address that tell where a visitor came from. Whoever paid for the visitor
 * counts by them, so every redirect must hand them on.
 *
 * @param names in lower case; a star at the end stands for anything
 */
public record Tracking(List<String> names) {
  /** What the large vendors and the usual tools of measuring add to addresses. */
  public static final Tracking USUAL =
      new Tracking(
          List.of(
              "utm_*",
              "mtm_*",
              "pk_*",
              "hsa_*",
              "gclid",
              "gbraid",
              "wbraid",
              "gad_source",
              "gad_campaignid",
              "dclid",
              "srsltid",
              "fbclid",
              "msclkid",
              "ttclid",
              "twclid",
              "li_fat_id",
              "epik",
              "sccid",
              "yclid",
              "awc",
              "irclickid",
              "mc_cid",
              "mc_eid"));

  /** What we give where a vendor gives a new value with every click. */
  private static final String TEST_VALUE = "wellkept-test";

  /**
   * A parameter that did not arrive.
   *
   * @param by the redirect that lost it: the address that answered with it, as people may see it
   * @param arrived what it became; null if it is gone
   */
  public record Lost(String name, String by, int status, @Nullable String arrived) {}

  public Tracking {
    names = names.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    if (names.stream().anyMatch(name -> !name.matches("[^*\\s]+\\*?"))) {
      throw new IllegalArgumentException(
          "keep names parameters such as utm_source, or utm_* for all that begin so");
    }
  }

  /** Those that are named, or the usual ones if none is. */
  public static Tracking of(List<String> names) {
    return names.isEmpty() ? USUAL : new Tracking(names);
  }

  boolean is(String parameter) {
    String name = parameter.toLowerCase(Locale.ROOT);
    return names.stream()
        .anyMatch(pattern ->
            pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern));
  }

  /** The same text for addresses that differ in nothing but what tracks. */
  public String key(HttpUrl address) {
    HttpUrl.Builder bare = address.newBuilder().query(null).fragment(null);
    for (int i = 0; i < address.querySize(); i++) {
      if (!is(address.queryParameterName(i))) {
        bare.addQueryParameter(address.queryParameterName(i), address.queryParameterValue(i));
      }
    }
    String tracked = String.join(" ", tracked(address));
    return bare.build() + (tracked.isEmpty() ? "" : " " + tracked);
  }

  private TreeSet<String> tracked(HttpUrl address) {
    TreeSet<String> tracked = new TreeSet<>();
    address.queryParameterNames().stream().filter(this::is).forEach(tracked::add);
    return tracked;
  }

  /** With such a parameter, where the vendor adds one to each click. */
  public static HttpUrl tagged(HttpUrl address, String parameter) {
    return address.queryParameter(parameter) != null
        ? address
        : address.newBuilder().addQueryParameter(parameter, TEST_VALUE).build();
  }

  /** The parameters that did not arrive as they were, in the order of the address. */
  List<Lost> lost(URI asked, List<Answer.Hop> hops, URI end) {
    HttpUrl first = HttpUrl.get(asked);
    List<Lost> lost = new ArrayList<>();
    if (hops.isEmpty() || first == null) {
      return lost;
    }
    for (String name : first.queryParameterNames()) {
      String sent = first.queryParameter(name);
      // A parameter without a value tells nothing that could be lost.
      if (is(name) && sent != null && !sent.isEmpty()) {
        lost(name, sent, hops, end).ifPresent(lost::add);
      }
    }
    return lost;
  }

  private static Optional<Lost> lost(String name, String sent, List<Answer.Hop> hops, URI end) {
    String arrived = value(end, name);
    if (sent.equals(arrived)) {
      return Optional.empty();
    }
    int by = hops.size() - 1;
    while (by > 0 && !sent.equals(value(hops.get(by).address(), name))) {
      by--;
    }
    Answer.Hop hop = hops.get(by);
    return Optional.of(new Lost(name, ShownAddress.of(hop.address()), hop.status(), arrived));
  }

  private static @Nullable String value(URI address, String name) {
    HttpUrl url = HttpUrl.get(address);
    return url == null ? null : url.queryParameter(name);
  }
}
