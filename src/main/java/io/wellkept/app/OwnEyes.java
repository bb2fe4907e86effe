package io.wellkept.app;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.plan.Plan;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Outlook;
import io.wellkept.probe.References;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Spans;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an eye on our own network: asks the references now and then, tells the operators once when
 * it is closed, and has everything looked at again when it is open.
 */
final class OwnEyes implements Round {
  private static final Logger log = LoggerFactory.getLogger(OwnEyes.class);

  /** How often the references are asked when nothing fails, so that a dead one is known. */
  private static final Duration NOW_AND_THEN = Duration.ofMinutes(5);

  /** How often they are asked while none answers. */
  private static final Duration WHILE_CLOSED = Duration.ofSeconds(30);

  /** When no look was blind by it, others may answer yet: then it is the references. */
  private static final Duration UNNOTICED_FOR = Duration.ofMinutes(15);

  /** A network that is closed for a moment is nobody's trouble. */
  private static final Duration CLOSED_FOR = Duration.ofMinutes(1);

  /** One that is dead makes us blind to our own blindness, but not today. */
  private static final Duration DEAD_FOR = Duration.ofDays(1);

  private static final String CLOSED = "closed";
  private static final String UNHEARD = "references";

  private final Ledger ledger;
  private final Processes processes;
  private final Supplier<Plan> plan;
  private final Supplier<References> references;
  private final Consumer<Boolean> open;
  private @Nullable Instant closedBefore;
  private final Set<String> raised = new HashSet<>();
  private boolean adopted;
  private volatile @Nullable Instant closedSince;

  private record Trouble(Severity severity, String headline) {}

  /**
   * @param open hears in every round whether our own network is open
   */
  OwnEyes(
      Ledger ledger,
      Processes processes,
      Supplier<Plan> plan,
      Supplier<References> references,
      Consumer<Boolean> open) {
    this.ledger = ledger;
    this.processes = processes;
    this.plan = plan;
    this.references = references;
    this.open = open;
  }

  /**
   * What a look says after the references were asked about it. What was heard in the place of the
   * other side, and a silence that reached us through a closed network, make the look blind.
   *
   * @param acted whether the look did what must not be done twice: then what it remembers of that
   *     is kept, whatever it saw
   * @throws InterruptedException if the caller is to stop
   */
  Judgement doubted(Judgement judgement, Check check, CheckState known, boolean acted)
      throws InterruptedException {
    References asked = references.get();
    if (asked.none()
        || !(judgement.observation() instanceof Observation.Seen seen)
        || !isNews(seen.findings(), known.findings())) {
      return judgement;
    }
    Outlook outlook = asked.ask();
    boolean listensOnly = !check.kind().needsAddress();
    // until it is written down that nobody could reach us, who did not come is not late
    boolean deaf = outlook.closed() || closedSince != null;
    if (!outlook.lies() && !(listensOnly && deaf)) {
      return judgement;
    }
    Observation blind = new Observation.Blind(outlook.fault());
    return acted
        ? new Judgement(blind, judgement.memory(), judgement.again())
        : new Judgement(blind, known.memory());
  }

  /** Whether anything is wrong that was not before, or no longer what was. */
  private static boolean isNews(List<Finding> seen, List<Finding> known) {
    return !keys(seen).equals(keys(known));
  }

  private static Set<String> keys(List<Finding> findings) {
    return findings.stream().map(Finding::key).collect(Collectors.toSet());
  }

  /** Since when our own network is closed; null if it is open. */
  @Nullable Instant closedSince() {
    return closedSince;
  }

  @Override
  public String name() {
    return "eyes";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(10);
  }

