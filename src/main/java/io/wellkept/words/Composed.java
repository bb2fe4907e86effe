package io.wellkept.words;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way in which we compose a text that is kept in English, so that it can be said in another
 * language.
 *
 * @param key of the sentence that says the same
 * @param parts names of the groups of the pattern, in the order of the sentence's values
 */
public record Composed(String key, Pattern pattern, List<String> parts) {
  /**
   * @param pattern with a named group for each value of the sentence, in their order
   */
  public static Composed of(String key, String pattern) {
    Pattern read = Pattern.compile(pattern, Pattern.DOTALL);
    Map<String, Integer> groups = read.namedGroups();
    return new Composed(
        key, read, groups.keySet().stream().sorted(Comparator.comparing(groups::get)).toList());
  }

  /**
   * The text in that language; empty if it was not composed so.
   *
   * @param value what becomes of a part, by its name and its text
   */
  public Optional<String> in(Words words, String text, BiFunction<String, String, Object> value) {
    Matcher read = pattern.matcher(text);
    return read.matches()
        ? Optional.of(
            words.say(
                key, parts.stream().map(part -> value.apply(part, read.group(part))).toArray()))
        : Optional.empty();
  }
}
