package io.wellkept.web;

import java.util.List;

/**
 * What surrounds every page.
 *
 * @param banners sentences that a reader must not miss, worst first
 * @param inside whether the reader may go on to other pages
 * @param files where the stylesheet is
 * @param reader who reads, and in which language
 * @param path where the reader is, so that the way there is marked as such
 */
public record Frame(
    String title, List<String> banners, boolean inside, String files, Reader reader, String path) {
  /** The pages that every page leads to. */
  private static final List<Way> WAYS =
      List.of(
          new Way("/", "frame.map"),
          new Way("/touchpoints", "frame.touchpoints"),
          new Way("/incidents", "frame.incidents"),
          new Way("/me", "frame.mine"),
          new Way("/owners", "frame.owners"),
          new Way("/initiatives", "frame.initiatives"),
          new Way("/inventory", "frame.inventory"),
          new Way("/digests", "frame.digests"));

  /** One way on; {@code words} is the key of its name. */
  public record Way(String path, String words) {}

  public Frame {
    banners = List.copyOf(banners);
  }

  public List<Way> ways() {
    return WAYS;
  }

  /** Whether the reader is there, or below it. */
  public boolean at(Way way) {
    return way.path().equals("/") ? path.equals("/") : (path + "/").startsWith(way.path() + "/");
  }

  /** A sentence in the reader's language. */
  public String say(String key, Object... values) {
    return reader.words().say(key, values);
  }

  /** The tag of that language. */
  public String language() {
    return reader.words().tag();
  }
}
