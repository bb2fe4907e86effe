package io.wellkept.app;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A home folder, a page to look at, and somebody who types commands there. */
final class Shell implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-06-02T07:00:00Z");

  final Map<String, String> environment = new HashMap<>();
  final Path home;
  private final HttpServer server;
  private final AtomicInteger status = new AtomicInteger(200);
  private @Nullable Asking asking;

  record Result(int code, String out, String err) {
    String all() {
      return out + err;
    }
  }

  Shell(Path home) {
    this.home = home;
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              "<html lang=en><title>Shop</title><body>Add to basket</body></html>"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(status.get(), body.length);
          try (exchange) {
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  String page(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  void breaksPages() {
    status.set(500);
  }

  /** Somebody sits at the terminal and answers so, one after the other. */
  Shell answers(String... answers) {
    List<String> left = new ArrayList<>(List.of(answers));
    asking = question -> left.isEmpty() ? "" : left.remove(0);
    return this;
  }

  /** Somebody sits at the terminal, and something happens before they say yes. */
  Shell agreesAfter(Runnable meanwhile) {
    asking =
        question -> {
          meanwhile.run();
          return "yes";
        };
    return this;
  }

  /** Anna and Ben, one road by mail whose password only the daemon knows, and one page. */
  Shell house() {
    file(
        "config/daemon.yaml",
        """
        web: {listen: "127.0.0.1:0", public-url: "http://127.0.0.1:1"}
        notifiers:
          mail:
            kind: email
            host: smtp.shop.example
            user: wellkept
            password: "${env:SMTP_PASSWORD}"
            from: Wellkept <wellkept@shop.example>
          hook: {kind: webhook, url: "${env:HOOK_URL}", secret: "${env:HOOK_SECRET}"}
        allow-addresses: [127.0.0.0/8]
        operators: web
        observe: 0s
        """);
    file(
        "config/people.yaml",
        """
        people:
          anna: {name: Anna Berg, email: anna@shop.example, hours: always}
          ben: {name: Ben Maurer, email: ben@shop.example, hours: always}
        teams:
          web: {name: Web team, lead: anna, members: [anna, ben]}
        """);
    return file(
        "monitors/first.yaml",
        """
        touchpoints:
          # the first page
          - id: summer
            name: Summer page
            url: %s
            owner: anna
            backup: ben
            tags: [campaign]
        """
            .formatted(page("/summer")));
  }

  Shell file(String name, String text) {
    try {
      Path file = home.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text(String name) {
    try {
      return Files.readString(home.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean has(String name) {
    return Files.exists(home.resolve(name));
  }

  /** Runs a daemon long enough to look at everything twice, and stops it. */
  void letsTheDaemonLook() throws InterruptedException {
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("SMTP_PASSWORD", "canary-1");
    all.putIfAbsent("HOOK_URL", "https://hook.invalid/x");
    all.putIfAbsent("HOOK_SECRET", "whsec_c3RhbmQtaW4tZm9yLWEtc2VjcmV0LW9mLTMyLWJ5dGU=");
    AtomicInteger minutes = new AtomicInteger();
    InstantSource clock = () -> NOW.plusSeconds(60L * minutes.get());
    Setup setup = new Setup(home, home.resolve("data"), all, 1, true, clock);
    try (Wellkept wellkept = Wellkept.open(setup)) {
      wellkept.settle();
      minutes.set(1);
      wellkept.settle();
    }
  }

  /** Types a command, in the home folder. */
  Result types(String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.add("--home");
    line.add(home.toString());
    return typesElsewhere(line.toArray(String[]::new));
  }

  Result typesElsewhere(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    InstantSource clock = InstantSource.fixed(NOW.plusSeconds(120));
    int code =
        Main.commandLine(new Surroundings(environment, clock, asking))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    return new Result(code, out.toString(), err.toString());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
