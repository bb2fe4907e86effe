package io.wellkept.probe.destination;

import io.wellkept.probe.Answer;
import io.wellkept.probe.Ask;
import io.wellkept.probe.BotProtection;
import io.wellkept.probe.Http;
import io.wellkept.probe.PageText;
import io.wellkept.probe.Wording;
import io.wellkept.probe.destination.Visit.Arrived;
import io.wellkept.probe.destination.Visit.Page;
import io.wellkept.probe.freshness.Ending;
import io.wellkept.probe.freshness.Endings;
import io.wellkept.probe.freshness.Rule;
import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Goes where people are sent, and reads what they find there. */
public final class Destinations {
  private static final int TOO_MANY_REQUESTS = 429;

  /** What a page shows of a shop without its scripts may be no more than its frame. */
  private static final int THIN = 200;

  /** A parsed page takes some twenty times the memory of its source: they take turns. */
  private static final int AT_ONCE = 4;

  /** What ends an offer; the rest of what may be wrong by now is no matter of who leads there. */
  private static final Set<Rule> OFFERS =
      EnumSet.of(
          Rule.OFFER, Rule.EVENT, Rule.EVENTS, Rule.JOB, Rule.PROMO, Rule.COUNTDOWN, Rule.EXPIRES);

  private final Http http;
  private final Semaphore reading = new Semaphore(AT_ONCE);

  public Destinations(Http http) {
    this.http = http;
  }

  /**
   * Goes there once.
   *
   * @param timeout the longest that it may take, after waiting for its turn
   * @param fresh over a connection of its own
   */
  public Visit visit(URI address, Wants wants, Duration timeout, boolean fresh)
      throws InterruptedException {
    return switch (http.ask(Ask.of(address, timeout).fresh(fresh))) {
      case Answer.Barred barred -> new Visit.Unknown(barred.fault());
      case Answer.NoAnswer none -> new Visit.Nowhere(address, none.cause(), timeout);
      case Answer.Got got -> arrived(address, wants, got);
      case Answer.Unchanged same ->
          throw new IllegalStateException("not modified, although not asked: " + same);
    };
  }

  private Visit arrived(URI asked, Wants wants, Answer.Got got) throws InterruptedException {
    String protection = BotProtection.markOf(got.status(), got.headers(), got.body()).orElse(null);
    if (protection != null) {
      return new Visit.Unknown(new Fault.Blocked(protection));
    }
    Answer.Way way = got.way();
    if (got.status() == TOO_MANY_REQUESTS) {
      return new Visit.Unknown(new Fault.Throttled(way.address().getHost() + " answered 429"));
    }
    boolean good = got.status() >= 200 && got.status() < 300;
    Page page = good && got.body().html() ? page(wants, got) : null;
    return new Arrived(asked, got.status(), way.hops(), way.address(), page);
  }

  private Page page(Wants wants, Answer.Got got) throws InterruptedException {
    reading.acquire();
    try {
      return read(wants, got);
    } finally {
      reading.release();
    }
  }

  private static Page read(Wants wants, Answer.Got got) {
    String source = got.body().text();
    PageText.Read read = PageText.of(source);
    String text = read.text().toLowerCase(Locale.ROOT);
    String whole =
        read.title().toLowerCase(Locale.ROOT)
            + "\n"
            + text
            + "\n"
            + PageText.inAttributes(source).toLowerCase(Locale.ROOT);
    List<String> missing =
        wants.claims().stream()
            .filter(claim -> !whole.contains(Wording.comparable(claim)))
            .sorted()
            .toList();
    URI address = got.way().address();
    Document document = Jsoup.parse(source, address.toString());
    List<Ending> endings =
        Endings.of(
            document, address, List.of(), List.of(), EnumSet.complementOf(EnumSet.copyOf(OFFERS)));
    return new Page(
        missing,
        got.body().truncated() || (text.length() < THIN && document.selectFirst("script") != null),
        SoldOutWords.in(document, text, wants.soldOut()).orElse(null),
        endings);
  }
}
