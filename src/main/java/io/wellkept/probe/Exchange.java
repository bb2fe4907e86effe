package io.wellkept.probe;

import io.wellkept.probe.Answer.Cause;
import io.wellkept.probe.Answer.Got;
import io.wellkept.probe.Answer.NoAnswer;
import io.wellkept.probe.Answer.Unchanged;
import io.wellkept.probe.Answer.Way;
import io.wellkept.touchpoint.Fault;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One ask from the first request to the last byte, over all redirects. */
final class Exchange {
  /** As many as curl and the browsers' ancestors allow by default, and more than anybody needs. */
  static final int MOST_REDIRECTS = 10;

  /** A certificate is looked at anew so often, even over connections that are kept. */
  private static final Duration HANDSHAKE_EVERY = Duration.ofHours(1);

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = HttpURLConnection.HTTP_UNAVAILABLE;
  private static final int TEMPORARY_REDIRECT = 307;
  private static final int PERMANENT_REDIRECT = 308;
  private static final Set<Integer> REDIRECTS =
      Set.of(
          HttpURLConnection.HTTP_MOVED_PERM,
          HttpURLConnection.HTTP_MOVED_TEMP,
          HttpURLConnection.HTTP_SEE_OTHER,
          TEMPORARY_REDIRECT,
          PERMANENT_REDIRECT);

  private final Http http;
  private final Ask ask;
  private final Set<String> visited = new HashSet<>();
  private boolean cookies;
  private final List<Answer.Hop> hops = new ArrayList<>();
  private final Turns turns;
  private long spent;
  private volatile @Nullable Call call;
  private volatile boolean stopped;
  private volatile Course course = new Course();

  Exchange(Http http, Ask ask) {
    this.http = http;
    this.ask = ask;
    this.turns = new Turns(http, ask.fresh());
  }

  /** Ends it from another thread. */
  void stop() {
    stopped = true;
    Call current = call;
    if (current != null) {
      current.cancel();
    }
  }

  /** What is going on at the moment. */
  Answer.Phase phase() {
    return course.phase();
  }

  Answer run() throws InterruptedException {
    HttpUrl url = HttpUrl.parse(ask.url().toString());
    if (url == null) {
      return new NoAnswer(new Cause.BadAddress(ShownAddress.of(ask.url())));
    }
    try (turns) {
      return follow(url.newBuilder().fragment(null).build());
    }
  }

  /** What one request came to: an answer, or where to go on. */
  private sealed interface Step {
    record Done(Answer answer) implements Step {}

    record GoOn(HttpUrl to, Ask.Sending sending) implements Step {}

    /** Nothing has changed, says the server, though we had not asked that. */
    record Again() implements Step {}
  }

  private Answer follow(HttpUrl first) throws InterruptedException {
    HttpUrl url = first;
    Ask.Sending sending = ask.sending();
    while (true) {
      // a page may send back to where we were, if only a cookie has come meanwhile
      if (!visited.add(sending.method() + " " + url + " " + cookiesFor(url))) {
        return new NoAnswer(new Cause.RedirectLoop(url.uri(), cookies));
      }
      if (hops.size() > MOST_REDIRECTS) {
        return new NoAnswer(new Cause.TooManyRedirects(MOST_REDIRECTS));
      }
      Fault refusal = turns.enter(url.host());
      if (refusal != null) {
        return Http.barred(refusal);
      }
      switch (request(url, first, sending, sending.safe())) {
        case Step.Done done -> {
          return done.answer;
        }
        case Step.GoOn next -> {
          url = next.to;
          sending = next.sending;
        }
        case Step.Again again -> throw new IllegalStateException(again + " asks only once");
      }
    }
  }

  private String cookiesFor(HttpUrl url) {
    Cookies cookies = ask.cookies();
    return cookies == null ? "" : cookies.header(url, http.now().toEpochMilli());
  }

