package io.wellkept.probe.ad;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads amounts and counts as spreadsheets of several countries write them. */
final class Amounts {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,6})?");

  private Amounts() {}

  /**
   * 1234.5, 1,234.50, 1.234,50 and 1 234,50, with or without a currency. A sign that is followed by
   * three digits and is the only one of its kind separates thousands.
   */
  static Optional<BigDecimal> read(String text) {
    String digits = text.replaceAll("[^0-9.,]", "");
    int last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
    String plain = digits.replaceAll("[.,]", "");
    if (last >= 0 && decimal(digits, last)) {
      int places = digits.length() - last - 1;
      plain =
          plain.substring(0, plain.length() - places)
              + "."
              + plain.substring(plain.length() - places);
      plain = plain.startsWith(".") ? "0" + plain : plain;
    }
    return NUMBER.matcher(plain).matches() ? Optional.of(new BigDecimal(plain)) : Optional.empty();
  }

  private static boolean decimal(String digits, int last) {
    int places = digits.length() - last - 1;
    boolean twoKinds = digits.indexOf('.') >= 0 && digits.indexOf(',') >= 0;
    boolean repeated = digits.indexOf(digits.charAt(last)) != last;
    return places > 0 && !repeated && (twoKinds || places != 3);
  }
}
