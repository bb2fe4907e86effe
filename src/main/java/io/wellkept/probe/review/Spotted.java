package io.wellkept.probe.review;

import io.wellkept.probe.PageSettings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * What a selector finds: the text of an element, or of an attribute that stands behind an @.
 *
 * @param selector empty for the element itself
 * @param attribute null for its text
 */
record Spotted(String selector, @Nullable String attribute) {
  private static final Pattern FORM = Pattern.compile("(.*?)(?:@([A-Za-z_:][\\w:.-]*))?");

  static Spotted of(String written) {
    Matcher parts = FORM.matcher(written.strip());
    return parts.matches()
        ? new Spotted(parts.group(1).strip(), parts.group(2))
        : new Spotted(written, null);
  }

  /**
   * Refuses what is none.
   *
   * @throws IllegalArgumentException naming the setting
   */
  static void require(String name, String written) {
    Spotted spotted = of(written);
    if (!spotted.selector.isEmpty()) {
      PageSettings.requireSelector(name, spotted.selector);
    }
  }

  /** Empty if there is nothing of the kind. */
  String in(Element element) {
    Element found = selector.isEmpty() ? element : element.selectFirst(selector);
    if (found == null) {
      return "";
    }
    return attribute == null ? found.text() : found.attr(attribute);
  }
}
