package io.wellkept.probe.chat;

import io.wellkept.probe.access.Written;
import io.wellkept.touchpoint.Doc;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An account of Zendesk Support, and how we get in. */
@Doc("Tickets in Zendesk")
public record ZendeskSettings(
    @Doc(value = "The part of its address before .zendesk.com", example = "kettle-and-cup")
        String subdomain,
    @Doc(
            value = "An API token with email, or an OAuth token without",
            example = "${env:ZENDESK_TOKEN}")
        String token,
    @Doc(value = "Whose API token it is", example = "support@example.org") @Nullable String email,
    @Doc(
            value = "By which channels the tickets came that count, as Zendesk names them",
            standard = "[chat, native_messaging]")
        @Nullable List<String> channels,
    @Doc(value = "How many days ago a ticket that counts was opened at most", standard = "30")
        @Nullable Integer days,
    @Doc(value = "Where the API is", standard = "https://SUBDOMAIN.zendesk.com")
        @Nullable String base) {
  private static final int MOST_DAYS = 365;

  public ZendeskSettings {
    if (!subdomain.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
      throw new IllegalArgumentException(
          "subdomain '" + subdomain + "' is not the part of an address before .zendesk.com");
    }
    Written.requireSecret("token", token);
    if (email != null && !email.matches("[^\\s@:/]+@[^\\s@:/]+")) {
      throw new IllegalArgumentException("email is not an address");
    }
    channels = channels == null ? List.of("chat", "native_messaging") : List.copyOf(channels);
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("channels is empty: no ticket would count");
    }
    days = Objects.requireNonNullElse(days, 30);
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalArgumentException("days " + days + " is not between 1 and 365");
    }
    base = Written.base("base", base, "https://" + subdomain + ".zendesk.com");
  }

  @Override
  public List<String> channels() {
    return Objects.requireNonNull(channels);
  }

  @Override
  public Integer days() {
    return Objects.requireNonNull(days);
  }

  @Override
  public String base() {
    return Objects.requireNonNull(base);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "ZendeskSettings[subdomain=" + subdomain + ", base=" + base + "]";
  }
}
