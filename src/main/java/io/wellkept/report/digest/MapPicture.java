package io.wellkept.report.digest;

import io.wellkept.report.digest.MapGrid.Cell;
import io.wellkept.report.digest.MapGrid.Line;
import io.wellkept.touchpoint.Condition;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.RoundRectangle2D;

/** Draws the map: each place has the colour, the sign and the number of what is worst there. */
final class MapPicture {
  static final int WIDTH = 536;

  private static final int MARGIN = 14;
  private static final int NAMES = 124;
  private static final int HEAD = 44;
  private static final int ROW = 44;
  private static final int LINE_OF_TEXT = 17;
  private static final int GAP = 6;
  private static final int SIGN = 17;
  private static final Font NAME = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  private static final Font STAGE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
  private static final Font COUNT = new Font(Font.SANS_SERIF, Font.BOLD, 16);

  private final MapGrid grid;
  private final Palette colours;
  private final double column;

  MapPicture(MapGrid grid, Palette colours) {
    this.grid = grid;
    this.colours = colours;
    double room = WIDTH - 2.0 * MARGIN - NAMES;
    this.column = room / Math.max(1, grid.stages().size());
  }

  int height() {
    return 2 * MARGIN + HEAD + ROW * grid.channels().size() - GAP;
  }

  void paint(Graphics2D on) {
    on.setColor(colours.ground());
    on.fillRect(0, 0, WIDTH, height());
    for (int i = 0; i < grid.stages().size(); i++) {
      String name = grid.stages().get(i);
      name(on, STAGE, name, MARGIN + NAMES + i * column + 2, MARGIN + HEAD - 12.0, column - 8, 1);
    }
    for (int i = 0; i < grid.channels().size(); i++) {
      row(on, grid.channels().get(i), MARGIN + HEAD + i * ROW);
    }
  }

  private void row(Graphics2D on, Line line, int top) {
    name(on, NAME, line.name(), MARGIN, top + 23.0, NAMES - 8.0, 0.5);
    for (int i = 0; i < line.cells().size(); i++) {
      cell(on, line.cells().get(i), MARGIN + NAMES + i * column, top);
    }
  }

  private void cell(Graphics2D on, Cell cell, double left, double top) {
    double width = column - GAP;
    double height = ROW - GAP;
    var shape = new RoundRectangle2D.Double(left, top, width, height, 8, 8);
    Condition condition = cell.condition();
    if (condition == null) {
      on.setColor(colours.line());
      on.setStroke(new BasicStroke(1.2f, 0, 0, 10, new float[] {4, 4}, 0));
      on.draw(shape);
      return;
    }
    boolean calm = condition == Condition.HEALTHY;
    Color strong = colours.of(condition);
    on.setColor(calm ? colours.done() : strong);
    on.fill(shape);
    on.setFont(COUNT);
    double text = on.getFontMetrics().stringWidth(cell.count());
    double begin = left + Math.max(4, (width - SIGN - 7 - text) / 2);
    Color ink = calm ? strong : colours.onStrong();
    new Sign(condition).paint(on, begin, top + (height - SIGN) / 2, SIGN, ink);
    on.setFont(COUNT);
    String count = fitting(on.getFontMetrics(), cell.count(), width - SIGN - 10);
    on.drawString(count, (float) (begin + SIGN + 7), (float) (top + height / 2 + 6));
  }

  /**
   * A name on one line, or on two where it is long.
   *
   * @param up how much of the second line the first one makes room for
   */
  private void name(
      Graphics2D on, Font font, String text, double left, double base, double room, double up) {
    on.setFont(font);
    on.setColor(colours.ink());
    FontMetrics metrics = on.getFontMetrics();
    int end = firstLine(metrics, text, room);
    if (end == text.length()) {
      on.drawString(fitting(metrics, text, room), (float) left, (float) base);
      return;
    }
    double first = base - LINE_OF_TEXT * up;
    on.drawString(fitting(metrics, text.substring(0, end), room), (float) left, (float) first);
    String rest = fitting(metrics, text.substring(end + 1), room);
    on.drawString(rest, (float) left, (float) (first + LINE_OF_TEXT));
  }

  /** Where the last blank is before which the text has room; its end if it needs no second line. */
  private static int firstLine(FontMetrics metrics, String text, double room) {
    if (metrics.stringWidth(text) <= room) {
      return text.length();
    }
    int end = text.length();
    for (int blank = text.indexOf(' '); blank >= 0; blank = text.indexOf(' ', blank + 1)) {
      if (end == text.length() || metrics.stringWidth(text.substring(0, blank)) <= room) {
        end = blank;
      }
    }
    return end;
  }

  /** Cut with an ellipsis where there is no more room. */
  private static String fitting(FontMetrics metrics, String text, double room) {
    if (metrics.stringWidth(text) <= room) {
      return text;
    }
    int end = text.length();
    while (end > 1 && metrics.stringWidth(text.substring(0, end).strip() + "…") > room) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end).strip() + "…";
  }
}
