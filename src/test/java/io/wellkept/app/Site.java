package io.wellkept.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A real web site on loopback whose pages can be broken and mended, each by its path. */
final class Site implements AutoCloseable {
  private final HttpServer server;
  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private volatile boolean away;
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<String, Integer> byPath = new ConcurrentHashMap<>();
  private final Map<String, List<String>> posted = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();

  private volatile Consumer<String> requested = path -> {};
  private volatile Consumer<String> answered = path -> {};

  private record Reply(int status, String body, Map<String, String> headers) {}

  Site() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void breaks(String path) {
    broken.add(path);
  }

  void isMended(String path) {
    broken.remove(path);
    replies.remove(path);
  }

  /** Takes connections and closes them without a word, until told otherwise. */
  void isAway(boolean now) {
    away = now;
  }

  /** What every page answers from now on, until {@code "*"} is mended. */
  void answersEverywhere(int status, String body, Map<String, String> headers) {
    replies.put("*", new Reply(status, body, headers));
  }

  /** What that page answers from now on, until it is mended. */
  void answers(String path, int status, String body, Map<String, String> headers) {
    replies.put(path, new Reply(status, body, headers));
  }

  /** Hears of every request by its path, before and after it is answered. */
  void whenever(Consumer<String> isRequested, Consumer<String> wasAnswered) {
    requested = isRequested;
    answered = wasAnswered;
  }

  int requests() {
    return requests.get();
  }

  int requests(String path) {
    return byPath.getOrDefault(path, 0);
  }

  /** What was posted there, first things first. */
  List<String> posted(String path) {
    return posted.getOrDefault(path, List.of());
  }

  /** Takes requests for that page and answers none, until it goes on. */
  void hangs(String path) {
    hanging.put(path, new CountDownLatch(1));
  }

  void goesOn(String path) {
    CountDownLatch latch = hanging.remove(path);
    if (latch != null) {
      latch.countDown();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    String path = exchange.getRequestURI().getPath();
    byPath.merge(path, 1, Integer::sum);
    if (exchange.getRequestMethod().equals("POST")) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      posted.computeIfAbsent(path, any -> new CopyOnWriteArrayList<>()).add(body);
    }
    requested.accept(path);
    wait(hanging.get(path));
    if (away) {
      exchange.close();
      return;
    }
    Reply everywhere = replies.get("*");
    Reply reply = everywhere == null ? replies.get(path) : everywhere;
    boolean bad = broken.contains(exchange.getRequestURI().getPath());
    String page =
        reply == null
            ? "<html lang=en><title>Shop</title><body><h1>Welcome</h1>Add to basket</body></html>"
            : reply.body();
    byte[] body = page.getBytes(StandardCharsets.UTF_8);
    if (reply != null) {
      reply.headers().forEach(exchange.getResponseHeaders()::set);
    }
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(bad ? 500 : reply == null ? 200 : reply.status(), body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
    answered.accept(exchange.getRequestURI().getPath());
  }

  private static void wait(@Nullable CountDownLatch latch) {
    try {
      if (latch != null) {
        latch.await();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    hanging.values().forEach(CountDownLatch::countDown);
    server.stop(0);
  }
}
