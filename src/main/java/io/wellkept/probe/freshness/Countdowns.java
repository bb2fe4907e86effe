package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.DateTexts.Found;
import io.wellkept.probe.freshness.Ending.Until;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Clocks that run towards a moment. */
final class Countdowns {
  private static final double TO_A_DATE = 0.9;

  /** A script may set it going; we run none. */
  private static final double AT_ZERO = 0.4;

  private static final Pattern NAME = Pattern.compile("(?i)count-?_?down|flip-?clock");
  private static final Pattern ZERO =
      Pattern.compile("(?i)(?:0{1,3}\\s*(?:[:.|/]|[\\p{L}.]{1,10})?\\s*){2,5}");
  private static final Pattern SECONDS = Pattern.compile("1\\d{9}");
  private static final Pattern MILLIS = Pattern.compile("1\\d{12}");

  private Countdowns() {}

  static List<Ending> of(Sheet sheet) {
    List<Ending> endings = new ArrayList<>();
    for (Element element : sheet.document().select("[^data-countdown], [class], [id], [datetime]")) {
      boolean named = Passages.named(element, NAME);
      Ending dated = dated(sheet, element, named);
      if (dated != null) {
        endings.add(dated);
      } else if (named && ZERO.matcher(element.text().strip()).matches()) {
        endings.add(
            new Ending(
                Rule.COUNTDOWN,
                new Until.Never(),
                element.text(),
                Sheet.selector(element),
                AT_ZERO));
      }
    }
    return endings;
  }

  private static @Nullable Ending dated(Sheet sheet, Element element, boolean named) {
    for (Attribute attribute : element.attributes()) {
      String name = attribute.getKey().toLowerCase(Locale.ROOT);
      boolean countdown = name.startsWith("data-countdown") || name.startsWith("data-count-down");
      boolean data = name.startsWith("data-") || name.equals("datetime");
      if (countdown || (named && data)) {
        Until until = until(sheet, attribute.getValue());
        if (until != null) {
          String quote = attribute.getKey() + "=\"" + attribute.getValue() + "\"";
          return new Ending(
              Rule.COUNTDOWN, until, quote, Sheet.selector(element), TO_A_DATE);
        }
      }
    }
    return null;
  }

  private static @Nullable Until until(Sheet sheet, String value) {
    String text = value.strip();
    if (MILLIS.matcher(text).matches()) {
      return new Until.Moment(Instant.ofEpochMilli(Long.parseLong(text)));
    }
    if (SECONDS.matcher(text).matches()) {
      return new Until.Moment(Instant.ofEpochSecond(Long.parseLong(text)));
    }
    return DateTexts.in(text, sheet.hints()).stream()
        .filter(Found::yearGiven)
        .findFirst()
        .map(Promises::exact)
        .orElse(null);
  }
}
