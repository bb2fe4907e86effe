package io.wellkept.touchpoint;

import java.util.regex.Pattern;

/** The one rule for ids that people write: short, lower case, safe in addresses and metrics. */
public final class Names {
  /** Letters, digits and dashes; begins with a letter or digit; at most 63 characters. */
  public static final String PATTERN = "[a-z0-9][a-z0-9-]{0,62}";

  private static final Pattern NAME = Pattern.compile(PATTERN);

  private Names() {}

  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * The same text, if it is a name.
   *
   * @throws IllegalArgumentException if it is not, saying what was given
   */
  public static String require(String what, String text) {
    if (!isName(text)) {
      throw new IllegalArgumentException(
          what + " '" + text + "' is not a name: lower-case letters, digits and dashes, up to 63");
    }
    return text;
  }
}
