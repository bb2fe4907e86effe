package io.wellkept.probe.social;

import io.wellkept.probe.Body;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.freshness.Feed;
import io.wellkept.probe.social.Feeds.Fetched;
import io.wellkept.probe.social.Profile.Sort;
import io.wellkept.touchpoint.Fault;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;

/** What somebody publishes on a site of their own: its feed, or that which a page names. */
final class FeedSource implements SocialSource {
  /** Where feeds are that no page names. */
  private static final List<String> USUAL =
      List.of("/feed", "/rss.xml", "/atom.xml", "/feed.xml", "/feed.json");

  private static final int MOST_NAMED = 3;

  private final HttpUrl url;
  private final Feeds feeds;
  private final InstantSource clock;

  FeedSource(FeedSettings settings, Feeds feeds, InstantSource clock) {
    this.url = HttpUrl.get(settings.url());
    this.feeds = feeds;
    this.clock = clock;
  }

  @Override
  public Profile look(Wanted wanted, TimeLeft time, boolean fresh) throws InterruptedException {
    return switch (feeds.fetch(url, time, fresh)) {
      case Fetched.Failed failed -> new Profile.Unseen(failed.fault());
      case Fetched.NotThere not -> Profile.Away.of(Sort.GONE, not.found(), url.host());
      case Fetched.Text text when text.feed().any() -> read(text.feed());
      case Fetched.Text text -> ofPage(text.body(), time, fresh);
    };
  }

  private Profile read(Feed feed) {
    return Feeds.read(feed, "the feed of " + url.host(), clock.instant());
  }

  private Profile ofPage(Body page, TimeLeft time, boolean fresh) throws InterruptedException {
    Fault fault = fails("this is no feed, and no page that names one: write the feed's address");
    for (HttpUrl address : page.truncated() ? List.<HttpUrl>of() : candidates(page)) {
      switch (feeds.fetch(address, time, fresh)) {
        case Fetched.Text text when text.feed().any() -> {
          return read(text.feed());
        }
        case Fetched.Failed failed -> fault = failed.fault();
        case Fetched.NotThere not -> {}
        case Fetched.Text other -> {}
      }
    }
    return new Profile.Unseen(fault);
  }

  /** Those that the page names; the usual places if it names none. */
  private List<HttpUrl> candidates(Body page) {
    List<HttpUrl> found = new ArrayList<>();
    Feed.named(Jsoup.parse(page.text(), url.toString())).stream()
        .map(HttpUrl::parse)
        .filter(Objects::nonNull)
        .limit(MOST_NAMED)
        .forEach(found::add);
    if (found.isEmpty()) {
      USUAL.forEach(path -> found.add(Objects.requireNonNull(url.resolve(path))));
    }
    return found;
  }

  private Fault fails(String detail) {
    return new Fault.ServiceFails(url.host(), detail);
  }
}
