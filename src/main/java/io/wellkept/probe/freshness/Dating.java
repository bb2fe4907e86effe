package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Clue.Says;
import io.wellkept.probe.freshness.DateTexts.Hints;
import io.wellkept.probe.freshness.PageWalk.Placed;
import io.wellkept.probe.freshness.Sign.Source;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Says when a page was published and when it was changed, from the page's own signs. */
public final class Dating {
  private static final LocalDate FIRST_DAY = LocalDate.of(1995, 1, 1);

  private Dating() {}

  /**
   * Moments of the answer's header.
   *
   * @param lastModified null if the header says none
   * @param date when the answer was made; null if the header says none
   */
  public record Headers(@Nullable Instant lastModified, @Nullable Instant date) {
    public static final Headers NONE = new Headers(null, null);
  }

  public static Dated of(
      Document page, URI address, Headers headers, Instant now, ZoneId zone) {
    Hints hints = hints(page, address);
    PageWalk walk = new PageWalk(hints);
    walk.over(page);
    List<Clue> clues = new ArrayList<>(walk.clues());
    int heading = walk.headings().at();
    for (Placed placed : walk.placed()) {
      clues.add(
          new Clue(
              placed.stamp(),
              placed.says(),
              placed.source(),
              placed.quote(),
              Weights.of(placed, heading)));
    }
    address(address.toString(), clues);
    walk.addresses().forEach(other -> address(other, clues));
    LocalDate last = now.atZone(zone).toLocalDate().plusDays(1);
    clues.removeIf(c -> c.day().isBefore(FIRST_DAY) || c.day().isAfter(last));
    return decide(clues, zone);
  }

  private static void address(String address, List<Clue> clues) {
    AddressDates.Read read = AddressDates.in(address);
    if (read.day() != null && read.quote() != null) {
      clues.add(
          new Clue(
              new Clue.Stamp(read.day(), null, null),
              Says.PUBLISHED,
              Source.ADDRESS,
              read.quote(),
              Weights.ADDRESS_DAY));
    }
  }

  private static Dated decide(List<Clue> clues, ZoneId zone) {
    Map<LocalDate, Map<Source, Double>> groups = new HashMap<>();
    for (Clue clue : clues) {
      if (clue.says() != Says.CHANGED) {
        groups
            .computeIfAbsent(clue.day(), d -> new HashMap<>())
            .merge(clue.source(), clue.weight(), Math::max);
      }
    }
    LocalDate best = null;
    double most = 0;
    for (var group : groups.entrySet()) {
      double doubt = 1;
      for (double weight : group.getValue().values()) {
        doubt *= 1 - weight;
      }
      double score = 1 - doubt;
      if (score > most || score == most && best != null && group.getKey().isBefore(best)) {
        most = score;
        best = group.getKey();
      }
    }
    List<Sign> signs = new ArrayList<>();
    Sign published = null;
    Sign changed = null;
    clues.sort(Comparator.comparingDouble(Clue::weight).reversed());
    for (Clue clue : clues) {
      Sign sign =
          new Sign(
              clue.stamp().at(zone),
              clue.day(),
              clue.stamp().time() == null,
              clue.source(),
              clue.says() + " " + clue.quote(),
              clue.weight());
      signs.add(sign);
      if (published == null && clue.says() != Says.CHANGED && clue.day().equals(best)) {
        published = sign;
      }
      if (changed == null && clue.says() == Says.CHANGED) {
        changed = sign;
      }
    }
    if (published == null) {
      published = changed;
    }
    return new Dated(published, changed, signs);
  }

  private static Hints hints(Document page, URI address) {
    String language = null;
    Element html = page.firstElementChild();
    if (html != null && !html.attr("lang").isEmpty()) {
      language = html.attr("lang");
    }
    return Hints.of(language, address.getHost(), null);
  }
}
