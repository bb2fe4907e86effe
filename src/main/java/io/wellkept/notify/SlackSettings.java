package io.wellkept.notify;

import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Either an incoming webhook, or an app's token; the signing secret makes the button work. */
@Doc("Sends Slack messages, by an incoming webhook or as an app.")
public record SlackSettings(
    @Doc(
            value = "Address of an incoming webhook; everybody is told in its channel.",
            example = "${env:SLACK_WEBHOOK}")
        @Nullable String webhook,
    @Doc(
            value = "Token of an app (xoxb-...), instead of a webhook; needs the scope chat:write.",
            example = "${env:SLACK_TOKEN}")
        @Nullable String token,
    @Doc(
            value =
                "Id of the channel in which the app tells everybody; without it each person is"
                    + " told directly.",
            example = "C0123456789")
        @Nullable String channel,
    @Doc(
            value =
                "The app's signing secret; with it people take an incident in Slack, without a"
                    + " detour over a page.",
            example = "${env:SLACK_SIGNING_SECRET}")
        @Nullable String signingSecret,
    @Doc(value = "Where Slack's Web API is.", standard = "https://slack.com/api")
        @Nullable String apiBase) {
  public SlackSettings {
    if ((webhook == null) == (token == null)) {
      throw new IllegalArgumentException("set either webhook or token, and not both");
    }
    if (webhook != null) {
      Hosts.requireSafe("webhook", webhook);
    }
    if (webhook != null && channel != null) {
      throw new IllegalArgumentException("a webhook has its own channel: leave channel out");
    }
    if (channel != null && !channel.matches("[A-Z0-9]{2,30}")) {
      throw new IllegalArgumentException(
          "channel '" + channel + "' is not an id such as C0123456789 (a name does not do)");
    }
    if (token != null && !token.matches("[\\x21-\\x7e]+")) {
      throw new IllegalArgumentException("token holds something else than letters and signs");
    }
    apiBase = Objects.requireNonNullElse(apiBase, "https://slack.com/api");
    Hosts.requireSafe("api-base", apiBase);
  }

  /** Never null: filled in. */
  @Override
  public String apiBase() {
    return Objects.requireNonNull(apiBase);
  }

  @Override
  public String toString() {
    return "SlackSettings[webhook=%s token=%s channel=%s signing-secret=%s api-base=%s]"
        .formatted(
            Secrets.mask(webhook),
            Secrets.mask(token),
            channel,
            Secrets.mask(signingSecret),
            apiBase);
  }
}
