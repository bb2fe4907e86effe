package io.wellkept.notify;

import io.wellkept.touchpoint.Doc;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A mail server to hand mails to, and the address they come from. */
@Doc("Sends mails by SMTP.")
public record EmailSettings(
    @Doc(value = "Name of the mail server.", example = "smtp.example.org") String host,
    @Doc(value = "Its port.", standard = "587 with starttls, 465 with tls, 25 with none")
        @Nullable Integer port,
    @Doc(
            value =
                "How the connection is kept secret: starttls, tls, or none (only to this machine).",
            standard = "starttls")
        @Nullable Security security,
    @Doc(
            value = "Who signs in at the mail server; left out where nobody need.",
            example = "wellkept")
        @Nullable String user,
    @Doc(value = "The password of that user.", example = "${env:SMTP_PASSWORD}")
        @Nullable String password,
    @Doc(value = "The address from which mails come.", example = "Wellkept <wellkept@example.org>")
        String from,
    @Doc("Where answers go; left out if nobody reads them.") @Nullable String replyTo) {
  /** How the connection to the mail server is kept secret. */
  public enum Security {
    /** Begins in the clear and must turn secret before anything else is said. */
    STARTTLS,
    /** Secret from the first byte. */
    TLS,
    /** In the clear; only to a server on this machine. */
    NONE
  }

  public EmailSettings {
    if (host == null || host.isBlank()) {
      throw new IllegalArgumentException("the mail server's host is missing");
    }
    security = Objects.requireNonNullElse(security, Security.STARTTLS);
    port = Objects.requireNonNullElse(port, usualPort(security));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
    }
    if (security == Security.NONE && !Hosts.isLoopback(host)) {
      throw new IllegalArgumentException(
          "security: none would send mails to " + host + " readable for everybody: use starttls");
    }
    if ((user == null) != (password == null)) {
      throw new IllegalArgumentException("user and password belong together: one is missing");
    }
    requireAddress("from", from);
    if (replyTo != null) {
      requireAddress("reply-to", replyTo);
    }
  }

  private static int usualPort(Security security) {
    return switch (security) {
      case STARTTLS -> 587;
      case TLS -> 465;
      case NONE -> 25;
    };
  }

  private static void requireAddress(String what, @Nullable String text) {
    try {
      InternetAddress address = new InternetAddress(text == null ? "" : text, true);
      if (address.getAddress().indexOf('@') > 0) {
        return;
      }
    } catch (AddressException e) {
      // said below
    }
    throw new IllegalArgumentException(
        what + " '" + text + "' is not an address such as Wellkept <wellkept@example.org>");
  }

  /** Never null: filled in. */
  @Override
  public Integer port() {
    return Objects.requireNonNull(port);
  }

  /** Never null: filled in. */
  @Override
  public Security security() {
    return Objects.requireNonNull(security);
  }

  @Override
  public String toString() {
    return "EmailSettings[%s:%d %s user=%s password=%s from=%s]"
        .formatted(host, port, security, user, Secrets.mask(password), from);
  }
}
