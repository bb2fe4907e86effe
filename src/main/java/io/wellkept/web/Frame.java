package io.wellkept.web;

import java.util.List;
import java.util.stream.Stream;

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
  /** The pages that every page leads everybody to. */
  private static final List<Way> WAYS =
      List.of(
          new Way("/", "frame.map"),
          new Way("/touchpoints", "frame.touchpoints"),
          new Way("/incidents", "frame.incidents"),
          new Way("/me", "frame.mine"),
          new Way("/owners", "frame.owners"),
          new Way("/initiatives", "frame.initiatives"),
          new Way("/inventory", "frame.inventory"),
          new Way("/digests", "frame.digests"),
          new Way("/maintenance", "frame.maintenance"));

  private static final Way AUDIT = new Way("/audit", "frame.audit");
  private static final Way USERS = new Way("/users", "frame.users");

  /** One way on; {@code words} is the key of its name. */
  public record Way(String path, String words) {}

  public Frame {
    banners = List.copyOf(banners);
  }

  /** Those pages, and those of its own for whoever runs Wellkept or says who may sign in. */
  public List<Way> ways() {
    Stream<Way> operated = reader.may(Right.OPERATE) ? Stream.of(AUDIT) : Stream.empty();
    Stream<Way> administered = reader.may(Right.ADMINISTER) ? Stream.of(USERS) : Stream.empty();
    return Stream.of(WAYS.stream(), operated, administered).flatMap(way -> way).toList();
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
