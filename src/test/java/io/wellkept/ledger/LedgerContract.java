package io.wellkept.ledger;

import static io.wellkept.ledger.Samples.LANDING;
import static io.wellkept.ledger.Samples.NOON;
import static io.wellkept.ledger.Samples.OFFER;
import static io.wellkept.ledger.Samples.classes;
import static io.wellkept.ledger.Samples.event;
import static io.wellkept.ledger.Samples.healthy;
import static io.wellkept.ledger.Samples.incident;
import static io.wellkept.ledger.Samples.posting;
import static io.wellkept.ledger.Samples.resolved;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.PlanOverride.Maintenance;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Tally;
import io.wellkept.incident.Window;
import io.wellkept.ledger.Accounts.ApiToken;
import io.wellkept.ledger.Accounts.Session;
import io.wellkept.ledger.Accounts.Underway;
import io.wellkept.ledger.Accounts.User;
import io.wellkept.ledger.Ledger.Beat;
import io.wellkept.ledger.Ledger.ClaimedLook;
import io.wellkept.ledger.Ledger.Confirmation;
import io.wellkept.ledger.Ledger.Gap;
import io.wellkept.ledger.Ledger.HeldPlan;
import io.wellkept.ledger.Ledger.Mail;
import io.wellkept.ledger.Ledger.Posted;
import io.wellkept.ledger.Ledger.Presence;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Voice.Reply;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every promise of {@link Ledger}; each engine keeps all of them. */
abstract class LedgerContract {
  static final Instant LATER = NOON.plusSeconds(60);
  static final Instant MUCH_LATER = NOON.plusSeconds(600);

  @TempDir Path folder;
  Ledger ledger;

  /** Each question is a reading of its own. */
  final View seen = reading();

  /** Opens the ledger that belongs to the folder, with whatever is in it already. */
  abstract Ledger open(Path folder);

  @BeforeEach
  void openLedger() {
    ledger = open(folder);
  }

  @AfterEach
  void closeLedger() {
    ledger.close();
  }

  void reopen() {
    ledger.close();
    ledger = open(folder);
  }

  void change(Consumer<Work> work) {
    ledger.change(work);
  }

  private View reading() {
    return (View)
        Proxy.newProxyInstance(
            View.class.getClassLoader(),
            new Class<?>[] {View.class},
            (proxy, method, arguments) -> ledger.read(view -> ask(view, method, arguments)));
  }

