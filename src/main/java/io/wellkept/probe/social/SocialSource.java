package io.wellkept.probe.social;

import io.wellkept.probe.access.TimeLeft;
import java.time.Instant;
import java.util.Set;

/** Knows a profile. What goes wrong at the other side is a value, never thrown. */
interface SocialSource {
  /** Comments are looked for below so many of the newest posts. */
  int MOST_POSTS = 20;

  /**
   * What is asked.
   *
   * @param comments whether somebody wants to know who spoke to the company
   * @param since posts that are older are not asked who spoke below them
   * @param again threads in which somebody waits, to be asked whatever their age
   */
  record Wanted(boolean comments, Instant since, Set<String> again) {
    public Wanted {
      again = Set.copyOf(again);
    }
  }

  /**
   * Looks.
   *
   * @param fresh over connections of its own
   * @throws InterruptedException if Wellkept stops
   */
  Profile look(Wanted wanted, TimeLeft time, boolean fresh) throws InterruptedException;
}
