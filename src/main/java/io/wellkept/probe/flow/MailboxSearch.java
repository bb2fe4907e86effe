package io.wellkept.probe.flow;

import io.wellkept.probe.Http;
import io.wellkept.probe.flow.ReceiptSettings.Mailbox;
import io.wellkept.probe.flow.ReceiptSettings.Security;
import io.wellkept.touchpoint.Fault;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.search.BodyTerm;
import jakarta.mail.search.OrTerm;
import jakarta.mail.search.SubjectTerm;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a mark in a mailbox. It reads, and leaves what it reads unread and in place: a look
 * that ends before it is kept must find the same again.
 */
final class MailboxSearch {
  /** Messages that are looked at, newest first. */
  static final int MOST_MESSAGES = 300;

  /** Bytes that are read of all of them. */
  private static final int MOST_BYTES = 8 * 1024 * 1024;

  private static final Duration CONNECTING = Duration.ofSeconds(10);
  private static final int LONGEST_DETAIL = 200;

  private final Http http;

  MailboxSearch(Http http) {
    this.http = http;
  }

  /**
   * @param configured where the mailbox is written down, for complaints
   */
  Arrival find(Mailbox mailbox, Pending sent, String configured, Duration deadline)
      throws InterruptedException {
    FutureTask<Arrival> task = new FutureTask<>(() -> look(mailbox, sent, configured, deadline));
    // a virtual thread, because interrupting one closes the socket on which it waits
    Thread.ofVirtual().name("mailbox " + mailbox.host()).start(task);
    try {
      return task.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Arrival.fails(
          mailbox.words(), "it was not done within " + deadline.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new IllegalStateException("reading a mailbox broke", e.getCause());
    } finally {
      task.cancel(true);
    }
  }

  private Arrival look(Mailbox mailbox, Pending sent, String configured, Duration deadline) {
    Session session = Session.getInstance(properties(mailbox, deadline));
    try (Store store = session.getStore(protocol(mailbox))) {
      store.connect(mailbox.host(), mailbox.port(), mailbox.user(), mailbox.password());
      Folder folder = store.getFolder(mailbox.folder());
      folder.open(Folder.READ_ONLY);
      try {
        return look(mailbox, folder, sent);
      } finally {
        // false: nothing that others marked for removal is removed by us
        folder.close(false);
      }
    } catch (AuthenticationFailedException e) {
      String what = "the password of " + mailbox.user() + " at " + mailbox.host();
      return new Arrival.Unseen(new Fault.NoAccess(what, configured));
    } catch (FolderNotFoundException e) {
      return Arrival.fails(
          "the mailbox of " + mailbox.user() + " at " + mailbox.host(),
          "it has no folder '" + mailbox.folder() + "': see " + configured);
    } catch (MessagingException e) {
      Throwable deepest = deepest(e);
      return Http.forbidden(deepest)
          .<Arrival>map(Arrival.Unseen::new)
          .orElseGet(() -> Arrival.fails(mailbox.words(), detail(deepest, mailbox)));
    }
  }

  private static String protocol(Mailbox mailbox) {
    return mailbox.security() == Security.TLS ? "imaps" : "imap";
  }

  private Properties properties(Mailbox mailbox, Duration deadline) {
    Properties all = new Properties();
    String prefix = "mail." + protocol(mailbox) + ".";
    boolean starttls = mailbox.security() == Security.STARTTLS;
    all.setProperty(prefix + "connectiontimeout", Long.toString(CONNECTING.toMillis()));
    all.setProperty(prefix + "timeout", Long.toString(deadline.toMillis()));
    all.setProperty(prefix + "writetimeout", Long.toString(deadline.toMillis()));
    all.setProperty(prefix + "starttls.enable", Boolean.toString(starttls));
    all.setProperty(prefix + "starttls.required", Boolean.toString(starttls));
    all.setProperty(prefix + "ssl.checkserveridentity", "true");
    // the guard looks at the address that is connected to, and nothing connects without it; what
    // turns secret does so over such a connection
    all.put(prefix + "socketFactory", http.sockets());
    all.setProperty(prefix + "socketFactory.fallback", "false");
    // what is read stays unread
    all.setProperty(prefix + "peek", "true");
    return all;
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

  private static Throwable deepest(MessagingException failure) {
    Throwable deepest = failure;
    for (int i = 0; i < 20; i++) {
      Throwable next = next(deepest);
      if (next == null) {
        break;
      }
      deepest = next;
    }
    return deepest;
  }

  private static String detail(Throwable deepest, Mailbox mailbox) {
    if (deepest instanceof UnknownHostException) {
      return "its name is not known";
    }
    String said = deepest.getMessage();
    String message = said == null ? deepest.getClass().getSimpleName() : said;
    String line = message.replace(mailbox.password(), "***").replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL) + "…";
  }

  private static @Nullable Throwable next(Throwable failure) {
    return failure instanceof MessagingException e && e.getNextException() != null
        ? e.getNextException()
        : failure.getCause();
  }
}
