package io.wellkept.probe.chat;

import io.wellkept.probe.Answer;
import io.wellkept.probe.Ask;
import io.wellkept.probe.BotProtection;
import io.wellkept.probe.Http;
import io.wellkept.probe.Look;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.chat.ChatFacts.Loading;
import io.wellkept.probe.chat.ChatFacts.Page;
import io.wellkept.probe.chat.ChatFacts.Script;
import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Fetches a page, finds the widgets on it, and asks for their scripts. */
final class ChatPage {
  private static final int TOO_MANY_REQUESTS = 429;

  /** A parsed page takes some twenty times the memory of its source. */
  private static final int LARGE = 500_000;

  private static final int LARGE_AT_ONCE = 2;

  /** Enough to see what it is; large programs are not fetched to their end. */
  private static final int SCRIPT_LIMIT = 64_000;

  private static final Duration SCRIPT_TIMEOUT = Duration.ofSeconds(5);
  private static final int MOST_SCRIPTS = 3;

  private final Http http;
  private final Semaphore large = new Semaphore(LARGE_AT_ONCE);

  ChatPage(Http http) {
    this.http = http;
  }

  Page look(Look<ChatSettings> look, TimeLeft time) throws InterruptedException {
    Ask ask = look.settings().ask(look);
    return switch (http.ask(ask)) {
      case Answer.Barred barred -> new Page.Unseen(barred.fault());
      case Answer.NoAnswer none -> new Page.Silent(ask.url(), none.cause(), ask.timeout());
      case Answer.Got got -> got(look, ask.url(), got, time);
      case Answer.Unchanged same -> throw new IllegalStateException("not asked: " + same);
    };
  }

  private Page got(Look<ChatSettings> look, URI asked, Answer.Got got, TimeLeft time)
      throws InterruptedException {
    String mark = BotProtection.markOf(got.status(), got.headers(), got.body()).orElse(null);
    if (mark != null) {
      return new Page.Unseen(new Fault.Blocked(mark));
    }
    if (got.status() == TOO_MANY_REQUESTS) {
      return new Page.Unseen(new Fault.Throttled(got.way().address().getHost() + " answered 429"));
    }
    if (got.status() < 200 || got.status() > 299) {
      return new Page.Wrong(asked, got.status());
    }
    WidgetSettings widget = look.settings().widget();
    WidgetFinder.Found found = find(got, widget == null ? null : widget.own());
    return new Page.Seen(
        got.way().address(),
        got.way().latency(),
        !got.body().truncated(),
        found.tagManager(),
        found.sightings(),
        scripts(found.sightings(), widget, look, time));
  }

  private WidgetFinder.Found find(Answer.Got got, @Nullable Signature own)
      throws InterruptedException {
    if (got.body().size() < LARGE) {
      return WidgetFinder.find(got.body().text(), got.way().address(), own);
    }
    large.acquire();
    try {
      return WidgetFinder.find(got.body().text(), got.way().address(), own);
    } finally {
      large.release();
    }
  }

  private List<Script> scripts(
      List<Sighting> sightings,
      @Nullable WidgetSettings wanted,
      Look<ChatSettings> look,
      TimeLeft time)
      throws InterruptedException {
    List<Script> scripts = new ArrayList<>();
    for (Map.Entry<URI, Signature> each : addresses(sightings, wanted).entrySet()) {
      Loading loading = load(each.getKey(), look, time);
      scripts.add(new Script(each.getValue(), each.getKey(), loading));
    }
    return scripts;
  }

  /** Of what a tag manager adds the address is not on the page; some follow from the id. */
  private static Map<URI, Signature> addresses(
      List<Sighting> sightings, @Nullable WidgetSettings wanted) {
    Map<URI, Signature> all = new LinkedHashMap<>();
    for (Sighting one : sightings) {
      URI script = one.script();
      if (script != null && one.signature().retired() == null && all.size() < MOST_SCRIPTS) {
        all.putIfAbsent(script, one.signature());
      }
    }
    if (wanted != null && all.isEmpty()) {
      URI unseen = wanted.scriptAddress();
      if (unseen != null) {
        all.put(unseen, wanted.signature());
      }
    }
    return all;
  }

  /** What a stumble gives is asked for once more: the script is not on a host of ours. */
  private Loading load(URI address, Look<ChatSettings> look, TimeLeft time)
      throws InterruptedException {
    Loading first = once(address, look.fresh(), time);
    boolean again = first instanceof Loading.Fails && !time.tooShort();
    return again ? once(address, true, time) : first;
  }

  private Loading once(URI address, boolean fresh, TimeLeft time) throws InterruptedException {
    Duration left = time.left();
    Duration timeout = left.compareTo(SCRIPT_TIMEOUT) < 0 ? left : SCRIPT_TIMEOUT;
    if (time.tooShort()) {
      return new Loading.Unseen(
          new Fault.ServiceFails("the server of the chat's script", "no time was left to ask it"));
    }
    Ask ask = Ask.of(address, timeout).fresh(fresh).limit(SCRIPT_LIMIT);
    return ScriptReader.read(address, http.ask(ask), timeout);
  }
}
