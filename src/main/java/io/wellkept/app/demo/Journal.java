package io.wellkept.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The notes that the shop writes from behind the counter, as long as anybody writes them. */
final class Journal {
  private static final int SHOWN = 6;

  private static final List<String> WORDS =
      List.of(
          "First flush has arrived from the hills",
          "The kettle of the week",
          "A customer's recipe for spiced milk tea",
          "What rain does to white tea",
          "Two new cups from the potter next door",
          "Why we close the tins so fast");

  /** As many as share no cycle with those words: what came back soon would be nothing new. */
  private static final List<String> ASIDES =
      List.of(
          "and the rain is back",
          "and the cat sleeps on the scales",
          "and we open late on Friday",
          "and the window is full of quinces",
          "and a school class came by",
          "and the stove has a new pipe",
          "and somebody left a green umbrella");

  private final InstantSource clock;
  private final Duration every;
  private final Deque<Note> notes = new ArrayDeque<>();
  private int written;

  /** One note, with the moment at which it was put up. */
  record Note(String title, Instant at) {}

  /**
   * @param every how often somebody writes
   */
  Journal(InstantSource clock, Duration every) {
    this.clock = clock;
    this.every = every;
    write(clock.instant());
  }

  /** What stands in it now, newest first. */
  synchronized List<Note> notes(boolean silent) {
    Instant now = clock.instant();
    if (!silent && !now.isBefore(notes.getFirst().at().plus(every))) {
      write(now);
    }
    return List.copyOf(notes);
  }

  private void write(Instant now) {
    String title = WORDS.get(written % WORDS.size()) + ", " + ASIDES.get(written % ASIDES.size());
    written++;
    notes.addFirst(new Note(title, now));
    if (notes.size() > SHOWN) {
      notes.removeLast();
    }
  }
}
