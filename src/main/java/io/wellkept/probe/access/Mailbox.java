package io.wellkept.probe.access;

import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A mailbox and how to get in. */
@Doc("A mailbox that is read by IMAP; nothing in it is changed.")
public record Mailbox(
    @Doc(value = "Name of the mail server", example = "imap.example.org") String host,
    @Doc(value = "Its port", standard = "993 with tls, 143 otherwise") @Nullable Integer port,
    @Doc(value = "Who signs in", example = "service@example.org") String user,
    @Doc(value = "The password of that user", example = "${env:MAILBOX_PASSWORD}") String password,
    @Doc(value = "The folder in which mails arrive", standard = "INBOX") @Nullable String folder,
    @Doc(
            value =
                "How the connection is kept secret: starttls, tls, or none (only to this machine)",
            standard = "tls")
        @Nullable Secrecy security) {
  private static final String WHAT = "the mailbox";

  public Mailbox {
    Secrecy.require(WHAT, "host", host);
    Secrecy.require(WHAT, "user", user);
    Secrecy.require(WHAT, "password", password);
    security = Objects.requireNonNullElse(security, Secrecy.TLS);
    port = Objects.requireNonNullElse(port, security == Secrecy.TLS ? 993 : 143);
    folder = Objects.requireNonNullElse(folder, "INBOX");
    Secrecy.require(WHAT, "folder", folder);
    Secrecy.requirePort(port);
    security.requireFor(host);
  }

  @Override
  public Integer port() {
    return Objects.requireNonNull(port);
  }

  @Override
  public String folder() {
    return Objects.requireNonNull(folder);
  }

  @Override
  public Secrecy security() {
    return Objects.requireNonNull(security);
  }

  /** Names it for people. */
  public String words() {
    return "the mailbox of " + user + " at " + host + ", folder " + folder;
  }

  @Override
  public String toString() {
    return "Mailbox[" + user + " at " + host + ":" + port + " " + security + "]";
  }
}
