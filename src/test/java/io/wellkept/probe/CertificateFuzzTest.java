package io.wellkept.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** Whatever a server's certificate holds, as long as Java calls it one, its dates are read. */
final class CertificateFuzzTest {
  private final CertificateFactory factory;

  CertificateFuzzTest() throws CertificateException {
    factory = CertificateFactory.getInstance("X.509");
  }

  @FuzzTest(maxDuration = "5s")
  void isReadAsFarAsItCan(byte[] der) {
    X509Certificate shown;
    try {
      shown = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      // the handshake would have ended here
      return;
    }
    Certificate certificate = Certificate.of(shown);
    assertThat(certificate.notAfter()).isNotNull();
    assertThat(certificate.issuer()).isNotNull();
    for (String name : certificate.names()) {
      certificate.isFor(name);
    }
    assertThat(certificate.isFor("")).isFalse();
  }
}
