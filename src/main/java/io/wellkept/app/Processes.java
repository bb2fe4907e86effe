package io.wellkept.app;

import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.Presence;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.ledger.Ledger.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes that share the ledger, as this one sees them: each says again and again that it is
 * there, and who falls silent without a word is told to the operators by those who are left.
 */
final class Processes implements Round {
  private static final Logger log = LoggerFactory.getLogger(Processes.class);

  /** Who was silent for longer is gone, or stands still. */
  static final Duration SILENT = Listening.LONGEST;

  private static final String WORD = "processes";
  private static final String TWICE = "twice@";

  private final Ledger ledger;
  private final String name;
  private final String run = UUID.randomUUID().toString();
  private final Instant since;
  private volatile long plan;
  private volatile boolean refused;
  private volatile Instant awake = Instant.MIN;
  private volatile @Nullable Instant said;

  /** Since when this process has said without a pause that it is there. */
  private volatile Instant steady;

  Processes(Ledger ledger, String name, Instant now) {
    this.ledger = ledger;
    this.name = name;
    this.since = now;
    this.steady = now;
  }

  /** What this process is called. */
  String mine() {
    return name;
  }

  /** Whether the others know of us. */
  boolean isThere(View view) {
    return view.processes().stream().anyMatch(this::isThisRun);
  }

  /** Since when this process has not stood still; the beginning of time if it never did. */
  Instant awakeSince() {
    return awake;
  }

  /**
   * Comes in.
   *
   * @return whether nobody else is there: then what was not done since nobody was is ours to see to
   */
  boolean enter(Instant now) {
    return ledger.write(work -> {
      work.alone(WORD);
      // where nobody else can have the ledger nobody has, whatever was left behind
      boolean first = !ledger.shared() || others(work, now).isEmpty();
      if (first) {
        work.processes().forEach(left -> work.remove(left.process(), left.run()));
      }
      work.put(presence(now));
      takeTheirPlace(work, now);
      said = now;
      steady = now;
      return first;
    });
  }

  /** Whoever comes in stands in for one who fell silent: the same one, or the longest gone. */
  private void takeTheirPlace(Work work, Instant now) {
    List<Incident> gone =
        work.openIncidents(List.of(Troubles.PROCESSES)).stream()
            .filter(trouble -> !trouble.subject().startsWith(TWICE))
            .sorted(Comparator.comparing(Incident::openedAt))
            .toList();
    gone.stream()
        .filter(trouble -> trouble.subject().equals(name))
        .findFirst()
        .or(() -> gone.stream().findFirst())
        .ifPresent(trouble -> Troubles.clear(work, trouble.check(), trouble.subject(), now));
  }

  /** Others that said lately that they are there. */
  List<Presence> others(View view, Instant now) {
    if (!ledger.shared()) {
      return List.of();
    }
    return view.processes().stream()
        .filter(presence -> !presence.process().equals(name))
        .filter(presence -> !silent(presence, now))
        .toList();
  }

  private static boolean silent(Presence presence, Instant now) {
    // also far ahead of us: then a clock was wrong once, and nobody renews it
    return Duration.between(presence.seenAt(), now).abs().compareTo(SILENT) > 0;
  }

  /** The plan that this process goes by. */
  void goesBy(long number) {
    plan = number;
  }

  /**
   * Whether the files of this process are broken.
   *
   * @return whether those of any process are
   */
  boolean refuses(Work work, boolean itsFiles, Instant now) {
    refused = itsFiles;
    work.alone(WORD);
    say(work, now);
    return itsFiles || others(work, now).stream().anyMatch(Presence::refusesItsFiles);
  }

  /** Whether the files of this process are broken. */
  boolean refusesItsFiles() {
    return refused;
  }

  /** Says that we are there, and by which plan. */
  void say(Work work, Instant now) {
    work.put(presence(now));
  }

  private Presence presence(Instant now) {
    return new Presence(name, run, since, now, plan, refused);
  }

  @Override
  public String name() {
    return "processes";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(10);
  }

  @Override
  public boolean run(Instant now) {
    ledger.change(work -> {
      work.alone(WORD);
      List<Presence> known = work.processes();
      if (known.stream().noneMatch(this::isThisRun)) {
        comeBack(work, known, now);
      }
      work.put(presence(now));
      if (maySeeWhoIsGone(now)) {
        known.stream()
            .filter(presence -> !presence.process().equals(name) && silent(presence, now))
            .forEach(presence -> gone(work, presence, now));
      }
    });
    said = now;
    return false;
  }

  private boolean isThisRun(Presence presence) {
    return presence.process().equals(name) && presence.run().equals(run);
  }

  /** Somebody took our row away: we stood still and were taken for gone, or have a namesake. */
  private void comeBack(Work work, List<Presence> known, Instant now) {
    boolean namesake =
        known.stream().anyMatch(other -> other.process().equals(name) && !silent(other, now));
    if (namesake) {
      log.error("Two processes have one name, see {} process={}", ProcessName.VARIABLE, name);
      Troubles.raise(
          work,
          Troubles.PROCESSES,
          TWICE + name,
          "Two processes call themselves " + name + ": give each its own " + ProcessName.VARIABLE,
          now);
      return;
    }
    awake = now;
    log.warn("This process stood still, and the others went on without it process={}", name);
    Troubles.clear(work, Troubles.PROCESSES, name, now);
  }

  /** When nobody could say a word, because the ledger was away, silence means nothing yet. */
  private boolean maySeeWhoIsGone(Instant now) {
    Instant last = said;
    if (last == null || Duration.between(last, now).abs().compareTo(SILENT.dividedBy(2)) > 0) {
      steady = now;
    }
    return !now.isBefore(steady.plus(SILENT));
  }

  private void gone(Work work, Presence presence, Instant now) {
    if (!work.remove(presence.process(), presence.run())) {
      return;
    }
    Troubles.clearGone(work, presence.process(), now);
    Troubles.clear(work, Troubles.PROCESSES, TWICE + presence.process(), now);
    boolean replaced =
        others(work, now).stream().anyMatch(other -> other.since().isAfter(presence.seenAt()));
    if (replaced || since.isAfter(presence.seenAt())) {
      return;
    }
    log.warn(
        "A process fell silent, the others do its work process={} since={}",
        presence.process(),
        presence.seenAt());
    Troubles.raise(
        work,
        Troubles.PROCESSES,
        presence.process(),
        "The process "
            + presence.process()
            + " ended without a word or stands still; the others do its work: see its log",
        now);
  }

  /** Goes in order: nobody has to wonder. */
  void leave(Work work, Instant now) {
    if (work.remove(name, run)) {
      if (ledger.shared()) {
        Troubles.clearGone(work, name, now);
      } else {
        // whoever comes next is the same
        Troubles.clearOf(work, name, now);
      }
      Troubles.clear(work, Troubles.PROCESSES, TWICE + name, now);
    }
  }
}
