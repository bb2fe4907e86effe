package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Clue.Says;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The namings of one page: few names stand on many elements, and each is read once. */
final class Namings {
  /** The element itself and those close around it. */
  private static final int CLOSE = 3;

  private static final int NAMED_FOR_IT = 2;

  private final Map<String, Naming> known = new HashMap<>();

  Naming of(Element element) {
    if (element.attributesSize() == 0) {
      return Naming.NONE;
    }
    String type = element.attr("class");
    String id = element.attr("id");
    if (id.isEmpty()) {
      return type.isEmpty() ? Naming.NONE : known.computeIfAbsent(type, Naming::of);
    }
    return known.computeIfAbsent(type + " " + id, Naming::of);
  }

  /** Whether the element or one close around it is called a date. */
  boolean dated(Element element) {
    @Nullable Element at = element;
    for (int i = 0; i < CLOSE && at != null; i++) {
      if (at.normalName().equals("time") || of(at).dated()) {
        return true;
      }
      at = at.parent();
    }
    return false;
  }

  Says says(Element element) {
    @Nullable Element at = element;
    for (int i = 0; i < NAMED_FOR_IT && at != null; i++) {
      Says says = of(at).says();
      if (says != Says.SOMETHING) {
        return says;
      }
      at = at.parent();
    }
    return Says.SOMETHING;
  }
}
