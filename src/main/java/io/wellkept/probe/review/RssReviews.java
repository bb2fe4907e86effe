package io.wellkept.probe.review;

import io.wellkept.probe.Body;
import io.wellkept.probe.access.Paper;
import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.VoiceSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** The reviews of a feed: RSS or Atom. */
final class RssReviews implements VoiceSource {
  static final String NAME = "rss";

  private static final Set<String> ROOTS = Set.of("rss", "feed", "rdf:rdf");

  /** As much of an entry is searched for its stars: some expressions take long. */
  private static final int SEARCHED = 500;

  private final RssReviewSettings settings;
  private final Leaves leaves;

  RssReviews(RssReviewSettings settings, Paper paper) {
    this.settings = settings;
    this.leaves = new Leaves(paper, null, 0);
  }

  @Override
  public Heard hear(Instant since, Duration within, boolean fresh) throws InterruptedException {
    Rows rows = new Rows(NAME, settings.reading(), false);
    return leaves.read(settings.file() != null, rows, within, fresh, this::read);
  }

  private Leaves.Leaf read(Body body, @Nullable HttpUrl url, Rows rows) {
    String text = body.text();
    Document feed = Jsoup.parse(text, "", Parser.xmlParser());
    Element root = feed.firstElementChild();
    if (root == null || !ROOTS.contains(root.tagName().toLowerCase(Locale.ROOT))) {
      return new Leaves.Leaf.Torn("it is no feed: neither RSS nor Atom");
    }
    if (!text.contains("</" + root.tagName())) {
      return new Leaves.Leaf.Torn("it breaks off");
    }
    // a feed tells of the newest only
    rows.cutOff();
    feed.select("item, entry").forEach(entry -> rows.add(field -> text(entry, field), url));
    return new Leaves.Leaf.Turned("");
  }

  private String text(Element entry, ReviewField field) {
    return switch (field) {
      case ID -> child(entry, "guid", "id");
      case AT -> child(entry, "pubDate", "published", "date", "updated");
      case EDITED -> child(entry, "updated");
      case STARS -> stars(entry);
      case TITLE -> child(entry, "title");
      case TEXT -> Jsoup.parse(child(entry, "description", "content", "encoded", "summary")).text();
      case LINK -> link(entry);
      case REPLY, REPLY_AT, REPLY_STATE -> "";
    };
  }

  /** The text of the first of these names that is there, with or without a name space. */
  private static String child(Element entry, String... names) {
    for (String name : names) {
      for (Element child : entry.children()) {
        String tag = child.tagName();
        boolean same = tag.equals(name) || tag.substring(tag.indexOf(':') + 1).equals(name);
        if (same && !child.wholeText().isBlank()) {
          return child.wholeText();
        }
      }
    }
    return "";
  }

  private static String link(Element entry) {
    Element atom = entry.selectFirst("> link[href]:not([rel]), > link[rel=alternate]");
    return atom == null ? child(entry, "link") : atom.attr("href");
  }

  private String stars(Element entry) {
    Pattern inText = settings.starsInText();
    if (inText == null) {
      String name = settings.stars();
      return name == null ? "" : child(entry, name);
    }
    String all = text(entry, ReviewField.TITLE) + "\n" + text(entry, ReviewField.TEXT);
    Matcher found = inText.matcher(all.substring(0, Math.min(all.length(), SEARCHED)));
    return found.find() && found.group(1) != null ? found.group(1) : "";
  }
}
