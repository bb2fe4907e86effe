package io.wellkept.probe;

import io.wellkept.probe.FreshnessFacts.Contents;
import io.wellkept.probe.freshness.Dated;
import io.wellkept.probe.freshness.Dating;
import io.wellkept.probe.freshness.Endings;
import io.wellkept.probe.freshness.Feed;
import io.wellkept.probe.freshness.MainContent;
import io.wellkept.probe.freshness.Rule;
import io.wellkept.probe.freshness.Sign;
import io.wellkept.probe.freshness.Sign.Source;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Finds in an answer what it says of its age. */
final class FreshnessReader {
  private static final int MOST_FEEDS = 3;
  private static final int MOST_LINKS = 200;
  private static final int LONGEST_LISTED = 30;

  /** Files are written when they are written; pages are made when they are asked for. */
  private static final double OF_A_FILE = 0.8;

  private static final Duration JUST_MADE = Duration.ofMinutes(2);

  private FreshnessReader() {}

  static Contents read(FreshnessSettings settings, Answer.Got got, Instant now) {
    if (!got.body().html()) {
      return file(settings, got);
    }
    URI address = got.way().address();
    Document page = Jsoup.parse(got.body().text(), address.toString());
    ZoneId zone = settings.zoneOrUtc();
    Dating.Headers moments =
        new Dating.Headers(moment(got.headers(), "Last-Modified"), moment(got.headers(), "Date"));
    Dated dated = Dating.of(page, address, moments, now, zone);
    return new Contents(
        MainContent.of(page, settings.main(), settings.ignore(), now.atZone(zone).toLocalDate()),
        new Dated(
            dated.published(),
            dated.changed(),
            dated.signs().stream().limit(LONGEST_LISTED).toList()),
        Endings.of(page, address, settings.ignore(), settings.languages(), without(settings)),
        feeds(page),
        links(page));
  }

  private static EnumSet<Rule> without(FreshnessSettings settings) {
    EnumSet<Rule> without = EnumSet.noneOf(Rule.class);
    without.addAll(settings.without());
    return without;
  }

  /** A document to download: its bytes are its content. */
  private static Contents file(FreshnessSettings settings, Answer.Got got) {
    List<Sign> signs = new ArrayList<>();
    Instant modified = moment(got.headers(), "Last-Modified");
    Instant date = moment(got.headers(), "Date");
    boolean justMade = modified != null && date != null && modified.isAfter(date.minus(JUST_MADE));
    if (modified != null && !justMade) {
      signs.add(
          new Sign(
              modified,
              modified.atZone(settings.zoneOrUtc()).toLocalDate(),
              false,
              Source.LAST_MODIFIED,
              "Last-Modified: " + got.headers().get("Last-Modified"),
              OF_A_FILE));
    }
    Sign sign = signs.isEmpty() ? null : signs.get(0);
    return new Contents(
        new MainContent(got.body().fingerprint(), got.body().size(), Map.of()),
        new Dated(null, sign, signs),
        List.of(),
        List.of(),
        Set.of());
  }

  private static @Nullable Instant moment(Headers headers, String name) {
    return headers.getInstant(name);
  }

  private static List<URI> feeds(Document page) {
    return Feed.named(page).stream()
        .map(HttpUrl::parse)
        .filter(Objects::nonNull)
        .map(HttpUrl::uri)
        .limit(MOST_FEEDS)
        .toList();
  }

  private static Set<Integer> links(Document page) {
    Set<Integer> links = new HashSet<>();
    for (Element link : page.select("a[href]")) {
      if (links.size() >= MOST_LINKS) {
        break;
      }
      address(link, "href").ifPresent(to -> links.add(Landing.page(to).hashCode()));
    }
    return links;
  }

  private static Optional<URI> address(Element element, String attribute) {
    HttpUrl url = HttpUrl.parse(element.absUrl(attribute));
    return url == null ? Optional.empty() : Optional.of(url.uri());
  }
}
