package io.wellkept.probe.names;

import io.wellkept.probe.names.CertificateFacts.Shown;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Lets a server show its certificates, and takes note of them whatever they are: who judges them
 * comes later. Nothing is ever sent over such a connection.
 */
final class Presenting extends X509ExtendedTrustManager {
  private volatile @Nullable List<X509Certificate> chain;

  private Presenting() {}

  /**
   * @throws IOException if the server showed nothing
   */
  static Shown over(Socket plain, String host, int port) throws IOException {
    Presenting presenting = new Presenting();
    try (SSLSocket socket = presenting.secure(plain, host, port)) {
      socket.startHandshake();
      return presenting.shown(socket.getSession().getProtocol());
    } catch (SSLException e) {
      // It may have failed for another reason after the certificates were there.
      if (presenting.chain == null) {
        throw e;
      }
      return presenting.shown("");
    }
  }

  private Shown shown(String protocol) throws IOException {
    List<X509Certificate> seen = chain;
    if (seen == null || seen.isEmpty()) {
      throw new SSLException("the server shows no certificate");
    }
    return new Shown(seen, protocol);
  }

  private SSLSocket secure(Socket plain, String host, int port) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {this}, null);
      SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
      if (!isDigits(host)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        socket.setSSLParameters(parameters);
      }
      return socket;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot make secure connections", e);
    }
  }

  private static boolean isDigits(String host) {
    return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
  }

  private void note(X509Certificate[] shown) {
    chain = List.of(shown);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String authType, Socket socket) {
    note(shown);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String authType, SSLEngine engine) {
    note(shown);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String authType) {
    note(shown);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String authType, Socket socket) {
    throw noServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String authType, SSLEngine engine) {
    throw noServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String authType) {
    throw noServer();
  }

  private static UnsupportedOperationException noServer() {
    return new UnsupportedOperationException("only servers show us certificates");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
