package io.wellkept.probe.timing;

import io.wellkept.touchpoint.Memory;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What a check remembers of the paces of the last weeks, for whoever shows them. */
public final class TimingFigures {
  private static final int VERSION = 1;

  /** Weeks of all customers, and of each sort of them the newest one. */
  private static final int WEEKS = 12;

  private static final int MOST = 400;

  private TimingFigures() {}

  static Memory memory(List<String> stages, List<Pace> paces) {
    LocalDate newest = paces.stream().map(Pace::week).max(Comparator.naturalOrder()).orElse(null);
    List<String> lines = new ArrayList<>();
    for (Pace pace : paces) {
      boolean kept =
          newest != null
              && pace.week().isAfter(newest.minusWeeks(pace.segment().isEmpty() ? WEEKS : 1));
      if (kept && lines.size() < MOST) {
        lines.add(line(pace));
      }
    }
    return new Memory(
        VERSION, Map.of("stages", String.join(" ", stages), "paces", String.join("\n", lines)));
  }

  private static String line(Pace pace) {
    return String.join(
        "\t",
        Integer.toString(pace.to()),
        pace.week().toString(),
        Integer.toString(pace.cases()),
        Long.toString(pace.median().toSeconds()),
        Long.toString(pace.nineInTen().toSeconds()),
        pace.segment());
  }

  /** The stages, in the customer's order, by their ids; {@link Pace#to} counts them from 0. */
  public static List<String> stages(Memory memory) {
    return memory.text("stages").map(text -> List.of(text.split(" "))).orElse(List.of());
  }

  /** The paces, by stage and week. */
  public static List<Pace> paces(Memory memory) {
    if (memory.version() != VERSION) {
      return List.of();
    }
    return memory
        .text("paces")
        .map(text -> text.lines().map(TimingFigures::pace).toList())
        .orElse(List.of());
  }

  private static Pace pace(String line) {
    String[] parts = line.split("\t", -1);
    return new Pace(
        Integer.parseInt(parts[0]),
        parts[5],
        LocalDate.parse(parts[1]),
        Integer.parseInt(parts[2]),
        Duration.ofSeconds(Long.parseLong(parts[3])),
        Duration.ofSeconds(Long.parseLong(parts[4])));
  }
}
