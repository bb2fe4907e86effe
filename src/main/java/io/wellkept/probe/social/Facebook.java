package io.wellkept.probe.social;

import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Key;
import io.wellkept.probe.access.MetaVendor;
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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A page on Facebook. That the API knows no such page proves nothing: it says so too of pages that
 * our token may not see.
 *
 * @see <a href="https://developers.facebook.com/docs/graph-api/reference/page/feed/">Page, feed</a>
 */
final class Facebook implements SocialSource {
  private static final String NAME = "Facebook";
  private static final String ABOUT = "id,is_published,is_permanently_closed,followers_count";
  private static final String COMMENT =
      "id,created_time,message,from,is_hidden,permalink_url,parent{id}";
  private static final String COMMENTS = "comments.filter(stream).limit(50){" + COMMENT + "}";
  private static final String POST =
      "id,created_time,permalink_url,message,is_published,is_expired," + COMMENTS;

  private static final String POSTS_PER_PAGE = "10";
  private static final int PAGES = 2;
  private static final int COMMENT_PAGES = 5;

  /** A post that was deleted. */
  private static final Pattern NOT_THERE =
      Pattern.compile("answered (404\\b.*|\\d+, code 100(/33)?: .*)");

  private final FacebookSettings settings;
  private final Api api;
  private final InstantSource clock;
  private final String where;

  Facebook(FacebookSettings settings, Api api, InstantSource clock, String where) {
    this.settings = settings;
    this.api = api;
    this.clock = clock;
    this.where = where;
  }

  @Override
  public Profile look(Wanted wanted, TimeLeft time, boolean fresh) throws InterruptedException {
    Key key = Key.Fixed.bearer(settings.token());
    Line line = new Line(api, new MetaVendor(NAME), key, where, time, fresh);
    Graph graph = new Graph(line, settings.base(), settings.version());
    JsonNode page = line.get(graph.url(settings.page(), ABOUT));
    if (page.path("is_permanently_closed").asBoolean(false)) {
      return Away.of(Sort.CLOSED, "permanently closed", NAME);
    }
    if (!page.path("is_published").asBoolean(true)) {
      return Away.of(Sort.UNPUBLISHED, "not published", NAME);
    }
    HttpUrl first =
        graph
            .url(settings.page() + "/published_posts", POST)
            .newBuilder()
            .addQueryParameter("limit", POSTS_PER_PAGE)
            .build();
    List<JsonNode> posts = graph.rows(first, PAGES).rows();
    Post last = null;
    for (JsonNode post : posts) {
      last = Post.newer(last, post(post).orElse(null), clock.instant());
    }
    Talk talk = wanted.comments() ? talk(line, graph, posts, wanted) : null;
    Fault fault = line.fault();
    Long followers = Trees.number(page.path("followers_count")).orElse(null);
    return fault == null ? new Here(true, last, talk, followers) : new Profile.Unseen(fault);
  }

  private static Optional<Post> post(JsonNode post) {
    boolean shown =
        post.path("is_published").asBoolean(true) && !post.path("is_expired").asBoolean(false);
    return at(post)
        .filter(at -> shown)
        .map(at -> new Post(at, Trees.text(post.path("message")), link(post)));
  }

  private Talk talk(Line line, Graph graph, List<JsonNode> posts, Wanted wanted)
      throws InterruptedException {
    List<Comment> comments = new ArrayList<>();
    Set<String> more = new LinkedHashSet<>(wanted.again());
    boolean complete = true;
    for (JsonNode post : posts) {
      boolean young = at(post).filter(at -> !at.isBefore(wanted.since())).isPresent();
      if (more.remove(Trees.text(post.path("id"))) || young) {
        complete &= comments(graph, post, comments);
      }
    }
    for (String id : more) {
      Optional<JsonNode> post = line.find(graph.url(id, POST), NOT_THERE);
      if (post.isPresent()) {
        complete &= comments(graph, post.get(), comments);
      }
    }
    return new Talk(comments, complete);
  }

  /** True if these are all comments of the post. */
  private boolean comments(Graph graph, JsonNode post, List<Comment> comments)
      throws InterruptedException {
    String id = Trees.text(post.path("id"));
    if (id.isEmpty()) {
      return true;
    }
    List<JsonNode> rows = new ArrayList<>();
    post.path("comments").path("data").forEach(rows::add);
    HttpUrl next =
        graph
            .url(id + "/comments", COMMENT)
            .newBuilder()
            .addQueryParameter("filter", "stream")
            .addQueryParameter("limit", "50")
            .build();
    Graph.Rows all = graph.more(next, post.path("comments"), COMMENT_PAGES, rows);
    List<Word> words = new ArrayList<>();
    for (JsonNode row : all.rows()) {
      word(row, post).ifPresent(words::add);
    }
    Word.voices("facebook", words).forEach(voice -> comments.add(new Comment(voice, id)));
    return all.complete();
  }

  /** Of whom nothing is told is somebody else. What we have hidden ourselves waits for nobody. */
  private Optional<Word> word(JsonNode comment, JsonNode post) {
    String id = Trees.text(comment.path("id"));
    String parent = Trees.text(comment.path("parent").path("id"));
    boolean ours = Trees.text(comment.path("from").path("id")).equals(settings.page());
    String own = link(comment);
    boolean hidden = comment.path("is_hidden").asBoolean(false);
    return at(comment)
        .filter(at -> !id.isEmpty() && !hidden)
        .map(at ->
            new Word(
                id,
                parent.isEmpty() ? null : parent,
                ours,
                at,
                Trees.text(comment.path("message")),
                own == null ? link(post) : own));
  }

  private static @Nullable String link(JsonNode of) {
    String link = Trees.text(of.path("permalink_url"));
    return link.isEmpty() ? null : link;
  }

  private static Optional<Instant> at(JsonNode of) {
    return Moments.read(Trees.text(of.path("created_time")));
  }
}
