package io.wellkept.probe.social;

import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Key;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.social.Feeds.Fetched;
import io.wellkept.probe.social.Profile.Away;
import io.wellkept.probe.social.Profile.Here;
import io.wellkept.probe.social.Profile.Sort;
import io.wellkept.probe.social.Profile.Talk;
import io.wellkept.touchpoint.Fault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A channel on YouTube: its feed tells when something was published, the Data API who spoke to it.
 *
 * @see <a href="https://developers.google.com/youtube/v3/docs/commentThreads/list">Comment
 *     threads</a>
 */
final class YouTube implements SocialSource {
  private static final String NAME = "YouTube";

  /** The feeds of channels that are there answer 404 now and then, for an hour. */
  private static final int LOOKS = 3;

  private static final int MOST_PAGES = 5;
  private static final int MOST_LONG_THREADS = 20;
  private static final int MOST_IDS = 50;
  private static final String PER_PAGE = "100";

  private final YouTubeSettings settings;
  private final Api api;
  private final Feeds feeds;
  private final InstantSource clock;
  private final String where;

  YouTube(YouTubeSettings settings, Api api, Feeds feeds, InstantSource clock, String where) {
    this.settings = settings;
    this.api = api;
    this.feeds = feeds;
    this.clock = clock;
    this.where = where;
  }

  @Override
  public Profile look(Wanted wanted, TimeLeft time, boolean fresh) throws InterruptedException {
    HttpUrl feed =
        HttpUrl.get(settings.base() + "/feeds/videos.xml")
            .newBuilder()
            .addQueryParameter("channel_id", settings.channel())
            .build();
    return switch (feeds.fetch(feed, time, fresh)) {
      case Fetched.Failed failed -> new Profile.Unseen(failed.fault());
      case Fetched.NotThere not -> new Away(Sort.GONE, not.found(), NAME, LOOKS);
      case Fetched.Text text when !text.feed().any() ->
          new Profile.Unseen(new Fault.ServiceFails(NAME, "the channel's feed is none"));
      case Fetched.Text text -> {
        Profile posts = Feeds.read(text.feed(), NAME, clock.instant());
        String key = settings.key();
        yield posts instanceof Here here && key != null && wanted.comments()
            ? talk(here, key, wanted, time, fresh)
            : posts;
      }
    };
  }

  private Profile talk(Here here, String key, Wanted wanted, TimeLeft time, boolean fresh)
      throws InterruptedException {
    Key.Fixed fixed = new Key.Fixed(Map.of("X-Goog-Api-Key", key));
    Line line = new Line(api, new Network(NAME), fixed, where, time, fresh);
    Map<String, JsonNode> threads = new LinkedHashMap<>();
    boolean complete = latest(line, wanted.since(), threads);
    List<String> more = new ArrayList<>(wanted.again());
    more.removeAll(threads.keySet());
    for (int from = 0; from < more.size(); from += MOST_IDS) {
      List<String> ids = more.subList(from, Math.min(more.size(), from + MOST_IDS));
      HttpUrl url = url("commentThreads", "snippet,replies", "id", String.join(",", ids)).build();
      put(line, line.get(url), threads);
    }
    List<Comment> comments = comments(line, threads);
    Fault fault = line.fault();
    return fault == null
        ? new Here(true, here.last(), new Talk(comments, complete), null)
        : new Profile.Unseen(fault);
  }

  /** Newest first, as far back as is wanted; false if there is more. */
  private boolean latest(Line line, Instant since, Map<String, JsonNode> threads)
      throws InterruptedException {
    HttpUrl first =
        url("commentThreads", "snippet,replies", "allThreadsRelatedToChannelId", settings.channel())
            .addQueryParameter("order", "time")
            .addQueryParameter("maxResults", PER_PAGE)
            .build();
    HttpUrl next = first;
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode answer = line.get(next);
      Instant oldest = put(line, answer, threads);
      String mark = Trees.text(answer.path("nextPageToken"));
      if (mark.isEmpty() || (oldest != null && oldest.isBefore(since))) {
        return true;
      }
      next = first.newBuilder().setQueryParameter("pageToken", mark).build();
    }
    return false;
  }

  /** When the oldest of them was said; null if there is none. */
  private static @Nullable Instant put(Line line, JsonNode answer, Map<String, JsonNode> threads) {
    Instant oldest = null;
    for (JsonNode thread : line.list(answer, "items")) {
      threads.put(Trees.text(thread.path("id")), thread);
      JsonNode top = thread.path("snippet").path("topLevelComment").path("snippet");
      Instant at = Moments.read(Trees.text(top.path("publishedAt"))).orElse(null);
      oldest = at == null || (oldest != null && oldest.isBefore(at)) ? oldest : at;
    }
    return oldest;
  }

  private List<Comment> comments(Line line, Map<String, JsonNode> threads)
      throws InterruptedException {
    List<Comment> comments = new ArrayList<>();
    int asked = 0;
    for (Map.Entry<String, JsonNode> each : threads.entrySet()) {
      JsonNode snippet = each.getValue().path("snippet");
      String video = Trees.text(snippet.path("videoId"));
      List<Word> words = new ArrayList<>();
      word(snippet.path("topLevelComment"), null, video).ifPresent(words::add);
      JsonNode replies = each.getValue().path("replies").path("comments");
      replies.forEach(reply -> word(reply, each.getKey(), video).ifPresent(words::add));
      long all = Trees.number(snippet.path("totalReplyCount")).orElse(0L);
      if (all > replies.size()
          && words.stream().noneMatch(Word::ours)
          && asked++ < MOST_LONG_THREADS) {
        HttpUrl url =
            url("comments", "snippet", "parentId", each.getKey())
                .addQueryParameter("maxResults", PER_PAGE)
                .build();
        line.list(line.get(url), "items")
            .forEach(reply -> word(reply, each.getKey(), video).ifPresent(words::add));
      }
      Word.voices("youtube", words)
          .forEach(voice -> comments.add(new Comment(voice, each.getKey())));
    }
    return comments;
  }

  private Optional<Word> word(JsonNode comment, @Nullable String parent, String video) {
    JsonNode snippet = comment.path("snippet");
    String id = Trees.text(comment.path("id"));
    String author = Trees.text(snippet.path("authorChannelId").path("value"));
    String link = video.isEmpty() ? null : "https://www.youtube.com/watch?v=" + video + "&lc=" + id;
    return Moments.read(Trees.text(snippet.path("publishedAt")))
        .filter(at -> !id.isEmpty())
        .map(at ->
            new Word(
                id,
                parent,
                author.equals(settings.channel()),
                at,
                Feeds.text(Trees.text(snippet.path("textDisplay"))),
                link));
  }

  private HttpUrl.Builder url(String path, String parts, String name, String value) {
    return HttpUrl.get(settings.api() + "/youtube/v3/" + path)
        .newBuilder()
        .addQueryParameter("part", parts)
        .addQueryParameter(name, value);
  }
}
