package io.wellkept.probe.attest;

import io.wellkept.probe.Beats.Gap;
import io.wellkept.touchpoint.CheckId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the words are that people gave us. */
@FunctionalInterface
public interface Attestations {
  /** What was said of one check. */
  Attested of(CheckId check);

  /**
   * The last word, and when nobody could have given one.
   *
   * @param born when the check began to ask
   * @param last null if nobody has said anything yet
   * @param gaps the times without anybody listening that ended after the last word, or after the
   *     birth if there is none, oldest first
   */
  record Attested(Instant born, @Nullable Word last, List<Gap> gaps) {
    public Attested {
      gaps = List.copyOf(gaps);
    }
  }

  /**
   * What a person said.
   *
   * @param by the person's name
   * @param note may be empty
   * @param answered all questions that were answered
   * @param notFine the questions that were answered with "not fine"
   * @param photo the id of a file; null if none was sent
   */
  record Word(
      String by,
      Instant at,
      boolean fine,
      String note,
      List<String> answered,
      List<String> notFine,
      @Nullable String photo) {
    public Word {
      answered = List.copyOf(answered);
      notFine = List.copyOf(notFine);
    }
  }
}
