package io.wellkept.probe;

/** Asked before a look does what must not be done twice, such as send a form. */
@FunctionalInterface
public interface Leave {
  /** For whoever may do it as often as they like: tests, and a person who said so. */
  Leave ALWAYS = what -> true;

  /** For looks that must not do it at all. */
  Leave NEVER = what -> false;

  /**
   * Puts on record that it is done now. If we are cut off after that, the look is not taken again:
   * it is blind, and the next one comes when the schedule says.
   *
   * @param what names it for people, such as the mark of the lead that is sent
   * @return false if it must not be done: somebody else has the check by now
   */
  boolean given(String what) throws InterruptedException;
}
