package io.wellkept.probe.social;

import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Key;
import io.wellkept.probe.access.MetaVendor;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.social.Profile.Here;
import io.wellkept.probe.social.Profile.Post;
import io.wellkept.probe.social.Profile.Talk;
import io.wellkept.touchpoint.Fault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A professional account on Instagram. Stories, and comments below ads, are not told.
 *
 * @see <a href="https://developers.facebook.com/docs/instagram-platform">Instagram platform</a>
 */
final class Instagram implements SocialSource {
  private static final String NAME = "Instagram";
  private static final String ABOUT = "username,followers_count";
  private static final String MEDIA = "id,timestamp,permalink,caption,comments_count";
  private static final String COMMENTS =
      "id,text,timestamp,username,hidden,replies{id,text,timestamp,username,hidden}";

  private static final String MEDIA_PER_PAGE = "25";
  private static final String COMMENTS_PER_PAGE = "50";
  private static final int COMMENT_PAGES = 5;

  /** A picture that was deleted. */
  private static final Pattern NOT_THERE =
      Pattern.compile("answered (404\\b.*|\\d+, code 100(/33)?: .*)");

  private final InstagramSettings settings;
  private final Api api;
  private final InstantSource clock;
  private final String where;

  Instagram(InstagramSettings settings, Api api, InstantSource clock, String where) {
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
    JsonNode account = line.get(graph.url(settings.account(), ABOUT));
    HttpUrl first =
        graph
            .url(settings.account() + "/media", MEDIA)
            .newBuilder()
            .addQueryParameter("limit", MEDIA_PER_PAGE)
            .build();
    List<JsonNode> media = graph.rows(first, 1).rows();
    Post last = null;
    for (JsonNode medium : media) {
      last = Post.newer(last, post(medium).orElse(null), clock.instant());
    }
    String own = Trees.text(account.path("username"));
    Talk talk = wanted.comments() ? talk(line, graph, own, media, wanted) : null;
    Fault fault = line.fault();
    Long followers = Trees.number(account.path("followers_count")).orElse(null);
    return fault == null ? new Here(true, last, talk, followers) : new Profile.Unseen(fault);
  }

  private static Optional<Post> post(JsonNode medium) {
    return at(medium).map(at -> new Post(at, Trees.text(medium.path("caption")), link(medium)));
  }

  private Talk talk(Line line, Graph graph, String own, List<JsonNode> media, Wanted wanted)
      throws InterruptedException {
    Map<String, String> threads = new LinkedHashMap<>();
    wanted.again().forEach(id -> threads.put(id, ""));
    int asked = 0;
    for (JsonNode medium : media) {
      String id = Trees.text(medium.path("id"));
      boolean young = at(medium).filter(at -> !at.isBefore(wanted.since())).isPresent();
      boolean some = Trees.number(medium.path("comments_count")).orElse(0L) > 0;
      if (threads.containsKey(id) || (young && some && asked++ < MOST_POSTS)) {
        threads.put(id, Optional.ofNullable(link(medium)).orElse(""));
      }
    }
    List<Comment> comments = new ArrayList<>();
    boolean complete = true;
    for (Map.Entry<String, String> thread : threads.entrySet()) {
      complete &= comments(line, graph, own, thread, comments);
    }
    return new Talk(comments, complete);
  }

  /** True if these are all comments below it. */
  private static boolean comments(
      Line line, Graph graph, String own, Map.Entry<String, String> thread, List<Comment> comments)
      throws InterruptedException {
    HttpUrl url =
        graph
            .url(thread.getKey() + "/comments", COMMENTS)
            .newBuilder()
            .addQueryParameter("limit", COMMENTS_PER_PAGE)
            .build();
    Optional<JsonNode> answer = line.find(url, NOT_THERE);
    if (answer.isEmpty()) {
      return true;
    }
    List<JsonNode> rows = new ArrayList<>();
    line.list(answer.get(), "data").forEach(rows::add);
    Graph.Rows all = graph.more(url, answer.get(), COMMENT_PAGES, rows);
    List<Word> words = new ArrayList<>();
    for (JsonNode row : all.rows()) {
      word(row, null, own, thread.getValue()).ifPresent(words::add);
      String id = Trees.text(row.path("id"));
      for (JsonNode reply : row.path("replies").path("data")) {
        word(reply, id, own, thread.getValue()).ifPresent(words::add);
      }
    }
    Word.voices("instagram", words)
        .forEach(voice -> comments.add(new Comment(voice, thread.getKey())));
    return all.complete();
  }

  private static Optional<Word> word(
      JsonNode comment, @Nullable String parent, String own, String link) {
    String id = Trees.text(comment.path("id"));
    boolean ours = !own.isEmpty() && Trees.text(comment.path("username")).equals(own);
    boolean hidden = comment.path("hidden").asBoolean(false);
    return at(comment)
        .filter(at -> !id.isEmpty() && !hidden)
        .map(at ->
            new Word(
                id,
                parent,
                ours,
                at,
                Trees.text(comment.path("text")),
                link.isEmpty() ? null : link));
  }

  private static @Nullable String link(JsonNode medium) {
    String link = Trees.text(medium.path("permalink"));
    return link.isEmpty() ? null : link;
  }

  private static Optional<Instant> at(JsonNode of) {
    return Moments.read(Trees.text(of.path("timestamp")));
  }
}
