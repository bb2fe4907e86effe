package io.wellkept.probe.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Cookie;
import io.wellkept.probe.Answer;
import io.wellkept.probe.Ask;
import io.wellkept.probe.Http;
import io.wellkept.probe.ShownAddress;
import io.wellkept.probe.flow.Sight;
import io.wellkept.probe.flow.Step;
import io.wellkept.probe.flow.Trail.End;
import io.wellkept.probe.flow.Trail.Shortfall;
import io.wellkept.probe.flow.Variables;
import io.wellkept.probe.flow.Walk;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/** Asks addresses that programs use, with the cookies that the visitor has in the browser. */
final class Calls {
  private final Http http;
  private final BrowserContext visitor;
  private final Walk walk;
  private final Variables variables;

  /** What came of a call. */
  sealed interface Outcome {
    /**
     * @param took without our waiting for our turn
     */
    record Answered(Sight sight, Duration took) implements Outcome {}

    record Ended(End end) implements Outcome {}
  }

  Calls(Http http, BrowserContext visitor, Walk walk, Variables variables) {
    this.http = http;
    this.visitor = visitor;
    this.walk = walk;
    this.variables = variables;
  }

  Outcome call(Step.Call call, Duration timeout) throws InterruptedException {
    String address = variables.fill(call.url());
    HttpUrl base = HttpUrl.get(walk.base().toString());
    HttpUrl url = base.resolve(address.strip());
    if (url == null) {
      return new Outcome.Ended(
          new End.Short(
              walk.base(),
              List.of(
                  Shortfall.of("address", "What is to be called is no address")
                      .with("found", ShownAddress.of(address))),
              false));
    }
    Map<String, String> headers = headers(call, url, base);
    Ask ask =
        Ask.of(url.uri(), timeout)
            .headers(headers)
            .fresh(walk.fresh())
            .sending(call.sending(variables));
    return switch (http.ask(ask)) {
      case Answer.Barred barred -> new Outcome.Ended(new End.Barred(barred.fault()));
      case Answer.NoAnswer none ->
          new Outcome.Ended(new End.Silent(url.uri(), none.cause(), timeout, call.acts()));
      case Answer.Got got -> new Outcome.Answered(sight(url, got), got.way().latency());
      case Answer.Unchanged same ->
          throw new IllegalStateException("not modified, although not asked: " + same);
    };
  }

  private Map<String, String> headers(Step.Call call, HttpUrl url, HttpUrl base) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (Fence.sameOrigin(url.uri(), base.uri())) {
      headers.putAll(walk.headers());
    }
    headers.putIfAbsent("Accept", "application/json, */*;q=0.8");
    call.headers().forEach((name, value) -> headers.put(name, variables.fill(value)));
    String cookies =
        visitor.cookies(url.toString()).stream()
            .map(cookie -> cookie.name + "=" + cookie.value)
            .collect(Collectors.joining("; "));
    if (!cookies.isEmpty()) {
      headers.putIfAbsent("Cookie", cookies);
    }
    return headers;
  }

  /** What the answer sets is the browser's from now on. */
  private Sight sight(HttpUrl url, Answer.Got got) {
    URI address = got.way().address();
    List<Cookie> set =
        okhttp3.Cookie.parseAll(url, got.headers()).stream()
            .map(cookie ->
                new Cookie(cookie.name(), cookie.value())
                    .setDomain(cookie.domain())
                    .setPath(cookie.path())
                    .setSecure(cookie.secure())
                    .setHttpOnly(cookie.httpOnly()))
            .toList();
    if (!set.isEmpty()) {
      visitor.addCookies(set);
    }
    return new Sight(
        Objects.requireNonNull(address),
        got.status(),
        got.body().html(),
        got.body().text(),
        got.body().truncated(),
        got.headers());
  }
}
