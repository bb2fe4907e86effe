package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Sign.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a sitemap says of one page.
 *
 * @param page when the page was changed, as far as the map says so; null if it does not
 * @param children other sitemaps that this one lists, the lately changed first
 * @see <a href="https://www.sitemaps.org/protocol.html">The protocol</a>
 */
public record Sitemap(@org.jspecify.annotations.Nullable Sign page, List<String> children) {
  private static final int MOST_PAGES = 50_000;
  private static final int MOST_CHILDREN = 1_000;
  private static final double TRUSTED = 0.7;
  private static final double NOT_TRUSTED = 0.1;
  private static final Duration JUST_NOW = Duration.ofDays(1);

  public Sitemap {
    children = List.copyOf(children);
  }

  private record Child(String address, Instant changed) {}

  /**
   * Reads a sitemap or an index of some. Many say "now" of every page: dates are believed only
   * where they differ from page to page and some are older than a day.
   *
   * @param wanted whether an address is the page that is asked about
   * @param zone of dates that name none
   */
  public static Sitemap of(String xml, Predicate<String> wanted, ZoneId zone, Instant now) {
    Sign page = null;
    Instant oldest = null;
    Instant newest = null;
    List<Child> children = new ArrayList<>();
    for (Xml.Block block : Xml.blocks(xml, List.of("url", "sitemap"), MOST_PAGES)) {
      String address = block.text("loc").orElse("");
      Sign changed =
          block
              .text("lastmod")
              .flatMap(text -> Feed.sign(text, Source.SITEMAP, TRUSTED, zone))
              .orElse(null);
      if (block.name().equals("sitemap")) {
        children.add(new Child(address, changed == null ? Instant.MIN : changed.at()));
      } else if (changed != null) {
        oldest = oldest == null || changed.at().isBefore(oldest) ? changed.at() : oldest;
        newest = newest == null || changed.at().isAfter(newest) ? changed.at() : newest;
        page = page == null && wanted.test(address) ? changed : page;
      }
    }
    boolean trusted =
        oldest != null
            && newest != null
            && oldest.isBefore(newest)
            && oldest.isBefore(now.minus(JUST_NOW));
    return new Sitemap(page == null || trusted ? page : doubted(page), addresses(children));
  }

  private static Sign doubted(Sign page) {
    return new Sign(
        page.at(), page.day(), page.wholeDay(), page.source(), page.quote(), NOT_TRUSTED);
  }

  private static List<String> addresses(List<Child> children) {
    return children.stream()
        .limit(MOST_CHILDREN)
        .sorted(Comparator.comparing(Child::changed).reversed())
        .map(Child::address)
        .toList();
  }

  /**
   * The addresses of the pages that a sitemap lists, in its order.
   *
   * @param most how many at most
   */
  public static List<String> pages(String xml, int most) {
    return Xml.blocks(xml, List.of("url"), most).stream()
        .flatMap(block -> block.text("loc").stream())
        .toList();
  }

  /** The sitemaps that an index of some lists, in its order. */
  public static List<String> children(String xml) {
    return Xml.blocks(xml, List.of("sitemap"), MOST_CHILDREN).stream()
        .flatMap(block -> block.text("loc").stream())
        .toList();
  }

  /** The sitemaps that a robots.txt names. */
  public static List<String> named(String robots) {
    return robots
        .lines()
        .map(String::strip)
        .filter(line -> line.regionMatches(true, 0, "sitemap:", 0, 8))
        .map(line -> line.substring(8).strip())
        .filter(address -> !address.isEmpty())
        .limit(5)
        .toList();
  }

  public Optional<Sign> sign() {
    return Optional.ofNullable(page);
  }
}
