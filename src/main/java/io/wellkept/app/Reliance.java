package io.wellkept.app;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Posting.Ending;
import io.wellkept.incident.Told;
import io.wellkept.ledger.Ledger.Posted;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an owner can be counted on: is there, can be reached, and reacts. Three rules, each with
 * a bound that a day of bad luck does not reach.
 */
final class Reliance {
  /** So long before a last day the lead hears what is still theirs. */
  private static final int DAYS_BEFORE = 14;

  /** So many of the latest messages, one after the other. */
  private static final int BOUNCES = 3;

  private static final int ROWS = 30;

  /** So many incidents within that time, all of them. */
  private static final int IGNORED = 5;

  private static final Duration LATELY = Duration.ofDays(30);
  private static final int INCIDENTS_EACH = 20;

  /** What names a person who did nothing; in all else the person acted. */
  private static final Set<Event.Type> NOT_THEIRS =
      Set.of(Event.Type.TOLD, Event.Type.NOT_TOLD, Event.Type.SKIPPED);

  private final View view;
  private final Plan plan;
  private final Person person;
  private final List<Touchpoint> theirs;
  private final Instant now;

  private Reliance(View view, Plan plan, Person person, List<Touchpoint> theirs, Instant now) {
    this.view = view;
    this.plan = plan;
    this.person = person;
    this.theirs = theirs;
    this.now = now;
  }

  /**
   * What is wrong with the owner; empty if nothing is.
   *
   * @param theirs what the person answers for now, at least one
   */
  static List<Finding> of(
      View view, Plan plan, String person, List<Touchpoint> theirs, Instant now) {
    return plan.people()
        .person(person)
        .map(known -> new Reliance(view, plan, known, theirs, now).findings())
        .orElse(List.of());
  }

  private List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    leaves().ifPresent(findings::add);
    if (!person.hasLeft(now)) {
      cannotBeReached().ifPresent(findings::add);
      neverReacts().ifPresent(findings::add);
    }
    return findings;
  }

  private Optional<Finding> leaves() {
    LocalDate last = person.until();
    if (last == null
        || now.atZone(person.zone()).toLocalDate().isBefore(last.minusDays(DAYS_BEFORE))) {
      return Optional.empty();
    }
    boolean gone = person.hasLeft(now);
    String what = theirs.size() == 1 ? "1 touchpoint" : theirs.size() + " touchpoints";
    Instant since = last.minusDays(DAYS_BEFORE).atStartOfDay(person.zone()).toInstant();
    return Optional.of(
        Finding.of(
                gone ? "owner.left" : "owner.leaves",
                gone ? Severity.MAJOR : Severity.MINOR,
                Condition.UNKNOWN,
                person.name() + (gone ? " left on " : " leaves on ") + last + " and owns " + what,
                since)
            .with("still theirs", names()));
  }

  private String names() {
    return String.join(", ", theirs.stream().map(Touchpoint::name).toList());
  }

  // ---- the latest messages, by every road, failed for good

  private Optional<Finding> cannotBeReached() {
    Map<String, List<Posted>> byNotice = new LinkedHashMap<>();
    for (Posted posted : view.ended(person.id(), ROWS)) {
      byNotice.computeIfAbsent(posted.posting().notice().id(), id -> new ArrayList<>()).add(posted);
    }
    Map<String, List<Posted>> messages = new LinkedHashMap<>();
    byNotice.values().stream()
        .filter(this::isDecided)
        .forEach(roads -> messages.putIfAbsent(message(roads), roads));
    List<List<Posted>> latest = messages.values().stream().limit(BOUNCES).toList();
    if (latest.size() < BOUNCES || latest.stream().anyMatch(Reliance::arrived)) {
      return Optional.empty();
    }
    Posted last = latest.get(0).get(0);
    String why = last.ending() instanceof Ending.Rerouted failed ? failed.detail() : "";
    Instant since = last.settledAt() == null ? now : last.settledAt();
    return Optional.of(
        Finding.of(
                "owner.unreachable",
                Severity.MAJOR,
                Condition.UNKNOWN,
                "No message reaches "
                    + person.name()
                    + ": the last "
                    + BOUNCES
                    + " failed for good",
                since)
            .with("by", last.posting().notifier())
            .with("why", why)
            .with("theirs", names()));
  }

  /** What went together is one message that failed, however much was in it. */
  private static String message(List<Posted> roads) {
    Posting first = roads.get(roads.size() - 1).posting();
    return first.parcel() == null ? first.id() : first.parcel();
  }

  private static boolean arrived(List<Posted> roads) {
    return roads.stream().anyMatch(posted -> posted.ending() instanceof Ending.Sent);
  }

  /** What was withdrawn tells nothing, nor what still tries another road. */
  private boolean isDecided(List<Posted> roads) {
    long failed =
        roads.stream().filter(posted -> posted.ending() instanceof Ending.Rerouted).count();
    return arrived(roads)
        || (failed == roads.size() && failed >= plan.daemon().roadsTo(person).size());
  }

  // ---- told, reached, and never a word

  private Optional<Finding> neverReacts() {
    List<Incident> told =
        theirs.stream()
            .map(touchpoint -> view.incidentsOf(touchpoint.id(), INCIDENTS_EACH))
            .flatMap(Collection::stream)
            .filter(incident -> incident.audience() == Audience.OWNERS)
            .filter(incident -> incident.openedAt().isAfter(now.minus(LATELY)))
            .filter(incident -> reached(incident).isPresent())
            .filter(incident -> !wasAnswered(incident))
            .sorted(Comparator.comparing(Incident::openedAt).reversed())
            .toList();
    if (told.size() < IGNORED || !told.stream().allMatch(this::isIgnored)) {
      return Optional.empty();
    }
    Instant since = told.get(told.size() - 1).openedAt();
    return Optional.of(
        Finding.of(
                "owner.silent",
                Severity.MAJOR,
                Condition.UNKNOWN,
                person.name() + " was told of " + told.size() + " faults and reacted to none",
                since)
            .with("latest", told.get(0).worst().headline())
            .with("theirs", names()));
  }

  /** A customer who waited got an answer: in public, where nobody sees who gave it. */
  private static boolean wasAnswered(Incident incident) {
    return incident.resolved()
        && incident.findings().stream().allMatch(f -> f.key().contains(".unanswered:"));
  }

  /** The message to them as owner, if it arrived. */
  private Optional<Told> reached(Incident incident) {
    return incident.told().stream()
        .filter(told -> told.person().equals(person.id()) && told.rung() == 0)
        .filter(told -> told.kind().asksToAct() && told.sent())
        .findFirst();
  }

  /** Whether the next rung was told, and whoever was told first did nothing at any time. */
  private boolean isIgnored(Incident incident) {
    boolean nextWasTold =
        incident.told().stream()
            .anyMatch(told -> told.rung() > 0 && told.kind().asksToAct() && told.sent());
    return nextWasTold
        && view.eventsOfIncident(incident.id()).stream()
            .noneMatch(
                event -> !NOT_THEIRS.contains(event.type()) && person.id().equals(event.person()));
  }
}
