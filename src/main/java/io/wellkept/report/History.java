package io.wellkept.report;

import io.wellkept.incident.Pauses;
import io.wellkept.incident.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How a touchpoint was, hour by hour and day by day. Pure. */
public final class History {
  /** Hours that a day's history shows, the present one among them. */
  public static final int HOURS = 24;

  /** Days that a month's history shows, today among them. */
  public static final int DAYS = 30;

  private History() {}

  /** From (included) until (excluded). */
  public record Span(Instant from, Instant until) {
    public Duration length() {
      return until.isAfter(from) ? Duration.between(from, until) : Duration.ZERO;
    }
  }

  /**
   * An hour, or a day of 23 to 25 hours.
   *
   * @param looks all of them; those neither {@code bad} nor {@code blind} were fine
   * @param unheard within which part of it nobody listened
   * @param classes looks by class of latency, as {@link Tally} has them
   */
  public record Slot(
      Span span, int looks, int bad, int blind, Duration unheard, List<Integer> classes) {
    public Slot {
      classes = List.copyOf(classes);
    }

    public int fine() {
      return looks - bad - blind;
    }

    /** As {@link Tally#percentile}. */
    public double percentile(double share) {
      return new Tally(span.from(), looks, bad, blind, classes).percentile(share);
    }
  }

  /** The last {@value #HOURS} hours, the present one last. */
  public static List<Slot> hours(Collection<Tally> tallies, Pauses gaps, Instant now) {
    Instant last = now.truncatedTo(ChronoUnit.HOURS);
    List<Span> spans = new ArrayList<>();
    for (int ago = HOURS - 1; ago >= 0; ago--) {
      Instant from = last.minus(Duration.ofHours(ago));
      spans.add(new Span(from, from.plus(Duration.ofHours(1))));
    }
    return fill(spans, tallies, gaps, now);
  }

  /**
   * The last {@value #DAYS} days of the zone, today last. An hour belongs to the day in which it
   * begins.
   */
  public static List<Slot> days(Collection<Tally> tallies, Pauses gaps, ZoneId zone, Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    List<Span> spans = new ArrayList<>();
    for (int ago = DAYS - 1; ago >= 0; ago--) {
      LocalDate day = today.minusDays(ago);
      spans.add(
          new Span(
              day.atStartOfDay(zone).toInstant(), day.plusDays(1).atStartOfDay(zone).toInstant()));
    }
    return fill(spans, tallies, gaps, now);
  }

  /** The first moment that either history asks for. */
  public static Instant from(ZoneId zone, Instant now) {
    Instant day =
        now.atZone(zone).toLocalDate().minusDays(DAYS - 1L).atStartOfDay(zone).toInstant();
    // the hour within which the day begins, where a zone is off by half an hour
    return day.truncatedTo(ChronoUnit.HOURS);
  }

  private static List<Slot> fill(
      List<Span> spans, Collection<Tally> tallies, Pauses gaps, Instant now) {
    return spans.stream().map(span -> slot(span, tallies, gaps, now)).toList();
  }

  private static Slot slot(Span span, Collection<Tally> tallies, Pauses gaps, Instant now) {
    int looks = 0;
    int bad = 0;
    int blind = 0;
    List<Integer> classes = new ArrayList<>();
    for (Tally tally : tallies) {
      if (tally.hour().isBefore(span.from()) || !tally.hour().isBefore(span.until())) {
        continue;
      }
      looks += tally.looks();
      bad += tally.bad();
      blind += tally.blind();
      addUp(classes, tally.classes());
    }
    Instant end = earlier(span.until(), now);
    Duration unheard = Duration.between(span.from(), end).minus(gaps.between(span.from(), end));
    return new Slot(span, looks, bad, blind, unheard, classes);
  }

  /** All of them as one. */
  public static Slot whole(List<Slot> slots) {
    List<Integer> classes = new ArrayList<>();
    slots.forEach(slot -> addUp(classes, slot.classes()));
    return new Slot(
        new Span(slots.get(0).span().from(), slots.get(slots.size() - 1).span().until()),
        slots.stream().mapToInt(Slot::looks).sum(),
        slots.stream().mapToInt(Slot::bad).sum(),
        slots.stream().mapToInt(Slot::blind).sum(),
        slots.stream().map(Slot::unheard).reduce(Duration.ZERO, Duration::plus),
        classes);
  }

  static void addUp(List<Integer> sums, List<Integer> more) {
    for (int i = 0; i < more.size(); i++) {
      if (i < sums.size()) {
        sums.set(i, sums.get(i) + more.get(i));
      } else {
        sums.add(more.get(i));
      }
    }
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
