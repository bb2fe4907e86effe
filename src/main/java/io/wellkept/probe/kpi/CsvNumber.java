package io.wellkept.probe.kpi;

import io.wellkept.probe.table.CsvSource;
import io.wellkept.touchpoint.Doc;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A number out of a spreadsheet. */
@Doc("A number from a spreadsheet saved as CSV, whose first line names the columns")
public record CsvNumber(
    @Doc(value = "Where the file is on the web", example = "https://shop.example.org/orders.csv")
        @Nullable String url,
    @Doc(value = "The file below the home folder, instead of url", example = "orders.csv")
        @Nullable String file,
    @Doc(
            value = "Headers to send along; never shown anywhere",
            example = "{Authorization: \"Bearer ${env:EXPORT_TOKEN}\"}")
        @Nullable Map<String, String> headers,
    @Doc(
            value = "What stands between two values; guessed from the first line if left out",
            example = "\";\"")
        @Nullable String separator,
    @Doc(value = "Only lines that say this: values by column", example = "{shop: online}")
        @Nullable Map<String, String> where,
    @Doc(value = "The column of the number; not needed to count lines", example = "orders")
        @Nullable String column,
    @Doc(value = "What of the lines that are left", standard = "last") @Nullable Take take) {
  /** What becomes of many lines. */
  public enum Take {
    LAST,
    FIRST,
    SUM,
    COUNT,
    AVERAGE,
    LEAST,
    MOST
  }

  public CsvNumber {
    headers = new CsvSource(url, file, headers, separator, where).headers();
    take = take == null ? Take.LAST : take;
    if (column == null && take != Take.COUNT) {
      throw new IllegalArgumentException("csv needs the column of the number, or take: count");
    }
  }

  CsvSource source() {
    return new CsvSource(url, file, headers, separator, where);
  }

  @Override
  public Take take() {
    return Objects.requireNonNull(take);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "CsvNumber[" + source() + ", " + take + " " + column + "]";
  }
}
