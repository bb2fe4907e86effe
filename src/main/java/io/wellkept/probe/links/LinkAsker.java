package io.wellkept.probe.links;

import io.wellkept.probe.Answer;
import io.wellkept.probe.Answer.Cause;
import io.wellkept.probe.Ask;
import io.wellkept.probe.Http;
import io.wellkept.probe.Kept;
import io.wellkept.probe.RobotRules;
import java.time.Duration;
import java.util.Map;

/**
 * Asks what is at an address: HEAD, and GET where that says nothing good. What it finds out is
 * shared by all checks for a while. Safe for many threads.
 */
final class LinkAsker {
  /** For how long what another check found out is believed. */
  private static final Duration OWN_KEPT = Duration.ofMinutes(10);

  private static final Duration FOREIGN_KEPT = Duration.ofHours(12);

  private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(5);
  private static final int LIMIT = 50_000;
  private static final long KEPT_BYTES = 16_000_000;
  private static final int TOO_MANY_REQUESTS = 429;

  private final Http http;
  private final RobotRules robots;
  private final Kept<String, Outcome> kept = new Kept<>(KEPT_BYTES, each -> 500L);

  LinkAsker(Http http, RobotRules robots) {
    this.http = http;
    this.robots = robots;
  }

  /**
   * What is there.
   *
   * @param headers to send along
   * @param timeout for the GET; a HEAD is given up sooner
   */
  Outcome ask(Errand errand, Map<String, String> headers, Duration timeout)
      throws InterruptedException {
    Outcome before =
        errand.fresh() || !headers.isEmpty() ? null : kept.get(key(errand)).orElse(null);
    Duration believed = errand.ours() ? OWN_KEPT : FOREIGN_KEPT;
    if (before != null && http.now().isBefore(before.at().plus(believed))) {
      return before;
    }
    if (!errand.ours() && !robots.allow(errand.address())) {
      return Outcomes.unknown("its robots.txt keeps us out", http.now());
    }
    Ask get = Ask.of(errand.address(), timeout).headers(headers).fresh(errand.fresh()).limit(LIMIT);
    Outcome outcome = Outcomes.of(answer(get), http.now());
    Outcome counted = errand.posts() ? Outcomes.ofForm(outcome) : outcome;
    if (headers.isEmpty() && counted.verdict() != Outcome.Verdict.CLOSED) {
      kept.put(key(errand), counted);
    }
    return counted;
  }

  private static String key(Errand errand) {
    return (errand.posts() ? "post " : "") + errand.key();
  }

  private Answer answer(Ask get) throws InterruptedException {
    Duration shorter = get.timeout().compareTo(HEAD_TIMEOUT) < 0 ? get.timeout() : HEAD_TIMEOUT;
    Ask head =
        Ask.of(get.url(), shorter)
            .headers(get.headers())
            .fresh(get.fresh())
            .limit(LIMIT)
            .sending(Ask.Sending.HEAD);
    Answer answer = http.ask(head);
    return saysEnough(answer) ? answer : http.ask(get);
  }

  /** Many servers answer a HEAD with an error that no visitor meets. */
  private static boolean saysEnough(Answer answer) {
    return switch (answer) {
      case Answer.Got got -> got.status() < 400 || got.status() == TOO_MANY_REQUESTS;
      case Answer.NoAnswer(Cause.NoSuchHost none) -> true;
      case Answer.NoAnswer(Cause.ConnectionRefused refused) -> true;
      case Answer.NoAnswer none -> false;
      case Answer.Unchanged same -> true;
      case Answer.Barred barred -> true;
    };
  }
}
