package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.wellkept.ledger.Said;
import io.wellkept.report.Answers;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock starts with the customer, the answer ends it, and how long that took is kept. */
final class AnswersStoryTest {
  private static final String BOX = "service@shop.example";

  @TempDir Path home;
  private final GreenMail mailbox = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));
  private GreenMailUser user;

  @BeforeEach
  void opensTheMailbox() throws Exception {
    mailbox.start();
    user = mailbox.setUser(BOX, BOX, "canary-77");
    mailbox.getManagers().getImapHostManager().createMailbox(user, "Sent");
  }

  @AfterEach
  void closesTheMailbox() {
    mailbox.stop();
  }

  private House house() {
    return new House(home)
        .knows("IMAP_PORT", Integer.toString(mailbox.getImap().getPort()))
        .with(
            House.touchpoint(
                "service",
                "checks:",
                "  answered:",
                "    kind: mailbox",
                "    mailbox: {host: 127.0.0.1, port: \"${env:IMAP_PORT}\", user: " + BOX + ",",
                "      password: \"${env:SECRET_77}\", security: none}",
                "    own: [shop.example]",
                "    sent: [Sent]",
                "    within: 8h"))
        .knows("SECRET_77", "canary-77");
  }

  private void comes(House house, String folder, String... lines) throws Exception {
    byte[] raw = String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
    ImapHostManager folders = mailbox.getManagers().getImapHostManager();
    folders
        .getFolder(user, folder)
        .appendMessage(
            new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw)),
            new Flags(),
            Date.from(house.clock.instant()));
  }

  private void customerWrites(House house) throws Exception {
    comes(
        house,
        "INBOX",
        "From: Zoe Miller <zoe@customer.example>",
        "To: " + BOX,
        "Subject: Cold tea",
        "Message-ID: <1@customer.example>",
        "",
        "It was cold.");
  }

  private static List<Said> said(House house) {
    return house
        .running()
        .ledger()
        .read(view -> view.voices("service", House.START.minus(Duration.ofDays(1))));
  }

  @Test
  void theOwnerIsRemindedTheBackupHearsWhenItIsLateAndTheAnswerEndsIt() throws Exception {
    try (House house = house().opens()) {
      house.passes(Duration.ofMinutes(20));
      customerWrites(house);
      house.passes(Duration.ofHours(3));
      assertThat(house.heard()).as("there is time").isEmpty();
      assertThat(said(house)).singleElement().matches(Said::waits);

      house.passes(Duration.ofMinutes(90));
      assertThat(house.whoHeard()).containsExactly("anna");
      assertThat(House.text(house.lastMailTo("anna").orElseThrow()))
          .contains("Cold tea")
          .contains("waits for an answer")
          .doesNotContain("Miller", "zoe@");
      house.heard();
      house.passes(Duration.ofHours(7));
      assertThat(house.whoHeard()).contains("ben");

      comes(
          house,
          "Sent",
          "From: " + BOX,
          "To: zoe@customer.example",
          "Subject: Re: Cold tea",
          "Message-ID: <2@shop.example>",
          "In-Reply-To: <1@customer.example>",
          "",
          "Sorry!");
      house.passes(Duration.ofMinutes(20));
      assertThat(house.open()).isEmpty();

      Answers answers =
          Answers.of(
              said(house),
              house.running().plan().people().person("anna").orElseThrow(),
              house.clock.instant());
      assertThat(answers.answered()).isEqualTo(1);
      assertThat(answers.late()).isEqualTo(1);
      assertThat(answers.median()).isEqualTo(Duration.ofMinutes(690));
    }
  }
}
