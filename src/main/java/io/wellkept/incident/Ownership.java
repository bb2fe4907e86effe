package io.wellkept.incident;

import io.wellkept.incident.PlanOverride.Offer;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What Wellkept asks people, and says of them, about who looks after what. Each is an incident that
 * no look opens or ends; its subject is the person whom it is about.
 */
public final class Ownership {
  /** The reserved id under which Wellkept watches itself, and what is no touchpoint's alone. */
  public static final String HOUSE = "wellkept";

  /** Is all of this still yours? */
  public static final CheckId CONFIRM = new CheckId(HOUSE, "ownership");

  /** Who left, who cannot be reached, who never reacts. */
  public static final CheckId PEOPLE = new CheckId(HOUSE, "owners");

  /** Who is away, for those who stand in. */
  public static final CheckId AWAY = new CheckId(HOUSE, "away");

  /** Which touchpoints are under maintenance, and when; the subject is the window. */
  public static final CheckId MAINTENANCE = new CheckId(HOUSE, "maintenance");

  private static final String OFFERED = "hand-over";
  private static final String DISOWNED = "ownership";

  /** How the names begin by which verdicts are asked for; no check of a touchpoint has such one. */
  public static final String VERDICT = "initiative-";

  /** Names that no check of a touchpoint may have: these incidents go by them. */
  public static final Set<String> RESERVED = Set.of(OFFERED, DISOWNED, "maintenance");

  /** What was changed is told in a headline as far as that; the rest is evidence. */
  private static final int LONGEST_NAME = 80;

  private Ownership() {}

  /** Will somebody take the touchpoint over? */
  public static CheckId offered(String touchpoint) {
    return new CheckId(touchpoint, OFFERED);
  }

  /** That a touchpoint is under maintenance, for its history. */
  public static CheckId maintained(String touchpoint) {
    return new CheckId(touchpoint, MAINTENANCE.check());
  }

  /** Somebody says that the touchpoint is not theirs. */
  public static CheckId disowned(String touchpoint) {
    return new CheckId(touchpoint, DISOWNED);
  }

  /** What is to become of what was changed? Each initiative is asked about by itself. */
  public static CheckId verdict(String touchpoint, String initiative) {
    return new CheckId(touchpoint, VERDICT + initiative);
  }

  /** Whether no check of a touchpoint may have that name. */
  public static boolean isReserved(String check) {
    return RESERVED.contains(check) || check.startsWith(VERDICT);
  }

  /** Whether it is about people, and says nothing of how a touchpoint is for customers. */
  public static boolean isAboutPeople(Incident incident) {
    return switch (incident.audience()) {
      case PERSON, LEAD, STAND_INS, MAINTAINED -> true;
      case OWNERS, OPERATORS -> false;
    };
  }

  /** Whether it is a question to a person, to be answered on the person's own page. */
  public static boolean asks(Incident incident) {
    return incident.audience() == Audience.PERSON;
  }

  /** Whether it asks for the yes to a hand-over. */
  public static boolean isOffer(Incident incident) {
    return asks(incident) && !incident.check().equals(CONFIRM) && !isVerdict(incident);
  }

  /** Whether it asks what is to become of an initiative. */
  public static boolean isVerdict(Incident incident) {
    return asks(incident) && incident.check().check().startsWith(VERDICT);
  }

  /** Whether nobody but the person can answer, so that nobody else is told of the question. */
  public static boolean asksOneAlone(Incident incident) {
    return isOffer(incident) || isVerdict(incident);
  }

  /**
   * Asks what is to become of something that was changed.
   *
   * @param headline the question, in the language of whoever is asked
   * @param asked when it was asked first; that it waits is news at half time
   * @param pauses time that does not count
   */
  public static Finding verdict(
      String headline, Instant asked, Duration within, Pauses pauses, Instant now) {
    Instant due = pauses.after(asked, within);
    return question("owner.verdict", headline, asked, due, pauses, now);
  }

  /**
   * Asks whether all of it is still theirs.
   *
   * @param names of the touchpoints
   * @param asked when it was asked first; that it waits is news at half time, and when it is late
   * @param pauses time that does not count
   */
  public static Finding confirm(
      List<String> names, Instant asked, Duration within, Pauses pauses, Instant now) {
    String headline =
        names.size() == 1
            ? "1 touchpoint waits to be confirmed"
            : names.size() + " touchpoints wait to be confirmed";
    return question("owner.confirm", headline, asked, pauses.after(asked, within), pauses, now)
        .with(names.size() == 1 ? "touchpoint" : "touchpoints", String.join(", ", names));
  }

  /**
   * Asks for the yes to a hand-over.
   *
   * @param from the name of who answers for it
   * @param to the name of who is asked
   * @param pauses time that does not count
   */
  public static Finding offer(Offer offer, String from, String to, Pauses pauses, Instant now) {
    String headline = from + " hands it over to " + to;
    Finding finding =
        question("owner.hand-over", headline, offer.from(), offer.until(), pauses, now);
    return offer.why().isEmpty() ? finding : finding.with("why", offer.why());
  }

  public static String shortened(String what) {
    String line = what.lines().findFirst().orElse("").strip();
    return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME).strip() + "…";
  }

  private static Finding question(
      String code, String headline, Instant asked, Instant due, Pauses pauses, Instant now) {
    Instant half = pauses.after(asked, pauses.between(asked, due).dividedBy(2));
    String phase = !now.isBefore(due) ? ".late" : !now.isBefore(half) ? ".soon" : "";
    return Finding.of(code + phase, Severity.MINOR, Condition.UNKNOWN, headline, asked).due(due);
  }

  /** Tells a lead that something seems to be nobody's. */
  public static Finding disowned(String name, String touchpoint, String why, Instant now) {
    return Finding.of(
            "owner.not-theirs",
            Severity.MAJOR,
            Condition.UNKNOWN,
            name + " says that \"" + touchpoint + "\" is not theirs: it needs an owner",
            now)
        .with("why", why);
  }

  /** Tells those who stand in. */
  public static Finding away(String headline, Instant now) {
    return Finding.of("owner.away", Severity.MINOR, Condition.UNKNOWN, headline, now);
  }
}
