package io.wellkept.app;

import io.wellkept.incident.SlackSignature;
import io.wellkept.notify.SlackSettings;
import io.wellkept.plan.Daemon.NotifierSetup;
import io.wellkept.plan.Plan;
import io.wellkept.web.Slack;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Slack's presses: known by the signing secrets of the plan, answered where Slack says. */
final class SlackDoor {
  private static final Logger log = LoggerFactory.getLogger(SlackDoor.class);
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final Supplier<Plan> plan;
  private final JsonMapper mapper = new JsonMapper();
  private final OkHttpClient client =
      new OkHttpClient.Builder().callTimeout(10, TimeUnit.SECONDS).followRedirects(false).build();

  private SlackDoor(Supplier<Plan> plan) {
    this.plan = plan;
  }

  static Slack of(Supplier<Plan> plan) {
    SlackDoor door = new SlackDoor(plan);
    return new Slack(door::good, door::say);
  }

  private boolean good(String timestamp, String signature, byte[] body, Instant now) {
    return secrets().stream()
        .anyMatch(secret -> SlackSignature.verify(secret, timestamp, signature, body, now));
  }

  private List<String> secrets() {
    return plan.get().daemon().notifiers().stream()
        .map(NotifierSetup::settings)
        .filter(SlackSettings.class::isInstance)
        .map(SlackSettings.class::cast)
        .map(SlackSettings::signingSecret)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Whoever signed the press named the address; it is Slack's, and a failure only costs a word. */
  private void say(URI address, String text) {
    byte[] body =
        mapper.writeValueAsBytes(
            Map.of("response_type", "ephemeral", "replace_original", false, "text", text));
    Request request =
        new Request.Builder().url(address.toString()).post(RequestBody.create(body, JSON)).build();
    try (Response response = client.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        log.warn("Slack did not take an answer to a press status={}", response.code());
      }
    } catch (IOException e) {
      log.warn("Slack could not be answered why={}", e.getClass().getSimpleName());
    }
  }
}
