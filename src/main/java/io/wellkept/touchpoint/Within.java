package io.wellkept.touchpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How soon somebody must do something: in working days or hours of their own calendar, or by the
 * clock. People write {@code 2 working days}, {@code 4 working hours} or {@code 2h}.
 *
 * @param span more than nothing; of working days each counts 24 hours, and a fraction of one, which
 *     only the demo's time scale makes, goes by the clock
 */
public record Within(Counting counting, Duration span) {
  /** What {@link #parse} reads. */
  public static final String PATTERN =
      "(\\d+)\\s*working[ -](day|hour)s?|" + Spans.PATTERN.replace("(", "(?:");

  /** What that looks like, for people. */
  public static final String WORDS = "a time such as 1 working day, 4 working hours or 2h";

  private static final Pattern WORKING = Pattern.compile("(\\d+)\\s*working[ -](day|hour)s?");
  private static final Duration DAY = Duration.ofDays(1);

  /** What passes while somebody waits. */
  public enum Counting {
    WORKING_DAYS,
    WORKING_HOURS,
    CLOCK
  }

  public Within {
    if (span.isZero() || span.isNegative()) {
      throw new IllegalArgumentException("a time to answer must be more than nothing");
    }
    if (counting == Counting.WORKING_DAYS && span.toMillis() % DAY.toMillis() != 0) {
      counting = Counting.CLOCK;
    }
  }

  public static Within workingDays(int days) {
    return new Within(Counting.WORKING_DAYS, DAY.multipliedBy(days));
  }

  public static Within workingHours(int hours) {
    return new Within(Counting.WORKING_HOURS, Duration.ofHours(hours));
  }

  public static Within clock(Duration span) {
    return new Within(Counting.CLOCK, span);
  }

  /**
   * Reads what people write.
   *
   * @throws IllegalArgumentException if the text is of another form, or no time at all
   */
  public static Within parse(String text) {
    Matcher working = WORKING.matcher(text.strip());
    if (!working.matches()) {
      return text.contains("working") ? refuse(text) : clock(Spans.parse(text));
    }
    int amount;
    try {
      amount = Integer.parseInt(working.group(1));
    } catch (NumberFormatException e) {
      return refuse(text);
    }
    return working.group(2).equals("day") ? workingDays(amount) : workingHours(amount);
  }

  private static Within refuse(String text) {
    throw new IllegalArgumentException("'" + text + "' is not " + WORDS);
  }

  /**
   * When the time is over that began then. Days on which the person is away count all the same:
   * somebody else must do it then.
   */
  public Instant after(Person person, Instant start) {
    Person there = person.neverAway();
    return switch (counting) {
      case CLOCK -> start.plus(span);
      case WORKING_HOURS -> WorkingTime.plus(there, start, span);
      case WORKING_DAYS -> WorkingTime.plusDays(there, start, (int) span.toDays());
    };
  }

  /** When half of it is over, in what it counts. */
  public Instant halfAfter(Person person, Instant start) {
    Instant end = after(person, start);
    if (counting == Counting.CLOCK) {
      return start.plus(Duration.between(start, end).dividedBy(2));
    }
    Person there = person.neverAway();
    return WorkingTime.plus(there, start, WorkingTime.between(there, start, end).dividedBy(2));
  }

  /** As {@link #parse} reads it. */
  public String text() {
    return switch (counting) {
      case CLOCK -> Spans.text(span);
      case WORKING_HOURS -> span.toHours() + " working hour" + (span.toHours() == 1 ? "" : "s");
      case WORKING_DAYS -> span.toDays() + " working day" + (span.toDays() == 1 ? "" : "s");
    };
  }
}
