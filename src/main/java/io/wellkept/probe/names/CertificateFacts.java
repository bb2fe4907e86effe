package io.wellkept.probe.names;

import io.wellkept.probe.Answer;
import io.wellkept.touchpoint.Fault;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a look at a server's certificate found out. */
sealed interface CertificateFacts {
  /** We could not ask. */
  record Barred(Fault fault) implements CertificateFacts {}

  /**
   * What each address behind the name did.
   *
   * @param authorities those that are trusted
   */
  record Seen(String host, int port, List<X509Certificate> authorities, List<Place> places)
      implements CertificateFacts {}

  /**
   * One address; either something was shown, or there is a cause.
   *
   * @param address in digits; the name itself if no address was found
   */
  record Place(String address, @Nullable Shown shown, Answer.@Nullable Cause cause) {}

  /**
   * What a server showed.
   *
   * @param chain its own certificate first; at least that
   * @param protocol what was agreed, such as TLSv1.3; empty if nothing was
   */
  record Shown(List<X509Certificate> chain, String protocol) {}
}
