package io.wellkept.probe.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.wellkept.probe.Body;
import io.wellkept.probe.CsvSeparator;
import io.wellkept.probe.Http;
import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Paper;
import io.wellkept.probe.access.Place;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.flow.JsonPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads what others have written down in rows. What goes wrong at the other side is a value. One is
 * enough for a process. Safe for many threads.
 */
public final class Tables {
  /** More rows than these are not read; the table is incomplete then, and says so. */
  public static final int MOST_ROWS = 50_000;

  private final Http http;
  private final Api api;
  private final Path home;
  private final Drivers drivers;

  /**
   * @param home where the paths of files begin, and below which they must be
   */
  public Tables(Http http, InstantSource clock, Path home) {
    this.http = http;
    this.api = new Api(http, clock);
    this.home = home;
    this.drivers = new Drivers(home);
  }

  /** Whoever asks services of others; the throttles of all tables are in one place. */
  public Api api() {
    return api;
  }

  /**
   * What is written at a place.
   *
   * @param what it is, for people, such as "the figures"
   * @param where that is configured, for people
   */
  public Paper paper(Place place, String what, String where) {
    return new Paper(what, Paper.LISTS, place, api, home, where);
  }

  /**
   * The objects of a list in JSON; a column is a field, or a field within a field as {@code a.b}.
   *
   * @param where that is configured, for people
   * @throws InterruptedException if Wellkept stops
   */
  public Told json(JsonSource source, String where, TimeLeft time, boolean fresh)
      throws InterruptedException {
    Paper paper = paper(source.place(), "the list", where);
    return switch (paper.get(time, fresh)) {
      case Paper.Got.Nothing nothing -> new Told.Nothing(nothing.fault());
      case Paper.Got.Text text -> json(source, paper, text.body());
    };
  }

  private static Told json(JsonSource source, Paper paper, Body body) {
    if (body.truncated()) {
      return new Told.Nothing(paper.fails("it is larger than we read"));
    }
    Optional<JsonPaths> document = JsonPaths.of(body.text());
    if (document.isEmpty()) {
      return new Told.Nothing(paper.fails("it is no JSON, or breaks off"));
    }
    Optional<List<JsonNode>> list = document.get().list(source.path());
    if (list.isEmpty()) {
      return new Told.Nothing(
          paper.fails("'" + source.path() + "' leads to no list in it: set path"));
    }
    List<Row> rows =
        list.get().stream()
            .limit(MOST_ROWS)
            .<Row>map(node -> column -> field(node, column))
            .toList();
    return new Told.Rows(List.of(), rows, list.get().size() <= MOST_ROWS);
  }

  /** A field of that very name, or a field within a field. */
  private static Optional<String> field(JsonNode entry, String name) {
    JsonNode found = entry;
    if (entry.has(name)) {
      found = entry.path(name);
    } else {
      for (String part : name.split("\\.", -1)) {
        found = found.path(part);
      }
    }
    return Optional.of(Trees.text(found).strip()).filter(text -> !text.isEmpty());
  }

  /**
   * The lines of a CSV.
   *
   * @param where that is configured, for people
   * @throws InterruptedException if Wellkept stops
   */
  public Told csv(CsvSource source, String where, TimeLeft time, boolean fresh)
      throws InterruptedException {
    Paper paper = paper(source.place(), "the table", where);
    return switch (paper.get(time, fresh)) {
      case Paper.Got.Nothing nothing -> new Told.Nothing(nothing.fault());
      case Paper.Got.Text text -> csv(source, paper, text.body());
    };
  }

  private static Told csv(CsvSource source, Paper paper, Body body) {
    String text = body.text();
    if (text.stripLeading().startsWith("<")) {
      return new Told.Nothing(
          paper.fails("a web page came in place of a table: is a log-in in the way?"));
    }
    String separator = source.separator();
    CsvReader.CsvReaderBuilder csv =
        CsvReader.builder()
            .fieldSeparator(separator == null ? String.valueOf(CsvSeparator.of(text)) : separator)
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
    try (CsvReader<CsvRecord> lines = csv.ofCsvRecord(CsvSeparator.withoutHint(text))) {
      return lines(source, paper, lines.iterator(), body.truncated());
    } catch (CsvParseException | UncheckedIOException e) {
      return new Told.Nothing(
          paper.fails("it is no CSV from some line on, where a quote may be missing"));
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail", e);
    }
  }

  private static Told lines(
      CsvSource source, Paper paper, Iterator<CsvRecord> lines, boolean truncated) {
    if (!lines.hasNext()) {
      return new Told.Nothing(paper.fails("it is empty"));
    }
    List<String> columns = lines.next().getFields().stream().map(String::strip).toList();
    for (String column : source.where().keySet()) {
      if (index(columns, column) < 0) {
        return new Told.Nothing(
            paper.fails("there is no column '" + column + "' in its first line"));
      }
    }
    List<Row> rows = new ArrayList<>();
    boolean room = true;
    while (lines.hasNext() && room) {
      CsvRecord line = lines.next();
      Row row = column -> value(line, index(columns, column));
      // the last line of what was cut off may be half a line
      if ((!truncated || lines.hasNext()) && passes(row, source.where())) {
        room = rows.size() < MOST_ROWS;
        if (room) {
          rows.add(row);
        }
      }
    }
    return new Told.Rows(columns, rows, room && !truncated);
  }

  private static boolean passes(Row row, Map<String, String> where) {
    return where.entrySet().stream()
        .allMatch(want -> row.at(want.getKey()).orElse("").equalsIgnoreCase(want.getValue()));
  }

  private static int index(List<String> columns, String wanted) {
    String name = wanted.strip().toLowerCase(Locale.ROOT);
    for (int at = 0; at < columns.size(); at++) {
      if (columns.get(at).toLowerCase(Locale.ROOT).equals(name)) {
        return at;
      }
    }
    return -1;
  }

  private static Optional<String> value(CsvRecord line, int column) {
    return column < 0 || column >= line.getFieldCount()
        ? Optional.empty()
        : Optional.of(line.getField(column).strip()).filter(text -> !text.isEmpty());
  }

  /**
   * What a query gives.
   *
   * @param where that is configured, for people
   * @param most rows are read
   * @throws InterruptedException if Wellkept stops
   */
  public Told sql(SqlSource source, String where, TimeLeft time, int most)
      throws InterruptedException {
    return new Database(source, http, home, drivers, where).ask(time, most);
  }
}
