package io.wellkept.probe.destination;

import java.util.List;
import java.util.Set;

/**
 * What a page is to be read for.
 *
 * @param claims texts that were promised
 * @param soldOut own words that say that there is nothing left; the usual ones if empty
 */
public record Wants(Set<String> claims, List<String> soldOut) {
  public Wants {
    claims = Set.copyOf(claims);
    soldOut = List.copyOf(soldOut);
  }
}
