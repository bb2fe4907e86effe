package io.wellkept.probe.mailbox;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.wellkept.probe.access.Mailbox;
import io.wellkept.probe.access.Secrecy;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/** A real mail server with one mailbox in it. */
final class MailScene implements AutoCloseable {
  static final String PASSWORD = "canary-4f7a";
  static final String BOX = "service@shop.example";

  final GreenMail post =
      new GreenMail(
          new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", "imap"), new ServerSetup(0, "127.0.0.1", "smtp")
          });
  private final GreenMailUser user;

  MailScene() {
    post.start();
    user = post.setUser(BOX, BOX, PASSWORD);
  }

  Mailbox mailbox() {
    return mailbox(PASSWORD);
  }

  Mailbox mailbox(String password) {
    return new Mailbox("127.0.0.1", post.getImap().getPort(), BOX, password, null, Secrecy.NONE);
  }

  MailFolder folder(String name) {
    ImapHostManager folders = post.getManagers().getImapHostManager();
    try {
      return folders.getFolder(user, name) == null
          ? folders.createMailbox(user, name)
          : folders.getFolder(user, name);
    } catch (com.icegreen.greenmail.store.FolderException
        | com.icegreen.greenmail.imap.AuthorizationException e) {
      throw new IllegalStateException(e);
    }
  }

  void arrives(String folder, Instant at, String... lines) {
    byte[] raw = String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
    try {
      Session session = Session.getInstance(new Properties());
      MimeMessage mail = new MimeMessage(session, new ByteArrayInputStream(raw));
      folder(folder).appendMessage(mail, new Flags(), Date.from(at));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  List<MimeMessage> got(String address) {
    return List.of(post.getReceivedMessagesForDomain(address));
  }

  @Override
  public void close() {
    post.stop();
  }
}
