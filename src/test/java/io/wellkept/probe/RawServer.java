package io.wellkept.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/** A server on loopback that answers byte by byte as the test says, however wrong that is. */
final class RawServer implements AutoCloseable {
  /** Answers one request. */
  interface Handler {
    void answer(String request, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final String scheme;
  private final Handler handler;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Integer> connections = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  private RawServer(ServerSocketFactory factory, String scheme, Handler handler) {
    try {
      this.server = factory.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.scheme = scheme;
    this.handler = handler;
    Thread.ofVirtual().start(this::accept);
  }

  static RawServer http(Handler handler) {
    return new RawServer(ServerSocketFactory.getDefault(), "http", handler);
  }

  static RawServer https(SSLContext tls, Handler handler) {
    return new RawServer(tls.getServerSocketFactory(), "https", handler);
  }

  /** Answers everything with the same page, and keeps connections. */
  static Handler page(String html) {
    return page("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  static Handler page(String type, byte[] body) {
    return (request, out) -> {
      write(
          out,
          "HTTP/1.1 200 OK\r\nContent-Type: "
              + type
              + "\r\nContent-Length: "
              + body.length
              + "\r\n\r\n");
      out.write(body);
    };
  }

  static Handler answer(String statusAndHeaders, String body) {
    return (request, out) ->
        write(
            out,
            "HTTP/1.1 "
                + statusAndHeaders
                + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + body);
  }

  static Handler redirect(String location) {
    return answer("302 Found\r\nLocation: " + location, "");
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  URI at(String path) {
    return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + path);
  }

  int port() {
    return server.getLocalPort();
  }

  /** The heads of all requests so far, first lines and headers. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  int connections() {
    return connections.size();
  }

  /** Says nothing until the test is over. */
  void hang() throws InterruptedException {
    closed.await();
  }

  boolean isOpen() {
    return closed.getCount() > 0;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        connections.add(socket.getPort());
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      String request = head(in);
      while (!request.isEmpty()) {
        requests.add(request);
        OutputStream out = socket.getOutputStream();
        handler.answer(request, out);
        out.flush();
        request = head(in);
      }
    } catch (IOException e) {
      // The client has gone, as clients do.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private static String head(BufferedReader in) throws IOException {
    StringBuilder head = new StringBuilder();
    String line = in.readLine();
    while (line != null && !line.isEmpty()) {
      head.append(line).append('\n');
      line = in.readLine();
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
