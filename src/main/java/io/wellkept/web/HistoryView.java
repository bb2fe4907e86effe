package io.wellkept.web;

import io.wellkept.report.History;
import io.wellkept.report.History.Slot;
import io.wellkept.words.Words;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one check saw over a day or a month, as a picture and as a table.
 *
 * @param name of the check
 * @param mark makes ids in the page unlike those of other pictures
 * @param summary the picture in a sentence
 * @param times how fast it answered; null where that is not measured
 */
public record HistoryView(
    String name, String mark, String summary, List<Bar> bars, @Nullable Times times) {
  private static final int STEP = 10;
  private static final int FLOOR = 40;
  private static final int FINE = 18;
  private static final int HIGH = 60;

  public HistoryView {
    bars = List.copyOf(bars);
  }

  /** How an hour or a day is drawn: by its shape, and only then by its colour. */
  public enum Look {
    /** Nothing was due, or it was not watched yet. */
    NONE,
    FINE,
    /** Fine below, bad above. */
    MIXED,
    BAD,
    BLIND,
    /** Nobody listened. */
    UNHEARD
  }

  /**
   * An hour or a day.
   *
   * @param x where it begins, in a picture of {@value #STEP} per bar
   * @param high how much of the bar is bad, from its top
   */
  public record Bar(int x, Look look, int high, String when, List<String> cells) {
    public Bar {
      cells = List.copyOf(cells);
    }

    /** All of it in a line. */
    public String words() {
      return when + ": " + String.join(", ", cells);
    }
  }

  /**
   * Response times: half of the looks and nineteen in twenty were answered within that.
   *
   * @param half a path of SVG
   * @param most what the upper edge stands for
   */
  public record Times(String half, String nineteen, String most, String summary) {}

  public int width() {
    return bars.size() * STEP;
  }

  static HistoryView day(String name, List<Slot> slots, ZoneId zone, Words words) {
    return of(name, "d-" + name, slots, "common.pattern.time", zone, words);
  }

  static HistoryView month(String name, List<Slot> slots, ZoneId zone, Words words) {
    return of(name, "m-" + name, slots, "touchpoint.pattern.day", zone, words);
  }

  private static HistoryView of(
      String name, String mark, List<Slot> slots, String pattern, ZoneId zone, Words words) {
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern(words.say(pattern), words.locale()).withZone(zone);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      Look look = look(slot);
      bars.add(
          new Bar(
              i * STEP,
              look,
              look == Look.MIXED ? high(slot) : 0,
              format.format(slot.span().from()),
              cells(slot, words)));
    }
    Slot whole = History.whole(slots);
    String summary =
        words.say("touchpoint.looks-summary", whole.looks(), whole.bad(), whole.blind());
    return new HistoryView(name, mark, summary, bars, times(slots, whole, words));
  }

  private static Look look(Slot slot) {
    if (slot.bad() > 0) {
      return slot.bad() == slot.looks() ? Look.BAD : Look.MIXED;
    }
    boolean mostlyUnheard = slot.unheard().multipliedBy(2).compareTo(slot.span().length()) >= 0;
    if (mostlyUnheard || (slot.looks() == 0 && !slot.unheard().isZero())) {
      return Look.UNHEARD;
    }
    if (slot.looks() == 0) {
      return Look.NONE;
    }
    return slot.blind() * 2 >= slot.looks() ? Look.BLIND : Look.FINE;
  }

  /** Also the least that is bad can be seen. */
  private static int high(Slot slot) {
    return 6 + Math.round((FLOOR - FINE - 6f) * slot.bad() / slot.looks());
  }

  private static List<String> cells(Slot slot, Words words) {
    List<String> cells = new ArrayList<>();
    cells.add(words.say("touchpoint.looks", slot.looks()));
    cells.add(words.say("touchpoint.looks-bad", slot.bad()));
    cells.add(words.say("touchpoint.looks-blind", slot.blind()));
    cells.add(
        slot.unheard().isZero()
            ? words.say("touchpoint.heard")
            : words.say("touchpoint.unheard", words.span(slot.unheard())));
    double half = slot.percentile(.5);
    cells.add(
        Double.isNaN(half)
            ? words.say("touchpoint.no-time")
            : words.say(
                "touchpoint.times", seconds(half, words), seconds(slot.percentile(.95), words)));
    return cells;
  }

  private static @Nullable Times times(List<Slot> slots, Slot whole, Words words) {
    double most =
        slots.stream()
            .mapToDouble(slot -> slot.percentile(.95))
            .filter(Double::isFinite)
            .max()
            .orElse(0);
    if (most == 0) {
      return null;
    }
    return new Times(
        path(slots, .5, most),
        path(slots, .95, most),
        seconds(most, words),
        words.say(
            "touchpoint.times-summary",
            seconds(whole.percentile(.5), words),
            seconds(whole.percentile(.95), words)));
  }

  /** A line with a break where nothing was measured; a moment alone is a dash. */
  private static String path(List<Slot> slots, double share, double most) {
    StringBuilder path = new StringBuilder();
    boolean down = false;
    for (int i = 0; i < slots.size(); i++) {
      double value = slots.get(i).percentile(share);
      if (Double.isNaN(value)) {
        down = false;
        continue;
      }
      double y = HIGH - (HIGH - 4) * value / most;
      path.append(
          String.format(Locale.ROOT, "%s%d %.1fh4", down ? "L" : "M", i * STEP + STEP / 2 - 2, y));
      down = true;
    }
    return path.toString();
  }

  /** "560 ms", "1.2 s". */
  static String seconds(double seconds, Words words) {
    return seconds < 1
        ? words.say("touchpoint.millis", Math.round(seconds * 1000))
        : seconds < 120
            ? words.say("touchpoint.seconds", seconds)
            : words.span(Duration.ofSeconds(Math.round(seconds)));
  }
}
