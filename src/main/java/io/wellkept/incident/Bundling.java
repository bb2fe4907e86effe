package io.wellkept.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of all that waits for one person by one notifier goes now, and in how many messages. The
 * first message after a quiet time goes at once and alone; what comes up while it is fresh waits
 * and goes as one bundle.
 */
public final class Bundling {
  private Bundling() {}

  /** Rows that leave together, as one message. */
  public record Parcel(String id, List<Posting> postings) {}

  /**
   * What goes now.
   *
   * @param later rows that stay
   * @param laterAt when to ask again about those
   */
  public record Plan(List<Parcel> now, List<Posting> later, Instant laterAt) {}

  /**
   * @param waiting everything for the person by this notifier that is due
   * @param lastSent when the last message left that counts; null if there is none to remember
   */
  public static Plan decide(
      List<Posting> waiting, @Nullable Instant lastSent, Timing timing, Instant now) {
    List<Parcel> parcels = new ArrayList<>();
    List<Posting> open = new ArrayList<>();
    Map<String, List<Posting>> packed = new LinkedHashMap<>();
    for (Posting posting : inOrder(waiting)) {
      if (posting.parcel() != null) {
        packed.computeIfAbsent(posting.parcel(), p -> new ArrayList<>()).add(posting);
      } else if (posting.notice().kind().goesAlone()) {
        parcels.add(parcel(List.of(posting)));
      } else {
        open.add(posting);
      }
    }
    packed.forEach((id, postings) -> parcels.add(new Parcel(id, postings)));
    Instant free = lastSent == null ? Instant.MIN : lastSent.plus(timing.bundleEvery());
    if (open.isEmpty() || now.isBefore(free) || anyCounts(packed)) {
      Instant again = now.isBefore(free) ? free : now.plus(timing.bundleEvery());
      return new Plan(parcels, open, again);
    }
    List<Posting> going = first(open, free);
    parcels.add(parcel(going));
    open.removeAll(going);
    return new Plan(parcels, open, now.plus(timing.bundleEvery()));
  }

  /** A message that is being tried again is the person's first one; the rest waits behind it. */
  private static boolean anyCounts(Map<String, List<Posting>> packed) {
    return packed.values().stream()
        .flatMap(List::stream)
        .anyMatch(posting -> !posting.notice().kind().goesAlone());
  }

  private static List<Posting> first(List<Posting> open, Instant free) {
    List<Posting> list =
        open.stream().filter(p -> p.notice().kind() == NoticeKind.FIRST_LIST).toList();
    if (!list.isEmpty()) {
      return list;
    }
    boolean heldBack =
        open.stream()
            .anyMatch(p ->
                p.notice().decidedAt().isBefore(free)
                    || p.notice().kind() == NoticeKind.AFTER_STORM);
    return heldBack ? List.copyOf(open) : List.of(open.get(0));
  }

  private static List<Posting> inOrder(List<Posting> waiting) {
    return waiting.stream()
        .sorted(
            Comparator.comparing((Posting p) -> p.notice().decidedAt()).thenComparing(Posting::id))
        .toList();
  }

  private static Parcel parcel(List<Posting> postings) {
    String[] ids = postings.stream().map(Posting::id).toArray(String[]::new);
    return new Parcel(Ids.of(ids), postings);
  }
}
