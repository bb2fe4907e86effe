package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.DateTexts.Found;
import io.wellkept.probe.freshness.DateTexts.Hints;
import io.wellkept.probe.freshness.Sign.Source;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a feed says of its newest entries: RSS, Atom or RDF.
 *
 * @param entries in the order of the feed
 */
public record Feed(List<Entry> entries) {
  /** More are old. */
  private static final int MOST = 100;

  /**
   * One entry.
   *
   * @param link where it leads; empty if nowhere
   * @param dated the later of when it was published and changed
   */
  public record Entry(String link, Sign dated) {}

  public Feed {
    entries = List.copyOf(entries);
  }

  /**
   * Reads a feed, however broken; what comes after its first fault is not read.
   *
   * @param zone of dates that name none
   */
  public static Feed of(String xml, ZoneId zone) {
    List<Entry> entries = new ArrayList<>();
    for (Xml.Block block : Xml.blocks(xml, List.of("item", "entry"), MOST)) {
      String link = block.text("link").or(() -> block.text("link@href")).orElse("");
      block.texts("pubDate", "updated", "published", "date", "modified").stream()
          .map(text -> sign(text, Source.FEED, 0.9, zone))
          .flatMap(Optional::stream)
          .max(Comparator.comparing(Sign::at))
          .ifPresent(sign -> entries.add(new Entry(link, sign)));
    }
    return new Feed(entries);
  }

  public Optional<Sign> newest() {
    return entries.stream().map(Entry::dated).max(Comparator.comparing(Sign::at));
  }

  static Optional<Sign> sign(String text, Source source, double confidence, ZoneId zone) {
    return DateTexts.in(text, Hints.NONE).stream()
        .filter(Found::yearGiven)
        .findFirst()
        .map(found -> sign(found, text, source, confidence, zone));
  }

  private static Sign sign(
      Found found, String text, Source source, double confidence, ZoneId zone) {
    LocalTime time = found.time();
    ZoneOffset offset = found.offset();
    ZoneId own = offset == null ? zone : offset;
    Instant at =
        time == null
            ? found.day().atStartOfDay(zone).toInstant()
            : found.day().atTime(time).atZone(own).toInstant();
    return new Sign(at, found.day(), time == null, source, text, confidence);
  }
}
