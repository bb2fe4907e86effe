package io.wellkept.notify;

import io.wellkept.words.Words;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes mails of messages: headers, text and HTML. Sends nothing. */
final class Mails {
  private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s@]{1,200}@[^<>\\s@]{1,200}>");
  private static final int MOST_REFERENCES = 20;
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_LINE = 500;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

  private final InternetAddress from;
  private final @Nullable InternetAddress replyTo;
  private final Printer printer = new Printer();

  /**
   * @throws IllegalArgumentException if an address is none
   */
  Mails(String from, @Nullable String replyTo) {
    this.from = address(from);
    this.replyTo = replyTo == null ? null : address(replyTo);
  }

  private static InternetAddress address(String text) {
    try {
      return new InternetAddress(text, true);
    } catch (MessagingException e) {
      throw new IllegalArgumentException("'" + text + "' is not an address", e);
    }
  }

  /** The Message-ID of a message: the same for every attempt. */
  String messageId(Message message) {
    return messageId(message.id());
  }

  private String messageId(String id) {
    return "<" + id.replaceAll("[^A-Za-z0-9._-]", "-") + "@" + domain() + ">";
  }

  private String domain() {
    return from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
  }

  /**
   * The mail of a message.
   *
   * @param to the address of the person
   * @throws MessagingException if the address is none
   */
  MimeMessage compose(Session session, Message message, String to) throws MessagingException {
    Bulletin bulletin = message.bulletin();
    if (bulletin != null) {
      return compose(session, message, bulletin, to);
    }
    Printer.Printed printed = printer.print(message);
    MimeMessage mail = envelope(session, message, to, printed.letter().subject());
    refer(mail, message);
    MimeMultipart forms = new MimeMultipart("alternative");
    forms.addBodyPart(part(printed.text(), "plain"));
    forms.addBodyPart(part(printed.html(), "html"));
    mail.setContent(forms);
    mail.saveChanges();
    return mail;
  }

  /** The text, or else the HTML together with its pictures. */
  private MimeMessage compose(Session session, Message message, Bulletin bulletin, String to)
      throws MessagingException {
    MimeMessage mail = envelope(session, message, to, Plain.line(bulletin.subject(), LONGEST_LINE));
    mail.setHeader("List-Id", "<digest." + domain() + ">");
    MimeMultipart whole = new MimeMultipart("related");
    whole.addBodyPart(part(bulletin.html(), "html"));
    for (Picture picture : bulletin.pictures()) {
      whole.addBodyPart(part(picture));
    }
    MimeBodyPart illustrated = new MimeBodyPart();
    illustrated.setContent(whole);
    MimeMultipart forms = new MimeMultipart("alternative");
    forms.addBodyPart(part(bulletin.text(), "plain"));
    forms.addBodyPart(bulletin.pictures().isEmpty() ? part(bulletin.html(), "html") : illustrated);
    mail.setContent(forms);
    mail.saveChanges();
    return mail;
  }

  private MimeMessage envelope(Session session, Message message, String to, String subject)
      throws MessagingException {
    MimeMessage mail = new Identified(session, messageId(message));
    mail.setFrom(from);
    if (replyTo != null) {
      mail.setReplyTo(new InternetAddress[] {replyTo});
    }
    mail.setRecipient(RecipientType.TO, recipient(message, to));
    mail.setSubject(subject, "UTF-8");
    mail.setHeader("Date", date(message.now()));
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-Auto-Response-Suppress", "All");
    return mail;
  }

  /**
   * The mail that answers somebody who is none of our people. Nothing of it is in their words: who
   * leaves somebody else's address must not be able to write to them.
   *
   * @throws MessagingException if the address is none
   */
  MimeMessage compose(Session session, Reply reply) throws MessagingException {
    InternetAddress to = new InternetAddress(reply.address(), true);
    Words words = Words.of(reply.language());
    String name = reply.about().isEmpty() ? words.say("mail.reply.our-shop") : reply.about();
    String about = Plain.line(name, LONGEST_NAME);
    MimeMessage mail = new Identified(session, messageId(reply.id()));
    mail.setFrom(from);
    if (replyTo != null) {
      mail.setReplyTo(new InternetAddress[] {replyTo});
    }
    mail.setRecipient(RecipientType.TO, to);
    mail.setSubject(words.say("mail.reply.subject", about), "UTF-8");
    mail.setHeader("Date", date(reply.now()));
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-Auto-Response-Suppress", "All");
    String answer = String.join("\n", Plain.lines(reply.text(), 20, LONGEST_LINE));
    mail.setText(
        words.say("mail.reply.thanks", about)
            + "\n\n"
            + (answer.isEmpty() ? words.say("mail.reply.looked-after") : answer)
            + "\n\n"
            + words.say("mail.reply.once")
            + "\n",
        StandardCharsets.UTF_8.name());
    mail.saveChanges();
    return mail;
  }

  private static InternetAddress recipient(Message message, String to) throws MessagingException {
    InternetAddress address = new InternetAddress(to, true);
    if (address.getAddress().indexOf('@') < 1) {
      throw new MessagingException("the address has no @");
    }
    try {
      address.setPersonal(Plain.line(message.to().name(), LONGEST_NAME), "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java platform has UTF-8", e);
    }
    return address;
  }

  /** Not {@code setSentDate}: that one writes the host's zone. */
  private static String date(Instant now) {
    return now.atOffset(ZoneOffset.UTC).format(DATE);
  }

  /** Only a mail about one incident continues that incident's thread. */
  private static void refer(MimeMessage mail, Message message) throws MessagingException {
    if (message.items().size() != 1) {
      return;
    }
    List<String> earlier =
        message.items().get(0).earlier().stream()
            .filter(id -> MESSAGE_ID.matcher(id).matches())
            .distinct()
            .toList();
    if (earlier.isEmpty()) {
      return;
    }
    List<String> references =
        earlier.size() <= MOST_REFERENCES
            ? earlier
            : earlier.subList(earlier.size() - MOST_REFERENCES, earlier.size());
    mail.setHeader("In-Reply-To", earlier.get(earlier.size() - 1));
    mail.setHeader("References", String.join("\r\n ", references));
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, StandardCharsets.UTF_8.name(), subtype);
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    part.setDisposition(Part.INLINE);
    return part;
  }

  /** A part that the HTML shows, and that is no attachment. */
  private static MimeBodyPart part(Picture picture) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(picture.bytes(), picture.type())));
    part.setHeader("Content-Transfer-Encoding", "base64");
    part.setContentID("<" + picture.cid() + ">");
    part.setDisposition(Part.INLINE);
    part.setFileName(picture.fileName());
    return part;
  }

  /** A mail that keeps the Message-ID that we gave it. */
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
