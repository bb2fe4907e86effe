package io.wellkept.notify;

import io.wellkept.incident.Audience;
import io.wellkept.incident.HandOver;
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
import io.wellkept.words.Words;
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
  private final Words words;

  private Telling(Message message, Item item, Times times) {
    this.message = message;
    this.item = item;
    this.incident = item.incident();
    this.times = times;
    this.words = times.words();
  }

  /** Everything, for a message of its own. */
  static Story whole(Message message, Item item, Times times) {
    Telling telling = new Telling(message, item, times);
    List<Row> rows = new ArrayList<>();
    rows.add(telling.where());
    telling.since().ifPresent(rows::add);
    telling.evidence().ifPresent(rows::add);
    telling.note(LONGEST_LINE).ifPresent(rows::add);
    if (telling.kind().asksToAct()) {
      telling.questions().ifPresent(rows::add);
      AlsoAffected.row(item.affected(), telling.words).ifPresent(rows::add);
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
    telling.note(LONGEST_BRIEF_LINE).ifPresent(rows::add);
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
        asks ? press() : say(kind() == NoticeKind.RECEIPT ? "mail.button.undo" : "mail.button.see"),
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
      return say("mail.button.own");
    }
    return say(hasQuestions() ? "mail.button.answer" : "mail.button.take");
  }

  private String say(String key, Object... values) {
    return words.say(key, values);
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
    return lines.isEmpty() ? Optional.empty() : Optional.of(row("mail.row.questions", lines));
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
        ? say("mail.over-at", name())
        : whatIsWrong();
  }

  private String whatIsWrong() {
    return Wording.capital(Plain.line(words.of(incident.worst()), LONGEST_HEADLINE));
  }

  private Tone tone() {
    return switch (kind()) {
      case OPENED, FIRST_LIST, AFTER_STORM, UPDATED, LAPSED, REMINDER, HANDED ->
          incident.severity() == Severity.MINOR || hasTime() ? Tone.WARN : Tone.BAD;
      case RESOLVED -> over(incident) ? Tone.GOOD : Tone.NEUTRAL;
      case RECEIPT, TAKEN, INFORMED, TRIAL, DIGEST -> Tone.NEUTRAL;
    };
  }

  private String label() {
    if (isAboutPeople()) {
      return say(OwnerWords.label(incident, kind(), hasTime()));
    }
    return switch (kind()) {
      case OPENED, AFTER_STORM ->
          say(
              isUnsteady()
                  ? "mail.label.unsteady"
                  : hasTime() ? "mail.label.not-late" : "mail.label.wrong");
      case FIRST_LIST -> say("mail.label.found");
      case UPDATED -> say(isLate() ? "mail.label.late" : "mail.label.worse");
      case LAPSED -> say("mail.label.lapsed");
      case REMINDER -> say(isUnsteady() ? "mail.label.still-unsteady" : "mail.label.still-wrong");
      case HANDED -> say("mail.label.handed");
      case RECEIPT -> say("mail.label.receipt");
      case TAKEN ->
          incident
              .taken()
              .map(taken -> say("mail.label.taken-by", person(taken.by())))
              .orElseGet(() -> say("mail.label.taken"));
      case INFORMED -> say("mail.label.informed");
      case RESOLVED -> say(over(incident) ? "mail.label.over" : "mail.label.ended");
      case TRIAL -> say("mail.label.trial");
      // a bulletin has words of its own
      case DIGEST -> "";
    };
  }

  /** In a list the group says that it is wrong; the label says how much. */
  private String shortLabel() {
    if (kind() != NoticeKind.OPENED && !kind().goesAsList()) {
      return label();
    }
    return say("mail.severity." + incident.severity().name());
  }

  // What the message is about

  private List<String> opening() {
    if (isAboutPeople()) {
      return OwnerWords.opening(message, item, times);
    }
    return switch (kind()) {
      case OPENED -> isUnsteady() ? unsteady() : opened();
      case FIRST_LIST -> List.of(say("mail.found-while-new", name()), ownership());
      case AFTER_STORM -> List.of(say("mail.after-storm"), ownership());
      case UPDATED -> updated();
      case LAPSED -> lapsed();
      case REMINDER -> List.of(say("mail.nobody-took-it"));
      case HANDED -> handed();
      case RECEIPT -> receipt();
      case TAKEN -> taken();
      case INFORMED -> informed();
      case RESOLVED -> resolved();
      case TRIAL -> List.of(say("mail.trial"));
      case DIGEST -> List.of();
    };
  }

  private List<String> opened() {
    return switch (item.notice().why()) {
      case NO_REACTION -> List.of(othersDidNotReact() + " " + say("mail.you-are-next"));
      case RUNG_FAILED -> List.of(say("mail.none-reached") + " " + ownership());
      case NOBODY_ON_RUNG -> List.of(say("mail.nobody-reachable") + " " + ownership());
      case PROMISE_PASSED -> List.of(say("mail.promise-passed") + " " + ownership());
      case TAKING_ENDED -> List.of(say("mail.worse-than-taken") + " " + ownership());
      default -> hasTime() ? List.of(timeLeft(), ownership()) : List.of(ownership());
    };
  }

  private String timeLeft() {
    return say("mail.time-until", times.at(incident.lateFrom().orElseThrow()));
  }

  private List<String> unsteady() {
    List<String> lines = new ArrayList<>(opened());
    lines.add(say("mail.by-turns"));
    return lines;
  }

  private boolean isUnsteady() {
    return incident.unsteady() != null;
  }

  private String othersDidNotReact() {
    List<String> names =
        incident.reached().stream().filter(id -> !isReader(id)).map(this::person).toList();
    return names.isEmpty()
        ? say("mail.nobody-reacted")
        : say("mail.did-not-react", words.all(names), names.size());
  }

  private String ownership() {
    if (incident.audience() == Audience.OPERATORS) {
      return say("mail.about-wellkept");
    }
    String owner = item.where().owner();
    if (owner == null) {
      return say("mail.you-are-asked");
    }
    return isReader(owner) ? say("mail.you-look-after") : say("mail.looks-after", person(owner));
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
      return List.of(say("mail.time-was-until", times.at(incident.lateFrom().orElseThrow())));
    }
    Optional<Instant> before = lastToldBefore();
    List<String> fresh =
        incident.findings().stream()
            .filter(f -> before.isPresent() && f.since().isAfter(before.get()))
            .map(f -> Plain.line(words.of(f), LONGEST_BRIEF_LINE))
            .limit(3)
            .toList();
    String begin =
        before
            .map(at -> say("mail.worse-than-on", times.at(at)))
            .orElseGet(() -> say("mail.worse-than-before"));
    return fresh.isEmpty()
        ? List.of(begin)
        : List.of(begin + " " + say("mail.new-is", Plain.sentence(String.join("; ", fresh))));
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
    String name = who.isEmpty() ? say("mail.somebody") : person(who);
    String by = promise.map(p -> times.at(p.until())).orElse("");
    return List.of(
        isReader(who)
            ? say(by.isEmpty() ? "mail.lapsed.you-by-now" : "mail.lapsed.you", by)
            : say(by.isEmpty() ? "mail.lapsed.other-by-now" : "mail.lapsed.other", name, by));
  }

  /** Whoever got a receipt last is who took it last. */
  private Optional<String> lastTaker() {
    return incident.told().stream()
        .filter(t -> t.kind() == NoticeKind.RECEIPT)
        .max(Comparator.comparing(Told::decidedAt))
        .map(Told::person);
  }

  /** Attributed: it is a person who asks, and the ladder has nothing to do with it. */
  private List<String> handed() {
    HandOver over = incident.handOver();
    String by = over == null ? say("mail.handed.somebody") : person(over.by());
    String why = over == null ? "" : Plain.line(over.why(), LONGEST_LINE);
    return List.of(
        why.isEmpty() ? say("mail.handed.by", by) : say("mail.handed.by-because", by, why),
        incident
            .taken()
            .map(t -> say("mail.handed.stays", person(t.by()), times.at(t.until())))
            .orElseGet(() -> say("mail.handed.as-usual")));
  }

  private List<String> receipt() {
    List<String> lines = new ArrayList<>();
    lines.add(
        incident
            .taken()
            .map(taken -> say("mail.receipt.until", times.at(taken.until())))
            .orElseGet(() -> say("mail.receipt.taken")));
    lines.add(say(item.link() == null ? "mail.receipt.say-so" : "mail.receipt.undo"));
    return lines;
  }

  private List<String> informed() {
    String owner = item.where().owner();
    return List.of(
        owner == null ? say("mail.informed.of-others") : say("mail.informed.of", person(owner)),
        say("mail.informed.nothing-to-do"));
  }

  private List<String> taken() {
    Optional<Standing.Taken> taken = incident.taken();
    if (taken.isEmpty()) {
      return List.of(say("mail.somebody-took-it") + " " + say("mail.nothing-to-do"));
    }
    List<String> lines = new ArrayList<>();
    lines.add(takenBy(taken.get()) + " " + say("mail.nothing-to-do"));
    String reason = Plain.line(taken.get().reason(), LONGEST_LINE);
    if (!reason.isEmpty()) {
      lines.add(say("mail.what-was-said", reason));
    }
    return lines;
  }

  private String takenBy(Standing.Taken taken) {
    String until = times.at(taken.until());
    return isReader(taken.by())
        ? say("mail.taken.by-you", until)
        : say("mail.taken.by", person(taken.by()), until);
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
    String key = incident.lateFrom().isPresent() ? "mail.it-waited" : "mail.it-was-wrong";
    return Plain.sentence(say(key, wrongFromTo()));
  }

  private List<String> resolved() {
    if (incident.standing() instanceof Standing.Resolved resolved && !over(incident)) {
      return List.of(
          say(
              switch (resolved.because()) {
                case ONLY_MUTED -> "mail.ended.only-muted";
                case NO_LONGER_LIVE -> "mail.ended.no-longer-live";
                default -> "mail.ended.off-the-list";
              }));
    }
    return List.of(vanished() ? say("mail.vanished") : itWas(), say("mail.nothing-to-do"));
  }

  // The answers, in their order

  private Row where() {
    Where where = item.where();
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(
            where.importance() == Importance.HIGH ? say("mail.highly-important", name()) : name()));
    URI address = where.address();
    if (address != null) {
      String text = Plain.line(address.toString(), LONGEST_BRIEF_LINE);
      lines.add(new Line(text, Plain.isWeb(address) ? address : null, false));
    }
    List<String> place = new ArrayList<>();
    if (where.stage() != null) {
      place.add(say("mail.stage", Plain.line(where.stage(), LONGEST_NAME)));
    }
    if (where.channel() != null) {
      place.add(say("mail.channel", Plain.line(where.channel(), LONGEST_NAME)));
    }
    if (!place.isEmpty()) {
      lines.add(Line.of(String.join(" · ", place)));
    }
    return row("mail.row.where", lines);
  }

  private Row shortWhere() {
    URI address = item.where().address();
    boolean web = address != null && Plain.isWeb(address);
    return row("mail.row.where", List.of(new Line(name(), web ? address : null, false)));
  }

  private Optional<Row> since() {
    boolean planned = incident.audience() == Audience.MAINTAINED;
    if (planned || (kind() == NoticeKind.RESOLVED && over(incident))) {
      return Optional.empty();
    }
    Rhythm rhythm = incident.unsteady();
    return Optional.of(
        rhythm == null
            ? new Row(
                say("mail.row.since"),
                say("mail.since-before-moment"),
                List.of(Line.of(times.since(incident.since()))))
            : row("mail.row.unsteady-since", turns(rhythm)));
  }

  private List<Line> turns(Rhythm rhythm) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(say("mail.turns", times.since(rhythm.since()), behaves(rhythm))));
    Instant fine = incident.fineSince();
    if (fine != null) {
      lines.add(Line.of(say("mail.fine-since", times.since(fine))));
    }
    return lines;
  }

  private String behaves(Rhythm rhythm) {
    return words.unsteady(
        rhythm.times(), rhythm.roughlyEvery(), rhythm.roughlyLasting(), rhythm.unconfirmed());
  }

  private Row row(String key, List<Line> lines) {
    return new Row(say(key), "", lines);
  }

  private Row whatItWas() {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(Plain.sentence(whatIsWrong())));
    if (over(incident) && !isAboutPeople()) {
      lines.add(Line.of(itWas()));
    }
    return row("mail.row.what-it-was", lines);
  }

  private String wrongFromTo() {
    Instant fine = fineAgain();
    Rhythm rhythm = incident.unsteady();
    if (rhythm != null) {
      return say(
          "mail.from.unsteady", times.span(rhythm.since(), "mail.span.to", fine), behaves(rhythm));
    }
    Instant bad = incident.lastBadAt();
    if (!times.unseenBetween(bad, fine)) {
      return say(
          "mail.from.steady",
          times.span(incident.since(), "mail.span.to", fine),
          times.span(Duration.between(incident.since(), fine)));
    }
    return say(
        "mail.from.unseen", times.at(incident.since()), times.span(bad, "mail.span.and", fine));
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
          lines.add(Line.of(say("mail.also", Plain.line(words.of(finding), LONGEST_HEADLINE))));
          lines.addAll(quotes(finding, LONGEST_BRIEF_LINE));
        });
    int more = incident.findings().size() - MOST_FINDINGS;
    if (more > 0) {
      lines.add(Line.of(say("mail.more-like-these", more)));
    }
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(row(past ? "mail.row.what-it-was" : whatWeSaw(), lines));
  }

  private String whatWeSaw() {
    return isAboutPeople() ? "mail.row.what-it-is-about" : "mail.row.what-we-saw";
  }

  private Optional<Row> firstEvidence() {
    List<Line> lines = new ArrayList<>(quotes(incident.worst(), LONGEST_BRIEF_LINE));
    int more = incident.findings().size() - 1;
    if (lines.size() > 1) {
      lines.subList(1, lines.size()).clear();
    }
    if (more > 0) {
      lines.add(Line.of(say("mail.other-things", more)));
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(row(whatWeSaw(), lines));
  }

  /** Nobody is told what they wrote themselves. */
  private Optional<Row> note(int longest) {
    Message.Note note = item.note();
    if (note == null || isReader(note.by())) {
      return Optional.empty();
    }
    String text = Plain.line(note.text(), longest);
    Line line = Line.of(say("mail.note", person(note.by()), times.at(note.at()), text));
    return Optional.of(row("mail.row.note", List.of(line)));
  }

  private List<Line> quotes(Finding finding, int longest) {
    List<Line> lines = new ArrayList<>();
    finding.evidence().stream()
        .filter(evidence -> !evidence.isFile() && !evidence.isQuestion())
        .limit(MOST_EVIDENCE)
        .forEach(evidence -> lines.add(Line.quote(quote(evidence, longest))));
    finding.evidence().stream()
        .filter(Evidence::isFile)
        .findFirst()
        .map(file -> file.label().equals(Evidence.PHOTO) ? "mail.photo" : "mail.picture")
        .ifPresent(what -> lines.add(Line.of(say(what))));
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
    return Optional.of(row("mail.row.what-to-do", lines));
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
      lines.add(Line.of(say("mail.more-people", more)));
    }
    if (lines.isEmpty()) {
      lines.add(Line.of(say("mail.nobody-but-you")));
    }
    return Optional.of(row("mail.row.who-knows", lines));
  }

  /** The first message that got through counts; a later failure does not undo it. */
  private static Told better(Told before, Told after) {
    return before.sent() ? before : after;
  }

  private String knows(Told told) {
    String name = person(told.person());
    Told.Outcome outcome = told.outcome();
    if (outcome == null) {
      return say("mail.knows.soon", name);
    }
    Instant settled = Objects.requireNonNullElse(told.settledAt(), told.decidedAt());
    return switch (outcome) {
      case SENT -> say("mail.knows.told", name, times.at(settled));
      case FAILED -> say("mail.knows.failed", name, times.at(settled));
      case SKIPPED ->
          told.why() == Reason.PERSON_AWAY
              ? say("mail.knows.away", name)
              : say("mail.knows.skipped", name, say("reason." + told.why().name()));
      case WITHDRAWN -> say("mail.knows.withdrawn", name);
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
    return Optional.of(say(away ? "mail.knows.away" : "mail.knows.not-told", person(owner)));
  }

  private Optional<Row> untilWhen() {
    List<Line> lines = new ArrayList<>();
    Message.Next next = item.next();
    if (next == null) {
      lines.add(Line.of(say("mail.next.nobody")));
    } else {
      List<String> names = next.names().stream().map(n -> Plain.line(n, LONGEST_NAME)).toList();
      lines.add(
          Line.of(
              say(
                  isAskedOfOwnership()
                      ? "mail.next.unless-you-answer"
                      : isAsked() ? "mail.next.unless-answered" : "mail.next.unless-taken",
                  names.isEmpty() ? say("mail.somebody-else") : words.all(names),
                  names.size(),
                  times.at(next.at()))));
    }
    if (!isAsked()) {
      lines.add(Line.of(say("mail.promise-at-most", times.at(item.promiseAtMost()))));
    }
    return Optional.of(row("mail.row.next", lines));
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
}
