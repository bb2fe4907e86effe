package io.wellkept.probe.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Leave;
import io.wellkept.probe.Look;
import io.wellkept.probe.Scene;
import io.wellkept.probe.access.Outgoing;
import io.wellkept.probe.access.Secrecy;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Mark;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends one mail to a real server, and knows what comes back. */
final class AutoReplyProbeTest {
  private static final String TO = "help@company.example";

  private final Scene.Clock clock = new Scene.Clock();
  private final MailScene mail = new MailScene();
  private final Http http = Scene.http(clock);
  private Memory memory = Memory.EMPTY;

  @AfterEach
  void closes() {
    http.close();
    mail.close();
  }

  private AutoReplySettings settings(int port, @Nullable String password, String expect) {
    Outgoing through =
        new Outgoing(
            "127.0.0.1",
            port,
            Secrecy.NONE,
            password == null ? null : MailScene.BOX,
            password,
            MailScene.BOX);
    return new AutoReplySettings(TO, through, mail.mailbox(), null, expect, null, null);
  }

  private AutoReplySettings settings() {
    return settings(mail.post.getSmtp().getPort(), null, null);
  }

  private Judgement looks() throws InterruptedException {
    return looks(settings(), Leave.ALWAYS);
  }

  private Judgement looks(AutoReplySettings settings, Leave leave) throws InterruptedException {
    AutoReplyProbe probe = new AutoReplyProbe(http, clock);
    Touchpoint touchpoint =
        Scene.touchpoint(URI.create("https://shop.example/"), AutoReplyProbe.KIND, settings);
    Look<AutoReplySettings> look =
        new Look<>(
            touchpoint, touchpoint.checks().get(0), settings, memory, false, Look.DEADLINE, leave);
    Judgement judgement = probe.judge(look, probe.look(look), memory, clock.instant());
    memory = judgement.memory();
    return judgement;
  }

  private static List<String> codes(Judgement judgement) {
    return findings(judgement).stream().map(Finding::code).toList();
  }

  private static List<Finding> findings(Judgement judgement) {
    return ((Observation.Seen) judgement.observation()).findings();
  }

  private static Fault fault(Judgement judgement) {
    return ((Observation.Blind) judgement.observation()).fault();
  }

  /** Sends, and gives the mark of what was sent. */
  private String sends() throws Exception {
    int before = mail.got("company.example").size();
    Judgement sent = looks();
    assertThat(codes(sent)).isEmpty();
    assertThat(sent.again()).isEqualTo(clock.instant().plusSeconds(150));
    List<MimeMessage> got = mail.got("company.example");
    assertThat(got).hasSize(before + 1);
    return Mark.in(got.get(before).getSubject()).get(0);
  }

  private void comes(Instant at, String... lines) {
    mail.arrives("INBOX", at, lines);
  }

  @Test
  void sendsOnceAsAPersonWouldAndKnowsTheReplyByWhatItRefersTo() throws Exception {
    String mark = sends();
    MimeMessage sent = mail.got("company.example").get(0);
    assertThat(sent.getHeader("Auto-Submitted")).isNull();
    assertThat(sent.getMessageID()).isEqualTo("<" + mark + "@shop.example>");
    clock.move(Duration.ofSeconds(150));
    assertThat(codes(looks())).as("nothing yet, and there is time").isEmpty();
    assertThat(mail.got("company.example")).hasSize(1);

    comes(
        clock.instant(),
        "From: " + TO,
        "Subject: We got your mail",
        "In-Reply-To: " + sent.getMessageID(),
        "",
        "Thank you.");
    Judgement replied = looks();
    assertThat(codes(replied)).isEmpty();
    assertThat(((Observation.Seen) replied.observation()).measurements())
        .containsExactly(new Measurement("reply_seconds", 150));
    clock.move(Duration.ofDays(1));
    sends();
  }

  @Test
  void knowsAReplyBySenderIfItSaysThatItIsAutomatic() throws Exception {
    String[] reply = {
      "From: desk@company.example", "Subject: Ticket 7", "Auto-Submitted: auto-replied", "", "x"
    };
    comes(clock.instant().minusSeconds(60), reply);
    sends();
    clock.move(Duration.ofMinutes(1));
    comes(clock.instant(), "From: anna@company.example", "Subject: Lunch", "", "x");
    assertThat(((Observation.Seen) looks().observation()).measurements())
        .as("one to an earlier mail, and one of a person's")
        .isEmpty();
    comes(clock.instant(), reply);
    assertThat(((Observation.Seen) looks().observation()).measurements()).hasSize(1);
  }

