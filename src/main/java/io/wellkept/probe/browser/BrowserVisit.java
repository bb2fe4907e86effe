package io.wellkept.probe.browser;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitUntilState;
import io.wellkept.probe.Answer;
import io.wellkept.probe.Answer.Cause;
import io.wellkept.probe.Answer.Phase;
import io.wellkept.probe.BotProtection;
import io.wellkept.probe.Http;
import io.wellkept.probe.ShownAddress;
import io.wellkept.probe.Turns;
import io.wellkept.probe.browser.BrowserWalker.Walked;
import io.wellkept.probe.flow.Expectation;
import io.wellkept.probe.flow.Extraction;
import io.wellkept.probe.flow.Sight;
import io.wellkept.probe.flow.Step;
import io.wellkept.probe.flow.Trail;
import io.wellkept.probe.flow.Trail.End;
import io.wellkept.probe.flow.Trail.Shortfall;
import io.wellkept.probe.flow.Variables;
import io.wellkept.probe.flow.Walk;
import io.wellkept.touchpoint.Fault;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** One walk of one visitor in a browser. Belongs to the browser's thread. */
final class BrowserVisit {
  /** How long a step waits for what it needs to appear, if there is so much time. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** After a click, how long a page may take to begin to do something. */
  private static final Duration REACTION = Duration.ofMillis(500);

  /** After a form was sent, how long its last requests may take. */
  private static final Duration SETTLING = Duration.ofSeconds(3);

  /** What is sent must have time for its answer: less is left, and nothing is sent. */
  private static final Duration TO_ACT = Duration.ofSeconds(3);

  private static final Duration PICTURE = Duration.ofSeconds(1);
  private static final int BETWEEN_GLANCES = 100;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int PICTURE_QUALITY = 60;

  private final Http http;
  private final Walk walk;
  private final Turns turns;
  private final @Nullable GuardedProxy proxy;
  private final Variables variables;
  private final Fence fence;
  private final Ear ear;
  private final Calls calls;
  private final List<Duration> passed = new ArrayList<>();
  private final long start;
  private @Nullable Sight called;

  /** Whether a call was given our turn at the page's host. */
  private boolean lent;

  /** How long we waited for our turns, which is not the other side's time. */
  private Duration waited = Duration.ZERO;

  private boolean mayAct;
  private @Nullable Long sent;

  BrowserVisit(Http http, Walk walk, Turns turns, Page page, @Nullable GuardedProxy proxy) {
    this.http = http;
    this.walk = walk;
    this.turns = turns;
    this.proxy = proxy;
    this.variables = new Variables(walk.runId());
    this.calls = new Calls(http, page.context(), walk, variables);
    this.fence = new Fence(http.gate(), walk, proxy);
    fence.around(page.context());
    this.ear = new Ear(page.context(), page);
    this.start = System.nanoTime();
  }

  Walked walked() throws InterruptedException {
    Trail trail = trail(end());
    boolean shown = trail.end() != null && !(trail.end() instanceof End.Barred);
    return new Walked(trail, shown ? picture() : null, ear.troubles());
  }

  private @Nullable End end() throws InterruptedException {
    for (Step step : walk.steps()) {
      if (step instanceof Step.Receipt) {
        return null;
      }
      if (!left().isPositive()) {
        return late(Duration.ZERO);
      }
      Duration before = spent();
      End end = take(step);
      Duration took = spent().minus(before);
      Optional<String> forbidden = fence.forbidden(ear.reached());
      if (forbidden.isPresent()) {
        return new End.Barred(new Fault.Forbidden(forbidden.get()));
      }
      if (end != null) {
        return fair(end, took);
      }
      passed.add(took);
    }
    return null;
  }

  /** What the other side took so far. */
  private Duration spent() {
    return since(start).minus(waited);
  }

  /** There is less time than a step needs; without our waiting there might have been enough. */
  private End late(Duration needed) {
    return spent().plus(needed).compareTo(walk.deadline()) < 0
        ? new End.Barred(new Fault.Crowded(host()))
        : new End.Late(walk.deadline());
  }

  /** When most of the time went into our waiting, what did not come in the rest may be fine. */
  private End fair(End end, Duration took) {
    boolean cutShort = !left().isPositive() && waited.compareTo(took) > 0;
    return cutShort && !(end instanceof End.Barred)
        ? new End.Barred(new Fault.Crowded(host()))
        : end;
  }

