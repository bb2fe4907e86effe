package io.wellkept.report.digest;

import io.wellkept.report.digest.DigestLetter.Entry;
import io.wellkept.report.digest.DigestLetter.Section;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The digest as plain text: whole, and in a few lines. */
final class PlainDigest {
  private final StringBuilder text = new StringBuilder();

  private PlainDigest() {}

  static String text(DigestLetter letter) {
    PlainDigest plain = new PlainDigest();
    plain.write(letter);
    return plain.text.toString();
  }

  /** What matters in at most eight lines, without the link. */
  static String brief(DigestLetter letter) {
    List<String> lines = new ArrayList<>();
    lines.add(letter.title() + ": " + figure(letter));
    lines.add(letter.standing().change() + ". " + letter.standing().sentence());
    entries(letter, "worst").stream()
        .limit(3)
        .forEach(entry -> lines.add("• " + headline(letter, entry)));
    entries(letter, "next").stream()
        .limit(1)
        .forEach(
            entry -> lines.add(letter.say("digest.next.title") + ": " + headline(letter, entry)));
    section(letter, "promises").forEach(section -> lines.addAll(section.sentences()));
    lines.add(letter.proof().get(1));
    return String.join("\n", lines);
  }

  private static List<Section> section(DigestLetter letter, String id) {
    return letter.sections().stream().filter(section -> section.id().equals(id)).toList();
  }

  private static List<Entry> entries(DigestLetter letter, String id) {
    return section(letter, id).stream().flatMap(section -> section.entries().stream()).toList();
  }

  private static String figure(DigestLetter letter) {
    return letter.standing().known()
        ? letter.standing().figure() + " " + letter.say("digest.score.of")
        : letter.standing().figure();
  }

  private static String headline(DigestLetter letter, Entry entry) {
    String condition =
        entry.condition() == null ? "" : " (" + letter.words().of(entry.condition()) + ")";
    return entry.name() + condition + (entry.said().isEmpty() ? "" : ": " + entry.said());
  }

  private void write(DigestLetter letter) {
    line(letter.title());
    line(letter.when());
    blank();
    line(letter.say("digest.score.title") + ": " + figure(letter));
    line(letter.standing().change() + ".");
    line(letter.standing().sentence());
    lineOf(letter.standing().daysInWords());
    lineOf(letter.mapInWords());
    letter.sections().forEach(section -> write(letter, section));
    if (!letter.fine().isEmpty()) {
      sentences(letter.say("digest.fine.title"), letter.fine());
    }
    sentences(letter.say("digest.proof.title"), letter.proof());
    URI archive = letter.archive();
    if (archive != null) {
      blank();
      line(letter.say("digest.open") + ": " + archive);
    }
    blank();
    line("-- ");
    line(letter.why());
  }

  private void write(DigestLetter letter, Section section) {
    sentences(section.title(), section.sentences());
    for (Entry entry : section.entries()) {
      line("* " + headline(letter, entry));
      if (!entry.facts().isEmpty()) {
        line("  " + entry.line());
      }
      if (entry.link() != null) {
        line("  " + entry.link());
      }
    }
    lineOf(section.more());
  }

  private void sentences(String title, List<String> sentences) {
    blank();
    line(title);
    line("-".repeat(title.length()));
    sentences.forEach(this::line);
  }

  private void lineOf(String line) {
    if (!line.isEmpty()) {
      line(line);
    }
  }

  private void blank() {
    text.append('\n');
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
