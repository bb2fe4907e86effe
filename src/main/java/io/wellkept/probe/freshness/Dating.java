package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Clue.Says;
import io.wellkept.probe.freshness.DateGrammar.Custom;
import io.wellkept.probe.freshness.DateTexts.Hints;
import io.wellkept.probe.freshness.Collected.Placed;
import io.wellkept.probe.freshness.Sign.Source;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
    PageWalk walk = new PageWalk(Custom.of(hints(page, address, headers)));
    walk.over(page);
    Collected collected = walk.collected();
    List<Clue> clues = new ArrayList<>(collected.clues());
    int title = walk.headings().at();
    for (Placed placed : collected.placed()) {
      double weight = Weights.of(placed, title);
      clues.add(
          new Clue(placed.stamp(), placed.says(), placed.source(), placed.quote(), weight));
    }
    address(address.toString(), clues);
    collected.addresses().forEach(other -> address(other, clues));
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

  private static Hints hints(Document page, URI address, Headers headers) {
    String language = null;
    Element html = page.firstElementChild();
    if (html != null && !html.attr("lang").isEmpty()) {
      language = html.attr("lang").strip();
    }
    Hints hints = Hints.of(language, address.getHost(), near(address, headers));
    boolean american =
        hints.country() == null && (language == null || language.equalsIgnoreCase("en"));
    // who names neither country nor language mostly writes as the greatest country that does so
    return american ? new Hints(language, "US", hints.near()) : hints;
  }

  /** Where dates without a year belong; null if nothing tells. */
  private static @Nullable LocalDate near(URI address, Headers headers) {
    AddressDates.Read read = AddressDates.in(address.toString());
    if (read.day() != null) {
      return read.day();
    }
    if (read.month() != null) {
      return read.month().atDay(15);
    }
    Instant date = headers.date();
    return date == null ? null : date.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
