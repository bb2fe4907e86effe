package io.wellkept.report.digest;

import io.wellkept.report.digest.Digest.Score;
import io.wellkept.words.Words;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the score day by day, and as a dashed line that of the period before. */
final class ScorePicture {
  static final int WIDTH = 330;
  static final int HEIGHT = 150;

  private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  private static final BasicStroke LINE =
      new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  private final Score score;
  private final LocalDate first;
  private final Words words;
  private final Palette colours;

  /**
   * @param first the first of the days
   */
  ScorePicture(Score score, LocalDate first, Words words, Palette colours) {
    this.score = score;
    this.first = first;
    this.words = words;
    this.colours = colours;
  }

  /** Whether there are two days to draw a line between. */
  static boolean isOf(Score score) {
    return score.days().stream().filter(Objects::nonNull).count() > 1;
  }

  void paint(Graphics2D on) {
    chart().paint(on, WIDTH, HEIGHT);
  }

  private CategoryChart chart() {
    CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).build();
    style(chart.getStyler());
    int days = score.days().size();
    List<String> names = IntStream.range(0, days).mapToObj(this::day).toList();
    Double before = score.before();
    if (before != null) {
      CategorySeries dashed = chart.addSeries("before", names, Collections.nCopies(days, before));
      dashed.setLineStyle(SeriesLines.DASH_DASH);
      dashed.setLineColor(colours.quiet());
      dashed.setMarker(SeriesMarkers.NONE);
    }
    // a day on which nothing was seen breaks the line
    CategorySeries line = chart.addSeries("days", names, score.days());
    line.setLineStyle(LINE);
    line.setLineColor(colours.accent());
    line.setMarker(SeriesMarkers.CIRCLE);
    line.setMarkerColor(colours.accent());
    return chart;
  }

  private void style(CategoryStyler styler) {
    styler.setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
    styler.setChartBackgroundColor(colours.ground());
    styler.setPlotBackgroundColor(colours.ground());
    styler.setPlotGridLinesColor(colours.line());
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotBorderVisible(false);
    styler.setPlotTicksMarksVisible(false);
    styler.setAxisTicksMarksVisible(false);
    styler.setAxisTicksLineVisible(false);
    styler.setAxisTickLabelsColor(colours.quiet());
    styler.setAxisTickLabelsFont(SMALL);
    styler.setChartFontColor(colours.ink());
    styler.setChartTitleVisible(false);
    styler.setLegendVisible(false);
    styler.setChartPadding(10);
    styler.setMarkerSize(7);
    styler.setLocale(words.locale());
    styler.setYAxisDecimalPattern("0");
    styler.setYAxisMax(100.0);
    styler.setYAxisMin(lowest());
    styler.setYAxisTickMarkSpacingHint(34);
  }

  /** "Mon"; of more than a week the day of the month. */
  private String day(int day) {
    String pattern = score.days().size() > 7 ? "d.M." : "EEE";
    return DateTimeFormatter.ofPattern(pattern, words.locale()).format(first.plusDays(day));
  }

  /** Ten below the lowest, by full tens, so that a small change can be seen and 0 is not hidden. */
  private double lowest() {
    List<Double> all = new ArrayList<>(score.days());
    all.add(score.before());
    all.removeIf(Objects::isNull);
    return Math.max(0, Math.floor(Collections.min(all) / 10) * 10 - 10);
  }
}
