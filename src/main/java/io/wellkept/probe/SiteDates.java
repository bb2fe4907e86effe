package io.wellkept.probe;

import io.wellkept.probe.FreshnessFacts.Contents;
import io.wellkept.probe.freshness.Feed;
import io.wellkept.probe.freshness.Sign;
import io.wellkept.probe.freshness.Sitemap;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What a site's feed and sitemap say of one of its pages. Asked only when the page's own signs are
 * not new enough, within the time that the look has left; what does not answer says nothing.
 */
final class SiteDates {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration SHORTEST = Duration.ofMillis(500);
  private static final int OK = 200;
  private static final int MOST_CHILDREN = 3;
  private static final int MOST_MAPS = 2;

  /** A page that shows so many of the feed's entries is the place where they appear. */
  private static final int SHOWN_ENTRIES = 2;

  private final Http http;
  private final FreshnessSettings settings;
  private final URI asked;
  private final Contents contents;
  private final long end;

  /**
   * @param left how long it may take
   */
  SiteDates(Http http, FreshnessSettings settings, URI asked, Contents contents, Duration left) {
    this.http = http;
    this.settings = settings;
    this.asked = asked;
    this.contents = contents;
    this.end = System.nanoTime() + left.toNanos();
  }

  List<Sign> ask() throws InterruptedException {
    List<Sign> signs = new ArrayList<>();
    if (settings.asksFeed()) {
      feed().ifPresent(signs::add);
    }
    if (settings.asksSitemap() && settings.counts() != FreshnessSettings.Counts.PUBLISHED) {
      sitemap().ifPresent(signs::add);
    }
    return signs;
  }

  private Optional<Sign> feed() throws InterruptedException {
    String given = settings.feed();
    List<URI> feeds = given == null ? contents.feeds() : List.of(HttpUrl.get(given).uri());
    for (URI address : feeds) {
      String xml = get(address).orElse("");
      Feed feed = Feed.of(xml, settings.zoneOrUtc());
      Optional<Sign> sign = given == null ? ofThisPage(feed, address) : feed.newest();
      if (sign.isPresent()) {
        return sign;
      }
    }
    return Optional.empty();
  }

  /** Most systems name the feed of the whole site on each of its pages. */
  private Optional<Sign> ofThisPage(Feed feed, URI address) {
    String page = Landing.page(asked);
    int shown = 0;
    for (Feed.Entry entry : feed.entries()) {
      String link = page(address, entry.link());
      if (link.equals(page)) {
        return Optional.of(entry.dated());
      }
      shown += contents.links().contains(link.hashCode()) ? 1 : 0;
    }
    boolean theirs = shown >= Math.min(SHOWN_ENTRIES, Math.max(1, feed.entries().size()));
    return theirs ? feed.newest() : Optional.empty();
  }

  private static String page(URI base, String link) {
    HttpUrl url = Objects.requireNonNull(HttpUrl.get(base)).resolve(link);
    return url == null ? "" : Landing.page(url.uri());
  }

  private Optional<Sign> sitemap() throws InterruptedException {
    for (String address : maps()) {
      Optional<Sign> sign = map(address, true);
      if (sign.isPresent()) {
        return sign;
      }
    }
    return Optional.empty();
  }

  private List<String> maps() throws InterruptedException {
    String given = settings.sitemap();
    if (given != null) {
      return List.of(given);
    }
    HttpUrl site = HttpUrl.get(asked);
    String robots =
        get(site.newBuilder().encodedPath("/robots.txt").query(null).build()).orElse("");
    List<String> named = Sitemap.named(robots);
    String usual = site.newBuilder().encodedPath("/sitemap.xml").query(null).build().toString();
    return named.isEmpty() ? List.of(usual) : named.stream().limit(MOST_MAPS).toList();
  }

  private Optional<Sign> map(String address, boolean first) throws InterruptedException {
    HttpUrl url = HttpUrl.get(asked).resolve(address);
    if (url == null) {
      return Optional.empty();
    }
    String wanted = Landing.page(asked);
    Sitemap map =
        Sitemap.of(
            get(url).orElse(""),
            loc -> page(asked, loc).equals(wanted),
            settings.zoneOrUtc(),
            http.now());
    if (map.sign().isPresent() || !first) {
      return map.sign();
    }
    for (String child : map.children().stream().limit(MOST_CHILDREN).toList()) {
      Optional<Sign> sign = map(child, false);
      if (sign.isPresent()) {
        return sign;
      }
    }
    return Optional.empty();
  }

  private Optional<String> get(HttpUrl url) throws InterruptedException {
    return get(url.uri());
  }

  private Optional<String> get(URI address) throws InterruptedException {
    Duration left = Duration.ofNanos(end - System.nanoTime());
    if (left.compareTo(SHORTEST) < 0) {
      return Optional.empty();
    }
    Duration timeout = left.compareTo(LONGEST) < 0 ? left : LONGEST;
    Ask ask = Ask.of(address, timeout).headers(headers(address));
    return http.ask(ask) instanceof Answer.Got got && got.status() == OK
        ? Optional.of(got.body().unpacked().text())
        : Optional.empty();
  }

  /** What was given for the page is for nobody else. */
  private java.util.Map<String, String> headers(URI address) {
    boolean own = sameOrigin(HttpUrl.get(address), HttpUrl.get(asked));
    return own ? settings.headers() : java.util.Map.of();
  }

  private static boolean sameOrigin(@Nullable HttpUrl one, HttpUrl other) {
    return one != null
        && one.scheme().equals(other.scheme())
        && one.host().equals(other.host())
        && one.port() == other.port();
  }
}
