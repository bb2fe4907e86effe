package io.wellkept.probe.names;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Whether certificates lead from a server's own to an authority that is trusted. Pure. */
sealed interface Chain {
  /**
   * They do.
   *
   * @param first the one that ends first of those on the way
   */
  record Trusted(X509Certificate first) implements Chain {}

  /** The server's own stands for itself, and nobody for it. */
  record Alone() implements Chain {}

  /** One on the way was not sent: by its name, as far as can be told. */
  record Incomplete(String missing) implements Chain {}

  /** It ends at an authority that is not trusted. */
  record Unknown(String authority) implements Chain {}

  /** One between the server's own and the authority has run out, or is not valid yet. */
  record Lapsed(X509Certificate between) implements Chain {}

  /** Whatever else; the words are the library's. */
  record Broken(String detail) implements Chain {}

  /**
   * The days of the server's own certificate are left out: they are another question.
   *
   * @param shown the server's own first, in any order after that
   */
  static Chain of(List<X509Certificate> shown, Collection<X509Certificate> trusted, Instant now) {
    X509Certificate own = shown.get(0);
    Instant from = own.getNotBefore().toInstant();
    Instant until = own.getNotAfter().toInstant();
    Instant when = now.isBefore(from) ? from : now.isAfter(until) ? until : now;
    try {
      List<X509Certificate> path = path(shown, trusted, when);
      return new Trusted(
          path.stream().min(Comparator.comparing(X509Certificate::getNotAfter)).orElse(own));
    } catch (CertPathBuilderException e) {
      return why(shown, trusted, when, e);
    } catch (GeneralSecurityException e) {
      return new Broken(String.valueOf(e.getMessage()));
    }
  }

  private static List<X509Certificate> path(
      List<X509Certificate> shown, Collection<X509Certificate> trusted, Instant when)
      throws GeneralSecurityException {
    Set<TrustAnchor> anchors = new HashSet<>();
    trusted.forEach(authority -> anchors.add(new TrustAnchor(authority, null)));
    X509CertSelector own = new X509CertSelector();
    own.setCertificate(shown.get(0));
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, own);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(shown)));
    // Asking whether it was revoked would tell a third party whom we look at.
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(when));
    List<X509Certificate> path = new ArrayList<>();
    CertPathBuilder builder = CertPathBuilder.getInstance("PKIX");
    for (Certificate step : builder.build(parameters).getCertPath().getCertificates()) {
      path.add((X509Certificate) step);
    }
    return path;
  }

  private static Chain why(
      List<X509Certificate> shown,
      Collection<X509Certificate> trusted,
      Instant when,
      CertPathBuilderException failure) {
    List<X509Certificate> way = new ArrayList<>(List.of(shown.get(0)));
    X509Certificate next = issuer(shown.get(0), shown);
    while (next != null && !way.contains(next)) {
      way.add(next);
      next = issuer(next, shown);
    }
    X509Certificate last = way.get(way.size() - 1);
    for (X509Certificate between : way.subList(1, way.size())) {
      if (!covers(between, when)) {
        return new Lapsed(between);
      }
    }
    boolean reaches = issuer(last, trusted) != null;
    if (reaches) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      return new Broken(String.valueOf(cause.getMessage()));
    }
    if (!selfSigned(last)) {
      return new Incomplete(name(last.getIssuerX500Principal()));
    }
    return way.size() == 1 ? new Alone() : new Unknown(name(last.getSubjectX500Principal()));
  }

  private static @Nullable X509Certificate issuer(
      X509Certificate of, Collection<X509Certificate> among) {
    return among.stream()
        .filter(each -> each.getSubjectX500Principal().equals(of.getIssuerX500Principal()))
        .filter(each -> !each.equals(of))
        .findFirst()
        .orElse(null);
  }

  static boolean covers(X509Certificate certificate, Instant when) {
    return !when.isBefore(certificate.getNotBefore().toInstant())
        && !when.isAfter(certificate.getNotAfter().toInstant());
  }

  private static boolean selfSigned(X509Certificate certificate) {
    return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
  }

  /** Its common name, as people know it; all of it where there is none. */
  static String name(X500Principal principal) {
    try {
      for (Rdn part : new LdapName(principal.getName()).getRdns()) {
        if (part.getType().equalsIgnoreCase("CN")) {
          return part.getValue().toString();
        }
      }
    } catch (InvalidNameException e) {
      // Java wrote it and cannot read it: then as it is.
      return principal.getName();
    }
    return principal.getName();
  }

  /**
   * The certificates in a text of PEM.
   *
   * @throws IllegalArgumentException if it holds none
   */
  static List<X509Certificate> authorities(String pem) {
    List<X509Certificate> all = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
      for (Certificate each : factory.generateCertificates(new ByteArrayInputStream(bytes))) {
        all.add((X509Certificate) each);
      }
    } catch (CertificateException e) {
      throw new IllegalArgumentException(
          "authority is no certificate in PEM: it begins with -----BEGIN CERTIFICATE-----", e);
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "authority is no certificate in PEM: it begins with -----BEGIN CERTIFICATE-----");
    }
    return all;
  }
}
