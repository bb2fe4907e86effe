package io.wellkept.notify;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Rhythm;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Timing;
import io.wellkept.incident.Told;
import io.wellkept.notify.Letter.Line;
import io.wellkept.notify.Letter.Row;
import io.wellkept.notify.Letter.Story;
import io.wellkept.notify.Letter.Tone;
import io.wellkept.notify.Message.Item;
import io.wellkept.notify.Message.Where;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells one incident to one person: what is wrong, where, since when, the evidence, what to do, who
 * else knows, what happens next.
 */
final class Telling {
  private static final List<Duration> PROMISES =
      List.of(
          Duration.ofHours(2),
          Duration.ofHours(4),
          Duration.ofDays(1),
          Duration.ofDays(3),
          Duration.ofDays(7));

  private static final int LONGEST_HEADLINE = 200;
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_LINE = 500;
  private static final int LONGEST_BRIEF_LINE = 160;
  private static final int MOST_FINDINGS = 6;
  private static final int MOST_EVIDENCE = 4;
  private static final int MOST_PEOPLE = 8;

  private final Message message;
  private final Item item;
  private final Incident incident;
  private final Times times;

  private Telling(Message message, Item item, Times times) {
    this.message = message;
    this.item = item;
    this.incident = item.incident();
    this.times = times;
  }

  /** Everything, for a message of its own. */
  static Story whole(Message message, Item item, Times times) {
    Telling telling = new Telling(message, item, times);
    List<Row> rows = new ArrayList<>();
    rows.add(telling.where());
    telling.since().ifPresent(rows::add);
    telling.evidence().ifPresent(rows::add);
    if (telling.kind().asksToAct()) {
      telling.questions().ifPresent(rows::add);
      AlsoAffected.row(item.affected()).ifPresent(rows::add);
      telling.whatToDo().ifPresent(rows::add);
      telling.whoKnows().ifPresent(rows::add);
      telling.untilWhen().ifPresent(rows::add);
    }
    return telling.story(telling.label(), rows);
  }

  /** What a line in a list needs. */
  static Story brief(Message message, Item item, Times times) {
    Telling telling = new Telling(message, item, times);
    List<Row> rows = new ArrayList<>();
    rows.add(telling.shortWhere());
    telling.since().ifPresent(rows::add);
    if (telling.kind() == NoticeKind.RESOLVED) {
      rows.add(telling.whatItWas());
    } else if (telling.kind().asksToAct()) {
      telling.firstEvidence().ifPresent(rows::add);
    }
    return telling.story(telling.shortLabel(), rows);
  }

  private NoticeKind kind() {
    return item.notice().kind();
  }

  private Story story(String label, List<Row> rows) {
    boolean asks = kind().asksToAct();
    URI link = item.link();
    return new Story(
        tone(),
        label,
        headline(),
        opening(),
        rows,
        link,
        asks,
        asks ? press() : kind() == NoticeKind.RECEIPT ? "See it or undo" : "See it",
        asks && !isAsked() ? promises() : List.of(),
        asks
                && link != null
                && !isAsked()
                && incident.audience() == Audience.OWNERS
                && !Incidents.isReported(incident)
            ? URI.create(link + "#not-a-fault")
            : null);
  }

  private String press() {
    if (isAskedOfOwnership()) {
      return OwnerWords.BUTTON;
    }
    return hasQuestions() ? "Answer the questions" : "I take it";
  }

  /** Whether a person's answer is wanted, and nothing to be mended. */
  private boolean isAsked() {
    return isAskedOfOwnership() || hasQuestions();
  }

  /** Whether the reader is asked something that is answered on the reader's own page. */
  private boolean isAskedOfOwnership() {
    return Ownership.asks(incident) && isReader(incident.subject());
  }

  private boolean isAboutPeople() {
    return Ownership.isAboutPeople(incident);
  }

  private boolean hasQuestions() {
    return incident.worst().evidence().stream().anyMatch(Evidence::isQuestion);
  }

