package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Ending.Until;
import io.wellkept.probe.freshness.Passage.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words that somebody meant to replace. */
final class Placeholders {
  private static final double CERTAIN = 0.9;
  private static final double LIKELY = 0.7;
  private static final double POSSIBLE = 0.4;

  /** A script fills them in once the page has arrived; we run none. */
  private static final String TEMPLATES =
      "[ng-app], [data-ng-app], [v-cloak], [v-if], [v-for], [v-text], [x-data], [data-v-app], app-root,"
          + " script[type*=template], script[src*=vue], script[src*=angular], script[src*=alpine],"
          + " script[src*=handlebars], script[src*=mustache]";

  private static final List<Sort> SORTS =
      List.of(
          new Sort("(?i)\\blorem ipsum\\b|\\bdolor sit amet\\b", CERTAIN, false),
          new Sort(
              "(?i)just another wordpress site|welcome to wordpress[.] this is your first post"
                  + "|this is an example page[.] it['’]s different from a blog post",
              CERTAIN,
              false),
          new Sort("\\[object Object\\]|%(?:FIRST|LAST)?_?NAME%|\\*\\|[A-Z]{3,}\\|\\*", LIKELY, false),
          new Sort("\\{\\{\\s*[\\w.|$ -]{2,60}\\}\\}", LIKELY, true),
          new Sort("\\[\\[\\s*[\\w.|$ +*-]{2,60}\\]\\]", POSSIBLE, true),
          new Sort("(?i)\\b(?:insert|add|your) (?:text|headline|title|copy) (?:goes )?here\\b", LIKELY, false),
          new Sort("(?i)\\bhier (?:steht|kommt) (?:ihr|der|dein|ein) (?:text|blindtext)\\b", LIKELY, false),
          new Sort("(?i)^\\W*(?:TBD|T[.]B[.]D[.]|TODO|FIXME)\\b|\\bFIXME\\b", POSSIBLE, false),
          new Sort("(?i)^\\W*coming soon\\W*$", POSSIBLE, false));

  private static final Pattern TEST = Pattern.compile("(?i)\\W*(?:test|testseite|test page|untitled(?: page)?)\\W*");

  /** One sort of placeholder. */
  private record Sort(Pattern pattern, double confidence, boolean filledByScripts) {
    Sort(String pattern, double confidence, boolean filledByScripts) {
      this(Pattern.compile(pattern), confidence, filledByScripts);
    }
  }

  private Placeholders() {}

  static List<Ending> of(Sheet sheet) {
    List<Ending> endings = new ArrayList<>();
    boolean scripts = sheet.document().selectFirst(TEMPLATES) != null;
    for (Passage passage : sheet.passages()) {
      for (Sort sort : SORTS) {
        Matcher found = sort.pattern().matcher(passage.text());
        if (!(scripts && sort.filledByScripts()) && found.find()) {
          endings.add(ending(passage, found.start(), sort.confidence()));
          break;
        }
      }
      boolean top = passage.place() == Place.TITLE || passage.headingLevel() == 1;
      if (top && TEST.matcher(passage.text()).matches()) {
        endings.add(ending(passage, 0, LIKELY));
      }
    }
    return endings;
  }

  private static Ending ending(Passage passage, int at, double confidence) {
    String text = passage.text();
    int from = Math.max(0, at - 30);
    String quote = (from > 0 ? "…" : "") + text.substring(from, Math.min(text.length(), at + 110));
    return new Ending(Rule.PLACEHOLDER, new Until.Never(), quote, passage.where(), confidence);
  }
}
