package io.wellkept.probe.social;

import io.wellkept.probe.Body;
import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Call;
import io.wellkept.probe.access.Key;
import io.wellkept.probe.access.Reply;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.freshness.Feed;
import io.wellkept.probe.social.Profile.Post;
import io.wellkept.touchpoint.Fault;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** Fetches feeds, and what may be one. */
final class Feeds {
  private static final Key NO_KEY = new Key.Fixed(Map.of());
  private static final Map<String, String> ACCEPT =
      Map.of(
          "Accept",
          "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9,"
              + " text/html;q=0.8, */*;q=0.5");
  private static final Pattern NOT_THERE =
      Pattern.compile("answered (404|410)\\b.*|there is no host .*");

  private final Api api;
  private final String where;

  /** What came of fetching. */
  sealed interface Fetched {
    record Text(Body body, Feed feed) implements Fetched {}

    /** Nothing is there. */
    record NotThere(String found) implements Fetched {}

    record Failed(Fault fault) implements Fetched {}
  }

  Feeds(Api api, String where) {
    this.api = api;
    this.where = where;
  }

  Fetched fetch(HttpUrl url, TimeLeft time, boolean fresh) throws InterruptedException {
    Call call = Call.get(new Host(url.host()), NO_KEY, where, url.uri()).headers(ACCEPT);
    return switch (api.ask(call, time, fresh)) {
      case Reply.Said said -> {
        Body body = said.body().unpacked();
        yield new Fetched.Text(body, Feed.of(body.text(), ZoneOffset.UTC));
      }
      case Reply.Failed failed ->
          failed.fault() instanceof Fault.ServiceFails fails
                  && NOT_THERE.matcher(fails.detail()).matches()
              ? new Fetched.NotThere(fails.detail())
              : new Fetched.Failed(failed.fault());
    };
  }

  /** What a feed says of posts; what is only to appear later is none yet. */
  static Profile read(Feed feed, String service, Instant now) {
    if (feed.entries().isEmpty() && feed.undated() > 0) {
      return new Profile.Unseen(
          new Fault.ServiceFails(service, "none of its entries says when it was published"));
    }
    Post last = null;
    for (Feed.Entry entry : feed.entries()) {
      last = Post.newer(last, post(entry), now);
    }
    return new Profile.Here(true, last, null, null);
  }

  private static Post post(Feed.Entry entry) {
    return new Post(entry.published().at(), text(entry.title()), link(entry.link()));
  }

  private static @Nullable String link(String written) {
    return HttpUrl.parse(written) == null ? null : written;
  }

  /** What people read: titles and posts come as HTML. */
  static String text(String html) {
    return html.isEmpty() ? "" : Jsoup.parse(html).text();
  }
}
