package io.wellkept.notify;

import io.wellkept.incident.Delivery;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.NotifierKind;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * Writes each message into a folder, as the mail that would have been sent ({@code .eml}) and as
 * JSON, and a bulletin as a page with its pictures too. A file is there whole or not at all; the
 * same message again replaces its files.
 */
final class FileNotifier implements Notifier {
  static final NotifierKind KIND =
      new NotifierKind("file", FileSettings.class, (settings, person) -> true, false);

  private static final DateTimeFormatter SORTABLE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String name;
  private final Path folder;
  private final Mails mails;
  private final Session session = Session.getInstance(new Properties());

  FileNotifier(String name, FileSettings settings, Path home) {
    this.name = name;
    this.folder = home.resolve(settings.folder());
    this.mails = new Mails(settings.from(), null);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Delivery send(Message message) {
    String file = fileName(message);
    try {
      Files.createDirectories(folder);
      write(file + ".json", Bodies.json(message, true));
      write(file + ".eml", mail(message));
      Bulletin bulletin = message.bulletin();
      if (bulletin != null) {
        write(file, bulletin);
      }
      return new Delivery.Sent(mails.messageId(message));
    } catch (IOException e) {
      return new Delivery.TryLater(
          "could not write into the folder: " + Plain.line(e.toString(), 300), null);
    } catch (MessagingException e) {
      return new Delivery.Refused("the e-mail address of " + message.to().id() + " is none");
    }
  }

  private byte[] mail(Message message) throws MessagingException, IOException {
    String to = message.to().addresses().getOrDefault("email", message.to().id() + "@localhost");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    mails.compose(session, message, to).writeTo(bytes);
    return bytes.toByteArray();
  }

  /** What a browser shows, with its pictures beside it, and what a terminal does. */
  private void write(String file, Bulletin bulletin) throws IOException {
    String html = bulletin.html();
    for (Picture picture : bulletin.pictures()) {
      String beside = file + "_" + picture.fileName();
      write(beside, picture.bytes());
      html = html.replace("\"cid:" + picture.cid() + "\"", "\"" + beside + "\"");
    }
    write(file + ".html", html.getBytes(StandardCharsets.UTF_8));
    write(file + ".txt", bulletin.text().getBytes(StandardCharsets.UTF_8));
  }

  private void write(String file, byte[] bytes) throws IOException {
    Path temporary = Files.createTempFile(folder, ".", ".part");
    try {
      Files.write(temporary, bytes);
      Files.move(
          temporary,
          folder.resolve(file),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** The moment comes from the notices, so that a repeat has the same name. */
  private static String fileName(Message message) {
    String id = message.id().replaceAll("[^A-Za-z0-9.-]", "-");
    if (message.bulletin() != null) {
      return String.join("_", "digest", message.to().id(), id);
    }
    Instant moment =
        message.items().stream()
            .map(item -> item.notice().decidedAt())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    List<NoticeKind> kinds =
        message.items().stream().map(item -> item.notice().kind()).distinct().toList();
    String kind = kinds.size() == 1 ? kinds.get(0).name().toLowerCase(Locale.ROOT) : "bundle";
    return String.join("_", SORTABLE.format(moment), kind.replace('_', '-'), message.to().id(), id);
  }
}
