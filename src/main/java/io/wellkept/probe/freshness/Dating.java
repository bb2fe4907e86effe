package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Clue.Says;
import io.wellkept.probe.freshness.Collected.Placed;
import io.wellkept.probe.freshness.DateTexts.Hints;
import io.wellkept.probe.freshness.Sign.Source;
import java.net.URI;
import java.time.Duration;
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

  /** A page that was changed so shortly before the answer was made by the answer. */
  private static final Duration JUST_MADE = Duration.ofMinutes(2);

  private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

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

  /**
   * Dates a page. Days before 1995 and days that have not come yet are refused.
   *
   * @param address where the page was found, after all redirects
   * @param headers what the answer's header says
   * @param now the present moment
   * @param zone the zone of the site, for what is written without one
   */
  public static Dated of(Document page, URI address, Headers headers, Instant now, ZoneId zone) {
    PageWalk walk = new PageWalk(DateCustom.of(hints(page, address, headers)));
    walk.over(page);
    Collected collected = walk.collected();
    List<Clue> clues = new ArrayList<>(collected.clues());
    int title = walk.headings().at();
    for (Placed placed : collected.placed()) {
      double weight = Weights.of(placed, title);
      clues.add(new Clue(placed.stamp(), placed.says(), placed.source(), placed.quote(), weight));
    }
    address(address.toString(), clues);
    collected.addresses().forEach(other -> address(other, clues));
    header(headers, now, clues);
    LocalDate today = now.atZone(zone).toLocalDate();
    clues.removeIf(clue -> clue.day().isBefore(FIRST_DAY) || tooLate(clue, now, today));
    return Verdict.of(clues, zone);
  }

  /** Somewhere it is tomorrow already. */
  private static boolean tooLate(Clue clue, Instant now, LocalDate today) {
    return clue.stamp().offset() == null
        ? clue.day().isAfter(today.plusDays(1))
        : clue.stamp().at(ZoneOffset.UTC).isAfter(now.plus(CLOCKS_DIFFER));
  }

  /** Most systems make a page when it is asked for and say that it was changed at that moment. */
  private static void header(Headers headers, Instant now, List<Clue> clues) {
    Instant modified = headers.lastModified();
    if (modified == null) {
      return;
    }
    Instant made = headers.date() == null ? now : headers.date();
    if (modified.isAfter(made.minus(JUST_MADE))) {
      return;
    }
    clues.add(
        new Clue(
            Clue.Stamp.of(modified),
            Says.CHANGED,
            Source.LAST_MODIFIED,
            "Last-Modified: " + modified,
            Weights.LAST_MODIFIED));
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