  @Test
  void tellsWhenNoReplyCameAndGoesOnTellingUntilOneDoes() throws Exception {
    Instant first = clock.instant();
    sends();
    clock.move(Duration.ofMinutes(15));
    Judgement late = looks();
    assertThat(codes(late)).containsExactly("auto-reply.missing");
    assertThat(findings(late).get(0).headline())
        .isEqualTo("Mail to help@company.example gets no automatic reply");
    assertThat(late.again()).isEqualTo(first.plus(Duration.ofDays(1)));

    clock.move(Duration.ofDays(1));
    Judgement again = looks();
    assertThat(codes(again)).as("sent anew").containsExactly("auto-reply.missing");
    assertThat(findings(again).get(0).since()).isEqualTo(first);
    List<MimeMessage> got = mail.got("company.example");
    String mark = Mark.in(got.get(got.size() - 1).getSubject()).get(0);
    comes(clock.instant(), "From: " + TO, "Subject: Re: Automatic test " + mark, "", "x");
    assertThat(codes(looks())).isEmpty();
  }

  @Test
  void tellsAMailThatComesBack() throws Exception {
    String mark = sends();
    clock.move(Duration.ofMinutes(1));
    bounce(mark, "delayed");
    assertThat(codes(looks())).as("a delay is none").isEmpty();
    bounce(mark, "failed", "550 5.1.1 no such user");
    Judgement back = looks();
    assertThat(codes(back)).containsExactly("auto-reply.bounced");
    assertThat(findings(back).get(0).evidence().get(0).text()).isEqualTo("550 5.1.1 no such user");
  }

  @Test
  void whatCameBackStandsWhileTheNextMailIsUnderWay() throws Exception {
    String mark = sends();
    clock.move(Duration.ofMinutes(1));
    Instant since = clock.instant();
    bounce(mark, "failed");
    looks();

    clock.move(Duration.ofDays(1));
    Judgement sentAnew = looks();
    assertThat(codes(sentAnew)).containsExactly("auto-reply.bounced");
    assertThat(findings(sentAnew).get(0).since()).isEqualTo(since);
    assertThat(findings(sentAnew).get(0).evidence().get(0).text()).contains("no such user");
    clock.move(Duration.ofMinutes(2));
    assertThat(codes(looks())).as("waiting").containsExactly("auto-reply.bounced");

    String next = Mark.in(mail.got("company.example").get(1).getSubject()).get(0);
    bounce(next, "failed");
    assertThat(findings(looks()).get(0).since()).as("still the same").isEqualTo(since);
    clock.move(Duration.ofDays(1));
    looks();
    String last = Mark.in(mail.got("company.example").get(2).getSubject()).get(0);
    comes(clock.instant(), "From: " + TO, "Subject: Re: " + last, "", "x");
    assertThat(codes(looks())).isEmpty();
    clock.move(Duration.ofDays(1));
    assertThat(codes(looks())).isEmpty();
  }

  @Test
  void aRefusalOfWhoSendsDoesNotSayThatNobodyGetsIt() throws Exception {
    String mark = sends();
    clock.move(Duration.ofMinutes(1));
    bounce(mark, "failed", "554 5.7.1 blocked by policy");
    Judgement back = looks();
    assertThat(codes(back)).containsExactly("auto-reply.refused");
    assertThat(findings(back).get(0).severity()).isEqualTo(Severity.MINOR);
  }

  private void bounce(String mark, String action) {
    bounce(mark, action, "550 5.1.1 no such user");
  }

  private void bounce(String mark, String action, String code) {
    comes(
        clock.instant(),
        "From: MAILER-DAEMON@company.example",
        "Subject: Undelivered Mail",
        "Auto-Submitted: auto-replied",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        "",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Final-Recipient: rfc822; " + TO,
        "Action: " + action,
        "Diagnostic-Code: smtp; " + code,
        "",
        "--b",
        "Content-Type: text/rfc822-headers",
        "",
        "Message-ID: <" + mark + "@shop.example>",
        "--b--");
  }

