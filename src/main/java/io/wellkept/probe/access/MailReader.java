package io.wellkept.probe.access;

import io.wellkept.probe.Wording;
import jakarta.mail.BodyPart;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jsoup.Jsoup;

/**
 * Looks for a mark in messages, as far as a number of bytes goes: in their headers and in every
 * text of theirs, however it is packed. What is no proper message is read as it came.
 */
public final class MailReader {
  /** Bytes of one message: the text comes first, what is attached after it. */
  private static final int MOST_OF_ONE = 256 * 1024;

  private static final int MOST_PARTS = 50;
  private static final int DEEPEST = 8;

  private final String mark;
  private final boolean words;
  private final Session session = Session.getInstance(new Properties());
  private final Set<Message> fetched = Collections.newSetFromMap(new IdentityHashMap<>());
  private int bytesLeft;
  private int partsLeft;
  private boolean readAll = true;

  public MailReader(String mark, int mostBytes) {
    this(mark, false, mostBytes);
  }

  private MailReader(String mark, boolean words, int mostBytes) {
    this.mark = mark;
    this.words = words;
    this.bytesLeft = mostBytes;
  }

  /** One that looks for words as people read them, in texts only: tags and lines do not matter. */
  public static MailReader ofWords(String wanted, int mostBytes) {
    return new MailReader(wanted, true, mostBytes);
  }

  /** Whether everything was read to its end. */
  public boolean readAll() {
    return readAll;
  }

  /** Has the messages that are small enough come all at once; one by one takes its time. */
  public void fetch(Folder folder, List<Message> messages) throws MessagingException {
    int bytes = 0;
    for (Message message : messages) {
      int size = message.getSize();
      if (size >= 0 && size <= MOST_OF_ONE && bytes + size <= bytesLeft) {
        bytes += size;
        fetched.add(message);
      }
    }
    FetchProfile whole = new FetchProfile();
    whole.add(IMAPFolder.FetchProfileItem.MESSAGE);
    folder.fetch(fetched.toArray(Message[]::new), whole);
  }

  /**
   * @throws MessagingException if the server cannot be asked any more
   */
  public boolean holdsMark(Message message) throws MessagingException {
    byte[] raw = raw(message);
    if (!words && new String(raw, StandardCharsets.ISO_8859_1).contains(mark)) {
      return true;
    }
    try {
      partsLeft = MOST_PARTS;
      return inPart(new MimeMessage(session, new ByteArrayInputStream(raw)), 0);
    } catch (MessagingException | IOException | RuntimeException e) {
      // no proper message, and not in what it was made of either
      return false;
    }
  }

  private byte[] raw(Message message) throws MessagingException {
    if (fetched.contains(message) && message instanceof IMAPMessage whole) {
      return whole(whole);
    }
    int most = Math.max(0, Math.min(MOST_OF_ONE, bytesLeft));
    try (InputStream in =
        message instanceof IMAPMessage imap ? imap.getMimeStream() : message.getInputStream()) {
      byte[] raw = in.readNBytes(most);
      bytesLeft -= raw.length;
      readAll &= raw.length < most || in.read() < 0;
      return raw;
    } catch (IOException e) {
      throw new MessagingException("a message could not be read", e);
    }
  }

  private byte[] whole(IMAPMessage message) throws MessagingException {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    var lines = message.getAllHeaderLines();
    while (lines.hasMoreElements()) {
      raw.writeBytes((lines.nextElement() + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
    raw.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    try (InputStream body = message.getRawInputStream()) {
      raw.writeBytes(body.readAllBytes());
    } catch (IOException e) {
      throw new MessagingException("a message could not be read", e);
    }
    bytesLeft -= raw.size();
    return raw.toByteArray();
  }

  private boolean inPart(Part part, int depth) throws MessagingException, IOException {
    partsLeft--;
    if (!words && inHeaders(part)) {
      return true;
    }
    Object inside =
        part.isMimeType("multipart/*") || part.isMimeType("message/rfc822")
            ? part.getContent()
            : null;
    if (depth >= DEEPEST && (inside instanceof Multipart || inside instanceof Part)) {
      readAll = false;
      return false;
    }
    if (inside instanceof Multipart parts) {
      return inParts(parts, depth + 1);
    }
    if (inside instanceof Part inner) {
      return inPart(inner, depth + 1);
    }
    byte[] body = part.getInputStream().readAllBytes();
    String text = new String(body, charset(part));
    if (!words) {
      return text.contains(mark);
    }
    boolean html = part.isMimeType("text/html");
    return part.isMimeType("text/*")
        && Wording.contains(html ? Jsoup.parse(text).text() : text, mark);
  }

  private boolean inParts(Multipart parts, int depth) throws MessagingException, IOException {
    for (int i = 0; i < parts.getCount(); i++) {
      if (partsLeft <= 0) {
        readAll = false;
        return false;
      }
      BodyPart part = parts.getBodyPart(i);
      if (inPart(part, depth)) {
        return true;
      }
    }
    return false;
  }

  private boolean inHeaders(Part part) throws MessagingException {
    var headers = part.getAllHeaders();
    while (headers.hasMoreElements()) {
      String value = MimeUtility.unfold(headers.nextElement().getValue());
      if (value != null && decoded(value).contains(mark)) {
        return true;
      }
    }
    return false;
  }

  private static String decoded(String header) {
    try {
      return MimeUtility.decodeText(header);
    } catch (IOException e) {
      return header;
    }
  }

  /** A mark is plain letters and digits, which nearly every charset writes alike. */
  private static Charset charset(Part part) {
    try {
      String named = new ContentType(part.getContentType()).getParameter("charset");
      return named == null
          ? StandardCharsets.ISO_8859_1
          : Charset.forName(MimeUtility.javaCharset(named));
    } catch (MessagingException | IllegalArgumentException e) {
      return StandardCharsets.ISO_8859_1;
    }
  }
}
