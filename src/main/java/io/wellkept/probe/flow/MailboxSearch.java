package io.wellkept.probe.flow;

import io.wellkept.probe.Http;
import io.wellkept.probe.access.MailReader;
import io.wellkept.probe.access.MailServers;
import io.wellkept.probe.access.Mailbox;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.search.BodyTerm;
import jakarta.mail.search.OrTerm;
import jakarta.mail.search.SubjectTerm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/**
 * Looks for a mark in a mailbox. It reads, and leaves what it reads unread and in place: a look
 * that ends before it is kept must find the same again.
 */
final class MailboxSearch {
  /** Messages that are looked at, newest first. */
  static final int MOST_MESSAGES = 300;

  /** Bytes that are read of all of them. */
  private static final int MOST_BYTES = 8 * 1024 * 1024;

  private final MailServers servers;

  MailboxSearch(Http http) {
    this.servers = new MailServers(http);
  }

  /**
   * @param configured where the mailbox is written down, for complaints
   */
  Arrival find(Mailbox mailbox, Pending sent, String configured, Duration deadline)
      throws InterruptedException {
    return servers.read(
        mailbox, configured, deadline, store -> look(mailbox, store, sent), Arrival.Unseen::new);
  }

  private static Arrival look(Mailbox mailbox, Store store, Pending sent)
      throws MessagingException {
    Folder folder = store.getFolder(mailbox.folder());
    folder.open(Folder.READ_ONLY);
    try {
      return look(mailbox, folder, sent);
    } finally {
      // false: nothing that others marked for removal is removed by us
      folder.close(false);
    }
  }

  private static Arrival look(Mailbox mailbox, Folder folder, Pending sent)
      throws MessagingException {
    int all = folder.getMessageCount();
    if (all <= 0) {
      return new Arrival.Missing("no message at all");
    }
    int first = Math.max(1, all - MOST_MESSAGES + 1);
    Message[] newest = folder.getMessages(first, all);
    FetchProfile heads = new FetchProfile();
    heads.add(FetchProfile.Item.ENVELOPE);
    folder.fetch(newest, heads);
    List<Message> since = new ArrayList<>();
    for (int i = newest.length - 1; i >= 0; i--) {
      if (!isOlder(newest[i], sent)) {
        since.add(newest[i]);
      }
    }
    MailReader reader = new MailReader(sent.mark(), MOST_BYTES);
    reader.fetch(folder, since);
    for (Message message : since) {
      if (reader.holdsMark(message)) {
        return arrived(message);
      }
    }
    boolean more = first > 1 && since.size() == newest.length;
    if (more || !reader.readAll()) {
      return askServer(mailbox, folder, sent);
    }
    return new Arrival.Missing(
        since.size() + (since.size() == 1 ? " message" : " messages") + " that came since");
  }

  private static boolean isOlder(Message message, Pending sent) throws MessagingException {
    Date received = message.getReceivedDate();
    return received != null && received.toInstant().isBefore(sent.from());
  }

  /** Servers search in ways of their own: a hit counts, that there is none says nothing. */
  private static Arrival askServer(Mailbox mailbox, Folder folder, Pending sent)
      throws MessagingException {
    Message[] hits =
        folder.search(new OrTerm(new SubjectTerm(sent.mark()), new BodyTerm(sent.mark())));
    for (Message hit : hits) {
      if (!isOlder(hit, sent)) {
        return arrived(hit);
      }
    }
    return Arrival.fails(
        mailbox.words(),
        "more came since than can be looked through: give what we send a folder of its own");
  }

  private static Arrival arrived(Message message) throws MessagingException {
    Date received = message.getReceivedDate();
    return new Arrival.Arrived(received == null ? null : received.toInstant());
  }
}
