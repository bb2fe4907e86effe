package io.wellkept.touchpoint;

import java.util.List;
import java.util.Optional;

/** The map on which touchpoints have their places; all lists in the customer's order. */
public record Journey(List<Place> stages, List<Place> channels, List<Place> personas) {
  public static final Journey NONE = new Journey(List.of(), List.of(), List.of());

  /** A stage, a channel or a persona: its id and how people call it. */
  public record Place(String id, String name) {
    public Place {
      Names.require("place", id);
    }
  }

  public Journey {
    stages = List.copyOf(stages);
    channels = List.copyOf(channels);
    personas = List.copyOf(personas);
  }

  public static Optional<Place> find(List<Place> places, String id) {
    return places.stream().filter(place -> place.id().equals(id)).findFirst();
  }
}