  @Override
  public boolean run(Instant now) {
    References asked = references.get();
    Outlook outlook;
    try {
      outlook = isDue(asked.last(), now) ? asked.ask() : asked.last();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    Instant closed = outlook.closed() ? outlook.noneSince() : null;
    open.accept(!outlook.closed());
    if (!adopted) {
      adopt();
    }
    Duration patience = asked.noticed() ? CLOSED_FOR : UNNOTICED_FOR;
    Map<String, Trouble> troubles = troubles(outlook, patience, now);
    if (!troubles.keySet().equals(raised)) {
      ledger.change(work -> tell(work, troubles, now));
      raised.clear();
      raised.addAll(troubles.keySet());
    }
    Instant before = closedBefore;
    if (before != null && closed == null) {
      ledger.change(work -> {
        if (!outlook.contradicted()) {
          work.deaf(before, now);
        }
        lookAgain(work, now);
      });
      log.info("Our own network counts as open again closed-since={}", before);
    } else if (before == null && closed != null) {
      log.warn("Our own network is closed: no reference answers asked={}", outlook.asked());
    }
    closedBefore = before == null || closed == null ? closed : before;
    closedSince = closedBefore;
    return false;
  }

  private static boolean isDue(Outlook last, Instant now) {
    Duration every = last.noneSince() == null ? NOW_AND_THEN : WHILE_CLOSED;
    return last.at().equals(Instant.MIN)
        || now.isBefore(last.at())
        || !now.isBefore(last.at().plus(every));
  }

  /** What the operators must know, by its subject. */
  private Map<String, Trouble> troubles(Outlook outlook, Duration patience, Instant now) {
    Map<String, Trouble> troubles = new HashMap<>();
    Instant none = outlook.noneSince();
    if (none == null) {
      outlook.dead().stream()
          .filter(dead -> !now.isBefore(dead.since().plus(DEAD_FOR)))
          .forEach(dead -> troubles.put(dead.reference().url().getHost(), dead(dead, now)));
    } else if (outlook.contradicted()) {
      troubles.put(UNHEARD, unheard(outlook));
    } else if (raised.contains(CLOSED) || !now.isBefore(none.plus(patience))) {
      troubles.put(CLOSED, closed(outlook, none));
    }
    return troubles;
  }

  private static Trouble closed(Outlook outlook, Instant since) {
    return new Trouble(
        Severity.MAJOR,
        "Our own network is closed: none of "
            + outlook.asked()
            + " references answered since "
            + since
            + ", nobody else is blamed ("
            + whys(outlook)
            + ")");
  }

  private static Trouble unheard(Outlook outlook) {
    return new Trouble(
        Severity.MAJOR,
        "No reference answers, though others do: nothing shows whether our own network is open ("
            + whys(outlook)
            + ")");
  }

  private static Trouble dead(Outlook.Dead dead, Instant now) {
    return new Trouble(
        Severity.MINOR,
        "The reference "
            + dead.reference().url().getHost()
            + " is dead for "
            + Spans.words(Duration.between(dead.since(), now))
            + " ("
            + dead.why()
            + "): name another one in daemon.yaml");
  }

  private static String whys(Outlook outlook) {
    return outlook.dead().stream()
        .map(dead -> dead.reference().url().getHost() + ": " + dead.why())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private void tell(Work work, Map<String, Trouble> troubles, Instant now) {
    raised.stream()
        .filter(subject -> !troubles.containsKey(subject))
        .forEach(subject -> Troubles.clear(work, Troubles.NETWORK, here(subject), now));
    troubles.forEach((subject, trouble) ->
        Troubles.raise(
            work,
            Troubles.NETWORK,
            here(subject),
            trouble.severity(),
            trouble.headline() + (ledger.shared() ? ", as " + processes.mine() + " sees it" : ""),
            now));
  }

  /** Each process has eyes of its own. */
  private String here(String subject) {
    return Troubles.at(subject, processes.mine());
  }

  /** After a start, what was told before it and still stands. */
  private void adopt() {
    String mine = here("");
    for (Incident trouble : ledger.read(view -> view.openIncidents(List.of(Troubles.NETWORK)))) {
      String subject = trouble.subject();
      if (!subject.endsWith(mine)) {
        continue;
      }
      raised.add(subject.substring(0, subject.length() - mine.length()));
      if (subject.equals(here(CLOSED))) {
        closedBefore = trouble.openedAt();
        closedSince = closedBefore;
      }
    }
    adopted = true;
  }

  /** Everything that was blind by it has its turn soon, at a polite pace. */
  private void lookAgain(Work work, Instant now) {
    Plan current = plan.get();
    Turns turns = new Turns(current.daemon());
    for (CheckState state : work.checks()) {
      if (state.fault() instanceof Fault.NetworkClosed && current.mayLookSooner(state.check())) {
        Optional<Touchpoint> touchpoint = current.touchpoint(state.check().touchpoint());
        touchpoint
            .flatMap(t -> t.check(state.check()))
            .ifPresent(check -> work.lookAt(check.id(), turns.next(touchpoint.get(), check, now)));
      }
    }
  }
}
