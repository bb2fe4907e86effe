package io.wellkept.probe.flow;

import io.wellkept.probe.Wording;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What catches the eye on a page that is not the one we wanted. */
final class Glance {
  /** Where pages say what went wrong. */
  private static final String COMPLAINTS =
      "[role=alert], [aria-live=assertive], .error, .errors, .alert-danger, .errorlist,"
          + " .invalid-feedback, .wpcf7-response-output, .field_with_errors, .form-error";

  /** What stands further down is not what went wrong. */
  private static final int READ = 500_000;

  private Glance() {}

  /** A complaint, else the first heading, else how it begins. */
  static String at(Sight sight) {
    String source = sight.source();
    String start = source.length() > READ ? source.substring(0, READ) : source;
    if (!sight.html()) {
      return Sight.cut(Wording.plain(start));
    }
    Document page = Jsoup.parse(start);
    page.select("script, style, noscript, template").remove();
    for (String selector : new String[] {COMPLAINTS, "h1", "title", "body"}) {
      for (Element element : page.select(selector)) {
        String text = Wording.plain(element.text());
        if (!text.isEmpty()) {
          return Sight.cut(text);
        }
      }
    }
    return start.toLowerCase(Locale.ROOT).contains("<frameset") ? "a page of frames" : "";
  }
}
