package io.wellkept.probe.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a service means with an answer that is not what we asked for; details are for people. */
public sealed interface Meaning {
  String detail();

  /** It does not take the token: it may have ended early. */
  record StaleToken(String detail) implements Meaning {}

  /** It knows who we are, and does not let us do this. */
  record NoRight(String detail) implements Meaning {}

  /**
   * We ask too often.
   *
   * @param until when it wants to be asked again; null if it does not say
   */
  record TooOften(String detail, @Nullable Instant until) implements Meaning {}

  /**
   * It does not work, or not with what we asked.
   *
   * @param passing whether asking once more at once may help
   */
  record Trouble(String detail, boolean passing) implements Meaning {}
}
