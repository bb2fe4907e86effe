package io.wellkept.notify;

import io.wellkept.notify.Letter.Group;
import io.wellkept.notify.Letter.Line;
import io.wellkept.notify.Letter.Row;
import io.wellkept.notify.Letter.Story;
import io.wellkept.words.Words;
import java.net.URI;

/** The letter as plain text, for mail programs and people who prefer it. */
final class PlainLetter {
  private final StringBuilder text = new StringBuilder();
  private final Words words;

  private PlainLetter(Words words) {
    this.words = words;
  }

  static String text(Letter letter) {
    PlainLetter plain = new PlainLetter(letter.words());
    plain.write(letter);
    return plain.text.toString();
  }

  private void write(Letter letter) {
    line(letter.label().toUpperCase(words.locale()) + ": " + letter.headline());
    letter.opening().forEach(this::line);
    for (Group group : letter.groups()) {
      if (!group.title().isEmpty()) {
        blank();
        line(group.title());
        line("-".repeat(group.title().length()));
      }
      for (Story story : group.stories()) {
        blank();
        if (!letter.alone()) {
          line(story.label().toUpperCase(words.locale()) + ": " + story.headline());
        }
        write(story);
      }
    }
    if (letter.left() > 0) {
      blank();
      URI more = letter.leftAt();
      line(
          more == null
              ? words.say("mail.left.nowhere", letter.left())
              : words.say("mail.left.see", letter.left(), more));
    }
    blank();
    line("-- ");
    letter.small().forEach(this::line);
  }

  private void write(Story story) {
    story.rows().forEach(this::write);
    URI page = story.page();
    if (page != null) {
      blank();
      line(story.button() + ": " + page);
    }
    if (story.notAFault() != null) {
      line(words.say("mail.not-a-fault-at", story.notAFault()));
    }
  }

  private void write(Row row) {
    if (row.lines().size() == 1 && !row.lines().get(0).quoted()) {
      line(row.label() + ": " + row.lines().get(0).text());
      return;
    }
    line(row.label() + ":");
    for (Line line : row.lines()) {
      line((line.quoted() ? "  > " : "  ") + line.text());
    }
  }

  private void blank() {
    text.append('\n');
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
