package io.wellkept.probe.destination;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What whoever sends people somewhere agreed to.
 *
 * @param claims texts that must be there
 * @param landsAt where people must end up, one of them as in {@link
 *     io.wellkept.probe.Landing#matches}; anywhere if empty
 * @param endsAt when nobody is sent there any more; null if that is open
 * @param ahead how long before the end of the page's offer it is told that people are sent on
 */
public record Agreed(
    List<String> claims, List<String> landsAt, @Nullable Instant endsAt, Duration ahead) {
  public Agreed {
    claims = List.copyOf(claims);
    landsAt = List.copyOf(landsAt);
  }
}
