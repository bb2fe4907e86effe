package io.wellkept.probe.review;

import io.wellkept.probe.Look;
import io.wellkept.probe.PageSettings;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.RealTime;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where customers write about us, and how soon they get an answer. */
@Doc("Whether reviews are answered in time, and what the rating does")
public record ReviewSettings(
    @Doc("Where the reviews are") SourceSettings source,
    @Doc("How soon a review must be answered") @Nullable AnswerWithin answerWithin,
    @Doc("Which words make a review critical") @Nullable CriticalWords criticalWords,
    @Doc(
            value =
                "What was written longer ago than that before the first look is counted, and no"
                    + " answer is waited for",
            standard = "30d")
        @Nullable Duration lookBack,
    @Doc(value = "A rating that falls by so many stars is a finding; never if 0", standard = "0.3")
        @Nullable Double ratingFallsBy,
    @Doc(value = "Within so long", standard = "30d") @Nullable Duration ratingFallsWithin,
    @Doc(value = "No new review for so long is a finding; never if left out", example = "60d")
        @Nullable Duration noneFor,
    @Doc(value = "When to give up on the source, at most 30s", standard = "25s") @RealTime
        @Nullable Duration timeout) {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration LONGEST = Duration.ofDays(3_650);
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(25);
  private static final double USUAL_FALL = 0.3;
  private static final double MOST_STARS = 5;

  public ReviewSettings {
    if (source == null) {
      throw new IllegalArgumentException("source is missing: say where the reviews are");
    }
    answerWithin = Objects.requireNonNullElse(answerWithin, AnswerWithin.USUAL);
    criticalWords = Objects.requireNonNullElse(criticalWords, CriticalWords.USUAL);
    lookBack = span("look-back", lookBack, MONTH);
    ratingFallsBy = Objects.requireNonNullElse(ratingFallsBy, USUAL_FALL);
    if (!(ratingFallsBy >= 0) || ratingFallsBy > MOST_STARS) {
      throw new IllegalArgumentException("rating-falls-by is not between 0 and 5 stars");
    }
    ratingFallsWithin = span("rating-falls-within", ratingFallsWithin, MONTH);
    if (noneFor != null) {
      PageSettings.within("none-for", noneFor, LONGEST);
    }
    timeout = Objects.requireNonNullElse(timeout, USUAL_TIMEOUT);
    PageSettings.within("timeout", timeout, Look.DEADLINE);
  }

  private static Duration span(String name, @Nullable Duration given, Duration usual) {
    return given == null ? usual : PageSettings.within(name, given, LONGEST);
  }

  /** Where most of its looks are at; empty for a vendor's own service. */
  Optional<String> target() {
    return Optional.ofNullable(source.listed()).map(Listed::url);
  }

  @Override
  public AnswerWithin answerWithin() {
    return Objects.requireNonNull(answerWithin);
  }

  @Override
  public CriticalWords criticalWords() {
    return Objects.requireNonNull(criticalWords);
  }

  @Override
  public Duration lookBack() {
    return Objects.requireNonNull(lookBack);
  }

  @Override
  public Double ratingFallsBy() {
    return Objects.requireNonNull(ratingFallsBy);
  }

  @Override
  public Duration ratingFallsWithin() {
    return Objects.requireNonNull(ratingFallsWithin);
  }

  @Override
  public Duration timeout() {
    return Objects.requireNonNull(timeout);
  }
}
