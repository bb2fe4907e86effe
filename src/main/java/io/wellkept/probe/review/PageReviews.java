package io.wellkept.probe.review;

import io.wellkept.probe.Body;
import io.wellkept.probe.access.Paper;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.VoiceSource;
import java.time.Duration;
import java.time.Instant;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The rating and the reviews that a page describes for search engines. There is no word for an
 * answer that anybody uses.
 */
final class PageReviews implements VoiceSource {
  static final String NAME = "page";

  private final PageReviewSettings settings;
  private final Leaves leaves;

  PageReviews(PageReviewSettings settings, Paper paper) {
    this.settings = settings;
    this.leaves = new Leaves(paper, null, 0);
  }

  @Override
  public Heard hear(Instant since, Duration within, boolean fresh) throws InterruptedException {
    Rows rows = new Rows(NAME, settings.reading(), false);
    return leaves.read(settings.file() != null, rows, within, fresh, PageReviews::read);
  }

  private static Leaves.Leaf read(Body body, @Nullable HttpUrl url, Rows rows) {
    Linked linked = Linked.of(Jsoup.parse(body.text()));
    int before = rows.size();
    // a page shows some of them
    rows.cutOff();
    for (JsonNode review : linked.of("Review")) {
      JsonNode rating = linked.of(review, "reviewRating");
      rows.add(field -> text(review, rating, field), url);
    }
    JsonNode all = linked.of("AggregateRating").stream().findFirst().orElse(null);
    if (all == null && rows.size() == before) {
      return new Leaves.Leaf.Torn("the page describes neither a rating nor reviews as JSON-LD");
    }
    if (all != null) {
      String count = Linked.text(all.path("reviewCount"));
      rows.rating(scaled(all), count.isEmpty() ? Linked.text(all.path("ratingCount")) : count);
    }
    return new Leaves.Leaf.Turned("");
  }

  private static String text(JsonNode review, JsonNode rating, ReviewField field) {
    return switch (field) {
      case ID -> Linked.text(review.path("@id"));
      case AT -> either(review, "datePublished", "dateCreated");
      case EDITED -> Linked.text(review.path("dateModified"));
      case STARS -> scaled(rating);
      case TITLE -> either(review, "headline", "name");
      case TEXT -> either(review, "reviewBody", "description");
      case LINK -> Linked.text(review.path("url"));
      case REPLY, REPLY_AT, REPLY_STATE -> "";
    };
  }

  private static String either(JsonNode node, String one, String other) {
    String text = Linked.text(node.path(one));
    return text.isEmpty() ? Linked.text(node.path(other)) : text;
  }

  /** As if 5 were the best, whatever is. */
  private static String scaled(JsonNode rating) {
    String value =
        rating.isValueNode() ? Trees.text(rating) : Linked.text(rating.path("ratingValue"));
    double given = number(value);
    double best = number(Linked.text(rating.path("bestRating")));
    return best > 0 && given >= 0 ? Double.toString(given / best * 5) : value;
  }

  /** Less than nothing if it is none; half the world writes 4,5. */
  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip().replace(',', '.'));
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
