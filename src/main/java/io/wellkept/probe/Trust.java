package io.wellkept.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts whom the platform trusts, and remembers what it was shown: a certificate that is refused
 * still says when it ended and whom it is for.
 */
final class Trust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager judge;

  private Trust(X509ExtendedTrustManager judge) {
    this.judge = judge;
  }

  /** A certificate that was shown and refused. */
  static final class RefusedCertificateException extends CertificateException {
    private static final long serialVersionUID = 1;

    private final transient Certificate certificate;

    RefusedCertificateException(Certificate certificate, CertificateException cause) {
      super(cause);
      this.certificate = certificate;
    }

    Certificate certificate() {
      return certificate;
    }
  }

  /** Trusts the authorities in the store; with null, those of the platform. */
  static Trust in(@Nullable KeyStore authorities) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(authorities);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager extended) {
          return new Trust(extended);
        }
      }
      throw new IllegalStateException("this Java has no trust manager for certificates");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the trusted authorities cannot be read", e);
    }
  }

  /**
   * Sockets that check the host's name within the handshake, where a refusal can still be tied to
   * its certificate.
   *
   * @param resume whether a session may be taken up again; a server that does so shows no
   *     certificate
   */
  SSLSocketFactory sockets(boolean resume) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {this}, null);
      if (!resume) {
        context.getClientSessionContext().setSessionCacheSize(1);
        context.getClientSessionContext().setSessionTimeout(1);
      }
      return new NameChecking(context.getSocketFactory());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot make secure connections", e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    try {
      judge.checkServerTrusted(chain, authType, socket);
    } catch (CertificateException e) {
      throw new RefusedCertificateException(Certificate.of(chain[0]), e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    judge.checkServerTrusted(chain, authType, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    judge.checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    judge.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    judge.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    judge.checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judge.getAcceptedIssuers();
  }

  private static final class NameChecking extends SSLSocketFactory {
    private final SSLSocketFactory sockets;

    NameChecking(SSLSocketFactory sockets) {
      this.sockets = sockets;
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose)
        throws IOException {
      SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host, port, autoClose);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      return socket;
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw onlyAround();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
      throw onlyAround();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw onlyAround();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) {
      throw onlyAround();
    }

    /** A socket made here would not have been checked by {@link GuardedSockets}. */
    private static UnsupportedOperationException onlyAround() {
      return new UnsupportedOperationException("secures only sockets that are already connected");
    }
  }
}
