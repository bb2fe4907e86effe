package io.wellkept.probe.review;

import io.wellkept.probe.voice.Manner;
import io.wellkept.probe.voice.Quotes;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Within;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a review is spoken of, and how soon it is answered: by its stars, and by what it says. */
final class ReviewManner implements Manner {
  private static final double BAD_BELOW = 2.5;
  private static final double FAIR_BELOW = 3.5;

  private final AnswerWithin within;
  private final ReviewWords words;

  /** A text is searched once in a look. */
  private final Map<String, Optional<String>> found = new HashMap<>();

  ReviewManner(ReviewSettings settings) {
    this.within = settings.answerWithin();
    this.words = settings.criticalWords().words();
  }

  @Override
  public String kind() {
    return "reviews";
  }

  @Override
  public Within within(Voice voice) {
    if (criticalWord(voice).isPresent()) {
      return within.critical();
    }
    Double stars = voice.stars();
    if (stars == null) {
      return within.fair();
    }
    return stars < BAD_BELOW ? within.bad() : stars < FAIR_BELOW ? within.fair() : within.good();
  }

  @Override
  public Severity severity(Voice voice) {
    if (criticalWord(voice).isPresent()) {
      return Severity.CRITICAL;
    }
    Double stars = voice.stars();
    return stars != null && stars < BAD_BELOW ? Severity.MAJOR : Severity.MINOR;
  }

  @Override
  public String words(Voice voice) {
    String review = "A review" + stars(voice.stars());
    return criticalWord(voice).map(word -> review + " that says “" + word + "”").orElse(review);
  }

  /** With the word that makes it critical, wherever that stands. */
  @Override
  public String quote(Voice voice) {
    String quote = Quotes.of(voice.text());
    Optional<String> word = criticalWord(voice);
    if (words.in(quote).equals(word)) {
      return quote;
    }
    String both = quote + " … " + word.orElse("");
    return words.in(both).equals(word) ? both : voice.text();
  }

  private static String stars(@Nullable Double stars) {
    if (stars == null) {
      return "";
    }
    boolean whole = stars == Math.rint(stars);
    String number = whole ? Long.toString(Math.round(stars)) : one(stars);
    return " with " + number + (number.equals("1") ? " star" : " stars");
  }

  /** With one digit behind the point. */
  static String one(double stars) {
    return String.format(Locale.ROOT, "%.1f", stars);
  }

  private Optional<String> criticalWord(Voice voice) {
    return found.computeIfAbsent(voice.text(), words::in);
  }
}
