package io.wellkept.probe.review;

import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Key;
import io.wellkept.probe.access.MetaVendor;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Tree;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.Heard.Rating;
import io.wellkept.probe.voice.VoiceSource;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Voice.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What people recommend, or do not, on a page. An answer is a comment of the page below it.
 *
 * @see <a href="https://developers.facebook.com/docs/graph-api/reference/page/ratings/">Page
 *     ratings</a>
 */
final class Facebook implements VoiceSource, Layout {
  static final String SOURCE = "facebook";

  private static final String PER_PAGE = "50";
  private static final String COMMENTS = "comments.limit(100){from,created_time}";

  /** Who wrote it is not asked for. */
  private static final String FIELDS =
      "created_time,rating,recommendation_type,review_text,open_graph_story{id," + COMMENTS + "}";

  private static final MetaVendor VENDOR = new MetaVendor("Facebook");

  private final FacebookSettings settings;
  private final Desk desk;

  Facebook(FacebookSettings settings, Api api, String where) {
    this.settings = settings;
    this.desk =
        new Desk(
            api, VENDOR, Key.Fixed.bearer(settings.token()), "source.facebook.token of " + where);
  }

  @Override
  public Heard hear(Instant since, Duration within, boolean fresh) throws InterruptedException {
    Desk.Visit visit = new Desk.Visit(TimeLeft.of(within), fresh);
    HttpUrl first =
        page(FIELDS).addPathSegment("ratings").addQueryParameter("limit", PER_PAGE).build();
    return switch (desk.hear(first, this, since, visit)) {
      case Heard.Told told -> rated(told, visit);
      case Heard.Deaf deaf -> deaf;
    };
  }

  private Heard rated(Heard.Told told, Desk.Visit visit) throws InterruptedException {
    return switch (desk.ask(page("overall_star_rating,rating_count").build(), visit)) {
      case Tree.Some some -> new Heard.Told(told.voices(), told.complete(), all(some.root()));
      case Tree.None none -> new Heard.Deaf(none.fault());
    };
  }

  private static @Nullable Rating all(JsonNode page) {
    double average = page.path("overall_star_rating").asDouble(0);
    long count = Trees.number(page.path("rating_count")).orElse(0L);
    return average > 0 && count > 0 ? new Rating(average, count) : null;
  }

  private HttpUrl.Builder page(String fields) {
    HttpUrl.Builder url =
        HttpUrl.get(settings.base())
            .newBuilder()
            .addPathSegment(settings.version())
            .addPathSegment(settings.page())
            .addQueryParameter("fields", fields);
    String secret = settings.appSecret();
    return secret == null
        ? url
        : url.addQueryParameter("appsecret_proof", MetaVendor.proof(settings.token(), secret));
  }

  @Override
  public JsonNode rows(JsonNode page) {
    return page.path("data");
  }

  /** The mark alone: the address that is told holds our token. */
  @Override
  public @Nullable HttpUrl next(HttpUrl current, JsonNode page) {
    JsonNode paging = page.path("paging");
    if (Trees.text(paging.path("next")).isEmpty()) {
      return null;
    }
    String mark = Trees.text(paging.path("cursors").path("after"));
    // A next page without a mark must not pass for the end: it would be the same page again.
    return mark.isEmpty() ? current : current.newBuilder().setQueryParameter("after", mark).build();
  }

  @Override
  public Optional<Row> row(JsonNode row, JsonNode page) {
    Instant at = Moments.read(row.path("created_time"));
    if (at == null) {
      return Optional.empty();
    }
    JsonNode story = row.path("open_graph_story");
    String id = Trees.text(story.path("id"));
    String text = Trees.text(row.path("review_text")).strip();
    JsonNode comments = story.path("comments");
    Instant answered = answered(comments.path("data"));
    Voice voice =
        Voice.said(
                SOURCE,
                id.isEmpty() ? made(at, text) : id,
                at,
                id.isEmpty() ? Reply.UNKNOWN : reply(comments, answered),
                text)
            .withStars(stars(row))
            .answered(answered)
            .at(Row.link("https://www.facebook.com/", id));
    return Optional.of(new Row(voice, at));
  }

  /** Those before 2019 have no id: two of the same second and text are one. */
  private static String made(Instant at, String text) {
    return at.getEpochSecond() + "-" + Integer.toHexString(text.hashCode());
  }

  /** Recommendations have no stars: a yes counts as five, a no as one. */
  private static @Nullable Double stars(JsonNode row) {
    return switch (Trees.text(row.path("recommendation_type"))) {
      case "positive" -> 5.0;
      case "negative" -> 1.0;
      default -> Row.stars(row.path("rating").asDouble(0));
    };
  }

  /** When the page commented last; null if it did not, or nobody tells who comments. */
  private @Nullable Instant answered(JsonNode comments) {
    Instant last = null;
    for (JsonNode comment : comments) {
      if (Trees.text(comment.path("from").path("id")).equals(settings.page())) {
        last = Moments.later(last, Moments.read(comment.path("created_time")));
      }
    }
    return last;
  }

  private static Reply reply(JsonNode comments, @Nullable Instant answered) {
    if (answered != null) {
      return Reply.PUBLISHED;
    }
    boolean more = comments.path("paging").has("next");
    for (JsonNode comment : comments.path("data")) {
      more |= Trees.text(comment.path("from").path("id")).isEmpty();
    }
    return more ? Reply.UNKNOWN : Reply.NONE;
  }
}
