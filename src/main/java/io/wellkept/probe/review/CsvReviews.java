package io.wellkept.probe.review;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.wellkept.probe.Body;
import io.wellkept.probe.CsvSeparator;
import io.wellkept.probe.access.Paper;
import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.VoiceSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The reviews of a spreadsheet: the first line names the columns, each other is one review. */
final class CsvReviews implements VoiceSource {
  static final String NAME = "csv";
  private static final String HINT = "sep=";

  private final CsvReviewSettings settings;
  private final Leaves leaves;

  CsvReviews(CsvReviewSettings settings, Paper paper) {
    this.settings = settings;
    this.leaves = new Leaves(paper, null, 0);
  }

  @Override
  public Heard hear(Instant since, Duration within, boolean fresh) throws InterruptedException {
    Rows rows = new Rows(NAME, settings.reading(), settings.columns().knowReplies());
    return leaves.read(settings.file() != null, rows, within, fresh, this::read);
  }

  private Leaves.Leaf read(Body body, @Nullable HttpUrl url, Rows rows) {
    String text = body.text();
    if (text.stripLeading().startsWith("<")) {
      return torn("a web page came in place of a list: is a log-in in the way?");
    }
    // Excel says in a first line of its own what stands between two values
    String lines =
        text.startsWith(HINT) ? text.substring(Math.min(HINT.length() + 1, text.length())) : text;
    try (CsvReader<CsvRecord> csv = reader(separator(text), lines)) {
      return read(csv.iterator(), url, rows);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail", e);
    } catch (CsvParseException | UncheckedIOException e) {
      return torn("it is no CSV from some line on, where a quote may be missing");
    }
  }

  private static CsvReader<CsvRecord> reader(String separator, String lines) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .allowUnclosedQuote(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .ofCsvRecord(lines);
  }

  private String separator(String text) {
    String written = settings.separator();
    return written == null ? String.valueOf(CsvSeparator.of(text)) : written;
  }

  private Leaves.Leaf read(Iterator<CsvRecord> lines, @Nullable HttpUrl url, Rows rows) {
    if (!lines.hasNext()) {
      return torn("it is empty");
    }
    List<String> header = lines.next().getFields();
    Map<ReviewField, Integer> columns = new EnumMap<>(ReviewField.class);
    for (ReviewField field : ReviewField.values()) {
      Optional<Integer> column = column(field, header);
      String written = field.written(settings.columns());
      if (column.isEmpty() && (written != null || field == ReviewField.AT)) {
        String wanted = written == null ? "looks like a date" : "is '" + written + "'";
        return torn("no column of its first line " + wanted + ": name it in columns");
      }
      column.ifPresent(at -> columns.put(field, at));
    }
    while (lines.hasNext()) {
      CsvRecord line = lines.next();
      rows.add(field -> value(line, columns.get(field)), url);
    }
    return new Leaves.Leaf.Turned("");
  }

  private Optional<Integer> column(ReviewField field, List<String> header) {
    String written = field.written(settings.columns());
    Predicate<String> fits =
        written == null ? field::usually : name -> name.strip().equalsIgnoreCase(written);
    for (int at = 0; at < header.size(); at++) {
      if (fits.test(header.get(at))) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private static String value(CsvRecord line, @Nullable Integer column) {
    return column == null || column >= line.getFieldCount() ? "" : line.getField(column);
  }

  private static Leaves.Leaf torn(String why) {
    return new Leaves.Leaf.Torn(why);
  }
}
