package io.wellkept.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The hours of one check in which it looked, oldest first, in little room: a week of thousands of
 * checks is read at once.
 */
public final class Hours {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int COLUMNS = 3;

  private long[] rows = new long[COLUMNS * 8];
  private int size;

  /** One hour: its first moment, its looks, and how many of them were blind. */
  public record Hour(Instant from, int looks, int blind) {
    /** Whether at least half of its looks saw something. */
    public boolean sees() {
      return looks > 0 && 2 * blind <= looks;
    }
  }

  /** Adds a later hour; the same hour once more adds to it. */
  public void add(Instant hour, int looks, int blind) {
    long at = Math.floorDiv(hour.toEpochMilli(), HOUR);
    if (size > 0 && rows[COLUMNS * (size - 1)] == at) {
      rows[COLUMNS * (size - 1) + 1] += looks;
      rows[COLUMNS * (size - 1) + 2] += blind;
      return;
    }
    if (COLUMNS * size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * rows.length);
    }
    rows[COLUMNS * size] = at;
    rows[COLUMNS * size + 1] = looks;
    rows[COLUMNS * size + 2] = blind;
    size++;
  }

  public int size() {
    return size;
  }

  public Hour get(int index) {
    int at = COLUMNS * index;
    return new Hour(Instant.ofEpochMilli(rows[at] * HOUR), (int) rows[at + 1], (int) rows[at + 2]);
  }
}
