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
public final class RawServer implements AutoCloseable {
  /** Answers one request. */
  public interface Handler {
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

  public static RawServer http(Handler handler) {
    return new RawServer(ServerSocketFactory.getDefault(), "http", handler);
  }

  public static RawServer https(SSLContext tls, Handler handler) {
    return new RawServer(tls.getServerSocketFactory(), "https", handler);
  }

  /** Answers everything with the same page, and keeps connections. */
  public static Handler page(String html) {
    return page("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  public static Handler page(String type, byte[] body) {
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

  public static Handler answer(String statusAndHeaders, String body) {
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

  public static Handler redirect(String location) {
    return answer("302 Found\r\nLocation: " + location, "");
  }

  public static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  public URI at(String path) {
    return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + path);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** The heads of all requests so far, first lines and headers. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  public int connections() {
    return connections.size();
  }

  /** Says nothing until the test is over. */
  public void hang() throws InterruptedException {
    closed.await();
  }

  public boolean isOpen() {
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

  /** The request with its body, if it says how long that is; bytes as characters. */
  private static String head(BufferedReader in) throws IOException {
    StringBuilder head = new StringBuilder();
    int length = 0;
    String line = in.readLine();
    while (line != null && !line.isEmpty()) {
      head.append(line).append('\n');
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
      line = in.readLine();
    }
    for (int i = 0; i < length; i++) {
      head.append(i == 0 ? "\n" : "").append((char) in.read());
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
