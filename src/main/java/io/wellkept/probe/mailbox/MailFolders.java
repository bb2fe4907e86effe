package io.wellkept.probe.mailbox;

import io.wellkept.probe.access.MailServers;
import io.wellkept.probe.voice.Heard;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Voice;
import jakarta.mail.Address;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;

/** Reads the heads of mails: who wrote, when, and what it answers. No body is read. */
final class MailFolders {
  /** Mails that are read of one folder, newest first. */
  static final int MOST = 3_000;

  /** Servers search by days of their own zone. */
  private static final Duration DAY = Duration.ofDays(1);

  private static final Pattern USUAL_NAME =
      Pattern.compile(
          "(?i)(inbox[./])?(sent|sent (items|messages|mail)|gesendet|gesendete (elemente|objekte)"
              + "|(éléments|messages) envoyés|enviados|posta inviata|verzonden( items)?)");

  private static final Pattern ID = Pattern.compile("<[^<>\\s]+>");
  private static final Pattern MACHINE =
      Pattern.compile(
          "(?i)(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|notifications?)"
              + "([+._-].*)?@.*");

  private static final List<String> HEADERS =
      List.of(
          "Message-ID",
          "In-Reply-To",
          "References",
          "Auto-Submitted",
          "Precedence",
          "List-Id",
          "List-Unsubscribe",
          "X-Autoreply",
          "X-Autorespond",
          "Return-Path");

  private final MailServers servers;

  MailFolders(MailServers servers) {
    this.servers = servers;
  }

  /**
   * Reads what came and what was sent since then.
   *
   * @param open ids of what waited at the last look
   * @param configured where the mailbox is written down, for complaints
   */
  MailFacts read(
      MailboxSettings settings,
      Instant since,
      Set<String> open,
      String configured,
      Duration deadline)
      throws InterruptedException {
    return servers.read(
        settings.mailbox(),
        configured,
        deadline,
        store -> read(store, settings, since, open, configured),
        fault -> new MailFacts(new Heard.Deaf(fault), Map.of()));
  }

  private static MailFacts read(
      Store store, MailboxSettings settings, Instant since, Set<String> open, String configured)
      throws MessagingException {
    List<Folder> sent = sentFolders(store, settings);
    if (sent.isEmpty()) {
      Fault fault =
          new Fault.NotConfigured(
              "folder of sent mails", "the setting sent, beside the " + configured);
      return new MailFacts(new Heard.Deaf(fault), Map.of());
    }
    List<Mail> mails = new ArrayList<>();
    Folder inbox = store.getFolder(settings.mailbox().folder());
    boolean complete = read(inbox, false, since, mails).all();
    Instant answersSince = Instant.MIN;
    for (Folder folder : sent) {
      // an answer that is not seen would leave somebody waiting who is not
      Extent extent = read(folder, true, since, mails);
      complete &= extent.all();
      answersSince = extent.from().isAfter(answersSince) ? extent.from() : answersSince;
    }
    List<Voice> voices = judgeable(Threads.voices(mails, settings), answersSince, open);
    return new MailFacts(new Heard.Told(voices, complete, null), Threads.answered(mails, settings));
  }

  /**
   * Without what has no clock and may have been answered before our answers were read from.
   *
   * @param open ids of what has a clock
   */
  static List<Voice> judgeable(List<Voice> voices, Instant answersSince, Set<String> open) {
    return voices.stream()
        .filter(voice ->
            !voice.waits() || open.contains(voice.id()) || !voice.at().isBefore(answersSince))
        .toList();
  }

  private static List<Folder> sentFolders(Store store, MailboxSettings settings)
      throws MessagingException {
    List<Folder> folders = new ArrayList<>();
    if (!settings.sent().isEmpty()) {
      for (String name : settings.sent()) {
        folders.add(store.getFolder(name));
      }
      return folders;
    }
    Folder[] all = store.getDefaultFolder().list("*");
    for (Folder folder : all) {
      if (folder instanceof IMAPFolder imap
          && Arrays.stream(imap.getAttributes()).anyMatch("\\Sent"::equalsIgnoreCase)) {
        folders.add(folder);
      }
    }
    if (folders.isEmpty()) {
      Arrays.stream(all)
          .filter(folder -> USUAL_NAME.matcher(folder.getFullName()).matches())
          .forEach(folders::add);
    }
    return folders;
  }

  /**
   * How much of a folder was read.
   *
   * @param from since when nothing was left out because of its number
   */
  private record Extent(boolean all, Instant from) {}

