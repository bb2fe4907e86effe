package io.wellkept.notify;

import io.wellkept.notify.Letter.Line;
import io.wellkept.notify.Letter.Row;
import io.wellkept.notify.Message.Affected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what hangs on a touchpoint that is wrong. */
final class AlsoAffected {
  private static final int MOST_NAMES = 8;
  private static final int LONGEST_NAME = 60;

  private AlsoAffected() {}

  /** Empty if nothing depends on it. */
  static Optional<Row> row(List<Affected> affected) {
    if (affected.isEmpty()) {
      return Optional.empty();
    }
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(count(affected.size()) + " on it: " + names(affected) + "."));
    long wrong = affected.stream().filter(Affected::wrong).count();
    if (wrong > 0) {
      lines.add(
          Line.of(
              (wrong == affected.size() ? "All" : Long.toString(wrong))
                  + " of these are wrong, too. Nobody is told of them as long as this explains"
                  + " them."));
    }
    return Optional.of(new Row("Also affected", lines));
  }

  private static String count(int size) {
    return size == 1 ? "1 touchpoint depends" : size + " touchpoints depend";
  }

  private static String names(List<Affected> affected) {
    List<String> names =
        affected.stream()
            .limit(MOST_NAMES)
            .map(one -> Plain.line(one.name(), LONGEST_NAME))
            .toList();
    int more = affected.size() - names.size();
    return String.join(", ", names) + (more == 0 ? "" : " and " + more + " more");
  }
}
