package io.wellkept.app.stock;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which column of a spreadsheet holds what.
 *
 * @param header the row with the headings, counted from 1; 0 if there is none
 * @param headings of all columns; empty text where there is none
 * @param places indexes of the columns of a field, the likeliest first; people may have two (a name
 *     and an address)
 */
public record Columns(int header, List<String> headings, Map<Field, List<Integer>> places) {
  /** Titles and blank rows may stand above the headings. */
  private static final int DEEPEST_HEADER = 15;

  /** Rows that are looked at where the headings do not say it. */
  private static final int SAMPLE = 200;

  private static final double MOST = 0.6;

  public Columns {
    headings = List.copyOf(headings);
    places = Map.copyOf(places);
  }

  /**
   * @param chosen what somebody said: a field and its column, by its heading or its letter
   * @param address whether a cell is a web address
   * @param person whether a cell is a person, or an e-mail address of one
   * @throws Spreadsheet.UnreadableException if a chosen column is not there
   */
  public static Columns of(
      List<List<String>> rows,
      Map<Field, String> chosen,
      Predicate<String> address,
      Predicate<String> person) {
    int header = header(rows, chosen.values().stream().map(Field::plain).toList());
    List<String> headings = new ArrayList<>(header == 0 ? List.of() : rows.get(header - 1));
    List<List<String>> sample = rows.subList(header, Math.min(rows.size(), header + SAMPLE));
    int width = Math.max(headings.size(), usualWidth(sample));
    while (headings.size() < width) {
      headings.add("");
    }
    Map<Field, List<Integer>> places = new EnumMap<>(Field.class);
    chosen.forEach((field, column) -> places.put(field, List.of(column(headings, field, column))));
    byHeading(headings, places);
    byContent(sample, width, places, Field.URL, address);
    byContent(sample, width, places, Field.OWNER, person);
    if (header == 0) {
      // with headings, a second column of people may be whoever edited the row
      byContent(sample, width, places, Field.BACKUP, person);
    }
    return new Columns(header, headings, places);
  }

  /** The row among the first that has most headings that we know; at least two, or a chosen one. */
  private static int header(List<List<String>> rows, List<String> chosen) {
    int best = 0;
    long most = 1;
    for (int i = 0; i < Math.min(rows.size(), DEEPEST_HEADER); i++) {
      List<String> row = rows.get(i);
      long known =
          row.stream()
              .filter(cell -> cell.length() <= 60)
              .mapToLong(cell ->
                  chosen.contains(Field.plain(cell)) ? 2 : Field.headed(cell).isPresent() ? 1 : 0)
              .sum();
      if (known > most) {
        most = known;
        best = i + 1;
      }
    }
    return best;
  }

  /** Half of the rows are no wider: a row with more cells than that is torn. */
  private static int usualWidth(List<List<String>> rows) {
    int[] widths = rows.stream().mapToInt(List::size).filter(size -> size > 1).sorted().toArray();
    return widths.length == 0 ? 0 : widths[widths.length / 2];
  }

  private static int column(List<String> headings, Field field, String wanted) {
    for (int i = 0; i < headings.size(); i++) {
      if (!wanted.isBlank() && Field.plain(headings.get(i)).equals(Field.plain(wanted))) {
        return i;
      }
    }
    for (int i = 0; i < headings.size(); i++) {
      if (letter(i).equalsIgnoreCase(wanted.strip())) {
        return i;
      }
    }
    throw new Spreadsheet.UnreadableException(
        "has no column '"
            + wanted
            + "' for "
            + field.key()
            + "; give one of its headings ("
            + String.join(", ", headings.stream().filter(heading -> !heading.isBlank()).toList())
            + ") or a letter up to "
            + letter(Math.max(0, headings.size() - 1)));
  }

  private static void byHeading(List<String> headings, Map<Field, List<Integer>> places) {
    Map<Field, List<Integer>> found = new EnumMap<>(Field.class);
    for (int i = 0; i < headings.size(); i++) {
      Field field = Field.headed(headings.get(i)).orElse(null);
      if (field != null && !taken(places, i)) {
        found.computeIfAbsent(field, none -> new ArrayList<>()).add(i);
      }
    }
    found.forEach((field, all) -> {
      boolean several = field == Field.OWNER || field == Field.BACKUP;
      places.putIfAbsent(field, several ? List.copyOf(all) : List.of(all.get(0)));
    });
  }

  private static void byContent(
      List<List<String>> sample,
      int width,
      Map<Field, List<Integer>> places,
      Field field,
      Predicate<String> fits) {
    for (int i = 0; i < width && !places.containsKey(field); i++) {
      int column = i;
      List<String> cells =
          sample.stream()
              .filter(row -> row.size() > column && !row.get(column).isBlank())
              .map(row -> row.get(column))
              .toList();
      long fitting = cells.stream().filter(fits).count();
      if (!taken(places, i) && fitting > 0 && fitting >= MOST * cells.size()) {
        places.put(field, List.of(i));
      }
    }
  }

  private static boolean taken(Map<Field, List<Integer>> places, int column) {
    return places.values().stream().anyMatch(columns -> columns.contains(column));
  }

  /** What stands in the first column of the field; empty if nothing does. */
  public Optional<String> cell(List<String> row, Field field) {
    return cells(row, field).stream().findFirst();
  }

  /** What stands in the columns of the field, without what is blank. */
  public List<String> cells(List<String> row, Field field) {
    return places.getOrDefault(field, List.of()).stream()
        .filter(column -> column < row.size())
        .map(row::get)
        .filter(cell -> !cell.isBlank())
        .toList();
  }

  /** Columns that nothing is taken from, as people call them. */
  public List<String> unused() {
    List<String> unused = new ArrayList<>();
    for (int i = 0; i < headings.size(); i++) {
      if (!taken(places, i) && !headings.get(i).isBlank()) {
        unused.add(headings.get(i));
      }
    }
    return unused;
  }

  /** As spreadsheets letter their columns: 0 is A, 26 is AA. */
  public static String letter(int column) {
    String last = String.valueOf((char) ('A' + column % 26));
    return column < 26 ? last : letter(column / 26 - 1) + last;
  }
}
