package io.wellkept.ledger;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Tally;
import io.wellkept.touchpoint.CheckId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Asks the tables, each where its rows are. */
class JdbcView implements Ledger.View {
  final Handle handle;
  final Engine engine;
  final CheckRows checks;
  final IncidentRows incidents;
  final OutboxRows outbox;
  final HistoryRows history;
  final PlanRows plans;
  final LoopRows loops;
  final FileRows files;
  final VoiceRows voices;
  final FigureRows figures;
  final AttestationRows attestations;
  final ReportRows reports;
  final ProcessRows processes;
  final PassageRows passages;
  final OwnerRows owners;
  final DigestRows digests;
  private final PeriodRows period;
  final InitiativeRows initiatives;
  final AccountRows accounts;

  /** Only asks, and holds nothing. */
  JdbcView(Handle handle, Engine engine, Json json) {
    this(handle, engine, json, "");
  }

  /**
   * @param held what ends a selection of incidents, which are read to be changed
   */
  JdbcView(Handle handle, Engine engine, Json json, String held) {
    this.handle = handle;
    this.engine = engine;
    checks = new CheckRows(handle, json, engine);
    incidents = new IncidentRows(handle, json, engine, held);
    outbox = new OutboxRows(handle, json, engine);
    history = new HistoryRows(handle, json, engine.forUpdate());
    plans = new PlanRows(handle, json, engine);
    loops = new LoopRows(handle, engine.forUpdate());
    files = new FileRows(handle);
    voices = new VoiceRows(handle);
    figures = new FigureRows(handle);
    attestations = new AttestationRows(handle, json);
    reports = new ReportRows(handle, engine.forUpdate());
    processes = new ProcessRows(handle);
    passages = new PassageRows(handle);
    owners = new OwnerRows(handle);
    digests = new DigestRows(handle, json);
    period = new PeriodRows(handle);
    initiatives = new InitiativeRows(handle);
    accounts = new AccountRows(handle);
  }

  @Override
  public Optional<CheckState> check(CheckId check) {
    return checks.find(check);
  }

  @Override
  public List<CheckState> checks() {
    return checks.all();
  }

  @Override
  public Optional<Incident> incident(String id) {
    return incidents.find(id);
  }

  @Override
  public List<Incident> openIncidents() {
    return incidents.open();
  }

  @Override
  public List<Incident> openIncidents(Collection<CheckId> of) {
    return incidents.open(of);
  }

  @Override
  public List<Incident> resolvedIncidents(Instant since) {
    return incidents.resolved(since);
  }

  @Override
  public Map<String, Instant> lastResolved() {
    return incidents.lastResolved();
  }

  @Override
  public List<Incident> incidentsOf(String touchpoint, int limit) {
    return incidents.ofTouchpoint(touchpoint, limit);
  }

  @Override
  public List<Incident> incidents(Instant from, Instant until) {
    return incidents.between(from, until);
  }

  @Override
  public List<Event> actsOn(Instant from, Instant until) {
    return history.actsOn(from, until);
  }

  @Override
  public Map<CheckId, Hours> hours(Instant from, Instant until) {
    return period.hours(from, until);
  }

  @Override
  public List<Ledger.Mean> means(String begin, Instant from, Instant until) {
    return period.means(begin, from, until);
  }

  @Override
  public Ledger.Carried carried(Instant from, Instant until, Duration patience) {
    return period.carried(from, until, patience);
  }

  @Override
  public List<Said> voices(Instant from, Instant until) {
    return voices.between(from, until);
  }

  @Override
  public Optional<Ledger.KeptDigest> digest(String id) {
    return digests.find(id);
  }

  @Override
  public List<Ledger.KeptDigest> digestsFor(@Nullable String person, int skip, int limit) {
    return digests.latestFor(person, skip, limit);
  }

  @Override
  public int digestCount(@Nullable String person) {
    return digests.count(person);
  }

  @Override
  public List<Ledger.DigestDue> digestsDue() {
    return digests.due();
  }

  @Override
  public List<Event> eventsOf(String touchpoint, int limit) {
    return history.ofTouchpoint(touchpoint, limit);
  }

  @Override
  public List<Event> eventsOfIncident(String incident) {
    return history.ofIncident(incident);
  }

  @Override
  public List<Event> events(int limit) {
    return history.latest(limit);
  }

  @Override
  public List<Event> events(Collection<Event.Type> types, int skipped, int limit) {
    return history.latest(types, skipped, limit);
  }

  @Override
  public int countEvents(Collection<Event.Type> types) {
    return history.count(types);
  }

  @Override
  public Accounts.View accounts() {
    return accounts;
  }

  @Override
  public List<Tally> rollups(CheckId check, Instant from) {
    return history.rollups(check, from);
  }

