package io.wellkept.web;

import io.wellkept.report.digest.Digest.Score;
import io.wellkept.report.digest.DigestLetter;
import io.wellkept.report.digest.Edition;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The score day by day, as a drawing of 320 by 120.
 *
 * @param pieces of the line, each the points of an SVG polyline: a day unseen is a gap
 * @param before how high the score of the time before is; null if there is none
 * @param top how high 100 is; the lowest line shown is at {@code bottom}
 * @param floor the score at the bottom
 */
public record ScoreLine(
    List<String> pieces,
    List<Dot> dots,
    List<Mark> days,
    @Nullable String before,
    int top,
    int bottom,
    long floor) {
  public static final int WIDTH = 320;
  public static final int HEIGHT = 120;

  private static final int LEFT = 34;
  private static final int RIGHT = 306;
  private static final int TOP = 10;
  private static final int BOTTOM = 92;

  public ScoreLine {
    pieces = List.copyOf(pieces);
    dots = List.copyOf(dots);
    days = List.copyOf(days);
  }

  /** A day on which something was seen. */
  public record Dot(String x, String y) {}

  /** The name of a day below the line. */
  public record Mark(String x, String name) {}

  static @Nullable ScoreLine of(Edition edition, DigestLetter letter) {
    Score score = edition.digest().score();
    if (letter.standing().daysInWords().isEmpty()) {
      return null;
    }
    List<@Nullable Double> known = new ArrayList<>(score.days());
    known.add(score.before());
    double lowest = Collections.min(known.stream().filter(Objects::nonNull).toList());
    double floor = Math.max(0, Math.floor(lowest / 10) * 10 - 10);
    int count = score.days().size();
    List<String> pieces = new ArrayList<>();
    List<Dot> dots = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (int day = 0; day < count; day++) {
      Double value = score.days().get(day);
      if (value == null) {
        end(piece, pieces);
        continue;
      }
      Dot dot = new Dot(x(day, count), y(value, floor));
      dots.add(dot);
      piece.append(piece.isEmpty() ? "" : " ").append(dot.x()).append(',').append(dot.y());
    }
    end(piece, pieces);
    String before = Optional.ofNullable(score.before()).map(one -> y(one, floor)).orElse(null);
    return new ScoreLine(
        pieces, dots, marks(edition, letter, count), before, TOP, BOTTOM, Math.round(floor));
  }

  private static void end(StringBuilder piece, List<String> into) {
    if (!piece.isEmpty()) {
      into.add(piece.toString());
      piece.setLength(0);
    }
  }

  /** Of more than a week only the first and the last. */
  private static List<Mark> marks(Edition edition, DigestLetter letter, int count) {
    LocalDate first =
        edition.digest().period().from().atZone(edition.digest().period().zone()).toLocalDate();
    DateTimeFormatter name =
        DateTimeFormatter.ofPattern(count > 7 ? "d.M." : "EEE", letter.words().locale());
    List<Mark> marks = new ArrayList<>();
    for (int day = 0; day < count; day++) {
      if (count <= 7 || day == 0 || day == count - 1) {
        marks.add(new Mark(x(day, count), name.format(first.plusDays(day))));
      }
    }
    return marks;
  }

  private static String x(int day, int count) {
    return number(LEFT + 10 + (RIGHT - LEFT - 10.0) * day / (count - 1));
  }

  private static String y(double score, double floor) {
    return number(BOTTOM - (BOTTOM - TOP) * (score - floor) / (100 - floor));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
