package io.wellkept.words;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DateFormatSymbols;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
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

  /** Where values stand in a sentence, and where it is one or another. */
  private static final Pattern PARTS =
      Pattern.compile("\\{\\d+(,choice,[-\\d.]+[#<])?|[{}\\n]|\\|[-\\d.]+[#<]");

  private static final Pattern DATE_OR_ADDRESS =
      Pattern.compile("(?U)\\b(Mo|Di|Mi|Do|Fr|Sa|So)\\.|\\d\\. \\p{L}{3,4}\\b|https?://\\S+");

  private static final Map<Words, String> SENTENCES =
      Words.ALL.stream().collect(Collectors.toUnmodifiableMap(one -> one, Foreign::all));

  private Foreign() {}

  /**
   * The words of the text that no sentence of the language has, and no value.
   *
   * @param data what is shown as it is: records with names, headlines and addresses
   */
  public static Set<String> in(String text, Words language, Collection<?> data) {
    TreeSet<String> known = words(sentences(language) + "\n" + ofCalendars(language));
    data.forEach(one -> known.addAll(words(OURS.matcher(one.toString()).replaceAll(" "))));
    Set<String> foreign = words(DATE_OR_ADDRESS.matcher(text).replaceAll(" "));
    foreign.removeIf(word -> known.contains(word) || cut(word, known));
    return foreign;
  }

  /**
   * The sentences of English, and parts of them of three words or more, that the language puts
   * otherwise and that the text holds nevertheless.
   *
   * @param data what is shown as it is
   */
  public static Set<String> sentencesIn(String text, Words language, Collection<?> data) {
    String known = plain(sentences(language) + "\n" + data);
    String whole = plain(text);
    return PARTS
        .splitAsStream(sentences(Words.ENGLISH).replace("''", "'"))
        .map(Foreign::plain)
        .filter(part -> part.split(" ").length >= 3 && whole.contains(part))
        .filter(part -> !known.contains(part))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String plain(String text) {
    return text.replaceAll("(?U)\\s+", " ").strip();
  }

  /** Long texts are cut in the middle of a word. */
  private static boolean cut(String word, TreeSet<String> known) {
    String next = known.ceiling(word);
    return word.length() >= 4 && next != null && next.startsWith(word);
  }

  private static String ofCalendars(Words language) {
    DateFormatSymbols names = DateFormatSymbols.getInstance(language.locale());
    return String.join(" ", names.getMonths()) + " " + String.join(" ", names.getWeekdays());
  }

  private static TreeSet<String> words(String text) {
    return WORD.matcher(text)
        .results()
        .map(found -> found.group().toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String sentences(Words language) {
    return SENTENCES.get(language);
  }

  private static String all(Words language) {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/words"))) {
      return files
          .filter(file -> language == language(file))
          .flatMap(file -> read(file).values().stream())
          .map(Object::toString)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Words language(Path file) {
    String name = file.getFileName().toString();
    return name.contains("_") ? Words.of(name.replaceAll(".*_|\\..*", "")) : Words.ENGLISH;
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
