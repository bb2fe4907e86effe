package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.DateTexts.Found;
import io.wellkept.probe.freshness.Ending.Until;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sentences that invite until a day, or say that a place is closed until one. */
final class Promises {
  private static final double WITH_YEAR = 0.9;
  private static final double WITHOUT_YEAR = 0.6;
  private static final double ONLY_UNTIL = 0.5;
  private static final double ONLY_UNTIL_WITHOUT_YEAR = 0.4;
  private static final double IN_AN_ARTICLE = 0.5;

  private static final int BEFORE = 60;
  private static final int BEHIND = 40;
  private static final int LABEL = 60;

  /** Longer closures without a year are winters, and come again. */
  private static final int LONGEST_CLOSURE_DAYS = 45;

  private static final Pattern SENTENCE_END =
      Pattern.compile("(?:[!?]+|(?<=[\\p{L})”\"]{3})[.]|[;•|])\\s+(?=[\\p{Lu}\\d\"„“(¡¿])|\\s[|•·]\\s");

  private final Sheet sheet;
  private final List<PromoWords> words;
  private final List<Ending> endings = new ArrayList<>();

  /** A date that may be an end, and why. */
  private record Candidate(Found found, boolean strong, boolean closed, boolean sure) {}

  private Promises(Sheet sheet) {
    this.sheet = sheet;
    this.words = PromoWords.of(sheet.languages());
  }

  static List<Ending> of(Sheet sheet) {
    if (sheet.archive()) {
      return List.of();
    }
    Promises promises = new Promises(sheet);
    Passage before = null;
    for (Passage passage : sheet.passages()) {
      if (passage.speaksToCustomers()) {
        promises.passage(passage, before);
      }
      before = passage;
    }
    return promises.endings;
  }

  private void passage(Passage passage, @Nullable Passage before) {
    String text = passage.text();
    if (text.chars().noneMatch(Character::isDigit)) {
      return;
    }
    if (before != null && before.speaksToCustomers() && isOnlyADate(text)) {
      if (before.text().length() <= LABEL && before.text().length() > 2) {
        sentence(passage, before.text() + " " + text);
        return;
      }
    }
    int from = 0;
    Matcher end = SENTENCE_END.matcher(text);
    while (end.find()) {
      sentence(passage, text.substring(from, end.end()).strip());
      from = end.end();
    }
    sentence(passage, text.substring(from).strip());
  }

  /** A cell beside its label. */
  private boolean isOnlyADate(String text) {
    if (text.length() > LABEL) {
      return false;
    }
    List<Found> found = DateTexts.in(text, sheet.hints());
    return found.size() == 1 && text.length() - (found.get(0).end() - found.get(0).start()) <= 15;
  }

  private void sentence(Passage passage, String sentence) {
    if (sentence.length() < 6) {
      return;
    }
    List<Found> dates = DateTexts.in(sentence, sheet.hints());
    if (dates.isEmpty() || toldOfThePast(sentence)) {
      return;
    }
    List<Candidate> candidates = new ArrayList<>();
    for (Found date : dates) {
      Candidate candidate = candidate(passage, sentence, date);
      if (candidate != null && !comesAgain(sentence, candidate)) {
        candidates.add(candidate);
      }
    }
    Candidate last = last(candidates);
    if (last != null) {
      endings.add(ending(passage, sentence, last));
    }
  }

  private boolean toldOfThePast(String sentence) {
    return any(PromoWords::past, sentence) && !PromoWords.GOES_ON.matcher(sentence).find();
  }

  private boolean any(Function<PromoWords, Pattern> kind, String text) {
    return words.stream().anyMatch(word -> kind.apply(word).matcher(text).find());
  }

  private @Nullable Candidate candidate(Passage passage, String sentence, Found date) {
    String before = sentence.substring(Math.max(0, date.start() - BEFORE), date.start());
    boolean business = any(PromoWords::context, sentence);
    boolean until = any(PromoWords::weak, before) || (date.range() && business);
    if (!date.range() && !until && any(PromoWords::start, before)) {
      return null;
    }
    boolean strong = words.stream().anyMatch(word -> near(word.strong(), sentence, date));
    boolean closed = any(PromoWords::closed, sentence) && (until || date.range());
    if (!strong && !closed && !until) {
      return null;
    }
    boolean sure = strong || closed || passage.prominent() || business;
    return new Candidate(date, strong, closed && !strong, sure);
  }

  private static boolean near(Pattern trigger, String sentence, Found date) {
    Matcher matcher = trigger.matcher(sentence);
    while (matcher.find()) {
      boolean ahead = matcher.end() <= date.start() && date.start() - matcher.end() <= BEFORE;
      boolean behind = matcher.start() >= date.end() && matcher.start() - date.end() <= BEHIND;
      if (ahead || behind) {
        return true;
      }
    }
    return false;
  }

  /** What comes again every year is not over when this year's is. */
  private boolean comesAgain(String sentence, Candidate candidate) {
    Found date = candidate.found();
    if (date.yearGiven()) {
      return false;
    }
    if (any(PromoWords::yearly, sentence)) {
      return true;
    }
    boolean opens = any(PromoWords::open, sentence) && !candidate.closed();
    boolean winter =
        date.from() != null
            && ChronoUnit.DAYS.between(date.from(), date.day()) > LONGEST_CLOSURE_DAYS;
    return !candidate.strong() && (opens || winter);
  }

  /** "Early bird until May, last tickets until June" is true until June. */
  private static @Nullable Candidate last(List<Candidate> candidates) {
    return candidates.stream()
        .max(
            Comparator.comparing((Candidate candidate) -> candidate.found().yearGiven())
                .thenComparing(candidate -> candidate.found().day()))
        .orElse(null);
  }

  private Ending ending(Passage passage, String sentence, Candidate last) {
    Found date = last.found();
    Until until =
        date.yearGiven()
            ? exact(date)
            : new Until.Yearless(
                MonthDay.from(date.day()),
                date.from() == null ? null : MonthDay.from(date.from()));
    double confidence =
        last.sure()
            ? date.yearGiven() ? WITH_YEAR : WITHOUT_YEAR
            : date.yearGiven() ? ONLY_UNTIL : ONLY_UNTIL_WITHOUT_YEAR;
    Rule rule = last.closed() ? Rule.NOTICE : Rule.PROMO;
    Ending ending = new Ending(rule, until, around(sentence, date), passage.where(), confidence);
    return sheet.article() ? ending.atMost(IN_AN_ARTICLE) : ending;
  }

  static Until exact(Found date) {
    return date.time() != null && date.offset() != null
        ? new Until.Moment(date.day().atTime(date.time()).toInstant(date.offset()))
        : new Until.Day(date.day(), date.time());
  }

  /** As much of the sentence as a quote may have, with the date in it. */
  private static String around(String sentence, Found date) {
    if (sentence.length() <= Ending.LONGEST_QUOTE) {
      return sentence;
    }
    int from = Math.max(0, Math.min(date.start() - 100, sentence.length() - 150));
    int to = Math.min(sentence.length(), from + 150);
    return (from > 0 ? "…" : "") + sentence.substring(from, to) + (to < sentence.length() ? "…" : "");
  }
}
