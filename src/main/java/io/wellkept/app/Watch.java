package io.wellkept.app;

import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the other rounds. A stalled one is told to the operators; only while all of them complete
 * is the outside heartbeat fed, so that somebody hears it also when we can tell nobody.
 */
final class Watch implements Round {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  private final Ledger ledger;
  private final Function<Instant, List<String>> stalled;
  private final OutsideHeartbeat heartbeat;
  private final Set<String> raised = new HashSet<>();
  private final Set<String> logged = new HashSet<>();
  private boolean remembered;

  Watch(Ledger ledger, Function<Instant, List<String>> stalled, OutsideHeartbeat heartbeat) {
    this.ledger = ledger;
    this.stalled = stalled;
    this.heartbeat = heartbeat;
  }

  @Override
  public String name() {
    return "watch";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(5);
  }

  @Override
  public boolean run(Instant now) {
    if (!remembered) {
      raised.addAll(ledger.read(Watch::open));
      remembered = true;
    }
    Set<String> late = new HashSet<>(stalled.apply(now));
    late.remove(name());
    log(late);
    if (!late.equals(raised)) {
      say(late, now);
    }
    if (late.isEmpty()) {
      heartbeat.beat(now);
    }
    return false;
  }

  /** Once, also while the ledger is what stalls them and nobody can be told through it. */
  private void log(Set<String> late) {
    late.stream()
        .filter(name -> !logged.contains(name))
        .forEach(name -> log.error("A round has stalled round={}", name));
    logged.clear();
    logged.addAll(late);
  }

  /** What an earlier process told the operators, and could not take back. */
  private static Set<String> open(Ledger.View view) {
    return view.openIncidents(List.of(Troubles.LOOPS)).stream()
        .map(Incident::subject)
        .collect(Collectors.toSet());
  }

  private void say(Set<String> late, Instant now) {
    ledger.change(work -> {
      late.stream()
          .filter(name -> !raised.contains(name))
          .forEach(name ->
              Troubles.raise(
                  work,
                  Troubles.LOOPS,
                  name,
                  "The round \"" + name + "\" has stalled: see the log and /health/engine",
                  now));
      raised.stream()
          .filter(name -> !late.contains(name))
          .forEach(name -> Troubles.clear(work, Troubles.LOOPS, name, now));
    });
    raised.clear();
    raised.addAll(late);
  }
}
