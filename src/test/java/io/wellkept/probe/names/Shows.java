package io.wellkept.probe.names;

import io.wellkept.probe.RawServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Servers that show the certificates of {@code chains.p12}, all for shop.example and 127.0.0.1.
 * Their authority is in {@code root.pem}; they begin on 23 November 2026 and end in 2122.
 *
 * <ul>
 *   <li>good: issued by "Kettle Between", which is sent along and ends on 20 November 2036
 *   <li>short: a key of 1024 bits; sha1: signed with it
 *   <li>brief: six days, until 29 November 2026
 *   <li>elsewhere: for other.example
 *   <li>alone: signed by itself; stranger: by "Other Root", which is sent along
 * </ul>
 */
final class Shows {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private Shows() {}

  /**
   * @param sent how many certificates are sent at most
   */
  static SSLContext tls(String alias, int sent) {
    try (InputStream file = Shows.class.getResourceAsStream("chains.p12")) {
      KeyStore all = KeyStore.getInstance("PKCS12");
      all.load(file, PASSWORD);
      Key key = all.getKey(alias, PASSWORD);
      Certificate[] chain = all.getCertificateChain(alias);
      KeyStore one = KeyStore.getInstance("JKS");
      one.load(null, null);
      one.setKeyEntry(alias, key, PASSWORD, Arrays.copyOf(chain, Math.min(sent, chain.length)));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(one, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static RawServer server(String alias) {
    return server(alias, 9);
  }

  static RawServer server(String alias, int sent) {
    return RawServer.https(tls(alias, sent), RawServer.page("never asked for"));
  }

  static String root() {
    try (InputStream file = Shows.class.getResourceAsStream("root.pem")) {
      return new String(file.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
