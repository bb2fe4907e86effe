package io.wellkept.web;

import io.wellkept.incident.Colleagues;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.Plan;
import io.wellkept.report.Board;
import io.wellkept.report.OwnersFigures;
import io.wellkept.report.OwnersFigures.Course;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Team;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everybody who answers for anything, with how it goes: what the page shows and the API tells. */
final class OwnersList {
  /** The columns by which the list can be in order, as addresses name them. */
  static final List<String> SORTS =
      List.of("name", "load", "open", "late", "take", "repair", "backup", "confirmed");

  /** What an owner may lack: a road on which messages reach them, or a backup of something. */
  static final List<String> MISSING = List.of("road", "backup");

  /** Over how many days the past is told. */
  static final List<Integer> DAYS = List.of(30, 90);

  /**
   * One owner.
   *
   * @param team the name of the first team they belong to; empty if none
   * @param lead whether they lead it
   * @param noBackup names of touchpoints for which nobody stands in any more
   * @param awayUntil their last day away; null if they are here, or have left
   * @param standIns names of those who stand in for them
   */
  record Owner(
      OwnerBrief brief,
      String team,
      OwnersFigures figures,
      List<String> noBackup,
      @Nullable LocalDate awayUntil,
      List<String> standIns) {}

  /** One team, all that its members own together. */
  record Group(String id, String name, String lead, int owners, OwnersFigures figures) {}

  /** All of them. */
  record Whole(List<Owner> owners, List<Group> teams) {}

  /** An owner as programs get it; spans are in seconds, null where there are too few cases. */
  record Row(
      String person,
      String name,
      String team,
      List<String> touchpoints,
      Map<String, Integer> load,
      int open,
      int overdue,
      int promisesPassed,
      int opened,
      int taken,
      @Nullable Long medianWorkingSecondsToTake,
      int repaired,
      @Nullable Long medianSecondsToRepair,
      List<String> withoutBackup,
      @Nullable Instant since,
      @Nullable Instant confirmedAt,
      @Nullable Instant askedAt,
      boolean away,
      @Nullable String awayUntil,
      List<String> standIns,
      @Nullable String lastDay,
      List<String> reachableBy,
      List<String> troubles) {}

  private final Plan plan;
  private final Ledger.View view;
  private final Instant now;
  private final List<Board.Row> rows;
  private final List<Course> courses;

  private OwnersList(Plan plan, Ledger.View view, Board board, int days, Instant now) {
    this.plan = plan;
    this.view = view;
    this.now = now;
    this.rows = board.rows(now);
    this.courses =
        OwnersFigures.courses(
            view.turns(now.minus(Duration.ofDays(days)), OwnersFigures.TURNS),
            id -> plan.touchpoint(id).flatMap(t -> plan.people().person(t.owner())));
  }

  /**
   * @param team only its members; empty for everybody
   * @param days over how many the past is told
   * @param sort one of {@link #SORTS}
   */
  static Whole of(WebContext context, String team, int days, String sort) {
    Instant now = context.clock().instant();
    return context
        .ledger()
        .read(view -> {
          Plan plan = context.planAt(view, now);
          return new OwnersList(plan, view, context.board(), days, now).whole(team, sort);
        });
  }

  private Whole whole(String team, String sort) {
    Map<String, List<Board.Row>> byOwner =
        rows.stream().collect(Collectors.groupingBy(row -> owner(row.touchpoint())));
    List<Owner> owners =
        OwnerBrief.all(view, plan, now).stream()
            .filter(brief -> team.isEmpty() || isOf(brief.person(), team))
            .map(brief -> owner(brief, byOwner.getOrDefault(brief.person(), List.of())))
            .sorted(order(sort))
            .toList();
    List<Group> teams =
        plan.people().teams().values().stream()
            .filter(one -> team.isEmpty() || one.id().equals(team))
            .map(one -> group(one, byOwner))
            .filter(group -> group.owners() > 0)
            .toList();
    return new Whole(owners, teams);
  }

  /** As it is now: the picture in memory may be a moment older. */
  private String owner(Touchpoint touchpoint) {
    return plan.touchpoint(touchpoint.id()).map(Touchpoint::owner).orElse(touchpoint.owner());
  }

