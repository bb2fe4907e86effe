package io.wellkept.probe.attest;

import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.Questionnaire;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a person is asked, and how often. */
@Doc("Whether a person has looked lately at what no machine sees")
public record AttestSettings(
    @Doc(
            value = "What the owner is asked; each is answered with \"fine\" or \"not fine\"",
            example = "[Is the sign lit and whole?, Are the opening hours right?]")
        List<String> questions,
    @Doc(value = "How long an answer holds", standard = "90d") @Nullable Duration dueEvery,
    @Doc(value = "How long before that the owner is asked", standard = "7d")
        @Nullable Duration ahead,
    @Doc(value = "Whether a photo belongs to the answer", standard = "wanted")
        @Nullable Photo photo,
    @Doc(value = "How grave an answer \"not fine\" is", standard = "major")
        @Nullable Severity severity)
    implements Questionnaire {
  private static final int MOST = 20;
  private static final int LONGEST = 200;

  public AttestSettings {
    // Reflection may hand over nothing where the YAML says nothing.
    if (questions == null || questions.isEmpty()) {
      throw new IllegalArgumentException("questions are missing: say what the owner is asked");
    }
    questions = questions.stream().map(String::strip).toList();
    requireShort(questions);
    dueEvery = dueEvery == null ? Duration.ofDays(90) : dueEvery;
    if (dueEvery.isNegative() || dueEvery.isZero()) {
      throw new IllegalArgumentException("due-every must be more than nothing");
    }
    ahead = ahead == null ? shorter(Duration.ofDays(7), dueEvery.dividedBy(2)) : ahead;
    if (ahead.isNegative() || ahead.isZero()) {
      throw new IllegalArgumentException("ahead must be more than nothing");
    }
    if (ahead.compareTo(dueEvery) >= 0) {
      throw new IllegalArgumentException(
          "ahead "
              + Spans.text(ahead)
              + " is not shorter than due-every "
              + Spans.text(dueEvery)
              + ": the owner would be asked without an end");
    }
    photo = photo == null ? Photo.WANTED : photo;
    severity = severity == null ? Severity.MAJOR : severity;
  }

  private static void requireShort(List<String> questions) {
    if (questions.size() > MOST) {
      throw new IllegalArgumentException(
          questions.size() + " questions are too many for one form: " + MOST + " at most");
    }
    for (String question : questions) {
      if (question.isEmpty() || question.length() > LONGEST) {
        throw new IllegalArgumentException(
            "a question has from 1 to " + LONGEST + " characters, not " + question.length());
      }
    }
    if (new HashSet<>(questions).size() < questions.size()) {
      throw new IllegalArgumentException("a question is asked twice");
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Override
  public Duration dueEvery() {
    return Objects.requireNonNull(dueEvery);
  }

  @Override
  public Duration ahead() {
    return Objects.requireNonNull(ahead);
  }

  @Override
  public Photo photo() {
    return Objects.requireNonNull(photo);
  }

  @Override
  public Severity severity() {
    return Objects.requireNonNull(severity);
  }
}
