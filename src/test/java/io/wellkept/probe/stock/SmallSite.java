package io.wellkept.probe.stock;

import io.wellkept.probe.RawServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A small site on loopback whose pages the test writes; what is not written answers 404. */
public final class SmallSite implements AutoCloseable {
  private record Page(String head, byte[] body) {}

  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private volatile Duration delay = Duration.ZERO;
  private final RawServer server =
      RawServer.http((request, out) -> {
        Page page = pages.get(request.split(" ")[1]);
        pause();
        Page shown = page == null ? page("404 Not Found", "text/html", "<p>none") : page;
        RawServer.write(out, shown.head);
        out.write(shown.body);
      });

  private void pause() {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Each answer begins so late from now on. */
  public void delay(Duration delay) {
    this.delay = delay;
  }

  private static Page page(String status, String type, String body) {
    return page(status, type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Page page(String status, String type, byte[] body) {
    return new Page(
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n",
        body);
  }

  /** In the text, {@code {site}} is the site's address without a slash at its end. */
  public SmallSite shows(String path, String type, String text) {
    pages.put(path, page("200 OK", type, text.replace("{site}", at("").toString())));
    return this;
  }

  public SmallSite shows(String path, String type, byte[] body) {
    pages.put(path, page("200 OK", type, body));
    return this;
  }

  public SmallSite html(String path, String text) {
    return shows(path, "text/html; charset=utf-8", text);
  }

  public SmallSite answers(String path, String status) {
    pages.put(path, page(status, "text/html", ""));
    return this;
  }

  public void gone(String path) {
    pages.remove(path);
  }

  public URI at(String path) {
    return server.at(path);
  }

  /** The paths that were asked for, in their order. */
  public List<String> asked() {
    return server.requests().stream().map(request -> request.split(" ")[1]).toList();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
