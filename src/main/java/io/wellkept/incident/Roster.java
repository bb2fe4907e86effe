package io.wellkept.incident;

import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Team;
import io.wellkept.touchpoint.Touchpoint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is meant by the rungs of a ladder.
 *
 * @param touchpoint whose owner, backups and lead are meant; null for Wellkept's own troubles
 */
public record Roster(People people, @Nullable Touchpoint touchpoint) {
  /** The people on a rung, without those whom the plan does not know. */
  public List<Person> on(Addressee addressee) {
    return ids(addressee).flatMap(id -> people.person(id).stream()).toList();
  }

  private Stream<String> ids(Addressee addressee) {
    return switch (addressee) {
      case Addressee.Owner() -> ofTouchpoint().map(Touchpoint::owner);
      case Addressee.Backup() -> ofTouchpoint().flatMap(t -> t.backups().stream());
      case Addressee.OwnersLead() ->
          ofTouchpoint().flatMap(t -> people.teamOf(t.owner()).stream()).map(Team::lead);
      case Addressee.OnePerson(String id) -> Stream.of(id);
      case Addressee.WholeTeam(String id) ->
          people.team(id).stream().flatMap(team -> team.members().stream());
      case Addressee.TeamLead(String id) -> people.team(id).stream().map(Team::lead);
    };
  }

  private Stream<Touchpoint> ofTouchpoint() {
    return Optional.ofNullable(touchpoint).stream();
  }
}
