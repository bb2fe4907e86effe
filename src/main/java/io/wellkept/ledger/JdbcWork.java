package io.wellkept.ledger;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Tally;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Voice;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;

/** Changes the tables, within the transaction of its handle. */
final class JdbcWork extends JdbcView implements Ledger.Work {
  JdbcWork(Handle handle, Engine engine, Json json) {
    super(handle, engine, json, engine.forUpdate());
  }

  @Override
  public Accounts.Work accounts() {
    return accounts;
  }

  @Override
  public void bear(CheckState state, Instant dueAt) {
    checks.bear(state, dueAt);
  }

  @Override
  public void retire(Collection<CheckId> gone) {
    checks.retire(gone);
  }

  @Override
  public void rename(String oldTouchpoint, String newTouchpoint) {
    if (oldTouchpoint.equals(newTouchpoint)) {
      return;
    }
    checks.rename(oldTouchpoint, newTouchpoint);
    incidents.rename(oldTouchpoint, newTouchpoint);
    history.rename(oldTouchpoint, newTouchpoint);
    voices.rename(oldTouchpoint, newTouchpoint);
    figures.rename(oldTouchpoint, newTouchpoint);
    plans.rename(oldTouchpoint, newTouchpoint);
    passages.rename(oldTouchpoint, newTouchpoint);
    attestations.rename(oldTouchpoint, newTouchpoint);
    reports.rename(oldTouchpoint, newTouchpoint);
    owners.rename(oldTouchpoint, newTouchpoint);
    initiatives.rename(oldTouchpoint, newTouchpoint);
  }

  @Override
  public List<Ledger.ClaimedLook> claimLooks(Instant now, Instant until, String token, int limit) {
    return checks.claim(now, until, token, limit);
  }

  @Override
  public boolean intend(CheckId check, String token, String what) {
    return checks.intend(check, token, what);
  }

  @Override
  public List<Boolean> settleLooks(List<Ledger.SettledLook> looks) {
    return checks.settle(looks);
  }

  @Override
  public void postponeLook(CheckId check, Instant dueAt, String token) {
    checks.postpone(check, dueAt, token);
  }

  @Override
  public void lookAt(CheckId check, Instant dueAt) {
    checks.lookAt(check, dueAt);
  }

  @Override
  public void save(Incident incident) {
    incidents.save(incident);
  }

  @Override
  public List<Incident> dueIncidents(Instant now, int limit) {
    return incidents.due(now, limit);
  }

  @Override
  public void alone(String word) {
    engine.alone(handle, word);
  }

  @Override
  public void append(Event event) {
    history.append(event);
  }

  @Override
  public void addRollup(CheckId check, Tally tally) {
    history.add(check, tally);
  }

  @Override
  public void hear(CheckId check, Collection<Voice> heard, Instant now) {
    voices.hear(check, heard, now);
  }

  @Override
  public void addFigure(CheckId check, String name, Instant at, double value) {
    figures.add(check, name, at, value);
  }

  @Override
  public void post(Posting posting) {
    outbox.post(posting);
  }

  @Override
  public List<Ledger.Mail> claimMail(
      Instant now, Instant until, String token, ToIntFunction<String> room) {
    return outbox.claim(now, until, token, room);
  }

  @Override
  public boolean pack(Collection<String> postings, String parcel, Instant now, String token) {
    return outbox.pack(postings, parcel, now, token);
  }

  @Override
  public boolean postpone(String posting, Instant dueAt, boolean attempted, String token) {
    return outbox.postpone(posting, dueAt, attempted, token);
  }

  @Override
  public boolean settle(
      String posting, Posting.Ending ending, boolean counts, Instant now, String token) {
    return outbox.settle(posting, ending, counts, now, token);
  }

  @Override
  public void beat(CheckId check, Ledger.Beat beat) {
    history.beat(check, beat);
  }

  @Override
  public void pass(CheckId check, List<Ledger.Passage> told, Instant keepSince) {
    passages.add(check, told, keepSince);
  }

