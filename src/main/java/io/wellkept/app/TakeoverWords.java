package io.wellkept.app;

import io.wellkept.app.Intake.Row;
import io.wellkept.app.stock.Columns;
import io.wellkept.app.stock.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what an import would do, and what it did. */
final class TakeoverWords {
  private static final int FIRST_ROWS = 5;
  private static final int LISTED = 20;
  private static final int WARNINGS = 5;

  private final Printing print;
  private final Path csv;
  private final String path;
  private final int before;

  TakeoverWords(Printing print, Path csv, String path, int before) {
    this.print = print;
    this.csv = csv;
    this.path = path;
    this.before = before;
  }

  /** The same as JSON; rows are numbered as the spreadsheet numbers them. */
  private record Summary(
      String encoding,
      String separator,
      int header,
      Map<String, List<String>> columns,
      List<String> unused,
      String into,
      boolean written,
      List<Added> added,
      List<Row.There> there,
      List<Row.Refused> rejected,
      Map<String, Integer> missingPeople,
      Map<String, Integer> missingPlaces) {}

  private record Added(int row, String id, @Nullable String url) {}

  void show(Takeover takeover, List<String> warnings) {
    Columns columns = takeover.columns();
    int rows = takeover.fit().size() + takeover.there().size() + takeover.refused().size();
    print.line(
        csv
            + ": "
            + number(rows)
            + " rows, "
            + (columns.header() == 0 ? "no headings" : "headings in row " + columns.header())
            + "; "
            + takeover.sheet().encoding()
            + ", separated by "
            + separator(takeover));
    print.line("");
    print.line("Columns as understood (another: --column FIELD=COLUMN):");
    columns(columns).forEach(line -> print.line("  " + line));
    print.line("");
    firstRows(takeover);
    sums(takeover);
    listed("Mind", warnings, WARNINGS, "wellkept validate lists all");
  }

  private static String separator(Takeover takeover) {
    char separator = takeover.sheet().separator();
    return separator == '\t' ? "tabs" : "'" + separator + "'";
  }

  private static List<String> columns(Columns columns) {
    List<List<String>> lines = new ArrayList<>();
    for (Field field : Field.values()) {
      if (columns.places().containsKey(field)) {
        lines.add(List.of(field.key(), String.join(", then ", headings(columns, field))));
      }
    }
    if (!columns.unused().isEmpty()) {
      lines.add(List.of("not used", String.join(", ", columns.unused())));
    }
    return Printing.columns(lines);
  }

  private static List<String> headings(Columns columns, Field field) {
    return columns.places().getOrDefault(field, List.of()).stream()
        .map(i -> (columns.headings().get(i) + " (" + Columns.letter(i) + ")").strip())
        .map(text -> text.replace('\n', ' '))
        .toList();
  }

  private void firstRows(Takeover takeover) {
    if (takeover.fit().isEmpty()) {
      return;
    }
    print.line("First rows:");
    List<List<String>> rows =
        takeover.fit().stream()
            .limit(FIRST_ROWS)
            .map(row ->
                List.of(
                    "row " + row.row(),
                    row.id(),
                    row.owner(),
                    row.url() == null ? "without an address" : row.url().toString()))
            .toList();
    Printing.columns(rows).forEach(line -> print.line("  " + line));
    print.line("");
  }

  private void sums(Takeover takeover) {
    long pages = takeover.fit().stream().filter(row -> row.url() != null).count();
    long others = takeover.fit().size() - pages;
    print.line(number(takeover.fit().size()) + " new touchpoints for " + path);
    print.line("  " + number(pages) + " with an address: looked at as a page, every 5 minutes");
    if (others > 0) {
      print.line(
          "  "
              + number(others)
              + " without: on the map with their owners, and not measured until they get a check");
    }
    listed(
        "There already, left as they are",
        takeover.there().stream().map(row -> "row " + row.row() + ": " + row.words()).toList(),
        FIRST_ROWS,
        "--json lists all");
    listed(
        "Rows that do not fit",
        takeover.refused().stream().map(row -> "row " + row.row() + ": " + row.reason()).toList(),
        LISTED,
        "--rejected FILE writes all");
    listed(
        "Not in config/people.yaml; add them and import again",
        counted(takeover.missingPeople()),
        LISTED,
        "--json lists all");
    listed(
        "Not in config/journey.yaml; the rows get it as a comment",
        counted(takeover.missingPlaces()),
        LISTED,
        "--json lists all");
  }

  private static List<String> counted(Map<String, Integer> missing) {
    return missing.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(entry -> entry.getKey() + ", " + number(entry.getValue()) + " rows")
        .toList();
  }

  private void listed(String what, List<String> lines, int most, String rest) {
    if (lines.isEmpty()) {
      return;
    }
    print.line("");
    print.line(what + " (" + number(lines.size()) + "):");
    lines.stream().limit(most).forEach(line -> print.line("  " + line));
    if (lines.size() > most) {
      print.line("  and " + number(lines.size() - most) + " more: " + rest);
    }
  }

  /** How it ended. */
  void close(Takeover takeover, boolean written, @Nullable Path rejected) {
    if (print.json) {
      print.json(summary(takeover, written));
      return;
    }
    print.line("");
    if (rejected != null && !takeover.refused().isEmpty()) {
      print.line("Wrote " + rejected + ": mend those rows there, and import that file.");
    }
    if (written) {
      print.line(
          "Added to "
              + path
              + ": there are "
              + number(before + takeover.fit().size())
              + " touchpoints now.");
      print.line("Look at one now: wellkept check " + takeover.fit().get(0).id());
    } else if (takeover.fit().isEmpty()) {
      print.line("There is nothing to add.");
    } else {
      print.line("Nothing was added yet: give --write to do it.");
    }
  }

  private Summary summary(Takeover takeover, boolean written) {
    Columns columns = takeover.columns();
    Map<String, List<String>> places = new LinkedHashMap<>();
    for (Field field : Field.values()) {
      if (columns.places().containsKey(field)) {
        places.put(field.key(), headings(columns, field));
      }
    }
    return new Summary(
        takeover.sheet().encoding(),
        String.valueOf(takeover.sheet().separator()),
        columns.header(),
        places,
        columns.unused(),
        path,
        written,
        takeover.fit().stream()
            .map(row ->
                new Added(row.row(), row.id(), row.url() == null ? null : row.url().toString()))
            .collect(Collectors.toList()),
        takeover.there(),
        takeover.refused(),
        takeover.missingPeople(),
        takeover.missingPlaces());
  }

  private static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }
}
