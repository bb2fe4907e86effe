package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.DateTexts.Hints;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How dates are written where the text comes from.
 *
 * @param months the names of months
 * @param monthFirst whether 10/05 is in October; null if nobody knows
 * @param near where dates without a year belong; null if they are not wanted
 */
record DateCustom(MonthNames months, @Nullable Boolean monthFirst, @Nullable LocalDate near) {
  private static final Set<String> MONTH_FIRST = Set.of("US", "PH", "PR", "GU", "FM", "PW");
  private static final Set<String> DAY_FIRST_LANGUAGES =
      Set.of(
          "de", "fr", "es", "it", "pt", "nl", "da", "sv", "nb", "nn", "no", "fi", "is", "et", "lv",
          "pl", "cs", "sk", "sl", "hr", "sr", "bg", "ro", "el", "mt", "ga", "uk", "ru", "be", "tr",
          "ar", "he", "id", "ms", "vi", "ca", "gl", "sq", "mk", "bs", "hi");

  static DateCustom of(Hints hints) {
    String language = hints.language();
    Locale locale =
        language == null ? Locale.ROOT : Locale.forLanguageTag(language.replace('_', '-'));
    return new DateCustom(
        MonthNames.of(locale.getLanguage()), monthFirst(locale, hints.country()), hints.near());
  }

  DateCustom withYear() {
    return near == null ? this : new DateCustom(months, monthFirst, null);
  }

  /** The country goes first: "en-US" is what many systems say unless somebody changes it. */
  private static @Nullable Boolean monthFirst(Locale locale, @Nullable String country) {
    if (DAY_FIRST_LANGUAGES.contains(locale.getLanguage())) {
      return false;
    }
    String decisive = country == null ? locale.getCountry() : country;
    if (decisive.isEmpty() || decisive.equals("CA")) {
      return null;
    }
    return MONTH_FIRST.contains(decisive);
  }
}
