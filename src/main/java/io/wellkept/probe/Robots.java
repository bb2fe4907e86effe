package io.wellkept.probe;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Instructions to search engines.
 *
 * @see <a href="https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag">Google
 *     on robots meta tags and X-Robots-Tag</a>
 */
final class Robots {
  private static final Set<String> SEARCHERS = Set.of("robots", "googlebot", "bingbot");
  private static final Pattern WORD = Pattern.compile("(?i)(^|[\\s,:])(noindex|none)($|[\\s,])");
  private static final Pattern ADDRESSEE = Pattern.compile("^\\s*([a-zA-Z0-9_-]+)\\s*:(.*)$");

  private Robots() {}

  static boolean meantForSearch(String name) {
    return SEARCHERS.contains(name);
  }

  static boolean keepOut(String content) {
    return WORD.matcher(content).find();
  }

  /** The first {@code X-Robots-Tag} that keeps the page out; null if none does. */
  static @Nullable String keepOut(List<String> headers) {
    for (String header : headers) {
      Matcher addressed = ADDRESSEE.matcher(header);
      boolean other =
          addressed.matches()
              && !meantForSearch(addressed.group(1).toLowerCase(Locale.ROOT))
              && !addressed.group(1).equalsIgnoreCase("unavailable_after");
      if (!other && keepOut(header)) {
        return "X-Robots-Tag: " + header;
      }
    }
    return null;
  }
}
