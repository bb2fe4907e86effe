package io.wellkept.probe.flow;

import io.wellkept.touchpoint.Memory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that was sent, as the memory of a check keeps it: what waits to arrive, or what never
 * did.
 *
 * @param mark the mark of the run that it carries
 */
public record Pending(String mark, Instant sentAt) {
  /** Clocks of mail servers and of our own processes go wrong; a mark does not. */
  private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

  private static final String WAITING = "receipt.waiting";
  private static final String LOST = "receipt.lost";

  /** What is waited for. */
  static Optional<Pending> waiting(Memory memory) {
    return read(memory, WAITING);
  }

  /** What was given up, as long as nothing arrived after it. */
  static Optional<Pending> lost(Memory memory) {
    return read(memory, LOST);
  }

  private static Optional<Pending> read(Memory memory, String name) {
    return memory
        .text(name)
        .flatMap(mark -> memory.instant(name + "-at").map(at -> new Pending(mark, at)));
  }

  /** From when on it is looked for, by the clock of whoever got it. */
  Instant from() {
    return sentAt.minus(CLOCKS_DIFFER);
  }

  Memory waitingIn(Memory memory) {
    return memory.with(WAITING, mark).with(WAITING + "-at", sentAt);
  }

  Memory lostIn(Memory memory) {
    return memory.with(LOST, mark).with(LOST + "-at", sentAt);
  }

  static Memory waitsNoMore(Memory memory) {
    return memory.without(WAITING).without(WAITING + "-at");
  }

  static Memory nothingLost(Memory memory) {
    return memory.without(LOST).without(LOST + "-at");
  }
}
