package io.wellkept.probe;

import io.wellkept.probe.freshness.Ending;
import io.wellkept.probe.freshness.MainContent;
import io.wellkept.probe.freshness.NowWrong;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Our own history of a page: since when its main content is as it is, when we first saw which
 * words, and what was wrong when we last saw it. Small: no text of the page is kept but the quotes
 * of what is wrong.
 */
final class FreshnessMemory {
  private static final int VERSION = 1;
  private static final String WAY = "way";
  private static final String FINGERPRINT = "fingerprint";
  private static final String MARKS = "marks";
  private static final String EARLIER = "earlier";
  private static final String FIRST_SEEN = "first-seen";
  private static final String CHANGED = "changed";
  private static final String WHAT = "what";
  private static final String RESTLESS = "restless";
  private static final String WORDS = "words:";
  private static final String HELD = "held:";

  private static final int SHORT = 12;
  private static final int MOST_EARLIER = 8;
  private static final int MOST_HELD = 12;

  /** Of the looks, the later ones weighing more: beyond it changes mean nothing. */
  private static final double TOO_RESTLESS = 0.5;

  private static final double WEIGHT_OF_ONE_LOOK = 0.25;
  private static final String FIELD = "\u001f";
  private static final String PIECE = "\u001e";

  private final Map<String, String> values;

  private FreshnessMemory(Map<String, String> values) {
    this.values = values;
  }

  static FreshnessMemory of(Memory memory) {
    return new FreshnessMemory(
        new TreeMap<>(memory.version() == VERSION ? memory.values() : Map.of()));
  }

  Memory memory() {
    return new Memory(VERSION, values);
  }

  /**
   * Takes in what the main content is like now. A page that looks as it did before is not new, even
   * if it looked different in between: many show one of a few variants by turns.
   *
   * @param way how it was read: histories of other ways cannot be gone on with
   */
  void saw(MainContent content, String way, Instant now) {
    String short_ =
        content.fingerprint().substring(0, Math.min(SHORT, content.fingerprint().length()));
    if (!way.equals(values.get(WAY))) {
      begin(content, way, short_, now);
      return;
    }
    boolean same = short_.equals(values.get(FINGERPRINT));
    restless(!same);
    if (same) {
      return;
    }
    List<String> earlier = earlier();
    if (!earlier.contains(short_)) {
      values.put(WHAT, content.since(values.getOrDefault(MARKS, "")).words());
      values.put(CHANGED, Long.toString(now.toEpochMilli()));
    }
    earlier.remove(short_);
    earlier.add(0, values.getOrDefault(FINGERPRINT, ""));
    values.put(EARLIER, String.join(" ", earlier.stream().limit(MOST_EARLIER).toList()));
    values.put(FINGERPRINT, short_);
    values.put(MARKS, content.marks());
  }

  private void begin(MainContent content, String way, String fingerprint, Instant now) {
    values.put(WAY, way);
    values.put(FINGERPRINT, fingerprint);
    values.put(MARKS, content.marks());
    values.put(FIRST_SEEN, Long.toString(now.toEpochMilli()));
    values.remove(EARLIER);
    values.remove(RESTLESS);
    values.remove(CHANGED);
    values.remove(WHAT);
  }

  private List<String> earlier() {
    String known = values.getOrDefault(EARLIER, "");
    return known.isEmpty() ? new ArrayList<>() : new ArrayList<>(List.of(known.split(" ")));
  }

  private void restless(boolean changed) {
    double before = Double.parseDouble(values.getOrDefault(RESTLESS, "0"));
    double now = before * (1 - WEIGHT_OF_ONE_LOOK) + (changed ? WEIGHT_OF_ONE_LOOK : 0);
    values.put(RESTLESS, String.format(Locale.ROOT, "%.3f", now));
  }

  /** Whether it is different at so many looks that a change says nothing. */
  boolean isRestless() {
    return Double.parseDouble(values.getOrDefault(RESTLESS, "0")) > TOO_RESTLESS;
  }

  /** When we saw it change; null if we never did. */
  @Nullable Instant changed() {
    return moment(CHANGED);
  }

  /** What that change was, in words. */
  String whatChanged() {
    return values.getOrDefault(WHAT, "");
  }

  /** Since when we see it as it is; null before the first look. */
  @Nullable Instant unchangedSince() {
    Instant first = moment(FIRST_SEEN);
    Instant changed = changed();
    return changed != null && first != null && changed.isAfter(first) ? changed : first;
  }

  @Nullable Instant firstSeen() {
    return moment(FIRST_SEEN);
  }

  private @Nullable Instant moment(String key) {
    String millis = values.get(key);
    return millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis));
  }

  /** Remembers when words were first seen whose meaning depends on it; forgets those that went. */
  Map<String, Instant> words(List<Ending> endings, Instant now) {
    Map<String, Instant> firstSeen = new HashMap<>();
    for (Ending ending : endings) {
      if (NowWrong.needsFirstSeen(ending)) {
        Instant known = moment(WORDS + ending.key());
        firstSeen.put(ending.key(), known == null ? now : known);
      }
    }
    values.keySet().removeIf(key -> key.startsWith(WORDS));
    firstSeen.forEach((key, at) -> values.put(WORDS + key, Long.toString(at.toEpochMilli())));
    return firstSeen;
  }

  /** Keeps what is wrong for looks that cannot see the page. */
  void hold(List<Finding> findings) {
    values.keySet().removeIf(key -> key.startsWith(HELD));
    findings.stream()
        .limit(MOST_HELD)
        .forEach(finding -> values.put(HELD + finding.key(), line(finding)));
  }

  private static String line(Finding finding) {
    List<String> fields = new ArrayList<>();
    fields.add(finding.code());
    fields.add(finding.severity().name());
    fields.add(finding.leadsTo().name());
    fields.add(Double.toString(finding.confidence()));
    fields.add(Long.toString(finding.since().toEpochMilli()));
    fields.add(finding.headline());
    finding.evidence().stream()
        .limit(4)
        .forEach(evidence -> fields.add(evidence.label() + PIECE + evidence.text()));
    return String.join(FIELD, fields);
  }

  /** What was wrong when the page was last seen. */
  List<Finding> held() {
    List<Finding> held = new ArrayList<>();
    values.forEach((key, line) -> {
      if (key.startsWith(HELD)) {
        held.add(finding(key.substring(HELD.length()), List.of(line.split(FIELD))));
      }
    });
    return held;
  }

  private static Finding finding(String key, List<String> fields) {
    List<Evidence> evidence =
        fields.subList(6, fields.size()).stream()
            .map(piece -> piece.split(PIECE, 2))
            .map(pair -> new Evidence(pair[0], pair[1]))
            .toList();
    return new Finding(
        fields.get(0),
        key,
        Finding.WHOLE,
        Severity.valueOf(fields.get(1)),
        Condition.valueOf(fields.get(2)),
        Double.parseDouble(fields.get(3)),
        fields.get(5),
        evidence,
        Instant.ofEpochMilli(Long.parseLong(fields.get(4))));
  }
}