  private Step request(HttpUrl url, HttpUrl first, Ask.Sending sending, boolean conditional) {
    Course now = new Course();
    course = now;
    long left = ask.timeout().toNanos() - spent;
    if (left <= 0 || stopped) {
      return new Step.Done(new NoAnswer(new Cause.TimedOut(now.phase(), ask.timeout())));
    }
    Host host = http.hosts().of(url.host(), http.now());
    boolean marked = conditional && knows(url);
    boolean ownConnection = !sending.safe() || ownConnection(url, host);
    Request request = build(url, first, sending, now, marked, conditional);
    Call made = http.client(url.host(), ownConnection).newCall(request);
    made.timeout().timeout(left, TimeUnit.NANOSECONDS);
    call = made;
    Instant begun = http.now();
    long start = System.nanoTime();
    Step step;
    try (Response response = made.execute()) {
      http.reach().reached(url.host());
      http.references()
          .heard(new References.Witness(begun, proof(url, first, response), now.peer()));
      heed(url, host, response);
      keepCookies(url, response);
      step = read(url, host, response, sending, made, start, marked, conditional, ownConnection);
    } catch (IOException e) {
      step = new Step.Done(failed(url, e, made, System.nanoTime() - start));
    } catch (IllegalArgumentException e) {
      // So OkHttp answers some headers that make no sense, such as a length below zero; it gives no
      // response that could be closed.
      made.cancel();
      step = new Step.Done(failed(url, new IOException(e), made, System.nanoTime() - start));
    }
    spent += System.nanoTime() - start;
    return step instanceof Step.Again ? request(url, first, sending, false) : step;
  }

  /** A certificate for the very host cannot be forged; a plain answer can. */
  private static References.Proof proof(HttpUrl url, HttpUrl first, Response response) {
    if (url.isHttps()) {
      return References.Proof.CERTAIN;
    }
    return response.isSuccessful() && url.host().equals(first.host())
        ? References.Proof.PLAIN
        : References.Proof.NONE;
  }

  private boolean knows(HttpUrl url) {
    Ask.Known known = ask.known();
    return known != null && !ask.fresh() && known.address().equals(url.uri());
  }

  private boolean ownConnection(HttpUrl url, Host host) {
    if (ask.fresh()) {
      return true;
    }
    return url.isHttps()
        && ask.certificateDays() > 0
        && host.wantsHandshake(http.now(), HANDSHAKE_EVERY, Duration.ofDays(ask.certificateDays()));
  }

  private void keepCookies(HttpUrl url, Response response) {
    Cookies jar = ask.cookies();
    if (jar != null) {
      jar.take(url, response.headers());
    }
  }

  private Request build(
      HttpUrl url,
      HttpUrl first,
      Ask.Sending sending,
      Course events,
      boolean marked,
      boolean conditional) {
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .method(sending.method(), Once.body(sending))
            .tag(Course.class, events)
            .header("User-Agent", http.setup().userAgent())
            .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
            // Named, so that OkHttp leaves unpacking to us: it knows no limit.
            .header("Accept-Encoding", "gzip");
    if (sameOrigin(url, first)) {
      ask.headers().forEach(request::header);
    }
    String cookies = cookiesFor(url);
    if (!cookies.isEmpty()) {
      request.header("Cookie", cookies);
    }
    if (!conditional && sending.safe()) {
      request.header("Cache-Control", "no-cache");
    }
    if (ask.fresh() || !sending.safe()) {
      request.header("Connection", "close");
    }
    Ask.Known known = ask.known();
    if (marked && known != null) {
      addMarks(request, known);
    }
    return request.build();
  }

  private static void addMarks(Request.Builder request, Ask.Known known) {
    String tag = known.tag();
    if (tag != null) {
      request.header("If-None-Match", tag);
    }
    String modified = known.modified();
    if (modified != null) {
      request.header("If-Modified-Since", modified);
    }
  }

  private static boolean sameOrigin(HttpUrl one, HttpUrl other) {
    return one.scheme().equals(other.scheme())
        && one.host().equals(other.host())
        && one.port() == other.port();
  }

