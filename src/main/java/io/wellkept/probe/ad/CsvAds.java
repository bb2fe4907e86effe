package io.wellkept.probe.ad;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.wellkept.probe.Body;
import io.wellkept.probe.CsvSeparator;
import io.wellkept.probe.access.Paper;
import io.wellkept.probe.access.TimeLeft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ads of a spreadsheet: the first line names the columns, each other line is one ad. */
final class CsvAds implements AdSource {
  private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L} _-]{0,23}");
  private static final int MOST_NAMED = 20;

  private final CsvSettings settings;
  private final Paper paper;

  CsvAds(CsvSettings settings, Paper paper) {
    this.settings = settings;
    this.paper = paper;
  }

  @Override
  public AdsSeen ads(Duration within, boolean fresh) throws InterruptedException {
    return switch (paper.get(TimeLeft.of(within), fresh)) {
      case Paper.Got.Nothing nothing -> new AdsSeen.Blind(nothing.fault());
      case Paper.Got.Text text -> read(text.body());
    };
  }

  private AdsSeen read(Body body) {
    String text = body.text();
    if (text.stripLeading().startsWith("<")) {
      return blind("a web page came in place of a list: is a log-in in the way?");
    }
    Listing listing = new Listing();
    if (body.truncated()) {
      listing.incomplete("it is larger than we read: the end is missing");
    }
    CsvReader.CsvReaderBuilder csv =
        CsvReader.builder()
            .fieldSeparator(separator(text))
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
    try (CsvReader<CsvRecord> lines = csv.ofCsvRecord(CsvSeparator.withoutHint(text))) {
      return read(lines.iterator(), listing, body.truncated());
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail", e);
    }
  }

  private AdsSeen read(CloseableIterator<CsvRecord> lines, Listing listing, boolean cut) {
    Map<Field, Integer> columns = null;
    try {
      while (lines.hasNext()) {
        CsvRecord line = lines.next();
        if (columns == null) {
          columns = columns(line.getFields());
          Optional<String> missing = missing(columns, line.getFields());
          if (missing.isPresent()) {
            return blind(missing.get());
          }
        } else if (!cut || lines.hasNext()) {
          Map<Field, Integer> known = columns;
          new Row(field -> values(line, known.get(field)), settings.zone(), paper.name())
              .into(listing, "line " + line.getStartingLineNumber());
        }
      }
    } catch (CsvParseException | UncheckedIOException e) {
      listing.incomplete("it is no CSV from some line on, where a quote may be missing");
    }
    return columns == null ? blind("it is empty") : listing.seen(settings.zone(), null);
  }

  private static List<String> values(CsvRecord line, @Nullable Integer column) {
    return column == null || column >= line.getFieldCount()
        ? List.of()
        : List.of(line.getField(column));
  }

  /** By their written names, and the rest by those that are usual. */
  private Map<Field, Integer> columns(List<String> header) {
    Map<Field, Integer> columns = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      String written = field.written(settings.columns());
      Predicate<String> fits =
          written == null ? field::usually : name -> name.strip().equalsIgnoreCase(written);
      for (int at = 0; at < header.size(); at++) {
        if (fits.test(header.get(at))) {
          columns.putIfAbsent(field, at);
        }
      }
    }
    return columns;
  }

  private Optional<String> missing(Map<Field, Integer> columns, List<String> header) {
    for (Field field : Field.values()) {
      String written = field.written(settings.columns());
      if (!columns.containsKey(field) && written != null) {
        return Optional.of("there is no column '" + written + "', only " + named(header));
      }
    }
    for (Field field : List.of(Field.ID, Field.URL)) {
      if (!columns.containsKey(field)) {
        String name = field.name().toLowerCase(Locale.ROOT);
        return Optional.of(
            "none of " + named(header) + " looks like the " + name + ": name it in columns");
      }
    }
    return Optional.empty();
  }

  /** What looks like the name of a column: it may be no list of ads at all, and hold secrets. */
  private static List<String> named(List<String> header) {
    return header.stream()
        .map(String::strip)
        .map(name -> NAME.matcher(name).matches() ? name : "...")
        .limit(MOST_NAMED)
        .toList();
  }

  private String separator(String text) {
    String written = settings.separator();
    return written == null ? String.valueOf(CsvSeparator.of(text)) : written;
  }

  private AdsSeen blind(String detail) {
    return new AdsSeen.Blind(paper.fails(detail));
  }
}
