package io.wellkept.app.stock;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A table that was saved as CSV. How it is written (which letters, which separator) is found out.
 *
 * @param encoding as people call it
 * @param rows the first is row 1, as the spreadsheet counts; blank ones are among them
 */
public record Spreadsheet(String encoding, char separator, List<List<String>> rows) {
  /** Bytes; more is no list that somebody keeps by hand. */
  public static final int LARGEST = 20_000_000;

  private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

  /** Rows that are tried with each separator. */
  private static final int TRIED = 50;

  private static final int LONGEST_CELL = 100_000;

  public Spreadsheet {
    rows = List.copyOf(rows);
  }

  /** It is no such table; the message says why and what to do. */
  public static final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
      super(message);
    }
  }

  private record Text(String encoding, String text) {}

  /**
   * @throws UnreadableException if it is none
   */
  public static Spreadsheet of(byte[] bytes) {
    if (bytes.length > LARGEST) {
      throw new UnreadableException(
          "is larger than " + LARGEST / 1_000_000 + " MB: save only the columns that are needed");
    }
    requireNoOtherFile(bytes);
    Text text = text(bytes);
    String body = text.text();
    if (body.indexOf('\0') >= 0) {
      throw new UnreadableException("is no text: save the table as CSV (UTF-8)");
    }
    // Excel writes the separator before the table; it is no row of it.
    if (body.regionMatches(true, 0, "sep=", 0, 4) && body.indexOf('\n') >= 5) {
      String rest = body.substring(body.indexOf('\n') + 1);
      return new Spreadsheet(text.encoding(), body.charAt(4), rows(rest, body.charAt(4)));
    }
    char separator = separator(body);
    return new Spreadsheet(text.encoding(), separator, rows(body, separator));
  }

  /** The program's own file is given by mistake more often than anything else. */
  private static void requireNoOtherFile(byte[] bytes) {
    String start = new String(bytes, 0, Math.min(bytes.length, 8), StandardCharsets.ISO_8859_1);
    if (start.startsWith("PK\u0003\u0004") || start.startsWith("\u00d0\u00cf\u0011\u00e0")) {
      throw new UnreadableException(
          "is a workbook and no CSV: open it in Excel or LibreOffice, choose 'Save as' and"
              + " 'CSV UTF-8', and give that file");
    }
    if (start.startsWith("%PDF")) {
      throw new UnreadableException("is a PDF and no CSV: export the table itself as CSV");
    }
  }

  private static Text text(byte[] bytes) {
    if (begins(bytes, 0xef, 0xbb, 0xbf)) {
      return new Text("UTF-8", new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8));
    }
    if (begins(bytes, 0xff, 0xfe) || begins(bytes, 0xfe, 0xff)) {
      return new Text("UTF-16", new String(bytes, StandardCharsets.UTF_16));
    }
    try {
      String utf8 = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Text("UTF-8", utf8);
    } catch (CharacterCodingException e) {
      return windows(bytes);
    }
  }

  private static boolean begins(byte[] bytes, int... marks) {
    for (int i = 0; i < marks.length; i++) {
      if (bytes.length <= i || (bytes[i] & 0xff) != marks[i]) {
        return false;
      }
    }
    return true;
  }

  /** What Excel writes in Western Europe as "CSV". */
  private static Text windows(byte[] bytes) {
    try {
      Charset windows = Charset.forName("windows-1252");
      return new Text(
          "Windows-1252", windows.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new UnreadableException(
          "is neither UTF-8 nor Windows-1252 text: save the table as CSV UTF-8");
    }
  }

  /**
   * The one that cuts most of the first rows into the same number of cells, the more the better.
   */
  private static char separator(String text) {
    char best = SEPARATORS.get(0);
    double score = 0;
    for (char separator : SEPARATORS) {
      double here = evenness(text, separator);
      if (here > score) {
        best = separator;
        score = here;
      }
    }
    return best;
  }

  private static double evenness(String text, char separator) {
    Map<Integer, Integer> widths = new HashMap<>();
    try (CsvReader<CsvRecord> reader = reader(text, separator)) {
      Iterator<CsvRecord> records = reader.iterator();
      for (int i = 0; i < TRIED && records.hasNext(); i++) {
        CsvRecord row = records.next();
        if (!blank(row.getFields())) {
          widths.merge(row.getFieldCount(), 1, Integer::sum);
        }
      }
    } catch (CsvParseException e) {
      // what was read until then tells enough; whoever reads the whole says what is wrong
      widths.merge(1, 1, Integer::sum);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int rows = widths.values().stream().mapToInt(Integer::intValue).sum();
    return widths.entrySet().stream()
        .filter(width -> width.getKey() > 1)
        .mapToDouble(width -> Math.sqrt(width.getKey()) * width.getValue() / rows)
        .max()
        .orElse(0);
  }

  private static List<List<String>> rows(String text, char separator) {
    List<List<String>> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> reader = reader(text, separator)) {
      reader.forEach(row -> rows.add(row.getFields().stream().map(Spreadsheet::cell).toList()));
    } catch (CsvParseException e) {
      throw new UnreadableException(
          "cannot be read after row "
              + rows.size()
              + ": "
              + Objects.requireNonNullElse(e.getMessage(), "a quote is not closed")
              + "; look for a quote that is not closed there");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static CsvReader<CsvRecord> reader(String text, char separator) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .skipEmptyLines(false)
        .allowUnclosedQuote(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .ofCsvRecord(text);
  }

  /** Blanks around it mean nothing, also those that do not break. */
  private static String cell(String text) {
    String bare = text.replace('\u00a0', ' ').replace("\r\n", "\n").strip();
    return bare.length() <= LONGEST_CELL ? bare : bare.substring(0, LONGEST_CELL);
  }

  static boolean blank(List<String> row) {
    return row.stream().allMatch(String::isBlank);
  }
}
