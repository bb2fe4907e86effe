package io.wellkept.probe.flow;

import static io.wellkept.probe.access.Secrecy.NONE;
import static io.wellkept.probe.access.Secrecy.TLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.wellkept.probe.Http;
import io.wellkept.probe.Manners;
import io.wellkept.probe.Scene;
import io.wellkept.probe.access.Mailbox;
import io.wellkept.probe.access.Secrecy;
import io.wellkept.touchpoint.Fault;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds a mark in a real mailbox, and never takes a shut door for an empty room. */
final class MailboxSearchTest {
  private static final String MARK = "wk-abcd2345";
  private static final String PASSWORD = "canary-9d21";
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final GreenMail post = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));
  private final Http http = Scene.http(InstantSource.system());
  private final MailboxSearch search = new MailboxSearch(http);

  /** The mail server's own clock dates what arrives. */
  private final Pending sent = new Pending(MARK, Instant.now());

  private GreenMailUser leads;

  @BeforeEach
  void opens() {
    post.start();
    leads = post.setUser("leads@shop.example", "leads", PASSWORD);
  }

  @AfterEach
  void closes() {
    post.stop();
    http.close();
  }

  private Mailbox mailbox(String password, String folder) {
    int port = post.getImap().getPort();
    return new Mailbox("127.0.0.1", port, "leads", password, folder, NONE);
  }

  private Arrival find() throws InterruptedException {
    return find(mailbox(PASSWORD, "INBOX"));
  }

  private Arrival find(Mailbox mailbox) throws InterruptedException {
    return search.find(mailbox, sent, "receipt.mailbox of contact/form", DEADLINE);
  }

  private void arrives(String... lines) {
    byte[] raw = String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
    try {
      Session session = Session.getInstance(new Properties());
      leads.deliver(new MimeMessage(session, new ByteArrayInputStream(raw)));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String packed(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void findsNothingInAnEmptyMailbox() throws InterruptedException {
    assertThat(find()).isEqualTo(new Arrival.Missing("no message at all"));
  }

  @Test
  void findsItInSubjectBodyAndHeaderHoweverTheyArePacked() throws InterruptedException {
    List<String[]> forms =
        List.of(
            new String[] {"Subject: New lead " + MARK, "", "x"},
            new String[] {"Subject: =?utf-8?B?" + packed("Müller " + MARK) + "?=", "", "x"},
            new String[] {"Subject: a", "X-Lead: probe+" + MARK + "@example.org", "", "x"},
            new String[] {"Subject: a", "", "From: probe+" + MARK + "@example.org"},
            new String[] {
              "Subject: a",
              "Content-Type: text/plain; charset=utf-8",
              "Content-Transfer-Encoding: base64",
              "",
              packed("Grüße von " + MARK)
            },
            new String[] {
              "Subject: a",
              "Content-Type: multipart/mixed; boundary=b",
              "",
              "--b",
              "Content-Type: text/html",
              "Content-Transfer-Encoding: quoted-printable",
              "",
              "<p>wk-ab=",
              "cd2345</p>",
              "--b--"
            });
    for (String[] form : forms) {
      post.reset();
      leads = post.setUser("leads@shop.example", "leads", PASSWORD);
      arrives("Subject: something else", "", "nothing");
      assertThat(find()).as("before").isEqualTo(new Arrival.Missing("1 message that came since"));
      arrives(form);
      arrives("Subject: something else", "", "nothing");
      assertThat(find()).as(String.join("|", form)).isInstanceOf(Arrival.Arrived.class);
    }
  }

  @Test
  void leavesWhatItReadsUnreadAndInPlace() throws Exception {
    arrives("Subject: a real lead", "", "please call me");
    arrives("Subject: a", "", MARK);
    assertThat(find()).isInstanceOf(Arrival.Arrived.class);
    assertThat(find()).as("a second look").isInstanceOf(Arrival.Arrived.class);
    assertThat(messages()).hasSize(2).noneMatch(MailboxSearchTest::wasRead);
  }

  private List<Message> messages() throws MessagingException {
    Properties all = new Properties();
    Store store = Session.getInstance(all).getStore("imap");
    store.connect("127.0.0.1", post.getImap().getPort(), "leads", PASSWORD);
    Folder inbox = store.getFolder("INBOX");
    inbox.open(Folder.READ_ONLY);
    return List.of(inbox.getMessages());
  }

  private static boolean wasRead(Message message) {
    try {
      return message.isSet(Flags.Flag.SEEN) || message.isSet(Flags.Flag.DELETED);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void readsBrokenMessagesAsTheyCame() throws InterruptedException {
    arrives("Content-Type: multipart/mixed; boundary=", "no header at all");
    arrives("Content-Type: text/plain; charset=nonsense", "Content-Transfer-Encoding: x", "", "y");
    arrives("Subject: =?utf-8?B?%%%?=", "Content-Type: ;;;", "", "--");
    assertThat(find()).isEqualTo(new Arrival.Missing("3 messages that came since"));
    arrives("Content-Type: multipart/mixed; boundary=q", "Content-Type: ;", "", "--q", MARK);
    assertThat(find()).isInstanceOf(Arrival.Arrived.class);
  }

  @Test
  void aFullMailboxIsSearchedByItsServerAndNeverCountsAsEmpty() throws InterruptedException {
    arrives("Subject: a", "", MARK);
    for (int i = 0; i < MailboxSearch.MOST_MESSAGES; i++) {
      arrives("Subject: lead " + i, "", "x");
    }
    assertThat(find()).isInstanceOf(Arrival.Arrived.class);
    Pending other = new Pending("wk-zzzz9999", sent.sentAt());
    Arrival none = search.find(mailbox(PASSWORD, "INBOX"), other, "", DEADLINE);
    assertThat(fault(none).words()).contains("more came since than can be looked through");
  }

  @Test
  void aMessageOfMorePartsThanAreReadNeverCountsAsRead() throws InterruptedException {
    String hidden = packed("Lead " + MARK);
    arrives(
        "Content-Type: multipart/mixed; boundary=b",
        "",
        "--b\r\n\r\nx\r\n".repeat(60),
        "--b\r\nContent-Transfer-Encoding: base64\r\n\r\n" + hidden + "\r\n--b--");
    assertThat(find()).isNotInstanceOf(Arrival.Missing.class);
  }

  @Test
  void aMessagePackedDeeperThanIsReadNeverCountsAsRead() throws InterruptedException {
    String around = "Content-Type: message/rfc822\r\n\r\n".repeat(10);
    arrives(around + "Content-Transfer-Encoding: base64", "", packed("Lead " + MARK));
    assertThat(find()).isNotInstanceOf(Arrival.Missing.class);
  }

  @Test
  void whatWasThereLongBeforeIsNotWhatWasSent() throws InterruptedException {
    arrives("Subject: a", "", MARK);
    Pending tomorrow = new Pending(MARK, Instant.now().plus(Duration.ofDays(1)));
    assertThat(search.find(mailbox(PASSWORD, "INBOX"), tomorrow, "", DEADLINE))
        .isEqualTo(new Arrival.Missing("0 messages that came since"));
  }

  @Test
  void aRefusedPasswordIsOursAndIsNeverShown() throws InterruptedException {
    String wrong = "canary-wrong-77";
    Fault fault = fault(find(mailbox(wrong, "INBOX")));
    assertThat(fault).isInstanceOf(Fault.NoAccess.class);
    assertThat(fault.words())
        .contains("the password of leads at 127.0.0.1")
        .contains("receipt.mailbox of contact/form")
        .doesNotContain(wrong);
    assertThat(mailbox(wrong, "INBOX").toString()).doesNotContain("canary");
  }

  @Test
  void aFolderThatIsNotThereIsNoLostLead() throws InterruptedException {
    assertThat(fault(find(mailbox(PASSWORD, "Leads"))).words())
        .contains("it has no folder 'Leads'");
  }

  @Test
  void aServerThatIsAwayIsNoLostLead() throws InterruptedException {
    Mailbox gone = mailbox(PASSWORD, "INBOX");
    post.stop();
    assertThat(fault(find(gone))).isInstanceOf(Fault.ServiceFails.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "* OK hello\r\n", "220 not what you think\r\n"})
  void aServerThatHangsKeepsTheDeadline(String greeting) throws IOException, InterruptedException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread.ofVirtual().start(() -> greets(server, greeting));
      Mailbox mailbox =
          new Mailbox("127.0.0.1", server.getLocalPort(), "leads", PASSWORD, null, NONE);
      long begun = System.nanoTime();
      Arrival arrival = search.find(mailbox, sent, "", Duration.ofMillis(400));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
      assertThat(fault(arrival).words()).doesNotContain("canary");
    }
  }

  /** Says so much, and then nothing any more. */
  private static void greets(ServerSocket server, String greeting) {
    try {
      Socket visitor = server.accept();
      visitor.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
      visitor.getInputStream().readAllBytes();
    } catch (IOException e) {
      // the visitor went away
    }
  }

  @Test
  void goesToNoHostThatLooksMayNotGoTo() throws InterruptedException {
    Http.Setup strict = new Http.Setup("test", List.of(), Manners.USUAL);
    try (Http closed = new Http(strict, InstantSource.system())) {
      Arrival arrival =
          new MailboxSearch(closed).find(mailbox(PASSWORD, "INBOX"), sent, "", DEADLINE);
      assertThat(fault(arrival)).isInstanceOf(Fault.Forbidden.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void connectsToNoAddressThatAnotherAnswerOfTheNameServiceWouldOpen(Secrecy security)
      throws InterruptedException {
    Mailbox inside = new Mailbox("127.0.0.2", 1143, "leads", PASSWORD, "INBOX", security);
    try (Http deceived = Scene.http(InstantSource.system(), Scene.always("8.8.8.8"))) {
      Arrival arrival = new MailboxSearch(deceived).find(inside, sent, "", DEADLINE);
      assertThat(fault(arrival)).isInstanceOf(Fault.Forbidden.class);
    }
  }

  @Test
  void believesOnlyCertificatesThatItKnows() throws InterruptedException {
    GreenMail secret = new GreenMail(new ServerSetup(0, "127.0.0.1", "imaps"));
    secret.start();
    try {
      Mailbox mailbox =
          new Mailbox("127.0.0.1", secret.getImaps().getPort(), "leads", PASSWORD, "INBOX", TLS);
      assertThat(fault(find(mailbox)).words()).contains("certification path");
    } finally {
      secret.stop();
    }
  }

  @Test
  void refusesToSendAPasswordInTheClear() {
    assertThatThrownBy(() -> new Mailbox("imap.example.org", null, "leads", PASSWORD, null, NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use tls or starttls");
  }

  private static Fault fault(Arrival arrival) {
    assertThat(arrival).isInstanceOf(Arrival.Unseen.class);
    return ((Arrival.Unseen) arrival).fault();
  }
}
