package io.wellkept.probe.freshness;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;

/** Everything that a page says and that is true until a moment only. */
public final class Endings {
  /** More than that on one page tells nobody more. */
  private static final int MOST = 60;

  private Endings() {}

  /**
   * Reads a page; the most certain of equal words counts. Pure, and knows nothing of the present.
   *
   * @param ignore selectors of parts that do not count
   * @param languages two letters each; empty for those that fit what the page declares
   * @param off rules that are not asked
   */
  public static List<Ending> of(
      Document page, URI address, List<String> ignore, List<String> languages, Set<Rule> off) {
    Sheet sheet = Sheet.of(page, address, ignore, languages);
    List<Ending> all = new ArrayList<>();
    all.addAll(StructuredEnds.of(sheet));
    all.addAll(Countdowns.of(sheet));
    all.addAll(Promises.of(sheet));
    all.addAll(EventLists.of(sheet));
    all.addAll(Placeholders.of(sheet));
    all.addAll(SeasonNames.of(sheet));
    all.addAll(Years.of(sheet));
    Map<String, Ending> byKey = new LinkedHashMap<>();
    for (Ending ending : all) {
      if (!off.contains(ending.rule())) {
        byKey.merge(
            ending.key(), ending, (a, b) -> b.confidence() > a.confidence() ? b : a);
      }
    }
    return byKey.values().stream().limit(MOST).toList();
  }
}
