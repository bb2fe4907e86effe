package io.wellkept.probe.review;

import io.wellkept.probe.Body;
import io.wellkept.probe.access.Paper;
import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.VoiceSource;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The reviews that a web page shows. */
final class HtmlReviews implements VoiceSource {
  static final String NAME = "html";
  private static final Pattern OPEN = Pattern.compile("<html", Pattern.CASE_INSENSITIVE);
  private static final Pattern CLOSED = Pattern.compile("</html", Pattern.CASE_INSENSITIVE);

  private final HtmlReviewSettings settings;
  private final Leaves leaves;
  private final Map<ReviewField, Spotted> fields = new EnumMap<>(ReviewField.class);

  HtmlReviews(HtmlReviewSettings settings, Paper paper) {
    this.settings = settings;
    this.leaves = new Leaves(paper, settings.pageParameter(), settings.firstPage());
    for (ReviewField field : ReviewField.values()) {
      String written = field.written(settings.fields());
      if (written != null) {
        fields.put(field, Spotted.of(written));
      }
    }
  }

  @Override
  public Heard hear(Instant since, Duration within, boolean fresh) throws InterruptedException {
    Rows rows = new Rows(NAME, settings.reading(), settings.fields().knowReplies());
    return leaves.read(settings.file() != null, rows, within, fresh, this::read);
  }

  private Leaves.Leaf read(Body body, @Nullable HttpUrl url, Rows rows) {
    String html = body.text();
    Document page = Jsoup.parse(html, url == null ? "" : url.toString());
    if (OPEN.matcher(html).find() && !CLOSED.matcher(html).find()) {
      // it may break off: what is not seen need not be gone
      rows.cutOff();
    }
    List<Element> items = page.select(settings.items());
    boolean behindTheLast = rows.size() > 0 && settings.pageParameter() != null;
    if (items.isEmpty() && !behindTheLast && first(page, settings.count()).isEmpty()) {
      // a page that was built anew looks like one without reviews
      return new Leaves.Leaf.Torn(
          "nothing on the page fits items '"
              + settings.items()
              + "'; a page that may have no reviews needs count");
    }
    for (Element item : items) {
      rows.add(field -> text(item, field), url);
    }
    rows.rating(first(page, settings.average()), first(page, settings.count()));
    return new Leaves.Leaf.Turned(first(page, settings.next()));
  }

  private String text(Element item, ReviewField field) {
    Spotted spotted = fields.get(field);
    return spotted == null ? "" : spotted.in(item);
  }

  private static String first(Document page, @Nullable String written) {
    return written == null ? "" : Spotted.of(written).in(page);
  }
}
