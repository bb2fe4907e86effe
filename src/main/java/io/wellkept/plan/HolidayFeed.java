package io.wellkept.plan;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * A calendar of holidays that is fetched now and then.
 *
 * @param calendar its id in {@code people.yaml}
 * @param without words of events that do not count
 * @param persons ids of those for whom it counts
 */
public record HolidayFeed(String calendar, URI url, List<String> without, Set<String> persons) {
  public HolidayFeed {
    without = List.copyOf(without);
    persons = Set.copyOf(persons);
  }
}
