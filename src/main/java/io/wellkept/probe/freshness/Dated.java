package io.wellkept.probe.freshness;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a page was published and when it was last changed, as far as it says so.
 *
 * @param published null if nothing credible says it
 * @param changed null if nothing credible says it; never before {@code published}
 * @param signs everything that was weighed, the weightiest first
 */
public record Dated(@Nullable Sign published, @Nullable Sign changed, List<Sign> signs) {
  public Dated {
    signs = List.copyOf(signs);
  }
}
