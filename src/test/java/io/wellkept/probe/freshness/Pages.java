package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.NowWrong.Known;
import io.wellkept.probe.freshness.NowWrong.Wrong;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** What tests of the rules share: pages, and a day on which they are looked at. */
final class Pages {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Findings with more confidence open an incident. */
  static final double ALARMS = 0.6;

  private static final URI OFFER = URI.create("https://shop.example/offer");

  private Pages() {}

  static Document html(String html) {
    return Jsoup.parse(html, OFFER.toString());
  }

  static Document page(String language, String body) {
    return html("<html lang=\"" + language + "\"><body><main>" + body + "</main></body></html>");
  }

  static List<Ending> endings(Document page) {
    return endings(page, OFFER);
  }

  static List<Ending> endings(Document page, URI address) {
    return Endings.of(page, address, List.of(), List.of(), Set.of());
  }

  /** Looks at the page, whose words have been there since this day. */
  static List<Wrong> wrong(Document page, URI address, LocalDate since, Instant now) {
    return wrong(page, address, since, null, now);
  }

  static List<Wrong> wrong(
      Document page, URI address, LocalDate since, @Nullable LocalDate changed, Instant now) {
    List<Ending> endings = endings(page, address);
    Map<String, Instant> firstSeen = new HashMap<>();
    endings.forEach(
        ending -> firstSeen.put(ending.key(), since.atStartOfDay(BERLIN).toInstant()));
    return NowWrong.of(endings, new Known(BERLIN, changed, "article:modified_time", firstSeen), now);
  }

  static List<Wrong> wrong(Document page, LocalDate since) {
    return wrong(page, OFFER, since, NOW);
  }

  static List<Wrong> alarms(Document page, URI address, LocalDate since, Instant now) {
    return wrong(page, address, since, now).stream()
        .filter(wrong -> wrong.confidence() >= ALARMS)
        .toList();
  }

  static List<Wrong> alarms(Document page, LocalDate since) {
    return alarms(page, OFFER, since, NOW);
  }
}
