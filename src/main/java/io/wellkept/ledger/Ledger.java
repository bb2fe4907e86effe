package io.wellkept.ledger;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Known;
import io.wellkept.incident.Pauses;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Tally;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Voice;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What we remember. All changes happen in {@link #write}: everything done in one call is committed
 * together or not at all. Two processes may use the same ledger where the engine allows it. Moments
 * are kept to the millisecond.
 */
public interface Ledger extends LedgerReading {
  /**
   * One transaction that may change things. The work must be quick and touch nothing but the
   * ledger; it may be run again if the engine asks for it. An incident that the work has read stays
   * as it is until the commit, whoever else is at work: others wait until then.
   *
   * @throws LedgerException if the engine cannot do it now; nothing was changed then, unless a
   *     server went away during the commit: then everything may have been, and whoever asks again
   *     finds that a claim no longer stands
   */
  <T> T write(Function<Work, T> work);

  /** The same for work with nothing to return. */
  default void change(Consumer<Work> work) {
    write(tables -> {
      work.accept(tables);
      return true;
    });
  }

  /** Stops accepting work and closes the files; returns at once if closed already. */
  @Override
  void close();

  /**
   * What can be asked. A row that this version cannot read is logged and left out of lists, and
   * what is due of it is put aside for a while, so that it never stops the others.
   */
  interface View extends Known {
    /** Every check that is part of the plan in force, in no order. */
    List<CheckState> checks();

    Optional<Incident> incident(String id);

    /** Not yet resolved, in no order. */
    List<Incident> openIncidents();

    List<Incident> openIncidents(Collection<CheckId> checks);

    /**
     * Those that were opened before {@code until} and not resolved before {@code from}, in the
     * order in which they were opened.
     */
    List<Incident> incidents(Instant from, Instant until);

    /** Takings, their ends, and resolutions before {@code until} of the same, oldest first. */
    List<Event> actsOn(Instant from, Instant until);

    /**
     * When every check looked from {@code from} (included) until {@code until} (excluded), with the
     * last hour before that; without the hour that goes on, which its state knows.
     */
    Map<CheckId, Hours> hours(Instant from, Instant until);

    /** The mean within the period of all figures whose name begins like that. */
    List<Mean> means(String begin, Instant from, Instant until);

    /**
     * How the rows of the outbox ended within the period.
     *
     * @param patience how long before its end a row may have waited, if nothing went wrong
     */
    Carried carried(Instant from, Instant until, Duration patience);

    /**
     * What customers said before {@code until}, if it was said, answered or gone since {@code from}
     * or still waits; latest first. Only of checks that are in the plan.
     */
    List<Said> voices(Instant from, Instant until);

    Optional<KeptDigest> digest(String id);

    /**
     * Latest first, without their bodies.
     *
     * @param person of those of single owners only this one's; null for everybody's
     * @param skip how many of the latest to leave out
     */
    List<KeptDigest> digestsFor(@Nullable String person, int skip, int limit);

    /** How many there are of those. */
    int digestCount(@Nullable String person);

    /** When each is due next, soonest first. */
    List<DigestDue> digestsDue();

    /** Those that ended after that, the latest first. */
    List<Incident> resolvedIncidents(Instant since);

    /** Latest first. */
    List<Event> eventsOf(String touchpoint, int limit);

    /** Oldest first. */
    List<Event> eventsOfIncident(String incident);

    /** Latest first, of the whole house. */
    List<Event> events(int limit);

    /** The same of some types, from the one after {@code skipped} on. */
    List<Event> events(Collection<Event.Type> types, int skipped, int limit);

    /** How many there are of some types. */
    int countEvents(Collection<Event.Type> types);

    /** Who may sign in, and who is signed in. */
    Accounts.View accounts();

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

    /**
     * References of messages about the incident that reached the person, oldest first, once each.
     */
    List<String> references(String incident, String person, String notifier);

    /** Latest first. */
    List<Beat> lastBeats(CheckId check, int limit);

    /**
     * What customers said since then, and what still waits for an answer; latest first. Only of
     * checks that are in the plan.
     */
    List<Said> voices(Instant since);

    /** The same of one touchpoint. */
    List<Said> voices(String touchpoint, Instant since);

    /** Where a clock runs for what customers said, by touchpoint. */
    List<Waiting> waitingVoices(Instant now);

    /** The hours of a measurement whose history is kept, from then (included) on, oldest first. */
    List<Figure> figures(CheckId check, String name, Instant from);

    /** Which customers reached which stage since then, the newest first. */
    List<Passage> passages(CheckId check, Instant since, int limit);

    /** The last word that a person gave to a check; it is never forgotten while the check lives. */
    Optional<Attestation> lastAttestation(CheckId check);

    /** Latest first, of all checks of the touchpoint. */
    List<Attestation> attestations(String touchpoint, int limit);

    /** When the next answer to somebody who reported something is due; empty if none waits. */
    Optional<Instant> nextAnswer();

    /** What people reported of an incident, oldest first. */
    List<Report> reportsOf(String incident);

    /** A file by its id, until it is forgotten. */
    Optional<KeptFile> file(String id);

    /**
     * Also those that have ended, until they are forgotten; in the order of their start. An offer
     * ends later by the times within which nobody listened.
     */
    List<PlanOverride> overrides();

    /** Since when the plan knows each owner as one, by the person's id. */
    Map<String, Instant> owners();

    /** One initiative; empty if it is not known, or no more. */
    Optional<Initiative> initiative(String id);

    /** Everything that was tried, the latest change first. */
    List<Initiative> initiatives();

    /** The same of one touchpoint. */
    List<Initiative> initiatives(String touchpoint);

    /** What happened from then (included) on, of these sorts, oldest first. */
    List<Event> turns(Instant from, Collection<Event.Type> types);

    /** The same of one touchpoint, without a walk through everybody's. */
    List<Event> turns(String touchpoint, Instant from, Collection<Event.Type> types);

    /**
     * When the latest incident of each touchpoint ended, by its id; what has none is left out.
     * Questions to people about it do not count.
     */
    Map<String, Instant> lastResolved();

    /** What the person said last that is theirs. */
    Optional<Confirmation> lastConfirmation(String person);

    /** The same of everybody who ever said so, by person, in one question. */
    Map<String, Confirmation> lastConfirmations();

    /** The latest rows of the outbox for the person that have ended, latest first. */
    List<Posted> ended(String person, int limit);

    Optional<PlanGeneration> latestPlan();

    /** The number of the latest plan; 0 before the first. Cheap, however large the plan. */
    long planNumber();

    /** The number of the latest plan that was read from exactly these files, if it is kept. */
    OptionalLong planOf(SortedMap<String, String> files);

    /** The plan that waits for a yes. */
    Optional<HeldPlan> heldPlan();

    /** Since when a plan waits for a yes; cheap. */
    Optional<Instant> heldSince();

    /** Every process that has not ended in order, also those that may be gone; by their names. */
    List<Presence> processes();

    /**
     * What was changed by transactions that an earlier reading did not see. Some rows may come
     * twice; none is left out. Always empty where one process alone writes.
     *
     * @param since what {@link #settled} gave in that reading
     */
    Changes changes(long since);

    /** What {@link #changes} wants to know of this reading. */
    long settled();

    /** What the database's clock shows; empty if that is the clock of this process. */
    Optional<Instant> clock();

    /** When each loop last completed a round, by its name. */
    Map<String, Instant> pulses();

    /** Times within which nobody listened, oldest first, that ended after {@code since}. */
    List<Gap> gaps(Instant since);

    /** The same as time that counts against nobody. */
    default Pauses pauses(Instant since) {
      return new Pauses(
          gaps(since).stream().map(gap -> new Pauses.Pause(gap.from(), gap.until())).toList());
    }

    /** The soonest moment at which any row is due; empty if nothing ever is. */
    Optional<Instant> nextDue();

    /** How many rows each table has, for the metrics; counts them, so ask seldom. */
    Map<String, Long> sizes();

    /** How many bytes everything takes on the disk. */
    long bytes();
  }

  /** What can be changed, within one transaction. */
  interface Work extends View {
    @Override
    Accounts.Work accounts();

    /**
     * Adds a check that is new to the plan. A row of that id that is in the plan already is left as
     * it is; one that was retired comes back with what it knew, due at the given moment.
     */
    void bear(CheckState state, Instant dueAt);

    /** Takes checks out of the plan; their history stays until retention removes it. */
    void retire(Collection<CheckId> checks);

    /**
     * Gives a touchpoint's checks, incidents, mutes, hand-overs and history to another id; claims
     * on them end. Where both ids have a check of the same name, one that is in the plan under the
     * new id stays; hours that both have are added up.
     */
    void rename(String oldTouchpoint, String newTouchpoint);

    /**
     * Claims checks that are due, most overdue first, until the claim ends; nobody else gets them
     * before that.
     */
    List<ClaimedLook> claimLooks(Instant now, Instant until, String token, int limit);

    /**
     * Puts on record that a look is about to do what must not be done twice. It stands until the
     * look is settled, also when the claim ends or is taken away.
     *
     * @param what names it for people; replaces what the same look put on record before
     * @return false if the claim no longer stands; then nothing was changed and it must not be done
     */
    boolean intend(CheckId check, String token, String what);

    /**
     * Stores what a look led to and gives the claim back; what it had put on record is done with.
     *
     * @return false if the claim no longer stands; then nothing was stored
     */
    default boolean settleLook(CheckState next, Instant dueAt, String token) {
      return settleLooks(List.of(new SettledLook(next, dueAt, token))).get(0);
    }

    /** The same for many, one after the other, in one go; an answer for each. */
    List<Boolean> settleLooks(List<SettledLook> looks);

    /** Gives a claim back with nothing looked at; what is on record stays there. */
    void postponeLook(CheckId check, Instant dueAt, String token);

    /**
     * Makes a check due at that moment. While somebody looks at it, the wish is kept: it is then
     * due at that moment or when the look says, whichever is sooner. While an intent of the check
     * is on record, nothing happens.
     */
    void lookAt(CheckId check, Instant dueAt);

    /** Adds or replaces. */
    void save(Incident incident);

    /**
     * Incidents whose time has come, also resolved ones, longest due first; other writers wait, or
     * pass them over, until the commit.
     */
    List<Incident> dueIncidents(Instant now, int limit);

    /**
     * From here to the commit nobody else gets past here with the same word: for what is decided by
     * something not being there yet.
     */
    void alone(String word);

    void append(Event event);

    /** Ends the incident, and writes its line of history. */
    default void close(Incident incident, Reason because, Instant now) {
      save(Incidents.close(incident, because, now));
      append(Incidents.closed(incident, because, now));
    }

    /** Adds to the hour of the check; a second tally of the same hour is added up. */
    void addRollup(CheckId check, Tally tally);

    /**
     * Keeps what customers said, as far as it is new or has changed. What is left out stays as it
     * is.
     *
     * @param now when we heard it: an answer whose time the source does not tell was given then, if
     *     it was not there before
     */
    void hear(CheckId check, Collection<Voice> voices, Instant now);

    /** Adds what a look measured to the hour of that moment. */
    void addFigure(CheckId check, String name, Instant at, double value);

    /** Puts a row into the outbox; one with the same id is left as it is. */
    void post(Posting posting);

    /**
     * Claims everything due for some persons, at each notifier longest due first: each group is all
     * that is due for one person on one notifier, with the rest of every parcel of which a row is
     * due, and nobody else gets that pair before the claim ends.
     *
     * @param room for how many persons there is room at a notifier, by its name
     */
    List<Mail> claimMail(Instant now, Instant until, String token, ToIntFunction<String> room);

    /** The same with equal room at every notifier. */
    default List<Mail> claimMail(Instant now, Instant until, String token, int room) {
      return claimMail(now, until, token, notifier -> room);
    }

    /**
     * Fixes in which message the rows go, before the first attempt; a row that has a parcel keeps
     * it.
     *
     * @return false if the claim no longer stands on every row; then nothing was changed and
     *     nothing may be sent
     */
    boolean pack(Collection<String> postings, String parcel, Instant now, String token);

    /**
     * Puts a row off, counting the attempt if there was one; gives the claim back.
     *
     * @return false if the claim no longer stands; then nothing was changed
     */
    boolean postpone(String posting, Instant dueAt, boolean attempted, String token);

    /**
     * Ends a row, once.
     *
     * @param counts whether the person's next bundle waits because of it; only what was sent does
     * @return false if the claim no longer stands
     */
    boolean settle(
        String posting, Posting.Ending ending, boolean counts, Instant now, String token);

    /**
     * Keeps a beat and the 49 before it, and the newest of each sort; the body must already be cut
     * to what is kept.
     */
    void beat(CheckId check, Beat beat);

    /**
     * Keeps who reached which stage, each once, and forgets what the check was told of an earlier
     * time; of one check at most 50,000 are kept.
     */
    void pass(CheckId check, List<Passage> passages, Instant keepSince);

    /** Keeps a file; one with the same id is kept once, from now on. */
    /** Keeps what a person said; one with the same id is left as it is. */
    void attest(Attestation attestation);

    /** Keeps what somebody reported; one with the same id is left as it is. */
    void report(Report report);

    /** Gives an answer to all who reported the incident and left an address, to be sent then. */
    void answer(String incident, String answer, Instant dueAt);

    /** Takes back what has not left; those who wait for it wait for the other incident's answer. */
    void withdrawAnswers(String incident, String other);

    /** Claims answers that are due until the claim ends; nobody else gets them before that. */
    List<Report> claimAnswers(Instant now, Instant until, String token, int limit);

    /**
     * The answer has left, or never will: the address is forgotten.
     *
     * @return false if the claim no longer stands; then nothing was changed
     */
    boolean settleAnswer(String report, String token);

    /** The same for one that did not leave yet. */
    boolean postponeAnswer(String report, Instant dueAt, String token);

    /** Forgets the addresses of those who reported something before that. */
    void forgetReporters(Instant before);

    /**
     * Keeps a file; one with the same id is kept once, from now on. What an attestation or a report
     * shows stays as long as that does.
     */
    void keep(KeptFile file);

    /**
     * Keeps an initiative, without anything that was asked or said of it.
     *
     * @return false if there was one of that id; it is left as it is
     */
    boolean add(Initiative initiative);

    /**
     * Remembers who is asked for a verdict, instead of whoever was asked before.
     *
     * @return false if there is a verdict by now, or no such initiative; nobody is to be asked then
     */
    boolean ask(String initiative, Initiative.Asked asked);

    /**
     * Keeps the verdict.
     *
     * @return false if there is one already, or no such initiative; nothing was changed then
     */
    boolean judge(String initiative, Initiative.Verdict verdict);

    /** Adds an override; one with the same id is left as it is. */
    void add(PlanOverride override);

    /** Ends an override at that moment; one that has ended by then is left as it is. */
    void end(String override, Instant at);

    /** The same for a window of maintenance that a person ends. */
    void endMaintenance(String window, String person, Instant at);

    /**
     * Keeps a digest.
     *
     * @return false if it is kept already; then nothing was changed
     */
    boolean keep(KeptDigest digest);

    /** Says when a digest is to be written next. */
    void digestDue(DigestDue due);

    /** The plan has no digest of that name any more. */
    void noDigestDue(String name);

    /** These and no others own something: who is new is one from now on. */
    void own(Collection<String> persons, Instant now);

    /** Keeps what a person said; saying the same at the same moment is saying it once. */
    void confirm(Confirmation confirmation);

    /**
     * Keeps what the plan was read from as the last good one, and the 19 before it; returns its
     * number.
     */
    long savePlan(SortedMap<String, String> files, Instant at, String summary);

    /** Keeps a plan that waits for a yes, instead of the one that waited before. */
    void hold(HeldPlan plan);

    /** No plan waits for a yes any more. */
    void unhold();

    void pulse(String loop, Instant at);

    /** Adds a process or replaces what was known of it. */
    void put(Presence presence);

    /**
     * The process is there no more.
     *
     * @return false if another run has that name by now, or if it was known to be gone
     */
    boolean remove(String process, String run);

    /** Keeps the value unless there is one of that name; returns the one that is kept. */
    String makeOnce(String name, String value);

    /**
     * Says that we listen. If the last word was longer ago than {@code longest}, or {@code
     * restarted}, the time between is kept as a gap. A clock that went back makes no gap.
     *
     * @return whether nobody listened for a while before now
     */
    boolean listening(Instant now, Duration longest, boolean restarted);

    /** Keeps a time within which we could not be reached, as one in which nobody listened. */
    void deaf(Instant from, Instant until);

    /**
     * Moves what is due with a clock that went back: every check, and messages that were due within
     * {@code soon} of the moment that the clock showed before. Incidents ask again at once.
     *
     * @param now what the clock shows
     * @param before what it showed last
     */
    void clockWentBack(Instant now, Instant before, Duration soon);

    /**
     * Removes what is older than it must be, at most {@code limit} rows, and gives room back to the
     * disk. With events go resolved incidents, settled postings, ended overrides, gaps and what
     * customers said; with rollups go figures; checks out of the plan go with the last of their
     * disk. With events go resolved incidents, settled postings, ended overrides, gaps and
     * confirmations but the last of each owner; checks out of the plan go with the last of their
     * history. Call again until it returns less than the limit.
     *
     * @param quotesBefore what customers said before that is no longer quoted
     * @return how many rows went
     */
    long forget(
        Instant eventsBefore,
        Instant rollupsBefore,
        Instant beatsBefore,
        Instant filesBefore,
        Instant quotesBefore,
        int limit);
  }

  /**
   * A check to look at.
   *
   * @param intent what an earlier look had put on record when it was cut off; null if none was
   */
  record ClaimedLook(CheckState state, Instant dueAt, @Nullable String intent) {
    public ClaimedLook(CheckState state, Instant dueAt) {
      this(state, dueAt, null);
    }
  }

  /** What a look led to, and the claim under which it was taken. */
  record SettledLook(CheckState next, Instant dueAt, String token) {}

  /**
   * All that is due for one person on one notifier, soonest due first; with it the rest of a parcel
   * that is due in part.
   *
   * @param lastSent when the last message left that counts for bundling; now, while one was tried
   *     and waits to be tried again: what comes up meanwhile waits behind it
   */
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

  /**
   * Who waits for an answer at a touchpoint.
   *
   * @param waiting how many
   * @param late for how many of them it was due
   * @param oldest since when the first of them waits
   */
  record Waiting(String touchpoint, int waiting, int late, Instant oldest) {}

  /**
   * An hour of a measurement.
   *
   * @param last what was measured last in it
   * @param sum of all that was measured, for the mean
   * @param looks how many measured it
   */
  record Figure(Instant hour, double last, double low, double high, double sum, int looks) {}

  /** What a check measured, on average: a figure's name without its known beginning. */
  record Mean(CheckId check, String name, double value) {}

  /**
   * How rows of the outbox ended.
   *
   * @param lost those that ended in no way in which one may end, or wait beyond all patience
   */
  record Carried(long sent, long withdrawn, long rerouted, long lost) {}

  /**
   * A digest as it was written.
   *
   * @param name what the plan calls it
   * @param whose {@code COMPANY}, {@code TEAM} or {@code OWNER}
   * @param subject the id of the team or the owner; empty for the company
   * @param label of its period, such as {@code 2026-W47}
   * @param dueAt when it was to be written
   * @param notifiers by which it is sent first; empty for the usual roads
   * @param gist what a list of digests shows of it
   * @param body what it says, as JSON; empty in a list
   */
  record KeptDigest(
      String id,
      String name,
      String whose,
      String subject,
      String label,
      Instant from,
      Instant until,
      Instant dueAt,
      Instant madeAt,
      List<String> notifiers,
      Gist gist,
      String body) {
    public KeptDigest {
      notifiers = List.copyOf(notifiers);
    }
  }

  /**
   * A digest in short.
   *
   * @param called the name of the team or the owner; empty for the company
   * @param zone of its days
   * @param score null if nothing was seen
   * @param acts how many touchpoints were wrong at the end
   */
  record Gist(String called, ZoneId zone, @Nullable Double score, int acts) {}

  /**
   * When a digest is to be written next.
   *
   * @param schedule by which that was reckoned: where it changed, the moment is reckoned anew
   */
  record DigestDue(String name, String schedule, Instant dueAt) {}

  /**
   * That a customer reached a stage.
   *
   * @param subject a mark that tells one customer from another, and not who it is
   * @param segment the sort of customers; empty if nothing was said
   */
  record Passage(String subject, String stage, Instant at, String segment) {}

  /**
   * What a person said of what no machine sees.
   *
   * @param note may be empty
   * @param file the id of the photo that came along; null if none did
   * @param via {@code link}, {@code page} or {@code api}
   */
  record Attestation(
      String id,
      CheckId check,
      String person,
      Instant at,
      boolean fine,
      String note,
      List<Answer> answers,
      @Nullable String file,
      String via) {
    public Attestation {
      answers = List.copyOf(answers);
    }

    /** Whether both say the same, whenever they say it. */
    public boolean saysTheSame(Attestation other) {
      return check.equals(other.check)
          && person.equals(other.person)
          && fine == other.fine
          && note.equals(other.note)
          && answers.equals(other.answers)
          && Objects.equals(file, other.file);
    }
  }

  /**
   * What somebody reported.
   *
   * @param text in their words
   * @param address where they want an answer; null if they left none, or have got it
   * @param file the id of the photo that came along; null if none did
   * @param answer null before there is one
   */
  record Report(
      String id,
      String touchpoint,
      String incident,
      Instant at,
      String text,
      @Nullable String address,
      @Nullable String file,
      @Nullable String answer) {
    /** Without the address and what was said: both are nobody else's. */
    @Override
    public String toString() {
      return "Report[" + id + ", " + touchpoint + ", " + at + "]";
    }
  }

  /** The answer to one question, as it was asked. */
  record Answer(String question, boolean fine) {}

  /**
   * Something that is no text.
   *
   * @param id says what is in it, in letters and digits
   * @param type its media type
   * @param bytes at most {@value #LARGEST} of them
   */
  record KeptFile(String id, Instant at, String type, byte[] bytes) {
    public static final int LARGEST = 5_000_000;

    /** One whose id is the hash of what is in it. */
    public static KeptFile of(byte[] bytes, String type, Instant at) {
      try {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
        return new KeptFile(HexFormat.of().formatHex(hash, 0, 16), at, type, bytes);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }

    public KeptFile {
      if (bytes.length > LARGEST) {
        throw new IllegalArgumentException(bytes.length + " bytes are too large a file");
      }
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof KeptFile file && file.id.equals(id) && file.at.equals(at);
    }

    @Override
    public int hashCode() {
      return id.hashCode();
    }

    @Override
    public String toString() {
      return "KeptFile[" + id + ", " + type + ", " + bytes.length + " bytes]";
    }
  }

  /**
   * A person's word that at that moment these were all of theirs.
   *
   * @param touchpoints at least one
   */
  record Confirmation(String person, Instant at, List<String> touchpoints) {
    public Confirmation {
      if (touchpoints.isEmpty()) {
        throw new IllegalArgumentException(person + " confirms nothing");
      }
      touchpoints = touchpoints.stream().sorted().toList();
    }
  }

  /** What a plan was read from: text by path, secrets as references. */
  record PlanGeneration(long number, Instant at, SortedMap<String, String> files, String summary) {}

  /**
   * A plan that a process read from its files and that waits for a yes.
   *
   * @param words what it would change
   */
  record HeldPlan(String process, Instant at, SortedMap<String, String> files, String words) {}

  /**
   * One process that has this ledger open.
   *
   * @param process its name, the same after a restart
   * @param run another one after each start
   * @param since when it started
   * @param seenAt when it last said that it is there
   * @param plan the number of the plan that it goes by
   * @param refusesItsFiles whether its own files are broken
   */
  record Presence(
      String process,
      String run,
      Instant since,
      Instant seenAt,
      long plan,
      boolean refusesItsFiles) {}

  /**
   * What others changed.
   *
   * @param incidents also those that were resolved
   * @param settled for the next question
   */
  record Changes(List<CheckState> checks, List<Incident> incidents, long settled) {}

  /** From (included) until (excluded) nobody listened. */
  record Gap(Instant from, Instant until) {}
}