  private Optional<Row> questions() {
    List<Line> lines =
        incident.worst().evidence().stream()
            .filter(Evidence::isQuestion)
            .map(question -> Line.of(Plain.line(question.text(), LONGEST_LINE)))
            .toList();
    return lines.isEmpty() ? Optional.empty() : Optional.of(new Row("Please answer", lines));
  }

  /** What a person may promise with one press, as far as the policy lets a promise reach. */
  private List<Duration> promises() {
    Duration most = Duration.between(message.now(), item.promiseAtMost());
    return PROMISES.stream()
        .map(span -> Timing.divide(span, message.timeScale()))
        .filter(span -> span.compareTo(most) <= 0)
        .toList();
  }

  private String headline() {
    return kind() == NoticeKind.RESOLVED && over(incident) && !isAboutPeople()
        ? "It is over at " + name()
        : whatIsWrong();
  }

  private String whatIsWrong() {
    return Wording.capital(Plain.line(incident.worst().headline(), LONGEST_HEADLINE));
  }

  private Tone tone() {
    return switch (kind()) {
      case OPENED, FIRST_LIST, AFTER_STORM, UPDATED, LAPSED, REMINDER ->
          incident.severity() == Severity.MINOR || hasTime() ? Tone.WARN : Tone.BAD;
      case RESOLVED -> over(incident) ? Tone.GOOD : Tone.NEUTRAL;
      case RECEIPT, TAKEN, INFORMED, TRIAL -> Tone.NEUTRAL;
    };
  }

  private String label() {
    if (isAboutPeople()) {
      return OwnerWords.label(incident, kind(), hasTime());
    }
    return switch (kind()) {
      case OPENED, AFTER_STORM ->
          isUnsteady() ? "Unsteady" : hasTime() ? "Not late yet" : "Wrong now";
      case FIRST_LIST -> "Found";
      case UPDATED -> isLate() ? "Late now" : "Worse";
      case LAPSED -> "Promise passed";
      case REMINDER -> isUnsteady() ? "Still unsteady" : "Still wrong";
      case RECEIPT -> "You took it";
      case TAKEN -> incident.taken().map(t -> "Taken by " + person(t.by())).orElse("Taken");
      case INFORMED -> "For your information";
      case RESOLVED -> over(incident) ? "Over" : "No longer watched";
      case TRIAL -> "Trial";
    };
  }

  /** In a list the group says that it is wrong; the label says how much. */
  private String shortLabel() {
    if (kind() != NoticeKind.OPENED && !kind().goesAsList()) {
      return label();
    }
    return switch (incident.severity()) {
      case CRITICAL -> "Urgent";
      case MAJOR -> "Important";
      case MINOR -> "Minor";
    };
  }

  // What the message is about

  private List<String> opening() {
    if (isAboutPeople()) {
      return OwnerWords.opening(message, item, times);
    }
    return switch (kind()) {
      case OPENED -> isUnsteady() ? unsteady() : opened();
      case FIRST_LIST ->
          List.of("We found this while " + name() + " was new and we only watched.", ownership());
      case AFTER_STORM ->
          List.of(
              "Much turned bad at once, so we looked again before telling you: this stands.",
              ownership());
      case UPDATED -> updated();
      case LAPSED -> lapsed();
      case REMINDER -> List.of("Everybody was told, and nobody has taken it.");
      case RECEIPT -> receipt();
      case TAKEN -> taken();
      case INFORMED -> informed();
      case RESOLVED -> resolved();
      case TRIAL -> List.of("This is a trial message. Nothing is wrong.");
    };
  }

  private List<String> opened() {
    return switch (item.notice().why()) {
      case NO_REACTION -> List.of(othersDidNotReact() + " You are next in line.");
      case RUNG_FAILED -> List.of("No message reached those before you. " + ownership());
      case NOBODY_ON_RUNG -> List.of("Nobody before you can be reached now. " + ownership());
      case PROMISE_PASSED ->
          List.of("It was promised to be fixed by now, and it still stands. " + ownership());
      case TAKING_ENDED -> List.of("It became worse than what was taken before. " + ownership());
      default -> hasTime() ? List.of(timeLeft(), ownership()) : List.of(ownership());
    };
  }

