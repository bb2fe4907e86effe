package io.wellkept.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JournalTest {
  private volatile Instant now = Instant.parse("2026-11-20T10:00:00Z");

  /** A journal that showed what it had shown before would rightly be called silent. */
  @Test
  void isNewWithEveryNoteForDays() {
    Journal journal = new Journal(() -> now, Script.NOTES_EVERY);
    List<String> shown = new ArrayList<>();
    for (Duration gone = Duration.ZERO;
        gone.compareTo(Duration.ofDays(3)) < 0;
        gone = gone.plus(Script.NOTES_EVERY)) {
      shown.add(
          journal.notes(false).stream().map(Journal.Note::title).sorted().toList().toString());
      now = now.plus(Script.NOTES_EVERY);
    }
    assertThat(shown).doesNotHaveDuplicates();
  }
}
