package io.wellkept.probe.access;

import io.wellkept.probe.Http;
import io.wellkept.touchpoint.Fault;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.jspecify.annotations.Nullable;

/**
 * The way to mail servers: past the guard of addresses, within a deadline, and no word about it
 * that shows a password. What is read stays unread and in place.
 */
public final class MailServers {
  private static final Duration CONNECTING = Duration.ofSeconds(10);
  private static final int LONGEST_DETAIL = 200;

  /** Policy (RFC 3463), a sign-in that is wanted, and mail that is not passed on for us. */
  private static final Pattern ABOUT_US =
      Pattern.compile("(?i)\\b5\\.7\\.\\d{1,3}\\b|^5(03|30)\\b|\\brelay");

  private final Http http;

  public MailServers(Http http) {
    this.http = http;
  }

  /** What is done in a mailbox. */
  @FunctionalInterface
  public interface Reading<T> {
    T read(Store store) throws MessagingException;
  }

  /** Makes what is sent. */
  @FunctionalInterface
  public interface Writing {
    MimeMessage write(Session session) throws MessagingException;
  }

  /** What became of a mail that was handed over. */
  public sealed interface Handed {
    /** The server took it. */
    record Taken() implements Handed {}

    /** Nobody will get it: the server refused the recipient for good; in its words. */
    record Refused(String words) implements Handed {}

    /** It could not be handed over, and that says nothing of the recipient. */
    record Unsent(Fault fault) implements Handed {}
  }

  /**
   * Reads in a mailbox.
   *
   * @param configured where the mailbox is written down, for complaints
   * @param unseen makes an answer of what was in the way
   * @throws InterruptedException if Wellkept stops
   */
  public <T> T read(
      Mailbox mailbox,
      String configured,
      Duration deadline,
      Reading<T> reading,
      Function<Fault, T> unseen)
      throws InterruptedException {
    return within(
        deadline,
        mailbox.host(),
        () -> look(mailbox, configured, deadline, reading, unseen),
        () -> unseen.apply(tooLong(mailbox.words(), deadline)));
  }

  private <T> T look(
      Mailbox mailbox,
      String configured,
      Duration deadline,
      Reading<T> reading,
      Function<Fault, T> unseen) {
    String protocol = mailbox.security() == Secrecy.TLS ? "imaps" : "imap";
    Properties all = properties(protocol, mailbox.security(), deadline);
    // what is read stays unread
    all.setProperty("mail." + protocol + ".peek", "true");
    try (Store store = Session.getInstance(all).getStore(protocol)) {
      store.connect(mailbox.host(), mailbox.port(), mailbox.user(), mailbox.password());
      return reading.read(store);
    } catch (AuthenticationFailedException e) {
      return unseen.apply(refused(mailbox.user(), mailbox.host(), configured));
    } catch (FolderNotFoundException e) {
      Folder folder = e.getFolder();
      String name = folder == null ? mailbox.folder() : folder.getFullName();
      return unseen.apply(
          new Fault.ServiceFails(
              "the mailbox of " + mailbox.user() + " at " + mailbox.host(),
              "it has no folder '" + name + "': see " + configured));
    } catch (MessagingException e) {
      return unseen.apply(fault(e, mailbox.words(), mailbox.password()));
    }
  }

  /**
   * Hands one mail over.
   *
   * @param configured where the server is written down, for complaints
   * @throws InterruptedException if Wellkept stops
   */
  public Handed send(Outgoing server, String configured, Duration deadline, Writing writing)
      throws InterruptedException {
    return within(
        deadline,
        server.host(),
        () -> hand(server, configured, deadline, writing),
        () -> new Handed.Unsent(tooLong(server.words(), deadline)));
  }

  private Handed hand(Outgoing server, String configured, Duration deadline, Writing writing) {
    String protocol = server.security() == Secrecy.TLS ? "smtps" : "smtp";
    Properties all = properties(protocol, server.security(), deadline);
    all.setProperty("mail." + protocol + ".auth", Boolean.toString(server.user() != null));
    all.setProperty("mail." + protocol + ".quitwait", "false");
    Session session = Session.getInstance(all);
    try (Transport transport = session.getTransport(protocol)) {
      MimeMessage mail = writing.write(session);
      transport.connect(server.host(), server.port(), server.user(), server.password());
      transport.sendMessage(mail, mail.getAllRecipients());
      return new Handed.Taken();
    } catch (AuthenticationFailedException e) {
      String user = server.user() == null ? "nobody" : server.user();
      return new Handed.Unsent(refused(user, server.host(), configured));
    } catch (MessagingException e) {
      String secret = server.password() == null ? "" : server.password();
      SMTPAddressFailedException refusal = refusal(e);
      return refusal == null || isAboutUs(String.valueOf(refusal.getMessage()))
          ? new Handed.Unsent(fault(e, server.words(), secret))
          : new Handed.Refused(line(String.valueOf(refusal.getMessage()), secret));
    }
  }

  /** Whether the server that takes our mail refuses, in its words, us and not who gets it. */
  private static boolean isAboutUs(String words) {
    return ABOUT_US.matcher(words).find();
  }

  /** That the recipient was refused for good, if that is what went wrong. */
  private static @Nullable SMTPAddressFailedException refusal(MessagingException failure) {
    Throwable one = failure;
    for (int i = 0; one != null && i < 20; i++) {
      if (one instanceof SMTPAddressFailedException address && address.getReturnCode() >= 500) {
        return address;
      }
      one = next(one);
    }
    return null;
  }

  /** A server that says one byte every few seconds keeps every timeout and never ends. */
  private static <T> T within(Duration deadline, String host, Callable<T> work, Supplier<T> tooLate)
      throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    // a virtual thread, because interrupting one closes the socket on which it waits
    Thread.ofVirtual().name("mail " + host).start(task);
    try {
      return task.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return tooLate.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("speaking with a mail server broke", e.getCause());
    } finally {
      task.cancel(true);
    }
  }

  private Properties properties(String protocol, Secrecy security, Duration deadline) {
    Properties all = new Properties();
    String prefix = "mail." + protocol + ".";
    boolean starttls = security == Secrecy.STARTTLS;
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
    return all;
  }

  private static Fault tooLong(String what, Duration deadline) {
    return new Fault.ServiceFails(what, "it was not done within " + deadline.toSeconds() + " s");
  }

  private static Fault refused(String user, String host, String configured) {
    return new Fault.NoAccess("the password of " + user + " at " + host, configured);
  }

  private static Fault fault(MessagingException failure, String what, String secret) {
    Throwable deepest = deepest(failure);
    return Http.forbidden(deepest)
        .orElseGet(() -> new Fault.ServiceFails(what, detail(deepest, secret)));
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

  private static String detail(Throwable deepest, String secret) {
    if (deepest instanceof UnknownHostException) {
      return "its name is not known";
    }
    String said = deepest.getMessage();
    return line(said == null ? deepest.getClass().getSimpleName() : said, secret);
  }

  private static String line(String said, String secret) {
    String hidden = secret.isEmpty() ? said : said.replace(secret, "***");
    String line = hidden.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL) + "…";
  }

  private static @Nullable Throwable next(Throwable failure) {
    return failure instanceof MessagingException e && e.getNextException() != null
        ? e.getNextException()
        : failure.getCause();
  }
}
