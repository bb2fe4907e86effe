package io.wellkept.probe.browser;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Playwright's exceptions mean, in one line. */
final class Words {
  private static final Pattern MESSAGE = Pattern.compile("message='([^\\n]*)");
  private static final int LONGEST = 200;

  private Words() {}

  static String of(Throwable failure) {
    String text =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    Matcher inner = MESSAGE.matcher(text);
    String line = (inner.find() ? inner.group(1) : text).replaceAll("\\s+", " ").strip();
    String bare = line.endsWith("'") ? line.substring(0, line.length() - 1) : line;
    return bare.length() <= LONGEST ? bare : bare.substring(0, LONGEST - 1) + "…";
  }
}
