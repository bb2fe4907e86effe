package io.wellkept.probe.social;

import io.wellkept.probe.PageSettings;
import io.wellkept.probe.ShownAddress;
import io.wellkept.touchpoint.Doc;

/** A feed, or the page that names it. */
@Doc("A blog, news or a podcast with a feed")
public record FeedSettings(
    @Doc(
            value = "The feed, or the page that it belongs to",
            example = "https://shop.example.org/blog")
        String url) {
  public FeedSettings {
    PageSettings.requireAddress(url);
  }

  /** Without what addresses may hold of secrets. */
  @Override
  public String toString() {
    return "FeedSettings[" + ShownAddress.of(url) + "]";
  }
}