  private static Extent read(Folder folder, boolean sent, Instant since, List<Mail> into)
      throws MessagingException {
    folder.open(Folder.READ_ONLY);
    try {
      Date from = Date.from(since.minus(DAY));
      Message[] found = folder.search(new ReceivedDateTerm(ComparisonTerm.GE, from));
      int first = Math.max(0, found.length - MOST);
      Message[] newest = Arrays.copyOfRange(found, first, found.length);
      FetchProfile heads = new FetchProfile();
      heads.add(FetchProfile.Item.ENVELOPE);
      heads.add(FetchProfile.Item.FLAGS);
      HEADERS.forEach(heads::add);
      folder.fetch(newest, heads);
      int before = into.size();
      boolean all = heads(newest, folder, sent, into);
      boolean cut = first > 0 && into.size() > before;
      return new Extent(all && first == 0, cut ? into.get(before).at() : Instant.MIN);
    } finally {
      // false: nothing that others marked for removal is removed by us
      folder.close(false);
    }
  }

  /** Whether all could be read; one that was just removed, or is broken, hides no other. */
  static boolean heads(Message[] messages, Folder folder, boolean sent, List<Mail> into)
      throws MessagingException {
    boolean all = true;
    for (Message message : messages) {
      try {
        into.add(mail(message, sent));
      } catch (MessagingException e) {
        if (!folder.isOpen()) {
          throw e;
        }
        all = false;
      }
    }
    return all;
  }

  private static Mail mail(Message message, boolean sent) throws MessagingException {
    String from = addresses(message.getFrom()).stream().findFirst().orElse("");
    String replyTo = addresses(message.getReplyTo()).stream().findFirst().orElse("");
    String subject = message.getSubject() == null ? "" : message.getSubject();
    Instant at = at(message);
    String id = ids(message, "Message-ID").stream().findFirst().orElse(from + at + subject);
    List<String> references = new ArrayList<>(ids(message, "References"));
    references.addAll(ids(message, "In-Reply-To"));
    references.remove(id);
    Set<String> to = new HashSet<>(addresses(message.getRecipients(Message.RecipientType.TO)));
    to.addAll(addresses(message.getRecipients(Message.RecipientType.CC)));
    to.addAll(addresses(message.getRecipients(Message.RecipientType.BCC)));
    return new Mail(
        id,
        references,
        at,
        from,
        replyTo.equals(from) ? "" : replyTo,
        to,
        subject,
        isAutomatic(message, from, replyTo),
        message.isSet(Flags.Flag.ANSWERED),
        sent);
  }

  private static Instant at(Message message) throws MessagingException {
    Date received = message.getReceivedDate();
    Date dated = received == null ? message.getSentDate() : received;
    return dated == null ? Instant.EPOCH : dated.toInstant();
  }

  /** As RFC 3834 and the custom of lists tell; a form's sender that nobody reads is no machine. */
  static boolean isAutomatic(Message message, String from, String replyTo)
      throws MessagingException {
    String submitted = header(message, "Auto-Submitted");
    String precedence = header(message, "Precedence").toLowerCase(Locale.ROOT);
    boolean formOfOurs = !replyTo.isEmpty() && !replyTo.equals(from);
    return (!submitted.isEmpty() && !submitted.toLowerCase(Locale.ROOT).startsWith("no"))
        || precedence.matches("bulk|list|junk|auto_reply")
        || !header(message, "List-Id").isEmpty()
        || !header(message, "List-Unsubscribe").isEmpty()
        || !header(message, "X-Autoreply").isEmpty()
        || !header(message, "X-Autorespond").isEmpty()
        || header(message, "Return-Path").equals("<>")
        || (!formOfOurs && MACHINE.matcher(from).matches());
  }

  static String header(Message message, String name) throws MessagingException {
    String[] values = message.getHeader(name);
    return values == null || values.length == 0 ? "" : values[0].strip();
  }

  static List<String> ids(Message message, String name) throws MessagingException {
    return ID.matcher(header(message, name)).results().map(found -> found.group()).toList();
  }

  static List<String> addresses(Address @Nullable [] given) {
    return given == null
        ? List.of()
        : Arrays.stream(given)
            .filter(InternetAddress.class::isInstance)
            .map(address -> ((InternetAddress) address).getAddress())
            .filter(address -> address != null && address.indexOf('@') > 0)
            .map(address -> address.toLowerCase(Locale.ROOT))
            .toList();
  }
}
