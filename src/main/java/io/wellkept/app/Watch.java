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
  private final Processes processes;
  private final Function<Instant, List<String>> stalled;
  private final OutsideHeartbeat heartbeat;
  private final Set<String> raised = new HashSet<>();
  private final Set<String> logged = new HashSet<>();
  private boolean remembered;

  /**
   * @param processes of which this is one: its loops are its own
   */
  Watch(
      Ledger ledger,
      Processes processes,
      Function<Instant, List<String>> stalled,
      OutsideHeartbeat heartbeat) {
    this.ledger = ledger;
    this.processes = processes;
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
      raised.clear();
      raised.addAll(ledger.read(this::open));
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

  /** What this process, or an earlier one of its name, told the operators. */
  private Set<String> open(Ledger.View view) {
    String mine = Troubles.at("", processes.mine());
    return view.openIncidents(List.of(Troubles.LOOPS)).stream()
        .map(Incident::subject)
        .filter(subject -> subject.endsWith(mine))
        .map(subject -> subject.substring(0, subject.length() - mine.length()))
        .collect(Collectors.toSet());
  }

  private void say(Set<String> late, Instant now) {
    remembered =
        ledger.write(work -> {
          // others took us for gone: we stood still, and so did every round
          boolean there = processes.isThere(work);
          if (there) {
            say(work, late, now);
          }
          return there;
        });
    raised.clear();
    raised.addAll(late);
  }

  private void say(Ledger.Work work, Set<String> late, Instant now) {
    late.stream()
        .filter(name -> !raised.contains(name))
        .forEach(name ->
            Troubles.raise(
                work,
                Troubles.LOOPS,
                Troubles.at(name, processes.mine()),
                "The round \""
                    + name
                    + "\" of the process "
                    + processes.mine()
                    + " has stalled: see its log and its /health/engine",
                now));
    raised.stream()
        .filter(name -> !late.contains(name))
        .forEach(
            name -> Troubles.clear(work, Troubles.LOOPS, Troubles.at(name, processes.mine()), now));
  }
}
