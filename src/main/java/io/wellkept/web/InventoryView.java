package io.wellkept.web;

import java.util.List;

/**
 * How far the inventory has come, as a page shows it.
 *
 * @param sentence how it stands, in one sentence
 * @param columns what is counted, in words
 * @param tables by stage, and by channel; the first line of each is everything
 * @param channels names, for the head of the grid
 * @param grid every stage by every channel
 */
public record InventoryView(
    String sentence,
    List<Step> steps,
    List<String> columns,
    List<Table> tables,
    List<String> channels,
    List<Row> grid) {
  public InventoryView {
    steps = List.copyOf(steps);
    columns = List.copyOf(columns);
    tables = List.copyOf(tables);
    channels = List.copyOf(channels);
    grid = List.copyOf(grid);
  }

  /**
   * What to do next.
   *
   * @param how with which command, or where
   * @param command what to type; empty if nothing is typed
   * @param at the page that shows those
   */
  public record Step(String words, String how, String command, String at) {}

  public record Table(String caption, String head, List<Line> lines) {
    public Table {
      lines = List.copyOf(lines);
    }
  }

  /**
   * @param at address of the list of those
   */
  public record Line(String name, int total, String at, List<Share> shares) {
    public Line {
      shares = List.copyOf(shares);
    }
  }

  /**
   * How many of a line have one thing.
   *
   * @param missing address of the list of those that lack it; empty if none does
   */
  public record Share(int number, int percent, String missing) {}

  /** One stage of the grid. */
  public record Row(String stage, List<Square> squares) {
    public Row {
      squares = List.copyOf(squares);
    }
  }

  /**
   * @param css {@code hole} where nothing is, {@code all} where all are in good hands
   */
  public record Square(int total, int basics, String css, String at) {}
}
