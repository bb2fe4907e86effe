package io.wellkept.probe.stock;

import io.wellkept.probe.Answer;
import io.wellkept.probe.Answer.Cause;
import io.wellkept.probe.Ask;
import io.wellkept.probe.BotProtection;
import io.wellkept.probe.Http;
import io.wellkept.probe.Landing;
import io.wellkept.probe.RobotRules;
import io.wellkept.probe.freshness.Feed;
import io.wellkept.probe.freshness.Sitemap;
import io.wellkept.probe.stock.PageStock.Contents;
import io.wellkept.probe.stock.PageStock.Link;
import io.wellkept.probe.stock.Walk.Errand;
import io.wellkept.probe.stock.Walk.Purpose;
import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a site as a visitor would, page after page: one request at a time, at the pace that
 * politeness allows, and only where robots.txt lets us.
 */
public final class Crawl {
  private static final int PAGE_LIMIT = 2_000_000;
  private static final int MOST_SITEMAPS = 10;
  private static final int MOST_LISTED = 50_000;
  private static final int ALIVE_LIMIT = 64_000;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration SHORTEST = Duration.ofMillis(500);

  private final Http http;
  private final RobotRules robots;

  /**
   * How far a walk goes.
   *
   * @param pages how many are read at most
   * @param depth how many links away from the start
   * @param sitemap whether the site's own list of its pages is asked for
   * @param timeout for one page
   */
  public record Bounds(int pages, int depth, boolean sitemap, Duration timeout) {}

  /** How a stretch of the walk ended. */
  public sealed interface Came {
    /** As far as time allowed; {@link Walk#over} tells whether to the end. */
    record Along() implements Came {}

    /** We could not look. */
    record Barred(Fault fault) implements Came {}

    /** The page to start from gave no answer that counts. */
    record NoAnswer(Cause cause) implements Came {}

    /** The page to start from is no page. */
    record NoPage(int status) implements Came {}
  }

  public Crawl(Http http, RobotRules robots) {
    this.http = http;
    this.robots = robots;
  }

