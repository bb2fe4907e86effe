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
 */
public record PageLinks(URI address, List<Place> places, Set<Integer> names, int more) {
  public PageLinks {
    places = List.copyOf(places);
    names = Set.copyOf(names);
  }

  /** A page of which nothing is known, such as a document to download. */
  static PageLinks none(URI address) {
    return new PageLinks(address, List.of(), Set.of(), 0);
  }

  boolean has(String name) {
    return names.contains(name.hashCode());
  }

  /** About how many bytes it takes to keep. */
  long weight() {
    return 300L + names.size() * 40L + places.stream().mapToLong(Place::weight).sum();
  }
}
