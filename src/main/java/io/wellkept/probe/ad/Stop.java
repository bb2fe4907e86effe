package io.wellkept.probe.ad;

import io.wellkept.probe.destination.Tracking;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * One destination of ads: addresses that differ in nothing but what tracks are the same one.
 *
 * @param address that of the first ad that leads there, ready to be asked for
 * @param claims of all ads that lead there
 */
record Stop(String key, HttpUrl address, Set<String> claims) {
  /** More texts than these are not looked for on one page. */
  private static final int MOST_CLAIMS = 200;

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{\\{[^{}]{1,60}}}|\\{[a-zA-Z_][^{}]{0,60}}|\\[\\[[^\\[\\]]{1,60}]]");
  private static final Pattern WITHOUT_SCHEME =
      Pattern.compile("(?i)[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{2,}(:\\d+)?([/?#].*)?");
  private static final Pattern OTHER_SCHEME =
      Pattern.compile("(?i)(?!https?:)[a-z][a-z0-9+.-]*:.+");

  /** What an ad's own words for where it leads come to. */
  sealed interface Lead {
    /** To a page on the web. */
    record Page(String key, HttpUrl address) implements Lead {}

    /** Elsewhere: a telephone, an app. */
    record Elsewhere() implements Lead {}

    /** To what is no address. */
    record Nonsense(String written) implements Lead {}
  }

  static Lead lead(AdSettings settings, Ad ad, String written) {
    String filled = PLACEHOLDER.matcher(written.strip()).replaceAll("wellkept");
    if (OTHER_SCHEME.matcher(filled).matches() && !WITHOUT_SCHEME.matcher(filled).matches()) {
      return new Lead.Elsewhere();
    }
    HttpUrl url =
        HttpUrl.parse(WITHOUT_SCHEME.matcher(filled).matches() ? "https://" + filled : filled);
    if (url == null) {
      return new Lead.Nonsense(written);
    }
    HttpUrl whole = with(url, PLACEHOLDER.matcher(ad.parameters()).replaceAll("wellkept"));
    HttpUrl clicked =
        settings.autoTag() ? Tracking.tagged(whole, settings.clickParameter()) : whole;
    HttpUrl bare = clicked.newBuilder().fragment(null).build();
    return new Lead.Page(settings.tracking().key(bare), bare);
  }

  private static HttpUrl with(HttpUrl url, String parameters) {
    if (parameters.isBlank()) {
      return url;
    }
    String before = url.encodedQuery();
    String all = before == null || before.isEmpty() ? parameters : before + "&" + parameters;
    return url.newBuilder().encodedQuery(all).build();
  }

  /** Where those ads lead, each destination once, in the order of the ads. */
  static List<Stop> of(AdSettings settings, List<Entry> entries) {
    Map<String, HttpUrl> addresses = new LinkedHashMap<>();
    Map<String, Set<String>> claims = new LinkedHashMap<>();
    for (Entry entry : entries) {
      for (String written : entry.ad().destinations()) {
        if (lead(settings, entry.ad(), written) instanceof Lead.Page page) {
          addresses.putIfAbsent(page.key(), page.address());
          claims
              .computeIfAbsent(page.key(), key -> new LinkedHashSet<>())
              .addAll(entry.claims(settings));
        }
      }
    }
    List<Stop> stops = new ArrayList<>();
    addresses.forEach((key, address) ->
        stops.add(new Stop(key, address, some(claims.getOrDefault(key, Set.of())))));
    return stops;
  }

  private static Set<String> some(Set<String> claims) {
    return new LinkedHashSet<>(claims.stream().limit(MOST_CLAIMS).toList());
  }
}
