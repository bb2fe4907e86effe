package io.wellkept.probe.review;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds words in texts: whole ones, whatever their case and accents. */
final class ReviewWords {
  private static final String USUAL = "critical-words.txt";
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final String LETTER = "[\\p{L}\\p{N}]";

  /** Of a longer text the beginning is searched; people say first what matters. */
  private static final int SEARCHED = 5_000;

  /** Last: reading them needs what stands above. */
  private static final Map<String, List<String>> BY_LANGUAGE = read();

  private final @Nullable Pattern pattern;

  private ReviewWords(@Nullable Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * @param languages of the usual words; empty for all
   * @param instead of all of them; null for the usual ones
   * @throws IllegalArgumentException if a language or a word is none
   */
  static ReviewWords of(
      List<String> languages,
      List<String> also,
      List<String> except,
      @Nullable List<String> instead) {
    Set<String> words = new LinkedHashSet<>();
    if (instead == null) {
      (languages.isEmpty() ? BY_LANGUAGE.keySet() : languages)
          .forEach(language -> words.addAll(usual(language)));
      for (String word : except) {
        if (!words.remove(folded(word))) {
          throw new IllegalArgumentException(
              "except '" + word + "' is none of the usual words: write it as it stands there");
        }
      }
    }
    List.of(also, instead == null ? List.<String>of() : instead)
        .forEach(list -> list.forEach(word -> words.add(required(word))));
    String any = words.stream().map(ReviewWords::pattern).collect(Collectors.joining("|"));
    return new ReviewWords(
        words.isEmpty()
            ? null
            : Pattern.compile("(?<!" + LETTER + ")(?:" + any + ")(?!" + LETTER + ")"));
  }

  private static List<String> usual(String language) {
    List<String> words = BY_LANGUAGE.get(language);
    if (words == null) {
      throw new IllegalArgumentException(
          "there are no words of language '" + language + "', only of " + BY_LANGUAGE.keySet());
    }
    return words;
  }

  private static String required(String word) {
    String folded = folded(word);
    if (!folded.matches(".*" + LETTER + LETTER + ".*") || folded.substring(1).matches(".*\\*.+")) {
      throw new IllegalArgumentException(
          "'" + word + "' is no word: write for example mould, mould* or \"never again\"");
    }
    return folded;
  }

  private static String pattern(String word) {
    boolean begins = word.endsWith("*");
    boolean ends = word.startsWith("*");
    String bare = word.substring(ends ? 1 : 0, word.length() - (begins ? 1 : 0)).strip();
    String quoted =
        Arrays.stream(bare.split("[^\\p{L}\\p{N}]+"))
            .filter(part -> !part.isEmpty())
            .map(Pattern::quote)
            .collect(Collectors.joining("[^\\p{L}\\p{N}]{1,3}"));
    // possessive would eat the word itself; a word is short
    return (ends ? LETTER + "{0,30}" : "") + quoted + (begins ? LETTER + "*+" : "");
  }

  /** The first of them that the text says, as it says it but for case and accents. */
  Optional<String> in(String text) {
    if (pattern == null) {
      return Optional.empty();
    }
    Matcher found = pattern.matcher(folded(text.substring(0, Math.min(text.length(), SEARCHED))));
    return found.find() ? Optional.of(found.group()) : Optional.empty();
  }

  /** The languages that there are words of. */
  static Set<String> languages() {
    return BY_LANGUAGE.keySet();
  }

  private static String folded(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
    return MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT).replace("ß", "ss");
  }

  private static Map<String, List<String>> read() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    try (InputStream in = ReviewWords.class.getResourceAsStream(USUAL)) {
      String text =
          new String(Objects.requireNonNull(in, USUAL).readAllBytes(), StandardCharsets.UTF_8);
      String language = "";
      for (String line : text.lines().map(String::strip).toList()) {
        if (line.endsWith(":")) {
          language = line.substring(0, line.length() - 1);
          all.put(language, new ArrayList<>());
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          Objects.requireNonNull(all.get(language), line).add(required(line));
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
