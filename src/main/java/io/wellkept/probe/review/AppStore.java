package io.wellkept.probe.review;

import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Key;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.VoiceSource;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Voice.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Reviews in Apple's App Store. Those who wrote them are not asked for.
 *
 * @see <a
 *     href="https://developer.apple.com/documentation/appstoreconnectapi/get-v1-apps-_id_-customerreviews">
 *     List all customer reviews for an app</a>
 */
final class AppStore implements VoiceSource, Layout {
  static final String SOURCE = "app-store";
  static final String AUDIENCE = "appstoreconnect-v1";

  /** The most that the service takes. */
  private static final String PER_PAGE = "200";

  private final AppStoreSettings settings;
  private final Desk desk;

  AppStore(AppStoreSettings settings, Api api, String where) {
    this.settings = settings;
    this.desk =
        new Desk(
            api,
            new AppStoreVendor(),
            new Key.Signing(settings.keyId(), settings.issuer(), settings.privateKey(), AUDIENCE),
            "source.app-store.private-key of " + where);
  }

  @Override
  public Heard hear(Instant since, Duration within, boolean fresh) throws InterruptedException {
    HttpUrl first =
        HttpUrl.get(settings.base())
            .newBuilder()
            .addPathSegments("v1/apps/" + settings.app() + "/customerReviews")
            .addQueryParameter("sort", "-createdDate")
            .addQueryParameter("include", "response")
            .addQueryParameter("fields[customerReviews]", "rating,title,body,createdDate,response")
            .addQueryParameter("fields[customerReviewResponses]", "lastModifiedDate,state")
            .addQueryParameter("limit", PER_PAGE)
            .build();
    return desk.hear(first, this, since, new Desk.Visit(TimeLeft.of(within), fresh));
  }

  @Override
  public JsonNode rows(JsonNode page) {
    return page.path("data");
  }

  @Override
  public @Nullable HttpUrl next(HttpUrl current, JsonNode page) {
    String told = Trees.text(page.path("links").path("next"));
    if (told.isEmpty()) {
      return null;
    }
    HttpUrl next = current.resolve(told);
    String mark = next == null ? null : next.queryParameter("cursor");
    // A next page without a mark must not pass for the end: it would be the same page again.
    return mark == null ? current : current.newBuilder().setQueryParameter("cursor", mark).build();
  }

  @Override
  public Optional<Row> row(JsonNode row, JsonNode page) {
    String id = Trees.text(row.path("id"));
    JsonNode said = row.path("attributes");
    Instant at = Moments.read(said.path("createdDate"));
    if (id.isEmpty() || at == null) {
      return Optional.empty();
    }
    JsonNode related = row.path("relationships").path("response");
    String response = Trees.text(related.path("data").path("id"));
    JsonNode answer = included(response, page).path("attributes");
    Instant answered = Moments.read(answer.path("lastModifiedDate"));
    Voice voice =
        Voice.said(
                SOURCE,
                id,
                at,
                response.isEmpty() ? Reply.NONE : state(Trees.text(answer.path("state"))),
                Row.text(Trees.text(said.path("title")), Trees.text(said.path("body"))))
            .withStars(Row.stars(said.path("rating").asDouble(0)))
            // A review has one date: one that is after its answer was written anew.
            .edited(answered != null && at.isAfter(answered) ? at : null)
            .answered(answered)
            .at("https://appstoreconnect.apple.com/apps/" + settings.app());
    return Optional.of(new Row(voice, at));
  }

  private static JsonNode included(String id, JsonNode page) {
    for (JsonNode each : page.path("included")) {
      if (Trees.text(each.path("id")).equals(id)
          && Trees.text(each.path("type")).equals("customerReviewResponses")) {
        return each;
      }
    }
    return MissingNode.getInstance();
  }

  /** What is there and says nothing of its state may or may not be public. */
  private static Reply state(String word) {
    return switch (word) {
      case "PUBLISHED" -> Reply.PUBLISHED;
      case "" -> Reply.UNKNOWN;
      case "REJECTED" -> Reply.REJECTED;
      default -> Reply.PENDING;
    };
  }
}
