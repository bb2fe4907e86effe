package io.wellkept.notify;

import io.wellkept.incident.Incident;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.notify.Message.Item;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How owners hear that something of theirs is worked on, and that it is over. */
final class WindowWords {
  private static final int MOST_NAMES = 12;

  private final Times times;
  private final Words words;

  private WindowWords(Times times, Words words) {
    this.times = times;
    this.words = words;
  }

  /** The key of what stands above it. */
  static String label(NoticeKind kind) {
    return kind == NoticeKind.RESOLVED ? "windows.label-over" : "windows.label";
  }

  static List<String> opening(Item item, Times times, Words words) {
    return new WindowWords(times, words).opening(item);
  }

  private List<String> opening(Item item) {
    String names = AlsoAffected.names(item.affected(), MOST_NAMES, words);
    if (item.notice().kind() == NoticeKind.RESOLVED) {
      return over(item.incident(), names);
    }
    List<String> lines = new ArrayList<>();
    lines.add(when(item.incident().worst()));
    if (!names.isEmpty()) {
      lines.add(words.say("windows.yours", names));
    }
    lines.add(words.say("windows.meanwhile"));
    return lines;
  }

  private String when(Finding window) {
    Instant until = window.due();
    if (until != null) {
      boolean lasts = !times.now().isBefore(window.since());
      return words.say(
          lasts ? "windows.told-lasts" : "windows.told-once",
          times.span(window.since(), "windows.span", until));
    }
    return window.evidence().stream()
        .filter(evidence -> evidence.label().equals("weekly"))
        .map(Evidence::text)
        .findFirst()
        .map(weekly -> words.say("windows.told-weekly", weekly))
        .orElse("");
  }

  private List<String> over(Incident incident, String names) {
    Reason because =
        incident.standing() instanceof Standing.Resolved over
            ? over.because()
            : Reason.MAINTENANCE_ENDED;
    List<String> lines = new ArrayList<>();
    lines.add(
        words.say(
            switch (because) {
              case CALLED_OFF -> "windows.told-called-off";
              case REMOVED_FROM_PLAN -> "windows.told-removed";
              default -> "windows.told-over";
            }));
    if (!names.isEmpty()) {
      lines.add(words.say("windows.yours", names));
    }
    if (because == Reason.MAINTENANCE_ENDED) {
      lines.add(words.say("windows.afterwards"));
    }
    return lines;
  }
}
