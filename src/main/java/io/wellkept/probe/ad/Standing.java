package io.wellkept.probe.ad;

import io.wellkept.probe.ad.AdMemory.Held;
import io.wellkept.touchpoint.Live;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was wrong before, and stands because this look cannot tell that it is over. */
final class Standing {
  private final AdFacts.Seen seen;
  private final Live live;
  private final Instant now;
  private final Map<String, Held> held = new LinkedHashMap<>();
  private final Map<String, Entry> listed = new LinkedHashMap<>();

  Standing(AdFacts.Seen seen, List<Held> held, Live live, Instant now) {
    this.seen = seen;
    this.live = live;
    this.now = now;
    held.forEach(one -> this.held.put(one.finding().key(), one));
    seen.entries().forEach(entry -> listed.put(entry.ad().id(), entry));
  }

  /** Whether nobody can say what this ad costs and whether people are shown it. */
  boolean unsure(String id) {
    Entry entry = listed.get(id);
    return entry == null ? !seen.complete() : !seen.figures() && entry.listed() && !entry.figures();
  }

  /** Whether a fault of many ads that has this key stands. */
  boolean stands(String key) {
    Held one = held.get(key);
    return one != null && stands(one);
  }

  private boolean stands(Held one) {
    return one.ads().stream().anyMatch(id -> stands(one.finding().code(), id));
  }

  private boolean stands(String code, String id) {
    Entry entry = listed.get(id);
    if (entry == null) {
      return !seen.complete();
    }
    return switch (code) {
      case "ad.no-impressions" -> unsure(id) && entry.state(live, now) == Entry.State.RUNS;
      case "ad.after-end" ->
          unsure(id)
              && entry.ad().running() != Ad.Running.PAUSED
              && entry.state(live, now) == Entry.State.RESTS;
      default -> false;
    };
  }

  /** What was found, no less severe than before where nobody knows the cost, and what stands. */
  List<Held> with(List<Held> found) {
    List<Held> all =
        found.stream().map(this::severe).collect(Collectors.toCollection(ArrayList::new));
    Set<String> keys = found.stream().map(one -> one.finding().key()).collect(Collectors.toSet());
    held.forEach((key, one) -> {
      if (!keys.contains(key) && stands(one)) {
        all.add(one);
      }
    });
    return all;
  }

  private Held severe(Held one) {
    Held before = held.get(one.finding().key());
    if (before == null
        || !before.finding().severity().worseThan(one.finding().severity())
        || before.ads().stream().noneMatch(this::unsure)) {
      return one;
    }
    return new Held(one.finding().with(before.finding().severity()), one.ads());
  }
}
