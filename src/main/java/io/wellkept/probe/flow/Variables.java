package io.wellkept.probe.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one look has to fill in: its own mark, and what its steps extracted. */
public final class Variables {
  /** The name of the mark of this look, by which its leads are told from real ones. */
  public static final String RUN_ID = "run.id";

  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]{1,80}?)\\s*}}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");

  private final Map<String, String> values = new HashMap<>();

  public Variables(String runId) {
    values.put(RUN_ID, runId);
  }

  public void put(String name, String value) {
    requireName(name);
    values.put(name, value);
  }

  /** What steps read, without their names. */
  public Set<String> extracted() {
    Map<String, String> read = new HashMap<>(values);
    read.remove(RUN_ID);
    return Set.copyOf(read.values());
  }

  /** The text with every place filled in. */
  public String fill(String text) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> {
          String value = values.get(place.group(1));
          if (value == null) {
            throw new IllegalStateException(
                "the settings let no unknown name pass: " + place.group(1));
          }
          return Matcher.quoteReplacement(value);
        });
  }

  /** The same, where what is not known stays as it is. */
  String fillKnown(String text) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
  }

  /** The names that a text leaves to be filled in. */
  static List<String> namesIn(String text) {
    return PLACE.matcher(text).results().map(place -> place.group(1)).toList();
  }

  /** What stands between the places. */
  static List<String> piecesOf(String text) {
    return List.of(PLACE.split(text));
  }

  static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' is no name for what is extracted: letters, digits, - and _");
    }
  }
}
