package io.wellkept.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Writes one mail of each sort to {@code target/mails}, to be looked at. */
final class SampleMailsTest {
  @Test
  void writesOneMailOfEachSort() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "mails"));
    Printer printer = new Printer();
    for (Map.Entry<String, Message> sample : Samples.all().entrySet()) {
      Printer.Printed mail = printer.print(sample.getValue());
      Files.writeString(folder.resolve(sample.getKey() + ".html"), mail.html());
      Files.writeString(
          folder.resolve(sample.getKey() + ".txt"),
          "Subject: " + mail.letter().subject() + "\n\n" + mail.text());
      assertThat(mail.html()).contains("</html>");
    }
  }
}
