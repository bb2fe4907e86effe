package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Ending.Until;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of seasons and feasts in what a page says first. */
final class SeasonNames {
  private static final double WITH_YEAR = 0.5;
  private static final double WITHOUT_YEAR = 0.4;
  private static final int LONGEST = 250;
  private static final Pattern YEAR = Pattern.compile("(?<!\\d)(20\\d\\d)(?!\\d)");

  /** A look back, and what is of use at any time of the year. */
  private static final Pattern LOOK_BACK =
      Pattern.compile(
          "(?i)review|recap|looking back|history|photos|rückblick|nachlese|fotos|bilder|geschichte"
              + "|rétrospective|histoire|retrospectiva|historia|storia|terugblik|relacja|historii"
              + "|island|market in|tree shop|gifts? all year");

  private SeasonNames() {}

  static List<Ending> of(Sheet sheet) {
    if (sheet.archive() || sheet.article()) {
      return List.of();
    }
    List<Ending> endings = new ArrayList<>();
    Set<Season> said = new HashSet<>();
    for (Passage passage : sheet.passages()) {
      String text = passage.text();
      if (!passage.prominent() || text.length() > LONGEST || LOOK_BACK.matcher(text).find()) {
        continue;
      }
      for (Season season : Season.values()) {
        Matcher name = season.pattern().matcher(text);
        if (name.find() && said.add(season)) {
          Integer year = year(text);
          endings.add(
              new Ending(
                  Rule.SEASON,
                  new Until.EndOf(season, year == null ? null : season.namedAfter(year)),
                  text,
                  passage.where(),
                  year == null ? WITHOUT_YEAR : WITH_YEAR));
        }
      }
    }
    return endings;
  }

  private static @Nullable Integer year(String text) {
    Matcher year = YEAR.matcher(text);
    return year.find() ? Integer.valueOf(year.group(1)) : null;
  }
}