  @Override
  public List<Said> voices(Instant since) {
    return voices.since(since);
  }

  @Override
  public List<Said> voices(String touchpoint, Instant since) {
    return voices.since(touchpoint, since);
  }

  @Override
  public List<Ledger.Waiting> waitingVoices(Instant now) {
    return voices.waiting(now);
  }

  @Override
  public List<Ledger.Figure> figures(CheckId check, String name, Instant from) {
    return figures.from(check, name, from);
  }

  @Override
  public List<Posting> waiting(int limit) {
    return outbox.waiting(limit);
  }

  @Override
  public List<Ledger.Posted> postings(String incident) {
    return outbox.ofIncident(incident);
  }

  @Override
  public Optional<Instant> oldestDue(Instant now) {
    return outbox.oldestDue(now);
  }

  @Override
  public Optional<Instant> lastSent(String person, String notifier) {
    return outbox.lastSent(person, notifier);
  }

  @Override
  public List<String> references(String incident, String person, String notifier) {
    return outbox.references(incident, person, notifier);
  }

  @Override
  public List<Ledger.Beat> lastBeats(CheckId check, int limit) {
    return history.beats(check, limit);
  }

  @Override
  public List<Ledger.Passage> passages(CheckId check, Instant since, int limit) {
    return passages.since(check, since, limit);
  }

  @Override
  public Optional<Ledger.Attestation> lastAttestation(CheckId check) {
    return attestations.last(check);
  }

  @Override
  public List<Ledger.Attestation> attestations(String touchpoint, int limit) {
    return attestations.ofTouchpoint(touchpoint, limit);
  }

  @Override
  public Optional<Instant> nextAnswer() {
    return reports.nextDue();
  }

  @Override
  public List<Ledger.Report> reportsOf(String incident) {
    return reports.of(incident);
  }

  @Override
  public Optional<Ledger.KeptFile> file(String id) {
    return files.find(id);
  }

  @Override
  public List<PlanOverride> overrides() {
    return plans.overrides().stream()
        .map(one -> one instanceof PlanOverride.Offer o ? o.less(pauses(o.from())) : one)
        .toList();
  }

  @Override
  public Map<String, Instant> owners() {
    return owners.since();
  }

  @Override
  public Optional<Ledger.Confirmation> lastConfirmation(String person) {
    return owners.last(person);
  }

  @Override
  public Map<String, Ledger.Confirmation> lastConfirmations() {
    return owners.last();
  }

  @Override
  public Optional<Initiative> initiative(String id) {
    return initiatives.find(id);
  }

  @Override
  public List<Initiative> initiatives() {
    return initiatives.all();
  }

  @Override
  public List<Initiative> initiatives(String touchpoint) {
    return initiatives.ofTouchpoint(touchpoint);
  }

  @Override
  public List<Event> turns(Instant from, Collection<Event.Type> types) {
    return history.turns(from, types);
  }

  @Override
  public List<Event> turns(String touchpoint, Instant from, Collection<Event.Type> types) {
    return history.turns(touchpoint, from, types);
  }

  @Override
  public List<Ledger.Posted> ended(String person, int limit) {
    return outbox.ended(person, limit);
  }

  @Override
  public Optional<Ledger.PlanGeneration> latestPlan() {
    return plans.latest();
  }

  @Override
  public long planNumber() {
    return plans.number();
  }

  @Override
  public OptionalLong planOf(SortedMap<String, String> files) {
    return plans.numberOf(files);
  }

  @Override
  public Optional<Ledger.HeldPlan> heldPlan() {
    return plans.held();
  }

  @Override
  public Optional<Instant> heldSince() {
    return plans.heldSince();
  }

  @Override
  public List<Ledger.Presence> processes() {
    return processes.all();
  }

  @Override
  public Ledger.Changes changes(long since) {
    Engine.Horizon horizon = engine.horizon(handle);
    long next = horizon.next();
    return new Ledger.Changes(
        checks.changed(since, next), incidents.changed(since, next), horizon.settled());
  }

  @Override
  public long settled() {
    return engine.horizon(handle).settled();
  }

  @Override
  public Optional<Instant> clock() {
    return engine.clock(handle);
  }

  @Override
  public Map<String, Instant> pulses() {
    return loops.pulses();
  }

  @Override
  public List<Ledger.Gap> gaps(Instant since) {
    return loops.gaps(since);
  }

  @Override
  public Optional<Instant> nextDue() {
    return Stream.of(
            checks.nextDue(),
            incidents.nextDue(),
            outbox.nextDue(),
            reports.nextDue(),
            digests.nextDue())
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  @Override
  public Map<String, Long> sizes() {
    return Retention.sizes(handle);
  }

  @Override
  public long bytes() {
    return engine.bytes(handle);
  }
}