  /** Remembers until when the host wants to be left alone. */
  private void heed(HttpUrl url, Host host, Response response) {
    boolean slowDown = response.code() == TOO_MANY_REQUESTS;
    // Our own page saying "under maintenance" is what we are there to watch.
    boolean away = response.code() == UNAVAILABLE && !http.hosts().manners().ours(url.host());
    if (!slowDown && !away) {
      return;
    }
    Instant now = http.now();
    Instant until = RetryAfter.read(response.header("Retry-After"), now).orElse(null);
    if (until == null && away) {
      return;
    }
    Instant end = RetryAfter.bounded(until, now);
    String why = url.host() + " answered " + response.code() + ", to be left alone until " + end;
    host.pause(new Host.Pause(end, slowDown, why));
  }

  private Step read(
      HttpUrl url,
      Host host,
      Response response,
      Ask.Sending sending,
      Call made,
      long start,
      boolean marked,
      boolean conditional,
      boolean ownConnection)
      throws IOException {
    String location = response.header("Location");
    if (REDIRECTS.contains(response.code()) && location != null) {
      return redirect(url, location, response, sending);
    }
    Certificate certificate = certificate(response, host, ownConnection);
    if (response.code() == HttpURLConnection.HTTP_NOT_MODIFIED && (marked || conditional)) {
      return marked ? new Step.Done(new Unchanged(way(url, start, certificate))) : new Step.Again();
    }
    Body body =
        Body.read(
            response.body().source(),
            response.header("Content-Encoding"),
            response.header("Content-Type"),
            ask.limit());
    if (body.truncated()) {
      // Closing would otherwise read on for a while, in the hope of keeping the connection.
      made.cancel();
    }
    return new Step.Done(
        new Got(way(url, start, certificate), response.code(), response.headers(), body));
  }

  private Step redirect(HttpUrl url, String location, Response response, Ask.Sending sending) {
    cookies = cookies || response.header("Set-Cookie") != null;
    HttpUrl to = url.resolve(location);
    if (to == null) {
      return new Step.Done(new NoAnswer(new Cause.BadAddress(ShownAddress.of(location))));
    }
    hops.add(new Answer.Hop(url.uri(), response.code()));
    return new Step.GoOn(to.newBuilder().fragment(null).build(), after(sending, response.code()));
  }

  /**
   * What browsers go on with: only 307 and 308 keep what is sent.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#http-redirect-fetch">Fetch, HTTP-redirect
   *     fetch</a>
   */
  private static Ask.Sending after(Ask.Sending sending, int status) {
    boolean kept = status == TEMPORARY_REDIRECT || status == PERMANENT_REDIRECT;
    return kept || sending.safe() ? sending : Ask.Sending.GET;
  }

  /** Over a kept connection, the one that was shown at the last handshake of its own. */
  private @Nullable Certificate certificate(Response response, Host host, boolean ownConnection) {
    Handshake handshake = response.handshake();
    if (handshake == null
        || handshake.peerCertificates().isEmpty()
        || !(handshake.peerCertificates().get(0) instanceof X509Certificate shown)) {
      return null;
    }
    if (!ownConnection) {
      Certificate seen = host.certificate();
      return seen != null ? seen : Certificate.of(shown);
    }
    Certificate certificate = Certificate.of(shown);
    host.shook(http.now(), certificate);
    return certificate;
  }

  private Way way(HttpUrl url, long start, @Nullable Certificate certificate) {
    Duration latency = Duration.ofNanos(spent + System.nanoTime() - start);
    return new Way(url.uri(), hops, latency, certificate);
  }

  private Answer failed(HttpUrl url, IOException failure, Call made, long nanos) {
    boolean cut = made.isCanceled();
    Duration after = cut ? ask.timeout() : Duration.ofNanos(spent + nanos);
    return new Failures(http.reach()).read(url.host(), failure, cut, phase(), after);
  }
}
