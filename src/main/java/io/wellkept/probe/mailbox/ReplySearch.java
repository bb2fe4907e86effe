package io.wellkept.probe.mailbox;

import io.wellkept.probe.Wording;
import io.wellkept.probe.access.MailReader;
import io.wellkept.probe.access.MailServers;
import io.wellkept.probe.mailbox.ReplyFacts.Came;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for what came back: known by the mark, which replies carry in a subject or in what they
 * refer to and bounces in what they enclose; else by its sender, if it says that it is automatic.
 */
final class ReplySearch {
  private static final int MOST_MESSAGES = 200;
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  /** Clocks of mail servers go wrong; a mark does not. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

  /** A reply without a mark must not be one to an earlier mail. */
  private static final Duration CLOCKS_DIFFER_A_LITTLE = Duration.ofSeconds(5);

  private static final Pattern DIAGNOSTIC =
      Pattern.compile("(?im)^Diagnostic-Code:\\s*(?:smtp;)?\\s*(.+)$");
  private static final int LONGEST = 160;

  private final MailServers servers;

  ReplySearch(MailServers servers) {
    this.servers = servers;
  }

  Came find(
      AutoReplySettings settings, String mark, Instant sentAt, String configured, Duration deadline)
      throws InterruptedException {
    return servers.read(
        settings.mailbox(),
        configured,
        deadline,
        store -> find(store, settings, mark, sentAt),
        Came.Unseen::new);
  }

  private static Came find(Store store, AutoReplySettings settings, String mark, Instant sentAt)
      throws MessagingException {
    Folder folder = store.getFolder(settings.mailbox().folder());
    folder.open(Folder.READ_ONLY);
    try {
      return find(since(folder, sentAt.minus(CLOCKS_DIFFER)), folder, settings, mark, sentAt);
    } finally {
      // false: nothing that others marked for removal is removed by us
      folder.close(false);
    }
  }

  private static List<Message> since(Folder folder, Instant from) throws MessagingException {
    int all = folder.getMessageCount();
    List<Message> since = new ArrayList<>();
    for (int i = all; i >= Math.max(1, all - MOST_MESSAGES + 1); i--) {
      Message message = folder.getMessage(i);
      Date received = message.getReceivedDate();
      if (received == null || !received.toInstant().isBefore(from)) {
        since.add(message);
      }
    }
    return since;
  }

  private static Came find(
      List<Message> mails, Folder folder, AutoReplySettings settings, String mark, Instant sentAt)
      throws MessagingException {
    MailReader marks = new MailReader(mark, MOST_BYTES);
    marks.fetch(folder, mails);
    Optional<Came> bounce = Optional.empty();
    for (Message mail : mails) {
      if (!marks.holdsMark(mail) || isOurs(mail, mark)) {
        continue;
      }
      if (!isReport(mail)) {
        return reply(mail, folder, settings);
      }
      bounce = bounce.or(() -> bounce(mail, folder));
    }
    if (bounce.isPresent()) {
      return bounce.get();
    }
    for (Message mail : mails) {
      if (isUnmarkedReply(mail, settings, sentAt)) {
        return reply(mail, folder, settings);
      }
    }
    return new Came.Nothing(mails.size());
  }

  /** Where our own mail comes to the same mailbox. */
  private static boolean isOurs(Message mail, String mark) throws MessagingException {
    return MailFolders.ids(mail, "Message-ID").stream().anyMatch(id -> id.contains(mark));
  }

  private static boolean isReport(Message mail) throws MessagingException {
    String from = MailFolders.addresses(mail.getFrom()).stream().findFirst().orElse("");
    String type = mail.getContentType().toLowerCase(Locale.ROOT);
    return type.contains("delivery-status") || from.startsWith("mailer-daemon@");
  }

  /** Only one that failed for good: a report of a delay is none. */
  private static Optional<Came> bounce(Message mail, Folder folder) {
    try {
      if (holds(mail, folder, "Action: ") && !holds(mail, folder, "Action: failed")) {
        return Optional.empty();
      }
      byte[] raw = mail.getInputStream().readNBytes(64 * 1024);
      String text = new String(raw, StandardCharsets.ISO_8859_1);
      Matcher code = DIAGNOSTIC.matcher(text);
      String words = code.find() ? code.group(1).replaceAll("\\s+", " ").strip() : "";
      boolean cut = words.length() > LONGEST;
      return Optional.of(new Came.Bounce(cut ? words.substring(0, LONGEST) + "…" : words));
    } catch (MessagingException | IOException e) {
      return Optional.of(new Came.Bounce(""));
    }
  }

  private static boolean holds(Message mail, Folder folder, String text) throws MessagingException {
    return holds(mail, folder, new MailReader(text, MOST_BYTES));
  }

  private static boolean holds(Message mail, Folder folder, MailReader reader)
      throws MessagingException {
    reader.fetch(folder, List.of(mail));
    return reader.holdsMark(mail);
  }

  private static boolean isUnmarkedReply(Message mail, AutoReplySettings settings, Instant sentAt)
      throws MessagingException {
    Date received = mail.getReceivedDate();
    if (received == null
        || received.toInstant().isBefore(sentAt.minus(CLOCKS_DIFFER_A_LITTLE))
        || isReport(mail)) {
      return false;
    }
    String from = MailFolders.addresses(mail.getFrom()).stream().findFirst().orElse("");
    String to = settings.to().toLowerCase(Locale.ROOT);
    String domain = to.substring(to.lastIndexOf('@'));
    return from.endsWith(domain) && MailFolders.isAutomatic(mail, from, "");
  }

  private static Came reply(Message mail, Folder folder, AutoReplySettings settings)
      throws MessagingException {
    Date received = mail.getReceivedDate();
    String expect = settings.expect();
    boolean says =
        expect == null
            || Wording.contains(String.valueOf(mail.getSubject()), expect)
            || holds(mail, folder, MailReader.ofWords(expect, MOST_BYTES));
    return new Came.Reply(received == null ? null : received.toInstant(), says);
  }
}
