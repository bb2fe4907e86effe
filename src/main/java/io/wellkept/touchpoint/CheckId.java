package io.wellkept.touchpoint;

/** Names one check of one touchpoint; written {@code touchpoint/check}. */
public record CheckId(String touchpoint, String check) implements Comparable<CheckId> {
  public CheckId {
    Names.require("touchpoint", touchpoint);
    Names.require("check", check);
  }

  /**
   * Reads {@code touchpoint/check}.
   *
   * @throws IllegalArgumentException if the text is of another form
   */
  public static CheckId parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("'" + text + "' is not of the form touchpoint/check");
    }
    return new CheckId(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public int compareTo(CheckId other) {
    int byTouchpoint = touchpoint.compareTo(other.touchpoint);
    return byTouchpoint != 0 ? byTouchpoint : check.compareTo(other.check);
  }

  @Override
  public String toString() {
    return touchpoint + "/" + check;
  }
}
