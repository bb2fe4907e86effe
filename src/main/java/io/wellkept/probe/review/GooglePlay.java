package io.wellkept.probe.review;

import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.GoogleVendor;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Tree;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.VoiceSource;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Voice.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Reviews in Google Play that have a text. The service lists those of the last seven days only:
 * what it does not list is not gone, and what waits for longer is asked for one by one.
 *
 * @see <a href="https://developers.google.com/android-publisher/reply-to-reviews">Reply to
 *     reviews</a>
 */
final class GooglePlay implements VoiceSource, Layout {
  static final String SOURCE = "google-play";
  static final String SCOPE = "https://www.googleapis.com/auth/androidpublisher";

  /** The most that the service takes. */
  private static final String PER_PAGE = "100";

  /** The service allows 200 questions an hour. */
  private static final int MOST_ASKED = 80;

  /** With less time than this left no more is asked. */
  private static final Duration SHORTEST = Duration.ofSeconds(3);

  private final GooglePlaySettings settings;
  private final Desk desk;

  GooglePlay(GooglePlaySettings settings, Api api, String where) {
    this.settings = settings;
    this.desk =
        new Desk(
            api,
            new GoogleVendor("Google Play"),
            settings.key().key(SCOPE),
            "source.google-play.key of " + where);
  }

  @Override
  public Heard hear(Instant since, Duration within, boolean fresh) throws InterruptedException {
    return hear(since, Set.of(), within, fresh);
  }

  @Override
  public Heard hear(Instant since, Set<String> open, Duration within, boolean fresh)
      throws InterruptedException {
    HttpUrl first = reviews().addQueryParameter("maxResults", PER_PAGE).build();
    Desk.Visit visit = new Desk.Visit(TimeLeft.of(within), fresh);
    return switch (desk.hear(first, this, since, visit)) {
      case Heard.Told told -> withOlder(told, open, visit);
      case Heard.Deaf deaf -> deaf;
    };
  }

  /** What waits and is listed no more is asked for by its id. */
  private Heard withOlder(Heard.Told told, Set<String> open, Desk.Visit visit)
      throws InterruptedException {
    Set<String> older = new LinkedHashSet<>(open);
    told.voices().forEach(voice -> older.remove(voice.id()));
    List<Voice> voices = new ArrayList<>(told.voices());
    int asked = 0;
    for (String id : older.stream().limit(MOST_ASKED).toList()) {
      // the others have their turn at the next look: those told of longest ago come first
      if (asked > 0 && visit.time().left().compareTo(SHORTEST) < 0) {
        break;
      }
      asked++;
      switch (desk.ask(reviews().addPathSegment(id).build(), visit)) {
        case Tree.Some some -> row(some.root(), some.root()).map(Row::voice).ifPresent(voices::add);
        case Tree.None none -> {
          if (!Desk.notFound(none.fault()) && asked == 1) {
            return new Heard.Deaf(none.fault());
          }
        }
      }
    }
    return new Heard.Told(voices, told.complete(), told.rating());
  }

  private HttpUrl.Builder reviews() {
    return HttpUrl.get(settings.base())
        .newBuilder()
        .addPathSegments("androidpublisher/v3/applications/" + settings.app() + "/reviews");
  }

  @Override
  public boolean all() {
    return false;
  }

  @Override
  public JsonNode rows(JsonNode page) {
    return page.path("reviews");
  }

  /** Google leaves out what is empty. */
  @Override
  public boolean maybeEmpty(JsonNode page) {
    return page.isEmpty() || page.has("pageInfo") || page.has("tokenPagination");
  }

  @Override
  public @Nullable HttpUrl next(HttpUrl current, JsonNode page) {
    String mark = Trees.text(page.path("tokenPagination").path("nextPageToken"));
    return mark.isEmpty() ? null : current.newBuilder().setQueryParameter("token", mark).build();
  }

  @Override
  public Optional<Row> row(JsonNode row, JsonNode page) {
    String id = Trees.text(row.path("reviewId"));
    JsonNode said = last(row, "userComment");
    Instant at = time(said);
    if (id.isEmpty() || at == null) {
      return Optional.empty();
    }
    JsonNode answer = last(row, "developerComment");
    Instant answered = time(answer);
    Voice voice =
        Voice.said(SOURCE, id, at, answer.isObject() ? Reply.PUBLISHED : Reply.NONE, text(said))
            .withStars(Row.stars(said.path("starRating").asDouble(0)))
            // A review has one time: one that is after its answer was written anew.
            .edited(answered != null && at.isAfter(answered) ? at : null)
            .answered(answered)
            .at(link(id));
    return Optional.of(new Row(voice, at));
  }

  private static JsonNode last(JsonNode row, String kind) {
    JsonNode last = MissingNode.getInstance();
    for (JsonNode comment : row.path("comments")) {
      last = comment.has(kind) ? comment.path(kind) : last;
    }
    return last;
  }

  private static @Nullable Instant time(JsonNode comment) {
    return Moments.second(comment.path("lastModified").path("seconds"));
  }

  /** In the customer's own words, not in Google's translation; a title ends with a tab. */
  private static String text(JsonNode said) {
    String original = Trees.text(said.path("originalText"));
    String text = original.isEmpty() ? Trees.text(said.path("text")) : original;
    int tab = text.indexOf('\t');
    return tab < 0 ? text.strip() : Row.text(text.substring(0, tab), text.substring(tab + 1));
  }

  private String link(String id) {
    return HttpUrl.get("https://play.google.com/store/apps/details")
        .newBuilder()
        .addQueryParameter("id", settings.app())
        .addQueryParameter("reviewId", id)
        .build()
        .toString();
  }
}
