package io.wellkept.web;

import io.wellkept.touchpoint.Questionnaire.Photo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form in which somebody answers what no machine sees.
 *
 * @param action where the form leads
 * @param sheet says which questions these are, in case they are changed meanwhile
 * @param people whom one may answer as; empty where the link says who it is
 * @param reader who answers; empty where the form asks
 * @param takeAt where it can be taken with a promise; null where there is nothing to take
 * @param last the last word that somebody gave; null if nobody did
 * @param written what was written, by the name of the field
 * @param problem what is wrong with it; null if nothing
 * @param done what just happened; null if nothing did
 */
public record AttestView(
    String name,
    String place,
    String action,
    List<String> questions,
    String sheet,
    Photo photo,
    List<ActForm.Choice> people,
    String reader,
    @Nullable String takeAt,
    @Nullable String playbook,
    @Nullable Line last,
    Map<String, String> written,
    @Nullable String problem,
    @Nullable String done) {
  public AttestView {
    questions = List.copyOf(questions);
    people = List.copyOf(people);
    written = Map.copyOf(written);
  }

  /** What was written into a field; empty if nothing was. */
  public String value(String field) {
    return written.getOrDefault(field, "");
  }

  /**
   * One word in the journal.
   *
   * @param notFine the questions answered with "not fine"
   * @param file the id of the photo; null if none was sent
   */
  public record Line(
      String check,
      When at,
      String by,
      boolean fine,
      List<String> notFine,
      String note,
      @Nullable String file,
      String via) {
    public Line {
      notFine = List.copyOf(notFine);
    }

    /** The key of what was said, in a word. */
    public String key() {
      return fine ? "attest.fine" : "attest.not-fine";
    }
  }
}
