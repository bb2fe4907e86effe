package io.wellkept.probe.social;

import io.wellkept.probe.access.Trees;
import io.wellkept.probe.social.Profile.Talk;
import io.wellkept.probe.social.SocialSource.Wanted;
import io.wellkept.touchpoint.Voice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Who spoke to an account on Mastodon: below its posts and, with a token, wherever it was named.
 */
final class MastodonTalk {
  private static final int MOST_MENTIONS = 40;
  private static final String MENTIONS_PER_PAGE = "80";

  /** Servers give 80 mentions at once, or 40 whatever one asks for. */
  private static final int FULL_PAGE = 40;

  /** Who shows no token is not told of more below a post. */
  private static final int MOST_WITHOUT_TOKEN = 60;

  private final Line line;
  private final String base;
  private final String account;
  private final boolean token;
  private final Map<String, Comment> comments = new LinkedHashMap<>();

  /** What was seen as a part of a conversation, and is no other one when it is met again. */
  private final Set<String> seen = new HashSet<>();

  private boolean complete = true;

  MastodonTalk(Line line, String base, String account, boolean token) {
    this.line = line;
    this.base = base;
    this.account = account;
    this.token = token;
  }

  /**
   * @param statuses the newest posts
   */
  Talk talk(JsonNode statuses, Wanted wanted) throws InterruptedException {
    Set<String> threads = new LinkedHashSet<>(wanted.again());
    int posts = 0;
    for (JsonNode status : statuses) {
      boolean answered = Trees.number(status.path("replies_count")).orElse(0L) > 0;
      if (answered && young(status, wanted.since()) && posts++ < SocialSource.MOST_POSTS) {
        threads.add(Trees.text(status.path("id")));
      }
    }
    for (String thread : threads) {
      thread(thread);
    }
    if (token) {
      mentions(wanted.since());
    }
    return new Talk(List.copyOf(comments.values()), complete);
  }

  /** A post of the company, or of somebody who named it, and what was said below. */
  private void thread(String id) throws InterruptedException {
    Optional<JsonNode> root = line.find(url("statuses/" + id).build());
    Optional<JsonNode> context =
        root.isEmpty() ? root : line.find(url("statuses/" + id + "/context").build());
    if (root.isEmpty() || context.isEmpty() || line.fault() != null) {
      return;
    }
    List<Word> words = new ArrayList<>();
    word(root.get()).ifPresent(words::add);
    JsonNode below = line.list(context.get(), "descendants");
    for (JsonNode status : below) {
      word(status).ifPresent(words::add);
    }
    complete &= token || below.size() < MOST_WITHOUT_TOKEN;
    words.forEach(word -> seen.add(word.id()));
    for (Voice voice : Word.voices("mastodon", words)) {
      comments.putIfAbsent(voice.id(), new Comment(voice, id));
    }
  }

  private void mentions(Instant since) throws InterruptedException {
    HttpUrl url =
        url("notifications")
            .addQueryParameter("types[]", "mention")
            .addQueryParameter("limit", MENTIONS_PER_PAGE)
            .build();
    JsonNode page = line.list(line.get(url), "");
    complete &= page.isEmpty() || page.size() % FULL_PAGE != 0 || !young(last(page), since);
    int asked = 0;
    for (JsonNode notification : page) {
      JsonNode status = notification.path("status");
      String id = Trees.text(status.path("id"));
      if (!young(status, since) || id.isEmpty() || seen.contains(id)) {
        continue;
      }
      if (Trees.number(status.path("replies_count")).orElse(1L) == 0) {
        word(status).ifPresent(word -> alone(word, id));
      } else if (asked++ < MOST_MENTIONS) {
        thread(id);
      } else {
        complete = false;
      }
    }
  }

  private void alone(Word word, String id) {
    Word.voices("mastodon", List.of(word))
        .forEach(voice -> comments.putIfAbsent(voice.id(), new Comment(voice, id)));
  }

  /** What was not said to everybody is not repeated to anybody. */
  private Optional<Word> word(JsonNode status) {
    String visibility = Trees.text(status.path("visibility"));
    boolean open = !visibility.equals("direct") && !visibility.equals("private");
    String text = open ? Feeds.text(Trees.text(status.path("content"))) : "";
    String parent = Trees.text(status.path("in_reply_to_id"));
    String id = Trees.text(status.path("id"));
    return at(status)
        .filter(at -> !id.isEmpty())
        .map(at ->
            new Word(
                id,
                parent.isEmpty() ? null : parent,
                Trees.text(status.path("account").path("id")).equals(account),
                at,
                text,
                link(status)));
  }

  static @Nullable String link(JsonNode status) {
    HttpUrl url = HttpUrl.parse(Trees.text(status.path("url")));
    return url == null ? null : url.toString();
  }

  private static JsonNode last(JsonNode page) {
    return page.path(page.size() - 1).path("status");
  }

  private static boolean young(JsonNode status, Instant since) {
    return at(status).filter(at -> !at.isBefore(since)).isPresent();
  }

  private static Optional<Instant> at(JsonNode status) {
    return Moments.read(Trees.text(status.path("created_at")));
  }

  private HttpUrl.Builder url(String path) {
    return HttpUrl.get(base + "/api/v1/" + path).newBuilder();
  }
}
