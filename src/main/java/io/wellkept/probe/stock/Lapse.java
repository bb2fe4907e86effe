package io.wellkept.probe.stock;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place that the site promotes, and that is dead; or when it last said something.
 *
 * @param words what was seen there
 * @param last the moment of its last entry; null if it is dead
 */
public record Lapse(Candidate candidate, String words, @Nullable Instant last) {
  /** On one line. */
  String text() {
    String since = last == null ? "" : String.valueOf(last.toEpochMilli());
    return since + "\t" + words.replaceAll("\\s+", " ") + "\t" + candidate.text();
  }

  static Optional<Lapse> of(String text) {
    String[] parts = text.split("\t", 3);
    return parts.length < 3
        ? Optional.empty()
        : Candidate.of(parts[2])
            .map(candidate ->
                new Lapse(
                    candidate,
                    parts[1],
                    parts[0].isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(parts[0]))));
  }
}
