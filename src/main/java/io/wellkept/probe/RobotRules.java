package io.wellkept.probe;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;

/**
 * What hosts allow robots to look at; asked once a day. A host whose rules cannot be had allows
 * nothing, one without rules allows everything.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9309.html">RFC 9309</a>
 */
public final class RobotRules {
  private static final Duration EVERY = Duration.ofHours(24);
  private static final Duration AFTER_FAILURE = Duration.ofHours(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** What RFC 9309 wants to be read at least. */
  private static final int LIMIT = 500 * 1024;

  private static final long KEPT_BYTES = 8_000_000;
  private static final int TOO_MANY_REQUESTS = 429;

  private final Http http;
  private final Kept<String, Known> known =
      new Kept<>(KEPT_BYTES, each -> 500 + 150L * each.rules.getRobotRules().size());

  private record Known(SimpleRobotRules rules, boolean told, Instant until) {}

  public RobotRules(Http http) {
    this.http = http;
  }

  /** Whether we may look at the address; may ask its host first. */
  public boolean allow(URI address) throws InterruptedException {
    return known(address).rules.isAllowed(HttpUrl.get(address).toString());
  }

  /** Whether its host's rules could not be had: it may allow again what is not allowed now. */
  public boolean unknown(URI address) throws InterruptedException {
    return !known(address).told;
  }

  /** The sitemaps that the address's host names there; may ask it first. */
  public List<String> sitemaps(URI address) throws InterruptedException {
    return known(address).rules.getSitemaps();
  }

  private Known known(URI address) throws InterruptedException {
    HttpUrl url = HttpUrl.get(address);
    String origin = url.scheme() + "://" + url.host() + ":" + url.port();
    Known rules = known.get(origin).orElse(null);
    if (rules == null || !http.now().isBefore(rules.until)) {
      rules = ask(url.newBuilder().encodedPath("/robots.txt").query(null).fragment(null).build());
      known.put(origin, rules);
    }
    return rules;
  }

  private Known ask(HttpUrl robots) throws InterruptedException {
    Instant now = http.now();
    Answer answer = http.ask(Ask.of(robots.uri(), TIMEOUT).limit(LIMIT));
    if (answer instanceof Answer.NoAnswer(Answer.Cause.NoSuchHost none)) {
      // nobody is there who could mind
      return told(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL), now.plus(AFTER_FAILURE));
    }
    if (answer instanceof Answer.Got got) {
      int status = got.status();
      if (status >= 200 && status < 300) {
        return told(parse(robots, got), now.plus(EVERY));
      }
      if (status >= 400 && status < 500 && status != TOO_MANY_REQUESTS) {
        return told(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL), now.plus(EVERY));
      }
    }
    SimpleRobotRules none = new SimpleRobotRules(RobotRulesMode.ALLOW_NONE);
    return new Known(none, false, now.plus(AFTER_FAILURE));
  }

  private static Known told(SimpleRobotRules rules, Instant until) {
    return new Known(rules, true, until);
  }

  private SimpleRobotRules parse(HttpUrl robots, Answer.Got got) {
    byte[] rules = got.body().bytes();
    BaseRobotRules parsed =
        new SimpleRobotRulesParser()
            .parseContent(robots.toString(), rules, "text/plain", List.of(ourName()));
    return (SimpleRobotRules) parsed;
  }

  /** The name by which robots.txt addresses us: what stands before the slash. */
  private String ourName() {
    String name = http.userAgent().strip().split("[/\\s]", 2)[0].toLowerCase(Locale.ROOT);
    return name.matches("[a-z_-]+") ? name : "wellkept";
  }
}
