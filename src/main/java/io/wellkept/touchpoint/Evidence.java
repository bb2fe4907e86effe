package io.wellkept.touchpoint;

/**
 * One thing that shows a finding: what it is ("expected", "quote", "selector", "address") and the
 * thing itself, at most {@value #LONGEST} characters of it.
 */
public record Evidence(String label, String text) {
  /** Longer quotes are cut: a message must stay a message. */
  public static final int LONGEST = 500;

  /** The label of a picture of the page; the text is the id of a file. */
  public static final String SCREENSHOT = "screenshot";

  /** Whether the text is the id of a file, and nothing for people to read. */
  public boolean isFile() {
    return label.equals(SCREENSHOT);
  }

  public Evidence {
    if (text.length() > LONGEST) {
      text = text.substring(0, LONGEST - 1) + "…";
    }
  }
}
