package io.wellkept.probe.links;

import io.wellkept.probe.Answer;
import io.wellkept.probe.Answer.Cause;
import io.wellkept.probe.BotProtection;
import io.wellkept.probe.ShownAddress;
import io.wellkept.probe.links.Outcome.Verdict;
import io.wellkept.touchpoint.Fault;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Says what an answer means for the address that was asked for. */
final class Outcomes {
  private static final int GONE = 410;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Set<Integer> CERTAIN = Set.of(404, GONE);

  private Outcomes() {}

  static Outcome of(Answer answer, Instant now) {
    return switch (answer) {
      case Answer.Got got -> of(got, now);
      case Answer.Unchanged same -> new Outcome(now, Verdict.FINE, "", "");
      case Answer.Barred(Fault.NetworkClosed closed) ->
          new Outcome(now, Verdict.CLOSED, "", closed.words());
      case Answer.Barred barred -> unknown(barred.fault().words(), now);
      case Answer.NoAnswer none -> of(none.cause(), now);
    };
  }

  private static Outcome of(Answer.Got got, Instant now) {
    int status = got.status();
    Optional<String> protection = BotProtection.markOf(status, got.headers(), got.body());
    if (protection.isPresent()) {
      return unknown("a bot protection answers: " + protection.get(), now);
    }
    if (status < 400) {
      return new Outcome(now, Verdict.FINE, "", "");
    }
    if (status == TOO_MANY_REQUESTS) {
      return unknown("answers 429: asked too often", now);
    }
    String elsewhere =
        got.way().hops().isEmpty() ? "" : " at " + ShownAddress.of(got.way().address());
    return new Outcome(
        now,
        CERTAIN.contains(status) ? Verdict.GONE : Verdict.BAD,
        Integer.toString(status),
        "answers " + status + elsewhere);
  }

  private static Outcome of(Cause cause, Instant now) {
    return switch (cause) {
      case Cause.NoSuchHost none ->
          new Outcome(now, Verdict.GONE, "no such host", "there is no host " + none.host());
      case Cause.ConnectionRefused refused -> bad("no answer", "the connection is refused", now);
      case Cause.Unreachable cut -> bad("no answer", "there is no way to " + cut.host(), now);
      case Cause.TimedOut late ->
          bad("no answer", "time ran out while " + late.phase().words(), now);
      case Cause.TlsBroken tls ->
          bad("not secure", "no secure connection to " + tls.host() + ": " + tls.detail(), now);
      case Cause.RedirectLoop(var back, boolean cookies) when cookies ->
          unknown("redirects in circles, perhaps for want of a cookie", now);
      case Cause.RedirectLoop loop -> bad("redirects in circles", "redirects in circles", now);
      case Cause.TooManyRedirects many -> bad("redirects on and on", "redirects on and on", now);
      case Cause.BadAddress to -> bad("no address", "redirects to " + to.address(), now);
      case Cause.BrokenAnswer broken ->
          bad("broken answer", "its answer is broken: " + broken.detail(), now);
      case Cause.UnknownPacking packed -> unknown("packed as " + packed.packing(), now);
    };
  }

  /** Of a form that sends: what it says to somebody who only looks means little. */
  static Outcome ofForm(Outcome looked) {
    boolean certain = !looked.brief().matches("[45]\\d\\d") || looked.brief().equals("" + GONE);
    return looked.fine() || certain
        ? looked
        : unknown("a form that sends; to a look it " + looked.words(), looked.at());
  }

  static Outcome unknown(String words, Instant now) {
    return new Outcome(now, Verdict.UNKNOWN, "", words);
  }

  private static Outcome bad(String brief, String words, Instant now) {
    return new Outcome(now, Verdict.BAD, brief, words);
  }
}
