package io.wellkept.web;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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

  /** The latest look of all its checks; null if none looked yet. */
  public @Nullable When looked() {
    return checks.stream()
        .map(Check::looked)
        .filter(Objects::nonNull)
        .max(Comparator.comparing(TouchpointView::moment))
        .orElse(null);
  }

  /** The first look to come; null if none is known. */
  public @Nullable When next() {
    return checks.stream()
        .map(Check::next)
        .filter(Objects::nonNull)
        .min(Comparator.comparing(TouchpointView::moment))
        .orElse(null);
  }

  private static Instant moment(When when) {
    return Instant.parse(when.iso());
  }

  /** A measurement with its unit in words. */
  public record Measured(String name, String value) {}
}