  @Test
  void tellsAReplyThatDoesNotSayWhatItShould() throws Exception {
    AutoReplySettings settings =
        settings(mail.post.getSmtp().getPort(), null, "within one working day");
    looks(settings, Leave.ALWAYS);
    String mark = Mark.in(mail.got("company.example").get(0).getSubject()).get(0);
    comes(clock.instant(), "From: " + TO, "Subject: Re: " + mark, "", "We are closed.");
    assertThat(codes(looks(settings, Leave.ALWAYS))).containsExactly("auto-reply.text");

    clock.move(Duration.ofDays(1));
    assertThat(codes(looks(settings, Leave.ALWAYS)))
        .as("stands while the next is under way")
        .containsExactly("auto-reply.text");
    String next = Mark.in(mail.got("company.example").get(1).getSubject()).get(0);
    String says = "We answer within one working day.";
    comes(clock.instant(), "From: " + TO, "Subject: Re: " + next, "", says);
    assertThat(codes(looks(settings, Leave.ALWAYS))).isEmpty();
  }

  @Test
  void readsTheReplyAsPeopleDo() throws Exception {
    AutoReplySettings settings =
        settings(mail.post.getSmtp().getPort(), null, "within one working day");
    looks(settings, Leave.ALWAYS);
    String mark = Mark.in(mail.got("company.example").get(0).getSubject()).get(0);
    comes(
        clock.instant(),
        "From: " + TO,
        "Subject: Re: " + mark,
        "Content-Type: text/html; charset=utf-8",
        "",
        "<p>We answer Within one",
        "<b>working</b>&nbsp;day.</p>");
    assertThat(codes(looks(settings, Leave.ALWAYS))).isEmpty();
  }

  @Test
  void sendsNothingWithoutLeave() throws InterruptedException {
    assertThat(fault(looks(settings(), Leave.NEVER))).isInstanceOf(Fault.NoLeave.class);
    assertThat(mail.got("company.example")).isEmpty();
  }

  @Test
  void whatOurServerRefusesForTheRecipientIsAFinding() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread.ofVirtual().start(() -> refuses(server, "550 5.1.1 <help> unknown"));
      Judgement judgement = looks(settings(server.getLocalPort(), null, null), Leave.ALWAYS);
      assertThat(codes(judgement)).containsExactly("auto-reply.bounced");
      assertThat(findings(judgement).get(0).evidence().get(0).text()).contains("550 5.1.1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"451 try later", "550 5.7.1 no", "554 relay access denied"})
  void whatOurServerPutsOffOrRefusesToUsIsBlind(String answer) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread.ofVirtual().start(() -> refuses(server, answer));
      assertThat(fault(looks(settings(server.getLocalPort(), null, null), Leave.ALWAYS)))
          .isInstanceOf(Fault.ServiceFails.class);
    }
  }

  /** A mail server that takes everything but the recipient. */
  private static void refuses(ServerSocket server, String recipient) {
    try (Socket visitor = server.accept()) {
      OutputStream out = visitor.getOutputStream();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(visitor.getInputStream(), StandardCharsets.US_ASCII));
      say(out, "220 hello");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        say(out, line.startsWith("RCPT") ? recipient : "250 ok");
      }
    } catch (IOException e) {
      // the visitor went away
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Test
  void aMailboxThatIsShutIsNeitherAReplyNorNone() throws Exception {
    sends();
    mail.post.getImap().stopService();
    clock.move(Duration.ofMinutes(20));
    Judgement blind = looks();
    assertThat(fault(blind)).isInstanceOf(Fault.ServiceFails.class);
    assertThat(mail.got("company.example")).hasSize(1);
  }

  @Test
  void refusesWhatMakesNoSense() {
    Outgoing through =
        new Outgoing("127.0.0.1", 25, Secrecy.NONE, MailScene.BOX, "canary-2", MailScene.BOX);
    assertThat(through.toString()).doesNotContain("canary");
    assertThatThrownBy(() ->
            new AutoReplySettings("no address", through, mail.mailbox(), null, null, null, null))
        .hasMessageContaining("is no address of mail");
    assertThatThrownBy(
            () -> new Outgoing("smtp.example.org", null, Secrecy.NONE, null, null, MailScene.BOX))
        .hasMessageContaining("use tls or starttls");
    assertThatThrownBy(() ->
            new AutoReplySettings(
                TO, through, mail.mailbox(), null, null, Duration.ofDays(2), null))
        .hasMessageContaining("at most 1d");
  }
}
