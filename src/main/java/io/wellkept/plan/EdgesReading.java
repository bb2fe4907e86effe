package io.wellkept.plan;

import io.wellkept.plan.JourneyReading.EdgeAt;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Names;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes of each edge of the journey a check of the touchpoint on which it begins. */
final class EdgesReading {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int LONGEST_NAME = 63;

  private final Pass pass;
  private final Map<String, Boolean> addressed;
  private final boolean whole;
  private final Map<String, Touchpoint> touchpoints = new LinkedHashMap<>();
  private final Map<String, Spot> seen = new HashMap<>();

  /**
   * @param addressed whether an address is written for each touchpoint, by its id; also for those
   *     that could not be read
   * @param whole false if there may be others that could not be read at all
   */
  EdgesReading(
      Pass pass, List<Touchpoint> touchpoints, Map<String, Boolean> addressed, boolean whole) {
    this.pass = pass;
    this.addressed = addressed;
    this.whole = whole;
    touchpoints.forEach(touchpoint -> this.touchpoints.putIfAbsent(touchpoint.id(), touchpoint));
  }

  /** The touchpoints with what looks at their edges; complains about edges that make no sense. */
  List<Touchpoint> with(List<EdgeAt> edges) {
    edges.forEach(this::edge);
    return List.copyOf(touchpoints.values());
  }

  private void edge(EdgeAt written) {
    String from = written.edge().from();
    String to = written.edge().to();
    boolean there = exists(written, "from", from) & exists(written, "to", to);
    if (from.equals(to)) {
      pass.wrong(written.spot().at("to"), "'" + to + "' is where the edge begins");
      return;
    }
    Spot first = seen.putIfAbsent(from + " " + to, written.spot());
    if (first != null) {
      pass.wrong(written.spot(), "the same edge is there already, at " + first.words());
      return;
    }
    boolean both = addressed(written, "from", from) & addressed(written, "to", to);
    Touchpoint begin = touchpoints.get(from);
    Kind kind = pass.catalogue().edges();
    if (there && both && begin != null && kind != null) {
      check(written, begin, kind).ifPresent(check -> touchpoints.put(from, begin.with(check)));
    }
  }

  private boolean exists(EdgeAt written, String key, String id) {
    if (addressed.containsKey(id) || !whole) {
      return true;
    }
    pass.wrong(written.spot().at(key), unknown(id, addressed.keySet()));
    return false;
  }

  static String unknown(String id, Set<String> ids) {
    return "no touchpoint has the id '"
        + id
        + "'"
        + Nearest.to(id, ids).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  private boolean addressed(EdgeAt written, String key, String id) {
    if (addressed.getOrDefault(id, true)) {
      return true;
    }
    pass.wrong(written.spot().at(key), "touchpoint '" + id + "' has no 'url'; an edge needs both");
    return false;
  }

  private Optional<Check> check(EdgeAt written, Touchpoint begin, Kind kind) {
    String full = "to-" + written.edge().to();
    String name = full.substring(0, Math.min(full.length(), LONGEST_NAME));
    CheckId id = new CheckId(begin.id(), Names.require("check", name));
    if (begin.check(id).isPresent()) {
      pass.wrong(
          written.spot(),
          "touchpoint '" + begin.id() + "' has a check '" + name + "' already; keep one of them");
      return Optional.empty();
    }
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    settings.put("to", written.edge().to());
    settings.put("within", written.edge().within());
    settings.put("by", SettingsSchema.word(written.edge().by()));
    Optional<Schedule> schedule = schedule(written, kind.schedule());
    return schedule.flatMap(when ->
        pass.settings(settings, kind.settings(), written.spot())
            .map(record -> new Check(id, kind, record, when)));
  }

  private Optional<Schedule> schedule(EdgeAt written, Schedule usual) {
    @Nullable Duration every = written.every();
    @Nullable Duration confirm = written.confirm();
    if (every != null && every.compareTo(SHORTEST) < 0) {
      pass.wrong(written.spot().at("every"), "'every' is too often; expected 1s or more");
      return Optional.empty();
    }
    return Optional.of(
        new Schedule(
            pass.scaled(every == null ? usual.every() : every),
            pass.scaled(confirm == null ? usual.confirm() : confirm)));
  }
}
