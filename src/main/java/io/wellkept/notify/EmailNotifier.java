package io.wellkept.notify;

import io.wellkept.incident.Delivery;
import io.wellkept.incident.NotifierKind;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** Tells people by mail. Each mail has a connection of its own, which lives a minute at most. */
final class EmailNotifier implements Notifier, Correspondent {
  static final NotifierKind KIND =
      new NotifierKind(
          "email",
          EmailSettings.class,
          (settings, person) -> person.addresses().containsKey("email"),
          true);

  /**
   * How long the other side may keep us waiting.
   *
   * @param whole for the whole conversation, also if every single answer comes in time
   */
  record Patience(Duration connect, Duration answer, Duration whole) {
    static final Patience USUAL =
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMinutes(1));
  }

  private final String name;
  private final EmailSettings settings;
  private final Patience patience;
  private final Session session;
  private final Mails mails;
  private final Secrets secrets;

  EmailNotifier(String name, EmailSettings settings, Patience patience) {
    this(name, settings, patience, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /**
   * @param trust makes secret connections, and knows whose certificates to believe
   */
  EmailNotifier(String name, EmailSettings settings, Patience patience, SSLSocketFactory trust) {
    this.name = name;
    this.settings = settings;
    this.patience = patience;
    this.session = Session.getInstance(properties(trust));
    this.mails = new Mails(settings.from(), settings.replyTo());
    this.secrets = Secrets.of(settings.password());
  }

  private String protocol() {
    return settings.security() == EmailSettings.Security.TLS ? "smtps" : "smtp";
  }

  private Properties properties(SSLSocketFactory trust) {
    Properties all = new Properties();
    String prefix = "mail." + protocol() + ".";
    boolean starttls = settings.security() == EmailSettings.Security.STARTTLS;
    all.setProperty(prefix + "connectiontimeout", millis(patience.connect()));
    all.setProperty(prefix + "timeout", millis(patience.answer()));
    all.setProperty(prefix + "writetimeout", millis(patience.answer()));
    all.setProperty(prefix + "starttls.enable", Boolean.toString(starttls));
    all.setProperty(prefix + "starttls.required", Boolean.toString(starttls));
    all.setProperty(prefix + "ssl.checkserveridentity", "true");
    all.put(prefix + "ssl.socketFactory", trust);
    all.setProperty(prefix + "auth", Boolean.toString(settings.user() != null));
    all.setProperty(prefix + "quitwait", "false");
    return all;
  }

  private static String millis(Duration span) {
    return Long.toString(span.toMillis());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Delivery send(Message message) throws InterruptedException {
    String to = message.to().addresses().get("email");
    if (to == null) {
      return new Delivery.Refused(message.to().id() + " has no e-mail address");
    }
    MimeMessage mail;
    try {
      mail = mails.compose(session, message, to);
    } catch (MessagingException e) {
      return new Delivery.Refused("the e-mail address of " + message.to().id() + " is none");
    }
    return withinTime(mail, mails.messageId(message));
  }

  @Override
  public Delivery answer(Reply reply) throws InterruptedException {
    MimeMessage mail;
    try {
      mail = mails.compose(session, reply);
    } catch (MessagingException e) {
      return new Delivery.Refused("the e-mail address is none");
    }
    return withinTime(mail, reply.id());
  }

  /** A server that says one byte every few seconds keeps every timeout and never ends. */
  private Delivery withinTime(MimeMessage mail, String id) throws InterruptedException {
    FutureTask<Delivery> task = new FutureTask<>(() -> hand(mail, id));
    // A virtual thread, because interrupting one closes the socket on which it waits.
    Thread.ofVirtual().name("mail-" + name).start(task);
    try {
      return task.get(patience.whole().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Delivery.TryLater("the mail server did not finish in time", null);
    } catch (ExecutionException e) {
      throw new IllegalStateException("sending a mail broke", e.getCause());
    } finally {
      task.cancel(true);
    }
  }

  private Delivery hand(MimeMessage mail, String id) {
    try (Transport transport = session.getTransport(protocol())) {
      transport.connect(settings.host(), settings.port(), settings.user(), settings.password());
      Address[] to = mail.getAllRecipients();
      transport.sendMessage(mail, to);
      return new Delivery.Sent(id);
    } catch (MessagingException e) {
      return whatWentWrong(e);
    }
  }

  private Delivery whatWentWrong(MessagingException failure) {
    if (failure instanceof AuthenticationFailedException) {
      return new Delivery.TryLater(
          "the mail server does not accept our user or password" + answer(failure.getMessage()),
          null);
    }
    Optional<Answer> answer =
        chain(failure).stream().map(EmailNotifier::read).flatMap(Optional::stream).findFirst();
    if (answer.isEmpty()) {
      return new Delivery.TryLater("the mail server could not be used" + reasons(failure), null);
    }
    String why = answer.get().about() + answer(answer.get().text());
    return answer.get().code() >= 500 && answer.get().code() != 530
        ? new Delivery.Refused(why)
        : new Delivery.TryLater(why, null);
  }

  /** What the server answered, and to what. */
  private record Answer(int code, String about, String text) {}

  private static Optional<Answer> read(Throwable one) {
    return switch (one) {
      case SMTPAddressFailedException e ->
          answer(e.getReturnCode(), "the mail server did not accept the recipient", e);
      case SMTPSenderFailedException e ->
          answer(e.getReturnCode(), "the mail server did not accept our sender address", e);
      case SMTPSendFailedException e ->
          answer(e.getReturnCode(), "the mail server did not accept the mail", e);
      default -> Optional.empty();
    };
  }

  private static Optional<Answer> answer(int code, String about, Exception e) {
    return code < 400
        ? Optional.empty()
        : Optional.of(new Answer(code, about, String.valueOf(e.getMessage())));
  }

  private String answer(@Nullable String text) {
    String hidden = secrets.hide(text);
    return hidden.isEmpty() ? "" : ": " + hidden;
  }

  private String reasons(MessagingException failure) {
    List<String> texts =
        chain(failure).stream()
            .map(e -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
            .distinct()
            .toList();
    return answer(String.join("; ", texts));
  }

  /** Jakarta Mail hangs the causes on two different hooks; the deepest says most. */
  private static List<Throwable> chain(Throwable begin) {
    List<Throwable> chain = new ArrayList<>();
    collect(begin, chain);
    return chain.reversed();
  }

  private static void collect(Throwable one, List<Throwable> into) {
    if (into.contains(one)) {
      return;
    }
    into.add(one);
    if (one instanceof MessagingException e && e.getNextException() != null) {
      collect(e.getNextException(), into);
    }
    if (one.getCause() != null) {
      collect(one.getCause(), into);
    }
  }
}
