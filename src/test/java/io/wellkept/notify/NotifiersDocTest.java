package io.wellkept.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What docs/notifiers.md says is what there is. */
final class NotifiersDocTest {
  private static String docs() throws IOException {
    return Files.readString(Path.of("docs", "notifiers.md"));
  }

  @Test
  void namesEverySetting() throws IOException {
    for (var kind : Notifiers.kinds()) {
      for (RecordComponent component : kind.settings().getRecordComponents()) {
        String kebab = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        if (!kebab.equals("api-base") && !(kind == FileNotifier.KIND && kebab.equals("from"))) {
          assertThat(docs()).as(kind.name()).containsPattern("\\b" + kebab + "\\b");
        }
      }
    }
  }

  @Test
  void namesEveryTypeOfWebhook() throws IOException {
    for (Message message : Samples.all().values()) {
      assertThat(docs()).contains("`" + Bodies.type(message) + "`");
    }
  }
}
