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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a feed says of its entries: RSS, Atom, RDF or JSON Feed. What it says of itself as a whole
 * is left out: most say that they were built just now.
 *
 * @param any whether it is a feed at all, be it an empty one
 * @param undated how many entries there are without a date that can be read
 * @param entries those with a date, in the order of the feed
 */
public record Feed(boolean any, int undated, List<Entry> entries) {
  /** Enough also for those that begin with their oldest. */
  private static final int MOST = 2_000;

  private static final Set<String> ROOTS = Set.of("rss", "feed", "RDF");
  private static final Pattern COMMENTS = Pattern.compile("(?is).*comment.*");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * One entry.
   *
   * @param link where it leads; empty if nowhere
   * @param title as it is written there; perhaps empty
   * @param dated the later of when it was published and changed
   * @param published when it was published; when it was changed if nothing else is said
   */
  public record Entry(String link, String title, Sign dated, Sign published) {}

  public Feed {
    entries = List.copyOf(entries);
  }

  /**
   * The feeds that a page names, without those of comments, which say when others spoke.
   *
   * @param page parsed with its address
   */
  public static List<String> named(Document page) {
    return page
        .select("link[rel~=(?i)alternate][type~=(?i)((rss|atom)\\+xml|feed\\+json)][href]")
        .stream()
        .filter(link -> !COMMENTS.matcher(link.attr("href") + link.attr("title")).matches())
        .map(link -> link.absUrl("href"))
        .filter(address -> !address.isEmpty())
        .distinct()
        .toList();
  }

  /**
   * Reads a feed, however broken; what comes after its first fault is not read.
   *
   * @param zone of dates that name none
   */
  public static Feed of(String text, ZoneId zone) {
    return text.stripLeading().startsWith("{") ? ofJson(text, zone) : ofXml(text, zone);
  }

  private static Feed ofXml(String xml, ZoneId zone) {
    Entries found = new Entries(zone);
    for (Xml.Block block : Xml.blocks(xml, List.of("item", "entry"), MOST)) {
      found.add(
          block.text("link").or(() -> block.text("link@href")).orElse(""),
          block.text("title").orElse(""),
          block.texts("pubDate", "published", "issued", "date"),
          block.texts("updated", "modified"));
    }
    return found.feed(ROOTS.contains(Xml.root(xml)));
  }

  /**
   * @see <a href="https://www.jsonfeed.org/version/1.1/">JSON Feed 1.1</a>
   */
  private static Feed ofJson(String json, ZoneId zone) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      return new Feed(false, 0, List.of());
    }
    Entries found = new Entries(zone);
    for (JsonNode item : root.path("items")) {
      found.add(
          item.path("url").asString(""),
          item.path("title").asString(""),
          Stream.of(item.path("date_published").asString("")).filter(t -> !t.isEmpty()).toList(),
          Stream.of(item.path("date_modified").asString("")).filter(t -> !t.isEmpty()).toList());
    }
    return found.feed(root.path("version").asString("").contains("jsonfeed.org"));
  }

  /** Entries as they are come upon. */
  private static final class Entries {
    private final ZoneId zone;
    private final List<Entry> entries = new ArrayList<>();
    private int undated;

    Entries(ZoneId zone) {
      this.zone = zone;
    }

    void add(String link, String title, List<String> published, List<String> changed) {
      Optional<Sign> first = latest(published);
      Optional<Sign> last = latest(Stream.of(published, changed).flatMap(List::stream).toList());
      if (last.isEmpty()) {
        undated++;
      } else {
        entries.add(new Entry(link, title, last.get(), first.orElse(last.get())));
      }
    }

    private Optional<Sign> latest(List<String> texts) {
      return texts.stream()
          .map(text -> FeedDates.sign(text, 0.9, zone).or(() -> sign(text, Source.FEED, 0.9, zone)))
          .flatMap(Optional::stream)
          .max(Comparator.comparing(Sign::at));
    }

    Feed feed(boolean known) {
      return new Feed(known || undated > 0 || !entries.isEmpty(), undated, entries);
    }
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
