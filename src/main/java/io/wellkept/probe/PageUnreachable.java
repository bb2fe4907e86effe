package io.wellkept.probe;

import io.wellkept.probe.Answer.Cause;
import io.wellkept.probe.Answer.Phase;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Spans;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Says in plain words why a page gave no answer that counts. */
public final class PageUnreachable {
  /** A browser may well show the page; below {@link PageProbe#THRESHOLD}. */
  private static final double UNSURE = 0.4;

  private PageUnreachable() {}

  /**
   * A finding of code {@code page.…}, with the address among its evidence.
   *
   * @param timeout how long an answer was waited for
   */
  public static Finding finding(URI asked, Cause cause, Duration timeout, Instant now) {
    Finding finding =
        switch (cause) {
          case Cause.TlsBroken broken -> tls(broken, now);
          case Cause.NoSuchHost none ->
              critical("The address " + none.host() + " does not exist", now);
          case Cause.ConnectionRefused refused ->
              critical("Nobody answers at " + refused.host(), now)
                  .with("found", "the connection is refused");
          case Cause.Unreachable cut ->
              critical("There is no way to " + cut.host(), now).with("found", cut.detail());
          case Cause.TimedOut late -> late(late, timeout, now);
          case Cause.RedirectLoop loop -> loop(loop, now);
          case Cause.TooManyRedirects many ->
              critical("The page sends visitors on and on", now)
                  .with("found", "more than " + many.followed() + " redirects");
          case Cause.BadAddress bad ->
              critical("The page sends visitors to what is no address of a page", now)
                  .with("found", bad.address());
          case Cause.BrokenAnswer broken ->
              critical("The page's answer is broken", now).with("found", broken.detail());
          case Cause.UnknownPacking packed ->
              unsure(
                  critical("The page comes in a form that we cannot read", now)
                      .with("found", "packed as " + packed.packing()));
        };
    return finding.with("address", ShownAddress.of(asked));
  }

  private static Finding late(Cause.TimedOut late, Duration timeout, Instant now) {
    String headline =
        late.phase() == Phase.READING
            ? "The page had not arrived completely after "
            : "The page did not answer within ";
    return critical(headline + Spans.words(late.after()), now)
        .with("expected", "an answer within " + Spans.words(timeout))
        .with("found", "time ran out while " + late.phase().words());
  }

  /** We keep no cookies: a page that insists on them may let browsers through. */
  private static Finding loop(Cause.RedirectLoop loop, Instant now) {
    Finding finding =
        critical("The page sends visitors round in circles", now)
            .with("found", "back at " + ShownAddress.of(loop.address()));
    return loop.cookies()
        ? unsure(finding.with("note", "a cookie is set on the way; with it, it may work"))
        : finding;
  }

  private static Finding tls(Cause.TlsBroken broken, Instant now) {
    Certificate shown = broken.certificate();
    return switch (broken.flaw()) {
      case EXPIRED ->
          shown != null && !shown.notAfter().isAfter(now)
              ? expired(broken.host(), shown.notAfter(), now)
              : invalid("Part of the certificate has run out", broken, now);
      case NOT_YET_VALID -> invalid("The certificate is not valid yet", broken, now);
      case WRONG_HOST -> invalid("The certificate is for another address", broken, now);
      case SELF_SIGNED ->
          invalid("The certificate is one that its maker signed alone", broken, now);
      case UNTRUSTED -> invalid("The certificate is one that browsers do not trust", broken, now);
      case NO_AGREEMENT ->
          critical("No secure connection is possible", now).with("found", broken.detail());
    };
  }

  static Finding expired(String host, Instant ended, Instant now) {
    String since = Spans.words(Duration.between(ended, now));
    return of("page.certificate-expired", "The certificate ran out " + since + " ago", now)
        .with("found", "ended " + ended)
        .with("host", host);
  }

  private static Finding invalid(String headline, Cause.TlsBroken broken, Instant now) {
    Finding finding =
        of("page.certificate-invalid", headline, now)
            .with("expected", "a certificate for " + broken.host() + " that browsers accept");
    Certificate shown = broken.certificate();
    return shown == null
        ? finding.with("found", broken.detail())
        : finding.with(
            "found",
            "for "
                + (shown.names().isEmpty() ? "no address" : String.join(", ", shown.names()))
                + ", issued by "
                + shown.issuer()
                + ", ends "
                + shown.notAfter());
  }

  private static Finding critical(String headline, Instant now) {
    return of("page.unreachable", headline, now);
  }

  private static Finding of(String code, String headline, Instant now) {
    return Finding.of(code, Severity.CRITICAL, Condition.BROKEN, headline, now);
  }

  private static Finding unsure(Finding sure) {
    return new Finding(
        sure.code(),
        sure.key(),
        sure.subject(),
        sure.severity(),
        sure.leadsTo(),
        UNSURE,
        sure.headline(),
        sure.evidence(),
        sure.since());
  }
}
