package io.wellkept.probe.links;

import io.wellkept.probe.Answer;
import io.wellkept.probe.Ask;
import io.wellkept.probe.Http;
import io.wellkept.probe.Kept;
import io.wellkept.probe.RobotRules;
import io.wellkept.probe.links.LinksFacts.Walk;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pages of a site, level by level, as far as there is time; what was read a while ago is
 * not read again, so that a long walk may take several looks. Safe for many threads.
 */
public final class Walker {
  private static final long KEPT_BYTES = 64_000_000;
  private static final Duration LONGEST_KEPT = Duration.ofHours(2);

  /** That a page could not be read holds for the looks of one walk, which would never end else. */
  private static final Duration UNREAD_KEPT = Duration.ofMinutes(10);

  /** A page that is parsed takes some twenty times the memory of its source: they take turns. */
  private static final int AT_ONCE = 4;

  private static final Pattern NO_PAGE =
      Pattern.compile(
          "(?i).*\\.(pdf|zip|gz|jpe?g|png|gif|svg|webp|avif|ico|mp[34]|mov|webm|docx?|xlsx?|pptx?"
              + "|css|js|json|xml|ics|csv|txt|exe|dmg|apk)");

  private final Http http;
  private final RobotRules robots;
  private final Semaphore reading = new Semaphore(AT_ONCE);
  private final Kept<Key, Read> kept = new Kept<>(KEPT_BYTES, read -> read.page.weight());

  private record Key(CheckId check, Record settings, String page) {}

  private record Read(PageLinks page, Instant at) {}

  public Walker(Http http, RobotRules robots) {
    this.http = http;
    this.robots = robots;
  }

  /** Reads what came from an address. */
  public PageLinks read(Answer.Got got) throws InterruptedException {
    URI address = got.way().address();
    if (!got.body().html()) {
      return PageLinks.none(address);
    }
    reading.acquire();
    try {
      PageLinks page = LinkReader.read(got.body().text(), address);
      return got.body().truncated() ? page.cut() : page;
    } finally {
      reading.release();
    }
  }

  /**
   * What a walk is to be like.
   *
   * @param check for which it is
   * @param depth how many clicks deep it goes; 0 for the first page alone
   * @param pages how many pages are read at most
   * @param leftOut addresses to which it does not go
   * @param timeout for each page
   * @param fresh whether pages that matter are read anew
   */
  public record Tour(
      Check check, int depth, int pages, Predicate<URI> leftOut, Duration timeout, boolean fresh) {}

  /** One walk of one look. */
  public final class Way {
    private final Tour tour;
    private final Site site;
    private final Set<String> doubtful;
    private final long end;
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final Map<String, PageLinks> pages = new LinkedHashMap<>();
    private final List<Integer> depths = new ArrayList<>();
    private boolean whole = true;

    /**
     * @param doubtful addresses of pages on which something is wrong
     * @param end until when there is time, as {@link System#nanoTime} counts
     */
    public Way(Tour tour, Site site, Set<String> doubtful, long end) {
      this.tour = tour;
      this.site = site;
      this.doubtful = doubtful;
      this.end = end;
    }

    /** What was found out of pages on the way, by address. */
    Map<String, Outcome> outcomes() {
      return outcomes;
    }

    public Walk from(PageLinks first) throws InterruptedException {
      put(first.address(), first, 0);
      List<PageLinks> level = List.of(first);
      for (int depth = 0; depth < tour.depth() && whole; depth++) {
        level = next(level, depth + 1);
      }
      return new Walk(new ArrayList<>(pages.values()), depths, whole);
    }

    private void put(URI address, PageLinks page, int depth) {
      pages.put(address.toString(), page);
      depths.add(depth);
    }

    private List<PageLinks> next(List<PageLinks> level, int depth) throws InterruptedException {
      Set<URI> wanted = new LinkedHashSet<>();
      level.forEach(page -> page.places().forEach(place -> want(place, wanted)));
      List<PageLinks> found = new ArrayList<>();
      for (URI address : wanted) {
        if (pages.size() >= tour.pages()) {
          break;
        }
        boolean allowed = robots.allow(address);
        if (pages.containsKey(address.toString()) || (!allowed && !robots.unknown(address))) {
          continue;
        }
        PageLinks page = allowed ? page(address) : PageLinks.unread(address);
        if (page == null) {
          whole = false;
          return found;
        }
        put(address, page, depth);
        found.add(page);
      }
      return found;
    }

    private void want(Place place, Set<URI> wanted) {
      URI address = place.address();
      boolean page = place.role() == Role.LINK && address != null && site.ours(address);
      if (page
          && address != null
          && !NO_PAGE.matcher(String.valueOf(address.getPath())).matches()
          && !tour.leftOut().test(address)) {
        wanted.add(address);
      }
    }

    /** Null if there is no time to read it. */
    private @Nullable PageLinks page(URI address) throws InterruptedException {
      Key key = new Key(tour.check().id(), tour.check().settings(), address.toString());
      Instant now = http.now();
      Read before = kept.get(key).orElse(null);
      if (before != null && !isAgain(before) && now.isBefore(before.at.plus(believed(before)))) {
        return before.page;
      }
      Duration timeout = tour.timeout();
      if (System.nanoTime() + timeout.toNanos() > end) {
        return null;
      }
      Ask ask = Ask.of(address, timeout).headers(site.headers(address)).fresh(tour.fresh());
      Answer answer = http.ask(ask);
      Outcome outcome = Outcomes.of(answer, now);
      outcomes.put(address.toString(), outcome);
      PageLinks page = page(address, answer, outcome);
      kept.put(key, new Read(page, now));
      return page;
    }

    /** Who does not answer, or for us alone, says nothing of the links on the page. */
    private PageLinks page(URI address, Answer answer, Outcome outcome)
        throws InterruptedException {
      if (outcome.fine() && answer instanceof Answer.Got got) {
        return site.ours(got.way().address()) ? read(got) : PageLinks.none(address);
      }
      boolean gone = outcome.verdict() == Outcome.Verdict.GONE;
      return gone ? PageLinks.none(address) : PageLinks.unread(address);
    }

    private boolean isAgain(Read before) {
      boolean doubted = doubtful.contains(before.page.address().toString());
      return tour.fresh() && (doubted || !before.page.whole());
    }

    private Duration believed(Read before) {
      Duration half = tour.check().schedule().every().dividedBy(2);
      Duration longest = before.page.whole() ? LONGEST_KEPT : UNREAD_KEPT;
      return half.compareTo(longest) < 0 ? half : longest;
    }
  }
}
