package io.wellkept.report.digest;

import io.wellkept.touchpoint.Condition;
import io.wellkept.words.Words;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a digest says in one language, in the order in which it says it, before any medium gives it
 * a form. All texts are single lines; none is escaped for any medium.
 *
 * @param preview the words that a mail program shows beside the subject
 * @param title what it is and of which time: "Customer touchpoints, week 47"
 * @param when from which day to which
 * @param map of all places; empty where there is none
 * @param sections in the order in which they are read
 * @param fine in one sentence each, what there was nothing of
 * @param proof that all this can be relied on
 * @param why whoever reads it got it
 * @param archive the page where it can be read again; null where no address is known
 */
public record DigestLetter(
    Words words,
    String subject,
    String preview,
    String title,
    String when,
    Standing standing,
    MapGrid map,
    String mapInWords,
    List<Section> sections,
    List<String> fine,
    List<String> proof,
    String why,
    @Nullable URI archive) {
  /** What is read in a minute. */
  private static final Set<String> FIRST = Set.of("worst", "next", "better", "promises", "reviews");

  public DigestLetter {
    sections = List.copyOf(sections);
    fine = List.copyOf(fine);
    proof = List.copyOf(proof);
  }

  /** Where the score went; never told by a colour alone. */
  public enum Way {
    UP,
    DOWN,
    SAME
  }

  /**
   * The score.
   *
   * @param figure "87"; a word where there is none
   * @param known whether there is a score
   * @param change "4 more than in the week before"
   * @param sentence how many touchpoints are in order
   * @param compared whether there is a time before to compare with
   * @param daysInWords the score of each day; empty where there are not two
   */
  public record Standing(
      String figure,
      boolean known,
      Way way,
      String change,
      String sentence,
      boolean compared,
      String daysInWords) {}

  /**
   * @param id what names it among sections: {@code worst}
   * @param all how many entries there are, with those that are not shown
   * @param more that there are more entries than these; empty if there are not
   */
  public record Section(
      String id, String title, List<String> sentences, List<Entry> entries, int all, String more) {
    public Section {
      sentences = List.copyOf(sentences);
      entries = List.copyOf(entries);
    }
  }

  /**
   * One thing.
   *
   * @param condition what it is like; null where that is not the point
   * @param said what was found or done there; empty if the name says it all
   * @param facts short ones
   * @param link where it can be seen; null where no address is known
   */
  public record Entry(
      @Nullable Condition condition,
      String name,
      String said,
      List<String> facts,
      @Nullable URI link) {
    public Entry {
      facts = List.copyOf(facts);
    }

    /** What it is about and what was said of it. */
    public String headline() {
      return said.isEmpty() ? name : name + ": " + said;
    }

    /** The facts on one line. */
    public String line() {
      return String.join(" · ", facts);
    }
  }

  DigestLetter proved(List<String> other) {
    return new DigestLetter(
        words,
        subject,
        preview,
        title,
        when,
        standing,
        map,
        mapInWords,
        sections,
        fine,
        other,
        why,
        archive);
  }

  /** What a mail says whole: all of it where the rest cannot be read elsewhere. */
  public List<Section> first() {
    return archive == null ? sections : sections.stream().filter(DigestLetter::isFirst).toList();
  }

  /** What a mail says in a line each, because the archive has all of it. */
  public List<Section> rest() {
    return archive == null ? List.of() : sections.stream().filter(one -> !isFirst(one)).toList();
  }

  private static boolean isFirst(Section section) {
    return FIRST.contains(section.id());
  }

  /** A sentence in the digest's language. */
  public String say(String key, Object... values) {
    return words.say(key, values);
  }
}
