package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Clue.Says;
import io.wellkept.probe.freshness.Clue.Stamp;
import io.wellkept.probe.freshness.Collected.Placed;
import io.wellkept.probe.freshness.DateGrammar.Custom;
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

  private final Custom custom;
  private final Collected collected;
  private final Namings namings;
  private final Regions regions;
  private final Headings headings;
  private final StringBuilder line = new StringBuilder();
  private final StringBuilder pieces = new StringBuilder();
  private @Nullable Element dateElement;
  private boolean digits;
  private boolean dated;
  private String before = "";
  private int read;

  LineReader(
      Custom custom, Collected collected, Namings namings, Regions regions, Headings headings) {
    this.custom = custom;
    this.collected = collected;
    this.namings = namings;
    this.regions = regions;
    this.headings = headings;
  }

  CharSequence line() {
    return line;
  }

  /** How many characters were read so far. */
  int read() {
    return read;
  }

  void append(TextNode node) {
    String text = node.getWholeText();
    int length = text.length();
    boolean blank = line.isEmpty() || line.charAt(line.length() - 1) == ' ';
    boolean first = !digits;
    for (int i = 0; i < length && line.length() < LONGEST; i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == '\u00a0') {
        if (!blank) {
          line.append(' ');
          blank = true;
        }
        continue;
      }
      blank = false;
      line.append(c);
      if (!digits && DateGrammar.digit(c) >= 0) {
        digits = true;
      }
    }
    if (first && digits) {
      dateElement = node.parent() instanceof Element parent ? parent : null;
    }
    read += Math.max(0, length - 1);
  }

  /** The line is complete. */
  void end() {
    if (line.isEmpty()) {
      return;
    }
    dated = false;
    if (digits && !collected.full()) {
      dates(line.toString());
    }
    pieces();
    if (line.length() > 1) {
      before = line.length() <= Labels.REACH ? line.toString() : "";
    }
    line.setLength(0);
    digits = false;
    dateElement = null;
  }

  /** Day, month and year, each in a box of its own. */
  private void pieces() {
    if (line.length() > LONGEST_PIECE || dated) {
      pieces.setLength(0);
      return;
    }
    boolean more = !pieces.isEmpty();
    pieces.append(more ? " " : "").append(line);
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
    boolean named = says == Says.SOMETHING && marked && element != null;
    if (named && namings.says(element) == Says.CHANGED) {
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
    String here = line.substring(Math.max(0, line.length() - Labels.REACH));
    Label label = Labels.of(here);
    return label == Label.NONE && here.length() < BEGINNING ? Labels.of(before) : label;
  }
}
