package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Clue.Says;
import io.wellkept.probe.freshness.DateTexts.Hints;
import io.wellkept.probe.freshness.PageWalk.Placed;
import io.wellkept.probe.freshness.Sign.Source;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
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
    return Verdict.of(clues, zone);
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

  private static Hints hints(Document page, URI address) {
    String language = null;
    Element html = page.firstElementChild();
    if (html != null && !html.attr("lang").isEmpty()) {
      language = html.attr("lang");
    }
    return Hints.of(language, address.getHost(), null);
  }
}
