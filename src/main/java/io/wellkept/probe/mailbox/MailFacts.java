package io.wellkept.probe.mailbox;

import io.wellkept.probe.voice.Heard;
import java.time.Instant;
import java.util.Map;

/**
 * What a look into a mailbox gave.
 *
 * @param answered when we first answered which mail, by its short id, also if that is not there any
 *     more
 */
public record MailFacts(Heard heard, Map<String, Instant> answered) {
  public MailFacts {
    answered = Map.copyOf(answered);
  }
}
