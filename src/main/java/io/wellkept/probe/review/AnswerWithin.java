package io.wellkept.probe.review;

import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.Within;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How soon a review is answered, by what it says. */
@Doc("How soon a review must be answered, in working days or hours of the owner's, or by the clock")
public record AnswerWithin(
    @Doc(value = "One with 1 or 2 stars", standard = "1 working day") @Nullable Within bad,
    @Doc(value = "One with 3 stars, or with none", standard = "2 working days")
        @Nullable Within fair,
    @Doc(value = "One with 4 or 5 stars", standard = "5 working days") @Nullable Within good,
    @Doc(value = "One that says a critical word, however many stars it has", standard = "4h")
        @Nullable Within critical) {
  static final AnswerWithin USUAL = new AnswerWithin(null, null, null, null);

  public AnswerWithin {
    bad = Objects.requireNonNullElseGet(bad, () -> Within.workingDays(1));
    fair = Objects.requireNonNullElseGet(fair, () -> Within.workingDays(2));
    good = Objects.requireNonNullElseGet(good, () -> Within.workingDays(5));
    critical = Objects.requireNonNullElseGet(critical, () -> Within.clock(Duration.ofHours(4)));
  }

  @Override
  public Within bad() {
    return Objects.requireNonNull(bad);
  }

  @Override
  public Within fair() {
    return Objects.requireNonNull(fair);
  }

  @Override
  public Within good() {
    return Objects.requireNonNull(good);
  }

  @Override
  public Within critical() {
    return Objects.requireNonNull(critical);
  }
}
