package io.wellkept.app;

import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Reason;
import io.wellkept.ledger.Ledger.KeptDigest;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Wellkept's own troubles, told to the operators like any other incident: once, until it ends. */
final class Troubles {
  /** The reserved id under which Wellkept watches itself. */
  static final String SELF = "wellkept";

  static final CheckId PLAN = new CheckId(SELF, "plan");
  static final CheckId LOOPS = new CheckId(SELF, "loops");
  static final CheckId ROWS = new CheckId(SELF, "rows");

  /** Its subject is the name of the notifier that takes nothing. */
  static final CheckId ROADS = new CheckId(SELF, "roads");

  static final CheckId PEOPLE = new CheckId(SELF, "people");

  /** Its subject is the name of a process that fell silent. */
  static final CheckId PROCESSES = new CheckId(SELF, "processes");

  /** Its subject is the name of a process whose clock is wrong. */
  static final CheckId CLOCKS = new CheckId(SELF, "clocks");

  /** Troubles that may be one process's alone; their subject is that process, or ends with it. */
  private static final List<CheckId> OF_A_PROCESS = List.of(PLAN, LOOPS, CLOCKS);

  private static final char AT = '@';

  /** Its subject is what is wrong with a process's own network, or the reference that is dead. */
  static final CheckId NETWORK = new CheckId(SELF, "network");

  /** Its subject is the id of a calendar of holidays that cannot be fetched. */
  static final CheckId CALENDARS = new CheckId(SELF, "calendars");

  /** Its subject is why answers to those who reported something did not leave. */
  static final CheckId ANSWERS = new CheckId(SELF, "answers");

  /** Its subject is the name of a digest, and who should have got it where it could be written. */
  static final CheckId DIGESTS = new CheckId(SELF, "digests");

  private static final String TO = " to ";
  private static final String UNREAD = " for nobody";

  static final CheckId STORM = new CheckId(SELF, "storm");

  private Troubles() {}

  /** Opens the trouble, unless it is open already; the ladder sees to it in its next round. */
  static void raise(Work work, CheckId about, String subject, String headline, Instant now) {
    raise(work, about, subject, Severity.MAJOR, headline, now);
  }

  /** The same with how bad it is. */
  static void raise(
      Work work, CheckId about, String subject, Severity severity, String headline, Instant now) {
    if (open(work, about, subject).isPresent()) {
      return;
    }
    // another process may be raising it just now
    work.alone("troubles");
    if (open(work, about, subject).isPresent()) {
      return;
    }
    Incident trouble = Incidents.trouble(about, subject, severity, headline, now);
    work.save(trouble);
    work.append(
        new Event(now, Event.Type.OPENED, about, trouble.id(), null, Reason.CONFIRMED, headline));
  }

  /** Ends the trouble, if it is open. */
  static void clear(Work work, CheckId about, String subject, Instant now) {
    clear(work, about, subject, Reason.RECOVERED, now);
  }

  static void clear(Work work, CheckId about, String subject, Reason because, Instant now) {
    open(work, about, subject).ifPresent(trouble -> work.close(trouble, because, now));
  }

  /** A digest that did not reach its reader: no rung follows that would say so. */
  static void unsent(Work work, KeptDigest digest, String person, String why, Instant now) {
    raise(
        work,
        DIGESTS,
        digest.name() + TO + person,
        "The digest \"" + digest.name() + "\" did not reach " + person + ": " + why,
        now);
  }

  /** One that is tried again, and nobody would miss. */
  static void unwritten(Work work, String digest, Instant now) {
    raise(
        work,
        DIGESTS,
        digest,
        "The digest \"" + digest + "\" cannot be written and is tried again: the log says why",
        now);
  }

  /**
   * A digest that was written: that it could not be is over, and who does not read it any more
   * misses nothing.
   *
   * @param readers ids of those for whom it is
   * @param ifNone why it has no reader, where it has none
   */
  static void written(Work work, String digest, Set<String> readers, String ifNone, Instant now) {
    for (Incident trouble : ofDigest(work, digest)) {
      String subject = trouble.subject();
      boolean lasts =
          subject.equals(digest + UNREAD)
              ? readers.isEmpty()
              : readers.stream().anyMatch(person -> subject.equals(digest + TO + person));
      if (!lasts) {
        clear(work, DIGESTS, subject, now);
      }
    }
    if (readers.isEmpty()) {
      String headline = "The digest \"" + digest + "\" has no reader: " + ifNone;
      raise(work, DIGESTS, digest + UNREAD, headline, now);
    }
  }

  /** The plan has no such digest any more. */
  static void noDigest(Work work, String digest, Instant now) {
    ofDigest(work, digest)
        .forEach(trouble -> clear(work, DIGESTS, trouble.subject(), Reason.VANISHED, now));
  }

  private static List<Incident> ofDigest(Work work, String digest) {
    return work.openIncidents(List.of(DIGESTS)).stream()
        .filter(one -> isOf(digest, one.subject()))
        .toList();
  }

  private static boolean isOf(String digest, String subject) {
    return subject.equals(digest)
        || subject.equals(digest + UNREAD)
        || subject.startsWith(digest + TO);
  }

  static void sent(Work work, KeptDigest digest, String person, Instant now) {
    clear(work, DIGESTS, digest.name() + TO + person, now);
  }

  /** What is the trouble of one process alone. */
  static String at(String what, String process) {
    return what + AT + process;
  }

  /** A start tries everything again: what still does not work is raised once more. */
  static void beginAnew(Work work, String process, Instant now) {
    for (Incident trouble : work.openIncidents(List.of(ROWS))) {
      clear(work, trouble.check(), trouble.subject(), now);
    }
    clearOf(work, process, now);
  }

  /** Ends what was the trouble of that process alone, but for its network: that stays closed. */
  static void clearOf(Work work, String process, Instant now) {
    clearOf(work, OF_A_PROCESS, process, now);
  }

  /** The same for a process that is gone, and its network with it. */
  static void clearGone(Work work, String process, Instant now) {
    clearOf(work, process, now);
    clearOf(work, List.of(NETWORK), process, now);
  }

  private static void clearOf(Work work, List<CheckId> abouts, String process, Instant now) {
    for (Incident trouble : work.openIncidents(abouts)) {
      String subject = trouble.subject();
      boolean its = subject.equals(process) || subject.endsWith(AT + process);
      // before processes had names a loop was nobody's
      boolean nobodys = trouble.check().equals(LOOPS) && subject.indexOf(AT) < 0;
      if (its || nobodys) {
        clear(work, trouble.check(), subject, now);
      }
    }
  }

  private static Optional<Incident> open(Work work, CheckId about, String subject) {
    return work.openIncidents(List.of(about)).stream()
        .filter(incident -> incident.subject().equals(subject))
        .findFirst();
  }
}
