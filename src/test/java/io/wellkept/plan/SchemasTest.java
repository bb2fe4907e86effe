package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.app.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What is committed for editors and readers is what the settings records say. After a change of
 * theirs: {@code mvn test -Dtest=SchemasTest -Dupdate.docs=true}.
 */
class SchemasTest {
  /** The kinds whose schemas and reference are committed. */
  private static Catalogue catalogue() {
    return Kinds.catalogue();
  }

  @Test
  void committedSchemasAreThoseOfTheSettingsRecords() throws IOException {
    for (Map.Entry<String, String> schema : Schemas.generate(catalogue()).entrySet()) {
      compare(Path.of("config/schema", schema.getKey()), schema.getValue());
    }
  }

  @Test
  void theReferenceSaysWhatTheSettingsRecordsSay() throws IOException {
    Path file = Path.of("docs/config.md");
    String text = Files.readString(file);
    int mark = text.indexOf(ConfigReference.MARK);
    assertThat(mark).as("docs/config.md holds the mark").isPositive();
    String intro = text.substring(0, mark + ConfigReference.MARK.length());
    compare(file, intro + "\n\n" + ConfigReference.markdown(catalogue()));
  }

  @Test
  void everySettingIsDescribed() {
    String rows = ConfigReference.markdown(Shop.catalogue());
    assertThat(rows.lines().filter(row -> row.startsWith("| `")))
        .hasSizeGreaterThan(60)
        .noneMatch(row -> row.matches("\\| `[^`]+` \\|\\s+\\|.*"));
  }

  private static void compare(Path file, String expected) throws IOException {
    if (Boolean.getBoolean("update.docs")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file))
        .as("%s; see SchemasTest for how to update", file)
        .isEqualTo(expected);
  }
}
