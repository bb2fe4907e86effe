package io.wellkept.plan;

import io.wellkept.touchpoint.Language;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Team;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A digest that is written again and again.
 *
 * @param zone of its days and of when it is written
 * @param team the id of the team whose touchpoints it is about; null unless it is about a team's
 * @param to ids of persons, and of teams as {@code team:ID}; empty for the leads. Nobody where each
 *     owner gets their own
 * @param by names of notifiers that are tried first; empty for each reader's usual roads
 * @param language null for each reader's own
 */
public record DigestSetup(
    String name,
    DigestTime when,
    ZoneId zone,
    Audience audience,
    @Nullable String team,
    List<String> to,
    List<String> by,
    @Nullable Language language) {
  static final String TEAM = "team:";

  /** Whose touchpoints it is about. */
  public enum Audience {
    COMPANY,
    TEAM,
    /** Each owner gets one about their own. */
    OWNERS
  }

  public DigestSetup {
    to = List.copyOf(to);
    by = List.copyOf(by);
  }

  /** Who reads it where it is not each owner's own: everybody once. */
  public List<Person> readers(People people) {
    Stream<String> ids =
        to.isEmpty() ? leads(people).map(Team::lead) : to.stream().flatMap(id -> ids(id, people));
    return ids.distinct().map(people::person).flatMap(Optional::stream).toList();
  }

  private Stream<Team> leads(People people) {
    return team == null ? people.teams().values().stream() : people.team(team).stream();
  }

  private static Stream<String> ids(String id, People people) {
    return id.startsWith(TEAM)
        ? people.team(id.substring(TEAM.length())).stream().flatMap(one -> one.members().stream())
        : Stream.of(id);
  }
}
