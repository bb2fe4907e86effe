package io.wellkept.notify;

import io.wellkept.words.Words;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message says, in the order in which it says it, before any medium gives it a form. All
 * texts are single lines without control characters; none is escaped for any medium.
 *
 * @param preview the words that a mail program shows beside the subject
 * @param headline the most important words
 * @param opening sentences below the headline
 * @param groups the stories, grouped; a message about one incident has one group without a title
 * @param left how many more stories did not fit
 * @param leftAt where to find them; null if there is no such page
 * @param small what stands at the very end
 * @param words the reader's language, for what a medium adds
 */
public record Letter(
    String subject,
    String preview,
    Tone tone,
    String label,
    String headline,
    List<String> opening,
    List<Group> groups,
    int left,
    @Nullable URI leftAt,
    List<String> small,
    Words words) {
  public Letter {
    opening = List.copyOf(opening);
    groups = List.copyOf(groups);
    small = List.copyOf(small);
  }

  /** How it feels; never told by a colour alone, the label says it too. */
  public enum Tone {
    BAD,
    WARN,
    GOOD,
    NEUTRAL
  }

  /** Stories of one sort. The title is empty where there is only one sort. */
  public record Group(String title, List<Story> stories) {
    public Group {
      stories = List.copyOf(stories);
    }
  }

  /**
   * What there is to say about one incident.
   *
   * @param page where the person can take it, or see it; null where no page can be reached
   * @param asks whether the person is to take it
   * @param button what stands on the button that opens the page
   * @param promises within which time the person may say it will be fixed, shortest first
   * @param notAFault where the person can say so; null where that makes no sense
   */
  public record Story(
      Tone tone,
      String label,
      String headline,
      List<String> opening,
      List<Row> rows,
      @Nullable URI page,
      boolean asks,
      String button,
      List<Duration> promises,
      @Nullable URI notAFault) {
    public Story {
      opening = List.copyOf(opening);
      rows = List.copyOf(rows);
      promises = List.copyOf(promises);
    }

    /** The headline in pieces between which it may break. */
    public List<String> headlinePieces() {
      return Plain.pieces(headline);
    }
  }

  /**
   * One answer: what it answers ("Where") and the lines of it.
   *
   * @param begin what stands before each line where no label is shown; mostly empty
   */
  public record Row(String label, String begin, List<Line> lines) {
    public Row {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A line of text.
   *
   * @param link where it leads; null for most
   * @param quoted whether it holds words of others, in which nothing may become a link
   */
  public record Line(String text, @Nullable URI link, boolean quoted) {
    static Line of(String text) {
      return new Line(text, null, false);
    }

    static Line quote(String text) {
      return new Line(text, null, true);
    }

    /** The text in pieces between which a line may break. */
    public List<String> pieces() {
      return Plain.pieces(text);
    }
  }

  /** The headline in pieces between which it may break. */
  public List<String> headlinePieces() {
    return Plain.pieces(headline);
  }

  /** Whether it is about one incident only. */
  public boolean alone() {
    return groups.size() == 1 && groups.get(0).title().isEmpty();
  }
}
