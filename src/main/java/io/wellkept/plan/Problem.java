package io.wellkept.plan;

import java.util.Comparator;

/**
 * One thing that is wrong with what somebody wrote: one sentence that says what is wrong, what was
 * expected and, where there is one, what was probably meant. Never holds a resolved secret.
 *
 * @param file path relative to the home folder, with slashes
 * @param line from 1; 0 where the file as a whole is meant
 * @param column from 1; 0 where the file as a whole is meant
 */
public record Problem(String file, int line, int column, String text)
    implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::text);

  /** A problem of the file as a whole. */
  static Problem ofFile(String file, String text) {
    return new Problem(file, 0, 0, text);
  }

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** The form that editors and terminals turn into a link: {@code file:line:column: text}. */
  @Override
  public String toString() {
    return line == 0 ? file + ": " + text : file + ":" + line + ":" + column + ": " + text;
  }
}