  private String timeLeft() {
    return "There is time until " + times.at(incident.lateFrom().orElseThrow()) + ".";
  }

  private List<String> unsteady() {
    List<String> lines = new ArrayList<>(opened());
    lines.add(
        "It is bad and fine by turns. You hear of it once and not each time; it counts as over when"
            + " it has been fine for a good while.");
    return lines;
  }

  private boolean isUnsteady() {
    return incident.unsteady() != null;
  }

  private String othersDidNotReact() {
    List<String> names =
        incident.reached().stream().filter(id -> !isReader(id)).map(this::person).toList();
    return names.isEmpty()
        ? "Nobody has reacted."
        : enumerate(names) + (names.size() == 1 ? " was" : " were") + " told and did not react.";
  }

  private String ownership() {
    if (incident.audience() == Audience.OPERATORS) {
      return "This is about Wellkept itself, which you operate: as long as it stands, faults may go"
          + " unnoticed.";
    }
    String owner = item.where().owner();
    if (owner == null) {
      return "You are asked to look after it.";
    }
    return isReader(owner)
        ? "You are the one who looks after this touchpoint."
        : person(owner) + " looks after this touchpoint; you are next in line.";
  }

  private boolean hasTime() {
    return incident.hasTime(message.now());
  }

  private boolean isLate() {
    return isLate(incident, message.now());
  }

  /** Whether all that is wrong is that a time is over. */
  static boolean isLate(Incident incident, Instant now) {
    return incident.lateFrom().isPresent() && !incident.hasTime(now);
  }

  private List<String> updated() {
    if (isLate()) {
      return List.of("There was time until " + times.at(incident.lateFrom().orElseThrow()) + ".");
    }
    Optional<Instant> before = lastToldBefore();
    List<String> fresh =
        incident.findings().stream()
            .filter(f -> before.isPresent() && f.since().isAfter(before.get()))
            .map(f -> Plain.line(f.headline(), LONGEST_BRIEF_LINE))
            .limit(3)
            .toList();
    String begin =
        "It is worse than when you were told"
            + before.map(at -> " on " + times.at(at)).orElse(" before");
    return fresh.isEmpty()
        ? List.of(begin + ".")
        : List.of(begin + ". New is: " + Plain.sentence(String.join("; ", fresh)));
  }

  private Optional<Instant> lastToldBefore() {
    return incident.told().stream()
        .filter(t -> t.sent() && isReader(t.person()) && !t.notice().equals(item.notice().id()))
        .filter(t -> !t.kind().answersAnAct())
        .map(Told::decidedAt)
        .max(Comparator.naturalOrder());
  }

  private List<String> lapsed() {
    Optional<Standing.Taken> promise = incident.taken();
    String who = promise.map(Standing.Taken::by).or(this::lastTaker).orElse("");
    String name = who.isEmpty() ? "Somebody" : isReader(who) ? "You" : person(who);
    String by = promise.map(p -> "by " + times.at(p.until())).orElse("by now");
    return List.of(name + " promised to have it fixed " + by + "; it still stands.");
  }

  /** Whoever got a receipt last is who took it last. */
  private Optional<String> lastTaker() {
    return incident.told().stream()
        .filter(t -> t.kind() == NoticeKind.RECEIPT)
        .max(Comparator.comparing(Told::decidedAt))
        .map(Told::person);
  }

  private List<String> receipt() {
    String until = incident.taken().map(t -> " until " + times.at(t.until())).orElse("");
    List<String> lines = new ArrayList<>();
    lines.add("You took it" + until + ". Nobody else is told as long as that time has not come.");
    lines.add(
        "It was not you, or by mistake? " + (item.link() == null ? "Say so." : "Undo it here."));
    return lines;
  }

  private List<String> informed() {
    String owner = item.where().owner();
    return List.of(
        "This belongs to "
            + (owner == null ? "somebody else" : person(owner))
            + ". You hear of it because it concerns a touchpoint that you look after.",
        "Nothing for you to do. You hear of it once more, when it is over.");
  }

