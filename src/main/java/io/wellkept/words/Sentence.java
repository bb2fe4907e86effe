package io.wellkept.words;

import java.time.Duration;
import java.util.List;

/**
 * A sentence that is decided and not yet said: whoever reads it gives it a language.
 *
 * @param key of the sentence
 * @param values texts, numbers, spans, or sentences within it
 */
public record Sentence(String key, List<Object> values) {
  public Sentence {
    values = List.copyOf(values);
  }

  public static Sentence of(String key, Object... values) {
    return new Sentence(key, List.of(values));
  }

  public String in(Words words) {
    return words.say(key, values.stream().map(value -> said(value, words)).toArray());
  }

  private static Object said(Object value, Words words) {
    return switch (value) {
      case Sentence inner -> inner.in(words);
      case Duration span -> words.span(span);
      default -> value;
    };
  }
}
