package io.wellkept.probe.review;

import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.voice.AnswerClock;
import io.wellkept.probe.voice.AnswerClock.Outcome;
import io.wellkept.probe.voice.Heard;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Spans;
import io.wellkept.touchpoint.Voice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what reviews mean: who waits for an answer, and what the rating does. */
final class ReviewJudge {
  /** The subjects of what is not about one review; no review is called so. */
  static final String RATING = "rating";

  static final String SILENCE = "silence";
  static final String OLD = "old";

  private static final String NEWEST = "reviews.newest";
  private static final String COUNTED = "reviews.counted";
  private static final String RATINGS = "reviews.ratings";
  private static final String LIST = "reviews.list";

  /** Below that it is shown and nobody is told. */
  private static final double SHOWN = 0.3;

  /** From 4.6 to 4.3 is a little less than 0.3 to a machine. */
  private static final double TINY = 1e-6;

  /** With fewer ratings each new one moves the average. */
  private static final long ENOUGH_RATINGS = 10;

  /** Two looks in a row may come so late before clocks stand still. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  /** What sources leave out of the day at which they begin. */
  private static final Duration MARGIN = Duration.ofDays(1);

  private final ReviewSettings settings;
  private final Look<ReviewSettings> look;
  private final Heard.Told told;
  private final Memory before;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Measurement> measurements = new ArrayList<>();

  private ReviewJudge(Look<ReviewSettings> look, Heard.Told told, Memory before, Instant now) {
    this.settings = look.settings();
    this.look = look;
    this.told = told;
    this.before = before;
    this.now = now;
  }

  static Judgement judge(Look<ReviewSettings> look, Heard.Told told, Memory memory, Instant now) {
    return new ReviewJudge(look, told, memory, now).judge();
  }

