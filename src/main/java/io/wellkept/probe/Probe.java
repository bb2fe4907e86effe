package io.wellkept.probe;

import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Memory;
import java.time.Instant;

/**
 * The code of one kind of check. It looks, then judges.
 *
 * @param <S> its settings
 * @param <F> what a look finds out, fit to be judged again later without looking
 */
public interface Probe<S extends Record, F> {
  Kind kind();

  /**
   * Looks. What the outside world does wrong is part of the facts and never thrown; an unchecked
   * exception is a bug of the probe. Returns within the deadline of the look.
   *
   * @throws InterruptedException if Wellkept stops
   */
  F look(Look<S> look) throws InterruptedException;

  /** Says what the facts mean. Pure: equal arguments give equal results. */
  Judgement judge(Look<S> look, F facts, Memory memory, Instant now);
}
