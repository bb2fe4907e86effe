package io.wellkept.probe.destination;

import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong where somebody is sent.
 *
 * @param code without the kind of check: {@code status}
 * @param what tells it from others of the same code; empty where there is one
 * @param clause what goes on after "it": "leads to an error page (404)"
 * @param since since when; null for since we look
 */
public record Trouble(
    String code,
    String what,
    Severity severity,
    Condition leadsTo,
    double confidence,
    String clause,
    List<Evidence> evidence,
    @Nullable Instant since) {
  public Trouble {
    evidence = List.copyOf(evidence);
  }

  /** A certain one, that counts since we look. */
  public static Trouble of(String code, Severity severity, Condition leadsTo, String clause) {
    return new Trouble(code, "", severity, leadsTo, 1, clause, List.of(), null);
  }

  public Trouble with(String label, String text) {
    List<Evidence> more = new ArrayList<>(evidence);
    more.add(new Evidence(label, text));
    return new Trouble(code, what, severity, leadsTo, confidence, clause, more, since);
  }

  Trouble about(String which) {
    return new Trouble(code, which, severity, leadsTo, confidence, clause, evidence, since);
  }

  Trouble sure(double howSure) {
    return new Trouble(code, what, severity, leadsTo, howSure, clause, evidence, since);
  }

  Trouble since(Instant moment) {
    return new Trouble(code, what, severity, leadsTo, confidence, clause, evidence, moment);
  }
}