  private List<String> taken() {
    Optional<Standing.Taken> taken = incident.taken();
    if (taken.isEmpty()) {
      return List.of("Somebody took it. Nothing for you to do.");
    }
    List<String> lines = new ArrayList<>();
    lines.add(takenBy(taken.get()) + " Nothing for you to do.");
    String reason = Plain.line(taken.get().reason(), LONGEST_LINE);
    if (!reason.isEmpty()) {
      lines.add("What was said: “" + reason + "”");
    }
    return lines;
  }

  private String takenBy(Standing.Taken taken) {
    return (isReader(taken.by()) ? "You" : person(taken.by()))
        + " took it and promised to have it fixed by "
        + times.at(taken.until())
        + ".";
  }

  /** Whether the fault is gone, and not only our looking at it. */
  static boolean over(Incident incident) {
    return !(incident.standing() instanceof Standing.Resolved resolved)
        || !(resolved.because() == Reason.ONLY_MUTED
            || resolved.because() == Reason.NO_LONGER_LIVE
            || resolved.because() == Reason.REMOVED_FROM_PLAN);
  }

  /** Whether it ended without being mended: a customer took back what was said. */
  private boolean vanished() {
    return incident.standing() instanceof Standing.Resolved resolved
        && resolved.because() == Reason.VANISHED;
  }

  /** What had time was not wrong as long as it had. */
  private String itWas() {
    return incident.lateFrom().isPresent() ? "It waited " : "It was wrong ";
  }

  private List<String> resolved() {
    if (incident.standing() instanceof Standing.Resolved resolved && !over(incident)) {
      return List.of(
          switch (resolved.because()) {
            case ONLY_MUTED -> "It was marked as not a fault. You hear no more of it.";
            case NO_LONGER_LIVE -> "Its last day has passed, so we look no longer.";
            default -> "The touchpoint was taken off the list, so we look no longer.";
          });
    }
    return List.of(
        vanished()
            ? "What it was about is not there any more, so nothing is left to be done about it."
            : Plain.sentence(itWas() + wrongFromTo()),
        "Nothing for you to do.");
  }

  // The answers, in their order

