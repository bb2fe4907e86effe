package io.wellkept.report;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Ownership;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Questionnaire;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One touchpoint now, and what of a well-kept one it has.
 *
 * @param has in the order of {@link Has}
 */
public record Kept(Board.Row row, Set<Has> has) {
  /** What a well-kept touchpoint has, the most important first. */
  public enum Has {
    /** Its owner is in the company and did not say that it is not theirs. */
    OWNER,
    /**
     * Somebody stands in who is in the company and can be told, and is there if its owner is not.
     */
    BACKUP,
    /** Something looks at it. */
    CHECK,
    /** Something saw it, and not too long ago. */
    LOOK,
    /** Its owner said lately that it is theirs. */
    CONFIRMATION,
    /** A person is asked whether it is in order. */
    WORD
  }

  /**
   * What decides of a touchpoint what it has.
   *
   * @param people with the absences of the moment
   * @param reachable whether any message reaches somebody
   * @param confirmed whether its owner said lately that it is theirs
   * @param blindFor how long a check may be blind before its last word counts no more
   */
  public record Rules(
      People people,
      Predicate<Person> reachable,
      Predicate<Touchpoint> confirmed,
      Duration blindFor,
      Instant now) {
    public Kept of(Board.Row row) {
      Touchpoint touchpoint = row.touchpoint();
      EnumSet<Has> has = EnumSet.noneOf(Has.class);
      add(has, Has.OWNER, owned(row));
      add(has, Has.BACKUP, touchpoint.backups().stream().anyMatch(id -> standsIn(id, touchpoint)));
      add(has, Has.CHECK, !touchpoint.checks().isEmpty());
      add(has, Has.LOOK, row.checks().stream().anyMatch(this::saw));
      add(has, Has.CONFIRMATION, confirmed.test(touchpoint));
      add(
          has,
          Has.WORD,
          touchpoint.checks().stream().anyMatch(c -> c.settings() instanceof Questionnaire));
      return new Kept(row, has);
    }

    private static void add(Set<Has> all, Has one, boolean there) {
      if (there) {
        all.add(one);
      }
    }

    private boolean owned(Board.Row row) {
      String id = row.touchpoint().id();
      return people.person(row.touchpoint().owner()).filter(p -> !p.hasLeft(now)).isPresent()
          && row.open().stream().map(Incident::check).noneMatch(Ownership.disowned(id)::equals);
    }

    private boolean standsIn(String id, Touchpoint touchpoint) {
      Optional<Person> person = people.person(id).filter(p -> !p.hasLeft(now)).filter(reachable);
      boolean alone = people.person(touchpoint.owner()).filter(p -> !p.awayAt(now)).isEmpty();
      return person.isPresent() && !(alone && person.get().awayAt(now));
    }

    private boolean saw(CheckState state) {
      return state.lastSeen() != null && !Conditions.blindForLong(state, now, blindFor);
    }
  }

  public Kept {
    EnumSet<Has> ordered = EnumSet.noneOf(Has.class);
    ordered.addAll(has);
    has = Collections.unmodifiableSet(ordered);
  }

  public Touchpoint touchpoint() {
    return row.touchpoint();
  }

  public Condition condition() {
    return row.condition();
  }

  public boolean lacks(Has one) {
    return !has.contains(one);
  }
}
