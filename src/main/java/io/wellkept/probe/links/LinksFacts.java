package io.wellkept.probe.links;

import io.wellkept.probe.Answer;
import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a look at the links of a page found out. */
public sealed interface LinksFacts {
  /**
   * The page was read.
   *
   * @param latency of the page; null if it was read a moment ago, and only its links were looked at
   * @param walk the pages that were read, this one first
   * @param links every different address on them, in order
   * @param outcomes what was found out in this look, by address
   * @param left how many addresses and pages wait for another look
   */
  record Seen(
      @Nullable Duration latency,
      Walk walk,
      List<Link> links,
      Map<String, Outcome> outcomes,
      int left)
      implements LinksFacts {}

  /** The page answered, and what it said is not the page. */
  record Refused(int status, Answer.Way way) implements LinksFacts {}

  /** There was no answer. */
  record Silent(URI asked, Answer.Cause cause, Duration timeout) implements LinksFacts {}

  /** We could not ask. */
  record Barred(Fault fault) implements LinksFacts {}

  /**
   * Pages of a site.
   *
   * @param pages in the order in which they were read
   * @param depths of each, how many clicks it is away from the first
   * @param whole whether none of them is left to ask for
   */
  record Walk(List<PageLinks> pages, List<Integer> depths, boolean whole) {
    public Walk {
      pages = List.copyOf(pages);
      depths = List.copyOf(depths);
    }

    /** Pages that were not read to their end, though they were asked for. */
    public List<PageLinks> unread() {
      return pages.stream().filter(page -> !page.whole()).toList();
    }
  }

  /**
   * An address, and every place that leads there.
   *
   * @param spots at least one
   */
  record Link(URI address, boolean ours, List<Spot> spots) {
    String key() {
      return address.toString();
    }

    /** Whether only forms that send lead there. */
    boolean posts() {
      return spots.stream().allMatch(spot -> spot.place().posts());
    }

    /** The place that says most about how bad it is if nothing is there. */
    Spot worst() {
      return spots.stream()
          .filter(spot -> spot.place().role().needed())
          .findFirst()
          .orElse(spots.get(0));
    }
  }

  /** A place, and the page on which it is. */
  record Spot(PageLinks page, Place place) {}
}
