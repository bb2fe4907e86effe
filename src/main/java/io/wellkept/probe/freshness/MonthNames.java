package io.wellkept.probe.freshness;

import java.text.Normalizer;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which month a word means. The names come from the JDK's copy of the CLDR, in all the forms that
 * it knows; what people write beside that is in {@link #ALSO}. A word that means two months in two
 * languages ("listopad") is only known to those who say their language.
 */
final class MonthNames {
  /** No name of a month is longer. */
  static final int LONGEST = 16;

  private static final List<String> LANGUAGES =
      List.of(
          "en", "de", "fr", "es", "it", "pt", "nl", "da", "sv", "nb", "fi", "is", "et", "lv", "lt",
          "pl", "cs", "sk", "sl", "hr", "sr", "bs", "bg", "mk", "ro", "hu", "el", "mt", "ga", "uk",
          "ru", "be", "tr", "ar", "ar-EG", "ar-LB", "he", "fa", "hi", "id", "ms", "ca", "eu", "gl",
          "sq", "de-AT", "es-419", "sr-Latn");

  /** Beside the CLDR: language, word, month. */
  private static final List<String> ALSO =
      List.of(
          "de maerz 3",
          "de mrz 3",
          "de feber 2",
          "de jaenner 1",
          "de sept 9",
          "de mai 5",
          "de okt 10",
          "de dez 12",
          "en sept 9",
          "es set 9",
          "es setiembre 9",
          "es sept 9",
          "es ene 1",
          "fr fev 2",
          "fr aou 8",
          "fr jan 1",
          "fr sep 9",
          "fr oct 10",
          "fr nov 11",
          "fr dec 12",
          "fr avr 4",
          "fr juil 7",
          "nl mrt 3",
          "nl mar 3",
          "it sett 9",
          "it genn 1",
          "id agt 8",
          "id agu 8",
          "id nop 11",
          "id nopember 11",
          "id pebruari 2",
          "ru сен 9",
          "ru июня 6",
          "ru июля 7",
          "ru фев 2",
          "ru ноя 11",
          "el μαιος 5",
          "tr sub 2",
          "pl pazdz 10",
          "pl maj 5",
          "cs cerven 6",
          "cs cervence 7",
          "ar يناير 1",
          "ar فبراير 2",
          "ar ابريل 4",
          "ar مايو 5",
          "ar يونيو 6",
          "ar يوليو 7",
          "ar اغسطس 8",
          "ar نونبر 11",
          "ar دجنبر 12",
          "ar شتنبر 9",
          "ar يوليوز 7",
          "ar غشت 8",
          "ar ماي 5",
          "ar جانفي 1",
          "ar فيفري 2",
          "ar افريل 4",
          "ar جوان 6",
          "ar جويلية 7",
          "ar اوت 8");

  private static final Map<String, Map<String, Integer>> BY_LANGUAGE = read();
  private static final Map<String, Integer> SURE = sure();
  private static final Map<String, Integer> NONE = Map.of();

  private final Map<String, Integer> own;
  private final Map<String, Integer> english;

  private MonthNames(Map<String, Integer> own) {
    this.own = own;
    this.english = BY_LANGUAGE.getOrDefault("en", NONE);
  }

  /** For a page in that language (such as "de"); null if nobody knows. */
  static MonthNames of(@Nullable String language) {
    return new MonthNames(language == null ? NONE : BY_LANGUAGE.getOrDefault(language, NONE));
  }

  /** The month, 1 to 12, of a word in any case; 0 if it is none. */
  int month(String word) {
    if (word.length() < 3 || word.length() > LONGEST) {
      return 0;
    }
    String folded = fold(word);
    Integer month = own.get(folded);
    if (month == null) {
      month = english.get(folded);
    }
    if (month == null) {
      month = SURE.get(folded);
    }
    return month == null ? 0 : month;
  }

  private static Map<String, Map<String, Integer>> read() {
    Map<String, Map<String, Integer>> all = new HashMap<>();
    for (String tag : LANGUAGES) {
      Locale locale = Locale.forLanguageTag(tag);
      Map<String, Integer> names = all.computeIfAbsent(locale.getLanguage(), l -> new HashMap<>());
      for (Month month : Month.values()) {
        for (TextStyle style :
            List.of(
                TextStyle.FULL,
                TextStyle.FULL_STANDALONE,
                TextStyle.SHORT,
                TextStyle.SHORT_STANDALONE)) {
          put(names, month.getDisplayName(style, locale), month.getValue());
        }
      }
    }
    for (String line : ALSO) {
      String[] parts = line.split(" ", -1);
      all.computeIfAbsent(parts[0], l -> new HashMap<>())
          .put(fold(parts[1]), Integer.valueOf(parts[2]));
    }
    all.put("no", all.getOrDefault("nb", NONE));
    all.put("nn", all.getOrDefault("nb", NONE));
    return Map.copyOf(all);
  }

  private static void put(Map<String, Integer> names, String name, int month) {
    String folded = fold(name);
    // "de setembre": how it stands in a sentence; the bare name is there too
    int space = folded.lastIndexOf(' ');
    String word = folded.substring(space + 1);
    if (space < 0 && word.length() >= 3 && word.chars().allMatch(MonthNames::inWord)) {
      names.put(word, month);
    }
  }

  private static Map<String, Integer> sure() {
    Map<String, Integer> months = new HashMap<>();
    BY_LANGUAGE
        .values()
        .forEach(
            names -> names.forEach((word, month) -> months.merge(word, month, MonthNames::same)));
    return months.entrySet().stream()
        .filter(e -> e.getValue() > 0)
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Integer same(Integer one, Integer other) {
    return one.equals(other) ? one : Integer.valueOf(0);
  }

  static boolean inWord(int c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
    int type = Character.getType(c);
    return (Character.isLetter(c) && !Character.isIdeographic(c) && !hangul(c))
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean hangul(int c) {
    return c >= 0xAC00 && c <= 0xD7A3;
  }

  /** Without case and accents, which headlines in capitals leave out. */
  private static String fold(String word) {
    String low = word.toLowerCase(Locale.ROOT);
    if (low.endsWith(".")) {
      low = low.substring(0, low.length() - 1);
    }
    if (low.chars().allMatch(c -> c < 0x80)) {
      return low;
    }
    StringBuilder bare = new StringBuilder(low.length());
    Normalizer.normalize(low, Normalizer.Form.NFD)
        .chars()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .map(c -> c == 'ı' ? 'i' : c)
        .forEach(c -> bare.append((char) c));
    return bare.toString();
  }
}
