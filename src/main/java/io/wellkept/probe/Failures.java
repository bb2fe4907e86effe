package io.wellkept.probe;

import io.wellkept.probe.Answer.Cause;
import io.wellkept.probe.Answer.Flaw;
import io.wellkept.probe.Answer.NoAnswer;
import io.wellkept.probe.Answer.Phase;
import io.wellkept.touchpoint.Fault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Makes values of the exceptions with which Java tells that asking failed. */
final class Failures {
  private static final int LONGEST_DETAIL = 200;
  private static final int DEEPEST = 20;

  private final Reach reach;

  Failures(Reach reach) {
    this.reach = reach;
  }

  /**
   * @param cut whether we ended it, because its time was over
   */
  Answer read(String host, IOException failure, boolean cut, Phase phase, Duration after) {
    Optional<ForbiddenAddressException> forbidden = find(failure, ForbiddenAddressException.class);
    if (forbidden.isPresent()) {
      return Http.barred(new Fault.Forbidden(forbidden.get().address()));
    }
    if (cut) {
      return new NoAnswer(new Cause.TimedOut(phase, after));
    }
    if (failure instanceof UnknownHostException unknown) {
      return unknownHost(host, unknown, after);
    }
    if (failure instanceof InterruptedIOException) {
      return new NoAnswer(new Cause.TimedOut(phase, after));
    }
    if (failure instanceof SSLException && phase == Phase.SECURING) {
      return new NoAnswer(tlsBroken(host, failure));
    }
    if (failure instanceof Body.UnknownPackingException packed) {
      return new NoAnswer(new Cause.UnknownPacking(packed.packing()));
    }
    return phase == Phase.CONNECTING
        ? unconnected(host, failure, after)
        : new NoAnswer(new Cause.BrokenAnswer(detail(failure)));
  }

  /**
   * "There is no such name" is the other side's matter; a name service that does not work may be
   * ours, unless another host was reached a moment ago.
   */
  private Answer unknownHost(String host, UnknownHostException unknown, Duration after) {
    boolean silent = find(unknown, InterruptedIOException.class).isPresent();
    if (!silent && !says(unknown, "temporary failure")) {
      return new NoAnswer(new Cause.NoSuchHost(host));
    }
    if (!reach.reachedAnotherThan(host)) {
      return Http.barred(new Fault.OwnNetwork("the name service does not answer for " + host));
    }
    return new NoAnswer(
        silent ? new Cause.TimedOut(Phase.LOOKING_UP, after) : new Cause.NoSuchHost(host));
  }

  private Answer unconnected(String host, IOException failure, Duration after) {
    if (says(failure, "network is unreachable") || says(failure, "network is down")) {
      return Http.barred(new Fault.OwnNetwork("no way to " + host));
    }
    if (find(failure, NoRouteToHostException.class).isPresent()) {
      return reach.reachedAnotherThan(host)
          ? new NoAnswer(new Cause.Unreachable(host, detail(failure)))
          : Http.barred(new Fault.OwnNetwork("no route to " + host));
    }
    if (says(failure, "timed out")) {
      return new NoAnswer(new Cause.TimedOut(Phase.CONNECTING, after));
    }
    return new NoAnswer(
        failure instanceof ConnectException
            ? new Cause.ConnectionRefused(host)
            : new Cause.BrokenAnswer(detail(failure)));
  }

  private static Cause tlsBroken(String host, IOException failure) {
    Certificate certificate =
        find(failure, Trust.RefusedCertificateException.class)
            .map(Trust.RefusedCertificateException::certificate)
            .orElse(null);
    return new Cause.TlsBroken(
        flaw(host, failure, certificate), host, detail(failure), certificate);
  }

  private static Flaw flaw(String host, IOException failure, @Nullable Certificate certificate) {
    if (certificate == null) {
      return Flaw.NO_AGREEMENT;
    }
    if (find(failure, CertificateExpiredException.class).isPresent()) {
      return Flaw.EXPIRED;
    }
    if (find(failure, CertificateNotYetValidException.class).isPresent()) {
      return Flaw.NOT_YET_VALID;
    }
    if (certificate.selfSigned()) {
      return Flaw.SELF_SIGNED;
    }
    return certificate.isFor(host) ? Flaw.UNTRUSTED : Flaw.WRONG_HOST;
  }

  private static boolean says(Throwable failure, String words) {
    Throwable current = failure;
    for (int i = 0; current != null && i < DEEPEST; i++, current = current.getCause()) {
      String message = current.getMessage();
      if (message != null && message.toLowerCase(Locale.ROOT).contains(words)) {
        return true;
      }
    }
    return false;
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    Throwable current = failure;
    for (int i = 0; current != null && i < DEEPEST; i++, current = current.getCause()) {
      if (type.isInstance(current)) {
        return Optional.of(type.cast(current));
      }
    }
    return Optional.empty();
  }

  private static String detail(Throwable failure) {
    String message = failure.getMessage();
    String text = message == null ? failure.getClass().getSimpleName() : message;
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL - 1) + "…";
  }
}
