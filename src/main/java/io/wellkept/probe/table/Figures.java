package io.wellkept.probe.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers as others write them, and as people read them. */
public final class Figures {
  private static final Pattern PLAIN =
      Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,3})?");

  /** Groups of three with one sign between them, and the other one before the decimals. */
  private static final Pattern GROUPED =
      Pattern.compile(
          "([+-]?[1-9]\\d{0,2}(?:,\\d{3})+)(\\.\\d+)?|([+-]?\\d{1,3}(?:\\.\\d{3})+)(,\\d+)");

  private static final Pattern COMMA = Pattern.compile("[+-]?\\d{1,30},\\d{1,30}");
  private static final Pattern AROUND = Pattern.compile("^[\\p{Sc}\\s]+|[\\p{Sc}%\\s]+$");
  private static final int DIGITS = 4;
  private static final int LONGEST = 80;

  /** Above it a double no longer tells one from the next, and sums of many may have no end. */
  private static final double LARGEST = 1e15;

  private Figures() {}

  /**
   * The number in a text such as {@code -12.5}, {@code 1e3}, {@code 1,234.50}, {@code 1.234,50},
   * {@code 12,5}, {@code 12 %} or {@code 12 €}; empty if it is none, or further from zero than
   * 1e15. A comma before three digits separates thousands, a point before three digits does not.
   */
  public static OptionalDouble read(String text) {
    if (text.length() > LONGEST) {
      return OptionalDouble.empty();
    }
    String bare = AROUND.matcher(text.replace('\u00a0', ' ').replace('\u202f', ' ')).replaceAll("");
    if (PLAIN.matcher(bare).matches()) {
      return bounded(bare);
    }
    var grouped = GROUPED.matcher(bare);
    if (grouped.matches()) {
      return grouped.group(1) != null
          ? bounded(bare.replace(",", ""))
          : bounded(bare.replace(".", "").replace(',', '.'));
    }
    return COMMA.matcher(bare).matches() ? bounded(bare.replace(',', '.')) : OptionalDouble.empty();
  }

  private static OptionalDouble bounded(String plain) {
    double value = Double.parseDouble(plain);
    return Math.abs(value) <= LARGEST ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /** With as many digits as people want to read: four, or all of a whole number. */
  public static String words(double value) {
    if (!Double.isFinite(value)) {
      return "not a number";
    }
    BigDecimal exact = BigDecimal.valueOf(value);
    boolean large = exact.precision() - exact.scale() >= DIGITS;
    BigDecimal shown =
        large
            ? exact.setScale(0, RoundingMode.HALF_UP)
            : exact.round(new MathContext(DIGITS, RoundingMode.HALF_UP));
    // stripping zeros of 0.0 leaves 0, of 1200 leaves 1.2E+3
    return shown.stripTrailingZeros().toPlainString();
  }
}
