package io.wellkept.plan;

import io.wellkept.incident.PlanOverride.HandedOver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What to change in the files so that they say what people handed over, as a unified diff. Only the
 * names of people are replaced, in place: comments and layout stay as they are. What stands there
 * by an alias or an anchor belongs to other entries, too, and is left to a person.
 */
public final class OwnerPatch {
  private static final int CONTEXT = 3;
  private static final Pattern ANCHORED = Pattern.compile("&\\S+\\s+$");

  private final Sources sources;
  private final Predicate<String> left;
  private final Map<String, TreeMap<Integer, String>> changed = new TreeMap<>();
  private final List<String> byHand = new ArrayList<>();

  private OwnerPatch(Sources sources, Predicate<String> left) {
    this.sources = sources;
    this.left = left;
  }

  /**
   * The changes.
   *
   * @param diff for {@code git apply} or {@code patch -p1} in the home folder; empty if there is
   *     nothing to change
   * @param byHand what a person must change, with its place
   */
  public record Patch(String diff, List<String> byHand) {
    public Patch {
      byHand = List.copyOf(byHand);
    }
  }

  /**
   * @param handedOver what is in force; what the files say already, or no longer fits, is passed
   *     over
   * @param left whether a person has left, and can stand in for nobody
   */
  public static Patch of(Sources sources, List<HandedOver> handedOver, Predicate<String> left) {
    OwnerPatch patch = new OwnerPatch(sources, left);
    for (String file : sources.files().keySet()) {
      if (FileKind.of(file).filter(FileKind.TOUCHPOINTS::equals).isPresent()) {
        patch.file(file, handedOver);
      }
    }
    return new Patch(patch.diff(), patch.byHand);
  }

  private void file(String file, List<HandedOver> handedOver) {
    String text = text(file);
    YamlDocument.read(file, text, problem -> {})
        .ifPresent(document -> {
          JsonNode entries = document.root().path("touchpoints");
          for (int i = 0; i < entries.size(); i++) {
            JsonNode entry = entries.path(i);
            Spot spot = document.spot().at("touchpoints").at(i);
            handedOver.stream()
                .filter(over -> over.touchpoint().equals(entry.path("id").asString("")))
                .filter(over -> over.owner().equals(entry.path("owner").asString("")))
                .forEach(over -> entry(file, entry, spot, over));
          }
        });
  }

  /** The new owner in the file, and who was it as a backup in the place of the new one. */
  private void entry(String file, JsonNode entry, Spot spot, HandedOver over) {
    JsonNode backup = entry.path("backup");
    Spot place = spot.at("backup");
    if (left.test(over.owner()) && names(backup, over.to())) {
      // a file that names one person twice is refused: all of it waits for a new backup
      byHand.add(
          place.words()
              + ": touchpoint '"
              + over.touchpoint()
              + "': make '"
              + over.to()
              + "' its owner by hand and name another backup: '"
              + over.owner()
              + "' has left");
      return;
    }
    replace(file, spot.at("owner"), spot.at("owner"), over, over.owner(), over.to());
    if (backup.isString() && backup.asString("").equals(over.to())) {
      replace(file, place, place, over, over.to(), over.owner());
    }
    for (int i = 0; backup.isArray() && i < backup.size(); i++) {
      if (backup.path(i).asString("").equals(over.to())) {
        replace(file, place, place.at(i), over, over.to(), over.owner());
      }
    }
  }

  private static boolean names(JsonNode backup, String person) {
    boolean found = backup.asString("").equals(person);
    for (int i = 0; backup.isArray() && i < backup.size(); i++) {
      found |= backup.path(i).asString("").equals(person);
    }
    return found;
  }

