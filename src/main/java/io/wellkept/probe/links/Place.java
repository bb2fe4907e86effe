package io.wellkept.probe.links;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A place on a page that leads, or fetches, somewhere.
 *
 * @param written what the page says, cut if it is long
 * @param address what it means, without its fragment; null if it is nothing that can be fetched
 * @param fragment what it means within that page, without #; empty if nothing
 * @param posts whether it is a form that sends something to keep: asking there says little
 * @param text what visitors read there; may be empty
 * @param near where it stands: the heading before it, or the part of the page; may be empty
 */
public record Place(
    Role role,
    String written,
    @Nullable URI address,
    String fragment,
    boolean posts,
    String text,
    String near) {
  /** About how many bytes it takes to keep. */
  long weight() {
    return 200L + 2L * written.length() + text.length() + near.length();
  }
}
