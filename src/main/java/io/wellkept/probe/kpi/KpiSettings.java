package io.wellkept.probe.kpi;

import io.wellkept.probe.Look;
import io.wellkept.probe.table.JsonSource;
import io.wellkept.probe.table.SqlSource;
import io.wellkept.touchpoint.Called;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.RealTime;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which number, and what would be wrong with it. */
@Doc("A number that must not fall, rise or stand still")
public record KpiSettings(
    @Doc(value = "What it counts, for people; the check's name if left out", example = "orders")
        @Nullable String what,
    @Doc("A number from a JSON file or address") @Nullable JsonSource json,
    @Doc("A number from a spreadsheet saved as CSV") @Nullable CsvNumber csv,
    @Doc("A number from a database") @Nullable SqlSource sql,
    @Doc("A number from Prometheus") @Nullable PrometheusNumber prometheus,
    @Doc(value = "Whether others post the number to an address of this check", standard = "false")
        @Nullable Boolean push,
    @Doc(
            value =
                "What the number says: level (how it stands), total (how many ever: its rise"
                    + " counts), period (how many since the call before, only with push)",
            standard = "level")
        @Nullable Counts counts,
    @Doc(value = "Less than this is a finding; of a rise, in a whole hour", example = "5")
        @Nullable Double below,
    @Doc(value = "More than this is a finding; of a rise, in a whole hour", example = "500")
        @Nullable Double above,
    @Doc("When it is unusual for its hour; never if left out") @Nullable ChangeSettings change,
    @Doc(
            value =
                "Whether it is a finding that there is nothing at all in hours that always have"
                    + " some; yes for total and period, no for level if left out",
            example = "true")
        @Nullable Boolean driesUp,
    @Doc(value = "The same number for so long is a finding; never if left out", example = "12h")
        @Nullable Duration flatFor,
    @Doc(value = "No number for so long is a finding", standard = "1d")
        @Nullable Duration noDataFor,
    @Doc(value = "How many weeks are remembered and compared with, from 1 to 16", standard = "8")
        @Nullable Integer weeks,
    @Doc(value = "How many of them must be known before anything is compared", standard = "3")
        @Nullable Integer knownWeeks,
    @Doc(
            value = "Whose hours of the day count; those of the owner if left out",
            example = "Europe/Berlin")
        @Nullable ZoneId zone,
    @Doc(value = "When to give up on the source, at most 30s", standard = "15s") @RealTime
        @Nullable Duration timeout)
    implements Called {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration USUAL_PATIENCE = Duration.ofDays(1);
  private static final int USUAL_WEEKS = 8;
  private static final int MOST_WEEKS = 16;
  private static final int USUALLY_KNOWN = 3;

  public KpiSettings {
    push = push != null && push;
    long sources =
        Stream.of(json, csv, sql, prometheus).filter(Objects::nonNull).count() + (push ? 1 : 0);
    if (sources != 1) {
      throw new IllegalArgumentException(
          "name exactly one source: json, csv, sql, prometheus or push");
    }
    counts = counts == null ? Counts.LEVEL : counts;
    if (counts == Counts.PERIOD && !push) {
      throw new IllegalArgumentException(
          "counts: period is for push: elsewhere nobody can tell which period was counted already."
              + " A number of the last hour is a level");
    }
    if (what != null && what.isBlank()) {
      throw new IllegalArgumentException("what is empty: leave it out");
    }
    requireBounds(below, above);
    driesUp = driesUp == null ? counts.flows() : driesUp;
    requirePositive("flat-for", flatFor);
    noDataFor = noDataFor == null ? USUAL_PATIENCE : noDataFor;
    requirePositive("no-data-for", noDataFor);
    weeks = weeks == null ? USUAL_WEEKS : weeks;
    if (weeks < 1 || weeks > MOST_WEEKS) {
      throw new IllegalArgumentException("weeks must be between 1 and " + MOST_WEEKS);
    }
    knownWeeks = knownWeeks == null ? Math.min(USUALLY_KNOWN, weeks) : knownWeeks;
    if (knownWeeks < 1 || knownWeeks > weeks) {
      throw new IllegalArgumentException("known-weeks must be between 1 and weeks");
    }
    timeout = timeout == null ? USUAL_TIMEOUT : timeout;
    requirePositive("timeout", timeout);
    if (timeout.compareTo(Look.DEADLINE) > 0) {
      throw new IllegalArgumentException("timeout is more than 30s");
    }
  }

  private static void requireBounds(@Nullable Double below, @Nullable Double above) {
    if (Stream.of(below, above).anyMatch(bound -> bound != null && !Double.isFinite(bound))) {
      throw new IllegalArgumentException("below and above must be numbers");
    }
    if (below != null && above != null && below > above) {
      throw new IllegalArgumentException("below is more than above: nothing would be right");
    }
  }

  private static void requirePositive(String name, @Nullable Duration span) {
    if (span != null && (span.isNegative() || span.isZero())) {
      throw new IllegalArgumentException(name + " must be more than nothing");
    }
  }

  /** The address that is asked most, as far as there is one. */
  Optional<String> target() {
    if (prometheus != null) {
      return Optional.of(prometheus.url());
    }
    return Optional.ofNullable(json == null ? csv == null ? null : csv.url() : json.url());
  }

  @Override
  public @Nullable String door() {
    return push() ? BEAT : null;
  }

  @Override
  public Wants wants() {
    return Wants.NUMBER;
  }

  @Override
  public Boolean push() {
    return Objects.requireNonNull(push);
  }

  @Override
  public Counts counts() {
    return Objects.requireNonNull(counts);
  }

  @Override
  public Boolean driesUp() {
    return Objects.requireNonNull(driesUp);
  }

  @Override
  public Duration noDataFor() {
    return Objects.requireNonNull(noDataFor);
  }

  @Override
  public Integer weeks() {
    return Objects.requireNonNull(weeks);
  }

  @Override
  public Integer knownWeeks() {
    return Objects.requireNonNull(knownWeeks);
  }

  @Override
  public Duration timeout() {
    return Objects.requireNonNull(timeout);
  }
}
