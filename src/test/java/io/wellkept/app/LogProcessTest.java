package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the log of a real process holds, and what it must not. */
final class LogProcessTest {
  @TempDir Path folder;

  @Test
  void aNotifierThatFailsIsOneLineAnAttemptAndNoSecretIsAmongThem() throws IOException {
    Path home = Files.createDirectory(folder.resolve("home"));
    AtomicInteger calls = new AtomicInteger();
    HttpServer hook = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    hook.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    hook.start();
    try (House house = new House(home)) {
      String port = Integer.toString(hook.getAddress().getPort());
      house.environment.put("HOOK", "http://127.0.0.1:" + port + "/canary-7c1f-address");
      house.environment.put("HOOK_SECRET", "whsec_Y2FuYXJ5LTdjMWYtY2FuYXJ5LTdjMWYtY2FuYXJ5");
      house.edit(
          "config/daemon.yaml",
          "notifiers:\n",
          "notifiers:\n  hook: {kind: webhook, url: \"${env:HOOK}\", secret: \"${env:HOOK_SECRET}\"}\n");
      house.edit("config/people.yaml", "hours: always", "hours: always, tell-by: [hook]");
      List<String> ids = List.of("one", "two", "three", "four");
      ids.forEach(id -> house.site.breaks("/" + id));
      house.file("monitors/site.yaml", House.touchpoints(ids.toArray(new String[0])));
      house.edit(
          "monitors/site.yaml",
          "backup: ben",
          "backup: ben\n    checks: {page: {every: 1m, confirm: 1s}}");
      try (Daemon daemon =
          Daemon.start(home, house.environment, "--log", "json", "--log-level", "debug")) {
        daemon.await(() -> daemon.log().contains("A message did not leave"));
        daemon.signal("TERM");
        assertThat(daemon.exitCode()).isZero();
        everyLineIsOurs(daemon.log());
        assertThat(daemon.log().lines().filter(line -> line.contains("did not leave")).count())
            .isLessThanOrEqualTo(calls.get());
        assertThat(daemon.log())
            .doesNotContain("canary-7c1f", "Y2FuYXJ5LTdjMWYt", Files.readString(key(home)).strip());
      }
    } finally {
      hook.stop(0);
    }
  }

  private static Path key(Path home) {
    return home.resolve("data/link-key");
  }

  /** One JSON object a line, none of them a library's chatter. */
  private static void everyLineIsOurs(String log) {
    List<String> lines = log.lines().toList();
    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      JsonNode said = JsonMapper.shared().readTree(line);
      assertThat(said.get("loggerName").asString()).as(line).startsWith("io.wellkept");
      assertThat(said.get("formattedMessage").asString()).isNotBlank();
    }
  }
}
