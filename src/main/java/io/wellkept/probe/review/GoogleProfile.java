package io.wellkept.probe.review;

import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.GoogleVendor;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.Heard.Rating;
import io.wellkept.probe.voice.VoiceSource;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Voice.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reviews of a place in Google Search and Maps.
 *
 * @see <a
 *     href="https://developers.google.com/my-business/reference/rest/v4/accounts.locations.reviews/list">
 *     accounts.locations.reviews.list</a>
 */
final class GoogleProfile implements VoiceSource, Layout {
  static final String SOURCE = "google";
  static final String SCOPE = "https://www.googleapis.com/auth/business.manage";

  /** The most that the service takes. */
  private static final String PER_PAGE = "50";

  private static final String TRANSLATED = "(Translated by Google)";
  private static final String ORIGINAL = "(Original)";

  private final GoogleProfileSettings settings;
  private final Desk desk;

  GoogleProfile(GoogleProfileSettings settings, Api api, String where) {
    this.settings = settings;
    this.desk =
        new Desk(
            api,
            new GoogleVendor("Google Business Profile"),
            settings.key().key(SCOPE),
            "source.google.key of " + where);
  }

  @Override
  public boolean byChange() {
    return true;
  }

  @Override
  public Heard hear(Instant since, Duration within, boolean fresh) throws InterruptedException {
    HttpUrl first =
        HttpUrl.get(settings.base())
            .newBuilder()
            .addPathSegments("v4/accounts/" + settings.account())
            .addPathSegments("locations/" + settings.location() + "/reviews")
            .addQueryParameter("pageSize", PER_PAGE)
            .addQueryParameter("orderBy", "updateTime desc")
            .build();
    return desk.hear(first, this, since, new Desk.Visit(TimeLeft.of(within), fresh));
  }

  @Override
  public JsonNode rows(JsonNode page) {
    return page.path("reviews");
  }

  /** Google leaves out what is empty. */
  @Override
  public boolean maybeEmpty(JsonNode page) {
    return page.isEmpty() || Trees.number(page.path("totalReviewCount")).orElse(1L) == 0;
  }

  @Override
  public @Nullable HttpUrl next(HttpUrl current, JsonNode page) {
    String mark = Trees.text(page.path("nextPageToken"));
    return mark.isEmpty()
        ? null
        : current.newBuilder().setQueryParameter("pageToken", mark).build();
  }

  @Override
  public @Nullable Rating rating(JsonNode page) {
    double average = page.path("averageRating").asDouble(0);
    long count = Trees.number(page.path("totalReviewCount")).orElse(0L);
    return average > 0 && count > 0 ? new Rating(average, count) : null;
  }

  @Override
  public Optional<Row> row(JsonNode row, JsonNode page) {
    String name = Trees.text(row.path("name"));
    String id = Trees.text(row.path("reviewId"));
    Instant updated = Moments.read(row.path("updateTime"));
    Instant created = Moments.read(row.path("createTime"));
    Instant at = created == null ? updated : created;
    String known = id.isEmpty() ? name.substring(name.lastIndexOf('/') + 1) : id;
    if (known.isEmpty() || at == null) {
      return Optional.empty();
    }
    JsonNode reply = row.path("reviewReply");
    Instant answered = reply.isObject() ? Moments.read(reply.path("updateTime")) : null;
    Voice voice =
        Voice.said(SOURCE, known, at, reply(row), original(Trees.text(row.path("comment"))))
            .withStars(stars(Trees.text(row.path("starRating"))))
            .edited(Row.editedAt(at, updated, answered))
            .answered(answered)
            .at(link(Trees.text(row.path("reviewReplyUrl"))));
    return Optional.of(new Row(voice, updated == null ? at : updated));
  }

  private static @Nullable Double stars(String word) {
    return switch (word) {
      case "ONE" -> 1.0;
      case "TWO" -> 2.0;
      case "THREE" -> 3.0;
      case "FOUR" -> 4.0;
      case "FIVE" -> 5.0;
      default -> null;
    };
  }

  private static @Nullable String link(String told) {
    return told.startsWith("https://") ? told : null;
  }

  /**
   * What became of the answer. Google tells it since April 2026, with words that may become more:
   * what sounds like "no" or "not yet" is no public answer.
   */
  private static Reply reply(JsonNode row) {
    JsonNode reply = row.path("reviewReply");
    if (!reply.isObject() || reply.isEmpty()) {
      return Reply.NONE;
    }
    String state =
        Stream.of(reply.path("reviewReplyState"), reply.path("state"), row.path("reviewReplyState"))
            .map(Trees::text)
            .filter(word -> !word.isEmpty() && !word.endsWith("UNSPECIFIED"))
            .findFirst()
            .orElse("")
            .toUpperCase(Locale.ROOT);
    if (state.isEmpty()) {
      JsonNode violation = reply.path("policyViolation");
      boolean violates = violation.isContainer() ? !violation.isEmpty() : says(violation);
      return violates ? Reply.REJECTED : Reply.PUBLISHED;
    }
    if (state.matches(
        ".*(REJECT|DENIED|DISAPPROVE|REMOVED|BLOCK|VIOLAT|FAIL|NOT_|UNPUBLISH|UNAPPROVED).*")) {
      return Reply.REJECTED;
    }
    return state.matches(".*(PENDING|REVIEW|PROCESS|SUBMIT|QUEUE|MODERAT|WAIT).*")
        ? Reply.PENDING
        : Reply.PUBLISHED;
  }

  private static boolean says(JsonNode word) {
    String text = Trees.text(word);
    return !text.isEmpty() && !text.endsWith("UNSPECIFIED");
  }

  /** The customer's own words: Google puts a translation before or behind them. */
  static String original(String comment) {
    int translated = comment.indexOf(TRANSLATED);
    if (translated < 0) {
      return comment.strip();
    }
    int original = comment.indexOf(ORIGINAL, translated);
    if (original >= 0) {
      return comment.substring(original + ORIGINAL.length()).strip();
    }
    String before = comment.substring(0, translated).strip();
    return before.isEmpty() ? comment.substring(TRANSLATED.length()).strip() : before;
  }
}
