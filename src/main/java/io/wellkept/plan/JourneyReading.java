package io.wellkept.plan;

import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Journey.Edge;
import io.wellkept.touchpoint.Journey.Means;
import io.wellkept.touchpoint.Journey.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** From {@code config/journey.yaml} to {@link Journey}. */
final class JourneyReading {
  private final Pass pass;
  private final @Nullable Checked file;
  private final List<EdgeAt> edges;
  private final Journey journey;

  /** An edge, where it is written, and how often it is to be looked at if that is written too. */
  record EdgeAt(Edge edge, Spot spot, @Nullable Duration every, @Nullable Duration confirm) {}

  /**
   * @param file null if there is none
   */
  JourneyReading(Pass pass, @Nullable Checked file) {
    this.pass = pass;
    this.file = file;
    this.edges = edges();
    this.journey =
        new Journey(
            places("stages"),
            places("channels"),
            places("personas"),
            edges.stream().map(EdgeAt::edge).toList());
  }

  Journey journey() {
    return journey;
  }

  List<EdgeAt> edgesAt() {
    return edges;
  }

  /** Whether every place that is written could be read. */
  boolean whole() {
    return file == null
        || !(file.refused("/stages") || file.refused("/channels") || file.refused("/personas"));
  }

  private List<EdgeAt> edges() {
    if (file == null) {
      return List.of();
    }
    List<EdgeAt> edges = new ArrayList<>();
    JsonNode list = file.root().path("edges");
    for (int i = 0; i < list.size(); i++) {
      Spot spot = file.spot().at("edges").at(i);
      if (list.get(i).isObject()) {
        pass.bindWhatFits(list.get(i), JourneyFile.EdgePart.class, spot)
            .flatMap(part -> edge(part, spot))
            .ifPresent(edges::add);
      }
    }
    return edges;
  }

  /** Empty if something that it needs is missing; the schema has complained about that. */
  private static Optional<EdgeAt> edge(JourneyFile.EdgePart part, Spot spot) {
    @Nullable String from = part.from();
    @Nullable String to = part.to();
    if (from == null || to == null) {
      return Optional.empty();
    }
    Integer within = part.within();
    Journey.Means by = part.by();
    Edge edge = new Edge(from, to, within == null ? 1 : within, by == null ? Means.ANY : by);
    return Optional.of(new EdgeAt(edge, spot, part.every(), part.confirm()));
  }

  private List<Place> places(String key) {
    if (file == null) {
      return List.of();
    }
    List<Place> places = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    JsonNode list = file.root().path(key);
    for (int i = 0; i < list.size(); i++) {
      Spot spot = file.spot().at(key).at(i);
      JourneyFile.@Nullable PlacePart part =
          list.get(i).isNull()
              ? null
              : pass.bindWhatFits(list.get(i), JourneyFile.PlacePart.class, spot).orElse(null);
      @Nullable String id = part == null ? null : part.id();
      if (part == null || id == null) {
        continue;
      }
      if (!seen.add(id)) {
        pass.wrong(spot.at("id"), "'" + id + "' is listed twice in '" + key + "'");
        continue;
      }
      String name = part.name();
      places.add(new Place(id, name == null ? id : name));
    }
    return places;
  }
}
