package io.wellkept.probe.links;

import io.wellkept.probe.links.LinksFacts.Spot;
import io.wellkept.probe.links.LinksFacts.Walk;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What pages show to be wrong by themselves: places that are not there, addresses that are none.
 */
final class PageTroubles {
  private final LinksSettings settings;
  private final Walk walk;
  private final Instant now;
  private final Map<URI, PageLinks> known = new HashMap<>();
  private final Set<String> untold = new HashSet<>();

  PageTroubles(LinksSettings settings, Walk walk, Instant now) {
    this.settings = settings;
    this.walk = walk;
    this.now = now;
    walk.pages().forEach(page -> known.put(page.address(), page));
  }

  List<Trouble> all() {
    List<Trouble> troubles = new ArrayList<>();
    for (PageLinks page : walk.pages()) {
      for (Place place : page.places()) {
        Trouble trouble = of(new Spot(page, place));
        if (trouble != null) {
          troubles.add(trouble);
        }
      }
    }
    return troubles;
  }

  /** Keys of what {@link #all} could not tell, because where it leads was not read. */
  Set<String> untold() {
    return untold;
  }

  private @Nullable Trouble of(Spot spot) {
    Place place = spot.place();
    URI address = place.address();
    if (address == null) {
      return noAddress(spot);
    }
    PageLinks target = known.get(address);
    boolean lacking =
        place.role() == Role.LINK
            && !place.fragment().isEmpty()
            && target != null
            && !target.has(place.fragment())
            && !settings.excepts(address);
    if (!lacking || target == null) {
      return null;
    }
    String key = address + "#" + place.fragment();
    if (!target.whole()) {
      untold.add(key);
      return null;
    }
    String why = "nothing on the page is called " + place.fragment();
    return target.places().isEmpty() ? null : Trouble.onPage(key, Trouble.ANCHOR, spot, why, now);
  }

  private @Nullable Trouble noAddress(Spot spot) {
    String written = spot.place().written();
    String lower = written.toLowerCase(Locale.ROOT);
    String why = "an address that no browser can open";
    if (lower.startsWith("mailto:")) {
      // without anybody to write to it is for sharing, and has a subject or a text
      boolean fine = lower.contains("@") || lower.contains("%40") || lower.contains("?");
      why = fine ? "" : "no e-mail address";
    } else if (lower.startsWith("tel:")) {
      long digits = lower.chars().filter(Character::isDigit).count();
      why = digits >= 3 ? "" : "no telephone number";
    }
    return why.isEmpty() ? null : Trouble.onPage(written, Trouble.NO_ADDRESS, spot, why, now);
  }
}