  /**
   * @param whole the value that the name is, or is in: an alias stands here
   */
  private void replace(
      String file, Spot whole, Spot spot, HandedOver over, String from, String to) {
    String line = line(file, spot);
    int column = column(line, spot);
    boolean quoted = column < line.length() && "'\"".indexOf(line.charAt(column)) >= 0;
    int begin = quoted ? column + 1 : column;
    String outer = line(file, whole);
    int start = column(outer, whole);
    boolean shared =
        (start < outer.length() && "*&".indexOf(outer.charAt(start)) >= 0)
            || ANCHORED.matcher(line.substring(0, Math.min(column, line.length()))).find()
            || ANCHORED.matcher(outer.substring(0, Math.min(start, outer.length()))).find();
    if (shared || !line.startsWith(from, begin) || goesOn(line, begin + from.length())) {
      byHand.add(
          spot.words()
              + ": touchpoint '"
              + over.touchpoint()
              + "': change '"
              + from
              + "' to '"
              + to
              + "' by hand; it is not written there as a name of its own");
      return;
    }
    String next = line.substring(0, begin) + to + line.substring(begin + from.length());
    changed.computeIfAbsent(file, name -> new TreeMap<>()).put(spot.line() - 1, next);
  }

  private static boolean goesOn(String line, int end) {
    return end < line.length()
        && (Character.isLetterOrDigit(line.charAt(end)) || "-_.".indexOf(line.charAt(end)) >= 0);
  }

  /** Columns are counted in characters as people see them. */
  private static int column(String line, Spot spot) {
    int points = line.codePointCount(0, line.length());
    return line.offsetByCodePoints(0, Math.min(spot.column() - 1, points));
  }

  /** The line as it is by now: two names may stand in one. */
  private String line(String file, Spot spot) {
    TreeMap<Integer, String> known = changed.get(file);
    @Nullable String edited = known == null ? null : known.get(spot.line() - 1);
    if (edited != null) {
      return edited;
    }
    List<String> lines = lines(text(file));
    return spot.line() <= lines.size() ? lines.get(spot.line() - 1) : "";
  }

  private String text(String file) {
    return sources.files().getOrDefault(file, "");
  }

  private static List<String> lines(String text) {
    return Arrays.asList(text.split("\n", -1));
  }

  // ---- the diff

  private String diff() {
    BiFunction<String, TreeMap<Integer, String>, String> one =
        (file, edits) ->
            "--- a/" + file + "\n+++ b/" + file + "\n" + hunks(lines(text(file)), edits);
    StringBuilder diff = new StringBuilder();
    changed.forEach((file, edits) -> diff.append(one.apply(file, edits)));
    return diff.toString();
  }

  private static String hunks(List<String> lines, TreeMap<Integer, String> edits) {
    // after the last line break there is no line
    boolean ends = lines.get(lines.size() - 1).isEmpty();
    int count = ends ? lines.size() - 1 : lines.size();
    StringBuilder text = new StringBuilder();
    Integer first = edits.firstKey();
    while (first != null) {
      int last = first;
      Integer next = edits.higherKey(last);
      while (next != null && next - last <= 2 * CONTEXT) {
        last = next;
        next = edits.higherKey(last);
      }
      int from = Math.max(0, first - CONTEXT);
      int until = Math.min(count, last + CONTEXT + 1);
      hunk(text, lines, edits, from, until, ends ? -1 : count - 1);
      first = next;
    }
    return text.toString();
  }

  /**
   * @param unended the line after which there is no line break; -1 if there is none such
   */
  private static void hunk(
      StringBuilder text,
      List<String> lines,
      TreeMap<Integer, String> edits,
      int from,
      int until,
      int unended) {
    String range = (from + 1) + "," + (until - from);
    text.append("@@ -").append(range).append(" +").append(range).append(" @@\n");
    List<Integer> added = new ArrayList<>();
    for (int i = from; i < until; i++) {
      boolean edited = edits.containsKey(i);
      if (!edited) {
        add(text, added, edits, unended);
      } else {
        added.add(i);
      }
      line(text, edited ? '-' : ' ', lines.get(i), i == unended);
    }
    add(text, added, edits, unended);
  }

  /** Lines that take the place of those just taken away. */
  private static void add(
      StringBuilder text, List<Integer> added, TreeMap<Integer, String> edits, int unended) {
    added.forEach(i -> line(text, '+', edits.getOrDefault(i, ""), i == unended));
    added.clear();
  }

  private static void line(StringBuilder text, char mark, String line, boolean unended) {
    text.append(mark).append(line).append('\n');
    if (unended) {
      text.append("\\ No newline at end of file\n");
    }
  }
}