  @Override
  public void attest(Ledger.Attestation attestation) {
    attestations.add(attestation);
  }

  @Override
  public void report(Ledger.Report report) {
    reports.add(report);
  }

  @Override
  public void answer(String incident, String answer, Instant dueAt) {
    reports.answer(incident, answer, dueAt);
  }

  @Override
  public void withdrawAnswers(String incident, String other) {
    reports.withdraw(incident, other);
  }

  @Override
  public List<Ledger.Report> claimAnswers(Instant now, Instant until, String token, int limit) {
    return reports.claim(now, until, token, limit);
  }

  @Override
  public boolean settleAnswer(String report, String token) {
    return reports.settle(report, token);
  }

  @Override
  public boolean postponeAnswer(String report, Instant dueAt, String token) {
    return reports.postpone(report, dueAt, token);
  }

  @Override
  public void forgetReporters(Instant before) {
    reports.forgetAddresses(before);
  }

  @Override
  public void keep(Ledger.KeptFile file) {
    files.keep(file);
  }

  @Override
  public boolean add(Initiative initiative) {
    return initiatives.add(initiative);
  }

  @Override
  public boolean ask(String initiative, Initiative.Asked asked) {
    return initiatives.ask(initiative, asked);
  }

  @Override
  public boolean judge(String initiative, Initiative.Verdict verdict) {
    return initiatives.judge(initiative, verdict);
  }

  @Override
  public void add(PlanOverride override) {
    plans.add(override);
  }

  @Override
  public void end(String override, Instant at) {
    plans.end(override, null, at);
  }

  @Override
  public void endMaintenance(String window, String person, Instant at) {
    plans.end(window, person, at);
  }

  @Override
  public void own(Collection<String> persons, Instant now) {
    owners.are(persons, now);
  }

  @Override
  public void confirm(Ledger.Confirmation confirmation) {
    owners.add(confirmation);
  }

  @Override
  public boolean keep(Ledger.KeptDigest digest) {
    return digests.keep(digest);
  }

  @Override
  public void digestDue(Ledger.DigestDue due) {
    digests.due(due);
  }

  @Override
  public void noDigestDue(String name) {
    digests.undue(name);
  }

  @Override
  public long savePlan(SortedMap<String, String> files, Instant at, String summary) {
    return plans.save(files, at, summary);
  }

  @Override
  public void hold(Ledger.HeldPlan plan) {
    plans.hold(plan);
  }

  @Override
  public void unhold() {
    plans.unhold();
  }

  @Override
  public void put(Ledger.Presence presence) {
    processes.put(presence);
  }

  @Override
  public boolean remove(String process, String run) {
    return processes.remove(process, run);
  }

  @Override
  public String makeOnce(String name, String value) {
    return processes.makeOnce(name, value);
  }

  @Override
  public void pulse(String loop, Instant at) {
    loops.pulse(loop, at);
  }

  @Override
  public void deaf(Instant from, Instant until) {
    loops.deaf(from, until);
  }

  @Override
  public boolean listening(Instant now, Duration longest, boolean restarted) {
    return loops.listening(now, longest, restarted);
  }

  @Override
  public void clockWentBack(Instant now, Instant before, Duration soon) {
    Duration by = Duration.between(now, before);
    checks.pull(by);
    outbox.pull(by, before.plus(soon));
    incidents.wakeAll(now);
  }

  @Override
  public long forget(
      Instant eventsBefore,
      Instant rollupsBefore,
      Instant beatsBefore,
      Instant filesBefore,
      Instant quotesBefore,
      int limit) {
    // two at a time would wait for each other, row by row
    engine.alone(handle, "forgetting");
    int gone =
        new Retention(handle, limit)
            .forget(eventsBefore, rollupsBefore, beatsBefore, filesBefore, quotesBefore);
    engine.shrink(handle);
    return gone;
  }
}
