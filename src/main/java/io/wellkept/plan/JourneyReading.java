package io.wellkept.plan;

import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Journey.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** From {@code config/journey.yaml} to {@link Journey}. */
final class JourneyReading {
  private final Pass pass;
  private final @Nullable Checked file;
  private final Journey journey;

  /**
   * @param file null if there is none
   */
  JourneyReading(Pass pass, @Nullable Checked file) {
    this.pass = pass;
    this.file = file;
    this.journey = new Journey(places("stages"), places("channels"), places("personas"));
  }

  Journey journey() {
    return journey;
  }

  /** Whether every place that is written could be read. */
  boolean whole() {
    return file == null
        || !(file.refused("/stages") || file.refused("/channels") || file.refused("/personas"));
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
