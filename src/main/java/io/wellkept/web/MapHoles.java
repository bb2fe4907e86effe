package io.wellkept.web;

import io.wellkept.report.JourneyMap;
import io.wellkept.report.Kept;
import io.wellkept.report.Kept.Has;
import io.wellkept.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the map does not know, and what nobody answers for. */
record MapHoles(Survey survey, Words words) {
  /** What a tile says that it lacks: where nobody would be told, and where nothing looks. */
  static Stream<Has> gaps(Kept kept) {
    Has unseen = kept.lacks(Has.CHECK) ? Has.CHECK : Has.LOOK;
    return Stream.of(Has.OWNER, Has.BACKUP, unseen).filter(kept::lacks);
  }

  List<MapView.Hole> of(JourneyMap map, Filter filter) {
    List<MapView.Hole> holes = new ArrayList<>();
    add(holes, "map.hole.LOOK", Has.LOOK, filter);
    add(holes, "map.hole.OWNER", Has.OWNER, filter);
    add(holes, "map.hole.BACKUP", Has.BACKUP, filter);
    long empty =
        map.stages().stream()
            .flatMap(stage -> stage.cells().stream())
            .filter(cell -> cell.all() == 0)
            .count();
    if (empty > 0) {
      holes.add(new MapView.Hole(words.say("map.hole.empty", empty), null));
    }
    if (!map.elsewhere().isEmpty()) {
      int number = map.elsewhere().size();
      holes.add(new MapView.Hole(words.say("map.hole.elsewhere", number), "#elsewhere"));
    }
    return holes;
  }

  private void add(List<MapView.Hole> holes, String key, Has has, Filter filter) {
    Filter those = filter.with("missing", Filter.value(has));
    long number =
        survey.all().stream().filter(kept -> those.passes(kept, survey.plan().people())).count();
    if (number > 0) {
      holes.add(new MapView.Hole(words.say(key, number), those.at(MapPages.PATH)));
    }
  }
}
