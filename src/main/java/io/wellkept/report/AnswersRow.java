package io.wellkept.report;

import io.wellkept.report.AnswersByWeek.Line;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How customers were answered, as programs get it. Rates are from 0 to 1, null where there is
 * nothing to tell; medians are in seconds.
 *
 * @param from the week's Monday
 */
public record AnswersRow(
    String touchpoint,
    String source,
    String week,
    LocalDate from,
    int heard,
    int answered,
    @Nullable Double responseRate,
    int onTime,
    int late,
    @Nullable Double onTimeRate,
    int waiting,
    int gone,
    int untold,
    @Nullable Long medianSeconds,
    @Nullable Long medianWorkingSeconds,
    @Nullable Instant oldest) {

  public static AnswersRow of(Line line) {
    Answers answers = line.answers();
    return new AnswersRow(
        line.touchpoint(),
        line.source(),
        line.week(),
        line.monday(),
        answers.heard(),
        answers.answered(),
        orNull(answers.responseRate()),
        answers.onTime(),
        answers.late(),
        orNull(answers.onTimeRate()),
        answers.waiting(),
        answers.gone(),
        answers.untold(),
        seconds(answers.median()),
        seconds(answers.medianWorked()),
        answers.oldest());
  }

  private static @Nullable Double orNull(OptionalDouble rate) {
    return rate.isPresent() ? rate.getAsDouble() : null;
  }

  private static @Nullable Long seconds(@Nullable Duration span) {
    return span == null ? null : span.toSeconds();
  }
}
