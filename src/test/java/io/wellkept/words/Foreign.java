package io.wellkept.words;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what is said in another language than it should be. */
public final class Foreign {
  private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

  /** Names of records and of what they hold, and of constants, are nobody's words. */
  private static final Pattern OURS = Pattern.compile("\\b\\w+[=\\[]|\\b[A-Z][A-Z_]+\\b");

  private static final Pattern DATE_OR_ADDRESS =
      Pattern.compile("(?U)\\b(Mo|Di|Mi|Do|Fr|Sa|So)\\.|\\d\\. \\p{L}{3,4}\\b|https?://\\S+");

  private Foreign() {}

  /**
   * The words of the text that no sentence of the language has, and no value.
   *
   * @param data what is shown as it is: records with names, headlines and addresses
   */
  public static Set<String> in(String text, Words language, Collection<?> data) {
    Set<String> known = words(sentences(language));
    data.forEach(one -> known.addAll(words(OURS.matcher(one.toString()).replaceAll(" "))));
    Set<String> foreign = words(DATE_OR_ADDRESS.matcher(text).replaceAll(" "));
    foreign.removeIf(word -> known.contains(word) || known.stream().anyMatch(k -> cut(word, k)));
    return foreign;
  }

  /** Long texts are cut in the middle of a word. */
  private static boolean cut(String word, String whole) {
    return word.length() >= 4 && whole.startsWith(word);
  }

  private static Set<String> words(String text) {
    return WORD.matcher(text)
        .results()
        .map(found -> found.group().toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String sentences(Words language) {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/words"))) {
      return files
          .filter(file -> file.toString().endsWith("_" + language + ".properties"))
          .flatMap(file -> read(file).values().stream())
          .map(Object::toString)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties read(Path file) {
    Properties sentences = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      sentences.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sentences;
  }
}
