package io.wellkept.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import io.wellkept.incident.Delivery;
import io.wellkept.notify.EmailNotifier.Patience;
import io.wellkept.notify.EmailSettings.Security;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
final class EmailNotifierTest {
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final Patience PATIENCE = new Patience(SHORT, SHORT, SHORT);

  private static SSLContext tls;

  @RegisterExtension
  static final GreenMailExtension MAIL =
      new GreenMailExtension(
              ServerSetup.dynamicPort(new ServerSetup[] {ServerSetup.SMTP, ServerSetup.SMTPS}))
          .withConfiguration(
              GreenMailConfiguration.aConfig()
                  .withUser("anna@shop.example.org", "anna", "pw")
                  .withUser("w@example.org", "wellkept", "pw"));

  @BeforeAll
  static void makeACertificate(@TempDir Path folder) throws Exception {
    tls = Certificates.forLocalhost(folder);
  }

  private static EmailSettings settings(int port, Security security, @Nullable String password) {
    return new EmailSettings(
        "localhost",
        port,
        security,
        password == null ? null : "wellkept",
        password,
        "Wellkept <w@example.org>",
        "team@example.org");
  }

  private static EmailNotifier greenMail(@Nullable String password) {
    return new EmailNotifier(
        "mail", settings(MAIL.getSmtp().getPort(), Security.NONE, password), PATIENCE);
  }

  private static EmailNotifier to(Peer peer, Security security) {
    return new EmailNotifier(
        "mail", settings(peer.port(), security, "pw"), PATIENCE, tls.getSocketFactory());
  }

  private static MimeMessage received() {
    return MAIL.getReceivedMessages()[0];
  }

  @Test
  void sendsTextAndHtmlThatSayWhoSentThem() throws Exception {
    Delivery delivery = greenMail("pw").send(Samples.opened());

    assertThat(delivery).isEqualTo(new Delivery.Sent("<p-opened@example.org>"));
    MimeMessage mail = received();
    assertThat(mail.getMessageID()).isEqualTo("<p-opened@example.org>");
    assertThat(mail.getFrom()[0].toString()).isEqualTo("Wellkept <w@example.org>");
    assertThat(mail.getReplyTo()[0].toString()).isEqualTo("team@example.org");
    assertThat(mail.getAllRecipients()[0].toString())
        .isEqualTo("Anna Berger <anna@shop.example.org>");
    assertThat(mail.getSubject())
        .isEqualTo("“Add to basket” is missing from the… – Summer landing page");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
    assertThat(mail.getHeader("Date")).containsExactly("Mon, 23 Nov 2026 11:12:00 +0000");
    assertThat(mail.getContentType()).startsWith("multipart/alternative");
    Multipart parts = (Multipart) mail.getContent();
    assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
    assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
    assertThat(parts.getBodyPart(1).getHeader("Content-Transfer-Encoding"))
        .containsExactly("quoted-printable");
    assertThat((String) parts.getBodyPart(0).getContent()).contains("WRONG NOW: “Add to basket”");
    assertThat((String) parts.getBodyPart(1).getContent()).contains("<!DOCTYPE html>", "I take it");
  }

  @Test
  void continuesTheThreadOfTheIncident() throws Exception {
    greenMail(null)
        .send(
            Samples.after(Samples.taken(), "<a@example.org>", "C024BE91L:17.1", "<b@example.org>"));
    assertThat(received().getHeader("In-Reply-To")).containsExactly("<b@example.org>");
    assertThat(received().getHeader("References")[0].split("\\s+"))
        .containsExactly("<a@example.org>", "<b@example.org>");
  }

  @Test
  void beginsNoThreadWithABundle() throws Exception {
    greenMail(null).send(Samples.after(Samples.bundle(), "<a@example.org>"));
    assertThat(received().getHeader("References")).isNull();
  }

  @Test
  void letsNoHostileTextBecomeAHeaderOrARecipient() throws Exception {
    assertThat(greenMail(null).send(Samples.hostile())).isInstanceOf(Delivery.Sent.class);
    assertThat(MAIL.getReceivedMessages()).hasSize(1);
    assertThat(received().getHeader("Bcc")).isNull();
    assertThat(received().getAllRecipients()).hasSize(1);
    assertThat(received().getSubject()).startsWith("Bcc: all@example.org <script>");
  }

  @Test
  void triesLaterWhenThePasswordIsWrong() throws InterruptedException {
    Delivery delivery = greenMail("wrong").send(Samples.opened());
    assertThat(delivery).isInstanceOf(Delivery.TryLater.class);
    assertThat(((Delivery.TryLater) delivery).why())
        .startsWith("the mail server does not accept our user or password");
    assertThat(MAIL.getReceivedMessages()).isEmpty();
  }

  @Test
  void refusesToSendToAServerWithACertificateThatNobodyKnows() throws InterruptedException {
    EmailSettings settings = settings(MAIL.getSmtps().getPort(), Security.TLS, "pw");
    Delivery delivery = new EmailNotifier("mail", settings, PATIENCE).send(Samples.opened());
    assertThat(delivery).isInstanceOf(Delivery.TryLater.class);
    assertThat(MAIL.getReceivedMessages()).isEmpty();
  }

