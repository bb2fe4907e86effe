package io.wellkept.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until somebody moves it. */
final class HandClock implements InstantSource {
  private final AtomicReference<Instant> now;

  HandClock(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  void moveTo(Instant moment) {
    now.set(moment);
  }

  void move(Duration span) {
    now.updateAndGet(moment -> moment.plus(span));
  }
}
