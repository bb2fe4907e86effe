package io.wellkept.probe.flow;

import io.wellkept.probe.Answer;
import io.wellkept.probe.Answer.Cause;
import io.wellkept.probe.Ask;
import io.wellkept.probe.BotProtection;
import io.wellkept.probe.Cookies;
import io.wellkept.probe.Http;
import io.wellkept.probe.ShownAddress;
import io.wellkept.probe.flow.Trail.End;
import io.wellkept.probe.flow.Trail.Shortfall;
import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** One walk of one visitor, with what they carry: cookies, the page before them, what they read. */
final class HttpVisit {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int LARGE = 500_000;
  private static final Duration LEAST = Duration.ofSeconds(5);

  private final Http http;
  private final Walk walk;
  private final Semaphore large;
  private final Variables variables;
  private final Cookies cookies = new Cookies();
  private final long start = System.nanoTime();
  private final List<Duration> passed = new ArrayList<>();
  private @Nullable Sight page;
  private @Nullable Sight answer;

  /** What the other side took. */
  private Duration spent = Duration.ZERO;

  /** What reading took us; a large page on a busy machine is no slow page. */
  private Duration read = Duration.ZERO;

  private boolean mayAct;
  private @Nullable Long sent;

  HttpVisit(Http http, Walk walk, Semaphore large) {
    this.http = http;
    this.walk = walk;
    this.large = large;
    this.variables = new Variables(walk.runId());
  }

  Trail walked() throws InterruptedException {
    for (Step step : walk.steps()) {
      if (step instanceof Step.Receipt) {
        break;
      }
      Duration before = spent;
      End end = late(step);
      if (end == null) {
        end = take(step);
      }
      if (end != null) {
        return trail(end);
      }
      passed.add(spent.minus(before));
    }
    return trail(null);
  }

