package io.wellkept.probe.kpi;

import io.wellkept.probe.table.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is usual: the same hours, by the clocks of people, of the weeks before. A week that was bad
 * or strange does not lead it astray, for it is the middle of all weeks that counts.
 */
final class Usual {
  /**
   * Silence is told once so much would usually have come: where ten are usual, none comes by chance
   * once in more than twenty thousand times.
   */
  private static final double ENOUGH = 10;

  /** One week in so many may have been silent too: a holiday, or an earlier fault. */
  private static final int WEEKS_PER_EXCEPTION = 8;

  /** What is compared of a silence; one that lasts longer stays what it was found to be. */
  private static final Duration LONGEST_SILENCE = Duration.ofDays(2);

  /** A tenth up and down is nothing, however regular it was. */
  private static final double ALWAYS_ALLOWED = 0.1;

  private final KpiSettings settings;
  private final ZoneId zone;
  private final Hours hours;

  Usual(KpiSettings settings, ZoneId zone, Hours hours) {
    this.settings = settings;
    this.zone = zone;
    this.hours = hours;
  }

  /** The same moment by the clocks of people, so many weeks before. */
  private Instant before(Instant moment, int weeks) {
    return moment.atZone(zone).minusWeeks(weeks).toInstant();
  }

  /** What that hour was in the weeks before, as far as it is known, the last week first. */
  private List<Double> weeksOf(long hour) {
    List<Double> known = new ArrayList<>();
    for (int week = 1; week <= settings.weeks(); week++) {
      double value = hours.at(hours.index(before(hours.start(hour), week)));
      if (!Double.isNaN(value)) {
        known.add(value);
      }
    }
    return known;
  }

  /** What is to be expected in the hour of that moment; empty while too few weeks are known. */
  Optional<Double> expected(Instant now) {
    List<Double> known = weeksOf(hours.index(now));
    return known.size() < settings.knownWeeks()
        ? Optional.empty()
        : Optional.of(Robust.median(array(known)));
  }

  /**
   * How much came in the same time of the weeks before, if it was never silent; empty if it was, is
   * not known, or too little usually comes for the silence to mean anything yet.
   */
  Optional<Sum> neverSilent(Instant from, Instant until) {
    Instant end = from.plus(LONGEST_SILENCE).isBefore(until) ? from.plus(LONGEST_SILENCE) : until;
    List<Double> known = new ArrayList<>();
    for (int week = 1; week <= settings.weeks(); week++) {
      double sum = hours.sum(before(from, week), before(end, week));
      if (!Double.isNaN(sum)) {
        known.add(sum);
      }
    }
    if (known.isEmpty() || known.size() < settings.knownWeeks()) {
      return Optional.empty();
    }
    List<Double> some = known.stream().filter(sum -> sum >= 0.5).toList();
    int silent = known.size() - some.size();
    if (silent > known.size() / WEEKS_PER_EXCEPTION || Robust.median(array(known)) < ENOUGH) {
      return Optional.empty();
    }
    return Optional.of(new Sum(zone, from, end, known.size(), silent, range(some)));
  }

  /**
   * How much came in the same time of the weeks before.
   *
   * @param silent how many of the weeks had nothing
   * @param range from the least to the most, of the others
   */
  record Sum(ZoneId zone, Instant from, Instant until, int weeks, int silent, String range) {
    /** "on the last 8 Mondays there were 12 to 31 between 14:00 and 16:00". */
    String inWords() {
      return many() + " " + new HourWords(zone).between(from, until);
    }

    /** The same, short where the time is the one that was just spoken of. */
    String inWords(Instant saidFrom, Instant saidUntil) {
      return from.equals(saidFrom) && until.equals(saidUntil) ? many() + " then" : inWords();
    }

    private String many() {
      String others = silent == 0 ? "" : " but " + silent;
      return new HourWords(zone).weeks(from, until, weeks) + others + " there were " + range;
    }
  }

  /**
   * That each of these hours strays from what is usual, all the same way, in words.
   *
   * @param first the first of the hours
   */
  Optional<String> strays(ChangeSettings change, long first, int many) {
    double way = 0;
    for (long hour = first; hour < first + many; hour++) {
      Double difference = stray(change, hour);
      if (difference == null || way * difference < 0) {
        return Optional.empty();
      }
      way = difference;
    }
    List<Double> weeks = new ArrayList<>();
    for (int week = 1; week <= settings.weeks(); week++) {
      long then = hours.index(before(hours.start(first), week));
      double value = together(then, many);
      if (!Double.isNaN(value)) {
        weeks.add(value);
      }
    }
    if (weeks.isEmpty()) {
      return Optional.empty();
    }
    Instant end = hours.start(first + many);
    return Optional.of(
        new HourWords(zone).weeks(hours.start(first), end, weeks.size())
            + (settings.counts().flows() ? " there were " : " it was ")
            + range(weeks)
            + " then");
  }

  /** By how much that hour differs, if that is more than usual and matters; else null. */
  private @Nullable Double stray(ChangeSettings change, long hour) {
    List<Double> known = weeksOf(hour);
    if (known.isEmpty() || known.size() < settings.knownWeeks()) {
      return null;
    }
    double middle = Robust.median(array(known));
    double difference = hours.at(hour) - middle;
    double allowed = Math.max(change.sensitivity() * spread(hour, middle), change.least());
    boolean far = Math.abs(difference) > allowed && Math.abs(difference) >= change.least();
    return far && change.matters(difference) ? difference : null;
  }

  /**
   * How much that hour varies from week to week, as a standard deviation. Few weeks say little
   * about it, so the hours beside it have a say too, each by its own middle: a shop that opens at
   * nine does not vary because eight is another hour than nine.
   */
  private double spread(long hour, double middle) {
    List<Double> distances = new ArrayList<>();
    for (long near = hour - 1; near <= hour + 1; near++) {
      List<Double> known = weeksOf(near);
      if (!known.isEmpty()) {
        double own = Robust.median(array(known));
        known.forEach(value -> distances.add(value - own));
      }
    }
    double varied = Robust.NORMAL * Robust.deviation(0, array(distances));
    return Math.max(varied, floor(middle));
  }

  /** Numbers that never vary, or are nothing at night, must not make an alarm of every trifle. */
  private double floor(double middle) {
    double allowed = ALWAYS_ALLOWED * Math.max(Math.abs(middle), hours.typical());
    // what is counted varies by the root of what is usual
    return settings.counts().flows() ? Math.max(allowed, Math.sqrt(Math.abs(middle))) : allowed;
  }

  /** These hours together: what came in all of them, or how it stood on average. */
  double together(long first, int many) {
    double sum = 0;
    for (long hour = first; hour < first + many; hour++) {
      sum += hours.at(hour);
    }
    return settings.counts().flows() ? sum : sum / many;
  }

  private static String range(List<Double> values) {
    double least = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    String low = Figures.words(rounded(least));
    String high = Figures.words(rounded(most));
    return low.equals(high) ? low : low + " to " + high;
  }

  /** What was spread over the edges of hours comes in parts that nobody wants to read. */
  private static double rounded(double value) {
    return Math.abs(value) >= 10 ? Math.rint(value) : value;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
