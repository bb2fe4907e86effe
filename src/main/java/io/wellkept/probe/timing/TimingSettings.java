package io.wellkept.probe.timing;

import io.wellkept.probe.Look;
import io.wellkept.probe.table.CsvSource;
import io.wellkept.probe.table.JsonSource;
import io.wellkept.probe.table.SqlSource;
import io.wellkept.touchpoint.Called;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.RealTime;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which way customers are meant to go, how fast, and where it is seen how they went. */
@Doc("Whether customers get from stage to stage in the time that was intended")
public record TimingSettings(
    @Doc(
            value = "The stages of the way, in the customer's order, from 2 to 12",
            example = "[{stage: order}, {stage: delivery, within: 21d}]")
        List<StageSettings> stages,
    @Doc("Events from a JSON file or address") @Nullable JsonSource json,
    @Doc("Events from a spreadsheet saved as CSV") @Nullable CsvSource csv,
    @Doc("Events from a database, the newest first") @Nullable SqlSource sql,
    @Doc(value = "Whether others post events to an address of this check", standard = "false")
        @Nullable Boolean push,
    @Doc("What the fields of an event are called, unless others post them")
        @Nullable FieldSettings fields,
    @Doc(value = "How much longer than intended the median may be, in percent", standard = "20")
        @Nullable Double tolerance,
    @Doc(value = "From how many customers on a week says anything, at least 3", standard = "10")
        @Nullable Integer cases,
    @Doc(
            value =
                "Who reached no further stage for so long has left; twice the longest time to a"
                    + " stage, if that is longer and this is left out",
            standard = "30d")
        @Nullable Duration leftAfter,
    @Doc(value = "After how long without a new event nobody knows any more", standard = "14d")
        @Nullable Duration noDataFor,
    @Doc(value = "Events that are older do not count, at most 400d", standard = "180d")
        @Nullable Duration window,
    @Doc(
            value = "Where days and weeks begin, and times are meant; as for the owner if left out",
            example = "Europe/Berlin")
        @Nullable ZoneId zone,
    @Doc(value = "When to give up on the source, at most 30s", standard = "20s") @RealTime
        @Nullable Duration timeout)
    implements Called {
  private static final int MOST_STAGES = 12;
  private static final double USUAL_TOLERANCE = 20;
  private static final int USUAL_CASES = 10;
  private static final int FEWEST_CASES = 3;
  private static final Duration USUALLY_LEFT = Duration.ofDays(30);
  private static final Duration USUAL_PATIENCE = Duration.ofDays(14);
  private static final Duration USUAL_WINDOW = Duration.ofDays(180);
  private static final Duration LONGEST_WINDOW = Duration.ofDays(400);
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(20);

  public TimingSettings {
    stages = stages == null ? List.of() : List.copyOf(stages);
    if (stages.size() < 2 || stages.size() > MOST_STAGES) {
      throw new IllegalArgumentException("name from 2 to " + MOST_STAGES + " stages");
    }
    if (stages.stream().map(StageSettings::stage).distinct().count() < stages.size()) {
      throw new IllegalArgumentException("a stage is named twice");
    }
    if (stages.get(0).within() != null || stages.get(0).nineInTenWithin() != null) {
      throw new IllegalArgumentException(
          "the first stage has no stage before it: times belong to the stage that they lead to");
    }
    if (stages.stream()
        .allMatch(stage -> stage.within() == null && stage.nineInTenWithin() == null)) {
      throw new IllegalArgumentException("no stage says within which time it is to be reached");
    }
    push = push != null && push;
    if (Stream.of(json, csv, sql).filter(Objects::nonNull).count() + (push ? 1 : 0) != 1) {
      throw new IllegalArgumentException("name exactly one source: json, csv, sql or push");
    }
    if (push && fields != null) {
      throw new IllegalArgumentException("fields are not for push: what is posted has one form");
    }
    fields = fields == null ? FieldSettings.USUAL : fields;
    tolerance = tolerance == null ? USUAL_TOLERANCE : tolerance;
    if (!(tolerance >= 0 && tolerance <= 1_000)) {
      throw new IllegalArgumentException("tolerance must be between 0 and 1000 percent");
    }
    cases = cases == null ? USUAL_CASES : cases;
    if (cases < FEWEST_CASES) {
      throw new IllegalArgumentException("cases must be at least " + FEWEST_CASES);
    }
    double more = 1 + tolerance / 100;
    Duration longest =
        stages.stream()
            .map(stage -> stage.most(more))
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    if (leftAfter != null && leftAfter.compareTo(longest) <= 0) {
      throw new IllegalArgumentException(
          "left-after must be longer than the longest time to a stage, with its tolerance: who is"
              + " in time has not left");
    }
    leftAfter = leftAfter == null ? usuallyLeft(longest) : leftAfter;
    noDataFor = noDataFor == null ? USUAL_PATIENCE : noDataFor;
    window = window == null ? USUAL_WINDOW : window;
    timeout = timeout == null ? USUAL_TIMEOUT : timeout;
    requireBetween("left-after", leftAfter, LONGEST_WINDOW);
    requireBetween("no-data-for", noDataFor, LONGEST_WINDOW);
    requireBetween("window", window, LONGEST_WINDOW);
    requireBetween("timeout", timeout, Look.DEADLINE);
  }

  private static Duration usuallyLeft(Duration longest) {
    return Stream.of(USUALLY_LEFT, longest.multipliedBy(2))
        .max(Comparator.naturalOrder())
        .filter(span -> span.compareTo(LONGEST_WINDOW) < 0)
        .orElse(LONGEST_WINDOW);
  }

  private static void requireBetween(String name, Duration span, Duration longest) {
    if (span.isNegative() || span.isZero() || span.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          name + " must be more than nothing and at most " + longest.toSeconds() + "s");
    }
  }

  /** The address that is asked most, as far as there is one. */
  Optional<String> target() {
    return Optional.ofNullable(json == null ? csv == null ? null : csv.url() : json.url());
  }

  @Override
  public @Nullable String door() {
    return push() ? PASSAGES : null;
  }

  @Override
  public Wants wants() {
    return Wants.PASSAGES;
  }

  @Override
  public Duration keepsPassages() {
    return window();
  }

  @Override
  public Boolean push() {
    return Objects.requireNonNull(push);
  }

  @Override
  public FieldSettings fields() {
    return Objects.requireNonNull(fields);
  }

  @Override
  public Double tolerance() {
    return Objects.requireNonNull(tolerance);
  }

  @Override
  public Integer cases() {
    return Objects.requireNonNull(cases);
  }

  @Override
  public Duration leftAfter() {
    return Objects.requireNonNull(leftAfter);
  }

  @Override
  public Duration noDataFor() {
    return Objects.requireNonNull(noDataFor);
  }

  @Override
  public Duration window() {
    return Objects.requireNonNull(window);
  }

  @Override
  public Duration timeout() {
    return Objects.requireNonNull(timeout);
  }
}
