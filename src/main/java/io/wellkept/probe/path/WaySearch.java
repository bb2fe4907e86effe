package io.wellkept.probe.path;

import io.wellkept.probe.links.LinksFacts.Walk;
import io.wellkept.probe.links.PageLinks;
import io.wellkept.probe.links.Place;
import io.wellkept.probe.links.Role;
import io.wellkept.touchpoint.Journey.Means;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Looks through pages for what leads to another. Pure. */
final class WaySearch {
  private static final int NAMED = 3;
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final List<Step> steps = new ArrayList<>();

  /**
   * Something on a page that a visitor may press.
   *
   * @param clicks how many it takes, this one included
   */
  record Step(Place place, URI address, URI page, int clicks) {
    /** How a visitor knows it. */
    String text() {
      return place.text().isBlank() ? place.written() : place.text();
    }
  }

  /** All that can be pressed on the pages of a walk, fewest clicks first. */
  WaySearch(Walk walk, Means by) {
    for (int i = 0; i < walk.pages().size(); i++) {
      PageLinks page = walk.pages().get(i);
      int clicks = walk.depths().get(i) + 1;
      for (Place place : page.places()) {
        URI address = place.address();
        if (address != null && isPressed(place.role(), by)) {
          steps.add(new Step(place, address, page.address(), clicks));
        }
      }
    }
    steps.sort(Comparator.comparing(Step::clicks));
  }

  private static boolean isPressed(Role role, Means by) {
    return switch (by) {
      case LINK -> role == Role.LINK;
      case FORM -> role == Role.FORM;
      case ANY -> role == Role.LINK || role == Role.FORM;
    };
  }

  int size() {
    return steps.size();
  }

  /** What says that it leads there; of each address one. */
  List<Step> leadingTo(Goal goal) {
    Set<URI> seen = new LinkedHashSet<>();
    return steps.stream()
        .filter(step -> goal.is(step.address()))
        .filter(step -> seen.add(step.address()))
        .toList();
  }

  /** A step, and how much it looks as if it led to the goal; 0 for not at all. */
  record Likely(Step step, double likeness) {
    /** Whether it has a word of the goal. */
    boolean named() {
      return likeness >= 1;
    }
  }

  /**
   * What may lead there by a redirect, the most likely first: what has words of the goal's path and
   * name, short links to others, and then the rest.
   */
  List<Likely> perhaps(Goal goal, String name) {
    HttpUrl wanted = HttpUrl.get(goal.address());
    Set<String> words = words(wanted.encodedPath() + " " + name);
    Set<URI> seen = new LinkedHashSet<>();
    return steps.stream()
        .filter(step -> step.place().role() == Role.LINK)
        .filter(step -> seen.add(step.address()))
        .map(step -> new Likely(step, likeness(step, wanted.host(), words)))
        .sorted(Comparator.comparing(Likely::likeness).reversed())
        .toList();
  }

  /** What comes closest, in words for people. */
  List<String> nearest(Goal goal, String name) {
    return perhaps(goal, name).stream()
        .filter(likely -> likely.likeness() > 0)
        .limit(NAMED)
        .map(likely -> "“" + likely.step().text() + "”, to " + likely.step().address())
        .toList();
  }

  private static double likeness(Step step, String host, Set<String> wanted) {
    Set<String> given = words(step.address() + " " + step.text());
    long shared = wanted.stream().filter(given::contains).count();
    HttpUrl url = HttpUrl.get(step.address());
    boolean brief = url.pathSize() == 1 && url.encodedPath().length() > 1;
    return shared + (brief && !url.host().equals(host) ? 0.5 : 0);
  }

  private static Set<String> words(String text) {
    Set<String> words = new LinkedHashSet<>();
    NO_WORD
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> word.length() > 2)
        .forEach(words::add);
    return words;
  }
}
