package io.wellkept.probe.social;

import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Key;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.social.Feeds.Fetched;
import io.wellkept.probe.social.Profile.Away;
import io.wellkept.probe.social.Profile.Here;
import io.wellkept.probe.social.Profile.Post;
import io.wellkept.probe.social.Profile.Sort;
import io.wellkept.probe.social.Profile.Talk;
import io.wellkept.touchpoint.Fault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import tools.jackson.databind.JsonNode;

/**
 * An account on a server that speaks Mastodon's language. Servers that let nobody read without a
 * token mostly show the account's feed all the same, which does not tell who waits for an answer.
 *
 * @see <a href="https://docs.joinmastodon.org/methods/accounts/">Accounts</a>
 */
final class Mastodon implements SocialSource {
  private static final String PER_PAGE = "40";
  private static final Pattern NOT_THERE =
      Pattern.compile("answered (404|410)\\b.*|there is no host .*");

  private final MastodonSettings settings;
  private final Api api;
  private final Feeds feeds;
  private final InstantSource clock;
  private final String where;
  private final String name;

  Mastodon(MastodonSettings settings, Api api, Feeds feeds, InstantSource clock, String where) {
    this.settings = settings;
    this.api = api;
    this.feeds = feeds;
    this.clock = clock;
    this.where = where;
    // each server counts for itself how often we ask
    this.name = "Mastodon (" + HttpUrl.get(settings.base()).host() + ")";
  }

  @Override
  public Profile look(Wanted wanted, TimeLeft time, boolean fresh) throws InterruptedException {
    String token = settings.token();
    Key key = token == null ? new Key.Fixed(Map.of()) : Key.Fixed.bearer(token);
    Line line = new Line(api, new Network(name), key, where, time, fresh);
    HttpUrl lookup =
        url("accounts/lookup").newBuilder().addQueryParameter("acct", settings.name()).build();
    Optional<JsonNode> account = line.find(lookup, NOT_THERE);
    if (account.isEmpty()) {
      return Away.of(Sort.GONE, "there is no account @" + settings.account(), name);
    }
    if (line.fault() == null) {
      Optional<Profile> away = away(account.get());
      if (away.isPresent()) {
        return away.get();
      }
    }
    Profile seen = posts(line, account.get(), wanted);
    Fault fault = line.fault();
    if (fault == null) {
      return seen;
    }
    boolean locked = token == null && fault instanceof Fault.NoAccess;
    if (!locked) {
      return new Profile.Unseen(fault);
    }
    return wanted.comments() ? refused("reading comments on ") : feed(time, fresh);
  }

  private Optional<Profile> away(JsonNode account) {
    JsonNode moved = account.path("moved");
    if (moved.isObject()) {
      return Optional.of(Away.of(Sort.MOVED, "now " + Trees.text(moved.path("url")), name));
    }
    return account.path("suspended").asBoolean(false)
        ? Optional.of(Away.of(Sort.SUSPENDED, "suspended", name))
        : Optional.empty();
  }

  private Profile posts(Line line, JsonNode account, Wanted wanted) throws InterruptedException {
    String id = Trees.text(account.path("id"));
    HttpUrl statuses =
        url("accounts/" + (id.isEmpty() ? "0" : id) + "/statuses")
            .newBuilder()
            .addQueryParameter("limit", PER_PAGE)
            .addQueryParameter("exclude_replies", "true")
            .addQueryParameter("exclude_reblogs", "true")
            .build();
    JsonNode rows = line.list(line.get(statuses), "");
    Post last = null;
    for (JsonNode status : rows) {
      last = Post.newer(last, post(status).orElse(null), clock.instant());
    }
    Talk talk =
        wanted.comments()
            ? new MastodonTalk(line, settings.base(), id, settings.token() != null)
                .talk(rows, wanted)
            : null;
    return new Here(true, last, talk, Trees.number(account.path("followers_count")).orElse(null));
  }

  private static Optional<Post> post(JsonNode status) {
    boolean boost = status.path("reblog").isObject();
    return Moments.read(Trees.text(status.path("created_at")))
        .filter(at -> !boost)
        .map(at ->
            new Post(
                at, Feeds.text(Trees.text(status.path("content"))), MastodonTalk.link(status)));
  }

  private Profile feed(TimeLeft time, boolean fresh) throws InterruptedException {
    HttpUrl url = HttpUrl.get(settings.base() + "/@" + settings.name() + ".rss");
    Instant now = clock.instant();
    return switch (feeds.fetch(url, time, fresh)) {
      case Fetched.Text text when text.feed().any() -> Feeds.read(text.feed(), name, now);
      default -> refused("reading ");
    };
  }

  private Profile refused(String what) {
    return new Profile.Unseen(new Fault.NoAccess(what + name + " without a token", where));
  }

  private HttpUrl url(String path) {
    return HttpUrl.get(settings.base() + "/api/v1/" + path);
  }
}