  private static Object ask(Object view, Method method, Object[] arguments) {
    try {
      return method.invoke(view, arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  // ---- transactions

  boolean did(Predicate<Work> work) {
    return ledger.write(work::test);
  }

  @Test
  void writesEverythingOfOneCallOrNothing() {
    assertThatThrownBy(() ->
            change(work -> {
              work.bear(healthy(LANDING), NOON);
              work.save(incident("i1", LANDING, NOON));
              work.append(event(NOON, Event.Type.OPENED, LANDING, ""));
              work.post(posting("n1", "i1", "anna", NOON));
              throw new IllegalArgumentException("a bug of ours");
            }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a bug of ours");
    assertThat(seen.sizes().values()).allMatch(size -> size == 0);
    change(work -> work.bear(healthy(LANDING), NOON));
    assertThat(seen.checks()).hasSize(1);
  }

  @Test
  void showsToItsOwnWorkWhatItHasChanged() {
    boolean ownOnly =
        ledger.write(work -> {
          work.bear(healthy(LANDING), NOON);
          return work.check(LANDING).isPresent() && seen.check(LANDING).isEmpty();
        });
    assertThat(ownOnly).isTrue();
  }

  @Test
  void readsOneStateHoweverLongItReads() {
    List<Integer> sizes =
        ledger.read(view -> {
          int before = view.checks().size();
          inAnotherThread(() -> change(work -> work.bear(healthy(LANDING), NOON)));
          return List.of(before, view.checks().size());
        });
    assertThat(sizes).containsExactly(0, 0);
    assertThat(seen.checks()).hasSize(1);
  }

  @Test
  void refusesAWriteWithinAWrite() {
    assertThatThrownBy(() -> change(work -> change(inner -> inner.pulse("looks", NOON))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(seen.pulses()).isEmpty();
  }

  @Test
  void saysThatItIsClosedAndClosesTwice() {
    ledger.close();
    ledger.close();
    assertThatThrownBy(() -> ledger.read(View::checks))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> change(work -> work.pulse("looks", NOON)))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void remembersEverythingAfterARestart() {
    TreeMap<String, String> files = new TreeMap<>(Map.of("config/daemon.yaml", "a: 1\n"));
    change(work -> {
      work.bear(Samples.full(LANDING), LATER);
      work.save(incident("i1", LANDING, LATER));
      work.append(event(NOON, Event.Type.OPENED, LANDING, "x"));
      work.addRollup(LANDING, healthy(LANDING).tally());
      work.post(posting("n1", "i1", "anna", LATER));
      work.beat(LANDING, new Beat(NOON, true, "done"));
      Samples.OVERRIDES.forEach(work::add);
      work.savePlan(files, NOON, "first");
      work.pulse("looks", NOON);
      work.listening(NOON, Duration.ofMinutes(1), false);
      work.listening(MUCH_LATER, Duration.ofMinutes(1), false);
    });
    List<Object> before = ledger.read(LedgerContract::everything);
    reopen();
    assertThat(ledger.read(LedgerContract::everything)).isEqualTo(before).doesNotContain(List.of());
  }

  private static List<Object> everything(View view) {
    return List.of(
        view.checks(),
        view.openIncidents(),
        view.events(9),
        view.rollups(LANDING, Instant.EPOCH),
        view.waiting(9),
        view.postings("i1"),
        view.lastBeats(LANDING, 9),
        view.overrides(),
        view.latestPlan(),
        view.pulses(),
        view.gaps(Instant.EPOCH),
        view.nextDue(),
        view.sizes());
  }

  // ---- what is kept comes back

  @Test
  void givesBackAStateAsItWas() {
    change(work -> work.bear(Samples.full(LANDING), NOON));
    assertThat(seen.check(LANDING)).contains(Samples.full(LANDING));
    change(work -> work.bear(CheckState.born(OFFER, NOON), NOON));
    assertThat(seen.check(OFFER)).contains(CheckState.born(OFFER, NOON));
  }

  @Test
  void givesBackEveryFault() {
    assertAllCases(Fault.class, Samples.FAULTS);
    for (Fault fault : Samples.FAULTS) {
      CheckId id = new CheckId("blind", fault.code().replace('_', '-'));
      CheckState state = Samples.full(id);
      CheckState blind =
          new CheckState(
              id,
              state.born(),
              NOON,
              null,
              NOON,
              fault,
              List.of(),
              List.of(),
              Map.of(),
              state.memory(),
              state.tally(),
              state.swings());
      change(work -> work.bear(blind, NOON));
      assertThat(seen.check(id)).contains(blind);
    }
  }

  @Test
  void givesBackEveryStanding() {
    assertAllCases(Standing.class, Samples.STANDINGS);
    for (Standing standing : Samples.STANDINGS) {
      Incident incident = Samples.standing(incident("i1", LANDING, LATER), standing);
      change(work -> work.save(incident));
      assertThat(seen.incident("i1")).contains(incident);
    }
  }

  @Test
  void givesBackEveryOverride() {
    assertAllCases(PlanOverride.class, Samples.OVERRIDES);
    change(work -> Samples.OVERRIDES.forEach(work::add));
    assertThat(seen.overrides()).containsExactlyInAnyOrderElementsOf(Samples.OVERRIDES);
  }

  @Test
  void givesBackEveryEnding() {
    assertAllCases(Posting.Ending.class, Samples.ENDINGS);
    for (Posting.Ending ending : Samples.ENDINGS) {
      String notice = ending.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      change(work -> {
        work.post(posting(notice, notice, "anna", NOON));
        work.claimMail(NOON, LATER, "t", 10);
        work.settle(notice + ".0", ending, true, LATER, "t");
      });
      assertThat(seen.postings(notice))
          .containsExactly(new Posted(posting(notice, notice, "anna", NOON), ending, LATER));
    }
  }

  @Test
  void keepsEverySealedTypeOfWhichTheLedgerKnows() {
    assertThat(Json.SEALED)
        .containsExactlyInAnyOrder(
            Fault.class, Standing.class, PlanOverride.class, Posting.Ending.class);
  }

  /** A new case without a sample fails here. */
  private static void assertAllCases(Class<?> sealed, List<?> samples) {
    assertThat(samples.stream().map(Object::getClass))
        .containsExactlyInAnyOrder(sealed.getPermittedSubclasses());
  }

  @Test
  void givesBackEventsLatestFirstAndOfAnIncidentOldestFirst() {
    Event house = event(NOON, Event.Type.STARTED, null, "0.1.0");
    Event opened = event(LATER, Event.Type.OPENED, LANDING, "a");
    Event told = event(LATER, Event.Type.TOLD, LANDING, "b");
    Event bare = new Event(MUCH_LATER, Event.Type.PLAN_CHANGED, null, null, null, null, "");
    change(work -> List.of(house, opened, told, bare).forEach(work::append));
    assertThat(seen.events(3)).containsExactly(bare, told, opened);
    assertThat(seen.eventsOf("landing", 9)).containsExactly(told, opened);
    assertThat(seen.eventsOf("landing", 1)).containsExactly(told);
    assertThat(seen.eventsOfIncident("i1")).containsExactly(opened, told);
  }

  // ---- checks

  @Test
  void leavesACheckOfThePlanAsItIs() {
    change(work -> work.bear(Samples.full(LANDING), NOON));
    change(work -> work.bear(CheckState.born(LANDING, LATER), LATER));
    assertThat(seen.check(LANDING)).contains(Samples.full(LANDING));
    assertThat(seen.nextDue()).contains(NOON);
  }

  @Test
  void givesARetiredCheckToNobodyAndTakesItBackWithWhatItKnew() {
    change(work -> work.bear(Samples.full(LANDING), NOON));
    change(work -> work.retire(List.of(LANDING, OFFER)));
    assertThat(seen.checks()).isEmpty();
    assertThat(seen.check(LANDING)).isEmpty();
    assertThat(seen.nextDue()).isEmpty();
    assertThat(claim(MUCH_LATER, "t")).isEmpty();
    change(work -> work.bear(CheckState.born(LANDING, LATER), LATER));
    assertThat(seen.check(LANDING)).contains(Samples.full(LANDING));
    assertThat(seen.nextDue()).contains(LATER);
  }

  @Test
  void refusesTheResultOfACheckThatWasRetiredMeanwhile() {
    change(work -> work.bear(healthy(LANDING), NOON));
    claim(NOON, "t");
    change(work -> work.retire(List.of(LANDING)));
    assertThat(settle(Samples.full(LANDING), LATER, "t")).isFalse();
  }

  @Test
  void givesWhatIsDueMostOverdueFirstAndNothingElse() {
    change(work -> {
      work.bear(healthy(new CheckId("c", "page")), NOON);
      work.bear(healthy(new CheckId("a", "page")), NOON.minusSeconds(2));
      work.bear(healthy(new CheckId("d", "page")), NOON.plusMillis(1));
      work.bear(healthy(new CheckId("b", "page")), NOON.minusSeconds(1));
    });
    assertThat(claimed(NOON, LATER, "t", 2))
        .containsExactly(
            new ClaimedLook(healthy(new CheckId("a", "page")), NOON.minusSeconds(2)),
            new ClaimedLook(healthy(new CheckId("b", "page")), NOON.minusSeconds(1)));
    assertThat(claim(NOON, "u")).containsExactly(new CheckId("c", "page"));
  }

  @Test
  void givesNobodyWhatSomebodyHasClaimed() {
    change(work -> work.bear(healthy(LANDING), NOON));
    assertThat(claim(NOON, "one")).containsExactly(LANDING);
    assertThat(claim(NOON.plusSeconds(59), "two")).isEmpty();
    assertThat(settle(Samples.full(LANDING), MUCH_LATER, "two")).isFalse();
    assertThat(seen.check(LANDING)).contains(healthy(LANDING));
  }

  @Test
  void refusesTheLateResultOfAClaimThatSomebodyElseHasNow() {
    change(work -> work.bear(healthy(LANDING), NOON));
    claim(NOON, "frozen");
    assertThat(claimed(LATER, MUCH_LATER, "next", 9))
        .containsExactly(new ClaimedLook(healthy(LANDING), NOON));
    assertThat(settle(Samples.full(LANDING), MUCH_LATER, "frozen")).isFalse();
    assertThat(seen.check(LANDING)).contains(healthy(LANDING));
    assertThat(settle(Samples.full(LANDING), MUCH_LATER, "next")).isTrue();
    assertThat(seen.check(LANDING)).contains(Samples.full(LANDING));
  }

  @Test
  void takesALateResultThatNobodyElseIsWorkingOn() {
    change(work -> work.bear(healthy(LANDING), NOON));
    claim(NOON, "slow");
    assertThat(settle(Samples.full(LANDING), MUCH_LATER.plusSeconds(9), "slow")).isTrue();
    assertThat(settle(healthy(LANDING), MUCH_LATER, "slow")).isFalse();
    assertThat(seen.nextDue()).contains(MUCH_LATER.plusSeconds(9));
  }

  @Test
  void puttingALookOffGivesTheClaimBackAndKeepsTheState() {
    change(work -> work.bear(healthy(LANDING), NOON));
    claim(NOON, "t");
    change(work -> work.postponeLook(LANDING, LATER, "other"));
    assertThat(claim(NOON, "u")).isEmpty();
    change(work -> work.postponeLook(LANDING, LATER, "t"));
    assertThat(seen.nextDue()).contains(LATER);
    assertThat(seen.check(LANDING)).contains(healthy(LANDING));
    assertThat(claim(LATER, "u")).containsExactly(LANDING);
  }

  @Test
  void looksAtOnceWhenAsked() {
    change(work -> work.bear(healthy(LANDING), MUCH_LATER));
    change(work -> work.lookAt(LANDING, NOON));
    assertThat(claim(NOON, "t")).containsExactly(LANDING);
  }

  @Test
  void keepsTheWishForALookUntilTheLookUnderWayIsOver() {
    change(work -> work.bear(healthy(LANDING), NOON));
    claim(NOON, "t");
    change(work -> {
      work.lookAt(LANDING, NOON.plusSeconds(2));
      work.lookAt(LANDING, NOON.plusSeconds(1));
      work.lookAt(LANDING, NOON.plusSeconds(3));
    });
    assertThat(claim(NOON.plusSeconds(3), "u")).isEmpty();
    assertThat(settle(healthy(LANDING), MUCH_LATER, "t")).isTrue();
    assertThat(seen.nextDue()).contains(NOON.plusSeconds(1));
    claim(LATER, "t");
    assertThat(settle(healthy(LANDING), MUCH_LATER, "t")).isTrue();
    assertThat(seen.nextDue()).contains(MUCH_LATER);
  }

  // ---- what must not be done twice

  @Test
  void tellsWhoeverClaimsNextWhatALookHadOnRecordWhenItWasCutOff() {
    change(work -> work.bear(healthy(LANDING), NOON));
    claim(NOON, "killed");
    assertThat(intend("killed", "the lead wk-1")).isTrue();
    assertThat(intend("killed", "the lead wk-2")).isTrue();
    assertThat(claimed(LATER, MUCH_LATER, "next", 9))
        .containsExactly(new ClaimedLook(healthy(LANDING), NOON, "the lead wk-2"));
    assertThat(settle(healthy(LANDING), LATER, "next")).isTrue();
    assertThat(claimed(MUCH_LATER, MUCH_LATER.plusSeconds(60), "t", 9))
        .containsExactly(new ClaimedLook(healthy(LANDING), LATER));
  }

  @Test
  void refusesAnIntentUnderAClaimThatNoLongerStands() {
    change(work -> work.bear(healthy(LANDING), NOON));
    assertThat(intend("nobody", "a")).isFalse();
    claim(NOON, "frozen");
    claim(LATER, "next");
    assertThat(intend("frozen", "a")).isFalse();
    assertThat(settle(healthy(LANDING), MUCH_LATER, "next")).isTrue();
    assertThat(intend("next", "a")).isFalse();
    assertThat(claimed(MUCH_LATER, MUCH_LATER.plusSeconds(60), "t", 9))
        .containsExactly(new ClaimedLook(healthy(LANDING), MUCH_LATER));
  }

  @Test
  void keepsAnIntentThroughEverythingThatIsNoEndOfALook() {
    change(work -> work.bear(Samples.full(LANDING), NOON));
    claim(NOON, "t");
    intend("t", "a");
    change(work -> work.postponeLook(LANDING, NOON, "t"));
    assertThat(claimed(NOON, LATER, "u", 9)).extracting(ClaimedLook::intent).containsExactly("a");
    CheckId renamed = new CheckId("summer", "page");
    change(work -> work.rename("landing", "summer"));
    assertThat(ledger.<Boolean>write(work -> work.intend(renamed, "u", "b"))).isFalse();
    change(work -> work.retire(List.of(renamed)));
    change(work -> work.bear(healthy(renamed), NOON));
    assertThat(claimed(NOON, LATER, "v", 9))
        .containsExactly(new ClaimedLook(Samples.full(renamed), NOON, "a"));
  }

  @Test
  void noWishForALookRepeatsWhatWasJustDone() {
    change(work -> work.bear(healthy(LANDING), NOON));
    claim(NOON, "t");
    change(work -> work.lookAt(LANDING, NOON.plusSeconds(1)));
    intend("t", "a");
    change(work -> work.lookAt(LANDING, NOON.plusSeconds(2)));
    settle(healthy(LANDING), MUCH_LATER, "t");
    assertThat(seen.nextDue()).contains(MUCH_LATER);
    change(work -> work.lookAt(LANDING, LATER));
    assertThat(seen.nextDue()).contains(LATER);
  }

  private boolean intend(String token, String what) {
    return ledger.write(work -> work.intend(LANDING, token, what));
  }

  List<CheckId> claim(Instant now, String token) {
    return claimed(now, now.plusSeconds(60), token, 100).stream()
        .map(look -> look.state().check())
        .toList();
  }

  List<ClaimedLook> claimed(Instant now, Instant until, String token, int limit) {
    return ledger.write(work -> work.claimLooks(now, until, token, limit));
  }

  boolean settle(CheckState next, Instant dueAt, String token) {
    return ledger.write(work -> work.settleLook(next, dueAt, token));
  }

  // ---- a touchpoint gets another name

  @Test
  void keepsTheHistoryOfARenamedTouchpoint() {
    Tally tally = healthy(LANDING).tally();
    CheckId renamed = new CheckId("summer", "page");
    change(work -> {
      work.bear(Samples.full(LANDING), NOON);
      work.bear(healthy(OFFER), NOON);
      work.save(incident("i1", LANDING, LATER));
      work.append(event(NOON, Event.Type.OPENED, LANDING, "a"));
      work.addRollup(LANDING, tally);
      work.beat(LANDING, new Beat(NOON, true, ""));
      Samples.OVERRIDES.forEach(work::add);
      work.rename("landing", "summer");
    });
    assertThat(seen.check(LANDING)).isEmpty();
    assertThat(seen.check(renamed)).contains(Samples.full(renamed));
    assertThat(seen.check(OFFER)).contains(healthy(OFFER));
    assertThat(seen.incident("i1")).contains(incident("i1", renamed, LATER));
    assertThat(seen.openIncidents(List.of(renamed))).hasSize(1);
    assertThat(seen.eventsOf("summer", 9))
        .containsExactly(event(NOON, Event.Type.OPENED, renamed, "a"));
    assertThat(seen.rollups(renamed, Instant.EPOCH)).containsExactly(tally);
    assertThat(seen.lastBeats(renamed, 9)).hasSize(1);
    assertThat(seen.overrides())
        .filteredOn(PlanOverride.Mute.class::isInstance)
        .extracting(mute -> ((PlanOverride.Mute) mute).check())
        .containsExactly(renamed);
    assertThat(seen.overrides())
        .filteredOn(PlanOverride.Offer.class::isInstance)
        .extracting(offer -> ((PlanOverride.Offer) offer).touchpoint())
        .containsExactly("summer");
    assertThat(seen.overrides())
        .filteredOn(PlanOverride.HandedOver.class::isInstance)
        .extracting(over -> ((PlanOverride.HandedOver) over).touchpoint())
        .containsExactly("summer");
    assertThat(seen.overrides())
        .filteredOn(PlanOverride.Maintenance.class::isInstance)
        .flatExtracting(window -> ((PlanOverride.Maintenance) window).scope().words())
        .containsExactly("touchpoint:summer", "tag:shop", "stage:buy", "channel:website");
  }

  @Test
  void mergesATouchpointThatTakesANameWithAHistory() {
    Tally tally = healthy(LANDING).tally();
    change(work -> {
      work.bear(healthy(LANDING), NOON);
      work.bear(Samples.full(OFFER), LATER);
      work.addRollup(LANDING, tally);
      work.addRollup(OFFER, tally);
      work.rename("landing", "offer");
      work.rename("offer", "offer");
    });
    assertThat(seen.checks()).containsExactly(Samples.full(OFFER));
    assertThat(seen.rollups(OFFER, Instant.EPOCH))
        .containsExactly(new Tally(tally.hour(), 120, 0, 0, classes(17, 120)));
    assertThat(seen.rollups(LANDING, Instant.EPOCH)).isEmpty();
  }

  @Test
  void prefersTheRenamedCheckToARetiredOneOfTheNewName() {
    change(work -> {
      work.bear(Samples.full(LANDING), NOON);
      work.bear(healthy(OFFER), LATER);
      work.retire(List.of(OFFER));
      work.rename("landing", "offer");
    });
    assertThat(seen.checks()).containsExactly(Samples.full(OFFER));
  }

  // ---- incidents

  @Test
  void replacesAnIncidentAndKnowsWhichAreOpen() {
    change(work -> {
      work.save(incident("i1", LANDING, NOON));
      work.save(incident("i2", OFFER, NOON));
      work.save(incident("i3", OFFER, NOON));
    });
    change(work -> work.save(resolved("i3", OFFER, LATER)));
    assertThat(ids(seen.openIncidents())).containsExactlyInAnyOrder("i1", "i2");
    assertThat(ids(seen.openIncidents(List.of(OFFER)))).containsExactly("i2");
    assertThat(ids(seen.openIncidents(List.of()))).isEmpty();
    List<CheckId> many =
        new ArrayList<>(
            IntStream.range(0, 1_200).mapToObj(i -> new CheckId("x" + i, "page")).toList());
    many.add(LANDING);
    assertThat(ids(seen.openIncidents(many))).containsExactly("i1");
    assertThat(seen.incident("i3")).contains(resolved("i3", OFFER, LATER));
    assertThat(seen.incident("none")).isEmpty();
  }

  @Test
  void listsWhatEndedLatelyTheLatestFirst() {
    change(work -> {
      work.save(resolved("old", OFFER, NOON));
      work.save(resolved("young", LANDING, LATER));
      work.save(incident("open", OFFER, NOON));
    });
    assertThat(ids(seen.resolvedIncidents(NOON.minusMillis(1)))).containsExactly("young", "old");
    assertThat(ids(seen.resolvedIncidents(NOON))).containsExactly("young");
    assertThat(seen.resolvedIncidents(LATER)).isEmpty();
  }

  @Test
  void listsOpenIncidentsOfATouchpointBeforeTheLatestResolved() {
    change(work -> {
      work.save(resolved("old", OFFER, NOON));
      work.save(resolved("young", OFFER, LATER));
      work.save(incident("open", OFFER, NOON));
      work.save(incident("other", LANDING, NOON));
    });
    assertThat(ids(seen.incidentsOf("offer", 9))).containsExactly("open", "young", "old");
    assertThat(ids(seen.incidentsOf("offer", 2))).containsExactly("open", "young");
  }

  @Test
  void knowsWhenTheLatestIncidentOfEachTouchpointEnded() {
    change(work -> {
      work.save(resolved("young", OFFER, LATER));
      work.save(resolved("old", OFFER, NOON));
      work.save(incident("open", LANDING, NOON));
    });
    assertThat(seen.lastResolved()).containsExactly(Map.entry("offer", LATER));
    change(work -> {
      work.save(resolved("handed", Ownership.offered("offer"), MUCH_LATER));
      work.save(resolved("not-mine", Ownership.disowned("offer"), MUCH_LATER));
      work.save(resolved("judged", Ownership.verdict("offer", "i1"), MUCH_LATER));
      work.save(resolved("asked", Ownership.verdict("landing", "i2"), MUCH_LATER));
    });
    assertThat(seen.lastResolved())
        .as("nothing was wrong there for customers")
        .containsExactly(Map.entry("offer", LATER));
  }

  @Test
  void wakesIncidentsWhoseTimeHasComeLongestDueFirst() {
    change(work -> {
      work.save(incident("second", LANDING, NOON));
      work.save(incident("first", LANDING, NOON.minusSeconds(1)));
      work.save(incident("later", LANDING, LATER));
      work.save(incident("never", LANDING, null));
    });
    assertThat(ids(ledger.write(work -> work.dueIncidents(NOON, 9))))
        .containsExactly("first", "second");
    assertThat(ids(ledger.write(work -> work.dueIncidents(NOON, 1)))).containsExactly("first");
    change(work -> work.save(incident("first", LANDING, null)));
    assertThat(ids(ledger.write(work -> work.dueIncidents(NOON, 9)))).containsExactly("second");
  }

  private static List<String> ids(List<Incident> incidents) {
    return incidents.stream().map(Incident::id).toList();
  }

  // ---- hours and beats

  @Test
  void addsUpTheTalliesOfAnHour() {
    Instant hour = healthy(LANDING).tally().hour();
    change(work -> work.addRollup(LANDING, new Tally(hour, 3, 1, 1, classes(1, 1))));
    change(work -> work.addRollup(LANDING, new Tally(hour, 2, 1, 0, classes(4, 2))));
    change(work -> work.addRollup(LANDING, new Tally(hour.plusSeconds(3_600), 1, 0, 1, List.of())));
    change(work -> work.addRollup(OFFER, new Tally(hour, 7, 0, 0, List.of())));
    assertThat(seen.rollups(LANDING, hour))
        .containsExactly(
            new Tally(hour, 5, 2, 1, List.of(0, 1, 0, 0, 2)),
            new Tally(hour.plusSeconds(3_600), 1, 0, 1, List.of()));
    assertThat(seen.rollups(LANDING, hour.plusMillis(1))).hasSize(1);
  }

  @Test
  void keepsTheLastFiftyBeatsOfACheck() {
    change(work -> {
      work.beat(OFFER, new Beat(NOON, false, "failed"));
      for (int i = 0; i < 60; i++) {
        work.beat(LANDING, new Beat(NOON.plusSeconds(i), true, "run " + i));
      }
    });
    List<Beat> beats = seen.lastBeats(LANDING, 99);
    assertThat(beats).hasSize(50);
    assertThat(beats.get(0)).isEqualTo(new Beat(NOON.plusSeconds(59), true, "run 59"));
    assertThat(beats.get(49).body()).isEqualTo("run 10");
    assertThat(seen.lastBeats(OFFER, 9)).containsExactly(new Beat(NOON, false, "failed"));
  }

  @Test
  void keepsTheLastGoodBeatBeforeFiftyBadOnes() {
    Beat good = new Beat(NOON, true, "done");
    change(work -> {
      work.beat(LANDING, new Beat(NOON.minusSeconds(1), true, "done before"));
      work.beat(LANDING, good);
      for (int i = 1; i <= 60; i++) {
        work.beat(LANDING, new Beat(NOON.plusSeconds(i), false, "run " + i));
      }
    });
    assertThat(seen.lastBeats(LANDING, 99)).hasSize(51).endsWith(good);
  }

  // ---- outbox

  @Test
  void putsADecisionIntoTheOutboxOnce() {
    change(work -> work.post(posting("n1", "i1", "anna", NOON)));
    change(work -> work.post(posting("n1", "i1", "anna", LATER)));
    assertThat(seen.waiting(9)).containsExactly(posting("n1", "i1", "anna", NOON));
    mail(NOON, "t");
    change(work -> work.settle("n1.0", new Posting.Ending.Sent("r"), true, NOON, "t"));
    change(work -> work.post(posting("n1", "i1", "anna", LATER)));
    assertThat(seen.waiting(9)).isEmpty();
  }

  @Test
  void listsWhatWaitsSoonestDueFirstAndSaysSinceWhenTheOldestIsLate() {
    change(work -> {
      work.post(posting("late", "i1", "anna", LATER));
      work.post(posting("soon", "i1", "ben", NOON));
    });
    assertThat(seen.waiting(9)).extracting(Posting::id).containsExactly("soon.0", "late.0");
    assertThat(seen.waiting(1)).hasSize(1);
    assertThat(seen.oldestDue(NOON.minusMillis(1))).isEmpty();
    assertThat(seen.oldestDue(MUCH_LATER)).contains(NOON);
  }

  @Test
  void claimsAllThatIsDueForAPersonTogether() {
    change(work -> {
      work.post(posting("n1", "i1", "anna", NOON.minusSeconds(1)));
      work.post(posting("n2", "i2", "anna", NOON));
      work.post(posting("n3", "i3", "anna", LATER));
      work.post(posting("n4", "i1", "ben", NOON.minusSeconds(2)));
      work.post(posting("n5", "i1", "carla", LATER));
    });
    List<Mail> mails = mail(NOON, "t");
    assertThat(mails)
        .containsExactly(
            new Mail(
                "ben", "mail", List.of(posting("n4", "i1", "ben", NOON.minusSeconds(2))), null),
            new Mail(
                "anna",
                "mail",
                List.of(
                    posting("n1", "i1", "anna", NOON.minusSeconds(1)),
                    posting("n2", "i2", "anna", NOON)),
                null));
  }

  @Test
  void claimsNoMorePersonsThanAsked() {
    change(work -> {
      work.post(posting("n1", "i1", "anna", NOON));
      work.post(posting("n2", "i1", "ben", NOON.minusSeconds(1)));
    });
    assertThat(mail(NOON, "t", 1)).extracting(Mail::person).containsExactly("ben");
    assertThat(mail(NOON, "u")).extracting(Mail::person).containsExactly("anna");
  }

  @Test
  void givesAPersonToOneClaimerAlsoWhenMoreArrivesMeanwhile() {
    change(work -> work.post(posting("n1", "i1", "anna", NOON)));
    assertThat(mail(NOON, "one")).hasSize(1);
    change(work -> work.post(posting("n2", "i2", "anna", NOON)));
    assertThat(mail(NOON, "two")).isEmpty();
    assertThat(mail(LATER, "two").get(0).postings()).hasSize(2);
    boolean late =
        ledger.write(w -> w.settle("n1.0", new Posting.Ending.Sent("r"), true, LATER, "one"));
    assertThat(late).isFalse();
  }

  @Test
  void endsARowOnce() {
    change(work -> work.post(posting("n1", "i1", "anna", NOON)));
    Posting.Ending sent = new Posting.Ending.Sent("r");
    assertThat(did(w -> w.settle("n1.0", sent, true, NOON, "t"))).isFalse();
    mail(NOON, "t");
    assertThat(did(w -> w.settle("n1.0", sent, true, NOON, "u"))).isFalse();
    assertThat(did(w -> w.settle("n1.0", sent, true, NOON, "t"))).isTrue();
    assertThat(
            did(w ->
                w.settle(
                    "n1.0", new Posting.Ending.Withdrawn(Reason.RECOVERED), false, LATER, "t")))
        .isFalse();
    assertThat(seen.postings("i1"))
        .containsExactly(new Posted(posting("n1", "i1", "anna", NOON), sent, NOON));
    assertThat(mail(MUCH_LATER, "t")).isEmpty();
  }

  @Test
  void fixesTheMessageBeforeTheFirstAttemptAndKeepsItForTheNext() {
    change(work -> {
      work.post(posting("n1", "i1", "anna", NOON));
      work.post(posting("n2", "i2", "anna", NOON));
    });
    mail(NOON, "t");
    assertThat(pack(List.of("n1.0", "n2.0"), "p1", NOON, "t")).isTrue();
    change(work -> {
      work.postpone("n1.0", LATER, true, "t");
      work.postpone("n2.0", MUCH_LATER, true, "t");
      work.post(posting("n3", "i3", "anna", MUCH_LATER));
    });
    List<Posting> again = mail(LATER, "u").get(0).postings();
    assertThat(again).extracting(Posting::id).containsExactly("n1.0", "n2.0");
    assertThat(again).allMatch(posting -> "p1".equals(posting.parcel()));
    assertThat(again).allMatch(posting -> posting.attempts() == 1);
    assertThat(again).allMatch(posting -> NOON.equals(posting.firstTriedAt()));
    assertThat(pack(List.of("n1.0", "n2.0"), "p2", LATER, "u")).isTrue();
    assertThat(seen.waiting(2))
        .allMatch(posting -> "p1".equals(posting.parcel()) && NOON.equals(posting.firstTriedAt()));
  }

  @Test
  void packsNothingWhenOneOfTheClaimsIsGone() {
    change(work -> {
      work.post(posting("n1", "i1", "anna", NOON));
      work.post(posting("n2", "i2", "ben", NOON));
    });
    ledger.write(work -> work.claimMail(NOON, LATER, "t", 1));
    assertThat(pack(List.of("n1.0", "n2.0"), "p1", NOON, "t")).isFalse();
    assertThat(seen.waiting(9))
        .allMatch(posting -> posting.parcel() == null && posting.firstTriedAt() == null);
  }

  private boolean pack(List<String> postings, String parcel, Instant now, String token) {
    return ledger.write(work -> work.pack(postings, parcel, now, token));
  }

  @Test
  void putsARowOffWithoutCountingAnAttemptThatWasNone() {
    change(work -> work.post(posting("n1", "i1", "anna", NOON)));
    mail(NOON, "t");
    assertThat(did(w -> w.postpone("n1.0", LATER, false, "u"))).isFalse();
    assertThat(did(w -> w.postpone("n1.0", LATER, false, "t"))).isTrue();
    assertThat(mail(NOON, "t")).isEmpty();
    assertThat(mail(LATER, "t").get(0).postings().get(0).attempts()).isZero();
  }

  @Test
  void whatIsBeingTriedHoldsBackWhatComesAfterIt() {
    change(work -> work.post(posting("n1", "i1", "anna", NOON)));
    mail(NOON, "t");
    assertThat(pack(List.of("n1.0"), "p1", NOON, "t")).isTrue();
    assertThat(did(w -> w.postpone("n1.0", MUCH_LATER, true, "t"))).isTrue();
    change(work -> work.post(posting("n2", "i2", "anna", LATER)));
    assertThat(mail(LATER, "u").get(0).lastSent()).isEqualTo(LATER);
  }

  @Test
  void remembersWhenAPersonLastGotAMessageThatCounts() {
    change(work -> {
      for (String notice : List.of("n1", "n2", "n3", "n4")) {
        work.post(posting(notice, "i1", "anna", NOON));
      }
      work.claimMail(NOON, LATER, "t", 9);
      work.settle("n1.0", new Posting.Ending.Sent("r1"), true, NOON, "t");
      work.settle("n2.0", new Posting.Ending.Sent("r2"), false, LATER, "t");
      work.settle("n3.0", new Posting.Ending.Withdrawn(Reason.RECOVERED), true, LATER, "t");
      work.postpone("n4.0", NOON, false, "t");
    });
    assertThat(seen.lastSent("anna", "mail")).contains(NOON);
    assertThat(seen.lastSent("anna", "chat")).isEmpty();
    assertThat(mail(MUCH_LATER, "u").get(0).lastSent()).isEqualTo(NOON);
  }

  @Test
  void givesTheReferencesOfWhatReachedThePerson() {
    change(work -> {
      work.post(posting("n1", "i1", "anna", NOON));
      work.post(posting("n2", "i1", "anna", NOON));
      work.post(posting("n3", "i1", "anna", NOON));
      work.post(posting("n4", "i1", "ben", NOON));
      work.post(posting("n5", "i2", "anna", NOON));
      work.post(posting("n6", "i1", "anna", NOON));
      work.claimMail(NOON, LATER, "t", 9);
      work.settle("n2.0", new Posting.Ending.Sent("second"), true, LATER, "t");
      work.settle("n1.0", new Posting.Ending.Sent("first"), true, NOON, "t");
      work.settle("n3.0", new Posting.Ending.Sent("second"), true, LATER, "t");
      work.settle("n4.0", new Posting.Ending.Sent("bens"), true, NOON, "t");
      work.settle("n5.0", new Posting.Ending.Sent("another"), true, NOON, "t");
      work.settle("n6.0", new Posting.Ending.Sent(""), true, NOON, "t");
    });
    assertThat(seen.references("i1", "anna", "mail")).containsExactly("first", "second");
  }

  List<Mail> mail(Instant now, String token) {
    return mail(now, token, 100);
  }

  List<Mail> mail(Instant now, String token, int limit) {
    return ledger.write(work -> work.claimMail(now, now.plusSeconds(60), token, limit));
  }

  // ---- plans, overrides, signs of life

  @Test
  void keepsTheLastTwentyPlansAndGivesTheLatest() {
    assertThat(seen.latestPlan()).isEmpty();
    long first = savePlan("plan 0");
    for (int i = 1; i < 25; i++) {
      assertThat(savePlan("plan " + i)).isEqualTo(first + i);
    }
    Ledger.PlanGeneration latest = seen.latestPlan().orElseThrow();
    assertThat(latest.summary()).isEqualTo("plan 24");
    assertThat(latest.at()).isEqualTo(NOON);
    assertThat(latest.files()).containsExactly(Map.entry("a.yaml", "x: ☂\n"));
    assertThat(seen.sizes()).containsEntry("plans", 20L);
  }

  private long savePlan(String summary) {
    TreeMap<String, String> files = new TreeMap<>(Map.of("a.yaml", "x: ☂\n"));
    return ledger.write(work -> work.savePlan(files, NOON, summary));
  }

  @Test
  void knowsThePlanByItsNumberAndByItsFiles() {
    assertThat(seen.planNumber()).isZero();
    TreeMap<String, String> first = new TreeMap<>(Map.of("config/daemon.yaml", "a: 1"));
    TreeMap<String, String> second = new TreeMap<>(Map.of("config/daemon.yaml", "a: 2"));
    change(work -> work.savePlan(first, NOON, ""));
    long one = seen.planNumber();
    change(work -> work.savePlan(second, NOON, ""));
    long two = seen.planNumber();
    assertThat(two).isGreaterThan(one);
    assertThat(seen.planOf(first)).hasValue(one);
    change(work -> work.savePlan(first, NOON, ""));
    assertThat(seen.planOf(first)).hasValue(seen.planNumber());
    assertThat(seen.planOf(new TreeMap<>())).isEmpty();
  }

  @Test
  void keepsOnePlanThatWaitsForAYes() {
    assertThat(seen.heldPlan()).isEmpty();
    HeldPlan one = new HeldPlan("shop-1", NOON, new TreeMap<>(Map.of("a", "b")), "4 removed");
    change(work -> work.hold(new HeldPlan("shop-2", LATER, new TreeMap<>(), "all removed")));
    change(work -> work.hold(one));
    assertThat(seen.heldPlan()).contains(one);
    assertThat(seen.heldSince()).contains(NOON);
    change(Work::unhold);
    assertThat(seen.heldPlan()).isEmpty();
    assertThat(seen.heldSince()).isEmpty();
  }

  @Test
  void knowsWhichProcessesAreThereAndLetsOnlyTheSameRunGo() {
    Presence one = new Presence("shop-1", "r1", NOON, NOON, 3, false);
    Presence other = new Presence("shop-2", "r2", NOON, LATER, 4, true);
    change(work -> work.put(new Presence("shop-1", "r0", NOON, NOON, 0, true)));
    change(work -> work.put(other));
    change(work -> work.put(one));
    assertThat(seen.processes()).containsExactly(one, other);
    assertThat(did(work -> work.remove("shop-1", "r0"))).isFalse();
    assertThat(did(work -> work.remove("shop-1", "r1"))).isTrue();
    assertThat(did(work -> work.remove("shop-1", "r1"))).isFalse();
    assertThat(seen.processes()).containsExactly(other);
  }

  @Test
  void makesAValueOnce() {
    assertThat(ledger.<String>write(work -> work.makeOnce("key", "a"))).isEqualTo("a");
    assertThat(ledger.<String>write(work -> work.makeOnce("key", "b"))).isEqualTo("a");
    assertThat(ledger.<String>write(work -> work.makeOnce("other", "b"))).isEqualTo("b");
  }

  @Test
  void addsAnOverrideOnceAndEndsItOnce() {
    PlanOverride.LinksVoid open = new PlanOverride.LinksVoid("v1", "anna", NOON, null, "anna");
    change(work -> work.add(open));
    change(work -> work.add(new PlanOverride.LinksVoid("v1", "ben", LATER, null, "ben")));
    assertThat(seen.overrides()).containsExactly(open);
    change(work -> work.end("v1", LATER));
    change(work -> work.end("v1", MUCH_LATER));
    change(work -> work.end("none", LATER));
    assertThat(seen.overrides())
        .containsExactly(new PlanOverride.LinksVoid("v1", "anna", NOON, LATER, "anna"));
  }

  @Test
  void keepsWhoEndedAWindowFirst() {
    Window.Scope page = Window.Scope.of("landing");
    change(work ->
        work.add(
            new Maintenance("w", "anna", NOON, MUCH_LATER, page, null, null, "x", false, null)));
    change(work -> work.endMaintenance("w", "ben", LATER));
    change(work -> work.endMaintenance("w", "carla", LATER.plusSeconds(1)));
    assertThat(seen.overrides())
        .containsExactly(
            new Maintenance("w", "anna", NOON, LATER, page, null, null, "x", false, "ben"));
  }

  // ---- owners

  @Test
  void knowsSinceWhenSomebodyIsAnOwnerAndForgetsWhoIsNoMore() {
    change(work -> work.own(List.of("anna", "ben"), NOON));
    change(work -> work.own(List.of("anna", "carla"), LATER));
    assertThat(seen.owners()).isEqualTo(Map.of("anna", NOON, "carla", LATER));
    change(work -> work.own(List.of("anna", "ben"), MUCH_LATER));
    assertThat(seen.owners()).isEqualTo(Map.of("anna", NOON, "ben", MUCH_LATER));
  }

  @Test
  void keepsWhatAnOwnerConfirmedLastAlsoUnderANewId() {
    change(work -> {
      work.confirm(new Confirmation("anna", NOON, List.of("old", "landing")));
      work.confirm(new Confirmation("anna", LATER, List.of("offer", "landing")));
      work.confirm(new Confirmation("anna", LATER, List.of("offer", "landing")));
    });
    assertThat(seen.lastConfirmation("ben")).isEmpty();
    assertThat(seen.lastConfirmation("anna"))
        .contains(new Confirmation("anna", LATER, List.of("landing", "offer")));
    change(work -> work.confirm(new Confirmation("carla", NOON, List.of("shop"))));
    assertThat(seen.lastConfirmations())
        .containsExactly(
            entry("anna", new Confirmation("anna", LATER, List.of("landing", "offer"))),
            entry("carla", new Confirmation("carla", NOON, List.of("shop"))));
    change(work -> work.rename("landing", "summer"));
    assertThat(seen.lastConfirmation("anna"))
        .contains(new Confirmation("anna", LATER, List.of("offer", "summer")));
    change(work -> work.rename("offer", "summer"));
    assertThat(seen.lastConfirmation("anna"))
        .contains(new Confirmation("anna", LATER, List.of("summer")));
  }

  @Test
  void forgetsOldConfirmationsButTheLastOfWhoStillOwnsSomething() {
    change(work -> {
      work.own(List.of("anna"), NOON);
      work.confirm(new Confirmation("anna", NOON, List.of("a", "b")));
      work.confirm(new Confirmation("anna", LATER, List.of("a")));
      work.confirm(new Confirmation("ben", NOON, List.of("c")));
    });
    assertThat(forget(MUCH_LATER, NOON, NOON, 100)).isEqualTo(3);
    assertThat(seen.lastConfirmation("anna")).map(Confirmation::at).contains(LATER);
    assertThat(seen.lastConfirmation("ben")).isEmpty();
  }

  // ---- initiatives

  private static Initiative tried(String id, String touchpoint, Instant changed) {
    return new Initiative(
        id,
        touchpoint,
        "anna",
        changed.plusSeconds(60),
        changed,
        "Three fields instead of nine",
        Initiative.Measure.KPI,
        "orders",
        Initiative.Direction.UP,
        12.5,
        changed.plus(Duration.ofDays(28)),
        "i0",
        null,
        null);
  }

  @Test
  void keepsWhatWasTriedAndWhoWasAskedAndTheFirstVerdictAlone() {
    Initiative one = tried("i1", "landing", NOON);
    Initiative other = tried("i2", "offer", LATER);
    assertThat(ledger.<Boolean>write(work -> work.add(one))).isTrue();
    assertThat(ledger.<Boolean>write(work -> work.add(one))).isFalse();
    change(work -> work.add(other));
    assertThat(seen.initiatives()).containsExactly(other, one);
    assertThat(seen.initiatives("landing")).containsExactly(one);
    change(work -> work.ask("i1", new Initiative.Asked("anna", LATER)));
    Initiative.Asked anna = new Initiative.Asked("anna", LATER);
    assertThat(seen.initiative("i1").orElseThrow().asked()).isEqualTo(anna);

    Initiative.Verdict keep =
        new Initiative.Verdict(Initiative.Word.KEEP, LATER, "ben", "better", 1.5, null);
    Initiative.Verdict undo =
        new Initiative.Verdict(Initiative.Word.UNDO, LATER, "anna", "", null, null);
    assertThat(ledger.<Boolean>write(work -> work.judge("i1", keep))).isTrue();
    assertThat(ledger.<Boolean>write(work -> work.judge("i1", undo))).isFalse();
    assertThat(ledger.<Boolean>write(work -> work.judge("none", keep))).isFalse();
    Initiative.Asked late = new Initiative.Asked("ben", LATER);
    assertThat(ledger.<Boolean>write(work -> work.ask("i1", late))).isFalse();
    reopen();
    Initiative judged = seen.initiative("i1").orElseThrow();
    assertThat(judged.asked()).isEqualTo(anna);
    assertThat(judged.verdict()).isEqualTo(keep);
    change(work -> work.rename("landing", "summer"));
    assertThat(seen.initiatives("landing")).isEmpty();
    assertThat(seen.initiatives("summer")).extracting(Initiative::id).containsExactly("i1");
  }

  @Test
  void forgetsAnInitiativeWhenItsVerdictIsOldAndNotBefore() {
    change(work -> {
      work.add(tried("i1", "landing", NOON));
      work.add(tried("i2", "landing", NOON));
      work.judge(
          "i2",
          new Initiative.Verdict(
              Initiative.Word.KEEP, NOON.plus(Duration.ofDays(90)), "ben", "", null, null));
    });
    assertThat(forget(NOON.plus(Duration.ofDays(28)), NOON, NOON, 9)).isZero();
    assertThat(forget(NOON.plus(Duration.ofDays(29)), NOON, NOON, 9)).isEqualTo(1);
    assertThat(seen.initiatives()).extracting(Initiative::id).containsExactly("i2");
    assertThat(forget(NOON.plus(Duration.ofDays(91)), NOON, NOON, 9)).isEqualTo(1);
  }

  @Test
  void listsWhatHappenedOldestFirstAndOnlyWhatIsAskedFor() {
    CheckId check = new CheckId("landing", "page");
    change(work -> {
      work.append(new Event(NOON, Event.Type.OPENED, check, "a", null, null, ""));
      work.append(new Event(LATER, Event.Type.TAKEN, check, "a", "ben", null, ""));
      work.append(new Event(LATER, Event.Type.TOLD, check, "a", "ben", null, ""));
      work.append(new Event(LATER, Event.Type.TAKEN, check, null, "ben", null, ""));
    });
    List<Event.Type> types = List.of(Event.Type.TAKEN, Event.Type.OPENED);
    assertThat(seen.turns(NOON, types))
        .extracting(Event::type)
        .containsExactly(Event.Type.OPENED, Event.Type.TAKEN, Event.Type.TAKEN);
    assertThat(seen.turns(LATER, types)).extracting(Event::incident).containsExactly("a", null);
    assertThat(seen.turns("landing", LATER, types)).isEqualTo(seen.turns(LATER, types));
    assertThat(seen.turns("offer", NOON, types)).isEmpty();
  }

  @Test
  void givesTheLatestMessagesToSomebodyThatEnded() {
    change(work -> {
      for (int i = 1; i <= 3; i++) {
        work.post(posting("n" + i, "i1", "anna", NOON));
        work.claimMail(LATER, MUCH_LATER, "t", 9);
        work.settle("n" + i + ".0", new Posting.Ending.Sent(""), true, NOON.plusSeconds(i), "t");
      }
      work.post(posting("waits", "i1", "anna", NOON));
      work.post(posting("other", "i1", "ben", NOON));
    });
    assertThat(seen.ended("anna", 2))
        .extracting(posted -> posted.posting().notice().id())
        .containsExactly("n3", "n2");
  }

  @Test
  void keepsTheLastPulseOfEachLoop() {
    change(work -> {
      work.pulse("looks", NOON);
      work.pulse("courier", NOON);
      work.pulse("looks", LATER);
    });
    assertThat(seen.pulses()).isEqualTo(Map.of("looks", LATER, "courier", NOON));
  }

  @Test
  void keepsTheTimeInWhichNobodyListened() {
    Duration minute = Duration.ofMinutes(1);
    change(work -> work.listening(NOON, minute, true));
    change(work -> work.listening(NOON.plusSeconds(60), minute, false));
    assertThat(seen.gaps(Instant.EPOCH)).isEmpty();
    change(work -> work.listening(NOON.plusSeconds(121), minute, false));
    change(work -> work.listening(NOON.plusSeconds(125), minute, true));
    change(work -> work.listening(NOON.plusSeconds(100), minute, true));
    Gap slept = new Gap(NOON.plusSeconds(60), NOON.plusSeconds(121));
    Gap restarted = new Gap(NOON.plusSeconds(121), NOON.plusSeconds(125));
    assertThat(seen.gaps(Instant.EPOCH)).containsExactly(slept, restarted);
    assertThat(seen.gaps(NOON.plusSeconds(121))).containsExactly(restarted);
  }

  // ---- the next moment

  @Test
  void knowsTheSoonestMomentAtWhichAnythingIsDue() {
    assertThat(seen.nextDue()).isEmpty();
    change(work -> work.save(incident("i1", LANDING, NOON.plusSeconds(30))));
    assertThat(seen.nextDue()).contains(NOON.plusSeconds(30));
    change(work -> work.post(posting("n1", "i1", "anna", NOON.plusSeconds(20))));
    assertThat(seen.nextDue()).contains(NOON.plusSeconds(20));
    change(work -> work.bear(healthy(LANDING), NOON.plusSeconds(10)));
    assertThat(seen.nextDue()).contains(NOON.plusSeconds(10));
  }

  @Test
  void countsWhatIsClaimedAsDueWhenTheClaimEnds() {
    change(work -> {
      work.bear(healthy(LANDING), NOON);
      work.post(posting("n1", "i1", "anna", NOON));
      work.claimLooks(NOON, NOON.plusSeconds(20), "t", 9);
      work.claimMail(NOON, NOON.plusSeconds(10), "t", 9);
      work.post(posting("n2", "i1", "anna", NOON));
    });
    assertThat(seen.nextDue()).contains(NOON.plusSeconds(10));
    change(work -> work.settle("n1.0", new Posting.Ending.Sent(""), true, NOON, "t"));
    assertThat(seen.nextDue()).contains(NOON);
    change(work -> {
      work.claimMail(NOON, NOON.plusSeconds(10), "u", 9);
      work.settle("n2.0", new Posting.Ending.Sent(""), true, NOON, "u");
    });
    assertThat(seen.nextDue()).contains(NOON.plusSeconds(20));
  }

  // ---- what customers said, and figures

  private static final Voice WORD =
      new Voice(
          "google",
          "r1",
          NOON,
          null,
          1.5,
          Reply.NONE,
          null,
          NOON.plusSeconds(3_600),
          null,
          "Cold \"tea\", für 5 € ☂",
          "https://reviews.example.org/r1");

  private static Voice answered(Voice voice, Instant at) {
    return new Voice(
        voice.source(),
        voice.id(),
        voice.at(),
        voice.editedAt(),
        voice.stars(),
        Reply.PUBLISHED,
        at,
        null,
        null,
        voice.text(),
        voice.link());
  }

  @Test
  void keepsWhatCustomersSaidAndTheFirstAnswer() {
    Voice other = Voice.said("google", "r2", LATER, Reply.UNKNOWN, "");
    change(work -> {
      work.bear(healthy(LANDING), NOON);
      work.hear(LANDING, List.of(WORD, other), LATER);
    });
    assertThat(seen.voices("landing", NOON))
        .containsExactly(
            new Said(LANDING, other, LATER, LATER), new Said(LANDING, WORD, NOON, LATER));

    change(work -> work.hear(LANDING, List.of(answered(WORD, LATER)), MUCH_LATER));
    change(work -> work.hear(LANDING, List.of(answered(WORD, MUCH_LATER)), MUCH_LATER));
    change(work -> work.hear(LANDING, List.of(), MUCH_LATER));
    Said after = seen.voices("landing", NOON).get(1);
    assertThat(after.answerTook()).contains(Duration.ofSeconds(60));
    assertThat(after.voice().dueAt()).isEqualTo(WORD.dueAt());
    assertThat(after.firstSeenAt()).isEqualTo(LATER);
    assertThat(seen.voices("offer", NOON)).isEmpty();
    assertThat(seen.voices(LATER)).hasSize(1);
  }

  @Test
  void keepsARoundForEachWordThatWasAnswered() {
    Voice anew = answered(WORD, LATER).edited(MUCH_LATER);
    change(work -> {
      work.bear(healthy(LANDING), NOON);
      work.hear(LANDING, List.of(WORD), NOON);
      work.hear(LANDING, List.of(answered(WORD, LATER)), LATER);
      work.hear(LANDING, List.of(anew), MUCH_LATER);
    });
    assertThat(seen.voices("landing", NOON)).extracting(Said::waits).containsExactly(true, false);
    assertThat(seen.sizes()).containsEntry("voices", 2L);
  }

  @Test
  void listsWhatWaitsHoweverOldAndCountsIt() {
    Instant due = WORD.dueAt();
    Voice unheeded = Voice.said("google", "old", NOON.minusSeconds(9), Reply.NONE, "");
    Voice rejected = Voice.said("x", "r1", LATER, Reply.REJECTED, "").due(due.plusSeconds(1));
    change(work -> {
      work.bear(healthy(LANDING), NOON);
      work.bear(healthy(OFFER), NOON);
      work.hear(LANDING, List.of(WORD, rejected, unheeded), LATER);
      work.hear(OFFER, List.of(answered(WORD, LATER)), LATER);
    });
    assertThat(seen.voices(MUCH_LATER)).hasSize(3);
    assertThat(seen.waitingVoices(due.minusMillis(1)))
        .containsExactly(new Ledger.Waiting("landing", 2, 0, NOON));
    assertThat(seen.waitingVoices(due)).containsExactly(new Ledger.Waiting("landing", 2, 1, NOON));

    change(work -> work.retire(List.of(LANDING)));
    assertThat(seen.waitingVoices(due)).isEmpty();
    assertThat(seen.voices("landing", NOON)).isEmpty();
    change(work -> work.bear(healthy(LANDING), NOON));
    assertThat(seen.waitingVoices(due)).hasSize(1);
  }

  @Test
  void addsUpTheFiguresOfAnHour() {
    Instant hour = Instant.parse("2026-06-01T12:00:00Z");
    change(work -> {
      work.addFigure(LANDING, "rating", NOON, 4.5);
      work.addFigure(LANDING, "rating", LATER, 3.25);
      work.addFigure(LANDING, "rating", MUCH_LATER, 4);
      work.addFigure(LANDING, "rating", NOON.plusSeconds(3_600), 1);
      work.addFigure(LANDING, "value", NOON, -1);
    });
    assertThat(seen.figures(LANDING, "rating", hour))
        .containsExactly(
            new Ledger.Figure(hour, 4, 3.25, 4.5, 11.75, 3),
            new Ledger.Figure(hour.plusSeconds(3_600), 1, 1, 1, 1, 1));
    assertThat(seen.figures(LANDING, "rating", NOON)).hasSize(1);
    assertThat(seen.figures(OFFER, "rating", hour)).isEmpty();
  }

  @Test
  void renamesWhatCustomersSaidAndAddsUpFigures() {
    Instant hour = Instant.parse("2026-06-01T12:00:00Z");
    Voice more = Voice.said("google", "r2", LATER, Reply.NONE, "");
    change(work -> {
      work.bear(healthy(LANDING), NOON);
      work.hear(LANDING, List.of(WORD, more), LATER);
      work.hear(OFFER, List.of(answered(WORD, LATER)), MUCH_LATER);
      work.addFigure(LANDING, "rating", NOON, 5);
      work.addFigure(OFFER, "rating", NOON, 3);
      work.rename("landing", "offer");
    });
    assertThat(seen.voices("offer", NOON)).extracting(Said::check).containsOnly(OFFER);
    assertThat(seen.voices("offer", NOON)).extracting(Said::answered).containsExactly(false, true);
    assertThat(seen.figures(OFFER, "rating", hour))
        .containsExactly(new Ledger.Figure(hour, 5, 3, 5, 8, 2));
    assertThat(seen.figures(LANDING, "rating", hour)).isEmpty();
  }

  @Test
  void forgetsTheQuoteBeforeItForgetsThatSomebodySpoke() {
    Instant never = Instant.EPOCH;
    Voice later = Voice.said("google", "r2", LATER, Reply.NONE, "Warm tea");
    change(work -> {
      work.bear(healthy(LANDING), NOON);
      work.hear(LANDING, List.of(WORD, later), LATER);
      work.addFigure(LANDING, "rating", NOON, 5);
    });
    assertThat(ledger.<Long>write(work -> work.forget(never, never, never, never, LATER, 9)))
        .isEqualTo(1);
    assertThat(seen.voices("landing", never))
        .extracting(said -> said.voice().text())
        .containsExactly("Warm tea", "");
    assertThat(forget(LATER, NOON, NOON, 9)).isEqualTo(2);
    assertThat(seen.sizes()).containsEntry("voices", 1L).containsEntry("figures", 0L);
  }

  @Test
  void forgetsTheWordsOfAReportBeforeItForgetsThatSomebodyReported() {
    Instant never = Instant.EPOCH;
    change(work -> work.report(report("r1", "i1", null)));
    assertThat(ledger.<Long>write(work -> work.forget(never, never, never, never, NOON, 9)))
        .isZero();
    assertThat(ledger.<Long>write(work -> work.forget(never, never, never, never, LATER, 9)))
        .isEqualTo(1);
    assertThat(seen.reportsOf("i1")).extracting(one -> one.text()).containsExactly("");
  }

  @Test
  void takesBackAnAnswerThatHasNotLeft() {
    change(work -> {
      work.report(report("r1", "i1", "kim@customer.example"));
      work.report(report("r2", "i1", "lea@customer.example"));
      work.answer("i1", "Mended.", LATER);
      work.claimAnswers(LATER, MUCH_LATER, "t", 1);
      work.withdrawAnswers("i1", "i2");
    });
    assertThat(seen.reportsOf("i1")).extracting(one -> one.answer()).containsExactly("Mended.");
    assertThat(seen.reportsOf("i2")).extracting(one -> one.id()).containsExactly("r2");
    assertThat(seen.reportsOf("i2").get(0).answer()).isNull();
    assertThat(seen.nextAnswer()).contains(MUCH_LATER);
  }

  @Test
  void keepsARetiredCheckAsLongAsCustomersSpokeThere() {
    change(work -> {
      work.bear(healthy(LANDING), NOON);
      work.hear(LANDING, List.of(WORD.saying("")), NOON);
      work.retire(List.of(LANDING));
    });
    assertThat(forget(NOON, NOON, NOON, 9)).isZero();
    assertThat(forget(LATER, NOON, NOON, 9)).isEqualTo(2);
  }

  // ---- retention

  @Test
  void forgetsWhatIsOldAndNothingElse() {
    Instant cut = NOON;
    Instant old = NOON.minusMillis(1);
    Tally tally = healthy(LANDING).tally();
    Tally oldTally = new Tally(tally.hour().minusSeconds(3_600), 1, 0, 0, List.of());
    change(work -> {
      work.bear(healthy(LANDING), NOON);
      work.addRollup(LANDING, oldTally);
      work.addRollup(LANDING, tally);
      for (Instant at : List.of(old, cut)) {
        work.append(event(at, Event.Type.OPENED, LANDING, ""));
        work.beat(LANDING, new Beat(at, true, ""));
        work.save(resolved("resolved" + at, LANDING, at));
        String notice = "settled" + at;
        work.post(posting(notice, "i1", "anna", old));
        work.claimMail(NOON, LATER, "t", 9);
        work.settle(notice + ".0", new Posting.Ending.Sent(""), true, at, "t");
        work.add(new PlanOverride.LinksVoid("ended" + at, "a", old.minusMillis(1), at, "a"));
      }
      work.save(incident("open", LANDING, old));
      work.post(posting("waiting", "open", "anna", old));
      work.add(new PlanOverride.LinksVoid("forever", "a", old, null, "a"));
      work.listening(old.minusSeconds(2), Duration.ofMinutes(1), true);
      work.listening(old, Duration.ofMinutes(1), true);
      work.listening(cut, Duration.ofMinutes(1), true);
    });
    assertThat(forget(cut, tally.hour(), cut, 1_000)).isEqualTo(7);
    assertThat(seen.events(9)).hasSize(1);
    assertThat(seen.lastBeats(LANDING, 9)).containsExactly(new Beat(cut, true, ""));
    assertThat(ids(seen.incidentsOf("landing", 9))).containsExactly("open", "resolved" + cut);
    assertThat(seen.postings("i1")).hasSize(1);
    assertThat(seen.waiting(9)).hasSize(1);
    assertThat(seen.overrides())
        .extracting(PlanOverride::id)
        .containsExactlyInAnyOrder("ended" + cut, "forever");
    assertThat(seen.gaps(Instant.EPOCH)).containsExactly(new Gap(old, cut));
    assertThat(seen.rollups(LANDING, Instant.EPOCH)).containsExactly(tally);
    assertThat(seen.checks()).hasSize(1);
  }

  @Test
  void keepsTheLastBeatOfEachSortHoweverOldAndForgetsWhatItSaid() {
    change(work -> {
      work.bear(healthy(LANDING), NOON);
      work.beat(LANDING, new Beat(NOON, true, "first"));
      work.beat(LANDING, new Beat(NOON.plusSeconds(1), false, "failed"));
      work.beat(LANDING, new Beat(NOON.plusSeconds(2), true, "second"));
    });
    assertThat(forget(NOON, NOON, LATER, 100)).isEqualTo(3);
    assertThat(seen.lastBeats(LANDING, 9))
        .containsExactly(
            new Beat(NOON.plusSeconds(2), true, ""), new Beat(NOON.plusSeconds(1), false, ""));
    assertThat(forget(NOON, NOON, LATER, 100)).isZero();
  }

  @Test
  void forgetsAllOldBeatsOfACheckThatLeftThePlan() {
    change(work -> {
      work.bear(healthy(LANDING), NOON);
      work.beat(LANDING, new Beat(NOON, true, "done"));
      work.retire(List.of(LANDING));
    });
    assertThat(forget(NOON, NOON, LATER, 100)).isEqualTo(2);
    assertThat(seen.lastBeats(LANDING, 9)).isEmpty();
    assertThat(seen.checks()).isEmpty();
  }

  @Test
  void keepsARetiredCheckAsLongAsItHasAHistory() {
    change(work -> {
      work.bear(healthy(LANDING), NOON);
      work.bear(healthy(OFFER), NOON);
      work.append(event(NOON, Event.Type.OPENED, LANDING, ""));
      work.retire(List.of(LANDING, OFFER));
    });
    assertThat(forget(NOON, NOON, NOON, 100)).isEqualTo(1);
    assertThat(seen.sizes()).containsEntry("checks", 1L);
    assertThat(forget(LATER, NOON, NOON, 100)).isEqualTo(2);
    assertThat(seen.sizes()).containsEntry("checks", 0L);
  }

  @Test
  void forgetsNoMoreAtOnceThanAskedUntilNothingIsLeft() {
    change(work -> {
      for (int i = 0; i < 25; i++) {
        work.append(event(NOON, Event.Type.OPENED, LANDING, ""));
        work.addRollup(LANDING, new Tally(NOON.minusSeconds(i * 3_600L), 1, 0, 0, List.of()));
      }
    });
    List<Long> rounds = new ArrayList<>();
    long gone;
    do {
      gone = forget(LATER, LATER, LATER, 20);
      rounds.add(gone);
    } while (gone == 20);
    assertThat(rounds).containsExactly(20L, 20L, 10L);
    assertThat(seen.sizes().values()).allMatch(size -> size == 0);
  }

  long forget(Instant events, Instant rollups, Instant beats, int limit) {
    return ledger.write(work -> work.forget(events, rollups, beats, beats, beats, limit));
  }

  @Test
  void keepsAFileOnceUntilItsTimeIsOver() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    change(work -> work.keep(new Ledger.KeptFile("a1", NOON, "image/jpeg", bytes)));
    change(work -> work.keep(new Ledger.KeptFile("b2", NOON, "image/png", new byte[] {1})));
    change(work -> work.keep(new Ledger.KeptFile("a1", LATER, "image/jpeg", bytes)));
    assertThat(seen.file("a1"))
        .hasValueSatisfying(file -> {
          assertThat(file.bytes()).isEqualTo(bytes);
          assertThat(file.type()).isEqualTo("image/jpeg");
          assertThat(file.at()).isEqualTo(LATER);
        });
    assertThat(seen.file("c3")).isEmpty();

    Instant never = Instant.EPOCH;
    ledger.change(work -> work.forget(never, never, never, LATER, never, 100));

    assertThat(seen.file("a1")).isPresent();
    assertThat(seen.file("b2")).isEmpty();
    assertThat(seen.sizes()).containsEntry("files", 1L);
  }

  private static Ledger.Passage passage(String subject, String stage, int after) {
    return new Ledger.Passage(subject, stage, NOON.plusSeconds(after), "at");
  }

  @Test
  void keepsWhoReachedWhichStageOnceForAsLongAsWanted() {
    Ledger.Passage ordered = passage("s1", "order", 1);
    Ledger.Passage delivered = passage("s1", "delivery", 2);
    change(work -> {
      work.bear(healthy(LANDING), NOON);
      work.pass(LANDING, List.of(ordered, delivered), NOON);
    });
    change(work -> work.pass(LANDING, List.of(delivered, passage("s2", "order", 2)), NOON));
    change(work -> work.pass(OFFER, List.of(ordered), NOON));
    change(work -> work.pass(OFFER, List.of(), NOON));
    assertThat(seen.passages(LANDING, NOON, 9))
        .containsExactly(delivered, passage("s2", "order", 2), ordered);
    assertThat(seen.passages(LANDING, NOON.plusSeconds(2), 9)).hasSize(2);
    assertThat(seen.passages(LANDING, NOON, 1)).containsExactly(delivered);
    change(work -> work.pass(LANDING, List.of(), NOON.plusSeconds(2)));
    assertThat(seen.passages(LANDING, NOON, 9)).hasSize(2);
    assertThat(seen.passages(OFFER, NOON, 9)).containsExactly(ordered);

    // the one check is in the plan, the other is not
    assertThat(forget(NOON, NOON, LATER, 100)).isEqualTo(1);
    assertThat(seen.passages(OFFER, NOON, 9)).isEmpty();
    assertThat(forget(LATER, NOON, NOON, 100)).isEqualTo(2);
    assertThat(seen.sizes()).containsEntry("passages", 0L);
  }

  @Test
  void passagesOfARenamedTouchpointStayAndWhatBothHaveIsKeptOnce() {
    CheckId renamed = new CheckId("summer", LANDING.check());
    Ledger.Passage both = passage("s1", "order", 1);
    change(work -> {
      work.pass(LANDING, List.of(both, passage("s2", "order", 2)), NOON);
      work.pass(renamed, List.of(both), NOON);
      work.rename(LANDING.touchpoint(), "summer");
    });
    assertThat(seen.passages(LANDING, NOON, 9)).isEmpty();
    assertThat(seen.passages(renamed, NOON, 9)).hasSize(2);
  }

  @Test
  void keepsTheNewestPassagesOfACheckAndNoMoreThanItMust() {
    for (int part = 0; part < 6; part++) {
      int from = part * 10_000;
      List<Ledger.Passage> some = new ArrayList<>();
      for (int i = from; i < from + 10_000; i++) {
        some.add(passage("s" + i, "order", i));
      }
      change(work -> work.pass(LANDING, some, NOON));
    }
    assertThat(seen.sizes()).containsEntry("passages", 50_000L);
    assertThat(seen.passages(LANDING, NOON, 1)).containsExactly(passage("s59999", "order", 59_999));
  }

  private static Ledger.Attestation said(
      String id, CheckId check, Instant at, @Nullable String file) {
    return new Ledger.Attestation(
        id,
        check,
        "anna",
        at,
        file == null,
        "the N is dark",
        List.of(new Ledger.Answer("Is it lit?", false), new Ledger.Answer("Is it whole?", true)),
        file,
        "link");
  }

  @Test
  void keepsWhatPeopleSaidLatestFirstAndOnce() {
    Ledger.Attestation first = said("s1", LANDING, NOON, "a1");
    Ledger.Attestation second = said("s2", LANDING, LATER, null);
    change(work -> {
      work.attest(first);
      work.attest(second);
      work.attest(said("s2", LANDING, MUCH_LATER, "b2"));
      work.attest(said("s3", OFFER, MUCH_LATER, null));
    });
    assertThat(seen.attestations("landing", 9)).containsExactly(second, first);
    assertThat(seen.attestations("landing", 1)).containsExactly(second);
    assertThat(seen.lastAttestation(LANDING)).contains(second);
    assertThat(seen.lastAttestation(new CheckId("landing", "other"))).isEmpty();

    CheckId renamed = new CheckId("summer", "page");
    change(work -> work.rename("landing", "summer"));
    assertThat(seen.lastAttestation(LANDING)).isEmpty();
    assertThat(seen.lastAttestation(renamed)).contains(said("s2", renamed, LATER, null));
  }

  @Test
  void keepsTheLastWordOfALivingCheckAndThePhotoOfEachThatIsKept() {
    change(work -> {
      work.bear(healthy(LANDING), NOON);
      work.keep(new Ledger.KeptFile("a1", NOON, "image/jpeg", new byte[] {1}));
      work.keep(new Ledger.KeptFile("b2", NOON, "image/jpeg", new byte[] {2}));
      work.attest(said("s1", LANDING, NOON, "a1"));
      work.attest(said("s2", LANDING, LATER, "b2"));
      work.attest(said("s3", OFFER, NOON, null));
    });
    Instant never = Instant.EPOCH;
    ledger.change(work -> work.forget(never, never, never, MUCH_LATER, never, 100));
    assertThat(seen.sizes()).containsEntry("files", 2L).containsEntry("attestations", 3L);

    ledger.change(work -> work.forget(MUCH_LATER, never, never, MUCH_LATER, never, 100));
    assertThat(seen.attestations("landing", 9)).extracting(one -> one.id()).containsExactly("s2");
    assertThat(seen.lastAttestation(OFFER)).isEmpty();
    assertThat(seen.file("a1")).isEmpty();
    assertThat(seen.file("b2")).isPresent();
  }

  private static Ledger.Report report(String id, String incident, @Nullable String address) {
    return new Ledger.Report(id, "landing", incident, NOON, "dark", address, null, null);
  }

  @Test
  void givesAnAnswerOnceToEachWhoLeftAnAddressAndForgetsTheAddress() {
    change(work -> {
      work.report(report("r1", "i1", "kim@customer.example"));
      work.report(report("r1", "i1", "lea@customer.example"));
      work.report(report("r2", "i1", null));
      work.report(report("r3", "i2", "lea@customer.example"));
    });
    assertThat(seen.nextAnswer()).isEmpty();
    change(work -> work.answer("i1", "Mended.", LATER));
    assertThat(seen.nextAnswer()).contains(LATER);
    assertThat(seen.nextDue()).contains(LATER);

    List<Ledger.Report> early = ledger.write(w -> w.claimAnswers(NOON, LATER, "t", 9));
    assertThat(early).isEmpty();
    List<Ledger.Report> due = ledger.write(w -> w.claimAnswers(LATER, MUCH_LATER, "t", 9));
    assertThat(due).extracting(one -> one.address()).containsExactly("kim@customer.example");
    assertThat(due).extracting(one -> one.answer()).containsExactly("Mended.");
    List<Ledger.Report> taken = ledger.write(w -> w.claimAnswers(LATER, MUCH_LATER, "u", 9));
    assertThat(taken).isEmpty();
    assertThat(seen.nextAnswer()).contains(MUCH_LATER);

    boolean late = ledger.write(work -> work.settleAnswer("r1", "u"));
    assertThat(late).isFalse();
    boolean put = ledger.write(work -> work.postponeAnswer("r1", LATER, "t"));
    assertThat(put).isTrue();
    change(work -> work.claimAnswers(LATER, MUCH_LATER, "v", 9));
    boolean settled = ledger.write(work -> work.settleAnswer("r1", "v"));
    assertThat(settled).isTrue();
    assertThat(seen.nextAnswer()).isEmpty();
    assertThat(seen.reportsOf("i1")).extracting(one -> one.address()).containsOnlyNulls();
    assertThat(seen.reportsOf("i2")).extracting(one -> one.address()).doesNotContainNull();
    change(work -> work.forgetReporters(LATER));
    assertThat(seen.reportsOf("i2")).extracting(one -> one.address()).containsOnlyNulls();
  }

  @Test
  void showsAPersonNoDigestOfAnotherOwner() {
    change(work -> {
      work.keep(digest("company", "COMPANY", "", NOON));
      work.keep(digest("team", "TEAM", "shop", NOON.plusSeconds(1)));
      work.keep(digest("anna", "OWNER", "anna", NOON.plusSeconds(2)));
      work.keep(digest("ben", "OWNER", "ben", NOON.plusSeconds(3)));
    });
    assertThat(idsOf(seen.digestsFor(null, 0, 10)))
        .containsExactly("ben", "anna", "team", "company");
    assertThat(idsOf(seen.digestsFor("anna", 0, 10))).containsExactly("anna", "team", "company");
    assertThat(idsOf(seen.digestsFor("shop", 0, 10))).containsExactly("team", "company");
    assertThat(idsOf(seen.digestsFor("", 0, 10))).containsExactly("team", "company");
    assertThat(idsOf(seen.digestsFor("anna", 1, 1))).containsExactly("team");
    assertThat(seen.digestsFor(null, 0, 10))
        .extracting(Ledger.KeptDigest::gist, Ledger.KeptDigest::body)
        .containsOnly(tuple(GIST, ""));
    assertThat(seen.digestCount(null)).isEqualTo(4);
    assertThat(seen.digestCount("anna")).isEqualTo(3);
  }

  private static List<String> idsOf(List<Ledger.KeptDigest> digests) {
    return digests.stream().map(Ledger.KeptDigest::id).toList();
  }

  private static final Ledger.Gist GIST =
      new Ledger.Gist("Shop", ZoneId.of("Europe/Berlin"), 99.5, 3);

  private static Ledger.KeptDigest digest(String id, String whose, String subject, Instant made) {
    return new Ledger.KeptDigest(
        id, "weekly", whose, subject, "2026-W47", NOON, NOON, NOON, made, List.of(), GIST, "{}");
  }

  @Test
  void refusesAFileThatIsTooLarge() {
    byte[] bytes = new byte[Ledger.KeptFile.LARGEST + 1];
    assertThatThrownBy(() -> new Ledger.KeptFile("a1", NOON, "image/jpeg", bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too large");
  }

  @Test
  void keepsADigestOnceAndKnowsWhenTheNextIsDue() {
    Ledger.KeptDigest digest =
        new Ledger.KeptDigest(
            "d1",
            "week",
            "COMPANY",
            "",
            "2026-W23",
            NOON,
            LATER,
            LATER,
            MUCH_LATER,
            List.of("mail"),
            new Ledger.Gist("Shop", ZoneOffset.UTC, null, 2),
            "{}");
    assertThat(ledger.<Boolean>write(work -> work.keep(digest))).isTrue();
    assertThat(ledger.<Boolean>write(work -> work.keep(digest))).isFalse();
    ledger.change(work -> {
      work.digestDue(new Ledger.DigestDue("week", "weekly", NOON));
      work.digestDue(new Ledger.DigestDue("week", "weekly", LATER));
    });

    assertThat(seen.digest("d1")).contains(digest);
    assertThat(seen.digestsDue()).containsExactly(new Ledger.DigestDue("week", "weekly", LATER));
    ledger.change(work -> work.noDigestDue("week"));
    assertThat(seen.digestsDue()).isEmpty();
  }

  @Test
  void countsTheRowsOfEveryTable() {
    change(work -> {
      work.bear(healthy(LANDING), NOON);
      work.append(event(NOON, Event.Type.STARTED, null, ""));
      work.append(event(NOON, Event.Type.STOPPED, null, ""));
    });
    Set<String> tables =
        new TreeSet<>(
            Arrays.asList(
                "checks",
                "incidents",
                "postings",
                "events",
                "rollups",
                "beats",
                "overrides",
                "plans",
                "pulses",
                "gaps",
                "files",
                "voices",
                "figures",
                "passages",
                "attestations",
                "reports",
                "owners",
                "confirmations",
                "initiatives",
                "digests",
                "digests_due",
                "users",
                "sittings",
                "api_tokens",
                "sign_ins"));
    assertThat(seen.sizes().keySet()).isEqualTo(tables);
    assertThat(seen.sizes()).containsEntry("checks", 1L).containsEntry("events", 2L);
    assertThat(seen.bytes()).isPositive();
  }

  // ---- who signs in

  private static User user(String name, String role) {
    return new User(name, "$hash$" + name, role, "anna", NOON, NOON, null);
  }

  private static Session session(String id, String account, Instant endsAt) {
    return new Session(id, account, "Anna", "owner", null, NOON, NOON, endsAt);
  }

  private static ApiToken apiToken(String id, Instant expiresAt) {
    return new ApiToken(
        id, "h" + id, "ci", "viewer", true, null, "local:anna", NOON, null, expiresAt, null);
  }

  /** Each question is a reading of its own. */
  private Accounts.View accounts() {
    return (Accounts.View)
        Proxy.newProxyInstance(
            Accounts.View.class.getClassLoader(),
            new Class<?>[] {Accounts.View.class},
            (proxy, method, arguments) ->
                ledger.read(view -> ask(view.accounts(), method, arguments)));
  }

  private Optional<Underway> take(String state, Instant now) {
    return ledger.write(work -> work.accounts().take(state, now));
  }

  private int endAll(String account) {
    return ledger.write(work -> work.accounts().endAll(account));
  }

  @Test
  void keepsUsersByTheirNamesAndReplacesThem() {
    change(work -> work.accounts().save(user("zoe", "viewer")));
    change(work -> work.accounts().save(user("anna", "owner")));
    change(work -> work.accounts().save(user("zoe", "admin")));
    reopen();
    assertThat(accounts().users()).containsExactly(user("anna", "owner"), user("zoe", "admin"));
    assertThat(accounts().user("zoe")).contains(user("zoe", "admin"));
    assertThat(accounts().user("nobody")).isEmpty();
  }

  @Test
  void endsASessionOnceAndAllOfAnAccount() {
    change(work -> {
      work.accounts().open(session("s1", "local:anna", MUCH_LATER));
      work.accounts().open(session("s2", "local:anna", MUCH_LATER));
      work.accounts().open(session("s3", "oidc:anna", MUCH_LATER));
      work.accounts().open(session("s4", "local:ben", LATER));
    });
    change(work -> work.accounts().seen("s1", LATER, MUCH_LATER.plusSeconds(1)));
    assertThat(accounts().session("s1").orElseThrow().seenAt()).isEqualTo(LATER);
    assertThat(accounts().sessions(LATER))
        .extracting(Session::id)
        .containsExactly("s1", "s2", "s3");
    assertThat(endAll("local:anna")).isEqualTo(2);
    change(work -> work.accounts().end("s3"));
    change(work -> work.accounts().seen("s3", LATER, MUCH_LATER));
    assertThat(accounts().sessions(NOON)).extracting(Session::id).containsExactly("s4");
  }

  @Test
  void knowsATokenByItsHashAndRevokesItOnce() {
    change(work -> work.accounts().add(apiToken("t1", MUCH_LATER)));
    change(work -> work.accounts().used("t1", LATER));
    ApiToken kept = accounts().tokenByHash("ht1").orElseThrow();
    assertThat(kept.usedAt()).isEqualTo(LATER);
    assertThat(kept.isGood(LATER)).isTrue();
    assertThat(kept.isGood(MUCH_LATER)).isFalse();
    assertThat(did(work -> work.accounts().revoke("t1", LATER))).isTrue();
    assertThat(did(work -> work.accounts().revoke("t1", MUCH_LATER))).isFalse();
    assertThat(accounts().tokens().get(0).revokedAt()).isEqualTo(LATER);
    assertThat(accounts().tokens().get(0).isGood(LATER)).isFalse();
  }

  @Test
  void givesASignInThatIsUnderWayOnceAndInTime() {
    Underway one = new Underway("a", "browser", "nonce", "verifier", "/t/x", LATER);
    change(work -> work.accounts().begin(one, NOON));
    change(work -> work.accounts().begin(new Underway("b", "browser", "n", "v", "/", LATER), NOON));
    assertThat(take("a", NOON)).contains(one);
    assertThat(take("a", NOON)).isEmpty();
    assertThat(take("b", LATER)).isEmpty();
  }

  @Test
  void forgetsSessionsAndTokensWhoseTimeIsLongOver() {
    change(work -> {
      work.accounts().save(user("anna", "owner"));
      work.accounts().open(session("old", "local:anna", NOON));
      work.accounts().open(session("young", "local:anna", MUCH_LATER));
      work.accounts().add(apiToken("old", NOON));
      work.accounts().add(apiToken("young", MUCH_LATER));
      work.accounts().begin(new Underway("a", "b", "n", "v", "/", NOON), NOON.minusSeconds(9));
    });
    change(work -> work.forget(LATER, LATER, LATER, LATER, LATER, 100));
    assertThat(accounts().sessions(NOON.minusSeconds(1)))
        .extracting(Session::id)
        .containsExactly("young");
    assertThat(accounts().tokens()).extracting(ApiToken::id).containsExactly("young");
    assertThat(accounts().users()).hasSize(1);
    assertThat(seen.sizes()).containsEntry("sign_ins", 0L);
  }

  @Test
  void listsEventsOfSomeTypesByPages() {
    change(work -> {
      for (int i = 0; i < 5; i++) {
        work.append(event(NOON.plusSeconds(i), Event.Type.SIGNED_IN, null, "in" + i));
        work.append(event(NOON.plusSeconds(i), Event.Type.STARTED, null, ""));
      }
    });
    Set<Event.Type> types = Set.of(Event.Type.SIGNED_IN, Event.Type.SIGNED_OUT);
    assertThat(seen.events(types, 1, 2)).extracting(Event::text).containsExactly("in3", "in2");
    assertThat(seen.countEvents(types)).isEqualTo(5);
  }

  static void inAnotherThread(Runnable work) {
    Thread thread = Thread.ofPlatform().start(work);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
