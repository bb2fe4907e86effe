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
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reviews on Trustpilot: as the company sees them where the key has a secret, else as everybody
 * does.
 *
 * @see <a href="https://developers.trustpilot.com/business-units-api">Business Units API</a>
 */
final class Trustpilot implements VoiceSource, Layout {
  static final String SOURCE = "trustpilot";

  /** The most that the service takes. */
  static final int PER_PAGE = 100;

  private static final String TOKENS =
      "/v1/oauth/oauth-business-users-for-applications/accesstoken";

  private final TrustpilotSettings settings;
  private final Desk open;
  private final Desk desk;

  Trustpilot(TrustpilotSettings settings, Api api, String where) {
    TrustpilotVendor vendor = new TrustpilotVendor();
    Key known = new Key.Fixed(Map.of("apikey", settings.apiKey()));
    String secret = settings.apiSecret();
    this.settings = settings;
    this.open = new Desk(api, vendor, known, "source.trustpilot.api-key of " + where);
    this.desk =
        secret == null
            ? open
            : new Desk(
                api,
                vendor,
                new Key.Client(settings.base() + TOKENS, settings.apiKey(), secret),
                "source.trustpilot.api-secret of " + where);
  }

  @Override
  public Heard hear(Instant since, Duration within, boolean fresh) throws InterruptedException {
    Desk.Visit visit = new Desk.Visit(TimeLeft.of(within), fresh);
    HttpUrl first =
        url(settings.apiSecret() == null ? "v1" : "v1/private")
            .addPathSegment("reviews")
            .addQueryParameter("perPage", String.valueOf(PER_PAGE))
            .addQueryParameter("orderBy", "createdat.desc")
            .addQueryParameter("page", "1")
            .build();
    return switch (desk.hear(first, this, since, visit)) {
      case Heard.Told told -> rated(told, visit);
      case Heard.Deaf deaf -> deaf;
    };
  }

  /** The rating stands where everybody may read it; the key need not be let in there. */
  private Heard rated(Heard.Told told, Desk.Visit visit) throws InterruptedException {
    return switch (open.ask(url("v1").build(), visit)) {
      case Tree.Some some -> new Heard.Told(told.voices(), told.complete(), unit(some.root()));
      case Tree.None none ->
          none.fault() instanceof Fault.NoAccess ? told : new Heard.Deaf(none.fault());
    };
  }

  private static @Nullable Rating unit(JsonNode unit) {
    double inside = unit.path("score").path("trustScore").asDouble(0);
    double score = inside > 0 ? inside : unit.path("trustScore").asDouble(0);
    JsonNode number = unit.path("numberOfReviews");
    long count = Trees.number(number.isObject() ? number.path("total") : number).orElse(0L);
    return score > 0 && count > 0 ? new Rating(score, count) : null;
  }

  private HttpUrl.Builder url(String root) {
    return HttpUrl.get(settings.base())
        .newBuilder()
        .addPathSegments(root + "/business-units")
        .addPathSegment(settings.businessUnit());
  }

  @Override
  public JsonNode rows(JsonNode page) {
    return page.path("reviews");
  }

  @Override
  public @Nullable HttpUrl next(HttpUrl current, JsonNode page) {
    boolean told = false;
    for (JsonNode link : page.path("links")) {
      told |= Trees.text(link.path("rel")).equals("next-page");
    }
    if (!told && page.path("reviews").size() < PER_PAGE) {
      return null;
    }
    int number = Integer.parseInt(String.valueOf(current.queryParameter("page")));
    return current.newBuilder().setQueryParameter("page", String.valueOf(number + 1)).build();
  }

  @Override
  public Optional<Row> row(JsonNode row, JsonNode page) {
    String id = Trees.text(row.path("id"));
    Instant at = Moments.read(row.path("createdAt"));
    if (id.isEmpty() || at == null) {
      return Optional.empty();
    }
    JsonNode reply = row.path("companyReply");
    boolean replied = reply.isObject() && !reply.isEmpty();
    Instant answered =
        Moments.later(Moments.read(reply.path("createdAt")), Moments.read(reply.path("updatedAt")));
    String text = Row.text(Trees.text(row.path("title")), Trees.text(row.path("text")));
    Voice voice =
        Voice.said(SOURCE, id, at, replied ? Reply.PUBLISHED : Reply.NONE, text)
            .withStars(Row.stars(row.path("stars").asDouble(0)))
            .edited(Row.editedAt(at, Moments.read(row.path("updatedAt")), answered))
            .answered(answered)
            .at(Row.link("https://www.trustpilot.com/reviews/", id));
    return Optional.of(new Row(voice, at));
  }
}
