package io.wellkept.probe.social;

import io.wellkept.probe.Look;
import io.wellkept.probe.PageSettings;
import io.wellkept.probe.Wording;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.RealTime;
import io.wellkept.touchpoint.Within;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was promised of a profile on somebody else's network. */
@Doc("Whether a profile is there, something is posted, and who speaks to us there is answered")
public record SocialSettings(
    @Doc("Where the profile is") SourceSettings source,
    @Doc(value = "How long nothing new may come", standard = "30d") @Nullable Duration postEvery,
    @Doc(
            value =
                "Whether comments and mentions are to be answered; true where the source tells them"
                    + " if left out",
            example = "false")
        @Nullable Boolean comments,
    @Doc(value = "How soon each is to be answered", standard = "1 working day")
        @Nullable Within answerWithin,
    @Doc(
            value = "Words that make a comment without an answer critical",
            example = "[refund, injured, lawyer]")
        @Nullable List<String> urgent,
    @Doc(
            value = "What was said longer ago than that when we first look gets no clock",
            standard = "14d")
        @Nullable Duration lookBack,
    @Doc(value = "When to give up, at most 30s", standard = "30s") @RealTime
        @Nullable Duration timeout) {
  private static final Duration USUAL_EVERY = Duration.ofDays(30);
  private static final Duration USUAL_BACK = Duration.ofDays(14);

  public SocialSettings {
    boolean tellsPosts = source.profile() == null;
    if (!tellsPosts && postEvery != null) {
      throw new IllegalArgumentException(
          "post-every: of a profile's address alone nobody knows when something was posted");
    }
    postEvery = postEvery == null && tellsPosts ? USUAL_EVERY : postEvery;
    requirePositive("post-every", postEvery);
    urgent = urgent == null ? List.of() : List.copyOf(urgent);
    boolean hears = source.hearsComments();
    if (!hears && (answerWithin != null || !urgent.isEmpty() || Boolean.TRUE.equals(comments))) {
      throw new IllegalArgumentException(
          "comments, answer-within and urgent: this source does not tell who speaks to us"
              + (source.youtube() == null ? "" : ", without a key"));
    }
    comments = comments == null ? hears : comments;
    answerWithin = answerWithin == null && hears ? Within.workingDays(1) : answerWithin;
    if (urgent.stream().anyMatch(word -> Wording.plain(word).isEmpty())) {
      throw new IllegalArgumentException("urgent has an empty word: leave it out");
    }
    lookBack = Objects.requireNonNullElse(lookBack, USUAL_BACK);
    requirePositive("look-back", lookBack);
    timeout =
        PageSettings.within("timeout", timeout == null ? Look.DEADLINE : timeout, Look.DEADLINE);
  }

  private static void requirePositive(String name, @Nullable Duration span) {
    if (span != null && (span.isZero() || span.isNegative())) {
      throw new IllegalArgumentException(name + " must be more than nothing");
    }
  }

  /** The same as {@link #postEvery}, of a source that tells when something was posted. */
  Duration promisedPosts() {
    return Objects.requireNonNull(postEvery);
  }

  /** The same as {@link #answerWithin}, of a source that tells who spoke to us. */
  Within promisedAnswers() {
    return Objects.requireNonNull(answerWithin);
  }

  @Override
  public Boolean comments() {
    return Objects.requireNonNull(comments);
  }

  @Override
  public List<String> urgent() {
    return Objects.requireNonNull(urgent);
  }

  @Override
  public Duration lookBack() {
    return Objects.requireNonNull(lookBack);
  }

  @Override
  public Duration timeout() {
    return Objects.requireNonNull(timeout);
  }
}