  /**
   * From when on the source must tell.
   *
   * @param byChange whether it lists what was changed last first
   */
  static Instant since(ReviewSettings settings, Memory memory, boolean byChange, Instant now) {
    Instant clocks = AnswerClock.since(memory, settings.lookBack(), byChange, now);
    Duration silence = settings.noneFor();
    Instant since = silence == null ? clocks : earlier(clocks, now.minus(silence));
    return since.minus(MARGIN);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /**
   * Whether what is missing may be below the end of the list: sites show the newest, and a page
   * behind the last looks like one that is broken.
   */
  private boolean shorter() {
    Listed list = settings.source().listed();
    Voice oldest = told.voices().stream().min(Comparator.comparing(Voice::at)).orElse(null);
    if (list == null || oldest == null) {
      return false;
    }
    Heard.Rating rating = told.rating();
    if (list.count() != null && rating != null && rating.count() == told.voices().size()) {
      return false;
    }
    Set<String> there = told.voices().stream().map(Voice::id).collect(Collectors.toSet());
    return AnswerClock.running(before).stream()
        .filter(voice -> voice.source().equals(oldest.source()) && !there.contains(voice.id()))
        .anyMatch(voice -> !voice.at().isAfter(oldest.at()));
  }

  private Judgement judge() {
    Duration twice = look.check().schedule().every().multipliedBy(2);
    Outcome outcome =
        AnswerClock.judge(
            new ReviewManner(settings),
            look.owner(),
            shorter() ? new Heard.Told(told.voices(), false, told.rating()) : told,
            before,
            settings.lookBack(),
            twice.compareTo(PATIENCE) > 0 ? twice : PATIENCE,
            now);
    Memory memory = rating(outcome.memory());
    memory = silence(memory);
    old(outcome);
    measurements.add(new Measurement("waiting", outcome.waiting()));
    measurements.add(new Measurement("late", outcome.late()));
    measurements.add(new Measurement("oldest_wait_seconds", outcome.longest().toMillis() / 1e3));
    return new Judgement(
        outcome.seen(findings, measurements), memory, outcome.again(), outcome.voices());
  }

  private Memory rating(Memory memory) {
    Heard.Rating rating = told.rating();
    if (rating == null) {
      return memory;
    }
    measurements.add(new Measurement("rating", rating.average()));
    measurements.add(new Measurement("reviews", rating.count()));
    RatingHistory history = RatingHistory.of(sameList() ? before.text(RATINGS).orElse("") : "");
    Duration within = settings.ratingFallsWithin();
    double highest = history.highest(within, now).orElse(rating.average());
    double fall = highest - rating.average();
    boolean counts = settings.ratingFallsBy() > 0 && rating.count() >= ENOUGH_RATINGS;
    if (counts && fall + TINY >= settings.ratingFallsBy()) {
      findings.add(fallen(highest, rating));
    }
    RatingHistory next =
        rating.count() >= ENOUGH_RATINGS ? history.and(rating.average(), within, now) : history;
    return memory.with(RATINGS, next.text()).with(LIST, list());
  }

  /** Another list, or one that is read in another way, has another rating: that is no fall. */
  private String list() {
    Listed listed = settings.source().listed();
    String read = settings.source() + (listed == null ? "" : " " + listed.scale());
    return Integer.toHexString(read.hashCode());
  }

  private boolean sameList() {
    return before.text(LIST).orElse("").equals(list());
  }

  private Finding fallen(double highest, Heard.Rating rating) {
    String headline =
        "The rating fell from "
            + ReviewManner.one(highest)
            + " to "
            + ReviewManner.one(rating.average())
            + " within "
            + Spans.words(settings.ratingFallsWithin());
    return about("reviews.rating-falls", RATING, Severity.MAJOR, Condition.DEGRADED, 1, headline)
        .with("Ratings", Long.toString(rating.count()));
  }

  private Memory silence(Memory memory) {
    Instant newest = newest();
    Duration longest = settings.noneFor();
    if (longest != null && now.isAfter(newest.plus(longest))) {
      String headline = "There was no new review for more than " + Spans.words(longest);
      findings.add(
          about("reviews.silent", SILENCE, Severity.MINOR, Condition.STALE, 1, headline)
              .since(newest.plus(longest)));
    }
    Heard.Rating rating = told.rating();
    Memory next = memory.with(NEWEST, newest);
    return rating == null
        ? next
        : next.with(COUNTED, Long.toString(Math.max(rating.count(), counted())));
  }

  /** When the newest was written; where nothing was ever seen, when we began to look. */
  private Instant newest() {
    Instant known = moment(NEWEST);
    Instant written =
        told.voices().stream()
            .map(Voice::at)
            .filter(at -> !at.isAfter(now))
            .max(Comparator.naturalOrder())
            .orElse(known);
    if (known == null || written == null) {
      return written == null ? now : written;
    }
    if (written.isAfter(known)) {
      return written;
    }
    // some sources tell of each only that there is one more
    return oneMore() ? now : known;
  }

  private @Nullable Instant moment(String key) {
    try {
      return before.instant(key).orElse(null);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Where all are listed, the newest of them says it. */
  private boolean oneMore() {
    Heard.Rating rating = told.rating();
    boolean listed = told.complete() && !told.voices().isEmpty();
    return rating != null && !listed && counted() >= 0 && rating.count() > counted();
  }

  /** The most that ever were: what comes back is no new one. Below 0 if unknown. */
  private long counted() {
    String counted = sameList() ? before.text(COUNTED).orElse("") : "";
    return counted.matches("\\d{1,15}") ? Long.parseLong(counted) : -1;
  }

  private void old(Outcome outcome) {
    if (outcome.old() == 0) {
      return;
    }
    String reviews = outcome.old() == 1 ? " review" : " reviews";
    findings.add(
        about(
            "reviews.old",
            OLD,
            Severity.MINOR,
            Condition.UNANSWERED,
            SHOWN,
            outcome.old()
                + reviews
                + " of before we began to look "
                + (outcome.old() == 1 ? "has" : "have")
                + " no answer"));
  }

  private Finding about(
      String code,
      String subject,
      Severity severity,
      Condition condition,
      double confidence,
      String headline) {
    return new Finding(
        code, code, subject, severity, condition, confidence, headline, List.of(), now);
  }
}
