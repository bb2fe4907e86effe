package io.wellkept.probe.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.store.StoredMessage;
import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Leave;
import io.wellkept.probe.Look;
import io.wellkept.probe.Manners;
import io.wellkept.probe.Scene;
import io.wellkept.probe.access.Mailbox;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Within;
import io.wellkept.touchpoint.WorkingHours;
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
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Finds who waits in a real mailbox, and changes nothing there. */
final class MailboxProbeTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Person ANNA =
      new Person(
          "anna", "Anna", Map.of(), List.of(), ZoneOffset.UTC, WorkingHours.USUAL, List.of());

  private final Scene.Clock clock = new Scene.Clock();
  private final MailScene mail = new MailScene();
  private final Http http = Scene.http(clock);
  private Memory memory = Memory.EMPTY;

  @AfterEach
  void closes() {
    http.close();
    mail.close();
  }

  private static MailboxSettings settings(Mailbox mailbox, @Nullable List<String> sent) {
    return new MailboxSettings(
        mailbox,
        List.of("shop.example"),
        sent,
        Within.clock(Duration.ofHours(4)),
        List.of("Lawyer"),
        null);
  }

  private Judgement looks() throws InterruptedException {
    return looks(http, settings(mail.mailbox(), List.of("Sent")), Look.DEADLINE);
  }

  private Judgement looks(Http with, MailboxSettings settings, Duration deadline)
      throws InterruptedException {
    MailboxProbe probe = new MailboxProbe(with, clock);
    Touchpoint touchpoint =
        Scene.touchpoint(URI.create("https://shop.example/"), MailboxProbe.KIND, settings);
    Look<MailboxSettings> look =
        new Look<>(
            touchpoint,
            touchpoint.checks().get(0),
            settings,
            memory,
            false,
            deadline,
            Leave.NEVER,
            ANNA);
    Judgement judgement = probe.judge(look, probe.look(look), memory, clock.instant());
    memory = judgement.memory();
    return judgement;
  }

  private static List<Finding> findings(Judgement judgement) {
    return ((Observation.Seen) judgement.observation()).findings();
  }

  private static Fault fault(Judgement judgement) {
    return ((Observation.Blind) judgement.observation()).fault();
  }

  private void writes(String id, Instant at, String subject, String... more) {
    mail.arrives(
        "INBOX",
        at,
        "From: Zoe Miller <zoe@customer.example>",
        "To: " + MailScene.BOX,
        "Subject: " + subject,
        "Message-ID: " + id,
        String.join("\r\n", more) + (more.length == 0 ? "X-Nothing: x" : ""),
        "",
        "The tea was cold.");
  }

  private void answers(String id, Instant at, String reference) {
    mail.arrives(
        "Sent",
        at,
        "From: " + MailScene.BOX,
        "To: zoe@customer.example",
        "Subject: Re: Cold tea",
        "Message-ID: " + id,
        "In-Reply-To: " + reference,
        "",
        "Sorry!");
  }

  @Test
  void remindsAtHalfTimeTellsWhenItIsLateAndAnAnswerEndsIt() throws InterruptedException {
    mail.folder("Sent");
    assertThat(findings(looks())).isEmpty();
    Instant word = clock.instant().plusSeconds(60);
    writes("<1@x>", word, "Cold tea");
    clock.move(Duration.ofMinutes(10));
    Judgement first = looks();
    assertThat(findings(first)).isEmpty();
    assertThat(first.again()).isEqualTo(word.plus(HOUR.multipliedBy(2)));
    assertThat(first.voices())
        .singleElement()
        .satisfies(voice -> {
          assertThat(voice.waits()).isTrue();
          assertThat(voice.at()).isEqualTo(word);
          assertThat(voice.dueAt()).isEqualTo(word.plus(HOUR.multipliedBy(4)));
        });

    passes(HOUR.multipliedBy(2));
    Finding reminder = findings(looks()).get(0);
    assertThat(reminder.code()).isEqualTo("mailbox.due");
    assertThat(reminder.hasTime(clock.instant())).isTrue();
    passes(HOUR.multipliedBy(2));
    Finding late = findings(looks()).get(0);
    assertThat(late.code()).isEqualTo("mailbox.unanswered");
    assertThat(late.headline()).isEqualTo("The mail \"Cold tea\" is without an answer");
    assertThat(late.severity()).isEqualTo(Severity.MAJOR);
    assertThat(late.leadsTo()).isEqualTo(Condition.UNANSWERED);
    assertThat(late.toString()).doesNotContain("zoe", "Zoe", "Miller");

    answers("<2@x>", clock.instant(), "<1@x>");
    Judgement over = looks();
    assertThat(findings(over)).isEmpty();
    assertThat(over.voices())
        .singleElement()
        .extracting(Voice::answeredAt)
        .isEqualTo(clock.instant());
  }

  /** In steps in which nobody misses a look. */
  private void passes(Duration span) throws InterruptedException {
    for (Duration left = span; !left.isZero(); left = left.minusMinutes(30)) {
      clock.move(Duration.ofMinutes(30));
      looks();
    }
  }

  @Test
  void whatWasAnsweredAndPutAwayIsAnsweredAndNotGone() throws Exception {
    mail.folder("Sent");
    looks();
    writes("<1@x>", clock.instant(), "Cold tea");
    clock.move(Duration.ofMinutes(5));
    assertThat(looks().voices()).hasSize(1);
    mail.folder("INBOX").deleteAllMessages();
    answers("<2@x>", clock.instant(), "<1@x>");
    clock.move(Duration.ofMinutes(5));
    Voice voice = looks().voices().get(0);
    assertThat(voice.reply()).isEqualTo(Voice.Reply.PUBLISHED);
    assertThat(voice.goneAt()).isNull();

    writes("<3@x>", clock.instant(), "Warm tea");
    looks();
    mail.folder("INBOX").deleteAllMessages();
    Judgement gone = looks();
    assertThat(gone.voices()).anyMatch(each -> each.goneAt() != null);
    assertThat(((Observation.Seen) gone.observation()).gone())
        .as("it was not mended")
        .containsExactly("mail/" + Mail.shortId("<3@x>"));
  }

  @Test
  void oneMailThatCannotBeReadHidesNoOther() throws Exception {
    writes("<1@x>", clock.instant(), "Cold tea");
    Session session = Session.getInstance(new Properties());
    MimeMessage poisoned =
        new MimeMessage(session, new ByteArrayInputStream("From: <<@\r\n\r\nx".getBytes(UTF_8)));
    try (Store store = session.getStore("imap")) {
      int port = mail.post.getImap().getPort();
      store.connect("127.0.0.1", port, MailScene.BOX, MailScene.PASSWORD);
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_ONLY);
      Message[] both = {poisoned, inbox.getMessage(1)};
      List<Mail> read = new ArrayList<>();
      assertThat(MailFolders.heads(both, inbox, false, read)).as("all of them").isFalse();
      assertThat(read).extracting(Mail::id).containsExactly("<1@x>");

      inbox.close(false);
      assertThatThrownBy(() -> MailFolders.heads(both, inbox, false, read))
          .as("nothing can be read any more")
          .isInstanceOf(MessagingException.class);
    }
  }

  @Test
  void aWordThatWasConfiguredMakesItCritical() throws InterruptedException {
    mail.folder("Sent");
    looks();
    writes("<1@x>", clock.instant(), "My LAWYER will write");
    passes(HOUR.multipliedBy(2));
    assertThat(findings(looks()).get(0).severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void machinesAndListsWaitForNobody() throws InterruptedException {
    mail.folder("Sent");
    Instant now = clock.instant();
    writes("<1@x>", now, "Out of office", "Auto-Submitted: auto-replied");
    writes("<2@x>", now, "News", "List-Id: <news.x.example>");
    writes("<3@x>", now, "Offer", "Precedence: bulk");
    mail.arrives("INBOX", now, "From: MAILER-DAEMON@x.example", "Subject: failure", "", "x");
    mail.arrives("INBOX", now, "From: no-reply@portal.example", "Subject: Login", "", "x");
    writes("<6@x>", now, "Auto?", "Auto-Submitted: no");
    Judgement judgement = looks();
    assertThat(judgement.voices()).extracting(Voice::text).containsExactly("Auto?");
    assertThat(((Observation.Seen) judgement.observation()).measurements())
        .contains(new Measurement("waiting", 1));
  }

  @Test
  void leavesEverythingUnreadAndInPlace() throws InterruptedException {
    mail.folder("Sent");
    writes("<1@x>", clock.instant(), "Cold tea");
    looks();
    List<StoredMessage> all = mail.folder("INBOX").getNonDeletedMessages();
    assertThat(all).hasSize(1).noneMatch(each -> each.isSet(Flags.Flag.SEEN));
  }

  @Test
  void findsTheFolderOfSentMailsByItsUsualName() throws InterruptedException {
    MailboxSettings unnamed = settings(mail.mailbox(), null);
    assertThat(fault(looks(http, unnamed, Look.DEADLINE)))
        .isInstanceOf(Fault.NotConfigured.class)
        .extracting(Fault::words)
        .asString()
        .contains("folder of sent mails");
    mail.folder("Sent Items");
    assertThat(findings(looks(http, unnamed, Look.DEADLINE))).isEmpty();
  }

  @Test
  void aFolderThatIsNotThereIsOurTrouble() throws InterruptedException {
    assertThat(fault(looks()).words()).contains("it has no folder 'Sent'");
  }

  @Test
  void aRefusedPasswordIsOursAndIsNeverShown() throws InterruptedException {
    mail.folder("Sent");
    MailboxSettings wrong = settings(mail.mailbox("canary-wrong"), List.of("Sent"));
    Fault fault = fault(looks(http, wrong, Look.DEADLINE));
    assertThat(fault).isInstanceOf(Fault.NoAccess.class);
    assertThat(fault.words()).contains("mailbox of").doesNotContain("canary");
    assertThat(wrong.toString()).doesNotContain("canary");
  }

  @Test
  void aServerThatHangsKeepsTheDeadline() throws IOException, InterruptedException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Mailbox mute =
          new Mailbox(
              "127.0.0.1",
              server.getLocalPort(),
              "service@shop.example",
              MailScene.PASSWORD,
              null,
              mail.mailbox().security());
      long begun = System.nanoTime();
      Fault fault = fault(looks(http, settings(mute, List.of("Sent")), Duration.ofMillis(400)));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
      assertThat(fault).isInstanceOf(Fault.ServiceFails.class);
    }
  }

  @Test
  void goesToNoHostThatLooksMayNotGoTo() throws InterruptedException {
    Http.Setup strict = new Http.Setup("test", List.of(), Manners.USUAL);
    try (Http closed = new Http(strict, clock)) {
      assertThat(fault(looks(closed, settings(mail.mailbox(), null), Look.DEADLINE)))
          .isInstanceOf(Fault.Forbidden.class);
    }
  }

  @Test
  void wantsToKnowWhatIsOurs() {
    assertThatThrownBy(
            () -> new MailboxSettings(mail.mailbox(), List.of(" "), null, null, null, null))
        .hasMessageContaining("own must name what is ours");
  }
}
