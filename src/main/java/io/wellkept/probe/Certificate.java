package io.wellkept.probe;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What matters of a server's certificate.
 *
 * @param names the host names and addresses that it is for
 */
public record Certificate(
    Instant notBefore, Instant notAfter, String issuer, boolean selfSigned, List<String> names) {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  public Certificate {
    names = List.copyOf(names);
  }

  public static Certificate of(X509Certificate certificate) {
    return new Certificate(
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        certificate.getIssuerX500Principal().getName(),
        certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal()),
        names(certificate));
  }

  private static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives == null) {
        return names;
      }
      for (List<?> alternative : alternatives) {
        int type = (Integer) alternative.get(0);
        if ((type == DNS_NAME || type == IP_ADDRESS) && alternative.get(1) instanceof String name) {
          names.add(name);
        }
      }
    } catch (CertificateParsingException e) {
      // Its names cannot be read, its dates can; the handshake says that it is not valid.
      return names;
    }
    return names;
  }

  /** Whether one of its names, perhaps with a star as its first label, is that of the host. */
  public boolean isFor(String host) {
    return names.stream().anyMatch(name -> covers(name, host));
  }

  private static boolean covers(String name, String host) {
    if (!name.startsWith("*.")) {
      return name.equalsIgnoreCase(host);
    }
    int dot = host.indexOf('.');
    return dot > 0 && name.substring(1).equalsIgnoreCase(host.substring(dot));
  }
}
