package io.wellkept.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who was told of an incident, and who will be.
 *
 * @param now why nobody, or who, is told at this moment, as a sentence; null when it is over
 * @param next who is next and when, as a sentence; null if nobody is
 * @param handing that somebody is asked to take it over, as a sentence; null if nobody is
 * @param holder id of who took it; empty if nobody did
 * @param others whom it can be handed to
 */
public record NextView(
    List<Telling> tellings,
    @Nullable String now,
    @Nullable String next,
    @Nullable String handing,
    String holder,
    List<ActForm.Choice> others) {
  public NextView {
    tellings = List.copyOf(tellings);
    others = List.copyOf(others);
  }

  /**
   * A message to one person by one road.
   *
   * @param mark a word for the style: good, bad or plain
   * @param ending what became of it
   */
  public record Telling(
      String name, String what, String road, When at, String mark, String ending) {}
}
