package io.wellkept.report;

import io.wellkept.ledger.Initiative.Measure;
import io.wellkept.words.Words;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;

/** How the figures are called that initiatives should move, and how their values are written. */
public final class Moving {
  private Moving() {}

  /** How the figure is called: "time in order". */
  public static String name(Words words, Measure measure) {
    return words.say("initiatives.measure." + measure.name());
  }

  /** A value of it with its unit: "92.5 %", "3 hours 20 minutes", "4.2 stars". */
  public static String value(Words words, Measure measure, double value) {
    return switch (measure) {
      case CONDITION -> words.say("initiatives.value.CONDITION", number(words, value * 100, 1));
      case RATING -> words.say("initiatives.value.RATING", number(words, value, 2));
      case KPI -> number(words, value, Math.abs(value) < 100 ? 2 : 0);
      case ANSWER_TIME, RESPONSE_TIME -> words.span(Duration.ofMillis(Math.round(value * 1e3)));
    };
  }

  private static String number(Words words, double value, int digits) {
    Locale locale = words.locale();
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(digits);
    return format.format(value);
  }
}
