package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Clue.Says;
import io.wellkept.probe.freshness.Clue.Stamp;
import io.wellkept.probe.freshness.Collected.Placed;
import io.wellkept.probe.freshness.DateTexts.Found;
import io.wellkept.probe.freshness.Labels.Label;
import io.wellkept.probe.freshness.Sign.Source;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Puts the text of a page together line by line, as visitors read it, and finds its dates. */
final class LineReader {
  /** What stands behind that many characters of a line is running text. */
  private static final int LONGEST = 400;

  private static final int LONGEST_PIECE = 12;

  /** A date so close to the beginning of its line belongs to what the line before says. */
  private static final int BEGINNING = 12;

  private static final int BEHIND = 10;

  private final DateCustom custom;
  private final Collected collected;
  private final Namings namings;
  private final Regions regions;
  private final Headings headings;
  private final char[] line = new char[LONGEST];
  private int length;
  private final StringBuilder pieces = new StringBuilder();
  private @Nullable Element dateElement;
  private boolean digits;
  private boolean dated;
  private String before = "";
  private int read;

  LineReader(
      DateCustom custom, Collected collected, Namings namings, Regions regions, Headings headings) {
    this.custom = custom;
    this.collected = collected;
    this.namings = namings;
    this.regions = regions;
    this.headings = headings;
  }

  /** What was read of the present line. */
  String line() {
    return new String(line, 0, length);
  }

  /** How many characters of the present line were read. */
  int length() {
    return length;
  }

  /** How many characters were read so far. */
  int read() {
    return read;
  }

  void append(TextNode node) {
    String text = node.getWholeText();
    int end = text.length();
    boolean blank = length == 0 || line[length - 1] == ' ';
    boolean first = !digits;
    for (int i = 0; i < end && length < LONGEST; i++) {
      char c = text.charAt(i);
      boolean space = c <= ' ' || c == '\u00a0';
      if (space && blank) {
        continue;
      }
      blank = space;
      line[length++] = space ? ' ' : c;
      if (!digits && TextCursor.digit(c) >= 0) {
        digits = true;
      }
    }
    if (first && digits) {
      dateElement = node.parent();
    }
    read += Math.max(0, end - 1);
  }

  /** The line is complete. */
  void end() {
    if (length == 0) {
      return;
    }
    dated = false;
    if (digits && !collected.full()) {
      dates(line());
    }
    pieces();
    if (length > 1) {
      before = length <= Labels.REACH ? line() : "";
    }
    length = 0;
    digits = false;
    dateElement = null;
  }

  /** Day, month and year, each in a box of its own. */
  private void pieces() {
    if (length > LONGEST_PIECE || dated) {
      pieces.setLength(0);
      return;
    }
    boolean more = !pieces.isEmpty();
    pieces.append(more ? " " : "").append(line, 0, length);
    if (more && digits && pieces.length() <= 4 * LONGEST_PIECE) {
      dates(pieces.toString());
      if (dated) {
        pieces.setLength(0);
      }
    }
  }

  private void dates(String text) {
    List<Found> found = DateTexts.in(text, custom);
    dated = !found.isEmpty();
    int from = 0;
    for (Found one : found) {
      if (!one.range()) {
        place(text, from, one);
      }
      from = one.end();
    }
  }

  private void place(String text, int from, Found found) {
    int start = found.start();
    Label label = Labels.of(text.substring(Math.max(from, start - Labels.REACH), start));
    if (label == Label.NONE && start < BEGINNING && from == 0) {
      label = Labels.of(before);
    }
    Element element = dateElement;
    boolean marked = element != null && namings.dated(element);
    Says says = label.says();
    boolean unsaid = says == Says.SOMETHING && marked;
    if (unsaid && element != null && namings.says(element) == Says.CHANGED) {
      says = Says.CHANGED;
    }
    String quote =
        text.substring(
            Math.max(0, start - Labels.REACH), Math.min(text.length(), found.end() + BEHIND));
    collected.place(
        new Placed(
            Stamp.of(found),
            says,
            label,
            Source.TEXT,
            quote.strip(),
            Math.max(0, read - text.length()) + start,
            text.length(),
            start,
            marked,
            headings.isOpen() && !marked,
            regions.now()));
  }

  /** What the words say that stand before this place. */
  Label beside() {
    int from = Math.max(0, length - Labels.REACH);
    String here = new String(line, from, length - from);
    Label label = Labels.of(here);
    return label == Label.NONE && here.length() < BEGINNING ? Labels.of(before) : label;
  }
}
