package io.wellkept.ledger;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Tally;
import io.wellkept.touchpoint.CheckId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What we remember. All changes happen in {@link #write}: everything done in one call is committed
 * together or not at all. Two processes may use the same ledger where the engine allows it.
 */
public interface Ledger extends AutoCloseable {
  /**
   * One transaction that may change things. The work must be quick and touch nothing but the
   * ledger; it may be run again if the engine asks for it.
   *
   * @throws LedgerException if the engine cannot do it now; nothing was changed then
   */
  <T> T write(Function<Work, T> work);

  /** One consistent reading; does not wait for writers. */
  <T> T read(Function<View, T> work);

  /** Stops accepting work and closes the files; returns at once if closed already. */
  @Override
  void close();

  /** What can be asked. */
  interface View {
    Optional<CheckState> check(CheckId check);

    /** Every check that is part of the plan in force, in no order. */
    List<CheckState> checks();

    Optional<Incident> incident(String id);

    /** Not yet resolved, in no order. */
    List<Incident> openIncidents();

    List<Incident> openIncidents(Collection<CheckId> checks);

    /** Incidents of the touchpoint, open ones and then the latest resolved first. */
    List<Incident> incidentsOf(String touchpoint, int limit);

    /** Latest first. */
    List<Event> eventsOf(String touchpoint, int limit);

    /** Oldest first. */
    List<Event> eventsOfIncident(String incident);

    /** Latest first, of the whole house. */
    List<Event> events(int limit);

    /** Hours of the check from {@code from} (included) on, oldest first. */
    List<Tally> rollups(CheckId check, Instant from);

    /** Rows of the outbox that wait, soonest due first. */
    List<Posting> waiting(int limit);

    /** Everything decided about the incident and how it ended, oldest first. */
    List<Posted> postings(String incident);

    /** When the outbox's oldest waiting row was due; empty if nothing is overdue. */
    Optional<Instant> oldestDue(Instant now);

    /** When this person last got a message by this notifier that counts for bundling. */
    Optional<Instant> lastSent(String person, String notifier);

    /** References of messages about the incident that reached the person, oldest first. */
    List<String> references(String incident, String person, String notifier);

    List<Beat> lastBeats(CheckId check, int limit);

    List<PlanOverride> overrides();

    Optional<PlanGeneration> latestPlan();

    /** When each loop last completed a round, by its name. */
    Map<String, Instant> pulses();

    /** Times within which nobody listened, oldest first, that ended after {@code since}. */
    List<Gap> gaps(Instant since);

    /** The soonest moment at which any row is due; empty if nothing ever is. */
    Optional<Instant> nextDue();

    /** How many rows each table has, for the metrics. */
    Map<String, Long> sizes();
  }

  /** What can be changed, within one transaction. */
  interface Work extends View {
    /** Adds a check that is new to the plan. An existing row of that id is left as it is. */
    void bear(CheckState state, Instant dueAt);

    /** Takes checks out of the plan; their history stays until retention removes it. */
    void retire(Collection<CheckId> checks);

    /** Gives a touchpoint's checks, incidents and history to another id. */
    void rename(String oldTouchpoint, String newTouchpoint);

    /**
     * Claims checks that are due, most overdue first, until the claim ends; nobody else gets them
     * before that.
     */
    List<ClaimedLook> claimLooks(Instant now, Instant until, String token, int limit);

    /**
     * Stores what a look led to and gives the claim back.
     *
     * @return false if the claim no longer stands; then nothing was stored
     */
    boolean settleLook(CheckState next, Instant dueAt, String token);

    /** Gives a claim back with nothing looked at. */
    void postponeLook(CheckId check, Instant dueAt, String token);

    /** Makes a check due at that moment, if it is not claimed. */
    void lookAt(CheckId check, Instant dueAt);

    /** Adds or replaces. */
    void save(Incident incident);

    /** Incidents whose time has come; other writers wait, or pass them over, until the commit. */
    List<Incident> dueIncidents(Instant now, int limit);

    void append(Event event);

    /** Adds to the hour of the check; a second tally of the same hour is added up. */
    void addRollup(CheckId check, Tally tally);

    /** Puts a row into the outbox; one with the same id is left as it is. */
    void post(Posting posting);

    /**
     * Claims everything due for some persons: each group is all that waits for one person on one
     * notifier, and nobody else gets that pair before the claim ends.
     */
    List<Mail> claimMail(Instant now, Instant until, String token, int limit);

    /** Fixes in which message the rows go, before the first attempt. */
    void pack(Collection<String> postings, String parcel, Instant now, String token);

    /** Puts a row off, counting the attempt if there was one; gives the claim back. */
    void postpone(String posting, Instant dueAt, boolean attempted, String token);

    /**
     * Ends a row.
     *
     * @param counts whether the person's next bundle waits because of it
     * @return false if the claim no longer stands
     */
    boolean settle(
        String posting, Posting.Ending ending, boolean counts, Instant now, String token);

    /** Keeps a beat; the body must already be cut to what is kept. */
    void beat(CheckId check, Beat beat);

    void add(PlanOverride override);

    /** Ends an override at that moment. */
    void end(String override, Instant at);

    /** Keeps what the plan was read from as the last good one; returns its number. */
    long savePlan(SortedMap<String, String> files, Instant at, String summary);

    void pulse(String loop, Instant at);

    /**
     * Says that we listen. If the last word was longer ago than {@code longest}, or {@code
     * restarted}, the time between is kept as a gap.
     */
    void listening(Instant now, java.time.Duration longest, boolean restarted);

    /** Removes what is older than it must be; returns how many rows went. */
    long forget(Instant eventsBefore, Instant rollupsBefore, Instant beatsBefore, int limit);
  }

  /** A check to look at. */
  record ClaimedLook(CheckState state, Instant dueAt) {}

  /** All that waits for one person on one notifier and is due, or will be with the next bundle. */
  record Mail(String person, String notifier, List<Posting> postings, @Nullable Instant lastSent) {}

  /** A row of the outbox with its end, if it has one. */
  record Posted(Posting posting, Posting.@Nullable Ending ending, @Nullable Instant settledAt) {}

  /**
   * Somebody called us.
   *
   * @param ok false if the caller said that it failed
   * @param body at most 10 KB of what came along
   */
  record Beat(Instant at, boolean ok, String body) {}

  /** What a plan was read from: text by path, secrets as references. */
  record PlanGeneration(long number, Instant at, SortedMap<String, String> files, String summary) {}

  /** From (included) until (excluded) nobody listened. */
  record Gap(Instant from, Instant until) {}
}
