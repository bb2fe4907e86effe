package io.wellkept.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Delivery;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileNotifierTest {
  @TempDir Path home;

  private FileNotifier notifier() {
    return new FileNotifier("file", new FileSettings(null, null), home);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("outbox"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void writesTheMailAndTheMessage() throws Exception {
    assertThat(notifier().send(Samples.opened()))
        .isEqualTo(new Delivery.Sent("<p-opened@localhost>"));
    assertThat(files())
        .containsExactly(
            "20261123T111200.000Z_opened_anna_p-opened.eml",
            "20261123T111200.000Z_opened_anna_p-opened.json");
    try (InputStream bytes = Files.newInputStream(home.resolve("outbox").resolve(files().get(0)))) {
      MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), bytes);
      assertThat(mail.getSubject()).contains("Add to basket");
      assertThat(mail.getAllRecipients()[0].toString()).contains("anna@shop.example.org");
    }
    assertThat(Files.readString(home.resolve("outbox").resolve(files().get(1))))
        .contains("\"type\":\"incident.opened\"", Samples.LINK.toString());
  }

  @Test
  void writesARepeatOverTheFirst() throws IOException {
    notifier().send(Samples.opened());
    notifier().send(Samples.opened());
    notifier().send(Samples.bundle());
    assertThat(files()).hasSize(4);
    assertThat(files().get(0)).contains("_bundle_anna_");
  }

  @Test
  void keepsHostileTextsOutOfNames() throws IOException {
    assertThat(notifier().send(Samples.hostile())).isInstanceOf(Delivery.Sent.class);
    assertThat(files()).allMatch(name -> name.matches("[A-Za-z0-9._-]+"));
  }

  @Test
  void triesLaterWhenTheFolderCannotBeWritten() throws IOException {
    Files.writeString(home.resolve("outbox"), "a file where the folder should be");
    assertThat(notifier().send(Samples.opened())).isInstanceOf(Delivery.TryLater.class);
  }
}
