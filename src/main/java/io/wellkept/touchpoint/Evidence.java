package io.wellkept.touchpoint;

/**
 * One thing that shows a finding: what it is ("expected", "quote", "selector", "address") and the
 * thing itself, at most {@value #LONGEST} characters of it.
 */
public record Evidence(String label, String text) {
  /** Longer quotes are cut: a message must stay a message. */
  public static final int LONGEST = 500;

  public Evidence {
    if (text.length() > LONGEST) {
      text = text.substring(0, LONGEST - 1) + "…";
    }
  }
}