  private Row where() {
    Where where = item.where();
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(name() + (where.importance() == Importance.HIGH ? " (high importance)" : "")));
    URI address = where.address();
    if (address != null) {
      String text = Plain.line(address.toString(), LONGEST_BRIEF_LINE);
      lines.add(new Line(text, Plain.isWeb(address) ? address : null, false));
    }
    List<String> place = new ArrayList<>();
    if (where.stage() != null) {
      place.add("Stage: " + Plain.line(where.stage(), LONGEST_NAME));
    }
    if (where.channel() != null) {
      place.add("Channel: " + Plain.line(where.channel(), LONGEST_NAME));
    }
    if (!place.isEmpty()) {
      lines.add(Line.of(String.join(" · ", place)));
    }
    return new Row("Where", lines);
  }

  private Row shortWhere() {
    URI address = item.where().address();
    boolean web = address != null && Plain.isWeb(address);
    return new Row("Where", List.of(new Line(name(), web ? address : null, false)));
  }

  private Optional<Row> since() {
    boolean planned = incident.audience() == Audience.MAINTAINED;
    if (planned || (kind() == NoticeKind.RESOLVED && over(incident))) {
      return Optional.empty();
    }
    Rhythm rhythm = incident.unsteady();
    return Optional.of(
        rhythm == null
            ? new Row("Since", List.of(Line.of(times.since(incident.since()))))
            : new Row("Unsteady since", turns(rhythm)));
  }

  private List<Line> turns(Rhythm rhythm) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(times.since(rhythm.since()) + ": " + rhythm.words() + "."));
    Instant fine = incident.fineSince();
    if (fine != null) {
      lines.add(Line.of("Fine for the moment, since " + times.since(fine) + "."));
    }
    return lines;
  }

  private Row whatItWas() {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(Plain.sentence(whatIsWrong())));
    if (over(incident) && !isAboutPeople()) {
      lines.add(Line.of(Plain.sentence(itWas() + wrongFromTo())));
    }
    return new Row("What it was", lines);
  }

  private String wrongFromTo() {
    Instant fine = fineAgain();
    Rhythm rhythm = incident.unsteady();
    if (rhythm != null) {
      return "by turns from "
          + times.span(rhythm.since(), " to ", fine)
          + " ("
          + rhythm.words()
          + "); it has been fine since then";
    }
    Instant bad = incident.lastBadAt();
    if (!times.unseenBetween(bad, fine)) {
      return "from "
          + times.span(incident.since(), " to ", fine)
          + " ("
          + times.words(Duration.between(incident.since(), fine))
          + ")";
    }
    return "from "
        + times.at(incident.since())
        + "; it was fixed between "
        + times.span(bad, " and ", fine)
        + ". We did not see when: nobody looked in between";
  }

  private Instant fineAgain() {
    Instant fine = incident.fineSince();
    if (fine != null) {
      return fine;
    }
    return incident.standing() instanceof Standing.Resolved resolved
        ? resolved.at()
        : message.now();
  }

  private Optional<Row> evidence() {
    List<Line> lines = new ArrayList<>();
    Finding worst = incident.worst();
    boolean past = kind() == NoticeKind.RESOLVED && over(incident) && !isAboutPeople();
    if (past) {
      lines.add(Line.of(Plain.sentence(whatIsWrong())));
    }
    lines.addAll(quotes(worst, LONGEST_LINE));
    incident.findings().stream()
        .filter(finding -> finding != worst)
        .sorted(Comparator.comparing(Finding::severity).reversed())
        .limit(MOST_FINDINGS - 1)
        .forEach(finding -> {
          lines.add(Line.of("Also: " + Plain.line(finding.headline(), LONGEST_HEADLINE) + "."));
          lines.addAll(quotes(finding, LONGEST_BRIEF_LINE));
        });
    int more = incident.findings().size() - MOST_FINDINGS;
    if (more > 0) {
      lines.add(Line.of("And " + more + " more like these."));
    }
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(new Row(past ? "What it was" : whatWeSaw(), lines));
  }

  private String whatWeSaw() {
    return isAboutPeople() ? "What it is about" : "What we saw";
  }

  private Optional<Row> firstEvidence() {
    List<Line> lines = new ArrayList<>(quotes(incident.worst(), LONGEST_BRIEF_LINE));
    int more = incident.findings().size() - 1;
    if (lines.size() > 1) {
      lines.subList(1, lines.size()).clear();
    }
    if (more > 0) {
      lines.add(Line.of("And " + more + (more == 1 ? " other thing." : " other things.")));
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(new Row(whatWeSaw(), lines));
  }

  private static List<Line> quotes(Finding finding, int longest) {
    List<Line> lines = new ArrayList<>();
    finding.evidence().stream()
        .filter(evidence -> !evidence.isFile() && !evidence.isQuestion())
        .limit(MOST_EVIDENCE)
        .forEach(evidence -> lines.add(Line.quote(quote(evidence, longest))));
    finding.evidence().stream()
        .filter(Evidence::isFile)
        .findFirst()
        .map(file -> file.label().equals(Evidence.PHOTO) ? "A photo" : "A picture of the page")
        .ifPresent(what -> lines.add(Line.of(what + " is behind the link.")));
    return lines;
  }

  private static String quote(Evidence evidence, int longest) {
    String label = Plain.line(evidence.label(), LONGEST_NAME);
    String text = Plain.line(evidence.text(), longest);
    return label.isEmpty() ? text : Wording.capital(label) + ": " + text;
  }

  private Optional<Row> whatToDo() {
    String playbook = item.where().playbook();
    boolean forOwners = incident.audience() == Audience.OWNERS;
    if (playbook == null || playbook.isBlank() || !forOwners) {
      return Optional.empty();
    }
    List<Line> lines =
        Plain.webAddress(playbook)
            .map(link ->
                List.of(new Line(Plain.line(link.toString(), LONGEST_BRIEF_LINE), link, false)))
            .orElseGet(
                () -> Plain.lines(playbook, 12, LONGEST_LINE).stream().map(Line::of).toList());
    return Optional.of(new Row("What to do", lines));
  }

  private Optional<Row> whoKnows() {
    Map<String, Told> latest = new LinkedHashMap<>();
    incident.told().stream()
        .filter(t -> !isReader(t.person()) && !t.kind().answersAnAct())
        .filter(t -> t.outcome() != Told.Outcome.WITHDRAWN)
        .forEach(t -> latest.merge(t.person(), t, Telling::better));
    List<Line> lines =
        latest.values().stream()
            .limit(MOST_PEOPLE)
            .map(this::knows)
            .map(Line::of)
            .collect(Collectors.toCollection(ArrayList::new));
    skippedOwner(latest).map(Line::of).ifPresent(line -> lines.add(0, line));
    incident
        .taken()
        .filter(taken -> !isReader(taken.by()))
        .map(this::takenBy)
        .map(Line::of)
        .ifPresent(lines::add);
    int more = latest.size() - MOST_PEOPLE;
    if (more > 0) {
      lines.add(Line.of("And " + more + " more people."));
    }
    if (lines.isEmpty()) {
      lines.add(Line.of("Nobody but you."));
    }
    return Optional.of(new Row("Who else knows", lines));
  }

  /** The first message that got through counts; a later failure does not undo it. */
  private static Told better(Told before, Told after) {
    return before.sent() ? before : after;
  }

  private String knows(Told told) {
    String name = person(told.person());
    Told.Outcome outcome = told.outcome();
    if (outcome == null) {
      return name + " is being told now.";
    }
    Instant settled = Objects.requireNonNullElse(told.settledAt(), told.decidedAt());
    return switch (outcome) {
      case SENT -> name + " was told on " + times.at(settled) + ".";
      case FAILED -> name + " could not be reached (tried on " + times.at(settled) + ").";
      case SKIPPED ->
          told.why() == Reason.PERSON_AWAY
              ? name + " is away and has not been told."
              : name + " has not been told: " + told.why().words() + ".";
      case WITHDRAWN -> name + " was not told.";
    };
  }

  /** An owner who was passed over is named: the reader would wonder. */
  private Optional<String> skippedOwner(Map<String, Told> told) {
    String owner = item.where().owner();
    if (owner == null
        || incident.audience() != Audience.OWNERS
        || isReader(owner)
        || told.containsKey(owner)) {
      return Optional.empty();
    }
    boolean away = message.people().person(owner).filter(p -> p.awayAt(message.now())).isPresent();
    return Optional.of(person(owner) + (away ? " is away and" : "") + " has not been told.");
  }

  private Optional<Row> untilWhen() {
    List<Line> lines = new ArrayList<>();
    Message.Next next = item.next();
    if (next == null) {
      lines.add(Line.of("Nobody else is told after this."));
    } else {
      List<String> names = next.names().stream().map(n -> Plain.line(n, LONGEST_NAME)).toList();
      lines.add(
          Line.of(
              (isAskedOfOwnership()
                      ? "If you do not answer, "
                      : isAsked() ? "If nobody answers, " : "If nobody takes it, ")
                  + enumerate(names)
                  + (names.size() == 1 ? " hears" : " hear")
                  + " of it on "
                  + times.at(next.at())
                  + "."));
    }
    if (!isAsked()) {
      lines.add(
          Line.of(
              "Whoever takes it says until when: "
                  + times.at(item.promiseAtMost())
                  + " at the latest."));
    }
    return Optional.of(new Row("What happens next", lines));
  }

  // Names

  private String name() {
    return Plain.line(item.where().name(), LONGEST_NAME);
  }

  private boolean isReader(String id) {
    return message.to().id().equals(id);
  }

  private String person(String id) {
    return Plain.line(message.people().person(id).map(Person::name).orElse(id), LONGEST_NAME);
  }

  private static String enumerate(List<String> names) {
    if (names.size() < 2) {
      return names.isEmpty() ? "somebody else" : names.get(0);
    }
    return String.join(", ", names.subList(0, names.size() - 1))
        + " and "
        + names.get(names.size() - 1);
  }
}
