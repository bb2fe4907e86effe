package io.wellkept.app;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server on loopback that takes what is posted to it, and remembers it by its path. */
final class Callbacks implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, List<String>> heard = new ConcurrentHashMap<>();
  private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

  Callbacks() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          heard.computeIfAbsent(path, p -> new CopyOnWriteArrayList<>()).add(body);
          calls.add(path);
          byte[] ok = "ok".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, ok.length);
          try (exchange) {
            exchange.getResponseBody().write(ok);
          }
        });
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  List<String> heard(String path) {
    return heard.getOrDefault(path, List.of());
  }

  /** How often the path was called, when no more calls are on their way. */
  int settled(String path) throws InterruptedException {
    String call = calls.poll(500, TimeUnit.MILLISECONDS);
    while (call != null) {
      call = calls.poll(500, TimeUnit.MILLISECONDS);
    }
    return heard(path).size();
  }

  /** The first body that comes to the path; waits for it up to ten seconds. */
  String awaits(String path) throws InterruptedException {
    while (heard(path).isEmpty()) {
      if (calls.poll(10, TimeUnit.SECONDS) == null) {
        throw new IllegalStateException("nothing came to " + path);
      }
    }
    return heard(path).get(0);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