  private boolean isOf(String person, String team) {
    return plan.people().team(team).filter(t -> t.members().contains(person)).isPresent();
  }

  private Group group(Team team, Map<String, List<Board.Row>> byOwner) {
    List<Board.Row> theirs =
        team.members().stream()
            .flatMap(id -> byOwner.getOrDefault(id, List.of()).stream())
            .toList();
    int owners = (int) team.members().stream().filter(byOwner::containsKey).count();
    return new Group(
        team.id(),
        team.name(),
        plan.people().nameOf(team.lead()),
        owners,
        OwnersFigures.of(theirs, courses, now));
  }

  private Owner owner(OwnerBrief brief, List<Board.Row> theirs) {
    Person person = plan.people().person(brief.person()).orElseThrow();
    List<Touchpoint> owned = plan.ownedBy(person.id());
    return new Owner(
        brief,
        plan.people().teamOf(person.id()).map(Team::name).orElse(""),
        OwnersFigures.of(theirs, courses, now),
        owned.stream().filter(this::hasNoBackup).map(Touchpoint::name).toList(),
        Colleagues.lastDayAway(person, now).orElse(null),
        brief.away() ? standIns(owned) : List.of());
  }

  /** Whoever was named as backup has left, or is in the plan no more. */
  private boolean hasNoBackup(Touchpoint touchpoint) {
    return touchpoint.backups().stream()
        .flatMap(id -> plan.people().person(id).stream())
        .allMatch(backup -> backup.hasLeft(now));
  }

  private List<String> standIns(List<Touchpoint> owned) {
    return owned.stream()
        .flatMap(touchpoint -> touchpoint.backups().stream())
        .distinct()
        .flatMap(id -> plan.people().person(id).stream())
        .filter(backup -> !backup.awayAt(now))
        .map(Person::name)
        .toList();
  }

  /** Whoever needs a hand first; those of whom nothing is known last. */
  private static Comparator<Owner> order(String sort) {
    Comparator<Owner> order =
        switch (sort) {
          case "load" -> most(owner -> owner.figures().touchpoints());
          case "open" -> most(owner -> owner.figures().open());
          case "late" -> most(owner -> owner.figures().late());
          case "take" -> longest(owner -> owner.figures().take());
          case "repair" -> longest(owner -> owner.figures().repair());
          case "backup" -> most(owner -> owner.noBackup().size());
          case "confirmed" ->
              Comparator.comparing(
                  owner -> owner.brief().confirmedAt(),
                  Comparator.nullsFirst(Comparator.naturalOrder()));
          default -> Comparator.comparing(owner -> owner.brief().name());
        };
    return order
        .thenComparing(owner -> owner.brief().name())
        .thenComparing(owner -> owner.brief().person());
  }

  private static Comparator<Owner> most(ToIntFunction<Owner> number) {
    return Comparator.comparingInt(number).reversed();
  }

  private static Comparator<Owner> longest(Function<Owner, @Nullable Duration> span) {
    return Comparator.comparing(span, Comparator.nullsLast(Comparator.reverseOrder()));
  }

  static Row row(Owner owner) {
    OwnerBrief brief = owner.brief();
    OwnersFigures figures = owner.figures();
    Map<String, Integer> load = new LinkedHashMap<>();
    Stream.of(Importance.values())
        .forEach(one ->
            load.put(one.name().toLowerCase(Locale.ROOT), figures.load().getOrDefault(one, 0)));
    return new Row(
        brief.person(),
        brief.name(),
        owner.team(),
        brief.touchpoints(),
        load,
        figures.open(),
        figures.overdue(),
        figures.passed(),
        figures.opened(),
        figures.taken(),
        seconds(figures.take()),
        figures.repaired(),
        seconds(figures.repair()),
        owner.noBackup(),
        brief.since(),
        brief.confirmedAt(),
        brief.askedAt(),
        brief.away(),
        owner.awayUntil() == null ? null : owner.awayUntil().toString(),
        owner.standIns(),
        brief.lastDay(),
        brief.reachableBy(),
        brief.troubles());
  }

  private static @Nullable Long seconds(@Nullable Duration span) {
    return span == null ? null : span.toSeconds();
  }
}
