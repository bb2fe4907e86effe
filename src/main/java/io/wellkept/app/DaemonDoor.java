package io.wellkept.app;

import io.wellkept.plan.Daemon.Listen;
import io.wellkept.plan.Plan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where the daemon on this machine takes what a command wants to be kept. */
final class DaemonDoor {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Option(
      names = "--at",
      paramLabel = "URL",
      description = "Where the daemon's pages are; web.pages in config/daemon.yaml if left out.")
  @Nullable URI at;

  /**
   * What the daemon answered.
   *
   * @param body an empty object if it was no JSON
   */
  record Answer(int status, JsonNode body) {
    /** Why it refused. */
    String detail() {
      return body.path("detail").asString("The daemon answered " + status);
    }
  }

  /**
   * Hands it over.
   *
   * @param path below the pages, such as {@code /api/v1/maintenance}
   * @throws StartException if no daemon answers
   */
  Answer post(Plan plan, String path, Map<String, ?> body) throws InterruptedException {
    URI pages = pages(plan);
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(pages.resolve(path))
                  .timeout(PATIENCE)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), read(response.body()));
    } catch (IOException | IllegalArgumentException e) {
      throw new StartException(
          "no daemon answers at " + pages + ": start 'wellkept run', or name its pages with --at");
    }
  }

  private URI pages(Plan plan) {
    Listen pages = plan.daemon().web().pages();
    String host = pages.host().contains(":") ? "[" + pages.host() + "]" : pages.host();
    return at != null ? at : URI.create("http://" + host + ":" + pages.port() + "/");
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      return JSON.createObjectNode();
    }
  }
}
