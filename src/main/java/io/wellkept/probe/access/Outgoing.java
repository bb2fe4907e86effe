package io.wellkept.probe.access;

import io.wellkept.touchpoint.Doc;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A server that takes mails of ours, and the address that they come from. */
@Doc("A mail server that takes what we send, by SMTP.")
public record Outgoing(
    @Doc(value = "Name of the mail server", example = "smtp.example.org") String host,
    @Doc(value = "Its port", standard = "587 with starttls, 465 with tls, 25 with none")
        @Nullable Integer port,
    @Doc(
            value =
                "How the connection is kept secret: starttls, tls, or none (only to this machine)",
            standard = "starttls")
        @Nullable Secrecy security,
    @Doc(value = "Who signs in; left out where nobody need", example = "probe@example.net")
        @Nullable String user,
    @Doc(value = "The password of that user", example = "${env:PROBE_PASSWORD}")
        @Nullable String password,
    @Doc(
            value = "The address from which mails come; answers to it must reach the mailbox",
            example = "probe@example.net")
        String from) {
  private static final String WHAT = "the mail server";

  public Outgoing {
    Secrecy.require(WHAT, "host", host);
    Secrecy.require(WHAT, "from", from);
    security = Objects.requireNonNullElse(security, Secrecy.STARTTLS);
    port =
        Objects.requireNonNullElse(
            port,
            switch (security) {
              case STARTTLS -> 587;
              case TLS -> 465;
              case NONE -> 25;
            });
    Secrecy.requirePort(port);
    if ((user == null) != (password == null)) {
      throw new IllegalArgumentException("user and password come together, or not at all");
    }
    security.requireFor(host);
    address(from);
  }

  /**
   * Reads one plain address.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static InternetAddress address(String text) {
    try {
      InternetAddress address = new InternetAddress(text, true);
      if (address.getAddress().indexOf('@') > 0) {
        return address;
      }
    } catch (AddressException e) {
      // told below, without the library's words
    }
    throw new IllegalArgumentException("'" + text + "' is no address of mail");
  }

  @Override
  public Integer port() {
    return Objects.requireNonNull(port);
  }

  @Override
  public Secrecy security() {
    return Objects.requireNonNull(security);
  }

  /** Names it for people. */
  public String words() {
    return "the mail server at " + host;
  }

  @Override
  public String toString() {
    return "Outgoing[" + from + " by " + host + ":" + port + " " + security + "]";
  }
}
