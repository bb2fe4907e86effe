package io.wellkept.probe.review;

import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Key;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Tree;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.Heard.Rating;
import io.wellkept.probe.voice.VoiceSource;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Voice.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Yelp tells of a business: its rating, and the beginnings of its newest reviews. Whether
 * anybody answered them it does not tell.
 *
 * @see <a href="https://docs.developer.yelp.com/reference/v3_business_reviews">Reviews</a>
 */
final class Yelp implements VoiceSource, Layout {
  static final String SOURCE = "yelp";

  private final YelpSettings settings;
  private final Desk desk;

  Yelp(YelpSettings settings, Api api, String where) {
    this.settings = settings;
    this.desk =
        new Desk(
            api, new YelpVendor(), Key.Fixed.bearer(settings.key()), "source.yelp.key of " + where);
  }

  @Override
  public Heard hear(Instant since, Duration within, boolean fresh) throws InterruptedException {
    Desk.Visit visit = new Desk.Visit(TimeLeft.of(within), fresh);
    return switch (desk.ask(business().build(), visit)) {
      case Tree.None none -> new Heard.Deaf(none.fault());
      case Tree.Some some -> reviews(some.root(), since, visit);
    };
  }

  private Heard reviews(JsonNode business, Instant since, Desk.Visit visit)
      throws InterruptedException {
    Optional<Long> count = Trees.number(business.path("review_count"));
    if (count.isEmpty()) {
      return desk.deaf("the answer is not what it should be: the business has no review_count");
    }
    double average = business.path("rating").asDouble(0);
    Rating rating = average > 0 && count.get() > 0 ? new Rating(average, count.get()) : null;
    HttpUrl newest =
        business().addPathSegment("reviews").addQueryParameter("sort_by", "newest").build();
    return switch (desk.hear(newest, this, since, visit)) {
      case Heard.Told told -> new Heard.Told(told.voices(), false, rating);
      case Heard.Deaf deaf ->
          keptFromUs(deaf.fault()) ? new Heard.Told(List.of(), false, rating) : deaf;
    };
  }

  /** Many plans have no reviews: Yelp says then that there are none to be found. */
  private static boolean keptFromUs(Fault fault) {
    return fault instanceof Fault.NoAccess || Desk.notFound(fault);
  }

  private HttpUrl.Builder business() {
    return HttpUrl.get(settings.base())
        .newBuilder()
        .addPathSegments("v3/businesses")
        .addPathSegment(settings.business());
  }

  @Override
  public boolean all() {
    return false;
  }

  @Override
  public JsonNode rows(JsonNode page) {
    return page.path("reviews");
  }

  @Override
  public @Nullable HttpUrl next(HttpUrl current, JsonNode page) {
    return null;
  }

  @Override
  public Optional<Row> row(JsonNode row, JsonNode page) {
    String id = Trees.text(row.path("id"));
    Instant at = Moments.read(Trees.text(row.path("time_created")), settings.zone());
    if (id.isEmpty() || at == null) {
      return Optional.empty();
    }
    String link = Trees.text(row.path("url"));
    Voice voice =
        Voice.said(SOURCE, id, at, Reply.UNKNOWN, Trees.text(row.path("text")).strip())
            .withStars(Row.stars(row.path("rating").asDouble(0)))
            .at(link.startsWith("https://") ? link : null);
    return Optional.of(new Row(voice, at));
  }
}
