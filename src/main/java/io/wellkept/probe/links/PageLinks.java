package io.wellkept.probe.links;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * All places of a page that lead or fetch somewhere.
 *
 * @param address where the page is
 * @param places in their order on the page
 * @param names hashes of what fragments may mean on it
 * @param more how many places were left out, of a page with very many
 * @param whole whether the page was read to its end; if not, what is missing here may be on it
 */
public record PageLinks(
    URI address, List<Place> places, Set<Integer> names, int more, boolean whole) {
  public PageLinks {
    places = List.copyOf(places);
    names = Set.copyOf(names);
  }

  /** What leads nowhere, such as a document to download. */
  static PageLinks none(URI address) {
    return new PageLinks(address, List.of(), Set.of(), 0, true);
  }

  /** A page that could not be read. */
  static PageLinks unread(URI address) {
    return new PageLinks(address, List.of(), Set.of(), 0, false);
  }

  /** The same as the first part of a longer page. */
  PageLinks cut() {
    return new PageLinks(address, places, names, more, false);
  }

  boolean has(String name) {
    return names.contains(name.hashCode());
  }

  /** About how many bytes it takes to keep. */
  long weight() {
    return 300L + names.size() * 40L + places.stream().mapToLong(Place::weight).sum();
  }
}
