package io.wellkept.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One touchpoint on its page.
 *
 * @param sentence how it is, in words
 * @param playbookAddress null unless the playbook is a link
 * @param handedOver from whom it came and when, if its file does not say so yet; null if it does
 */
public record TouchpointView(
    RowView row,
    String sentence,
    @Nullable String address,
    List<String> backups,
    @Nullable String playbook,
    @Nullable String playbookAddress,
    List<Check> checks,
    List<LineView> timeline,
    String zone,
    AnswersView answers,
    @Nullable String handedOver) {
  public TouchpointView {
    backups = List.copyOf(backups);
    checks = List.copyOf(checks);
    timeline = List.copyOf(timeline);
  }

  /**
   * One check.
   *
   * @param looked null if it never looked
   * @param next null if it is not known
   * @param blind why it cannot look; null if it can
   * @param beat where others call in; null for checks that nobody calls
   * @param invitation what they are to do there
   * @param acts whether it sends something each time it looks
   */
  public record Check(
      String id,
      String kind,
      String every,
      @Nullable When looked,
      @Nullable When next,
      @Nullable String blind,
      List<FindingView> findings,
      List<Measured> measurements,
      @Nullable String beat,
      String invitation,
      boolean acts) {
    public Check {
      findings = List.copyOf(findings);
      measurements = List.copyOf(measurements);
    }
  }

  /** Whether there is anything to look at that may be looked at as often as one likes. */
  public boolean onlyLooks() {
    return checks.stream().anyMatch(check -> !check.acts());
  }

  /** A measurement with its unit in words. */
  public record Measured(String name, String value) {}
}
