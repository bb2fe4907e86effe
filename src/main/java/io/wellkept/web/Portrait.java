package io.wellkept.web;

import io.wellkept.incident.Colleagues;
import io.wellkept.incident.Incident;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Pauses;
import io.wellkept.incident.Pauses.Pause;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Tally;
import io.wellkept.incident.Told;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.Dependents;
import io.wellkept.plan.Plan;
import io.wellkept.report.Board;
import io.wellkept.report.History;
import io.wellkept.report.History.Slot;
import io.wellkept.report.Maintained;
import io.wellkept.report.digest.SeenShare;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers what surrounds a touchpoint, within one reading of the ledger. */
final class Portrait {
  private static final int INCIDENTS = 500;
  private static final int PAST = 20;
  private static final Duration MONTH = Duration.ofDays(History.DAYS);

  private final Board.Row row;
  private final Touchpoint touchpoint;
  private final Plan plan;
  private final Ledger.View ledger;
  private final IncidentViews views;
  private final Words words;
  private final ZoneId zone;
  private final Instant now;
  private final Map<String, Condition> conditions;

  /**
   * @param plan the effective one
   * @param all every touchpoint now
   */
  Portrait(
      Board.Row row,
      List<Board.Row> all,
      Plan plan,
      Ledger.View ledger,
      IncidentViews views,
      Words words,
      ZoneId zone,
      Instant now) {
    this.row = row;
    this.touchpoint = plan.touchpoint(row.touchpoint().id()).orElse(row.touchpoint());
    this.plan = plan;
    this.ledger = ledger;
    this.views = views;
    this.words = words;
    this.zone = zone;
    this.now = now;
    this.conditions =
        all.stream().collect(Collectors.toMap(one -> one.touchpoint().id(), Board.Row::condition));
  }

  PortraitView view() {
    Pauses gaps = ledger.pauses(History.from(zone, now));
    List<Incident> incidents = ledger.incidentsOf(touchpoint.id(), INCIDENTS);
    List<HistoryView> hours = new ArrayList<>();
    List<HistoryView> days = new ArrayList<>();
    Map<CheckId, List<Tally>> looks = new HashMap<>();
    for (Check check : touchpoint.checks()) {
      List<Tally> tallies = HistoryApi.tallies(check, ledger, zone, now);
      looks.put(check.id(), tallies);
      String name = check.id().check();
      List<Slot> month = History.days(tallies, gaps, zone, now);
      hours.add(HistoryView.day(name, History.hours(tallies, gaps, now), zone, words));
      days.add(HistoryView.month(name, month, zone, words));
    }
    List<Pause> work =
        Maintained.at(touchpoint, ledger, plan.windows(), History.from(zone, now), now);
    SeenShare share = SeenShare.of(touchpoint, looks, incidents, gaps, work);
    return new PortraitView(
        keepers(),
        ownership(),
        percent(share.within(now.minus(Duration.ofHours(History.HOURS)), now)),
        percent(share.within(now.minus(MONTH), now)),
        row.open().stream().map(this::open).toList(),
        muted(),
        hours,
        days,
        touchpoint.checks().stream().flatMap(this::lines).toList(),
        touchpoint.checks().stream().flatMap(this::paces).toList(),
        past(incidents),
        neighbours(touchpoint.dependsOn().stream().sorted()),
        neighbours(Dependents.of(plan).on(touchpoint.id()).stream().map(Touchpoint::id)),
        bridges(true),
        bridges(false),
        report());
  }

  // ---- its people

  private List<PortraitView.Keeper> keepers() {
    return Stream.concat(Stream.of(touchpoint.owner()), touchpoint.backups().stream())
        .flatMap(id -> plan.people().person(id).stream())
        .map(this::keeper)
        .toList();
  }

