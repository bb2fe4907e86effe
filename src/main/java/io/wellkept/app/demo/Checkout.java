package io.wellkept.app.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * Where customers of the shop would pay: the one part of it with a secure connection. Its
 * certificates come with the demo, issued by an authority that nobody else trusts; one of them
 * ended on 1 April 2026.
 */
final class Checkout implements AutoCloseable {
  /** Nothing is secret about keys that everybody gets with the program. */
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Checkout(HttpsServer server) {
    this.server = server;
  }

  /**
   * @param renewed whether somebody looked after the certificate; asked at each connection
   */
  static Checkout open(BooleanSupplier renewed) throws IOException {
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    Checkout checkout = new Checkout(server);
    server.setHttpsConfigurator(new HttpsConfigurator(tls(renewed)));
    server.setExecutor(checkout.threads);
    server.createContext("/", Checkout::serve);
    server.start();
    return checkout;
  }

  URI address() {
    InetSocketAddress bound = server.getAddress();
    return URI.create("https://" + bound.getHostString() + ":" + bound.getPort() + "/");
  }

  private static void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = "Nothing is in your basket.".getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static SSLContext tls(BooleanSupplier renewed) throws IOException {
    try (InputStream file = Checkout.class.getResourceAsStream("checkout.p12")) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(file, PASSWORD);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD);
      X509KeyManager all = (X509KeyManager) keys.getKeyManagers()[0];
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new Choosing(all, renewed)}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the demo's certificates cannot be read", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Takes the certificate that the switch wants. */
  private static final class Choosing extends X509ExtendedKeyManager {
    private final X509KeyManager all;
    private final BooleanSupplier renewed;

    Choosing(X509KeyManager all, BooleanSupplier renewed) {
      this.all = all;
      this.renewed = renewed;
    }

    private String alias() {
      return renewed.getAsBoolean() ? "good" : "expired";
    }

    @Override
    public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
      return alias();
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return alias();
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return new String[] {alias()};
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return all.chooseClientAlias(types, issuers, socket);
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return all.getClientAliases(type, issuers);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return all.getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return all.getPrivateKey(alias);
    }
  }
}
