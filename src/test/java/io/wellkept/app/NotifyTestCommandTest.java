package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.wellkept.app.Shell.Result;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class NotifyTestCommandTest {
  @TempDir Path home;
  private final GreenMail post = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private Shell shell;

  @BeforeEach
  void sitsDown() {
    post.start();
    shell = new Shell(home).house();
    roads("");
  }

  @AfterEach
  void leaves() {
    post.stop();
    shell.close();
  }

  private void roads(String more) {
    shell.file(
        "config/daemon.yaml",
        """
        web: {listen: "127.0.0.1:0", public-url: "http://127.0.0.1:1"}
        notifiers:
          mail:
            {kind: email, host: 127.0.0.1, port: %d, security: none, from: w@shop.example}
        %s
        operators: web
        """
            .formatted(post.getSmtp().getPort(), more));
  }

  @Test
  void sendsATrialThatSaysSo() throws MessagingException {
    Result sent = shell.types("notify-test", "anna");
    assertThat(sent.code()).as(sent.all()).isZero();
    assertThat(sent.out()).isEqualTo("mail: sent\n");
    MimeMessage mail = post.getReceivedMessages()[0];
    assertThat(mail.getAllRecipients()[0].toString()).contains("anna@shop.example");
    assertThat(mail.getSubject()).containsIgnoringCase("trial");
  }

  @Test
  void triesEveryRoadAndSaysHowEachWent() {
    roads(
        "  outbox: {kind: file, folder: outbox}\n  gone: {kind: email, host: 127.0.0.1, port: 1,"
            + " security: none, from: w@shop.example}");
    Result tried = shell.types("notify-test", "anna");
    assertThat(tried.code()).isEqualTo(1);
    assertThat(tried.out())
        .contains("mail: sent")
        .contains("outbox: sent, which only writes it down")
        .contains("gone: not sent, may work later: ");
    assertThat(shell.has("outbox")).isTrue();
    JsonNode json =
        JsonMapper.builder().build().readTree(shell.types("notify-test", "anna", "--json").out());
    assertThat(json.get(0).path("sent").asBoolean()).isTrue();
    assertThat(json.get(2).path("sent").asBoolean()).isFalse();
  }

  @Test
  void suggestsWhoWasMeant() {
    Result unknown = shell.types("notify-test", "ana");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("did you mean 'anna'?");
    assertThat(post.getReceivedMessages()).isEmpty();
  }
}