  /**
   * Goes on with a walk.
   *
   * @param within how long it may take
   */
  public Came go(Walk walk, Bounds bounds, Duration within) throws InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    while (!walk.over()) {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (left.compareTo(SHORTEST) < 0) {
        return new Came.Along();
      }
      Errand errand = walk.next();
      Duration timeout = left.compareTo(bounds.timeout()) < 0 ? left : bounds.timeout();
      Came came = run(walk, bounds, errand, timeout);
      if (came instanceof Came.Along || errand.depth() > 0 || errand.purpose() != Purpose.PAGE) {
        // also what kept us out: or the walk would begin with it each time, and never end
        walk.done();
      }
      if (!(came instanceof Came.Along)) {
        return came;
      }
    }
    return new Came.Along();
  }

  private Came run(Walk walk, Bounds bounds, Errand errand, Duration timeout)
      throws InterruptedException {
    URI address = HttpUrl.get(errand.address()).uri();
    boolean start = errand.purpose() == Purpose.PAGE && errand.depth() == 0;
    if (errand.purpose() == Purpose.PAGE && walk.pages() >= bounds.pages()) {
      return new Came.Along();
    }
    if (!start && !robots.allow(address)) {
      if (errand.purpose() == Purpose.PAGE) {
        walk.closedOne();
      }
      return new Came.Along();
    }
    int limit = errand.purpose() == Purpose.ALIVE ? ALIVE_LIMIT : PAGE_LIMIT;
    Ask ask = Ask.of(address, timeout);
    // equal asks share an answer only if they read as much
    Answer answer = http.ask(errand.purpose() == Purpose.SITEMAP ? ask : ask.limit(limit));
    if (answer instanceof Answer.Barred barred) {
      return start || ends(barred.fault(), walk, errand)
          ? new Came.Barred(barred.fault())
          : new Came.Along();
    }
    return start ? start(walk, bounds, errand, answer) : heard(walk, bounds, errand, answer);
  }

  /** A host elsewhere that has no time for us keeps nobody from looking at the others. */
  private static boolean ends(Fault fault, Walk walk, Errand errand) {
    return switch (fault) {
      case Fault.NetworkClosed closed -> true;
      case Fault.OwnNetwork out -> true;
      case Fault.Forbidden forbidden -> false;
      default -> PageStock.sameSite(HttpUrl.get(errand.address()), walk.site());
    };
  }

  private Came start(Walk walk, Bounds bounds, Errand errand, Answer answer)
      throws InterruptedException {
    if (answer instanceof Answer.NoAnswer none) {
      return new Came.NoAnswer(none.cause());
    }
    if (!(answer instanceof Answer.Got got)) {
      throw new IllegalStateException("not modified, although not asked: " + answer);
    }
    String mark = BotProtection.markOf(got.status(), got.headers(), got.body()).orElse(null);
    if (mark != null) {
      return new Came.Barred(new Fault.Blocked(mark));
    }
    if (got.status() == TOO_MANY_REQUESTS) {
      return new Came.Barred(new Fault.Throttled(got.way().address().getHost() + " answered 429"));
    }
    if (got.status() < 200 || got.status() >= 300) {
      return new Came.NoPage(got.status());
    }
    HttpUrl site = HttpUrl.get(got.way().address());
    walk.site(site);
    walk.trail().heardOf(errand.address(), "");
    walk.add(page(new Link(site, "Home page", Spotted.NAVIGATION), site));
    read(walk, bounds, errand, got);
    if (bounds.sitemap()) {
      sitemaps(site).forEach(map -> sitemap(walk, 0, map, site.toString()));
    }
    return new Came.Along();
  }

  private List<String> sitemaps(HttpUrl site) throws InterruptedException {
    List<String> named = robots.sitemaps(site.uri());
    return named.isEmpty()
        ? List.of(site.newBuilder().encodedPath("/sitemap.xml").query(null).build().toString())
        : named.stream().limit(MOST_SITEMAPS).toList();
  }

  private Came heard(Walk walk, Bounds bounds, Errand errand, Answer answer)
      throws InterruptedException {
    if (answer instanceof Answer.Got got
        && BotProtection.markOf(got.status(), got.headers(), got.body()).isPresent()) {
      return new Came.Along();
    }
    switch (errand.purpose()) {
      case PAGE -> page(walk, bounds, errand, answer);
      case SITEMAP -> sitemap(walk, errand, answer);
      case ALIVE -> alive(walk, errand, answer);
      case ENTRIES -> entries(walk, errand, answer);
    }
    return new Came.Along();
  }

  /** When there is no such host as a well-known one, it is our names that are not served. */
  private static void alive(Walk walk, Errand errand, Answer answer) {
    if (answer instanceof Answer.Got got && got.status() < 400) {
      walk.trail().answered(Walk.ALIVE, errand.candidate());
    }
    boolean ours =
        answer instanceof Answer.NoAnswer
            && KnownPlaces.ALL.profile(HttpUrl.get(errand.address())).isPresent();
    if (!ours) {
      dead(answer).ifPresent(words -> walk.lapsed(errand.candidate(), words, null));
    }
  }

  private void page(Walk walk, Bounds bounds, Errand errand, Answer answer)
      throws InterruptedException {
    Candidate candidate = walk.found(errand.candidate()).orElse(null);
    if (dead(answer).isPresent()) {
      walk.trail().whole(errand.address());
      if (candidate != null && candidate.spotted().promoted()) {
        walk.lapsed(errand.candidate(), dead(answer).get(), null);
      } else {
        walk.drop(errand.candidate());
      }
    } else if (answer instanceof Answer.Got got && got.status() < 300) {
      walk.trail().answered(Walk.ALIVE, errand.candidate());
      if (got.body().html()) {
        moved(walk, candidate, got);
        read(walk, bounds, errand, got);
      } else {
        walk.trail().whole(errand.address());
      }
    }
  }

  /** A page that sends visitors on is none of its own. */
  private static void moved(Walk walk, @Nullable Candidate candidate, Answer.Got got) {
    HttpUrl landed = HttpUrl.get(got.way().address());
    if (candidate == null || Landing.samePage(URI.create(candidate.address()), landed.uri())) {
      return;
    }
    walk.drop(candidate.key());
    if (PageStock.sameSite(landed, walk.site())) {
      walk.add(page(new Link(landed, candidate.name(), candidate.spotted()), walk.site()));
    }
  }

  private void read(Walk walk, Bounds bounds, Errand errand, Answer.Got got)
      throws InterruptedException {
    walk.readOne();
    String landed = got.way().address().toString();
    walk.trail().heardOf(landed, errand.address());
    if (!got.body().truncated()) {
      walk.trail().whole(errand.address());
      walk.trail().whole(landed);
    }
    if (!got.body().html()) {
      return;
    }
    HttpUrl address = HttpUrl.get(got.way().address());
    if (!PageStock.sameSite(address, walk.site())) {
      return;
    }
    Contents contents = PageStock.of(got.body().text(), address, walk.site());
    for (Candidate candidate : contents.candidates()) {
      walk.add(candidate);
      if (candidate.sort() == Sort.PROFILE) {
        walk.send(new Errand(Purpose.ALIVE, 0, candidate.address(), candidate.key()));
      }
    }
    List<Link> links = new ArrayList<>(contents.links());
    links.sort(Comparator.comparing(Link::spotted));
    links.forEach(link -> link(walk, bounds, errand.depth() + 1, address, link));
    contents
        .feeds()
        .forEach(feed ->
            walk.send(new Errand(Purpose.ENTRIES, 0, feed.url().toString(), feed.candidate())));
  }

  private static void link(Walk walk, Bounds bounds, int depth, HttpUrl from, Link link) {
    boolean promoted = link.spotted().promoted();
    List<String> path = link.url().pathSegments().stream().filter(p -> !p.isEmpty()).toList();
    Candidate candidate = page(link, from);
    boolean known = walk.found(candidate.key()).isPresent();
    if (promoted || path.size() < 2) {
      walk.add(candidate);
    } else if (walk.firstSeen(candidate.key())) {
      walk.count(link.url().resolve("/" + path.get(0) + "/").toString());
    }
    if (depth <= bounds.depth()) {
      walk.trail().heardOf(link.url().toString(), from.toString());
    }
    if (!known && depth <= bounds.depth()) {
      walk.send(new Errand(Purpose.PAGE, depth, link.url().toString(), candidate.key()));
    }
  }

  private static Candidate page(Link link, HttpUrl from) {
    String name = link.name().isEmpty() ? link.url().encodedPath() : link.name();
    return new Candidate(
        Sort.PAGE,
        PageStock.key(Sort.PAGE, Landing.page(link.url().uri())),
        link.url().newBuilder().query(null).build().toString(),
        name,
        "website",
        link.spotted(),
        from.toString());
  }

  private static void sitemap(Walk walk, int depth, String address, String from) {
    walk.trail().heardOf(address, from);
    walk.send(new Errand(Purpose.SITEMAP, depth, address, ""));
  }

  private static void sitemap(Walk walk, Errand errand, Answer answer) {
    if (dead(answer).isPresent()) {
      walk.trail().whole(errand.address());
    }
    if (!(answer instanceof Answer.Got got) || got.status() != 200) {
      return;
    }
    if (!got.body().truncated()) {
      walk.trail().whole(errand.address());
    }
    String xml = got.body().unpacked().text();
    if (errand.depth() < 2) {
      Sitemap.children(xml).stream()
          .limit(MOST_SITEMAPS)
          .forEach(map -> sitemap(walk, errand.depth() + 1, map, errand.address()));
    }
    for (String page : Sitemap.pages(xml, MOST_LISTED)) {
      HttpUrl url = HttpUrl.parse(page);
      if (url != null && PageStock.sameSite(url, walk.site())) {
        Bounds listed = new Bounds(0, 1, false, Duration.ZERO);
        link(walk, listed, 1, HttpUrl.get(errand.address()), new Link(url, "", Spotted.SITEMAP));
      }
    }
  }

  private static void entries(Walk walk, Errand errand, Answer answer) {
    boolean ownFeed = errand.candidate().startsWith(PageStock.key(Sort.FEED, ""));
    if (ownFeed) {
      dead(answer).ifPresent(words -> walk.lapsed(errand.candidate(), words, null));
    }
    if (answer instanceof Answer.Got got && got.status() == 200) {
      walk.trail().answered(Walk.ENTRIES, errand.candidate());
      if (ownFeed) {
        walk.trail().answered(Walk.ALIVE, errand.candidate());
      }
      Feed.of(got.body().unpacked().text(), ZoneOffset.UTC)
          .newest()
          .ifPresent(newest ->
              walk.lapsed(errand.candidate(), "its last entry is of " + newest.day(), newest.at()));
    }
  }

  /** What is dead beyond doubt; what refuses us, or has a bad day, is not. */
  private static Optional<String> dead(Answer answer) {
    return switch (answer) {
      case Answer.Got got when got.status() == 404 || got.status() == 410 ->
          Optional.of("answers " + got.status());
      case Answer.NoAnswer(Cause.NoSuchHost none) -> Optional.of("there is no " + none.host());
      default -> Optional.empty();
    };
  }
}
