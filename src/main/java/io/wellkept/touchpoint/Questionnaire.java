package io.wellkept.touchpoint;

import java.util.List;

/** Settings of a check that only a person can answer: nobody else sees what it is about. */
public interface Questionnaire {
  /** At least one; "yes" to each means that all is fine. */
  List<String> questions();

  /** Whether whoever answers shows a photo. */
  Photo photo();

  /** Whether a photo belongs to an answer. */
  enum Photo {
    /** It is asked for, and may be left out. */
    WANTED,
    /** Without one nothing is taken. */
    REQUIRED,
    /** Nobody asks for one. */
    NONE
  }
}
