package io.wellkept.app;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.wellkept.app.Intake.Row;
import io.wellkept.app.stock.Columns;
import io.wellkept.app.stock.Spreadsheet;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a whole spreadsheet comes to. */
record Takeover(
    Spreadsheet sheet,
    Columns columns,
    List<Row.Fit> fit,
    List<Row.There> there,
    List<Row.Refused> refused,
    Map<String, Integer> missingPeople,
    Map<String, Integer> missingPlaces) {

  static Takeover of(Spreadsheet sheet, Columns columns, Intake intake) {
    List<Row.Fit> fit = new ArrayList<>();
    List<Row.There> there = new ArrayList<>();
    List<Row.Refused> refused = new ArrayList<>();
    List<List<String>> rows = sheet.rows();
    for (int i = columns.header(); i < rows.size(); i++) {
      if (rows.get(i).stream().allMatch(String::isBlank)) {
        continue;
      }
      switch (intake.take(i + 1, rows.get(i))) {
        case Row.Fit good -> fit.add(good);
        case Row.There known -> there.add(known);
        case Row.Refused bad -> refused.add(bad);
      }
    }
    return new Takeover(
        sheet, columns, fit, there, refused, intake.missingPeople(), intake.missingPlaces());
  }

  /** As the table was, with row and reason in front, so that it can be mended and given again. */
  void writeRefused(Path file) {
    StringWriter text = new StringWriter();
    // Without the mark, spreadsheet programs take UTF-8 for something else.
    text.append('\ufeff');
    try (CsvWriter csv =
        CsvWriter.builder()
            .fieldSeparator(sheet.separator())
            .lineDelimiter(LineDelimiter.CRLF)
            .build(text)) {
      csv.writeRecord(before("row", "reason", columns.headings()));
      for (Row.Refused bad : refused) {
        csv.writeRecord(
            before(String.valueOf(bad.row()), bad.reason(), sheet.rows().get(bad.row() - 1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Replacing.write(file, text.toString());
  }

  private static List<String> before(String first, String second, List<String> rest) {
    List<String> all = new ArrayList<>(List.of(first, second));
    all.addAll(rest);
    return all;
  }
}
