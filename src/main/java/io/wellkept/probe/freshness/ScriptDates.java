package io.wellkept.probe.freshness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds dates in scripts by the names of what they are put into: "publishDate":"2020-10-05". */
final class ScriptDates {
  private static final int LONGEST_SCRIPT = 1_000_000;
  private static final int LONGEST_NAME = 32;
  private static final int LONGEST_VALUE = 40;
  private static final int MOST = 40;

  /** In every name of interest, whatever the first letter's case. */
  private static final List<String> MARKS = List.of("ubli", "ubDate", "ubdate", "reated");

  private static final Set<String> PUBLISHED =
      Set.of(
          "datepublished",
          "publishdate",
          "publisheddate",
          "publishedat",
          "publicationdate",
          "publishedtime",
          "publishtime",
          "datepublish",
          "pubdate",
          "published",
          "publishedon",
          "firstpublished",
          "firstpublishedat",
          "firstpublishdate",
          "firstpublicationdate",
          "articlepublishedtime",
          "articlepublishdate",
          "publishdatetime",
          "publisheddatetime",
          "publicationtime",
          "originalpublishdate",
          "publishedtimestamp",
          "publishtimestamp",
          "pagepublishdate",
          "contentpublishdate",
          "articlepublicationdate",
          "publishedatdate",
          "firstpublisheddate",
          "articlepublished",
          "contentpublicationdate",
          "publicationdatetime");

  private static final Set<String> CREATED =
      Set.of("createdat", "datecreated", "created", "createddate", "createdon", "createdtime");

  /**
   * One named date.
   *
   * @param value as written
   * @param created true if the name speaks of making, not of publishing
   * @param quote name and value
   */
  record Named(String value, boolean created, String quote) {}

  private ScriptDates() {}

  static List<Named> in(String script) {
    String text = script.length() > LONGEST_SCRIPT ? script.substring(0, LONGEST_SCRIPT) : script;
    List<Named> found = new ArrayList<>(2);
    for (String mark : MARKS) {
      int at = text.indexOf(mark);
      while (at >= 0 && found.size() < MOST) {
        Named named = named(text, at);
        if (named != null) {
          found.add(named);
        }
        at = text.indexOf(mark, at + mark.length());
      }
    }
    return found;
  }

  private static @Nullable Named named(String text, int mark) {
    int from = mark;
    while (from > 0 && mark - from < LONGEST_NAME && inName(text.charAt(from - 1))) {
      from--;
    }
    int to = mark;
    while (to < text.length() && to - from < LONGEST_NAME && inName(text.charAt(to))) {
      to++;
    }
    String name = bare(text.substring(from, to));
    boolean created = CREATED.contains(name);
    if (!created && !PUBLISHED.contains(name)) {
      return null;
    }
    int value = valueBehind(text, to);
    if (value < 0) {
      return null;
    }
    int end = value;
    while (end < text.length()
        && end - value < LONGEST_VALUE
        && "\"'\\<>{}[];\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return new Named(text.substring(value, end), created, text.substring(from, end));
  }

  /** Behind a name come a mark of its end, a colon or equals sign, and a mark of beginning. */
  private static int valueBehind(String text, int at) {
    int p = at;
    boolean assigned = false;
    while (p < text.length() && p - at < 8) {
      char c = text.charAt(p);
      if (c == ':' || c == '=' || c == ',') {
        assigned = true;
      } else if ((c >= '0' && c <= '9') || Character.isLetter(c)) {
        return assigned ? p : -1;
      } else if (c != '"' && c != '\'' && c != '\\' && c != ' ') {
        return -1;
      }
      p++;
    }
    return -1;
  }

  private static boolean inName(char c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.');
  }

  private static String bare(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return last.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }
}