  @Test
  void refusesToSendToAServerWithTheCertificateOfAnother() throws Exception {
    // GreenMail's certificate names no host; that it is trusted must not be enough.
    EmailSettings settings = settings(MAIL.getSmtps().getPort(), Security.TLS, "pw");
    Delivery delivery =
        new EmailNotifier("mail", settings, PATIENCE, Certificates.trustingAll().getSocketFactory())
            .send(Samples.opened());
    assertThat(delivery).isInstanceOf(Delivery.TryLater.class);
    assertThat(MAIL.getReceivedMessages()).isEmpty();
  }

  @Test
  void turnsSecretBeforeItSaysAnything() throws InterruptedException {
    try (SmtpPeer peer = new SmtpPeer(Map.of(), tls)) {
      assertThat(to(peer, Security.STARTTLS).send(Samples.opened()))
          .isInstanceOf(Delivery.Sent.class);
      assertThat(peer.commands())
          .startsWith("clear EHLO", "clear STARTTLS", "secret EHLO", "secret AUTH", "secret MAIL");
    }
  }

  @Test
  void isSecretFromTheFirstByteWithTls() throws InterruptedException {
    try (SmtpPeer peer = SmtpPeer.secret(tls)) {
      assertThat(to(peer, Security.TLS).send(Samples.opened())).isInstanceOf(Delivery.Sent.class);
      assertThat(peer.heard()).hasSize(1);
    }
  }

  @Test
  void saysNothingToAServerThatCannotTurnSecret() throws InterruptedException {
    try (SmtpPeer peer = SmtpPeer.fine()) {
      Delivery delivery = to(peer, Security.STARTTLS).send(Samples.opened());
      assertThat(delivery).isInstanceOf(Delivery.TryLater.class);
      assertThat(((Delivery.TryLater) delivery).why()).contains("STARTTLS");
      assertThat(peer.heard()).isEmpty();
      assertThat(peer.commands()).doesNotContain("clear AUTH", "clear MAIL");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT, 421 too busy, later",
    "CONNECT, 554 we know you, later",
    "AUTH, 535 wrong password, later",
    "AUTH, 454 ask again, later",
    "MAIL, 451 not now, later",
    "MAIL, 550 who are you, refused",
    "MAIL, 530 sign in first, later",
    "RCPT, 450 greylisted; come back in 5 minutes, later",
    "RCPT, 452 mailbox full, later",
    "RCPT, 550 no such mailbox, refused",
    "RCPT, 551 moved away, refused",
    "RCPT, 553 what a name, refused",
    "DATA, 451 not now, later",
    "DATA, 554 no, refused",
    "END, 452 disk full, later",
    "END, 552 too large, refused",
    "END, 554 looks like spam, refused",
    "END, 250 taken, sent",
  })
  void tellsPassingTroubleFromRefusal(String command, String answer, String expected)
      throws InterruptedException {
    try (SmtpPeer peer = new SmtpPeer(Map.of(command, answer), null)) {
      Delivery delivery = to(peer, Security.NONE).send(Samples.opened());
      switch (delivery) {
        case Delivery.Sent sent -> assertThat(expected).isEqualTo("sent");
        case Delivery.TryLater later -> {
          assertThat(expected).isEqualTo("later");
          assertThat(later.why()).contains(answer.substring(0, 3));
        }
        case Delivery.Refused refused -> {
          assertThat(expected).isEqualTo("refused");
          assertThat(refused.why()).contains(answer);
        }
      }
    }
  }

  @Test
  void refusesWhatIsNoAddress() throws InterruptedException {
    for (String address :
        List.of("anna", "anna@", "a b@example.org", "a@example.org, b@example.org", "a\r\nRCPT")) {
      assertThat(greenMail(null).send(Samples.to(Samples.opened(), Map.of("email", address))))
          .isInstanceOf(Delivery.Refused.class);
    }
    assertThat(greenMail(null).send(Samples.to(Samples.opened(), Map.of())))
        .isInstanceOf(Delivery.Refused.class);
  }

  @Test
  void acceptsNoSettingsThatMakeNoSense() {
    assertThatThrownBy(() ->
            new EmailSettings("smtp.example.org", null, Security.NONE, null, null, "a@b.org", null))
        .hasMessageContaining("starttls");
    assertThatThrownBy(() -> new EmailSettings("h", null, null, "user", null, "a@b.org", null))
        .hasMessageContaining("belong together");
    assertThatThrownBy(() -> new EmailSettings("h", null, null, null, null, "nobody", null))
        .hasMessageContaining("from 'nobody'");
    assertThatThrownBy(() -> new EmailSettings("h", 70_000, null, null, null, "a@b.org", null))
        .hasMessageContaining("port");
  }

  @Test
  void choosesThePortThatFitsTheSecurity() {
    assertThat(new EmailSettings("h", null, null, null, null, "a@b.org", null).port())
        .isEqualTo(587);
    assertThat(new EmailSettings("h", null, Security.TLS, null, null, "a@b.org", null).port())
        .isEqualTo(465);
  }
}