  private Trail trail(@Nullable End end) {
    Long at = sent;
    Duration sinceSent = at == null ? null : since(at);
    return new Trail(walk.runId(), passed, end, spent(), sinceSent, variables.extracted());
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private Duration left() {
    return walk.deadline().minus(since(start));
  }

  private Duration patience() {
    Duration left = left();
    return left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
  }

  private Page page() {
    return ear.page();
  }

  private PageView view() {
    return new PageView(page());
  }

  private URI here() {
    HttpUrl url = HttpUrl.parse(page().url());
    return url == null ? walk.base() : url.uri();
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
    called = null;
    String address = variables.fill(open.address());
    HttpUrl base = HttpUrl.get(walk.base().toString());
    HttpUrl url = base.resolve(address.strip());
    if (url == null) {
      return shortOf(
          Shortfall.of("address", "What is to be opened is no address")
              .with("found", ShownAddress.of(address)));
    }
    Fault refused = passed.isEmpty() ? null : enter(url.host());
    if (refused != null) {
      return new End.Barred(refused);
    }
    ear.anew();
    Duration timeout = left();
    try {
      page()
          .navigate(
              url.toString(),
              new Page.NavigateOptions()
                  .setTimeout(PageView.millis(timeout))
                  .setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
    } catch (TimeoutError e) {
      return late(url.uri(), timeout);
    } catch (PlaywrightException e) {
      return unreached(url, e);
    }
    return answered(url.uri());
  }

  private @Nullable Fault enter(String host) throws InterruptedException {
    lent = false;
    long begun = System.nanoTime();
    try {
      return turns.enter(host);
    } finally {
      waited = waited.plus(since(begun));
    }
  }

  /** To the page, after a call had our turn; null if we may. */
  private @Nullable End comeBack() throws InterruptedException {
    Fault refused = lent ? enter(host()) : null;
    return refused == null ? null : new End.Barred(refused);
  }

  private String host() {
    String host = here().getHost();
    return host == null ? String.valueOf(walk.base().getHost()) : host;
  }

  private End late(URI asked, Duration timeout) throws InterruptedException {
    Phase phase = ear.answer() == null ? Phase.WAITING : Phase.READING;
    return silent(asked, new Cause.TimedOut(phase, timeout), timeout);
  }

  private End unreached(HttpUrl url, PlaywrightException failure) throws InterruptedException {
    String words = String.valueOf(failure.getMessage());
    if (Mishap.isFile(words)) {
      return shortOf(Shortfall.of("file", "The address gives a file to keep, and no page"));
    }
    Optional<String> code = Mishap.code(words);
    if (code.isEmpty()) {
      throw failure;
    }
    return unreached(url, code.get());
  }

  private End unreached(HttpUrl asked, String code) throws InterruptedException {
    Request last = ear.failed();
    HttpUrl at = last == null ? null : HttpUrl.parse(last.url());
    HttpUrl url = at == null ? asked : at;
    if (code.equals("ERR_ABORTED") && ear.answer() != null) {
      return shortOf(Shortfall.of("page", "The address gives no page to be shown"));
    }
    if (proxy != null && proxy.cutOff()) {
      return shortOf(
          Shortfall.of("size", "The page never ends")
              .with("found", "more than " + GuardedProxy.MOST_BYTES / 1_000_000 + " MB"));
    }
    Optional<IOException> why = proxy == null ? Optional.empty() : proxy.failure(url.host());
    if (why.isPresent()) {
      Answer answer = http.gate().explain(url.host(), why.get(), since(start));
      return end(asked.uri(), answer);
    }
    if (proxy != null && code.equals("ERR_TUNNEL_CONNECTION_FAILED")) {
      return new End.Barred(
          new Fault.ToolFailed(Browsers.TOOL, "it may not go to " + url.host() + " by itself"));
    }
    if (code.equals("ERR_BLOCKED_BY_CLIENT")) {
      return new End.Barred(new Fault.Forbidden(url.host()));
    }
    return silent(asked.uri(), Mishap.cause(url.host(), code), walk.deadline());
  }

  private End silent(URI asked, Cause cause, Duration timeout) throws InterruptedException {
    return end(asked, http.gate().doubted(new Answer.NoAnswer(cause)), timeout);
  }

  private End end(URI asked, Answer answer) {
    return end(asked, answer, walk.deadline());
  }

  private End end(URI asked, Answer answer, Duration timeout) {
    return switch (answer) {
      case Answer.Barred barred -> new End.Barred(barred.fault());
      case Answer.NoAnswer none -> new End.Silent(asked, none.cause(), timeout, sent != null);
      case Answer.Got got -> throw new IllegalStateException("failed, and yet: " + got);
      case Answer.Unchanged same -> throw new IllegalStateException("failed, and yet: " + same);
    };
  }

  /** What the page's answer means by its status alone; null if it is right. */
  private @Nullable End answered(URI asked) throws InterruptedException {
    Response answer = ear.answer();
    if (answer == null) {
      return null;
    }
    int status = answer.status();
    boolean right = accepted(status);
    Optional<String> protection =
        BotProtection.markOf(status, ear.headers(), () -> view().seen(PICTURE).orElse(""));
    if (protection.isPresent()) {
      return new End.Barred(new Fault.Blocked(protection.get()));
    }
    if (status == TOO_MANY_REQUESTS && !right) {
      return new End.Barred(new Fault.Throttled(asked.getHost() + " answered 429"));
    }
    if (right) {
      return null;
    }
    String source = view().seen(PICTURE).orElse("");
    return new End.Refused(here(), status, Sight.cut(org.jsoup.Jsoup.parse(source).text()));
  }

  /** What is right is for the next step to say, if it speaks of it. */
  private boolean accepted(int status) {
    int next = passed.size() + 1;
    return next < walk.steps().size() && walk.steps().get(next) instanceof Step.Expect expect
        ? expect.accepts(status)
        : status >= 200 && status < 300;
  }

  private @Nullable End follow(Step.Follow follow) throws InterruptedException {
    called = null;
    End crowded = comeBack();
    if (crowded != null) {
      return crowded;
    }
    String selector = follow.selector();
    String text = follow.text() == null ? null : variables.fill(follow.text());
    Map<String, @Nullable Object> asked = new HashMap<>();
    asked.put("what", "link");
    asked.put("selector", selector);
    asked.put("text", text);
    Optional<ElementHandle> link = await(() -> view().element(asked, patience()));
    String named = text == null ? "" + selector : "“" + text + "”";
    if (link.isEmpty()) {
      // pressing one would act without leave, and again with every look
      asked.put("what", "sending");
      String headline =
          view().element(asked, PICTURE).isPresent()
              ? "What is to be followed is a form's button, use submit: "
              : "The link is not there: ";
      return shortOf(
          Shortfall.of("link", headline + named).with("found", Sight.cut(view().links(PICTURE))));
    }
    return press(link.get(), Shortfall.of("link", "The link cannot be clicked: " + named));
  }

  private @Nullable End submit(Step.Submit submit) throws InterruptedException {
    called = null;
    End crowded = comeBack();
    if (crowded != null) {
      return crowded;
    }
    FormFiller filler = new FormFiller(this::await, this::patience, this::view, variables);
    List<Shortfall> wrong = filler.fill(submit);
    if (!wrong.isEmpty()) {
      return new End.Short(here(), wrong, false);
    }
    Optional<ElementHandle> button = filler.button(submit);
    if (button.isEmpty()) {
      return shortOf(Shortfall.of("button", "The form has no button to send it with"));
    }
    End refused = act(submit);
    if (refused != null) {
      return refused;
    }
    End end = press(button.get(), Shortfall.of("button", "The form's button cannot be clicked"));
    if (end == null) {
      settle();
    }
    return end;
  }

  /** Asks whether we may, where that must be asked; null if so. */
  private @Nullable End act(Step step) throws InterruptedException {
    if (!step.acts()) {
      return null;
    }
    Duration most = walk.deadline().dividedBy(4);
    Duration needed = TO_ACT.compareTo(most) < 0 ? TO_ACT : most;
    if (left().compareTo(needed) < 0) {
      return late(needed);
    }
    if (!mayAct && !walk.leave().given(walk.runId())) {
      return new End.Barred(new Fault.NoLeave(walk.runId()));
    }
    mayAct = true;
    sent = System.nanoTime();
    return null;
  }

  /** Clicks, and waits for the page that comes of it, if one does. */
  private @Nullable End press(ElementHandle element, Shortfall otherwise)
      throws InterruptedException {
    int asked = ear.asked();
    int moved = ear.moved();
    URI from = here();
    Response before = ear.answer();
    try {
      element.click(new ElementHandle.ClickOptions().setTimeout(PageView.millis(patience())));
    } catch (TimeoutError e) {
      return shortOf(otherwise);
    } catch (PlaywrightException e) {
      if (page().isClosed() || Mishap.isOurs(e)) {
        throw e;
      }
      return shortOf(otherwise);
    }
    long until = System.nanoTime() + REACTION.toNanos();
    while (ear.asked() == asked && ear.moved() == moved && System.nanoTime() - until < 0) {
      page().waitForTimeout(20);
    }
    return ear.asked() == asked ? null : arrive(from, before);
  }

  private @Nullable End arrive(URI from, @Nullable Response before) throws InterruptedException {
    while (ear.answer() == before && ear.failed() == null) {
      if (!left().isPositive()) {
        return late(from, walk.deadline());
      }
      if (page().url().startsWith("blob:") || page().url().startsWith("about:")) {
        break;
      }
      page().waitForTimeout(20);
    }
    Request failed = ear.failed();
    if (failed != null) {
      String why = String.valueOf(failed.failure());
      HttpUrl url = HttpUrl.parse(failed.url());
      return unreached(
          url == null ? HttpUrl.get(from.toString()) : url, Mishap.code(why).orElse("ERR_FAILED"));
    }
    if (!ready(LoadState.DOMCONTENTLOADED, left())) {
      return late(from, walk.deadline());
    }
    return answered(here());
  }

  /** Lets what was set going come to its end. */
  private void settle() {
    Duration left = left();
    ready(LoadState.NETWORKIDLE, left.compareTo(SETTLING) < 0 ? left : SETTLING);
  }

  private boolean ready(LoadState state, Duration within) {
    try {
      page()
          .waitForLoadState(
              state, new Page.WaitForLoadStateOptions().setTimeout(PageView.millis(within)));
      return true;
    } catch (TimeoutError e) {
      return false;
    }
  }

  private @Nullable End expect(Step.Expect expect) throws InterruptedException {
    Step.Expect wanted = expect.filled(variables::fill);
    Sight answer = called;
    if (answer != null) {
      List<Shortfall> wrong = Expectation.shortfalls(wanted, answer);
      return wrong.isEmpty() ? null : new End.Short(answer.address(), wrong, answer.truncated());
    }
    List<Shortfall> wrong = List.of(Shortfall.of("page", "The page shows nothing, it is busy"));
    long until = System.nanoTime() + patience().toNanos();
    while (true) {
      Optional<Sight> sight = sight(true);
      if (sight.isPresent()) {
        wrong = Expectation.shortfalls(wanted, sight.get());
      }
      if (wrong.isEmpty()) {
        return null;
      }
      if (System.nanoTime() - until > 0) {
        return new End.Short(here(), wrong, false);
      }
      page().waitForTimeout(BETWEEN_GLANCES);
    }
  }

  private @Nullable End extract(Step.Extract extract) throws InterruptedException {
    for (Map.Entry<String, Step.Source> each : extract.variables().entrySet()) {
      Step.Source source = each.getValue();
      Sight answer = called;
      Optional<String> value =
          answer != null
              ? Extraction.read(source, answer, left())
              : await(() -> sight(false).flatMap(sight -> Extraction.read(source, sight, left())));
      if (value.isEmpty()) {
        Sight shown = answer != null ? answer : sight(true).orElseGet(this::nothing);
        return new End.Short(
            shown.address(), List.of(Extraction.missing(each.getKey(), source, shown)), false);
      }
      variables.put(each.getKey(), value.get());
    }
    return null;
  }

  private @Nullable End call(Step.Call call) throws InterruptedException {
    End refused = act(call);
    if (refused != null) {
      return refused;
    }
    // it waits for a turn of its own, which a host with one place has not beside ours
    turns.close();
    lent = true;
    long begun = System.nanoTime();
    Calls.Outcome outcome = calls.call(call, left());
    return switch (outcome) {
      case Calls.Outcome.Ended ended -> ended.end();
      case Calls.Outcome.Answered answered -> {
        called = answered.sight();
        waited = waited.plus(since(begun)).minus(answered.took());
        int status = answered.sight().status();
        yield accepted(status)
            ? null
            : new End.Refused(
                answered.sight().address(), status, Sight.cut(answered.sight().source()));
      }
    };
  }

  /**
   * The page of this moment.
   *
   * @param seen only what a visitor sees of it
   */
  private Optional<Sight> sight(boolean seen) {
    PageView view = view();
    Duration left = patience();
    Optional<String> source = seen ? view.seen(left) : view.source(left);
    return source.map(
        text -> new Sight(here(), status(), view.html(left), text, false, ear.headers()));
  }

  private Sight nothing() {
    return new Sight(here(), status(), true, "", false, ear.headers());
  }

  private int status() {
    Response answer = ear.answer();
    return answer == null ? 200 : answer.status();
  }

  /** Something that may take a while to be there. */
  interface Glance<T> {
    Optional<T> take();
  }

  private <T> Optional<T> await(Glance<T> glance) {
    long until = System.nanoTime() + patience().toNanos();
    Optional<T> found = glance.take();
    while (found.isEmpty() && System.nanoTime() - until < 0) {
      page().waitForTimeout(BETWEEN_GLANCES);
      found = glance.take();
    }
    return found;
  }

  private End shortOf(Shortfall what) {
    return new End.Short(here(), List.of(what), false);
  }

  /** What the visitor sees, without what was filled in; null if the page is not fit for one. */
  private byte @Nullable [] picture() {
    try {
      return page()
          .screenshot(
              new Page.ScreenshotOptions()
                  .setType(com.microsoft.playwright.options.ScreenshotType.JPEG)
                  .setQuality(PICTURE_QUALITY)
                  .setMask(List.of(page().locator("input:not([type=submit]), textarea")))
                  .setTimeout(PICTURE.toMillis()));
    } catch (PlaywrightException e) {
      return null;
    }
  }
}
