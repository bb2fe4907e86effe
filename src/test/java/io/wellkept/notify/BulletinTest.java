package io.wellkept.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import io.wellkept.incident.Delivery;
import io.wellkept.notify.EmailNotifier.Patience;
import io.wellkept.notify.EmailSettings.Security;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A digest on each road. */
@Timeout(20)
final class BulletinTest {
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @RegisterExtension
  static final GreenMailExtension MAIL =
      new GreenMailExtension(ServerSetup.dynamicPort(new ServerSetup[] {ServerSetup.SMTP}));

  @TempDir Path home;

  private static MimeMessage mailed(Message message) throws InterruptedException {
    EmailSettings settings =
        new EmailSettings(
            "localhost",
            MAIL.getSmtp().getPort(),
            Security.NONE,
            null,
            null,
            "Wellkept <w@example.org>",
            null);
    EmailNotifier notifier = new EmailNotifier("mail", settings, new Patience(SHORT, SHORT, SHORT));
    assertThat(notifier.send(message)).isEqualTo(new Delivery.Sent("<p-digest@example.org>"));
    return MAIL.getReceivedMessages()[0];
  }

  @Test
  void bringsTheMailWithItsPicturesInIt() throws Exception {
    MimeMessage mail = mailed(Samples.digest());
    assertThat(mail.getSubject())
        .isEqualTo("Customer touchpoints, week 47: 87 of 100, 3 to act on");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getHeader("List-Id")).containsExactly("<digest.example.org>");
    assertThat(mail.getContentType()).startsWith("multipart/alternative");
    Multipart forms = (Multipart) mail.getContent();
    assertThat(forms.getCount()).isEqualTo(2);
    assertThat((String) forms.getBodyPart(0).getContent()).contains("Health score: 87 of 100");
    assertThat(forms.getBodyPart(1).getContentType()).startsWith("multipart/related");
    Multipart whole = (Multipart) forms.getBodyPart(1).getContent();
    String html = (String) whole.getBodyPart(0).getContent();
    List<String> named =
        Jsoup.parse(html).select("img").eachAttr("src").stream()
            .map(source -> "<" + source.replace("cid:", "") + ">")
            .toList();
    for (int i = 0; i < named.size(); i++) {
      MimeBodyPart picture = (MimeBodyPart) whole.getBodyPart(i + 1);
      assertThat(picture.getContentID()).isEqualTo(named.get(i));
      assertThat(picture.getContentType()).startsWith("image/png");
      assertThat(picture.getDisposition()).isEqualTo("inline");
      assertThat(picture.getInputStream().readAllBytes()).isEqualTo(Samples.PNG);
    }
    assertThat(whole.getCount()).isEqualTo(1 + named.size());
  }

  @Test
  void bringsHtmlAloneWhereThereAreNoPictures() throws Exception {
    Message digest = Samples.digest();
    Bulletin bulletin = digest.bulletin();
    Bulletin plain =
        new Bulletin(
            bulletin.subject(),
            "<p>all is well</p>",
            "all is well",
            List.of(),
            "all is well",
            null);
    Message message =
        new Message(
            digest.id(), digest.to(), List.of(), digest.people(), null, digest.now(), 1, plain);
    BodyPart html = ((Multipart) mailed(message).getContent()).getBodyPart(1);
    assertThat(html.getContentType()).startsWith("text/html");
  }

  @Test
  void saysItBrieflyInSlack() throws InterruptedException {
    try (HttpPeer peer = HttpPeer.always(200, "ok");
        Wire wire = new Wire(SHORT, SHORT)) {
      SlackSettings settings =
          new SlackSettings(
              "http://127.0.0.1:" + peer.port() + "/services/T/B/x", null, null, null, null);
      assertThat(new SlackNotifier("chat", settings, wire).send(Samples.digest()))
          .isInstanceOf(Delivery.Sent.class);
      JsonNode body = JSON.readTree(peer.requests().get(0).body());
      assertThat(body.at("/blocks/0/text/text").asString())
          .isEqualTo("Customer touchpoints, week 47: 87 of 100, 3 to act on");
      assertThat(body.at("/blocks/1/text/text").asString())
          .isEqualTo(
              "<@U0ANNA1> 4 more than in the week before &lt;&amp;&gt;\n"
                  + "57 messages were sent, 0 lost.");
      assertThat(body.at("/blocks/2/text/text").asString())
          .contains("<https://wellkept.example.org/digests/d1|");
    }
  }

  @Test
  void tellsProgramsTheTextAndWhereAllOfItIs() throws InterruptedException {
    JsonNode body = JSON.readTree(Bodies.json(Samples.digest(), false));
    assertThat(body.path("type").asString()).isEqualTo("digest");
    assertThat(body.at("/data/id").asString()).isEqualTo("p-digest");
    assertThat(body.at("/data/text").asString()).contains("Health score: 87 of 100");
    assertThat(body.at("/data/whole").asBoolean(false)).isTrue();
    assertThat(body.at("/data/archive").asString())
        .isEqualTo("https://wellkept.example.org/digests/d1");
  }

  @Test
  void cutsALongTextForProgramsAndSaysSo() {
    Bulletin bulletin =
        new Bulletin("long", "<p></p>", "a line that is long\n".repeat(5_000), List.of(), "", null);
    Message message =
        new Message(
            "p-digest", Samples.ANNA, List.of(), Samples.PEOPLE, null, Samples.NOW, 1, bulletin);
    byte[] bytes = Bodies.json(message, false);
    assertThat(bytes).hasSizeLessThan(Bodies.MOST_BYTES);
    JsonNode body = JSON.readTree(bytes);
    assertThat(body.at("/data/whole").asBoolean(true)).isFalse();
    assertThat(body.at("/data/text").asString()).startsWith("a line that is long\n");
  }

  @Test
  void liesAsAPageWithItsPicturesInAFolder() throws IOException {
    FileNotifier notifier = new FileNotifier("file", new FileSettings(null, null), home);
    notifier.send(Samples.digest());
    notifier.send(Samples.digest());
    Path outbox = home.resolve("outbox");
    try (Stream<Path> files = Files.list(outbox)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as("a repeat is written over the first")
          .containsExactlyInAnyOrder(
              "digest_anna_p-digest.eml",
              "digest_anna_p-digest.json",
              "digest_anna_p-digest.html",
              "digest_anna_p-digest.txt",
              "digest_anna_p-digest_map.png",
              "digest_anna_p-digest_days.png");
    }
    String html = Files.readString(outbox.resolve("digest_anna_p-digest.html"));
    for (String source : Jsoup.parse(html).select("img").eachAttr("src")) {
      assertThat(outbox.resolve(source)).hasBinaryContent(Samples.PNG);
    }
  }
}
