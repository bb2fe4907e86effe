package io.wellkept.touchpoint;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The map on which touchpoints have their places; all lists in the customer's order.
 *
 * @param edges the bridges between touchpoints, over which customers go from one to the next
 */
public record Journey(
    List<Place> stages, List<Place> channels, List<Place> personas, List<Edge> edges) {
  public static final Journey NONE = new Journey(List.of(), List.of(), List.of());

  /** A stage, a channel or a persona: its id and how people call it. */
  public record Place(String id, String name) {
    public Place {
      Names.require("place", id);
    }
  }

  /**
   * A bridge: on the one touchpoint customers find a way to the other.
   *
   * @param within how many clicks it may take, from 1 to {@value #LONGEST}
   */
  public record Edge(String from, String to, int within, Means by) {
    public static final int LONGEST = 4;

    public Edge {
      Names.require("touchpoint", from);
      Names.require("touchpoint", to);
      if (within < 1 || within > LONGEST) {
        throw new IllegalArgumentException(within + " clicks are not between 1 and " + LONGEST);
      }
    }
  }

  /** By what customers go over a bridge. */
  public enum Means {
    LINK,
    FORM,
    ANY
  }

  /** A map without bridges. */
  public Journey(List<Place> stages, List<Place> channels, List<Place> personas) {
    this(stages, channels, personas, List.of());
  }

  public Journey {
    stages = List.copyOf(stages);
    channels = List.copyOf(channels);
    personas = List.copyOf(personas);
    edges = List.copyOf(edges);
  }

  /** Whether it is one of the places; a map without any has room for everything. */
  public static boolean has(List<Place> places, @Nullable String id) {
    return places.isEmpty() || (id != null && find(places, id).isPresent());
  }

  public static Optional<Place> find(List<Place> places, String id) {
    return places.stream().filter(place -> place.id().equals(id)).findFirst();
  }
}
