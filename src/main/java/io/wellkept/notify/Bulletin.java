package io.wellkept.notify;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that is no news of an incident: a digest, in every form that a notifier may need.
 *
 * @param subject one line
 * @param html the body of a mail; names its pictures as {@code cid:<cid>}
 * @param text the same for those who read no HTML
 * @param pictures what the HTML shows
 * @param brief a few lines, for notifiers that carry no mail
 * @param archive the page where it can be read again; null where no public address is configured
 */
public record Bulletin(
    String subject,
    String html,
    String text,
    List<Picture> pictures,
    String brief,
    @Nullable URI archive) {
  public Bulletin {
    pictures = List.copyOf(pictures);
  }
}
