package io.wellkept.web;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.PlanOverride.Offer;
import io.wellkept.incident.Standing;
import io.wellkept.ledger.Initiative;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import io.wellkept.report.Board;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a person has to do with: what is theirs, and what waits for their word.
 *
 * @param plan with what people changed
 * @param owned what they answer for, worst first
 * @param backed where they stand in, worst first
 * @param asks what waits for their word, soonest due first
 */
record Mine(
    Plan plan, Person person, List<Board.Row> owned, List<Board.Row> backed, List<Ask> asks) {
  Mine {
    owned = List.copyOf(owned);
    backed = List.copyOf(backed);
    asks = List.copyOf(asks);
  }

  /** What a person can be asked for. */
  enum Sort {
    OFFER,
    VERDICT,
    ATTESTATION,
    PROMISE,
    OWNERSHIP
  }

  /**
   * One thing that waits for a word.
   *
   * @param touchpoint its id; empty where it is about all of theirs
   * @param about the incident, the initiative or the check that it is about; empty if none
   * @param what in a sentence or a name
   * @param from who wants it; empty if Wellkept does
   * @param until by when; null if there is no such moment
   */
  record Ask(
      Sort sort,
      String touchpoint,
      String about,
      String what,
      String from,
      @Nullable Instant until) {
    boolean late(Instant now) {
      return until != null && !now.isBefore(until);
    }
  }

  /**
   * @param words of whoever reads it
   */
  static Mine of(WebContext context, Ledger.View view, String id, Words words, Instant now) {
    List<PlanOverride> overrides = view.overrides();
    Plan plan = EffectivePlan.of(context.plan().get(), overrides, now);
    Person person = plan.people().person(id).orElseThrow();
    List<Board.Row> rows = context.board().rows(now).stream().sorted(Listing.WORST_FIRST).toList();
    List<Board.Row> owned =
        rows.stream().filter(row -> isOf(row, plan, t -> t.owner().equals(id))).toList();
    List<Board.Row> backed =
        rows.stream().filter(row -> isOf(row, plan, t -> t.backups().contains(id))).toList();
    List<Ask> asks = new ArrayList<>();
    offers(asks, overrides, plan, id, now);
    verdicts(asks, view, plan, id, now);
    attestations(asks, owned, backed, plan, now);
    promises(asks, context.board().open(), plan, words, id);
    ownership(asks, view, plan, id);
    asks.sort(
        Comparator.comparing(Ask::until, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Ask::sort)
            .thenComparing(Ask::what));
    return new Mine(plan, person, owned, backed, asks);
  }

  /** As it is now: the picture in memory may be a moment older. */
  private static boolean isOf(Board.Row row, Plan plan, Predicate<Touchpoint> whose) {
    return plan.touchpoint(row.touchpoint().id()).filter(whose).isPresent();
  }

  private static void offers(
      List<Ask> asks, List<PlanOverride> overrides, Plan plan, String id, Instant now) {
    EffectivePlan.offers(overrides, now)
        .filter(offer -> offer.to().equals(id))
        .forEach(offer -> asks.add(ask(offer, plan)));
  }

  private static Ask ask(Offer offer, Plan plan) {
    String from = plan.people().nameOf(offer.owner());
    return new Ask(Sort.OFFER, offer.touchpoint(), "", offer.why(), from, offer.until());
  }

  /** A verdict is wanted from its time on: it waits, and nothing follows if it goes on waiting. */
  private static void verdicts(
      List<Ask> asks, Ledger.View view, Plan plan, String id, Instant now) {
    for (Initiative one : view.initiatives()) {
      boolean theirs =
          plan.touchpoint(one.touchpoint()).filter(t -> t.owner().equals(id)).isPresent();
      if (theirs && one.waits(now)) {
        asks.add(
            new Ask(Sort.VERDICT, one.touchpoint(), one.id(), one.what(), "", until(view, one)));
      }
    }
  }

  private static @Nullable Instant until(Ledger.View view, Initiative one) {
    return view.openIncidents(List.of(Ownership.verdict(one.touchpoint(), one.id()))).stream()
        .flatMap(incident -> incident.lateFrom().stream())
        .findFirst()
        .orElse(null);
  }

  /** Also those of whoever is away: then it is the backup's to answer. */
  private static void attestations(
      List<Ask> asks, List<Board.Row> owned, List<Board.Row> backed, Plan plan, Instant now) {
    List<Board.Row> all = new ArrayList<>(owned);
    backed.stream()
        .filter(row ->
            plan.people()
                .person(row.touchpoint().owner())
                .filter(owner -> owner.awayAt(now))
                .isPresent())
        .forEach(all::add);
    for (Board.Row row : all) {
      row.open().stream()
          .filter(incident -> incident.audience() == Audience.OWNERS)
          .filter(one -> one.worst().evidence().stream().anyMatch(Evidence::isQuestion))
          .forEach(incident ->
              asks.add(
                  new Ask(
                      Sort.ATTESTATION,
                      row.touchpoint().id(),
                      incident.check().check(),
                      questions(incident),
                      "",
                      incident.lateFrom().orElse(null))));
    }
  }

  private static String questions(Incident incident) {
    return String.join(
        " ",
        incident.worst().evidence().stream()
            .filter(Evidence::isQuestion)
            .map(Evidence::text)
            .toList());
  }

  private static void promises(
      List<Ask> asks, List<Incident> open, Plan plan, Words words, String id) {
    for (Incident incident : open) {
      incident
          .taken()
          .map(Standing.Taken::until)
          .filter(until -> incident.taken().orElseThrow().by().equals(id))
          .ifPresent(until ->
              asks.add(
                  new Ask(
                      Sort.PROMISE,
                      plan.touchpoint(incident.check().touchpoint()).map(Touchpoint::id).orElse(""),
                      incident.id(),
                      words.of(incident.worst()),
                      "",
                      until)));
    }
  }

  private static void ownership(List<Ask> asks, Ledger.View view, Plan plan, String id) {
    Set<String> theirs = Owning.theirs(view, plan, id);
    view.openIncidents(List.of(Ownership.CONFIRM)).stream()
        .filter(incident -> incident.subject().equals(id) && !theirs.isEmpty())
        .findFirst()
        .ifPresent(incident ->
            asks.add(
                new Ask(
                    Sort.OWNERSHIP,
                    "",
                    String.join(" ", theirs),
                    "",
                    "",
                    incident.lateFrom().orElse(null))));
  }

  /** What is not as it should be. */
  List<Board.Row> wrong() {
    return owned.stream().filter(Mine::isWrong).toList();
  }

  static boolean isWrong(Board.Row row) {
    return row.condition().worseThan(Condition.UNKNOWN);
  }

  /** What nobody has seen lately. */
  List<Board.Row> unseen() {
    return owned.stream().filter(row -> row.condition() == Condition.UNKNOWN).toList();
  }

  boolean hasNoPart() {
    return owned.isEmpty() && backed.isEmpty() && asks.isEmpty();
  }
}
