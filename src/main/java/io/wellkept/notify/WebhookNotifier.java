package io.wellkept.notify;

import io.wellkept.incident.Delivery;
import io.wellkept.incident.NotifierKind;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Posts messages to another system (https://www.standardwebhooks.com). That system is told for
 * everybody, so it is a road to each person.
 */
final class WebhookNotifier implements Notifier {
  static final NotifierKind KIND =
      new NotifierKind("webhook", WebhookSettings.class, (settings, person) -> true, true);

  private static final MediaType JSON = MediaType.get("application/json");

  private final String name;
  private final WebhookSettings settings;
  private final Wire wire;
  private final List<byte[]> keys = new ArrayList<>();
  private final Secrets secrets;

  WebhookNotifier(String name, WebhookSettings settings, Wire wire) {
    this.name = name;
    this.settings = settings;
    this.wire = wire;
    keys.add(WebhookSettings.key("secret", settings.secret()));
    if (settings.oldSecret() != null) {
      keys.add(WebhookSettings.key("old-secret", settings.oldSecret()));
    }
    this.secrets = Secrets.of(settings.url(), settings.secret(), settings.oldSecret());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Delivery send(Message message) throws InterruptedException {
    byte[] body = Bodies.json(message, false);
    // A dot would be ambiguous in what is signed.
    String id = message.id().replaceAll("[^A-Za-z0-9_-]", "-");
    String timestamp = Long.toString(message.now().getEpochSecond());
    Request request =
        new Request.Builder()
            .url(settings.url())
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signatures(id, timestamp, body))
            .post(RequestBody.create(body, JSON))
            .build();
    return switch (wire.send(request)) {
      case Wire.Outcome.Silent(Delivery.TryLater later) -> later;
      case Wire.Outcome.Answered answer -> delivery(id, answer);
    };
  }

  private Delivery delivery(String id, Wire.Outcome.Answered answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return new Delivery.Sent(id);
    }
    String why = "the webhook answered " + status;
    if (status >= 300 && status < 400) {
      return new Delivery.TryLater(why + ", a redirect, which is not followed", null);
    }
    String said = secrets.hide(answer.body());
    String whole = said.isEmpty() ? why : why + ": " + said;
    return switch (status) {
      // Gone for good, or this message will never be to its taste.
      case 410, 400, 413, 415, 422 -> new Delivery.Refused(whole);
      default -> new Delivery.TryLater(whole, answer.retryAfter());
    };
  }

  private String signatures(String id, String timestamp, byte[] body) {
    return String.join(
        " ", keys.stream().map(key -> "v1," + signature(key, id, timestamp, body)).toList());
  }

  private static String signature(byte[] key, String id, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