  private Trail trail(@Nullable End end) {
    Long at = sent;
    Duration sinceSent = at == null ? null : since(at);
    return new Trail(walk.runId(), passed, end, spent, sinceSent, variables.extracted());
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private Duration left() {
    Duration asking = walk.deadline().minus(since(start)).plus(read);
    Duration reading = walk.deadline().minus(read);
    return asking.compareTo(reading) < 0 ? asking : reading;
  }

  /**
   * When most of the time went into waiting for our turn, the site is not to blame. Nor would it be
   * if our waiting left so little that it cannot answer in time: then nothing is asked any more,
   * and above all nothing sent.
   */
  private @Nullable End late(Step step) {
    Duration left = left();
    Duration third = walk.deadline().dividedBy(3);
    Duration least = third.compareTo(LEAST) < 0 ? third : LEAST;
    Duration waited = since(start).minus(spent).minus(read);
    boolean asks = !(step instanceof Step.Expect || step instanceof Step.Extract);
    boolean tooLittle = asks && left.compareTo(least) < 0 && waited.compareTo(least) >= 0;
    if (left.isPositive() && !tooLittle) {
      return null;
    }
    String host = walk.base().getHost();
    return left.isPositive() || waited.compareTo(spent.plus(read)) > 0
        ? new End.Barred(new Fault.Crowded(host == null ? walk.base().toString() : host))
        : new End.Late(walk.deadline());
  }

  private @Nullable End take(Step step) throws InterruptedException {
    return switch (step) {
      case Step.Open open -> open(open);
      case Step.Follow follow -> follow(follow);
      case Step.Submit submit -> submit(submit);
      case Step.Expect expect -> expect(expect);
      case Step.Extract extract -> extract(extract);
      case Step.Call call -> call(call);
      case Step.Receipt receipt -> null;
    };
  }

  private @Nullable End open(Step.Open open) throws InterruptedException {
    String address = variables.fill(open.address());
    HttpUrl url = resolved(address);
    return url == null ? noAddress(address) : visit(open, url, Ask.Sending.GET);
  }

  private @Nullable HttpUrl resolved(String address) {
    HttpUrl base = HttpUrl.get(walk.base());
    return base == null ? HttpUrl.parse(address) : base.resolve(address.strip());
  }

  private End noAddress(String address) {
    return new End.Short(
        walk.base(),
        List.of(
            Shortfall.of("address", "What is to be opened is no address")
                .with("found", Sight.cut(ShownAddress.of(address)))),
        false);
  }

  private @Nullable End follow(Step.Follow follow) throws InterruptedException {
    Sight from = Objects.requireNonNull(page);
    Step.Follow wanted =
        follow.text() == null ? follow : new Step.Follow(variables.fill(follow.text()), null);
    Object found = reading(from, () -> link(from, wanted));
    return found instanceof HttpUrl to
        ? visit(follow, to, Ask.Sending.GET)
        : shortOf(from, (Shortfall) found);
  }

  /** Where the link leads, or why it leads nowhere. */
  private static Object link(Sight from, Step.Follow wanted) {
    Document document = document(from);
    String called = wanted.text() == null ? "" + wanted.selector() : "“" + wanted.text() + "”";
    Optional<Element> link = Anchors.find(document, wanted);
    if (link.isEmpty()) {
      return Shortfall.of("link", "The link is not there: " + called)
          .with("found", Anchors.listed(document));
    }
    Optional<HttpUrl> to = Anchors.target(link.get(), HttpUrl.get(from.address()));
    if (to.isPresent()) {
      return to.get();
    }
    return Shortfall.of("link", "The link leads to no page: " + called)
        .with("found", Sight.cut(ShownAddress.of(link.get().attr("href"))));
  }

  private @Nullable End submit(Step.Submit submit) throws InterruptedException {
    Sight from = Objects.requireNonNull(page);
    Filling.Filled filled =
        reading(
            from, () -> Filling.of(document(from), HttpUrl.get(from.address()), submit, variables));
    return switch (filled) {
      case Filling.Filled.Ready ready -> visit(submit, ready.to(), ready.sending());
      case Filling.Filled.Lacking lacking ->
          new End.Short(from.address(), lacking.shortfalls(), from.truncated());
    };
  }

  private @Nullable End expect(Step.Expect expect) throws InterruptedException {
    Sight seen = Objects.requireNonNull(answer);
    Step.Expect wanted = expect.filled(variables::fill);
    List<Shortfall> wrong = reading(seen, () -> Expectation.shortfalls(wanted, seen));
    return wrong.isEmpty() ? null : new End.Short(seen.address(), wrong, seen.truncated());
  }

  private @Nullable End extract(Step.Extract extract) throws InterruptedException {
    Sight seen = Objects.requireNonNull(answer);
    for (Map.Entry<String, Step.Source> each : extract.variables().entrySet()) {
      Optional<String> value = reading(seen, () -> Extraction.read(each.getValue(), seen, left()));
      if (value.isEmpty()) {
        return shortOf(seen, Extraction.missing(each.getKey(), each.getValue(), seen));
      }
      variables.put(each.getKey(), value.get());
    }
    return null;
  }

  private @Nullable End call(Step.Call call) throws InterruptedException {
    String address = variables.fill(call.url());
    HttpUrl url = resolved(address);
    if (url == null) {
      return noAddress(address);
    }
    Map<String, String> headers = new LinkedHashMap<>(ownHeaders(url));
    headers.putIfAbsent("Accept", "application/json, */*;q=0.8");
    call.headers().forEach((name, value) -> headers.put(name, variables.fill(value)));
    return send(call, url, call.sending(variables), headers);
  }

  private static End shortOf(Sight seen, Shortfall what) {
    return new End.Short(seen.address(), List.of(what), seen.truncated());
  }

  private static Document document(Sight seen) {
    return Jsoup.parse(seen.source(), seen.address().toString());
  }

  private <T> T reading(Sight seen, Supplier<T> work) throws InterruptedException {
    boolean takesTurns = seen.source().length() >= LARGE;
    long begun = System.nanoTime();
    if (takesTurns) {
      large.acquire();
    }
    try {
      return work.get();
    } finally {
      if (takesTurns) {
        large.release();
      }
      read = read.plus(since(begun));
    }
  }

  /** Goes to another page. */
  private @Nullable End visit(Step step, HttpUrl to, Ask.Sending sending)
      throws InterruptedException {
    Map<String, String> headers = new LinkedHashMap<>(ownHeaders(to));
    Sight from = page;
    if (from != null && !(step instanceof Step.Open)) {
      comesFrom(HttpUrl.get(from.address()), to, sending, headers);
    }
    End end = send(step, to, sending, headers);
    page = answer;
    return end;
  }

  /**
   * Many frameworks take a form only from their own pages, and tell by these.
   *
   * @see <a href="https://www.w3.org/TR/referrer-policy/">Referrer Policy</a>
   */
  private static void comesFrom(
      HttpUrl from, HttpUrl to, Ask.Sending sending, Map<String, String> headers) {
    HttpUrl whole = from.newBuilder().username("").password("").fragment(null).build();
    String origin = whole.newBuilder().encodedPath("/").query(null).build().toString();
    if (sameOrigin(from, to)) {
      headers.putIfAbsent("Referer", whole.toString());
    } else if (!from.isHttps() || to.isHttps()) {
      headers.putIfAbsent("Referer", origin);
    }
    if (!sending.safe()) {
      headers.putIfAbsent("Origin", origin.substring(0, origin.length() - 1));
    }
  }

  private Map<String, String> ownHeaders(HttpUrl to) {
    HttpUrl own = HttpUrl.get(walk.base());
    return own != null && sameOrigin(own, to) ? walk.headers() : Map.of();
  }

  private static boolean sameOrigin(HttpUrl one, HttpUrl other) {
    return one.scheme().equals(other.scheme())
        && one.host().equals(other.host())
        && one.port() == other.port();
  }

  private @Nullable End send(
      Step step, HttpUrl to, Ask.Sending sending, Map<String, String> headers)
      throws InterruptedException {
    if (step.acts()) {
      if (!mayAct && !walk.leave().given(walk.runId())) {
        return new End.Barred(new Fault.NoLeave(walk.runId()));
      }
      mayAct = true;
      sent = System.nanoTime();
    }
    Duration timeout = left().isPositive() ? left() : Duration.ofMillis(1);
    Ask ask =
        Ask.of(to.uri(), timeout)
            .headers(headers)
            .fresh(walk.fresh())
            .sending(sending)
            .cookies(cookies);
    return switch (http.ask(ask)) {
      case Answer.Barred barred -> new End.Barred(barred.fault());
      case Answer.NoAnswer none -> silent(step, to.uri(), none.cause(), timeout);
      case Answer.Got got -> got(step, got);
      case Answer.Unchanged same ->
          throw new IllegalStateException("not modified, although not asked: " + same);
    };
  }

  private End silent(Step step, URI asked, Cause cause, Duration timeout) {
    boolean maySent = step.acts() && maySent(cause);
    if (step.acts() && !maySent) {
      sent = null;
    }
    return new End.Silent(asked, cause, timeout, maySent);
  }

  /** Whether it may have arrived although no answer came. */
  private static boolean maySent(Cause cause) {
    return switch (cause) {
      case Cause.NoSuchHost none -> false;
      case Cause.ConnectionRefused refused -> false;
      case Cause.TlsBroken broken -> false;
      case Cause.BadAddress bad -> true;
      case Cause.TimedOut late ->
          late.phase() == Answer.Phase.WAITING || late.phase() == Answer.Phase.READING;
      case Cause.Unreachable cut -> true;
      case Cause.RedirectLoop loop -> true;
      case Cause.TooManyRedirects many -> true;
      case Cause.BrokenAnswer broken -> true;
      case Cause.UnknownPacking packed -> true;
    };
  }

  private @Nullable End got(Step step, Answer.Got got) {
    spent = spent.plus(got.way().latency());
    URI address = got.way().address();
    Optional<String> protection = BotProtection.markOf(got.status(), got.headers(), got.body());
    if (protection.isPresent()) {
      return new End.Barred(new Fault.Blocked(protection.get()));
    }
    boolean right = accepted(got.status());
    if (got.status() == TOO_MANY_REQUESTS && !right) {
      return new End.Barred(new Fault.Throttled(address.getHost() + " answered 429"));
    }
    Sight seen =
        new Sight(
            address,
            got.status(),
            got.body().html(),
            got.body().text(),
            got.body().truncated(),
            got.headers());
    answer = seen;
    return right ? null : new End.Refused(address, got.status(), Glance.at(seen));
  }

  /** What is right is for the next step to say, if it speaks of it. */
  private boolean accepted(int status) {
    int next = passed.size() + 1;
    return next < walk.steps().size() && walk.steps().get(next) instanceof Step.Expect expect
        ? expect.accepts(status)
        : status >= 200 && status < 300;
  }
}
