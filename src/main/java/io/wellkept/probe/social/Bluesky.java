package io.wellkept.probe.social;

import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Key;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.social.Profile.Away;
import io.wellkept.probe.social.Profile.Here;
import io.wellkept.probe.social.Profile.Post;
import io.wellkept.probe.social.Profile.Sort;
import io.wellkept.probe.social.Profile.Talk;
import io.wellkept.touchpoint.Fault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An account on Bluesky, as everybody can see it. What it only passed on is no post of its own.
 *
 * @see <a href="https://docs.bsky.app/docs/api/app-bsky-feed-get-author-feed">getAuthorFeed</a>
 */
final class Bluesky implements SocialSource {
  private static final String NAME = "Bluesky";
  private static final String PER_PAGE = "50";
  private static final String DEPTH = "10";
  private static final int DEEPEST = 20;

  /** It says 400 to what others say 404 to. */
  private static final Pattern NOT_THERE =
      Pattern.compile(
          "answered 404\\b.*|answered 400: .*(not found|Unable to resolve|deactivated).*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SUSPENDED =
      Pattern.compile("answered 400: .*(suspended|taken ?down).*", Pattern.CASE_INSENSITIVE);

  private final BlueskySettings settings;
  private final Api api;
  private final InstantSource clock;
  private final String where;

  Bluesky(BlueskySettings settings, Api api, InstantSource clock, String where) {
    this.settings = settings;
    this.api = api;
    this.clock = clock;
    this.where = where;
  }

  @Override
  public Profile look(Wanted wanted, TimeLeft time, boolean fresh) throws InterruptedException {
    Key noKey = new Key.Fixed(Map.of());
    Line line = new Line(api, new Network(NAME), noKey, where, time, fresh);
    HttpUrl url =
        url("getAuthorFeed", "actor", settings.account())
            .addQueryParameter("filter", "posts_no_replies")
            .addQueryParameter("limit", PER_PAGE)
            .build();
    Optional<JsonNode> feed = line.find(url, NOT_THERE);
    if (feed.isEmpty()) {
      return Away.of(Sort.GONE, "there is no account " + settings.account(), NAME);
    }
    if (line.fault() instanceof Fault.ServiceFails fails
        && SUSPENDED.matcher(fails.detail()).matches()) {
      return Away.of(Sort.SUSPENDED, fails.detail(), NAME);
    }
    Profile seen = posts(line, line.list(feed.get(), "feed"), wanted);
    Fault fault = line.fault();
    return fault == null ? seen : new Profile.Unseen(fault);
  }

  private Profile posts(Line line, JsonNode feed, Wanted wanted) throws InterruptedException {
    Post last = null;
    Set<String> threads = new LinkedHashSet<>(wanted.again());
    int answered = 0;
    for (JsonNode entry : feed) {
      JsonNode post = entry.path("post");
      Optional<Instant> at = at(post);
      if (entry.has("reason") || at.isEmpty()) {
        continue;
      }
      last = Post.newer(last, new Post(at.get(), text(post), link(post)), clock.instant());
      boolean replies = Trees.number(post.path("replyCount")).orElse(0L) > 0;
      if (replies && !at.get().isBefore(wanted.since()) && answered++ < MOST_POSTS) {
        threads.add(Trees.text(post.path("uri")));
      }
    }
    return new Here(true, last, wanted.comments() ? talk(line, threads) : null, null);
  }

  private Talk talk(Line line, Set<String> threads) throws InterruptedException {
    List<Comment> comments = new ArrayList<>();
    for (String uri : threads) {
      HttpUrl url = url("getPostThread", "uri", uri).addQueryParameter("depth", DEPTH).build();
      JsonNode thread = line.find(url, NOT_THERE).map(found -> found.path("thread")).orElse(null);
      if (thread != null) {
        List<Word> words = new ArrayList<>();
        String own = Trees.text(thread.path("post").path("author").path("did"));
        collect(thread, null, own, DEEPEST, words);
        Word.voices("bluesky", words).forEach(voice -> comments.add(new Comment(voice, uri)));
      }
    }
    return new Talk(comments, true);
  }

  private static void collect(
      JsonNode view, @Nullable String parent, String own, int deeper, List<Word> words) {
    JsonNode post = view.path("post");
    String uri = Trees.text(post.path("uri"));
    String author = Trees.text(post.path("author").path("did"));
    at(post)
        .filter(at -> !uri.isEmpty())
        .ifPresent(
            at -> words.add(new Word(uri, parent, author.equals(own), at, text(post), link(post))));
    for (JsonNode reply : deeper == 0 ? List.<JsonNode>of() : view.path("replies")) {
      collect(reply, uri, own, deeper - 1, words);
    }
  }

  /** What somebody's program says, unless it says that it is later than when it came in. */
  private static Optional<Instant> at(JsonNode post) {
    Instant indexed = Moments.read(Trees.text(post.path("indexedAt"))).orElse(null);
    return Moments.read(Trees.text(post.path("record").path("createdAt")))
        .filter(created -> indexed == null || !created.isAfter(indexed))
        .or(() -> Optional.ofNullable(indexed));
  }

  private static String text(JsonNode post) {
    return Trees.text(post.path("record").path("text"));
  }

  private static @Nullable String link(JsonNode post) {
    String uri = Trees.text(post.path("uri"));
    String author = Trees.text(post.path("author").path("did"));
    return uri.isEmpty() || author.isEmpty()
        ? null
        : "https://bsky.app/profile/" + author + "/post/" + uri.substring(uri.lastIndexOf('/') + 1);
  }

  private HttpUrl.Builder url(String method, String name, String value) {
    return HttpUrl.get(settings.base() + "/xrpc/app.bsky.feed." + method)
        .newBuilder()
        .addQueryParameter(name, value);
  }
}
