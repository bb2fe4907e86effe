package io.wellkept.probe.flow;

import io.wellkept.probe.flow.Trail.Shortfall;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Reads one value of an answer. */
public final class Extraction {
  /** More than that is no value but a page. */
  private static final int LONGEST = 10_000;

  private Extraction() {}

  /**
   * The value; empty if it is not there, or only blanks.
   *
   * @param left how long a regular expression may search
   */
  public static Optional<String> read(Step.Source source, Sight sight, Duration left) {
    return found(source, sight, left)
        .map(String::strip)
        .filter(value -> !value.isEmpty() && value.length() <= LONGEST);
  }

  /** What to say if it is not there. */
  public static Shortfall missing(String name, Step.Source source, Sight sight) {
    String there = Glance.at(sight);
    return Shortfall.of("extract", "The answer has no “" + name + "”")
        .with("expected", source.words())
        .with("found", there.isEmpty() ? "an empty page" : there);
  }

  private static Optional<String> found(Step.Source source, Sight sight, Duration left) {
    String selector = source.selector();
    if (selector != null) {
      Element first = Jsoup.parse(sight.source(), sight.address().toString()).selectFirst(selector);
      return Optional.ofNullable(first).map(element -> text(element, source.attribute()));
    }
    String regex = source.regex();
    if (regex != null) {
      return matched(Pattern.compile(regex), sight.source(), left);
    }
    String json = source.json();
    if (json != null) {
      return JsonPaths.of(sight.source()).flatMap(answer -> answer.at(json));
    }
    String header = source.header();
    return Optional.ofNullable(header == null ? null : sight.headers().get(header));
  }

  private static String text(Element element, @Nullable String attribute) {
    if (attribute != null) {
      return element.attr(attribute);
    }
    String text = element.text();
    return text.isEmpty() ? element.attr("value") : text;
  }

  private static Optional<String> matched(Pattern pattern, String source, Duration left) {
    Matcher matcher = pattern.matcher(new Hurried(source, System.nanoTime() + left.toNanos()));
    try {
      return matcher.find()
          ? Optional.ofNullable(matcher.group(Math.min(1, matcher.groupCount())))
          : Optional.empty();
    } catch (Hurried.TooLate | StackOverflowError e) {
      // an expression that this page drives mad finds nothing on it
      return Optional.empty();
    }
  }

  /** A text that can be read until a moment: an expression may go on searching for years. */
  private record Hurried(CharSequence text, long until) implements CharSequence {
    private static final class TooLate extends RuntimeException {
      private static final long serialVersionUID = 1;

      TooLate() {
        super("no time left", null, false, false);
      }
    }

    @Override
    public char charAt(int index) {
      if (System.nanoTime() - until > 0) {
        throw new TooLate();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
