package io.wellkept.web;

import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Severity;
import io.wellkept.words.Words;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One incident on a page.
 *
 * @param address of the touchpoint; null if it has none that a browser opens
 * @param place importance, stage and channel in words
 * @param standing where it stands, as a sentence
 * @param playbook what to do; null if nobody wrote it down
 * @param playbookAddress null unless the playbook is a link
 * @param owner null for Wellkept's own troubles
 * @param next what happens if nobody acts, as a sentence; null if nothing
 * @param look when we looked and look again, as a sentence; null where no look tells that it is
 *     over
 * @param words the reader's language
 */
public record IncidentView(
    String id,
    String headline,
    String touchpoint,
    String name,
    String check,
    @Nullable String address,
    String place,
    Condition condition,
    String severity,
    When since,
    String standing,
    boolean taken,
    boolean resolved,
    boolean snoozed,
    boolean mayTake,
    boolean mayMute,
    List<FindingView> findings,
    @Nullable String playbook,
    @Nullable String playbookAddress,
    @Nullable String owner,
    List<String> backups,
    List<Known> knows,
    @Nullable String next,
    List<LineView> timeline,
    String zone,
    @Nullable String look,
    Words words) {
  public IncidentView {
    findings = List.copyOf(findings);
    backups = List.copyOf(backups);
    knows = List.copyOf(knows);
    timeline = List.copyOf(timeline);
  }

  /** A sentence in the reader's language. */
  public String say(String key, Object... values) {
    return words.say(key, values);
  }

  /** How bad it is, as people read it. */
  public String severityWords() {
    return words.of(Severity.valueOf(severity.toUpperCase(Locale.ROOT)));
  }

  /** Somebody whom a message reached, or should have. */
  public record Known(String name, String how, When at) {}
}
