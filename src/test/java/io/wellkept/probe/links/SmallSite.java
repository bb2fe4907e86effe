package io.wellkept.probe.links;

import io.wellkept.probe.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A site of a few pages on loopback; what is not there answers 404, as hosts do. */
public final class SmallSite implements AutoCloseable {
  private final Map<String, RawServer.Handler> answers = new ConcurrentHashMap<>();
  private final RawServer server =
      RawServer.http((request, out) -> {
        String[] words = request.split("[ ?]", 3);
        // with its query first, then by its method, then the path alone
        RawServer.Handler answer =
            Stream.of("?" + request.split(" ", 3)[1], words[0] + " " + words[1], words[1])
                .filter(answers::containsKey)
                .findFirst()
                .map(answers::get)
                .orElseGet(() -> RawServer.answer("404 Not Found", "nothing"));
        if (words[0].equals("HEAD")) {
          headOnly(answer).answer(request, out);
        } else {
          answer.answer(request, out);
        }
      });

  /** The head of what a GET would get; it ends with an empty line. */
  private static RawServer.Handler headOnly(RawServer.Handler whole) {
    return (request, out) -> {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      whole.answer(request, all);
      String text = all.toString(StandardCharsets.UTF_8);
      RawServer.write(out, text.substring(0, text.indexOf("\r\n\r\n") + 4));
    };
  }

  /** A page with this in its body. */
  public SmallSite page(String path, String html) {
    answers.put(path, RawServer.page("<!doctype html><html><body>" + html + "</body></html>"));
    return this;
  }

  /** An answer without a page; the path may have a method before it: {@code HEAD /one}. */
  public SmallSite answer(String path, String statusAndHeaders) {
    answers.put(path, RawServer.answer(statusAndHeaders, "."));
    return this;
  }

  /** An answer to this path with this query alone. */
  public SmallSite answerQuery(String pathAndQuery, String statusAndHeaders) {
    return answer("?" + pathAndQuery, statusAndHeaders);
  }

  /** What robots may look at. */
  public SmallSite robots(String rules) {
    answers.put("/robots.txt", RawServer.answer("200 OK\r\nContent-Type: text/plain", rules));
    return this;
  }

  public SmallSite gone(String path) {
    answers.remove(path);
    return this;
  }

  public URI at(String path) {
    return server.at(path);
  }

  public int port() {
    return server.port();
  }

  /** First lines of the requests, such as {@code HEAD /one}. */
  public List<String> requests() {
    return server.requests().stream()
        .map(request -> request.split("[ ?]", 3))
        .map(words -> words[0] + " " + words[1])
        .toList();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
