package io.wellkept.probe.destination;

import io.wellkept.probe.ShownAddress;
import io.wellkept.probe.freshness.Ending;
import io.wellkept.probe.freshness.NowWrong;
import io.wellkept.probe.freshness.NowWrong.Wrong;
import io.wellkept.probe.freshness.Rule;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Until when an offer of a page counts.
 *
 * @param day its last day, for people
 */
public record End(String key, Rule rule, Instant at, String day, String quote, double confidence) {
  /** So far ahead that whatever will ever be over is over by then. */
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private static final int MOST = 5;

  /** A page may list many of them: as long as one is to come, it is worth a visit. */
  private static final Set<Rule> LAST_COUNTS =
      Set.of(Rule.OFFER, Rule.EVENT, Rule.EVENTS, Rule.JOB, Rule.EXPIRES);

  /**
   * The moments at which what the page says ends.
   *
   * @param before what was known: a day without a year means the one that was meant when we first
   *     saw it
   */
  static List<End> of(List<Ending> endings, List<End> before, @Nullable ZoneId zone, Instant now) {
    Map<String, Instant> seenNow = new HashMap<>();
    endings.forEach(ending -> seenNow.put(ending.key(), now));
    NowWrong.Known known = new NowWrong.Known(zone, null, "", seenNow);
    List<End> all = new ArrayList<>();
    Map<Rule, End> last = new EnumMap<>(Rule.class);
    for (Wrong wrong : NowWrong.of(endings, known, now.plus(FOR_EVER))) {
      if (wrong.since() != null) {
        End end = end(wrong, wrong.since(), before);
        if (LAST_COUNTS.contains(end.rule)) {
          last.merge(end.rule, end, (one, other) -> other.at.isAfter(one.at) ? other : one);
        } else {
          all.add(end);
        }
      }
    }
    all.addAll(last.values());
    all.sort(Comparator.comparing(End::at));
    return all.stream().limit(MOST).toList();
  }

  private static End end(Wrong wrong, Instant since, List<End> before) {
    Ending ending = wrong.ending();
    Optional<End> known = before.stream().filter(end -> end.key.equals(ending.key())).findFirst();
    return known.isPresent() && NowWrong.needsFirstSeen(ending)
        ? known.get()
        : new End(
            ending.key(), ending.rule(), since, wrong.day(), ending.quote(), wrong.confidence());
  }

  /** What is wrong about it now; empty if nothing is. */
  Optional<Trouble> trouble(Agreed agreed, String address, Instant now) {
    Instant endsAt = agreed.endsAt();
    if (!now.isBefore(at)) {
      return Optional.of(
          told(
                  "offer-over",
                  Severity.MAJOR,
                  "leads to " + what() + " that ended on " + day,
                  address)
              .since(at));
    }
    boolean soon = !now.isBefore(at.minus(agreed.ahead()));
    boolean longer = endsAt != null && endsAt.isAfter(at);
    return soon && longer
        ? Optional.of(
            told(
                    "offer-ends",
                    Severity.MINOR,
                    "leads to " + what() + " that ends on " + day + ", before it ends itself",
                    address)
                .with("expected", "both end on the same day"))
        : Optional.empty();
  }

  private Trouble told(String code, Severity severity, String clause, String address) {
    return Trouble.of(code, severity, Condition.STALE, clause)
        .about(key)
        .sure(confidence)
        .with("quote", quote)
        .with("ended", day)
        .with("address", ShownAddress.of(address));
  }

  private String what() {
    return switch (rule) {
      case EVENT, EVENTS -> "an event";
      case JOB -> "a job offer";
      case COUNTDOWN -> "a countdown";
      default -> "an offer";
    };
  }
}
