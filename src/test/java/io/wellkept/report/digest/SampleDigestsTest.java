package io.wellkept.report.digest;

import io.wellkept.words.Words;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Writes digests to {@code target/digests}, to be looked at. It holds no more than that each of
 * them can be written; what they say is held by {@link DigestFormsTest}.
 */
final class SampleDigestsTest {
  private static final Map<String, Digest> ALL =
      Map.of(
          "rich",
          Digests.rich(),
          "green",
          Digests.green(),
          "owner",
          Digests.ofOwner(),
          "empty",
          Digests.empty(),
          "hostile",
          Digests.hostile(40));

  @Test
  void writesEachInBothLanguages() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "digests"));
    DigestForms forms = new DigestForms();
    URI pages = URI.create("https://wellkept.example.org/");
    for (Map.Entry<String, Digest> sample : ALL.entrySet()) {
      for (Words words : Words.ALL) {
        String file = sample.getKey() + "-" + words.tag();
        Digest digest = sample.getValue();
        DigestForms.Mail mail = forms.mail(digest, words, pages, pages.resolve("/digests/d1"));
        Files.writeString(folder.resolve(file + ".html"), forms.html(digest, words));
        Files.writeString(folder.resolve(file + "-blocked.html"), mail.html());
        Files.writeString(
            folder.resolve(file + ".txt"),
            "Subject: " + mail.subject() + "\n\n" + mail.text() + "\n======\n" + mail.brief());
        for (DigestPicture picture : mail.pictures()) {
          Files.write(folder.resolve(file + "-" + picture.name() + ".png"), picture.png());
        }
      }
    }
  }
}
