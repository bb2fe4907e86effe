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

  /** The label of a photo that a person sent; the text is the id of a file. */
  public static final String PHOTO = "photo";

  /** The label of what a person is asked: only their word tells how it is. */
  public static final String QUESTION = "question";

  /** The label of what somebody reported, in their words. */
  public static final String REPORTED = "reported";

  /** The label of what a thing costs in a week: an amount and, where it is known, a currency. */
  public static final String COSTS = "costs a week";

  /** Whether the text is in the words of others, in which nothing may become a link. */
  public boolean isQuote() {
    return label.equals("quote") || label.equals(REPORTED);
  }

  /** Whether the text is the id of a file, and nothing for people to read. */
  public boolean isFile() {
    return label.equals(SCREENSHOT) || label.equals(PHOTO);
  }

  public boolean isQuestion() {
    return label.equals(QUESTION);
  }

  public Evidence {
    if (text.length() > LONGEST) {
      text = text.substring(0, LONGEST - 1) + "…";
    }
  }
}
