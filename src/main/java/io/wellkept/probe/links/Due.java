package io.wellkept.probe.links;

import io.wellkept.probe.Look;
import io.wellkept.probe.links.LinksFacts.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which addresses are to be looked at now, the most urgent first. */
final class Due {
  /** A look that comes a little early is still the next one. */
  private static final double NEARLY = 0.9;

  private final Look<LinksSettings> look;
  private final LinksMemory memory;
  private final Instant now;

  Due(Look<LinksSettings> look, LinksMemory memory, Instant now) {
    this.look = look;
    this.memory = memory;
    this.now = now;
  }

  /** What was wrong comes first, then what was never looked at, then what was so longest ago. */
  List<Errand> of(List<Link> links) {
    return links.stream()
        .limit(LinksMemory.MOST_LINKS)
        .filter(this::isDue)
        .sorted(
            Comparator.comparing((Link link) -> memory.trouble(link.key()).isEmpty())
                .thenComparing(this::lookedAt))
        .map(link ->
            new Errand(link.address(), link.ours(), link.posts(), look.fresh() || isDoubted(link)))
        .toList();
  }

  private Instant lookedAt(Link link) {
    Instant at = memory.lookedAt(link.key());
    return at == null ? Instant.MIN : at;
  }

  private boolean isDue(Link link) {
    Instant last = memory.lookedAt(link.key());
    @Nullable Trouble trouble = memory.trouble(link.key()).orElse(null);
    if (last == null) {
      return true;
    }
    if (trouble != null && !trouble.sure()) {
      // the second look counts only after a good while, and an earlier one would be for nothing
      return !now.isBefore(trouble.first().plus(look.settings().foreignEvery()));
    }
    if (trouble != null && look.fresh()) {
      return true;
    }
    Duration every = look.check().schedule().every();
    Duration own = link.ours() || trouble != null ? every : look.settings().foreignEvery();
    return !now.isBefore(last.plusMillis((long) (own.toMillis() * NEARLY)));
  }

  /** Whether somebody else's address seemed dead: no answer of before may say so again. */
  private boolean isDoubted(Link link) {
    return memory.trouble(link.key()).isPresent();
  }
}
