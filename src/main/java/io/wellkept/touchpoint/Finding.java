package io.wellkept.touchpoint;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong.
 *
 * @param code what sort of thing, stable, for metrics and docs: {@code page.status}
 * @param key tells this fault from others of the same code, the same tomorrow as today
 * @param subject what has its own clock; most kinds have one, {@link #WHOLE}
 * @param leadsTo the condition that it puts the touchpoint in
 * @param confidence from 0 (a guess) to 1 (certain)
 * @param headline one plain sentence without a full stop
 * @param since since when it is so, as far as the look can tell
 * @param due until when there is time to set it right; null for what is wrong already. Its owner is
 *     reminded of what has time, and nobody else hears of it before the time is over
 */
public record Finding(
    String code,
    String key,
    String subject,
    Severity severity,
    Condition leadsTo,
    double confidence,
    String headline,
    List<Evidence> evidence,
    Instant since,
    @Nullable Instant due) {
  /** The subject of a check that has only one. */
  public static final String WHOLE = "";

  public Finding {
    if (confidence < 0 || confidence > 1) {
      throw new IllegalArgumentException("confidence " + confidence + " is not between 0 and 1");
    }
    if (leadsTo == Condition.HEALTHY) {
      throw new IllegalArgumentException("a finding cannot make anything healthy: " + code);
    }
    evidence = List.copyOf(evidence);
  }

  /** One that is wrong already. */
  public Finding(
      String code,
      String key,
      String subject,
      Severity severity,
      Condition leadsTo,
      double confidence,
      String headline,
      List<Evidence> evidence,
      Instant since) {
    this(code, key, subject, severity, leadsTo, confidence, headline, evidence, since, null);
  }

  /** A certain finding on the check's only subject. */
  public static Finding of(
      String code, Severity severity, Condition leadsTo, String headline, Instant since) {
    return new Finding(code, code, WHOLE, severity, leadsTo, 1, headline, List.of(), since);
  }

  public Finding with(String label, String text) {
    List<Evidence> more = new java.util.ArrayList<>(evidence);
    more.add(new Evidence(label, text));
    return new Finding(
        code, key, subject, severity, leadsTo, confidence, headline, more, since, due);
  }

  public Finding with(Severity other) {
    return new Finding(
        code, key, subject, other, leadsTo, confidence, headline, evidence, since, due);
  }

  public Finding since(Instant earlier) {
    return new Finding(
        code, key, subject, severity, leadsTo, confidence, headline, evidence, earlier, due);
  }

  /** The same, for which there is time until then. */
  public Finding due(@Nullable Instant until) {
    return new Finding(
        code, key, subject, severity, leadsTo, confidence, headline, evidence, since, until);
  }

  /** Whether there is time left for it. */
  public boolean hasTime(Instant now) {
    return due != null && now.isBefore(due);
  }
}