  private PortraitView.Keeper keeper(Person person) {
    String slack = person.addresses().get("slack");
    return new PortraitView.Keeper(
        person.name(),
        person.id().equals(touchpoint.owner()),
        person.addresses().get("email"),
        slack == null || !slack.matches("\\w+")
            ? null
            : "https://slack.com/app_redirect?channel=" + slack,
        away(person).orElse(null));
  }

  private Optional<String> away(Person person) {
    if (person.hasLeft(now)) {
      return Optional.of(words.say("touchpoint.left", standsIn()));
    }
    return Colleagues.lastDayAway(person, now)
        .map(last -> words.say("touchpoint.away", words.day(last), standsIn()));
  }

  /** The first who is there. */
  private String standsIn() {
    return Stream.concat(Stream.of(touchpoint.owner()), touchpoint.backups().stream())
        .flatMap(id -> plan.people().person(id).stream())
        .filter(person -> !person.awayAt(now))
        .findFirst()
        .map(person -> words.say("touchpoint.stands-in", person.name()))
        .orElseGet(() -> words.say("touchpoint.nobody-stands-in"));
  }

  private String ownership() {
    String name = plan.people().nameOf(touchpoint.owner());
    return ledger
        .lastConfirmation(touchpoint.owner())
        .filter(said -> said.touchpoints().contains(touchpoint.id()))
        .map(said -> words.say("touchpoint.confirmed", name, words.moment(said.at(), zone, now)))
        .orElseGet(() -> words.say("touchpoint.not-confirmed", name));
  }

  // ---- what is wrong, and was

  private @Nullable String percent(OptionalDouble share) {
    // what is nearly all is not called all
    return share.isEmpty()
        ? null
        : words.say("touchpoint.percent", Math.floor(share.getAsDouble() * 1000) / 10);
  }

  private PortraitView.Open open(Incident incident) {
    return new PortraitView.Open(
        incident.id(),
        words.of(incident.worst()),
        IncidentViews.words(incident.severity()),
        words.of(incident.severity()),
        views.when(incident.since()),
        views.standing(incident),
        incident.taken().isPresent(),
        views.findings(incident, ledger));
  }

  private List<PortraitView.Muted> muted() {
    Map<String, String> headlines =
        row.checks().stream()
            .flatMap(state -> state.findings().stream())
            .collect(Collectors.toMap(Finding::key, Finding::headline, (a, b) -> a));
    Set<String> seen = new HashSet<>();
    return Mutes.all(ledger, now)
        .filter(mute -> mute.check().touchpoint().equals(touchpoint.id()))
        .filter(mute -> seen.add(mute.check() + " " + mute.findingKey()))
        .map(mute ->
            new PortraitView.Muted(
                mute.check().check(),
                mute.findingKey(),
                headlines.getOrDefault(mute.findingKey(), words.say("touchpoint.muted-gone")),
                plan.people().nameOf(mute.by()),
                views.when(mute.until()),
                mute.reason()))
        .toList();
  }

  private List<PortraitView.Past> past(List<Incident> incidents) {
    return incidents.stream()
        .filter(incident -> !Ownership.isAboutPeople(incident))
        .flatMap(this::past)
        .limit(PAST)
        .toList();
  }

  private Stream<PortraitView.Past> past(Incident incident) {
    if (!(incident.standing() instanceof Standing.Resolved over)
        || over.at().isBefore(now.minus(MONTH))) {
      return Stream.empty();
    }
    String lasted = words.span(Duration.between(incident.since(), over.at()));
    return Stream.of(
        new PortraitView.Past(
            incident.id(),
            words.of(incident.worst()),
            views.when(incident.since()),
            lasted,
            took(incident)));
  }

  /** Whoever took it got a receipt. */
  private String took(Incident incident) {
    List<String> names =
        incident.told().stream()
            .filter(told -> told.kind() == NoticeKind.RECEIPT)
            .map(Told::person)
            .distinct()
            .map(id -> plan.people().nameOf(id))
            .toList();
    return names.isEmpty() ? words.say("touchpoint.nobody-took") : String.join(", ", names);
  }

