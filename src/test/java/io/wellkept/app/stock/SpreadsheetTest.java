package io.wellkept.app.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.app.stock.Spreadsheet.UnreadableException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a table is written, and where its cells belong. */
final class SpreadsheetTest {
  private static final String TABLE = "Name;Straße\nÖffnung;\"a;\n\"\"b\"\"\"\n\nEnde;x\n";

  private static Spreadsheet read(String text, Charset charset) {
    return Spreadsheet.of(text.getBytes(charset));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-1252", "UTF-16"})
  void findsOutHowItIsWritten(String charset) {
    Spreadsheet sheet = read(TABLE, Charset.forName(charset));
    assertThat(sheet.encoding()).isEqualToIgnoringCase(charset);
    assertThat(sheet.separator()).isEqualTo(';');
    assertThat(sheet.rows())
        .containsExactly(
            List.of("Name", "Straße"),
            List.of("Öffnung", "a;\n\"b\""),
            List.of(""),
            List.of("Ende", "x"));
  }

  @Test
  void takesTheMarkAndTheLineOfExcelForWhatTheyAre() {
    assertThat(read("\ufeffsep=\t\r\na\tb, c; d\r\n", StandardCharsets.UTF_8).rows())
        .containsExactly(List.of("a", "b, c; d"));
    assertThat(read("\ufeffa,b\n", StandardCharsets.UTF_16LE).rows())
        .containsExactly(List.of("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void findsTheSeparator(String separator) {
    String row = String.join(separator, "https://a.example/x", "\"1,2;3|4\t5\"", "Anna Berg", "hi");
    assertThat(read((row + "\n").repeat(9), StandardCharsets.UTF_8).separator())
        .isEqualTo(separator.charAt(0));
  }

  @Test
  void saysWhatToDoWithOtherFiles() {
    assertThatThrownBy(() -> read("PK\u0003\u0004 [Content_Types].xml", StandardCharsets.UTF_8))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("Save as")
        .hasMessageContaining("CSV UTF-8");
    assertThatThrownBy(() -> read("a,b\n\0\0\0", StandardCharsets.UTF_8))
        .hasMessageContaining("is no text");
    assertThatThrownBy(() -> Spreadsheet.of(new byte[Spreadsheet.LARGEST + 1]))
        .hasMessageContaining("20 MB");
    assertThatThrownBy(() -> read("a;b\nc;\"open\nd;e\n", StandardCharsets.UTF_8))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("quote");
  }

  private static Columns columns(Map<Field, String> chosen, List<List<String>> rows) {
    return Columns.of(rows, chosen, cell -> cell.startsWith("http"), cell -> cell.contains("@"));
  }

  private static Columns headed(String... headings) {
    return columns(Map.of(), List.of(List.of(headings)));
  }

  @Test
  void knowsTheColumnsOfAnEnglishTable() {
    Columns columns =
        headed(
            "Touchpoint ID",
            "Touchpoint",
            "Link",
            "Owner's name",
            "Owner e-mail",
            "Backup owner",
            "Channel",
            "Journey stage",
            "Priority",
            "Tags",
            "What to do",
            "Budget");
    assertThat(columns.places())
        .isEqualTo(
            Map.of(
                Field.ID, List.of(0),
                Field.NAME, List.of(1),
                Field.URL, List.of(2),
                Field.OWNER, List.of(3, 4),
                Field.BACKUP, List.of(5),
                Field.CHANNEL, List.of(6),
                Field.STAGE, List.of(7),
                Field.IMPORTANCE, List.of(8),
                Field.TAGS, List.of(9),
                Field.PLAYBOOK, List.of(10)));
    assertThat(columns.unused()).containsExactly("Budget");
  }

  @Test
  void knowsTheColumnsOfAGermanTable() {
    Columns columns =
        headed(
            "Nr.",
            "Bezeichnung",
            "Adresse",
            "Verantwortliche:r",
            "Stellvertretung",
            "Kanal",
            "Phase",
            "Wichtigkeit",
            "Schlagwörter",
            "Notizen");
    assertThat(columns.places())
        .containsEntry(Field.ID, List.of(0))
        .containsEntry(Field.NAME, List.of(1))
        .containsEntry(Field.URL, List.of(2))
        .containsEntry(Field.OWNER, List.of(3))
        .containsEntry(Field.BACKUP, List.of(4))
        .containsEntry(Field.CHANNEL, List.of(5))
        .containsEntry(Field.STAGE, List.of(6))
        .containsEntry(Field.IMPORTANCE, List.of(7))
        .containsEntry(Field.TAGS, List.of(8))
        .containsEntry(Field.PLAYBOOK, List.of(9));
  }

  @Test
  void findsHeadingsBelowATitle() {
    Columns columns =
        columns(
            Map.of(),
            List.of(
                List.of("All our touchpoints, 2026"),
                List.of(""),
                List.of("Name", "URL", "Owner"),
                List.of("Summer", "https://a.example/", "anna")));
    assertThat(columns.header()).isEqualTo(3);
  }

  @Test
  void goesByWhatStandsInTheCellsWhereNoHeadingSaysIt() {
    List<List<String>> rows =
        List.of(
            List.of("Summer", "https://a.example/", "anna@a.example", "ben@a.example"),
            List.of("Winter", "https://a.example/w", "ben@a.example", "anna@a.example"));
    Columns columns = columns(Map.of(), rows);
    assertThat(columns.header()).isZero();
    assertThat(columns.places())
        .containsEntry(Field.URL, List.of(1))
        .containsEntry(Field.OWNER, List.of(2))
        .containsEntry(Field.BACKUP, List.of(3));
  }

  @Test
  void doesWhatIsSaidInsteadOfGuessing() {
    List<List<String>> rows = List.of(List.of("Name", "URL", "Owner", "Wer es wirklich macht"));
    assertThat(
            columns(Map.of(Field.OWNER, "wer es wirklich macht", Field.NAME, "B"), rows).places())
        .containsEntry(Field.OWNER, List.of(3))
        .containsEntry(Field.NAME, List.of(1))
        .doesNotContainKey(Field.URL);
    assertThatThrownBy(() -> columns(Map.of(Field.OWNER, "Boss"), rows))
        .hasMessageContaining("no column 'Boss'")
        .hasMessageContaining("Owner")
        .hasMessageContaining("up to D");
  }

  @Test
  void lettersColumnsAsSpreadsheetsDo() {
    assertThat(List.of(Columns.letter(0), Columns.letter(25), Columns.letter(26)))
        .containsExactly("A", "Z", "AA");
  }
}
