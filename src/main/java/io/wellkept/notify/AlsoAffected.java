package io.wellkept.notify;

import io.wellkept.notify.Letter.Line;
import io.wellkept.notify.Letter.Row;
import io.wellkept.notify.Message.Affected;
import io.wellkept.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what hangs on a touchpoint that is wrong. */
final class AlsoAffected {
  private static final int MOST_NAMES = 8;
  private static final int LONGEST_NAME = 60;

  private AlsoAffected() {}

  /** Empty if nothing depends on it. */
  static Optional<Row> row(List<Affected> affected, Words words) {
    if (affected.isEmpty()) {
      return Optional.empty();
    }
    List<Line> lines = new ArrayList<>();
    String names = names(affected, MOST_NAMES, words);
    lines.add(Line.of(words.say("mail.affected.depend", affected.size(), names)));
    long wrong = affected.stream().filter(Affected::wrong).count();
    if (wrong > 0) {
      lines.add(
          Line.of(
              words.say(
                  wrong == affected.size() ? "mail.affected.all-wrong" : "mail.affected.some-wrong",
                  wrong)));
    }
    return Optional.of(new Row(words.say("mail.row.affected"), "", lines));
  }

  /** So many of their names, and how many there are beside those. */
  static String names(List<Affected> affected, int most, Words words) {
    List<String> names =
        affected.stream().limit(most).map(one -> Plain.line(one.name(), LONGEST_NAME)).toList();
    int more = affected.size() - names.size();
    String first = String.join(", ", names);
    return more == 0 ? first : words.say("mail.affected.more", first, more);
  }
}
