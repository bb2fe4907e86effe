package io.wellkept.probe;

import io.wellkept.touchpoint.CheckId;
import java.time.Instant;
import java.util.List;

/** Where it is kept which customers reached which stage, as others told us. */
@FunctionalInterface
public interface Passages {
  /** More are not handed out; the newest come first. */
  int MOST = 50_000;

  /** Nobody told us anything. */
  Passages NONE = (check, since) -> List.of();

  /** What was told to one check and happened since then, the newest first. */
  List<Passage> of(CheckId check, Instant since);

  /**
   * That somebody reached a stage.
   *
   * @param subject a mark that tells one customer from another, and not who it is
   * @param segment the sort of customers; empty if nothing was said
   */
  record Passage(String subject, String stage, Instant at, String segment) {}
}