  // ---- figures

  private Stream<PortraitView.Line> lines(Check check) {
    return check.kind().figures().stream().sorted().flatMap(name -> line(check, name));
  }

  private Stream<PortraitView.Line> line(Check check, String name) {
    Instant from = History.from(zone, now);
    List<Ledger.Figure> hours = ledger.figures(check.id(), name, from);
    if (hours.isEmpty()) {
      return Stream.empty();
    }
    double low = hours.stream().mapToDouble(Ledger.Figure::low).min().orElseThrow();
    double high = hours.stream().mapToDouble(Ledger.Figure::high).max().orElseThrow();
    TouchpointView.Measured last = measured(name, hours.get(hours.size() - 1).last());
    return Stream.of(
        new PortraitView.Line(
            check.id().check(),
            last.name(),
            last.value(),
            measured(name, low).value(),
            measured(name, high).value(),
            path(hours, from, low, high)));
  }

  private TouchpointView.Measured measured(String name, double value) {
    return Measures.words(new Measurement(name, value), words);
  }

  private String path(List<Ledger.Figure> hours, Instant from, double low, double high) {
    double wide = Duration.between(from, now).toMillis();
    double range = high > low ? high - low : 1;
    StringBuilder path = new StringBuilder();
    for (Ledger.Figure hour : hours) {
      double x = 300 * Math.clamp(Duration.between(from, hour.hour()).toMillis() / wide, 0, 1);
      double y = 36 - 32 * (hour.last() - low) / range;
      path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
    }
    return path.append("h3").toString();
  }

  /** What a check of timing measured: intended and actual, by part of the way. */
  private Stream<PortraitView.Pace> paces(Check check) {
    Map<String, Double> measured =
        ledger.check(check.id()).stream()
            .flatMap(state -> state.measurements().stream())
            .collect(Collectors.toMap(Measurement::name, Measurement::value, (a, b) -> a));
    String end = "_intended_seconds";
    return measured.keySet().stream()
        .filter(name -> name.endsWith(end))
        .sorted()
        .map(name -> name.substring(0, name.length() - end.length()))
        .filter(name -> measured.containsKey(name + "_median_seconds"))
        .map(name -> pace(name, measured));
  }

  private PortraitView.Pace pace(String name, Map<String, Double> measured) {
    double intended = measured.getOrDefault(name + "_intended_seconds", 0.0);
    double actual = measured.getOrDefault(name + "_median_seconds", 0.0);
    return new PortraitView.Pace(
        Measures.part(name, words),
        words.span(Duration.ofSeconds((long) intended)),
        words.span(Duration.ofSeconds((long) actual)),
        actual > intended);
  }

  // ---- its neighbours

  private List<PortraitView.Neighbour> neighbours(Stream<String> ids) {
    return ids.flatMap(id -> neighbour(id, "").stream()).toList();
  }

  private Optional<PortraitView.Neighbour> neighbour(String id, String note) {
    return plan.touchpoint(id)
        .map(other ->
            new PortraitView.Neighbour(
                id, other.name(), conditions.getOrDefault(id, Condition.UNKNOWN), note));
  }

  private List<PortraitView.Neighbour> bridges(boolean in) {
    return plan.journey().edges().stream()
        .filter(edge -> (in ? edge.to() : edge.from()).equals(touchpoint.id()))
        .flatMap(edge -> neighbour(in ? edge.from() : edge.to(), clicks(edge)).stream())
        .toList();
  }

  private String clicks(Journey.Edge edge) {
    return words.say("touchpoint.clicks", edge.within());
  }

  private @Nullable String report() {
    URI base = plan.daemon().web().publicUrl();
    return base == null || !plan.daemon().web().reports()
        ? null
        : base.toString().replaceFirst("/$", "") + "/report/" + touchpoint.id();
  }
}
