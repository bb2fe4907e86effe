package io.wellkept.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Slack's Web API on loopback: takes every message, and remembers it. */
final class Slackbox implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final AtomicLong serial = new AtomicLong();
  private volatile Consumer<String> steps = step -> {};

  /**
   * What was taken.
   *
   * @param method such as {@code chat.postMessage}
   * @param channel where to; a member's id, or what an earlier answer named
   * @param id what tells a repeat from a second message
   * @param thread of which message it is an answer; empty if of none
   */
  record Call(String method, String channel, String id, String thread, String text) {}

  Slackbox() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/api";
  }

  /**
   * Hears of every step of a call, with its method: {@code COMES} before anything is read, {@code
   * TAKEN} before the answer, {@code HALF} of the answer, and {@code ANSWERED}.
   */
  void whenever(Consumer<String> step) {
    steps = step;
  }

  List<Call> calls() {
    return calls;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = path.substring(path.lastIndexOf('/') + 1);
    steps.accept("COMES " + method);
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String channel = body.path("channel").asString("");
    String id = body.path("metadata").path("event_payload").path("id").asString("");
    String thread = body.path("thread_ts").asString("");
    calls.add(new Call(method, channel, id, thread, body.path("text").asString("")));
    steps.accept("TAKEN " + method);
    String ts = body.path("ts").asString("1700000000." + (100_000 + serial.incrementAndGet()));
    byte[] said =
        "{\"ok\":true,\"channel\":\"%s\",\"ts\":\"%s\"}"
            .formatted(channel, ts)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, said.length);
    try (exchange) {
      exchange.getResponseBody().write(said, 0, 5);
      exchange.getResponseBody().flush();
      steps.accept("HALF " + method);
      exchange.getResponseBody().write(said, 5, said.length - 5);
    }
    steps.accept("ANSWERED " + method);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
